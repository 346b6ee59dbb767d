"""A course: one way of taking a medicine, in force from a day until a day.

A dose change ends one course and starts the next, so a past day is always judged by the course
that was in force on it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from diary_app.domain.quantity import Quantity
from diary_app.domain.schedule import Schedule


class DecidedBy(StrEnum):
    """Who decided on the course, if the patient said so."""

    DOCTOR = "doctor"
    ME = "me"


@dataclass(frozen=True)
class Course:
    """A schedule in force on the days `[since, until)`; `until` None means it goes on.

    `max_per_day` and `min_gap` are the prescriber's own limits, None where none was given.
    """

    id: str
    medicine_id: str
    schedule: Schedule
    since: date
    until: date | None = None
    max_per_day: Quantity | None = None
    min_gap: timedelta | None = None
    prescriber: str = ""
    decided_by: DecidedBy | None = None
    note: str = ""

    def on(self, day: date) -> bool:
        """Whether the course is in force on `day`."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Hold:
    """Days `[since, until)` on which the clinician paused the medicine."""

    id: str
    medicine_id: str
    since: date
    until: date | None = None
    reason: str = ""

    def on(self, day: date) -> bool:
        """Whether the pause covers `day`."""
        return self.since <= day and (self.until is None or day < self.until)


def ended(courses: tuple[Course, ...], day: date) -> tuple[Course, ...]:
    """`courses` with `day` the first day without: later ones gone, the one in force cut short."""
    return tuple(
        replace(course, until=day) if course.until is None or course.until > day else course
        for course in courses
        if course.since < day
    )
