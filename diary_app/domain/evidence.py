"""What records say for a flag: facts, without a word of any language (`wording.evidence` has them).

Each has `record`, the id of the record that says it, and `at`, the moment it belongs to. A slot
that nobody answered has no record; its `record` is the medicine's id and the planned instant.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from diary_app.domain.fall import Fall
from diary_app.domain.matching import State
from diary_app.domain.moment import Moment
from diary_app.domain.person import PersonFact
from diary_app.domain.quantity import Quantity
from diary_app.frozen import dataclass


@dataclass(frozen=True)
class DoseFact:
    """A dose of `medicine`, taken or not, or a slot without an answer. `amount` None: not said."""

    record: str
    at: Moment
    medicine: str
    state: State
    amount: Quantity | None = None


class PlanEvent(StrEnum):
    """What a plan says that matters to a rule."""

    ENDED = "ended"
    HELD = "held"
    FELL = "fell"
    ABOVE_LABEL = "above_label"
    PUMP_RUNS = "pump_runs"
    NEVER_RECORDED = "never_recorded"


@dataclass(frozen=True)
class PlanFact:
    """A plan of `medicine` from `day` on. FELL: from `before` a day to `amount` a day.

    ABOVE_LABEL: `amount` a day is planned. `record` is the id of the course, taper or hold.
    """

    record: str
    at: Moment
    medicine: str
    event: PlanEvent
    day: date
    amount: Quantity | None = None
    before: Quantity | None = None


@dataclass(frozen=True)
class StockFact:
    """What is left of `medicine` was counted; `day` is the first planned day without."""

    record: str
    at: Moment
    medicine: str
    day: date


@dataclass(frozen=True)
class PumpFact:
    """The pump of `medicine` should have been filled by `day`."""

    record: str
    at: Moment
    medicine: str
    day: date


@dataclass(frozen=True)
class SaidFact:
    """The patient said that a symptom was there.

    `value` is a rating on its own scale, `words` are the patient's, "" for none. `rating` is how
    strong that is for the flag it raises, 0 where it only raises another one's level.
    """

    record: str
    at: Moment
    symptom: str
    value: int | None = None
    words: str = ""
    rating: int = 0
    joins: bool = False


@dataclass(frozen=True)
class FollowUpFact:
    """A follow-up question was answered yes."""

    record: str
    at: Moment
    key: str


@dataclass(frozen=True)
class PersonEvidence:
    """A fact about the person, answered yes."""

    record: str
    at: Moment
    fact: PersonFact


@dataclass(frozen=True)
class FallFact:
    """A fall."""

    record: str
    at: Moment
    fall: Fall


Evidence = (
    DoseFact | PlanFact | StockFact | PumpFact | SaidFact | FollowUpFact | PersonEvidence | FallFact
)


def said(piece: Evidence) -> bool:
    """Whether it is the patient's own statement (a rating, an answer, a note), not the dose log."""
    return isinstance(piece, SaidFact | FollowUpFact)


def in_order(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Each piece once, in order of time."""
    once = dict.fromkeys(evidence)
    return tuple(sorted(once, key=lambda piece: (piece.at.utc, piece.record, type(piece).__name__)))
