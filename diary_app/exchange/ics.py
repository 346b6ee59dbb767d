"""The plan as a calendar file, for reminders on a telephone (RFC 5545).

Clock times are floating: the phone rings when its own clock shows 08:00, wherever it is and across
summer time, as the plan means it. "Every N hours" keeps elapsed time and is written in UTC. As
needed, after-the-last and pump have no clock times; a pump has its two dates, a supply its day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from diary_app import __version__
from diary_app.domain.course import Course
from diary_app.domain.days import Days
from diary_app.domain.medicine import PumpRefill
from diary_app.domain.moment import Moment, Zones
from diary_app.domain.plan import Plan
from diary_app.domain.schedule import Recurrence, clock_times, every_of, next_by_hours, recurrences
from diary_app.exchange.ics_once import once
from diary_app.exchange.ics_series import Reminder, Series
from diary_app.wording import files as words

LENGTH = timedelta(minutes=5)
MORNING = timedelta(hours=9)  # when a day that must not pass rings


def reminders(
    plans: Sequence[Plan], now: Moment, zones: Zones, *, named: bool = False
) -> tuple[Reminder, ...]:
    """What rings from the day of `now` on, in order of the first time; at one minute once.

    Not `named`, the words name no medicine: a calendar is read by others.
    """
    found: dict[Reminder, None] = {}
    for plan in plans:
        for course in plan.all_courses():
            for days in _stretches(plan, course, now.day):
                for start, rule, amount in _repeats(course, days, zones):
                    said = words.reminder_without_name()
                    if named:
                        said = f"{plan.medicine.name} {amount}"
                    made = Reminder(start, tuple(rule.items()), said, begun=days.since <= now.day)
                    found[made] = None
    return once(tuple(found))


def dates(
    plans: Sequence[Plan],
    refills: Sequence[PumpRefill],
    next_visit: date | None,
    now: Moment,
) -> tuple[Reminder, ...]:
    """The days that must not pass: of a pump, of a supply, of the next visit; none that are over.

    `refills`: every filling of a pump, oldest first; the last one of each medicine counts.
    """
    last = {filled.medicine_id: filled for filled in refills}
    found: list[tuple[str, date | None, str]] = []
    for plan in plans:
        id, course = plan.medicine.id, plan.course_on(now.day)
        filled = last.get(id)
        if filled is not None and course is not None:
            found.append((f"alarm {id}", filled.alarm_date, words.pump_alarm()))
            found.append((f"refill {id}", filled.refill_by, words.pump_refill()))
        if course is not None:
            found.append((f"supply {id}", plan.medicine.refill_on, words.supply_refill()))
    found.append(("visit", next_visit, words.visit_to_come()))
    return tuple(
        Reminder(day, (), said, begun=False, about=about)
        for about, day, said in found
        if day is not None and day >= now.day
    )


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


def write(found: Sequence[Series], now: Moment) -> bytes:
    """The calendar file with an alarm at each time. The same series give the same bytes."""
    # The library is only needed here, and it takes longer to load than the command line to start.
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//Dose Diary//{__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for series in found:
        calendar.add_component(_event(icalendar, series, now))
    content: bytes = calendar.to_ical()
    return content


def _event(icalendar: Any, series: Series, now: Moment) -> Any:
    event = icalendar.Event()
    event.add("uid", series.uid)
    event.add("sequence", series.sequence)
    event.add("dtstamp", now.utc.astimezone(UTC))
    event.add("summary", series.words)
    event.add("dtstart", series.start)
    if isinstance(series.start, datetime):
        event.add("duration", LENGTH)
    if series.rule:
        event.add("rrule", {k: list(v) if isinstance(v, tuple) else v for k, v in series.rule})
    if series.skipped:
        event.add("exdate", list(series.skipped))
    event.add("status", "CANCELLED" if series.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    if not series.cancelled:
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", series.words)
        alarm.add("trigger", timedelta(0) if isinstance(series.start, datetime) else MORNING)
        event.add_component(alarm)
    return event
