"""The safety check: one question for each serious symptom, in plain words."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from diary_app.domain.knowledge import Entry, FollowUp
from diary_app.domain.symptom import Answer, SafetyCheck
from diary_app.services import symptoms
from diary_app.text import _
from diary_app.ui import words
from diary_app.ui.flag_cards import FlagCards, advice_card
from diary_app.ui.pages.page import Page
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button
from diary_app.ui.widgets.card import RowsCard, heading, stack
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.text import Run, Runs


class CheckPage(Page):
    """Nothing is answered until the patient answers; what was not answered is kept as not asked."""

    key = "check"
    icon = "check"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._answers: dict[str, Answer] = {}
        self._followups: dict[str, bool] = {}
        self._flags = FlagCards(session)
        self._flags.altered.connect(self.altered)
        self._first: QWidget | None = None

    def title(self) -> tuple[str, str]:
        return _("Safety check"), words.day_name(self.session.today)

    def help_text(self) -> str:
        return _(
            "Answer what you can. None of these answers No to every question in one press. "
            "A question that is left open is kept as not asked."
        )

    def first_control(self) -> QWidget | None:
        return self._first

    def build(self) -> None:
        self._first = None
        self.add(*self._flags.build())
        for entry in self._entries():
            if self._answers.get(entry.id) == Answer.YES:
                self.add(advice_card(self.session, entry))
        self.add(Runs(self._asking(), "muted"))
        card = RowsCard()
        for entry in self._entries():
            self._add_question(card, entry)
        self.add(card)
        self._add_follow_ups()
        self.add(self._buttons())

    def _asking(self) -> str:
        last = symptoms.last_check(self.session.diary)
        if last is None:
            return _("In the last days, have you had any of these?")
        when = words.when(last.at, self.session.today)
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
        card.add_row(text, choice, grow=text)

    def _answer(self, id: str, answer: object) -> None:
        assert isinstance(answer, Answer)
        before = self._yes()
        self._answers[id] = answer
        if self._yes() != before:
            self.altered.emit()

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
            self._first = None
            return flow(save)
        none = Button(_("None of these"), "main")
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
            lambda: symptoms.check(self.session.diary, answers, followups), saved_words
        )
        if not done:
            self._answers, self._followups = before, before_follow
        else:
            self.top_wanted = True


def saved_words(check: SafetyCheck) -> str:
    """How many questions a saved check answered."""
    asked = [a for a in check.answers.values() if a != Answer.NOT_ASKED]
    return _("Saved: safety check, {n} of {all} questions answered.").format(
        n=len(asked), all=len(check.answers)
    )
