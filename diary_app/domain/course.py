"""A course: one way of taking a medicine, in force from a day until a day.

A dose change ends one course and starts the next, so a past day is always judged by the course
that was in force on it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Any

from diary_app.domain.days import Days
from diary_app.domain.moment import Moment
from diary_app.domain.quantity import Quantity
from diary_app.domain.schedule import Schedule, clock_times, moved_part, with_clock_times
from diary_app.frozen import dataclass


class DecidedBy(StrEnum):
    """Who decided on the course, if the patient said so."""

    DOCTOR = "doctor"
    ME = "me"


@dataclass(frozen=True)
class Prescription:
    """A schedule in force on `days`, with what the prescriber said about it.

    `max_per_day` and `min_gap` are the prescriber's own limits, None where none was given. Times of
    the first day that lie before the clock time `begins` are not planned; those of the course that
    ends there still are.
    """

    schedule: Schedule
    days: Days
    max_per_day: Quantity | None = None
    min_gap: timedelta | None = None
    prescriber: str = ""
    decided_by: DecidedBy | None = None
    note: str = ""
    begins: time | None = None

    def begun(self, at: Moment) -> bool:
        """Whether it has begun at a moment of its first day or later."""
        if self.begins is None or at.day != self.days.since:
            return True
        return at.local.time() >= self.begins


@dataclass(frozen=True)
class Course:
    """A prescription as the diary keeps it, for one medicine."""

    id: str
    medicine_id: str
    prescription: Prescription

    @property
    def schedule(self) -> Schedule:
        """How the medicine is taken."""
        return self.prescription.schedule

    @property
    def days(self) -> Days:
        """The days on which the course is in force."""
        return self.prescription.days

    @property
    def since(self) -> date:
        """The first day in force."""
        return self.days.since

    @property
    def until(self) -> date | None:
        """The first day no longer in force, None where the course goes on."""
        return self.days.until

    def altered(self, **fields: Any) -> Course:
        """The same course with these fields of its prescription."""
        return replace(self, prescription=replace(self.prescription, **fields))


@dataclass(frozen=True)
class Hold:
    """Days on which the medicine is on hold. `decided_by`: None where nobody said."""

    id: str
    medicine_id: str
    days: Days
    reason: str = ""
    decided_by: DecidedBy | None = None


def with_day_part(course: Course, part: str, at: time, since: date) -> tuple[Course, ...]:
    """The course with a day part at another time from the day `since` on.

    Two courses where it began before: a past day is judged by the times that held on it.
    """
    doses = clock_times(course.schedule)
    moved = moved_part(doses, part, at)
    if moved == doses or course.days.over_on(since):
        return (course,)
    later = course.altered(
        schedule=with_clock_times(course.schedule, moved), days=course.days.clipped(Days(since))
    )
    if course.since >= since:
        return (later,)
    earlier = course.altered(days=course.days.before(since))
    return earlier, replace(later, id=f"{course.id}-{since.isoformat()}")


def ended(courses: tuple[Course, ...], day: date) -> tuple[Course, ...]:
    """`courses` with `day` the first day without: later ones gone, the one in force cut short."""
    cut = ((course, course.days.before(day)) for course in courses)
    return tuple(
        course if days == course.days else course.altered(days=days) for course, days in cut if days
    )
