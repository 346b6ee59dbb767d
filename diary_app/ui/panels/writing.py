"""The card of Settings that says how times, numbers and weeks are written."""

from __future__ import annotations

from dataclasses import replace

from diary_app.text import _, within
from diary_app.ui import theme
from diary_app.ui.widgets.card import Card, heading
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.fields import Field, field


class WritingCard(Card):
    """Each as the computer has it, or as the patient chooses here."""

    def __init__(self) -> None:
        super().__init__(gap=14)
        self.add(
            heading(_("Times and numbers")),
            _choice(_("Clock"), "clock", {"24": "14:05", "12": _("2:05 pm")}),
            _choice(_("Numbers"), "decimal", {"point": "2.5", "comma": "2,5"}),
            _choice(
                _("The week begins on"),
                "week_begins",
                {"monday": _("Monday"), "saturday": _("Saturday"), "sunday": _("Sunday")},
            ),
            _choice(
                _("Direction"),
                "direction",
                {"left": _("Left to right"), "right": _("Right to left")},
            ),
        )


def _choice(title: str, name: str, values: dict[str, str]) -> Field:
    look = theme.current()
    options: list[tuple[object, str]] = [("system", _("Same as my computer")), *values.items()]
    made = Choice(options, about=within(title), value=getattr(look.look, name))
    made.picked.connect(lambda value: look.use(replace(look.look, **{name: value})))
    return field(title, made)
