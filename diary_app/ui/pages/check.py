"""The safety check: one question for each serious symptom, in plain words."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from diary_app.domain.days import Days
from diary_app.domain.flag import Flag
from diary_app.domain.knowledge import Entry
from diary_app.domain.moment import DAY
from diary_app.domain.symptom import AnswerKind
from diary_app.services import checks, flags, histories, settings, symptoms
from diary_app.services.checks import InProgress
from diary_app.text import _, ngettext
from diary_app.ui.pages.page import Page
from diary_app.ui.parts.check_answers import CheckAnswers
from diary_app.ui.parts.check_steps import CheckSteps
from diary_app.ui.parts.documents import Documents
from diary_app.ui.parts.flag_cards import FlagCards, is_red
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import RowsCard, row, stack
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.text import Run, Runs
from diary_app.wording.days import day_name, near_moment

_RECENT = 14  # days


class CheckPage(Page):
    """Nothing is answered until the patient answers; what was not answered is kept as not asked.

    All questions on one page, or one at a time: the patient's choice is remembered.
    """

    key = "check"
    icon = "check"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._flags = FlagCards(session, self.key)
        self._answers = CheckAnswers(session, self._flags)
        self._steps = CheckSteps(session, self._answers)
        self._documents = Documents(session)
        self._seen: object = None  # what the page was built of
        self._back = ""  # the page to come back to, while all that the documents say is shown
        for part in (self._flags, self._answers, self._steps, self._documents):
            part.altered.connect(self.altered)
        self._steps.saved.connect(self._show_top)
        self._documents.left.connect(self._leave_documents)
        self._first: QWidget | None = None

    def title(self) -> tuple[str, str]:
        if self._back:
            return _("All that the documents say"), ""
        return _("Safety check"), day_name(self.session.today)

    def first_control(self) -> QWidget | None:
        return self._first

    def next_control(self) -> QWidget | None:
        if self._back:
            return self._first
        return self._steps.take_focus() or self._flags.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._back or not self._one_by_one() or not self._steps.press_key(event):
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if event.spontaneous():
            return
        self._steps.restart()
        # Opened again from the list of pages it is the check, not the documents, nor step seven.
        if self._back or self._one_by_one():
            self._back, self.stale = "", True

    def outdated(self) -> bool:
        return self._seen != self._now()

    def _now(self) -> object:
        """All that the page shows: flags and answers go by the clock too."""
        diary = self.session.diary
        return flags.waiting(diary), checks.in_progress(diary), self.session.today

    def leave(self) -> None:
        self.session.keep(lambda: checks.keep_noes(self.session.diary, self.session.entered_by))

    def chosen_again(self) -> None:
        if self._back:
            self._back, self.stale = "", True

    def build(self) -> None:
        self._first, self._seen = None, self._now()
        if self._back:
            self.add(*self._documents.build())
            self._first = self._documents.first
            return
        check = self._answers.begin()
        under = self._answers.under_questions()
        self.add(*self._flags.build(large=not under, apart=under))
        if self._one_by_one():
            self._add_steps(check)
        else:
            self._add_list()
        self.shown_wanted = self.shown_wanted or self._answers.shown
        documents = way(_("All that the documents say"), "plain")
        documents.chosen.connect(lambda: self.session.documents_wanted.emit(self.key))
        words = way(_("What the words mean"), "plain")
        words.chosen.connect(lambda: self.session.meaning_wanted.emit(""))
        self.add(row(words, documents))

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

    def _one_by_one(self) -> bool:
        return settings.load(self.session.diary).check_one_by_one

    def _choose(self, *, one_by_one: bool) -> None:
        settings.save(self.session.diary, check_one_by_one=one_by_one)
        self._steps.restart()
        self.top_wanted = True
        self.altered.emit()

    def _add_steps(self, check: InProgress) -> None:
        self.add(*self._steps.build(check))
        self._first = self._steps.first
        text = _("You can leave at any time: what you answered is kept, and you can go on here.")
        every = way(_("All questions on one page"))
        every.chosen.connect(lambda: self._choose(one_by_one=False))
        ways: list[QWidget] = [every]
        if check.answers:
            save = Button(_("Save what I answered"))
            save.chosen.connect(self._save)
            ways.insert(0, save)
        self.add(Runs(text, "small"), row(*ways))

    def _add_list(self) -> None:
        asking = Runs(self._asking(), "muted")
        one = way(_("One question at a time"))
        one.chosen.connect(lambda: self._choose(one_by_one=True))
        self._first = one  # not the first Yes: a press of the page's key and Enter would store it
        self.add(row(asking, one, grow=asking))
        rows = RowsCard()
        for entry in self._answers.entries():
            self._add_question(rows, entry)
        self.add(rows, Runs(recorded_words(self.session), "small"), self._buttons())

    def _asking(self) -> str:
        last = symptoms.last_check(self.session.diary)
        if last is None or checks.in_progress(self.session.diary).stored is not None:
            return _("In the last days, have you had any of these?")
        when = near_moment(last.at, self.session.today)
        return _("Since your last check ({when}), have you had any of these?").format(when=when)

    def _add_question(self, card: RowsCard, entry: Entry) -> None:
        assert entry.question is not None
        runs = [Run(entry.question.text, "strong")]
        if entry.question.hint:
            runs.append(Run(f" {entry.question.hint}", "muted"))
        text = Runs(runs)
        choice = self._answers.choice(entry)
        card.add_row(text, choice, grow=text)
        under = self._answers.under(entry)
        if under:
            holder = stack(*under, gap=14)
            card.add(row(holder, grow=holder, padding=(20, 10)))

    def _buttons(self) -> QWidget:
        """None of these in one press; after a Yes it is gone and Save is the filled button."""
        if self._answers.yes():
            save = Button(_("Save"), "main", about=_("my answers"))
            save.chosen.connect(self._save)
            return flow(save)
        none = Button(_("None of these"), "main", records="many")
        none.chosen.connect(self._save_none)
        save = Button(_("Save what I answered"), large=True)
        save.chosen.connect(self._save)
        return flow(none, save)

    def _save(self) -> None:
        if self._answers.finish():
            self._steps.restart()
            self._show_top()

    def _save_none(self) -> None:
        """No to all that were not answered otherwise."""
        if self._answers.finish(none_of_these=True):
            self._show_top()

    def _show_top(self) -> None:
        self.top_wanted = True
        self.altered.emit()


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
