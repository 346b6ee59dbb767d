"""What the patient feels: observations, the answers of a safety check, notes and events."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from enum import StrEnum

from diary_app.domain.dose import EnteredBy
from diary_app.domain.moment import Moment
from diary_app.frozen import dataclass


@dataclass(frozen=True)
class Observation:
    """A symptom was there at a moment. `value` on its own scale, None: present, not rated."""

    id: str
    symptom: str
    value: int | None
    at: Moment
    recorded_at: Moment
    note: str = ""
    entered_by: EnteredBy = EnteredBy.ME


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
    """Something that may matter for the symptoms: infection, heat, relapse, a new therapy."""

    id: str
    kind: str
    at: Moment
    recorded_at: Moment
    words: str = ""
    until: date | None = None


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
