"""What is planned a day of a substance by mouth, day after day, and by how much it falls."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from diary_app.domain.course import Course
from diary_app.domain.days import Days
from diary_app.domain.dose_log import DoseLog
from diary_app.domain.quantity import Quantity
from diary_app.domain.schedule import is_as_needed
from diary_app.frozen import dataclass


@dataclass(frozen=True)
class Stretch:
    """Days with one planned total. `begun` are the courses that begin with it, with their logs.

    `nothing`: no course is in force, as after a stop; its total is 0.
    """

    days: Days
    total: Quantity
    begun: tuple[tuple[DoseLog, Course], ...]
    nothing: bool


def stretches_of(logs: Sequence[DoseLog]) -> tuple[Stretch, ...]:
    """The planned totals of the logs together, in the first one's unit, in order of day.

    They are as the plans say, holds left out. A day or less without any plan, between two courses,
    belongs to the later one. Empty where the amounts cannot be added up.
    """
    edges = sorted({day for log in logs for course in log.courses for day in _edges(course)})
    found: list[Stretch] = []
    for number, since in enumerate(edges):
        until = edges[number + 1] if number + 1 < len(edges) else None
        summed = _total_on(logs, since)
        if summed is None:
            return ()
        begun = tuple((log, c) for log in logs for c in log.courses if c.since == since)
        nothing = all(log.course_on(since) is None for log in logs)
        found.append(Stretch(Days(since, until), summed, begun, nothing))
    return tuple(_joined(_bridged(found)))


def _edges(course: Course) -> list[date]:
    return [day for day in (course.days.since, course.days.until) if day is not None]


def _total_on(logs: Sequence[DoseLog], day: date) -> Quantity | None:
    unit = logs[0].unit
    summed = Quantity(Decimal(0), unit)
    for log in logs:
        course = log.course_on(day)
        if course is None or is_as_needed(course.schedule):
            continue  # as needed gives none by the clock
        own = log.a_day(course)
        if own is None or not own.converts_to(unit):
            return None
        summed += own
    return summed


def _bridged(found: Sequence[Stretch]) -> list[Stretch]:
    bridged: list[Stretch] = []
    for stretch in found:
        last = bridged[-1] if bridged else None
        if last is not None and last.nothing and last.days.count <= 1 and len(bridged) > 1:
            bridged.pop()
            days = Days(last.days.since, stretch.days.until)
            bridged.append(Stretch(days, stretch.total, stretch.begun, stretch.nothing))
        else:
            bridged.append(stretch)
    return bridged


def _joined(found: Sequence[Stretch]) -> list[Stretch]:
    """With neighbours of the same total as one: other times are no other total."""
    joined: list[Stretch] = []
    for stretch in found:
        last = joined[-1] if joined else None
        if last is not None and last.total == stretch.total and last.nothing == stretch.nothing:
            days = Days(last.days.since, stretch.days.until)
            joined[-1] = Stretch(days, last.total, (*last.begun, *stretch.begun), last.nothing)
        else:
            joined.append(stretch)
    return joined
