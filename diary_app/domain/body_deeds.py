"""What an edit did with own things, goals, lasting symptoms and the question whether a dose helped.

As in `deeds`: each names what it was done to as that stood then.
"""

from __future__ import annotations

from diary_app.domain.helped import HelpedAnswer
from diary_app.domain.moment import Moment
from diary_app.frozen import dataclass


@dataclass(frozen=True)
class AddedTracked:
    """An own thing to track came into the diary."""

    id: str
    name: str


@dataclass(frozen=True)
class ChangedTracked:
    """An own thing was renamed, or shown in other places; named as it is since."""

    id: str
    name: str


@dataclass(frozen=True)
class ArchivedTracked:
    """An own thing is offered no more; its records stay."""

    id: str
    name: str


@dataclass(frozen=True)
class BroughtBackTracked:
    """An own thing that was archived is offered again."""

    id: str
    name: str


@dataclass(frozen=True)
class EndedSymptom:
    """A symptom that went on ended `at`. `symptom` is its id."""

    symptom: str
    at: Moment


@dataclass(frozen=True)
class SetGoal:
    """A goal was set, in the person's words."""

    id: str
    words: str


@dataclass(frozen=True)
class EndedGoal:
    """A goal is no longer one."""

    id: str
    words: str


@dataclass(frozen=True)
class AnsweredHelped:
    """It was said what a dose did; `at` is when it was taken, `medicine` its name."""

    id: str
    medicine: str
    answer: HelpedAnswer
    at: Moment


BodyDeed = (
    AddedTracked
    | ChangedTracked
    | ArchivedTracked
    | BroughtBackTracked
    | EndedSymptom
    | SetGoal
    | EndedGoal
    | AnsweredHelped
)
