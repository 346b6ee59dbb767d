"""When a medicine is planned: every way it is really prescribed, and the times that follow.

Day-based schedules keep the wall clock across summer time; `Interval` keeps elapsed time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import get_type_hints

from diary_app.domain.days import LISTED_AROUND, Days
from diary_app.domain.medicine import Medicine, Strength, in_own_unit
from diary_app.domain.moment import (
    DAY,
    Moment,
    Zones,
    at_wall,
    day_exists,
    moment,
    zone_info,
)
from diary_app.domain.quantity import Quantity, total
from diary_app.frozen import dataclass

SECOND = timedelta(seconds=1)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
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


KINDS: dict[str, type[Schedule]] = {
    "daily": Daily,
    "weekly": Weekly,
    "cycle": Cycle,
    "interval": Interval,
    "after_last": AfterLast,
    "as_needed": AsNeeded,
    "pump": Pump,
}

Fact = int | tuple[int, ...] | date | timedelta | Quantity | Strength | tuple[DoseTime, ...]


def kind_of(schedule: Schedule) -> str:
    """The name under which a schedule of this kind is kept and shown to programs."""
    return next(name for name, kind in KINDS.items() if type(schedule) is kind)


def fact_types(kind: str) -> dict[str, object]:
    """The name and type of each fact of a kind, in order. An unknown kind raises ValueError.

    Whoever writes schedules (the file, the command line) has one rule for each type of fact and
    none for a kind, so that a new kind needs no new rule.
    """
    if kind not in KINDS:
        raise ValueError(f"no_such_schedule: {kind!r}")
    return get_type_hints(KINDS[kind])


def facts_of(schedule: Schedule) -> dict[str, Fact]:
    """Every fact of the schedule by its name, in order."""
    return {name: getattr(schedule, name) for name in fact_types(kind_of(schedule))}


def of_facts(kind: str, facts: Mapping[str, Fact]) -> Schedule:
    """The schedule of a kind with its facts. An unknown kind raises ValueError."""
    missing = fact_types(kind).keys() - facts.keys()
    if missing:
        raise ValueError(f"schedule_lacks: {kind}, {', '.join(sorted(missing))}")
    made: Callable[..., Schedule] = KINDS[kind]
    return made(**facts)


def clock_times(schedule: Schedule) -> tuple[DoseTime, ...]:
    """The clock times of a day with doses; none where it has no clock times."""
    match schedule:
        case Daily(doses) | Weekly(_, doses) | Cycle(_, _, _, doses):
            return doses
        case Interval() | AfterLast() | AsNeeded() | Pump():
            return ()


def moved_part(doses: tuple[DoseTime, ...], part: str, at: time) -> tuple[DoseTime, ...]:
    """The doses with those of the day part (`morning`) at another time, in order of time."""
    moved = (replace(dose, at=at) if dose.part == part else dose for dose in doses)
    return tuple(sorted(moved, key=lambda dose: dose.at))


def with_clock_times(schedule: Schedule, doses: tuple[DoseTime, ...]) -> Schedule:
    """The schedule with other clock times on the same days; unchanged where it has none."""
    match schedule:
        case Daily() | Weekly() | Cycle():
            return replace(schedule, doses=doses)
        case Interval() | AfterLast() | AsNeeded() | Pump():
            return schedule


def planned_on(schedule: Schedule, day: date) -> tuple[DoseTime, ...]:
    """The clock times on `day`; none on a day off, or without clock times."""
    match schedule:
        case Daily(doses):
            return doses
        case Weekly(weekdays, doses):
            return doses if day.weekday() in weekdays else ()
        case Cycle(on, off, first, doses):
            return doses if day >= first and (day - first).days % (on + off) < on else ()
        case Interval() | AfterLast() | AsNeeded() | Pump():
            return ()


def one_dose(schedule: Schedule) -> Quantity | None:
    """What one dose is where it has no clock time; None with clock times or for a pump."""
    match schedule:
        case Interval() | AfterLast() | AsNeeded():
            return schedule.amount
        case Daily() | Weekly() | Cycle() | Pump():
            return None


def single_doses(schedule: Schedule) -> tuple[Quantity, ...]:
    """What one dose may be; none for a pump, which gives no single doses."""
    amount = one_dose(schedule)
    return tuple(d.amount for d in clock_times(schedule)) if amount is None else (amount,)


def amounts_of(schedule: Schedule) -> tuple[Quantity, ...]:
    """Every amount the schedule names: of each time, of each dose, a day of a pump."""
    rate = pump_rate(schedule)
    return single_doses(schedule) if rate is None else (rate,)


def in_unit(schedule: Schedule, medicine: Medicine) -> Schedule:
    """The schedule with every amount in the medicine's own unit; Refused if it is unclear."""
    match schedule:
        case Daily(doses) | Weekly(_, doses) | Cycle(_, _, _, doses):
            return replace(schedule, doses=doses_in_unit(doses, medicine))
        case Interval() | AfterLast() | AsNeeded():
            return replace(schedule, amount=in_own_unit(schedule.amount, medicine))
        case Pump():
            return replace(schedule, rate=in_own_unit(schedule.rate, medicine))


def doses_in_unit(doses: tuple[DoseTime, ...], medicine: Medicine) -> tuple[DoseTime, ...]:
    """The clock times with their amounts in the medicine's own unit; Refused if it is unclear."""
    return tuple(replace(dose, amount=in_own_unit(dose.amount, medicine)) for dose in doses)


