"""The answers of the safety check on a page: stored at the press, the advice under its question."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from diary_app.domain.flag import SYMPTOM_RULE, Flag
from diary_app.domain.knowledge import Entry, FollowUp, Level
from diary_app.domain.symptom import Answer
from diary_app.services import checks, flags, trail
from diary_app.services.checks import InProgress
from diary_app.text import _, small, within
from diary_app.ui.parts.calls import calls_for
from diary_app.ui.parts.flag_cards import FlagCards
from diary_app.ui.session import Session
from diary_app.ui.widgets.banner import SeriousCard
from diary_app.ui.widgets.card import row, stack
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.text import Run, Runs, spoken_words
from diary_app.wording.symptoms import answer_word

_TOLD = (Answer.YES, Answer.NOT_SURE)


class CheckAnswers(QObject):
    """What both ways of asking share. The diary is read at `begin`, and nothing is kept of it."""

    altered = Signal()  # an answer that waits for Save was given

    def __init__(self, session: Session, cards: FlagCards) -> None:
        super().__init__(session)
        self._session, self._cards = session, cards
        self._check = InProgress()
        self._waiting: tuple[Flag, ...] = ()
        self._fresh = ""  # the question that was just answered: its advice is shown and said
        self.shown: QWidget | None = None  # the advice that has just come up
        self._hosts: dict[str, Entry] = {}  # where each follow-up question stands

    def begin(self) -> InProgress:
        """Read what is answered so far."""
        self._check, self.shown = checks.in_progress(self._session.diary), None
        check = self._check.stored
        self._waiting = tuple(
            flag
            for flag in flags.waiting(self._session.diary)
            if check is not None
            and flag.rule == SYMPTOM_RULE
            and check.answers.get(flag.id) in _TOLD
            and check.id in {piece.record for piece in flag.evidence}
        )
        self._hosts = self._placed()
        return self._check

    def under_questions(self) -> frozenset[str]:
        """The ids of the flags that stand under their question, not at the top."""
        return frozenset(flag.id for flag in self._waiting)

    def entries(self) -> list[Entry]:
        """The questions in their order."""
        return list(self._session.diary.vocabulary.check_questions())

    def yes(self) -> tuple[str, ...]:
        """The symptoms answered Yes."""
        return tuple(id for id, given in self._check.answers.items() if given is Answer.YES)

    def choice(self, entry: Entry) -> Choice:
        """Yes, No, Not sure."""
        options: list[tuple[object, str]] = [
            (answer, answer_word(answer)) for answer in (Answer.YES, Answer.NO, Answer.NOT_SURE)
        ]
        value = self._check.answers.get(entry.id)
        made = Choice(options, about=question_of(entry), value=value)
        made.picked.connect(lambda given: self.answer(entry, given))
        return made

    def answer(self, entry: Entry, given: object) -> None:
        """Keep an answer; say it where it was stored."""
        assert isinstance(given, Answer)
        stored: list[bool] = []
        session = self._session
        self._fresh = entry.id

        def keep() -> None:
            by = session.entered_by
            stored.append(checks.answer(session.diary, entry.id, given, by))

        if session.keep(keep) and stored == [True]:
            self._say(question_of(entry), given)
        else:
            self.altered.emit()

    def under(self, entry: Entry) -> list[QWidget]:
        """The advice of a question answered Yes or Not sure, and what is asked further."""
        given = self._check.answers.get(entry.id)
        if given not in _TOLD:
            return []
        flag = next((flag for flag in self._waiting if flag.id == entry.id), None)
        if given is Answer.NOT_SURE:
            made = self._unsure(entry)
        elif flag is None or flag.level is Level.ASK:
            made = self._plain(entry)
        else:
            made = self._cards.card(flag)
        if self._fresh == entry.id:
            self._fresh, self.shown = "", made
            self._session.spoken.emit(spoken_words(made))
        asked = [self._follow_up(entry, item) for item in self._asked_under(entry)]
        if not asked:
            return [made]
        more = Runs(_("A little more about that"), "strong")
        return [made, stack(more, *asked, gap=10)]

    def finish(self, *, none_of_these: bool = False) -> bool:
        """Store what still waits, and end the check. Whether it was done."""
        session = self._session
        before = trail.to_undo(session.diary)
        done = session.keep(
            lambda: checks.finish(session.diary, session.entered_by, none_of_these=none_of_these)
        )
        last = trail.to_undo(session.diary)
        if done and last is not None:
            stored_before = last == before  # all of it, at its press
            text = _("Saved. Last change: {edit}.") if stored_before else _("Saved: {edit}.")
            session.said.emit(text.format(edit=session.edit_words(last)))
        return done

    def _say(self, question: str, given: Answer) -> None:
        said = _("Saved: {question}, {answer}.").format(
            question=question, answer=small(answer_word(given))
        )
        self._session.said.emit(said)

    def _placed(self) -> dict[str, Entry]:
        """Each follow-up question once, under the first question that calls for it."""
        placed: dict[str, Entry] = {}
        yes = set(self.yes())
        for entry in self.entries():
            if entry.id in yes:
                for item in self._session.diary.vocabulary.follow_ups_for((entry.id,)):
                    placed.setdefault(item.key, entry)
        return placed

    def _asked_under(self, entry: Entry) -> list[FollowUp]:
        return [
            item
            for item in self._session.diary.vocabulary.follow_ups_for((entry.id,))
            if self._hosts.get(item.key) == entry
        ]

    def _follow_up(self, entry: Entry, item: FollowUp) -> QWidget:
        runs = [Run(item.question.text)]
        if item.question.hint:
            runs.append(Run(f" {item.question.hint}", "muted"))
        text = Runs(runs)
        options: list[tuple[object, str]] = [
            (True, answer_word(Answer.YES)),
            (False, answer_word(Answer.NO)),
        ]
        value = self._check.followups.get(item.key)
        choice = Choice(options, about=item.question.text, value=value)
        choice.picked.connect(lambda given: self._follow(entry, item, bool(given)))
        return row(text, choice, grow=text)

    def _follow(self, entry: Entry, item: FollowUp, given: bool) -> None:
        session = self._session
        self._fresh = entry.id
        if session.keep(lambda: checks.answer_follow_up(session.diary, item.key, given)):
            self._say(item.question.text, Answer.YES if given else Answer.NO)

    def _plain(self, entry: Entry) -> SeriousCard:
        """The advice where no flag waits: this was dealt with already."""
        title = _("You answered Yes: {what}").format(what=within(entry.label))
        return self._advice(entry, title)

    def _unsure(self, entry: Entry) -> SeriousCard:
        title = _("You are not sure: {what}. If it is there:").format(what=within(entry.label))
        return self._advice(entry, title, kind="warn")

    def _advice(self, entry: Entry, title: str, kind: str = "bad") -> SeriousCard:
        calls = calls_for(self._session, entry.id, entry.level)
        return SeriousCard(
            title,
            entry.advice.replace("\n", " "),
            calls.buttons,
            note=calls.note,
            about=entry.label,
            kind="warn" if kind == "warn" else "bad",
            small=calls.small,
        )


def question_of(entry: Entry) -> str:
    """The question of an entry that the check asks for."""
    assert entry.question is not None
    return entry.question.text
