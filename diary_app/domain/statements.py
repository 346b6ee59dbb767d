"""What the patient said of symptoms, wherever it was said: ratings, checks and free texts."""

from __future__ import annotations

from collections.abc import Iterator

from diary_app.domain.evidence import SaidFact
from diary_app.domain.history import History, StoredReading
from diary_app.domain.moment import Moment
from diary_app.domain.reading import Reading
from diary_app.domain.reading_context import Degree, Outcome
from diary_app.domain.symptom import Answer, SafetyCheck
from diary_app.frozen import dataclass

MILD, MODERATE, SEVERE = 1, 2, 3


def strength_of(degree: Degree | None) -> int:
    """How strong a text's word of degree is, 1-3; without one moderate."""
    return {Degree.MILD: MILD, Degree.SEVERE: SEVERE, None: MODERATE}[degree]


@dataclass(frozen=True)
class Statement:
    """A symptom was said to be there (`sure`), or perhaps (not sure, or a text mentions it).

    `value` is a rating on the symptom's own scale, None for none. `confirm`: sure enough to flag,
    but read in a text that leaves room for doubt. `degree` is a text's word for how strong it is.
    """

    symptom: str
    record: str
    at: Moment
    value: int | None = None
    sure: bool = True
    confirm: bool = False
    words: str = ""
    degree: Degree | None = None

    @property
    def strength(self) -> int:
        """How strong, 0-4: what was rated, else what the text says; not rated is moderate."""
        return strength_of(self.degree) if self.value is None else self.value

    @property
    def light(self) -> bool:
        """Whether it is mild, or read in a text that has no word of degree beside it."""
        return self.strength <= MILD or (bool(self.words) and self.degree is None)

    def fact(self, rating: int = 0, joins: bool = False) -> SaidFact:
        """The statement as evidence: the patient's own words, else what was rated."""
        return SaidFact(self.record, self.at, self.symptom, self.value, self.words, rating, joins)


def statements_of(history: History) -> tuple[Statement, ...]:
    """All statements, oldest first.

    A 0, a no and a "none" are not among them: asked and absent is no symptom.
    """
    found = [
        Statement(seen.symptom, seen.id, seen.at, seen.rating)
        for seen in history.observations
        if seen.value != 0
    ]
    for check in history.checks:
        found += _checked(check)
    for stored in history.readings:
        found += _read(stored)
    return tuple(sorted(found, key=lambda said: (said.at.utc, said.record, said.symptom)))


def _checked(check: SafetyCheck) -> Iterator[Statement]:
    for symptom, answer in check.answers.items():
        if answer in (Answer.YES, Answer.NOT_SURE):
            yield Statement(symptom, check.id, check.at, sure=answer is Answer.YES)


def _read(stored: StoredReading) -> Iterator[Statement]:
    for reading in stored.readings:
        if reading.outcome is not Outcome.NONE_BUT_SHOW:
            yield _statement(reading, stored.record_id, stored.at)


def _statement(reading: Reading, record: str, at: Moment) -> Statement:
    return Statement(
        symptom=reading.term,
        record=record,
        at=at,
        sure=reading.outcome is not Outcome.ASK,
        confirm=reading.outcome is Outcome.FLAG_CONFIRM,
        words=reading.words,
        degree=reading.degree,
    )
