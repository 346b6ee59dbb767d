"""What the patient feels: observations, the answers of a safety check, notes and events."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from diary_app.domain.dose import EnteredBy
from diary_app.domain.moment import Moment
from diary_app.domain.region import Region
from diary_app.frozen import dataclass


@dataclass(frozen=True)
class Observation:
    """A symptom was there at a moment, or an own thing was rated, counted or measured.

    `value` is a whole number on the symptom's scale, a Decimal in `unit` for what is counted or
    measured, None: present, not rated. `lasting`: it has a length, from `at` `until`; None there:
    it still goes on. `regions`: where on the body, none where not said.
    """

    id: str
    symptom: str
    value: int | Decimal | None
    at: Moment
    recorded_at: Moment
    note: str = ""
    entered_by: EnteredBy = EnteredBy.ME
    regions: tuple[Region, ...] = ()
    lasting: bool = False
    until: Moment | None = None
    unit: str = ""

    @property
    def goes_on(self) -> bool:
        """Whether it began and has not ended yet."""
        return self.lasting and self.until is None

    @property
    def rating(self) -> int | None:
        """The value on the symptom's scale; None where it was not rated, or is no rating."""
        return self.value if isinstance(self.value, int) else None


class Answer(StrEnum):
    """An answer of the safety check. `not_asked` and `no` are different things."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True)
class SafetyCheck:
    """The answers of one safety check: symptom id to answer, follow-up key to yes or no."""

    id: str
    at: Moment
    recorded_at: Moment
    answers: dict[str, Answer] = field(default_factory=dict)
    followups: dict[str, bool] = field(default_factory=dict)
    entered_by: EnteredBy = EnteredBy.ME


@dataclass(frozen=True)
class Note:
    """The patient's own words. They are never altered."""

    id: str
    at: Moment
    recorded_at: Moment
    text: str
    entered_by: EnteredBy = EnteredBy.ME


@dataclass(frozen=True)
class Event:
    """Something that may matter for the symptoms: infection, heat, relapse, a new therapy.

    `until` is its last day. `minutes` is how long it took (a session, stretching), None where not
    said.
    """

    id: str
    kind: str
    at: Moment
    recorded_at: Moment
    words: str = ""
    until: date | None = None
    minutes: int | None = None
    entered_by: EnteredBy = EnteredBy.ME


class AnswerKind(StrEnum):
    """What the patient did with a flag."""

    ACKNOWLEDGED = "acknowledged"
    DISMISSED = "dismissed"


@dataclass(frozen=True)
class FlagAnswer:
    """The patient acknowledged or dismissed a flag: which, on what evidence, in which words."""

    id: str
    flag_id: str
    rule: str
    evidence: tuple[str, ...]
    level: str
    kind: AnswerKind
    words: str
    at: Moment
