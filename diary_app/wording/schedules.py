"""A schedule and a course: how a medicine is taken, from when, within which limits."""

from __future__ import annotations

from diary_app.domain.course import Course
from diary_app.domain.schedule import (
    AfterLast,
    AsNeeded,
    Cycle,
    Daily,
    DoseTime,
    Interval,
    Pump,
    Schedule,
    Weekly,
)
from diary_app.text import _
from diary_app.wording.days import short_full_day, short_weekdays, span
from diary_app.wording.writing import amount_words, clock_words


def times_words(doses: tuple[DoseTime, ...]) -> str:
    """Amounts and clock times: `10 mg at 08:00, 14:00 and 20:00`, or each with its own."""
    if not doses:
        return _("no doses")
    if len({dose.amount for dose in doses}) == 1:
        times = ", ".join(clock_words(dose.at) for dose in doses)
        return _("{amount} at {times}").format(amount=amount_words(doses[0].amount), times=times)
    return ", ".join(
        _("{amount} at {times}").format(
            amount=amount_words(dose.amount), times=clock_words(dose.at)
        )
        for dose in doses
    )


def schedule_words(schedule: Schedule) -> str:
    """How a medicine is taken, in words."""
    match schedule:
        case Daily(doses):
            return _("{doses} every day").format(doses=times_words(doses))
        case Weekly(weekdays, doses):
            on = ", ".join(short_weekdays()[number] for number in weekdays)
            return _("{doses} on {days}").format(doses=times_words(doses), days=on)
        case Cycle(on_days, off, _first, doses):
            return _("{doses}, {on} days on and {off} days off").format(
                doses=times_words(doses), on=on_days, off=off
            )
        case Interval(every, _first, amount):
            return _("{amount} every {span}").format(amount=amount_words(amount), span=span(every))
        case AfterLast(gap, amount):
            return _("{amount}, {span} after the last one").format(
                amount=amount_words(amount), span=span(gap)
            )
        case AsNeeded(amount):
            return _("{amount} only when needed").format(amount=amount_words(amount))
        case Pump(rate, concentration):
            return _("pump, {rate} a day of {concentration}").format(
                rate=amount_words(rate), concentration=amount_words(concentration)
            )


def course_words(course: Course) -> str:
    """A course in one line: how, from when, until when, the prescriber's limits."""
    parts = [
        schedule_words(course.schedule),
        _("from {day}").format(day=short_full_day(course.since)),
    ]
    if course.days.last is not None:
        parts.append(_("until {day}").format(day=short_full_day(course.days.last)))
    most, least = course.prescription.max_per_day, course.prescription.min_gap
    if most is not None:
        parts.append(_("at most {amount} a day").format(amount=amount_words(most)))
    if least is not None:
        parts.append(_("at least {span} apart").format(span=span(least)))
    return ", ".join(parts)
