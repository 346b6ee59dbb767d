"""What is asked and said of the substance of a medicine."""

from __future__ import annotations

from collections.abc import Sequence

from diary_app.domain.substance import Close
from diary_app.text import _


def your_medicine() -> str:
    """What a text calls a medicine of which the diary has none."""
    return _("your medicine")


def which_substance(name: str, close: Close) -> str:
    """The question that a name near a substance's asks before the medicine is stored."""
    return " ".join(
        (
            _meant(name, close),
            _(
                "Nothing was stored. Check the spelling, or say --substance {substance} or "
                "--substance none."
            ).format(substance=close.substance),
        )
    )


def substance_open(name: str, close: Close) -> str:
    """The same question of a medicine that is in the diary already, not answered yet."""
    return " ".join(
        (
            _meant(name, close),
            _(
                "Until that is answered it is not watched as {substance}. Say: dose-diary medicine "
                'correct "{name}" --substance {substance} (or none).'
            ).format(name=name, substance=close.substance),
        )
    )


def _meant(name: str, close: Close) -> str:
    if close.name == close.substance:
        return _("Is “{name}” meant to be {substance}?").format(
            name=name, substance=close.substance
        )
    return _("Is “{name}” meant to be {known}, that is {substance}?").format(
        name=name, known=close.name, substance=close.substance
    )


def is_it(name: str, close: Close) -> str:
    """The question of the window about a name near a substance's."""
    if close.name.casefold() == close.substance.casefold():
        return _("Is “{name}” the same as {known}?").format(name=name, known=close.name)
    return _("Is “{name}” the same as {known}, that is {substance}?").format(
        name=name, known=close.name, substance=close.substance
    )


def what_for() -> str:
    """Why it is asked."""
    return _("What the diary looks out for depends on it. You can change the answer later.")


def counted_together(name: str, substance: str, others: Sequence[str]) -> str:
    """That a medicine is of a substance which the diary has already."""
    return _(
        "{name} is {substance}, and the diary already has: {others}. Their doses are counted "
        "together."
    ).format(name=name, substance=substance, others=", ".join(others))
