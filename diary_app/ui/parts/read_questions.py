"""How a text was read, under the text: "Is this right?", and the answers to that."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from diary_app.domain.history import History
from diary_app.domain.knowledge import ORDINARY
from diary_app.domain.reading_context import Outcome
from diary_app.services import readings
from diary_app.services.readings import Asked
from diary_app.text import _, within
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button
from diary_app.ui.widgets.card import row, stack
from diary_app.ui.widgets.fields import LineField
from diary_app.ui.widgets.form import LineForm
from diary_app.ui.widgets.text import Run, Runs
from diary_app.wording.days import clock, short_full_day
from diary_app.wording.symptoms import entry_of, name_of


class ReadQuestions(QObject):
    """Asks of each symptom that was read in a text whether it happened. The text stays as it is."""

    altered = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._denying: tuple[str, str] | None = None  # record id, symptom
        self._draft = ""  # what is typed outlives a page that is read again
        self._fresh = False
        self._first: QWidget | None = None

    def take_focus(self) -> QWidget | None:
        """The field for a reason that has just been asked for."""
        fresh, self._fresh = self._fresh, False
        return self._first if fresh else None

    def build(self, history: History, record_id: str) -> list[QWidget]:
        """One row for each symptom read in the record's text; none where nothing was read."""
        return [self._row(asked) for asked in readings.asked_of(history, record_id)]

    def _row(self, asked: Asked) -> QWidget:
        label = name_of(asked.reading.term, self._session.diary.knowledge)
        if not asked.open:
            return Runs(
                [Run(_read_words(asked, label) + " "), Run(_said(asked), "strong")], "small"
            )
        if asked.reading.outcome is Outcome.NONE_BUT_SHOW and not self._serious(asked):
            return Runs(_read_words(asked, label), "small")
        text = Runs([Run(_read_words(asked, label) + " "), Run(_question(asked), "strong")])
        at = asked.stored.at
        about = f"{label}, “{asked.reading.words}” {short_full_day(at.day)} {clock(at)}"
        buttons: list[QWidget] = []
        for answer, do in self._answers(asked, label):
            button = Button(answer, about=about)
            button.chosen.connect(do)
            buttons.append(button)
        parts: list[QWidget] = [text, row(*buttons, gap=8)]
        if self._denying == (asked.stored.record_id, asked.reading.term):
            parts.append(self._reason(asked, label, about))
        return stack(*parts, gap=6)

    def _answers(self, asked: Asked, label: str) -> list[tuple[str, Callable[[], object]]]:
        match asked.reading.outcome:
            case Outcome.NONE_BUT_SHOW:
                return [
                    (_("Right"), lambda: self._right(asked)),
                    (_("It did happen"), lambda: self._happened(asked, label)),
                ]
            case Outcome.ASK:
                other = _("It was something else")
                return [
                    (_("Record it"), lambda: self._happened(asked, label)),
                    (other, lambda: self._denied(asked, label, other)),
                ]
            case _:
                return [
                    (_("Yes, it happened"), lambda: self._happened(asked, label)),
                    (_("No…"), lambda: self._deny(asked)),
                ]

    def _serious(self, asked: Asked) -> bool:
        entry = entry_of(asked.reading.term, self._session.diary.knowledge)
        return entry is None or entry.category not in ORDINARY

    def _happened(self, asked: Asked, label: str) -> None:
        self._session.save(
            lambda: readings.happened(self._session.diary, asked, self._session.entered_by),
            _("Saved: {symptom}, at the time of the note.").format(symptom=label),
        )

    def _right(self, asked: Asked) -> None:
        self._session.save(
            lambda: readings.right(self._session.diary, asked), _("Saved: the note was read right.")
        )

    def _denied(
        self, asked: Asked, label: str, reason: str, keep: Callable[..., bool] | None = None
    ) -> bool:
        return (keep or self._session.save)(
            lambda: readings.denied(self._session.diary, asked, reason),
            _("Saved: what you said about {what}.").format(what=label),
        )

    def _deny(self, asked: Asked) -> None:
        self._denying, self._draft = (asked.stored.record_id, asked.reading.term), ""
        self._fresh = True
        self.altered.emit()

    def _reason(self, asked: Asked, label: str, about: str) -> QWidget:
        title = _("What was it? The reason is kept.")
        typed = LineField(f"{title} {about}", self._draft, units=560)
        typed.textChanged.connect(self._keep)

        def store() -> bool:
            return self._denied(asked, label, typed.text(), self._session.store)

        self._first = typed
        back = _("Cancel")
        form = LineForm(title, typed, store, about=about, left=self._leave, back=back)
        form.draft = f"reading {asked.stored.record_id} {asked.reading.term}"
        return form

    def _keep(self, text: str) -> None:
        self._draft = text

    def _leave(self) -> None:
        self._denying = None
        self.altered.emit()


def _read_words(asked: Asked, label: str) -> str:
    """How the diary read the words: as there, perhaps, only mentioned, or as not there."""
    said = asked.reading.words
    sentences = {
        Outcome.FLAG: _("“{words}” was read as: {symptom}."),
        Outcome.FLAG_CONFIRM: _("“{words}” was read as: perhaps {symptom}."),
        Outcome.ASK: _("“{words}” mentions: {symptom}."),
        Outcome.NONE_BUT_SHOW: _("“{words}” was read as: no {symptom}."),
    }
    return sentences[asked.reading.outcome].format(words=said, symptom=within(label))


def _question(asked: Asked) -> str:
    if asked.reading.outcome is Outcome.ASK:
        return _("Did this happen to you?")
    return _("Is this right?")


def _said(asked: Asked) -> str:
    """What the patient answered."""
    if asked.happened:
        return _("It is recorded.")
    if asked.answer is not None and asked.answer.words:
        return _("You said it did not happen: {reason}").format(reason=asked.answer.words)
    return _("You said this is right.")
