"""When a medicine is planned: every way it is really prescribed, and the times that follow.

Day-based schedules keep the wall clock across summer time; `Interval` keeps elapsed time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from diary_app.domain.days import LISTED_AROUND, Days
from diary_app.domain.medicine import Medicine, Strength, in_own_unit
from diary_app.domain.moment import (
    Moment,
    Zones,
    at_wall,
    day_exists,
    moment,
    zone_info,
)
from diary_app.domain.quantity import Quantity

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_PARTS = ("morning", "noon", "evening", "night", "breakfast", "lunch", "dinner")


@dataclass(frozen=True)
class DoseTime:
    """An amount at a clock time. `part` keeps the day part it was given as (`morning`), or ""."""

    at: time
    amount: Quantity
    part: str = ""


@dataclass(frozen=True)
class Daily:
    """The same times every day."""

    doses: tuple[DoseTime, ...]


@dataclass(frozen=True)
class Weekly:
    """The times on certain weekdays, 0 = Monday."""

    weekdays: tuple[int, ...]
    doses: tuple[DoseTime, ...]


@dataclass(frozen=True)
class Cycle:
    """`on` days with the times, then `off` days without, counted in days from `first`."""

    on: int
    off: int
    first: date
    doses: tuple[DoseTime, ...]


@dataclass(frozen=True)
class Interval:
    """Every `every` of elapsed time, from `first` (wall clock of the zone then in force)."""

    every: timedelta
    first: datetime
    amount: Quantity


@dataclass(frozen=True)
class AfterLast:
    """`gap` of elapsed time after the last one taken: no clock times of its own."""

    gap: timedelta
    amount: Quantity


@dataclass(frozen=True)
class AsNeeded:
    """Only when needed; `amount` is what one dose is."""

    amount: Quantity


@dataclass(frozen=True)
class Pump:
    """A pump that gives `rate` a day (mcg) of a fluid of `concentration`, without slots."""

    rate: Quantity
    concentration: Strength


Schedule = Daily | Weekly | Cycle | Interval | AfterLast | AsNeeded | Pump


@dataclass(frozen=True)
class Planned:
    """One planned dose: the instant, the plan's day and the amount."""

    at: Moment
    day: date
    amount: Quantity


def in_unit(schedule: Schedule, medicine: Medicine) -> Schedule:
    """The schedule with every amount in the medicine's own unit; Refused if it is unclear."""
    match schedule:
        case Daily(doses) | Weekly(_, doses) | Cycle(_, _, _, doses):
            own = tuple(replace(dose, amount=in_own_unit(dose.amount, medicine)) for dose in doses)
            return replace(schedule, doses=own)
        case Interval() | AfterLast() | AsNeeded():
            return replace(schedule, amount=in_own_unit(schedule.amount, medicine))
        case Pump():
            return replace(schedule, rate=in_own_unit(schedule.rate, medicine))


def planned_on(schedule: Schedule, day: date) -> tuple[DoseTime, ...]:
    """The clock times of a day-based schedule on `day`, none for the others."""
    match schedule:
        case Daily(doses):
            return doses
        case Weekly(weekdays, doses):
            return doses if day.weekday() in weekdays else ()
        case Cycle(on, off, first, doses):
            return doses if day >= first and (day - first).days % (on + off) < on else ()
        case Interval() | AfterLast() | AsNeeded() | Pump():
            return ()


def amounts_of(schedule: Schedule) -> tuple[Quantity, ...]:
    """Every amount the schedule names: of each time, or of each dose."""
    match schedule:
        case Daily(doses) | Weekly(_, doses) | Cycle(_, _, _, doses):
            return tuple(dose.amount for dose in doses)
        case Interval() | AfterLast() | AsNeeded():
            return (schedule.amount,)
        case Pump(rate):
            return (rate,)


def planned_times(
    schedule: Schedule, start: Moment, end: Moment, zones: Zones
) -> tuple[Planned, ...]:
    """The planned doses with `start <= at < end`, in order of instant.

    A clock time that a day skips is read with the offset before the gap; one that comes twice is
    the first; one slot each. A day that a zone left out altogether (Apia, 30 December 2011) was
    never lived and has none.
    """
    if isinstance(schedule, Interval):
        return tuple(_every(schedule, start, end, zones))
    found = [
        Planned(at_wall(day, dose.at, zones.on(day)), day, dose.amount)
        for day in Days.through(start.day, end.day).widened(LISTED_AROUND)
        if day_exists(day, zones.on(day))
        for dose in planned_on(schedule, day)
    ]
    return tuple(sorted((p for p in found if start <= p.at < end), key=lambda p: p.at))


def _every(schedule: Interval, start: Moment, end: Moment, zones: Zones) -> Iterator[Planned]:
    first_zone = zones.on(schedule.first.date())
    first = moment(schedule.first.replace(tzinfo=zone_info(first_zone)), first_zone)
    number = max(0, -((first - start) // schedule.every))
    at = first.shifted(schedule.every * number)
    while at < end:
        if at >= start:
            local = moment(at.utc, zones.on(at.day))
            yield Planned(local, local.day, schedule.amount)
        at = at.shifted(schedule.every)
