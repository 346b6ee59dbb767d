"""What goes on, and whether a dose helped: two quiet cards of Today, there only when asked for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from diary_app.domain.helped import HelpedAnswer
from diary_app.domain.symptom import Observation
from diary_app.services import helped, symptoms
from diary_app.services.helped import AskedDose
from diary_app.text import _, small
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import RowsCard, heading, stack
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.text import Run, Runs
from diary_app.wording.days import near_moment
from diary_app.wording.measures import helped_word
from diary_app.wording.regions import regions_words
from diary_app.wording.symptoms import name_of, rating_of
from diary_app.wording.writing import amount_words

_ANSWERS = (HelpedAnswer.BETTER, HelpedAnswer.SAME, HelpedAnswer.WORSE)


def going_on(session: Session) -> list[QWidget]:
    """The symptoms that began and have not ended, each with one press to end it."""
    found = symptoms.going_on(session.diary)
    if not found:
        return []
    card = RowsCard()
    for seen in found:
        _add_going(session, card, seen)
    return [stack(heading(_("Going on")), card, gap=12)]


def _add_going(session: Session, card: RowsCard, seen: Observation) -> None:
    knowledge = session.diary.knowledge
    name = name_of(seen.symptom, knowledge)
    since = near_moment(seen.at, session.today)
    said = [rating_of(seen.symptom, seen.value, knowledge, seen.unit), regions_words(seen.regions)]
    since_words = _("since {when}").format(when=since)
    small = " · ".join(part for part in (*said, since_words) if part)
    text = stack(Runs(name, "strong"), Runs(small, "small"), gap=4)
    over = Button(_("It is over"), about=f"{name}, {since_words}")

    def end() -> None:
        session.save(
            lambda: symptoms.end_one(session.diary, seen),
            _("Saved: {symptom} is over.").format(symptom=name),
        )

    over.chosen.connect(end)
    change = way(_("Change…"), "plain", about=f"{name}, {since_words}")
    change.chosen.connect(lambda: session.record_wanted.emit(seen.id))
    card.add_row(text, over, change, grow=text)


def did_it_help(session: Session) -> list[QWidget]:
    """The last dose that was taken when needed and that nobody has told of yet."""
    found = helped.asking(session.diary)
    if not found:
        return []
    asked = found[0]
    about = f"{asked.medicine}, {near_moment(asked.dose.taken_at, session.today)}"
    title = Runs(
        [
            Run(_("Did it help?") + " ", "strong"),
            Run(_told(session, asked), "muted"),
        ]
    )
    answers: list[QWidget] = []
    for given in _ANSWERS:
        button = Button(helped_word(given), about=about)
        button.chosen.connect(lambda given=given: _answer(session, asked, given))
        answers.append(button)
    not_now = Button(_("I cannot say"), "plain", about=about)
    not_now.chosen.connect(lambda: _answer(session, asked, HelpedAnswer.NOT_SAID))
    card = RowsCard()
    card.add_row(title, flow(*answers, not_now), grow=title)
    return [card]


def _told(session: Session, asked: AskedDose) -> str:
    return _("{medicine} {amount}, taken {when}").format(
        medicine=asked.medicine,
        amount=amount_words(asked.dose.amount),
        when=near_moment(asked.dose.taken_at, session.today),
    )


def _answer(session: Session, asked: AskedDose, given: HelpedAnswer) -> None:
    by = session.entered_by
    session.save(
        lambda: helped.answer(session.diary, asked.dose, given, entered_by=by),
        _("Saved: {medicine}, {answer}.").format(
            medicine=asked.medicine, answer=small(helped_word(given))
        ),
    )
