"""The medicines as they are planned today, in the line doctors read (NHS CUI medication line)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from diary_app.domain.amounts import dose_changes
from diary_app.domain.course import Course, DecidedBy
from diary_app.domain.days import Days
from diary_app.domain.medicine import Form, Medicine, Strength, made_of, volume_of
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import Quantity
from diary_app.domain.refusal import Refused
from diary_app.domain.schedule import amount_a_day, clock_times, pump_rate, same_every_day
from diary_app.reports import ahead
from diary_app.reports.given import Given
from diary_app.reports.report import Block, MedicineLine, Paragraph, Section
from diary_app.text import _
from diary_app.wording.days import day_words, short_full_day, span
from diary_app.wording.numbers import listed
from diary_app.wording.plans import form_word
from diary_app.wording.schedules import schedule_words
from diary_app.wording.writing import amount_words


def medicine_now(given: Given) -> Section:
    """Every medicine planned today, what holds now and is planned next; those that ended."""
    today = given.now.day
    lines: list[Block] = []
    others: list[Block] = []
    for plan in given.plans:
        course = plan.course_on(today)
        if course is not None:
            lines.append(_line(given, plan, course, today))
        else:
            others.append(Paragraph(_not_now(plan, today)))
    if not lines and not others:
        lines.append(Paragraph(_("No medicine is in this diary yet.")))
    return Section(_("Medicine now"), (*lines, *others))


def _not_now(plan: Plan, today: date) -> str:
    """A medicine without a course today: when it starts, or when it ended."""
    courses = plan.all_courses()
    coming = [course.since for course in courses if course.since > today]
    ended = [c.days.last for c in courses if c.days.last is not None and c.days.over_on(today)]
    if coming:
        words = _("{medicine}: starts on {day}")
        return words.format(medicine=plan.medicine.name, day=short_full_day(min(coming)))
    if ended:
        words = _("{medicine}: last planned day {day}, nothing planned since")
        return words.format(medicine=plan.medicine.name, day=short_full_day(max(ended)))
    return _("{medicine}: nothing planned").format(medicine=plan.medicine.name)


def _line(given: Given, plan: Plan, course: Course, today: date) -> MedicineLine:
    dose, after = _dose(plan.medicine, course)
    total, words = _total(plan, course, today)
    return MedicineLine(
        plan.medicine.name,
        (form_word(plan.medicine.form),),
        dose,
        tuple(part for part in (*after, *_limits(course)) if part),
        _below(given, plan, course, today),
        total,
        words,
        ahead.lines(given, plan, today),
    )


def _dose(medicine: Medicine, course: Course) -> tuple[str, tuple[str, ...]]:
    """The DOSE and what follows it: what to count out, route, how often."""
    schedule, route = course.schedule, _route(medicine.form)
    doses = clock_times(schedule)
    if same_every_day(schedule) and len({dose.amount for dose in doses}) == 1:
        amount = doses[0].amount
        times = _times_a_day(len(doses))
        return amount_words(amount), (_counted_out(medicine, amount), route, times)
    return schedule_words(schedule), (route,)


def _limits(course: Course) -> tuple[str, ...]:
    """What the prescriber allows at most, and how far apart."""
    most, gap = course.prescription.max_per_day, course.prescription.min_gap
    return (
        "" if most is None else _("at most {amount} in 24 hours").format(amount=most),
        "" if gap is None else _("at least {span} apart").format(span=span(gap)),
    )


def _total(plan: Plan, course: Course, today: date) -> tuple[str, str]:
    """What is planned for a day of 24 hours, and what the number is; "" where days differ."""
    if plan.held_on(today):
        return _("on hold"), ""
    rate = pump_rate(course.schedule)
    if rate is not None:
        return str(rate), _("in 24 hours, by pump")
    if not same_every_day(course.schedule):
        return "", ""
    try:
        total = amount_a_day(course.schedule, plan.medicine)
    except Refused:  # tablets of several strengths: the sum cannot be known
        return "", ""
    return ("", "") if total is None else (str(total), _("in 24 hours"))


def _times_a_day(n: int) -> str:
    words = {1: _("once a day"), 2: _("twice a day"), 3: _("three times a day")}
    return words.get(n) or _("{n} times a day").format(n=n)


def _counted_out(medicine: Medicine, amount: Quantity) -> str:
    """(one 10 mg tablet), (2.5 mL of 5 mg in 5 mL). Empty where it cannot be known."""
    volume = volume_of(amount, medicine)
    if volume is not None:
        return f"({amount_words(volume)}, {', '.join(map(str, medicine.strengths))})"
    parts = [_piece(strength, count) for strength, count in made_of(amount, medicine)]
    return f"({' + '.join(parts)})" if parts else ""


def _piece(strength: Strength, count: Decimal) -> str:
    if count == 1:
        return _("one {strength}").format(strength=amount_words(strength))
    number = amount_words(Quantity(count, strength.per.unit))
    return _("{number} of {amount}").format(number=number, amount=amount_words(strength.amount))


def _route(form: Form) -> str:
    match form:
        case Form.TABLET | Form.CAPSULE | Form.LIQUID | Form.GRANULES:
            return _("by mouth")
        case Form.PUMP:
            return _("into the spinal canal")
        case Form.INHALER:
            return _("breathed in")
        case Form.PATCH:
            return _("on the skin")
        case Form.DROPS | Form.INJECTION | Form.OTHER:
            return ""


def _below(given: Given, plan: Plan, course: Course, today: date) -> str:
    """Since when, who decided, what it was before, what it is for."""
    changes = dose_changes(plan, Days.through(date.min, today))
    last = changes[-1] if changes else None
    earlier = changes[-2].day if len(changes) > 1 else None
    before = ""
    if last is not None and last.before is not None and earlier is not None:
        words = _("before that {amount} a day from {day}")
        before = words.format(amount=last.before, day=day_words(earlier, given.year))
    return listed(
        [
            _("since {day}").format(day=short_full_day(last.day if last else course.since)),
            _decided(course),
            before,
            _reason(plan.medicine),
        ]
    )


def _decided(course: Course) -> str:
    decided = {
        DecidedBy.DOCTOR: _("decided by the doctor"),
        DecidedBy.ME: _("decided by the patient"),
        None: "",
    }[course.prescription.decided_by]
    who = course.prescription.prescriber
    by = _("prescribed by {name}").format(name=who) if who else ""
    return listed([decided, by])


def _reason(medicine: Medicine) -> str:
    return _("for {reason}").format(reason=medicine.reason) if medicine.reason.strip() else ""
