"""The plan as a calendar file, for reminders on a telephone (RFC 5545).

Clock times are floating: the phone rings when its own clock shows 08:00, wherever it is and across
summer time, as the plan means it. "Every N hours" keeps elapsed time and is written in UTC. As
needed, after-the-last and pump have no clock times and so no entries.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from diary_app import __version__
from diary_app.domain.course import Course
from diary_app.domain.days import Days
from diary_app.domain.moment import Moment, Zones
from diary_app.domain.plan import Plan
from diary_app.domain.schedule import Recurrence, clock_times, every_of, next_by_hours, recurrences
from diary_app.frozen import dataclass
from diary_app.wording.files import reminder_without_name

_NAMESPACE = uuid.UUID("8d3c6d0e-0a3f-5b51-9a86-3f2a1f6f7c11")
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
                    words = reminder_without_name()
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
    every = every_of(course.schedule)
    if every is not None:
        yield from _elapsed(course, every, days, zones)
    for again in recurrences(course.schedule, days.since):
        if again.first in days:
            for dose in clock_times(course.schedule):
                last = None if days.last is None else datetime.combine(days.last, dose.at)
                yield datetime.combine(again.first, dose.at), _rule(again, last), str(dose.amount)


def _rule(again: Recurrence, last: datetime | None) -> dict[str, Any]:
    """The RRULE. UNTIL is the last time that still counts, floating like the first."""
    rule: dict[str, Any] = {"FREQ": again.frequency}
    if again.weekdays:
        rule["BYDAY"] = again.weekdays
    else:
        rule["INTERVAL"] = again.interval
    return rule if last is None else rule | {"UNTIL": last}


def _elapsed(
    course: Course, every: timedelta, days: Days, zones: Zones
) -> Iterator[tuple[datetime, dict[str, Any], str]]:
    start = zones.start(days.since)
    rule: dict[str, Any] = {"FREQ": "MINUTELY", "INTERVAL": int(every.total_seconds() / 60)}
    if days.until is not None:
        rule["UNTIL"] = zones.start(days.until).utc - timedelta(seconds=1)
    first = next_by_hours(course.schedule, start, zones)
    if first is not None and ("UNTIL" not in rule or first.at.utc <= rule["UNTIL"]):
        yield first.at.utc, rule, str(first.amount)


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
