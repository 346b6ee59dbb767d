"""The safety check one question at a time, for tired days: large, with the keys 1, 2 and 3."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from diary_app.domain.knowledge import Entry
from diary_app.domain.symptom import Answer
from diary_app.services.checks import InProgress
from diary_app.text import _, ngettext
from diary_app.ui import theme
from diary_app.ui.guard import Press
from diary_app.ui.parts.check_answers import CheckAnswers, question_of
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import Card, row, stack
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.text import Runs
from diary_app.wording.symptoms import answer_word

_KEYS: dict[int, Answer] = {
    Qt.Key.Key_1: Answer.YES,
    Qt.Key.Key_2: Answer.NO,
    Qt.Key.Key_3: Answer.NOT_SURE,
}


class CheckSteps(QObject):
    """Which question is shown. It begins at the first one that is not answered."""

    altered = Signal()
    saved = Signal()

    def __init__(self, session: Session, answers: CheckAnswers) -> None:
        super().__init__(session)
        self._session, self._answers = session, answers
        self._at: int | None = None
        self._done = False
        self._entry: Entry | None = None  # the question on the screen, None after the last
        self._fresh = False
        self.first: QWidget | None = None  # where the keys go; 1, 2 and 3 work from anywhere

    def restart(self) -> None:
        """Begin at the first question that is not answered."""
        self._at, self._done = None, False

    def take_focus(self) -> QWidget | None:
        """Where the keys go once another question is on the screen."""
        fresh, self._fresh = self._fresh, False
        return self.first if fresh else None

    def build(self, check: InProgress) -> list[QWidget]:
        """The question in one card, or the end."""
        entries = self._answers.entries()
        if self._done:
            return [self._saved_card()]
        if self._at is None:
            open_ones = (n for n, entry in enumerate(entries) if entry.id not in check.answers)
            self._at = next(open_ones, len(entries))
        self._at = min(self._at, len(entries))
        if self._at == len(entries):
            self._entry = None
            return [self._last(check, len(entries))]
        self._entry = entries[self._at]
        return [self._question(self._entry, check, len(entries))]

    def press_key(self, event: QKeyEvent) -> bool:
        """1 is yes, 2 is no, 3 is not sure. Whether the key was one of them."""
        given = _KEYS.get(event.key())
        chord = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if given is None or self._entry is None or chord:
            return False
        guard, key, entry = theme.current().guard, event.key(), self._entry
        stamp = event.timestamp()
        if guard.begins(key, repeats=event.isAutoRepeat(), stamp=stamp):
            press = Press(f"{given}, {entry.id}", "key", key=key, stamp=stamp)
            guard.act(press, lambda: self._give(given))
        return True

    def _question(self, entry: Entry, check: InProgress, n: int) -> QWidget:
        assert entry.question is not None and self._at is not None
        card = Card(padding=32, gap=18)
        answered = check.answers.get(entry.id)
        card.add(self._head(entry, n, answered=answered is not None))
        if entry.question.hint:
            card.add(Runs(entry.question.hint, "hero-line"))
        buttons: list[QWidget] = []
        for number, given in enumerate((Answer.YES, Answer.NO, Answer.NOT_SURE), 1):
            button = Button(answer_word(given), "answer", about=question_of(entry))
            button.setToolTip(_("Key {n}").format(n=number))
            button.setChecked(answered is given)
            button.chosen.connect(lambda given=given: self._give(given))
            if answered is given:
                self.first = button  # above its advice; to press it again stores nothing
            buttons.append(button)
        card.add(flow(*buttons, gap=16, equal=True))
        card.add(Runs(_("Keys: 1 yes, 2 no, 3 not sure."), "small"))
        card.add(*self._answers.under(entry))
        if answered is not None:
            onward = way(_("Next question"), "main")
            onward.chosen.connect(lambda: self._go(1))
            card.add(row(onward))
        return card

    def _head(self, entry: Entry, n: int, *, answered: bool) -> QWidget:
        """Where one is, the question, and the ways on that answer nothing: they keep it in view."""
        assert entry.question is not None and self._at is not None
        progress = _("Question {k} of {n}").format(k=self._at + 1, n=n)
        title = stack(Runs(progress, "muted"), Runs(entry.question.text, "title"), gap=6)
        ways: list[QWidget] = []
        if self._at:
            back = way(_("Back"), about=_("the question before"))
            back.chosen.connect(lambda: self._go(-1))
            ways.append(back)
        if not answered:
            leave = way(_("Leave it open"))
            leave.chosen.connect(lambda: self._go(1))
            ways.append(leave)
        self.first = ways[-1] if ways else None
        return row(title, *ways, grow=title)

    def _last(self, check: InProgress, n: int) -> QWidget:
        card = Card(padding=32, gap=18)
        k = len(check.answers)
        words = ngettext(
            "{k} of {n} question is answered.", "{k} of {n} questions are answered.", k
        ).format(k=k, n=n)
        card.add(stack(Runs(_("That was the last question."), "title"), Runs(words), gap=6))
        save = Button(_("Save"), "main", about=_("my answers"))
        save.chosen.connect(self._save)
        back = way(_("Back"), about=_("the question before"))
        back.chosen.connect(lambda: self._go(-1))
        card.add(row(save, back))
        self.first = back
        return card

    def _saved_card(self) -> QWidget:
        card = Card(padding=32, gap=18)
        self._entry = None
        again = way(_("Begin another check"))
        again.chosen.connect(self._begin_again)
        card.add(Runs(_("Your answers are saved."), "title"), row(again))
        self.first = again
        return card

    def _give(self, given: Answer) -> None:
        """Keep the answer. After a No the next question comes; a Yes shows its advice first."""
        assert self._entry is not None and self._at is not None
        self._fresh = True
        if given is Answer.NO:
            self._at += 1
        self._answers.answer(self._entry, given)
        self._read_out()

    def _go(self, by: int) -> None:
        assert self._at is not None
        self._at, self._fresh = self._at + by, True
        self._read_out()
        self.altered.emit()

    def _read_out(self) -> None:
        """Have the question said that comes up now."""
        entries = self._answers.entries()
        if self._at is None or self._at >= len(entries) or entries[self._at] is self._entry:
            return
        question = entries[self._at].question
        assert question is not None
        progress = _("Question {k} of {n}").format(k=self._at + 1, n=len(entries))
        self._session.spoken.emit(f"{progress}: {question.text} {question.hint}".strip())

    def _save(self) -> None:
        if self._answers.finish():
            self._done, self._fresh = True, True
            self.saved.emit()

    def _begin_again(self) -> None:
        self._at, self._done, self._fresh = 0, False, True
        self.altered.emit()
