"""The safety check: one question for each serious symptom, in plain words."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from diary_app.domain.days import Days
from diary_app.domain.flag import Flag
from diary_app.domain.knowledge import Entry, FollowUp, Level
from diary_app.domain.moment import DAY
from diary_app.domain.symptom import Answer, AnswerKind, SafetyCheck
from diary_app.services import flags, histories, symptoms
from diary_app.text import _, ngettext
from diary_app.ui.pages.page import Page
from diary_app.ui.parts.documents import Documents
from diary_app.ui.parts.flag_cards import FlagCards, advice_card, is_red
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import RowsCard, heading, row, stack
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.text import Run, Runs
from diary_app.wording.days import day_name, near_moment

_RECENT = 14  # days


class CheckPage(Page):
    """Nothing is answered until the patient answers; what was not answered is kept as not asked."""

    key = "check"
    icon = "check"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._answers: dict[str, Answer] = {}
        self._followups: dict[str, bool] = {}
        self._flags = FlagCards(session, self.key)
        self._documents = Documents(session)
        self._back = ""  # the page to come back to, while all that the documents say is shown
        for part in (self._flags, self._documents):
            part.altered.connect(self.altered)
        self._documents.left.connect(self._leave_documents)
        self._first: QWidget | None = None
        self._advice: QWidget | None = None  # the first button of the advice
        self._advised = False  # the advice was asked for

    def title(self) -> tuple[str, str]:
        if self._back:
            return _("All that the documents say"), ""
        return _("Safety check"), day_name(self.session.today)

    def help_text(self) -> str:
        return _(
            "Answer what you can. None of these answers No to every question in one press. "
            "A question that is left open is kept as not asked."
        )

    def first_control(self) -> QWidget | None:
        return self._first

    def next_control(self) -> QWidget | None:
        advised, self._advised = self._advised, False
        if advised:
            return self._advice
        return self._first if self._back else self._flags.take_focus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Opened again from the list of pages it is the check, not the documents.
        if self._back and not event.spontaneous():
            self._back, self.stale = "", True

    def chosen_again(self) -> None:
        if self._back:
            self._back, self.stale = "", True

    def build(self) -> None:
        self._first = self._advice = None
        if self._back:
            self.add(*self._documents.build())
            self._first = self._documents.first
            return
        answered = [entry for entry in self._entries() if entry.id in self._yes()]
        for number, entry in enumerate(sorted(answered, key=_gravest_first)):
            card = advice_card(self.session, entry, first=number == 0)
            self._advice = self._advice or card.first
            self.add(card)
        self.add(*self._flags.build(large=not answered))
        asking = Runs(self._asking(), "muted")
        self.add(stack(asking, Runs(recorded_words(self.session), "small"), gap=4))
        rows = RowsCard()
        for entry in self._entries():
            self._add_question(rows, entry)
        self.add(rows)
        self._add_follow_ups()
        self.add(self._buttons())
        documents = way(_("All that the documents say"), "plain")
        documents.chosen.connect(lambda: self.session.documents_wanted.emit(self.key))
        self.add(row(documents))

    def open_documents(self, back: str) -> None:
        shown = self.isVisible()
        self._back, self.top_wanted = back, True
        if shown:
            self.altered.emit()
        else:
            self.stale = True
            self.session.wanted.emit(self.key, None)

    def _leave_documents(self) -> None:
        back, self._back = self._back, ""
        self.stale, self.top_wanted = True, True
        if back == self.key:
            self.altered.emit()
        else:
            self.session.wanted.emit(back, None)

    def _asking(self) -> str:
        last = symptoms.last_check(self.session.diary)
        if last is None:
            return _("In the last days, have you had any of these?")
        when = near_moment(last.at, self.session.today)
        return _("Since your last check ({when}), have you had any of these?").format(when=when)

    def _entries(self) -> list[Entry]:
        found = {e.id: e for base in self.session.diary.knowledge for e in base.check_questions()}
        return list(found.values())

    def _yes(self) -> tuple[str, ...]:
        return tuple(id for id, answer in self._answers.items() if answer == Answer.YES)

    def _add_question(self, card: RowsCard, entry: Entry) -> None:
        assert entry.question is not None
        runs = [Run(entry.question.text, "strong")]
        if entry.question.hint:
            runs.append(Run(f" {entry.question.hint}", "muted"))
        text = Runs(runs)
        options: list[tuple[object, str]] = [
            (Answer.YES, _("Yes")),
            (Answer.NO, _("No")),
            (Answer.NOT_SURE, _("Not sure")),
        ]
        about = entry.question.text
        choice = Choice(options, about=about, value=self._answers.get(entry.id))
        choice.picked.connect(lambda answer: self._answer(entry.id, answer))
        self._first = self._first or choice.first()
        if entry.id not in self._yes():
            card.add_row(text, choice, grow=text)
            return
        # The advice stands at the top of the page, which may be out of sight from here.
        advice = way(_("What to do"), about=about)
        advice.chosen.connect(self._show_top)
        card.add_row(text, advice, choice, grow=text)

    def _show_top(self) -> None:
        self.top_wanted = self._advised = True
        self.altered.emit()

    def _answer(self, id: str, answer: object) -> None:
        assert isinstance(answer, Answer)
        before = self._yes()
        self._answers[id] = answer
        if self._yes() != before:
            self.altered.emit()
        if answer == Answer.YES:
            advice = next(entry.advice for entry in self._entries() if entry.id == id)
            self.session.spoken.emit(advice.replace("\n", " "))

    def _follow_ups(self) -> list[FollowUp]:
        found = {
            item.key: item
            for base in self.session.diary.knowledge
            for item in base.follow_ups_for(self._yes())
        }
        return list(found.values())

    def _add_follow_ups(self) -> None:
        asked = self._follow_ups()
        if not asked:
            return
        card = RowsCard()
        for item in asked:
            runs = [Run(item.question.text, "strong")]
            if item.question.hint:
                runs.append(Run(f" {item.question.hint}", "muted"))
            text = Runs(runs)
            options: list[tuple[object, str]] = [(True, _("Yes")), (False, _("No"))]
            choice = Choice(options, about=item.question.text, value=self._followups.get(item.key))
            choice.picked.connect(lambda given, key=item.key: self._follow(key, given))
            card.add_row(text, choice, grow=text)
        self.add(stack(heading(_("A little more about that")), card, gap=10))

    def _follow(self, key: str, given: object) -> None:
        self._followups[key] = bool(given)

    def _buttons(self) -> QWidget:
        """None of these in one press; after a Yes it is gone and Save is the filled button."""
        if self._yes():
            save = Button(_("Save"), "main", about=_("my answers"))
            save.chosen.connect(self._save)
            return flow(save)
        none = Button(_("None of these"), "main", records="many")
        none.chosen.connect(self._save_none)
        save = Button(_("Save what I answered"), large=True)
        save.chosen.connect(self._save)
        return flow(none, save)

    def _save_none(self) -> None:
        """No to all that were not answered otherwise."""
        answers = {entry.id: Answer.NO for entry in self._entries()}
        unsure = {k: v for k, v in self._answers.items() if v == Answer.NOT_SURE}
        self._store(answers | unsure, {})

    def _save(self) -> None:
        asked = {item.key for item in self._follow_ups()}
        followups = {key: given for key, given in self._followups.items() if key in asked}
        self._store(dict(self._answers), followups)

    def _store(self, answers: dict[str, Answer], followups: dict[str, bool]) -> None:
        if not answers:
            self.session.problem.emit(
                _("No question is answered yet. Answer one, or press None of these.")
            )
            return
        before, before_follow = self._answers, self._followups
        self._answers, self._followups = {}, {}
        done = self.session.save(
            lambda: symptoms.check(
                self.session.diary, answers, followups, entered_by=self.session.entered_by
            ),
            saved_words,
        )
        if not done:
            self._answers, self._followups = before, before_follow
        else:
            self.top_wanted = True


def _gravest_first(entry: Entry) -> int:
    return -list(Level).index(entry.level)


def recorded_words(session: Session) -> str:
    """What is recorded of serious symptoms in the last 14 days, and on how many was asked.

    Days without a check are unknown, so none recorded is never said without their number.
    """
    days = Days.through(session.today - (_RECENT - 1) * DAY, session.today)
    raised = flags.between(session.diary, days)
    serious = {flag.at.day for flag in raised if is_red(session, flag) and not _dismissed(flag)}
    checks = histories.load(session.diary, days).checks
    n = len({check.at.day for check in checks if check.at.day in days})
    found = (
        ngettext("recorded on {k} day", "recorded on {k} days", len(serious)).format(k=len(serious))
        if serious
        else _("none recorded")
    )
    if not n:
        return _("Serious symptoms: {found}. No check was answered on the last {all} days.").format(
            found=found, all=_RECENT
        )
    if serious:
        return ngettext(
            "Serious symptoms: {found}. There is {n} day with a check, of {all}.",
            "Serious symptoms: {found}. There are {n} days with a check, of {all}.",
            n,
        ).format(found=found, n=n, all=_RECENT)
    return ngettext(
        "Serious symptoms: none recorded on the {n} day with a check, of {all}.",
        "Serious symptoms: none recorded on the {n} days with a check, of {all}.",
        n,
    ).format(n=n, all=_RECENT)


def _dismissed(flag: Flag) -> bool:
    return flag.acknowledged is not None and flag.acknowledged.kind is AnswerKind.DISMISSED


def saved_words(check: SafetyCheck) -> str:
    """How many questions a saved check answered."""
    asked = [a for a in check.answers.values() if a != Answer.NOT_ASKED]
    return _("Saved: safety check, {n} of {all} questions answered.").format(
        n=len(asked), all=len(check.answers)
    )
