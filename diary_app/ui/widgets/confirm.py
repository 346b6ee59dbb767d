"""One step before something is stored: what it would be, and what is unlikely about it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from diary_app.text import _
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import Card, row
from diary_app.ui.widgets.text import Runs


class Unsure(Exception):
    """What would be stored is asked about, or read back, first."""

    def __init__(self, questions: tuple[str, ...], lines: tuple[str, ...], yes: str = "") -> None:
        self.questions, self.lines, self.yes = questions, lines, yes
        super().__init__(questions, lines, yes)


class ConfirmStep(Card):
    """What would be stored or is asked about, yes or no.

    The keys are on Yes where it is only read back, and on the way back where something is asked:
    a question must not be answered unread.
    """

    agreed = Signal()
    left = Signal()

    def __init__(self, about: str, unsure: Unsure) -> None:
        asked = bool(unsure.questions)
        # Only read back, it stands in the card of the form, in place of the fields.
        super().__init__("warn" if asked else "bare", padding=20 if asked else 0, gap=12)
        self.questions = unsure.questions
        title = _("Please look at this. Nothing is saved yet.")
        if not unsure.questions:
            title = _("Is this right? Nothing is saved yet.")
        self.add(Runs(title, "words"))
        for question in unsure.questions:
            self.add(Runs(question, "warn"))
        for line in unsure.lines:
            self.add(Runs(line))
        yes = Button(unsure.yes or _("Save it anyway"), "warn", about=about)
        if not unsure.questions:
            yes = Button(_("Yes, save it"), "main", about=about)
        yes.chosen.connect(self.agreed)
        back = way(_("Go back and change it"), about=about)
        back.chosen.connect(self.left)
        self.add(row(yes, back))
        self.first = back if unsure.questions else yes
        # Read with the button that gets the keys.
        self.first.setAccessibleDescription(" ".join((title, *unsure.questions, *unsure.lines)))