def amount_a_day(schedule: Schedule, medicine: Medicine) -> Quantity | None:
    """What it comes to a day, in the medicine's unit: the mean over its round of days.

    The round is a day, a week, the days on and off of a cycle, or the hours of an interval. "After
    the last one" counts as taken as soon as it is due. None where it is taken only when needed.
    Days alike or not: ask `same_every_day` before saying "a day" of one of them. Refused where an
    amount cannot be brought to the unit.
    """
    a_dosed_day = total([in_own_unit(a, medicine) for a in amounts_of(schedule)], medicine.unit)
    match schedule:
        case Daily() | Pump():
            return a_dosed_day
        case Weekly(weekdays, _):
            return a_dosed_day.times(Decimal(len(weekdays)) / 7)
        case Cycle(on, off, _, _):
            return a_dosed_day.times(Decimal(on) / (on + off))
        case Interval(every, _, _) | AfterLast(every, _):
            return a_dosed_day.times(Decimal(DAY // SECOND) / (every // SECOND))
        case AsNeeded():
            return None


def same_every_day(schedule: Schedule) -> bool:
    """Whether every day brings the same, so that its amount a day is true of each of them."""
    match schedule:
        case Daily() | Pump():
            return True
        case Interval(every, _, _):
            return DAY % every == timedelta(0)
        case Weekly() | Cycle() | AfterLast() | AsNeeded():
            return False


def has_slots(schedule: Schedule) -> bool:
    """Whether its times can be said ahead: by the clock, or by hours from a first dose."""
    match schedule:
        case Daily() | Weekly() | Cycle() | Interval():
            return True
        case AfterLast() | AsNeeded() | Pump():
            return False


def counts_hours(schedule: Schedule) -> bool:
    """Whether its times follow from hours gone by, not from the clock on the wall."""
    return every_of(schedule) is not None or gap_after_last(schedule) is not None


def asks_for_doses(schedule: Schedule) -> bool:
    """Whether doses are to be taken again and again: not only when needed, not by a pump."""
    return not is_as_needed(schedule) and pump_rate(schedule) is None


def is_as_needed(schedule: Schedule) -> bool:
    """Whether it is taken only when needed."""
    return isinstance(schedule, AsNeeded)


def every_of(schedule: Schedule) -> timedelta | None:
    """The elapsed time from one dose to the next, None where that is not what is prescribed."""
    return schedule.every if isinstance(schedule, Interval) else None


def gap_after_last(schedule: Schedule) -> timedelta | None:
    """How long after the last dose the next is due, None where that is not what is prescribed."""
    return schedule.gap if isinstance(schedule, AfterLast) else None


def pump_rate(schedule: Schedule) -> Quantity | None:
    """What the pump gives a day, None without a pump."""
    return schedule.rate if isinstance(schedule, Pump) else None


def pump_concentration(schedule: Schedule) -> Strength | None:
    """What the pump is filled with, None without a pump."""
    return schedule.concentration if isinstance(schedule, Pump) else None


def weekdays_of(schedule: Schedule) -> tuple[int, ...]:
    """The weekdays with doses where every week is the same (0 = Monday); else none."""
    match schedule:
        case Daily():
            return tuple(range(7))
        case Weekly(weekdays, _):
            return weekdays
        case Cycle() | Interval() | AfterLast() | AsNeeded() | Pump():
            return ()


@dataclass(frozen=True)
class Recurrence:
    """Days that come again from `first` on, in the words of RFC 5545, 3.3.10.

    `frequency` is DAILY, WEEKLY or MONTHLY, `interval` counts them; `weekdays` are MO, TU and so
    on, or 3MO for the third Monday of a month.
    """

    first: date
    frequency: str
    interval: int = 1
    weekdays: tuple[str, ...] = ()


def recurrences(schedule: Schedule, since: date) -> tuple[Recurrence, ...]:
    """The days with clock times from `since` on; none where it has no clock times."""
    match schedule:
        case Daily():
            return (Recurrence(since, "DAILY"),)
        case Weekly(weekdays, _):
            week = (since + number * DAY for number in range(7))
            first = next(day for day in week if day.weekday() in weekdays)
            return (Recurrence(first, "WEEKLY", 1, tuple(_BYDAY[day] for day in weekdays)),)
        case Cycle(on, off, first, _):
            days = (first + number * DAY for number in range(on))
            again = on + off
            rounds = ((day, -((day - max(since, day)) // (again * DAY))) for day in days)
            return tuple(Recurrence(day + n * again * DAY, "DAILY", again) for day, n in rounds)
        case Interval() | AfterLast() | AsNeeded() | Pump():
            return ()


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
    planned = [
        Planned(at_wall(day, dose.at, zones.on(day)), day, dose.amount)
        for day in Days.through(start.day, end.day).widened(LISTED_AROUND)
        if day_exists(day, zones.on(day))
        for dose in planned_on(schedule, day)
    ]
    first, last = start.utc, end.utc
    inside = (p for p in planned if first <= p.at.utc < last)
    return tuple(sorted(inside, key=lambda p: p.at.utc))


def next_by_hours(schedule: Schedule, start: Moment, zones: Zones) -> Planned | None:
    """The first dose at `start` or later where the hours from a first dose count, else None."""
    if not isinstance(schedule, Interval):
        return None
    first_zone = zones.on(schedule.first.date())
    first = moment(schedule.first.replace(tzinfo=zone_info(first_zone)), first_zone)
    number = max(0, -((first - start) // schedule.every))
    at = first.shifted(schedule.every * number)
    local = moment(at.utc, zones.on(at.day))
    return Planned(local, local.day, schedule.amount)


def _every(schedule: Interval, start: Moment, end: Moment, zones: Zones) -> Iterator[Planned]:
    planned = next_by_hours(schedule, start, zones)
    while planned is not None and planned.at < end:
        yield planned
        planned = next_by_hours(schedule, planned.at.shifted(schedule.every), zones)
