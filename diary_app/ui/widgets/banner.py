"""Words that ask to be looked at: amber for "please look", red for a serious symptom only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from diary_app.text import _
from diary_app.ui.widgets.button import Button, Kind, Records, way
from diary_app.ui.widgets.card import Card, row
from diary_app.ui.widgets.text import Runs

_Action = tuple[str, Callable[[], object]]


class Banner(Card):
    """One amber sentence and at most a few answers to it."""

    def __init__(
        self, text: str, *answers: tuple[str, Callable[[], None]], about: str = ""
    ) -> None:
        super().__init__("warn", padding=0)
        words = Runs(text, "warn")
        buttons = []
        for answer, do in answers:
            button = way(answer, "warn", about=about)
            button.chosen.connect(do)
            buttons.append(button)
        self.add(row(words, *buttons, grow=words, padding=(18, 7), least=62))


class Reading(Banner):
    """An amber sentence that goes when it was read."""

    def __init__(self, text: str) -> None:
        super().__init__(text, (_("I have read this"), self.hide))


class SeriousCard(Card):
    """What was recorded, what to do, the numbers to call as buttons, and the answers to it.

    `answers`, `numbers` and `rare` are (label, action); the rare ones are plain text buttons.
    `note` stands above the numbers, `small` below them. `first` is where the keys may go: the first
    button that stores nothing, where there is one. Only a serious symptom is "bad".
    """

    def __init__(
        self,
        title: str,
        advice: str,
        numbers: Sequence[_Action] = (),
        rare: Sequence[_Action] = (),
        answers: Sequence[_Action] = (),
        note: str = "",
        about: str = "",
        kind: Literal["bad", "warn"] = "bad",
        small: str = "",
    ) -> None:
        super().__init__(kind, gap=8)
        self.add(Runs(title, kind), Runs(advice))
        if note:
            self.add(Runs(note, "strong"))
        outlined = [self._button(one, "outlined", about, "") for one in answers]
        outlined += [self._button(one, "outlined", about, "phone") for one in numbers]
        plain = [self._button(one, "plain", about, "") for one in rare]
        every = [*plain, *outlined]
        quiet = (button for button in every if button.records == "nothing")
        self.first: Button | None = next(quiet, every[0] if every else None)
        if outlined:
            self.add(row(*outlined, gap=10))
        if small:
            self.add(Runs(small, "small"))
        if plain:
            self.add(row(*plain, gap=2))

    def _button(self, one: _Action, kind: Kind, about: str, icon: str) -> Button:
        text, do = one
        quiet: Records = "nothing" if kind == "plain" else "one"
        button = Button(text, kind, about=about, icon=icon, records=quiet)
        button.chosen.connect(do)
        return button
