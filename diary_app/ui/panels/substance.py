"""Which substance a medicine is: asked where its name is close to one, shown, and put right."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from diary_app.domain.medicine import Medicine
from diary_app.domain.substance import NO_SUBSTANCE, Close
from diary_app.services import medicines, substances
from diary_app.services.diary import Diary
from diary_app.text import _
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button
from diary_app.ui.widgets.card import Card, column, row
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.fields import LineField, field, refused
from diary_app.ui.widgets.text import Runs
from diary_app.wording.substances import counted_together, is_it, what_for

_NONE = "none"


class SubstanceQuestion(QWidget):
    """Asks whether a name that is close to a substance's is that substance; empty until it must."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._name = ""  # the name it was asked about
        self._choice: Choice | None = None
        self._inside = column(self)
        self.hide()

    def look_at(self, name: str) -> None:
        """Ask about this name where it must be. Raises NotRead as long as it is not answered."""
        close = substances.close_to(name)
        if close is None:
            self._forget()
            return
        if self._choice is None or self._name != name:
            self._forget()
            self._ask(name, close)
        if self._choice is not None and self._choice.value is None:
            raise refused(self._choice, _("Please answer this first: the name is not certain."))

    def answer(self) -> str | None:
        """The person's answer: a substance, `none`; None where nobody was asked."""
        return None if self._choice is None else str(self._choice.value)

    def _ask(self, name: str, close: Close) -> None:
        options: list[tuple[object, str]] = [
            (close.substance, _("Yes, it is {substance}").format(substance=close.substance)),
            (_NONE, _("No, another medicine")),
        ]
        self._name = name
        self._choice = Choice(options, about=name, guarded=False)
        self._inside.addWidget(field(is_it(name, close), self._choice, hint=what_for()))
        self.show()

    def _forget(self) -> None:
        self._name, self._choice = "", None
        while (item := self._inside.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        self.hide()


def unanswered_cards(session: Session) -> list[QWidget]:
    """A calm card for each medicine of an older diary whose name is close to a substance's."""
    return [_card(session, one, close) for one, close in substances.unanswered(session.diary)]


def _card(session: Session, medicine: Medicine, close: Close) -> QWidget:
    card = Card(gap=10)
    card.add(Runs(is_it(medicine.name, close), "strong"), Runs(what_for(), "small"))
    yes = Button(_("Yes, it is {substance}").format(substance=close.substance), about=medicine.name)
    yes.chosen.connect(lambda: _answer(session, medicine, close.substance))
    no = Button(_("No, another medicine"), about=medicine.name)
    no.chosen.connect(lambda: _answer(session, medicine, NO_SUBSTANCE))
    card.add(row(yes, no))
    return card


def _answer(session: Session, medicine: Medicine, substance: str) -> None:
    said = _("Saved: {name} is {substance}.").format(name=medicine.name, substance=substance)
    if substance == NO_SUBSTANCE:
        said = _("Saved: {name} is another medicine.").format(name=medicine.name)
    session.save(
        lambda: medicines.correct_medicine(session.diary, replace(medicine, substance=substance)),
        said,
    )


def added_words(diary: Diary, medicine: Medicine) -> str:
    """That a medicine was saved, and which others are counted with it."""
    saved = _("Saved: {name}.").format(name=medicine.name)
    others = substances.others_of_it(diary, medicine)
    if not others:
        return saved
    names = [other.name for other in others]
    together = counted_together(medicine.name, substances.of(medicine) or "", names)
    return f"{saved} {together}"


def read_substance(line: LineField) -> str:
    """What the person says a medicine is: a substance the diary knows, else none that it knows.

    Raises NotRead, the reason beside the line, for one that is only close.
    """
    close = substances.close_to(line.text())
    if close is not None:
        raise refused(line, is_it(line.text().strip(), close) + " " + _("Then write it so."))
    return substances.stored(line.text()) or NO_SUBSTANCE


def substance_line(medicine: Medicine) -> str:
    """What the card of a medicine says of its substance, "" where the name says it."""
    substance = substances.of(medicine)
    if substance is None:
        close = substances.close_to(medicine.name)
        if medicine.substance is None or close is None:
            return ""
        return _("You said that it is not {substance}.").format(substance=close.substance)
    if medicine.name.casefold() == substance.casefold():
        return ""
    return _("Substance: {substance}").format(substance=substance)
