"""Words that ask to be looked at: amber for "please look", red for a serious symptom only."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from diary_app.ui.widgets.button import Button, Kind
from diary_app.ui.widgets.card import Card, row
from diary_app.ui.widgets.text import Runs


class Banner(Card):
    """One amber sentence and at most a few answers to it."""

    def __init__(
        self, text: str, *answers: tuple[str, Callable[[], None]], about: str = ""
    ) -> None:
        super().__init__("warn", padding=0)
        words = Runs(text, "warn")
        buttons = []
        for answer, do in answers:
            button = Button(answer, "warn", about=about)
            button.chosen.connect(do)
            buttons.append(button)
        self.add(row(words, *buttons, grow=words, padding=(18, 7), least=62))


class SeriousCard(Card):
    """A serious symptom: what was recorded, what to do, and the numbers to call as buttons.

    `numbers` and `rare` are (label, action); the rare ones are plain text buttons.
    """

    def __init__(
        self,
        title: str,
        advice: str,
        numbers: Sequence[tuple[str, Callable[[], None]]],
        rare: Sequence[tuple[str, Callable[[], None]]] = (),
        *,
        about: str = "",
    ) -> None:
        super().__init__("bad", gap=8)
        self.add(Runs(title, "bad"), Runs(advice))
        buttons = []
        groups: tuple[tuple[Kind, Sequence[tuple[str, Callable[[], None]]]], ...]
        groups = (("outlined", numbers), ("plain", rare))
        for kind, group in groups:
            for text, do in group:
                button = Button(text, kind, about=about, icon="" if kind == "plain" else "phone")
                button.chosen.connect(do)
                buttons.append(button)
        self.add(row(*buttons, gap=10))
