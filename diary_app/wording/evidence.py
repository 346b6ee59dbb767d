"""Words for what a flag rests on: a dose, a plan, a rating, an answer, a fact, a fall."""

from __future__ import annotations

from collections.abc import Sequence

from diary_app.domain.evidence import (
    DoseFact,
    Evidence,
    FallFact,
    FollowUpFact,
    PersonEvidence,
    PlanEvent,
    PlanFact,
    PumpFact,
    SaidFact,
    StockFact,
)
from diary_app.domain.knowledge import KnowledgeBase
from diary_app.domain.matching import State
from diary_app.domain.moment import DAY
from diary_app.domain.person import PersonFact
from diary_app.text import _
from diary_app.wording.days import stamp
from diary_app.wording.falls import fall_words
from diary_app.wording.writing import amount_words


def evidence_words(piece: Evidence, bases: Sequence[KnowledgeBase]) -> str:
    """What one piece of evidence says, without its moment. `bases` know symptoms and questions."""
    match piece:
        case DoseFact(medicine=name, amount=amount, state=state):
            sentence = _dose_without_amount(state) if amount is None else _dose(state)
            return sentence.format(medicine=name, amount=amount and amount_words(amount))
        case PlanFact():
            return _plan(piece)
        case StockFact(medicine=name, day=day):
            return _("{medicine}, without from {day}").format(medicine=name, day=day)
        case PumpFact(medicine=name, day=day):
            return _("{medicine}, due on {day}").format(medicine=name, day=day)
        case SaidFact():
            return piece.words or _rated(piece, bases)
        case FollowUpFact(key=key):
            questions = {f.key: f.question.text for base in bases for f in base.follow_ups}
            return questions.get(key, key)
        case PersonEvidence(fact=fact):
            return fact_words(fact)
        case FallFact(fall=fall):
            return fall_words(fall)


def _rated(piece: SaidFact, bases: Sequence[KnowledgeBase]) -> str:
    label = symptom_label(piece.symptom, bases)
    if piece.value is None:
        return label
    return _("{symptom}: {value}").format(symptom=label, value=piece.value)


def dated_words(piece: Evidence, bases: Sequence[KnowledgeBase]) -> str:
    """As `evidence_words`; a dose begins with its day and clock, for a list without moments."""
    words = evidence_words(piece, bases)
    if not isinstance(piece, DoseFact):
        return words
    when = stamp(piece.at)
    return _("{when} {words}").format(when=when, words=words)


def symptom_label(symptom: str, bases: Sequence[KnowledgeBase]) -> str:
    """The label of a symptom; its id where no file knows it."""
    labels = {entry.id: entry.label for base in bases for entry in base.entries}
    return labels.get(symptom, symptom)


def fact_words(fact: PersonFact) -> str:
    """A fact about the person, as a list names it."""
    return {
        PersonFact.KIDNEY_DISEASE: _("kidney disease"),
        PersonFact.EPILEPSY: _("epilepsy"),
        PersonFact.BREATHING_PROBLEM: _("a breathing problem"),
        PersonFact.ALCOHOL: _("alcohol"),
        PersonFact.OPIOIDS: _("opioids (strong painkillers)"),
        PersonFact.SEDATIVES: _("sedatives or sleeping tablets"),
        PersonFact.PREGNANCY: _("pregnancy"),
    }[fact]


def _dose(state: State) -> str:
    return {
        State.TAKEN: _("{medicine} {amount} taken"),
        State.PARTIAL: _("{medicine} {amount} partly taken"),
        State.SKIPPED: _("{medicine} {amount} skipped"),
        State.MISSED: _("{medicine} {amount} missed"),
    }.get(state, _("{medicine} {amount} not recorded"))


def _dose_without_amount(state: State) -> str:
    return {
        State.TAKEN: _("{medicine} taken"),
        State.PARTIAL: _("{medicine} partly taken"),
        State.SKIPPED: _("{medicine} skipped"),
        State.MISSED: _("{medicine} missed"),
    }.get(state, _("{medicine} not recorded"))


def _plan(fact: PlanFact) -> str:
    sentence = {
        PlanEvent.ENDED: _("{medicine}, until {last}"),
        PlanEvent.HELD: _("{medicine}, on hold on {day}"),
        PlanEvent.FELL: _("{medicine}, from {before} to {amount} a day on {day}"),
        PlanEvent.ABOVE_LABEL: _("{medicine} {amount} a day planned"),
        PlanEvent.PUMP_RUNS: _("{medicine}, a pump"),
        PlanEvent.NEVER_RECORDED: _("{medicine}, nothing recorded yet"),
    }[fact.event]
    return sentence.format(
        medicine=fact.medicine,
        day=fact.day,
        last=fact.day - DAY,
        before=fact.before,
        amount=fact.amount,
    )
