"""The plan as a calendar file, for reminders on a telephone (RFC 5545).

Clock times are floating: the phone rings when its own clock shows 08:00, wherever it is and across
summer time, as the plan means it. "Every N hours" keeps elapsed time and is written in UTC. As
needed, after-the-last and pump have no clock times and so no entries.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from diary_app import __version__
from diary_app.domain.course import Course
from diary_app.domain.days import Days
from diary_app.domain.moment import DAY, Moment, Zones, moment, zone_info
from diary_app.domain.plan import Plan
from diary_app.domain.schedule import Cycle, Daily, DoseTime, Interval, Weekly
from diary_app.text import _

_NAMESPACE = uuid.UUID("8d3c6d0e-0a3f-5b51-9a86-3f2a1f6f7c11")
_BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LENGTH = timedelta(minutes=5)


@dataclass(frozen=True)
class Reminder:
    """A repeating reminder: the first time (naive is floating, else UTC), an RRULE, its words."""

    start: datetime
    rule: tuple[tuple[str, Any], ...]
    words: str


def reminders(
    plans: Sequence[Plan], now: Moment, zones: Zones, *, named: bool = False
) -> tuple[Reminder, ...]:
    """What rings from the day of `now` on, in order of the first time.

    Not `named`, the words name no medicine: a calendar is read by others; two medicines due at the
    same times then ring once.
    """
    found: dict[Reminder, None] = {}
    for plan in plans:
        for course in plan.all_courses():
            for days in _stretches(plan, course, now.day):
                for start, rule, amount in _repeats(course, days, zones):
                    words = _("Time for your diary")
                    if named:
                        words = f"{plan.medicine.name} {amount}"
                    found[Reminder(start, tuple(rule.items()), words)] = None
    return tuple(sorted(found, key=lambda r: (r.start.replace(tzinfo=None), str(r.rule), r.words)))


def _stretches(plan: Plan, course: Course, today: date) -> Iterator[Days]:
    """The days of the course from `today` on, without the pauses."""
    days = course.days.clipped(Days(today))
    for hold in sorted(plan.holds, key=lambda hold: hold.days.since):
        if hold.days.over_on(days.since):
            continue
        if days.before(hold.days.since):
            yield days.before(hold.days.since)
        if hold.days.until is None:
            return
        days = days.clipped(Days(hold.days.until))
    if days:
        yield days


def _repeats(
    course: Course, days: Days, zones: Zones
) -> Iterator[tuple[datetime, dict[str, Any], str]]:
    """First time, rule and amount of each reminder of the course on `days`."""
    since, until = days.since, days.until
    match course.schedule:
        case Daily(doses):
            for dose in doses:
                yield from _daily(dose, since, until, 1)
        case Weekly(weekdays, doses):
            first = next(
                since + n * DAY for n in range(7) if (since + n * DAY).weekday() in weekdays
            )
            for dose in doses:
                if until is None or first < until:
                    byday = tuple(_BYDAY[day] for day in weekdays)
                    rule = {"FREQ": "WEEKLY", "BYDAY": byday, **_until(dose, until)}
                    yield datetime.combine(first, dose.at), rule, str(dose.amount)
        case Cycle(on, off, first, doses):
            for number in range(on):
                day = first + number * DAY
                day += -((day - max(since, day)) // ((on + off) * DAY)) * (on + off) * DAY
                for dose in doses:
                    yield from _daily(dose, day, until, on + off)
        case Interval():
            yield from _interval(course.schedule, since, until, zones)
        case _:
            return


def _daily(
    dose: DoseTime, since: date, until: date | None, every: int
) -> Iterator[tuple[datetime, dict[str, Any], str]]:
    if until is None or since < until:
        rule = {"FREQ": "DAILY", "INTERVAL": every, **_until(dose, until)}
        yield datetime.combine(since, dose.at), rule, str(dose.amount)


def _until(dose: DoseTime, until: date | None) -> dict[str, Any]:
    """UNTIL is the last time that still counts, floating like the first."""
    return {} if until is None else {"UNTIL": datetime.combine(until - DAY, dose.at)}


def _interval(
    schedule: Interval, since: date, until: date | None, zones: Zones
) -> Iterator[tuple[datetime, dict[str, Any], str]]:
    zone = zones.on(schedule.first.date())
    first = moment(schedule.first.replace(tzinfo=zone_info(zone)), zone)
    start = zones.start(since)
    missing = max(0, -((first - start) // schedule.every))
    begins = first.utc + missing * schedule.every
    rule: dict[str, Any] = {
        "FREQ": "MINUTELY",
        "INTERVAL": int(schedule.every.total_seconds() / 60),
    }
    if until is not None:
        rule["UNTIL"] = zones.start(until).utc - timedelta(seconds=1)
        if begins > rule["UNTIL"]:
            return
    yield begins, rule, str(schedule.amount)


def write(found: Sequence[Reminder], now: Moment) -> bytes:
    """The calendar file with an alarm at each time. The same reminders give the same bytes."""
    # The library is only needed here, and it takes longer to load than the command line to start.
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//Dose Diary//{__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for number, reminder in enumerate(found):
        event = icalendar.Event()
        event.add("uid", f"{uuid.uuid5(_NAMESPACE, f'{number} {reminder}')}@dosediary.org")
        event.add("dtstamp", now.utc.astimezone(UTC))
        event.add("summary", reminder.words)
        event.add("dtstart", reminder.start)
        event.add("duration", LENGTH)
        event.add("rrule", {k: list(v) if isinstance(v, tuple) else v for k, v in reminder.rule})
        event.add("transp", "TRANSPARENT")
        event.add("class", "PRIVATE")
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", reminder.words)
        alarm.add("trigger", timedelta(0))
        event.add_component(alarm)
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
