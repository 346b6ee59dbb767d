"""The words for what the domain answers in facts, shared by the window and the command line."""

from __future__ import annotations

from datetime import timedelta

from diary_app.dates import short_full_day, short_weekdays
from diary_app.domain.course import Course
from diary_app.domain.knowledge import UnclearSymptom
from diary_app.domain.limits import (
    AboveMaximum,
    BelowMinimumGap,
    MoreThanTwice,
    Question,
    SoonAgain,
)
from diary_app.domain.matching import State
from diary_app.domain.moment import DAY
from diary_app.domain.refusal import Refused
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
from diary_app.errors import BadInput
from diary_app.text import _


def refused(refusal: Refused) -> BadInput:
    """What happened, why, and what to do, for a value the domain would not accept."""
    given = refusal.given
    if isinstance(refusal, UnclearSymptom):
        return BadInput(
            _("“{given}” is not one symptom the diary knows.").format(given=given),
            "",
            _("Did you mean: {names}?").format(names=", ".join(refusal.candidates))
            if refusal.candidates
            else _("Use the symptom's name as the window shows it."),
        )
    table = _about_amounts() | _about_times() | _about_medicines()
    what, todo = table.get(refusal.kind, (_("“{given}” cannot be used."), ""))
    return BadInput(what.format(given=given), "", todo)


_Sentences = dict[str, tuple[str, str]]


def _about_amounts() -> _Sentences:
    return {
        "no_unit": (_("“{given}” has no unit."), _("Say it with its unit: 10 mg, ½ tablet, 5 mL.")),
        "unknown_unit": (
            _("The unit of “{given}” is not known."),
            _("Units: mg, mcg, g, mL, tablet, capsule, drop, puff, unit."),
        ),
        "unreadable_number": (
            _("“{given}” cannot be read as an amount."),
            _("Write it like 10 mg, 2.5 mg or ½ tablet."),
        ),
        "ambiguous_number": (
            _("“{given}” could be a thousand or one."),
            _("Write 1000 for a thousand, 1 for one."),
        ),
        "not_positive": (
            _("“{given}” is nothing."),
            _("An amount is more than zero. A dose not taken is skipped or missed."),
        ),
        "number_out_of_range": (_("“{given}” is out of range."), _("Check the number.")),
    }


def _about_times() -> _Sentences:
    return {
        "unknown_zone": (
            _("The time zone “{given}” is not known."),
            _("Use a name like Europe/Berlin."),
        ),
        "unreadable_time": (_("“{given}” is not a time."), _("Write it like 14:05.")),
        "unreadable_day": (
            _("“{given}” is not a day."),
            _("Write it like 2026-11-22, yesterday or -2d."),
        ),
        "unreadable_span": (
            _("“{given}” is not a length of time."),
            _("Write it like 8h, 30m or 1h30m."),
        ),
        "unreadable_when": (
            _("“{given}” is not a moment."),
            _("Write it like 14:05, -20m, “yesterday 20:00” or 2026-11-22T14:05+01:00."),
        ),
        "no_offset": (
            _("“{given}” has no offset from UTC."),
            _("Write it like 2026-11-22T14:05+01:00."),
        ),
    }


def _about_medicines() -> _Sentences:
    return {
        "units_do_not_convert": (
            _("These units do not convert: {given}."),
            _("Use the unit of the medicine's strength."),
        ),
        "several_strengths": (
            _("“{given}” could be of several strengths."),
            _("Say the amount in mg."),
        ),
        "unit_of_other_form": (
            _("“{given}” is not a unit of this medicine."),
            _("Use the unit of its strength."),
        ),
        "concentration_needed": (
            _("“{given}” does not say in how much liquid."),
            _("Write it like 5 mg/5 mL."),
        ),
        "value_outside_scale": (
            _("“{given}” is not a value of this symptom's scale."),
            _("What is treated: 0 to 10. Side effects: 0 to 4, or none, mild, moderate, severe."),
        ),
        "taper_without_steps": (_("A plan needs at least one step."), ""),
        "taper_steps_out_of_order": (_("Two steps of the plan begin on the same day."), ""),
        "taper_not_begun": (_("The plan has not begun on {given}."), _("Choose a later day.")),
    }


def question(asked: Question) -> str:
    """One sentence for what a check noticed before a dose is stored."""
    match asked:
        case AboveMaximum(total=total, maximum=maximum):
            return _(
                "With this dose the day's total would be {total}; your prescriber's maximum is "
                "{maximum} a day."
            ).format(total=total, maximum=maximum)
        case BelowMinimumGap(gap=gap, minimum=minimum):
            return _(
                "Another dose was taken {gap} from this one; your prescriber's minimum gap is "
                "{minimum}."
            ).format(gap=span(gap), minimum=span(minimum))
        case MoreThanTwice(amount=amount, planned=planned):
            return _("{amount} is more than twice the planned {planned}.").format(
                amount=amount, planned=planned
            )
        case SoonAgain(amount=amount, gap=gap):
            return _("You recorded {amount} of the same medicine {gap} from this one.").format(
                amount=amount, gap=span(gap)
            )


def span(length: timedelta) -> str:
    """A length of time in words: `12 minutes`, `4 h 55 min`, `3 h`."""
    minutes = round(length.total_seconds() / 60)
    if minutes < 60:
        return _("{n} min").format(n=minutes)
    hours, rest = divmod(minutes, 60)
    if rest:
        return _("{h} h {m} min").format(h=hours, m=rest)
    return _("{h} h").format(h=hours)


def state(name: State) -> str:
    """The word of a slot's state, as pill and list show it."""
    return {
        State.LATER: _("Later"),
        State.DUE: _("Due now"),
        State.LATE: _("Not recorded yet"),
        State.NOT_RECORDED: _("Not recorded"),
        State.TAKEN: _("Taken"),
        State.PARTIAL: _("Partly taken"),
        State.SKIPPED: _("Skipped"),
        State.MISSED: _("Missed"),
        State.HELD: _("On hold"),
    }[name]


def times_words(doses: tuple[DoseTime, ...]) -> str:
    """Amounts and clock times: `10 mg at 08:00, 14:00 and 20:00`, or each with its own."""
    if not doses:
        return _("no doses")
    if len({dose.amount for dose in doses}) == 1:
        times = ", ".join(f"{dose.at:%H:%M}" for dose in doses)
        return _("{amount} at {times}").format(amount=doses[0].amount, times=times)
    return ", ".join(
        _("{amount} at {times}").format(amount=dose.amount, times=f"{dose.at:%H:%M}")
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
            return _("{amount} every {span}").format(amount=amount, span=span(every))
        case AfterLast(gap, amount):
            return _("{amount}, {span} after the last one").format(amount=amount, span=span(gap))
        case AsNeeded(amount):
            return _("{amount} only when needed").format(amount=amount)
        case Pump(rate, concentration):
            return _("pump, {rate} a day of {concentration}").format(
                rate=rate, concentration=concentration
            )


def course_words(course: Course) -> str:
    """A course in one line: how, from when, until when, the prescriber's limits."""
    parts = [
        schedule_words(course.schedule),
        _("from {day}").format(day=short_full_day(course.since)),
    ]
    if course.until is not None:
        parts.append(_("until {day}").format(day=short_full_day(course.until - DAY)))
    if course.max_per_day is not None:
        parts.append(_("at most {amount} a day").format(amount=course.max_per_day))
    if course.min_gap is not None:
        parts.append(_("at least {span} apart").format(span=span(course.min_gap)))
    return ", ".join(parts)
