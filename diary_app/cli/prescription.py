"""From the options of `medicine add|change|correct` to a prescription."""

from __future__ import annotations

import re
from argparse import Namespace
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

from diary_app.cli.context import Context
from diary_app.domain.course import Course, DecidedBy, Prescription
from diary_app.domain.days import Days
from diary_app.domain.medicine import Form, Medicine, Strength, in_own_unit, parse_strength
from diary_app.domain.moment import DAY
from diary_app.domain.quantity import Quantity, parse_number, parse_quantity
from diary_app.domain.refusal import Refused
from diary_app.domain.schedule import (
    DAY_PARTS,
    WEEKDAYS,
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
from diary_app.domain.taper import Step
from diary_app.domain.when import DayOf, parse_clock, parse_span, split_day, split_times
from diary_app.errors import Told
from diary_app.services import settings
from diary_app.text import _

# An amount ends with its unit; what follows are times.
_AMOUNT_THEN_TIMES = re.compile(r"((?:an? )?(?:half (?:of )?(?:an? )?)?[^a-zµμ]*[a-zµμ]+) (.+)")


def form_of(text: str | None) -> Form:
    """The form named; a tablet where none was. An unknown one raises BadInput."""
    try:
        return Form((text or "tablet").strip().lower())
    except ValueError as error:
        raise Told(
            _("The form “{given}” is not known.").format(given=text),
            "",
            _("Forms: {names}.").format(names=", ".join(Form)),
        ) from error


def strengths_of(texts: list[str] | None, form: Form) -> tuple[Strength, ...]:
    """The strengths as typed, each once, in the order given."""
    return tuple(dict.fromkeys(parse_strength(text, form) for text in texts or ()))


def count_of(text: str) -> Decimal:
    """A number of tablets: whole or half, 0 allowed."""
    return parse_number(text.strip())


def new(context: Context, medicine: Medicine) -> Prescription:
    """The first course of a medicine. Without --from it begins now, not with the whole day."""
    options = context.options
    first = context.day(options.first, DayOf.PLAN)
    begins = _begins(context)
    schedule = _schedule(context, medicine, first, None)
    return _with_limits(context, Prescription(schedule, Days(first), begins=begins), medicine)


def _begins(context: Context) -> time | None:
    """The clock time at which a course begins: now, or with the whole day that --from names."""
    if context.options.first:
        return None
    return context.now.local.time().replace(second=0, microsecond=0)


def changed(context: Context, medicine: Medicine, course: Course | None) -> Prescription:
    """A course like `course` (None: like none) but for what the options say, from --from on.

    Without --from it begins now: the doses of this morning stay planned as they were.
    """
    return _like(context, medicine, course, context.day(context.options.first, DayOf.PLAN))


def corrected(context: Context, medicine: Medicine, course: Course) -> Prescription:
    """`course` with what the options say put right; its days stay unless --from or --until."""
    first = context.day(context.options.first, DayOf.PLAN, course.since)
    return replace(
        _like(context, medicine, course, first),
        days=Days(first, _until(context, first, course.until)),
    )


def _like(context: Context, medicine: Medicine, course: Course | None, first: date) -> Prescription:
    schedule = _schedule(context, medicine, first, course)
    if course is None:
        base = Prescription(schedule, Days(first))
    else:
        before = course.prescription
        kept = before.decided_by if context.options.verb == "correct" else None
        begins = before.begins if first == course.since else _begins(context)
        base = replace(
            before, schedule=schedule, days=Days(first), decided_by=kept, note="", begins=begins
        )
    return _with_limits(context, base, medicine)


def _with_limits(context: Context, base: Prescription, medicine: Medicine) -> Prescription:
    options: Namespace = context.options
    maximum, gap = base.max_per_day, base.min_gap
    if options.max_per_day is not None:
        maximum = in_own_unit(parse_quantity(options.max_per_day), medicine)
    if options.min_gap is not None:
        gap = parse_span(options.min_gap)
    decided = DecidedBy(options.decided_by) if options.decided_by else base.decided_by
    return replace(
        base,
        days=Days(base.days.since, _until(context, base.days.since, base.days.until)),
        max_per_day=maximum,
        min_gap=gap,
        prescriber=base.prescriber if options.prescriber is None else options.prescriber,
        decided_by=decided,
    )


def _until(context: Context, first: date, default: date | None) -> date | None:
    last = context.coming(context.options.last, first - DAY)
    return default if last is None else last + DAY


def _schedule(context: Context, medicine: Medicine, first: date, course: Course | None) -> Schedule:
    options: Namespace = context.options
    old = None if course is None else course.schedule
    without_days = options.every or options.after_last or options.as_needed or options.rate
    if without_days and (options.weekdays or options.cycle):
        raise Told(_("Weekdays and cycles go with clock times."), "", _("Say --times as well."))
    if medicine.form == Form.PUMP or options.rate:
        return _pump(options, medicine)
    if options.every:
        return Interval(
            parse_span(options.every),
            datetime.combine(first, time(0)),
            _dose(options, medicine, old),
        )
    if options.after_last:
        return AfterLast(parse_span(options.after_last), _dose(options, medicine, old))
    if options.as_needed:
        return AsNeeded(_dose(options, medicine, old))
    if not options.times:
        return _days(options, first, _same_times(options, medicine, old), old)
    doses = dose_times(context, options.times, _dose_or_none(options, medicine, old), medicine)
    return _days(options, first, doses, old)


def _same_times(
    options: Namespace, medicine: Medicine, old: Schedule | None
) -> Schedule | tuple[DoseTime, ...]:
    """The old times with the new amount, or an old schedule without times with it."""
    amount = None if options.dose is None else in_own_unit(parse_quantity(options.dose), medicine)
    match old:
        case Daily(doses) | Weekly(_, doses) | Cycle(_, _, _, doses):
            return tuple(replace(dose, amount=amount or dose.amount) for dose in doses)
        case Interval() | AfterLast() | AsNeeded():
            return old if amount is None else replace(old, amount=amount)
        case _:
            raise Told(
                _("It is not said when {name} is taken.").format(name=medicine.name),
                "",
                _("Say --times, --every, --after-last or --as-needed."),
            )


def _days(
    options: Namespace,
    first: date,
    doses: Schedule | tuple[DoseTime, ...],
    old: Schedule | None,
) -> Schedule:
    if not isinstance(doses, tuple):
        return doses
    if options.weekdays:
        return Weekly(_weekdays(options.weekdays), doses)
    if options.cycle:
        on, off = _cycle(options.cycle)
        return Cycle(on, off, first, doses)
    if isinstance(old, Weekly | Cycle):
        # Other times or amounts are no word about the days: silently daily would be more doses.
        return replace(old, doses=doses)
    return Daily(doses)


def dose_times(
    context: Context, text: str, amount: Quantity | None, medicine: Medicine
) -> tuple[DoseTime, ...]:
    """`08:00,20:00` with one amount, `08:00=10 mg,20:00=15 mg`, or day parts once mapped."""
    found = []
    for name, own in split_times(text):
        if own:
            given = in_own_unit(parse_quantity(own), medicine)
        elif amount is None:
            raise Told(
                _("It is not said how much is taken at {time}.").format(time=name),
                "",
                _('Say --dose, or "08:00=10 mg,20:00=15 mg".'),
            )
        else:
            given = amount
        at, part = _clock_or_part(context, name)
        found.append(DoseTime(at, given, part))
    if len({dose.at for dose in found}) < len(found):
        raise Told(
            _("A time stands there twice: {times}.").format(times=text), "", _("Name each once.")
        )
    return tuple(sorted(found, key=lambda dose: dose.at))


def _clock_or_part(context: Context, text: str) -> tuple[time, str]:
    part = text.lower()
    if part not in DAY_PARTS:
        return parse_clock(text), ""
    mapped = settings.load(context.diary).day_parts
    if part not in mapped:
        raise Told(
            _("It is not set yet when “{part}” is.").format(part=part),
            "",
            _("Set it first: dose-diary settings {part} 08:00").format(part=part),
        )
    return time.fromisoformat(mapped[part]), part


def _dose_or_none(options: Namespace, medicine: Medicine, old: Schedule | None) -> Quantity | None:
    if options.dose is not None:
        return in_own_unit(parse_quantity(options.dose), medicine)
    match old:
        case Daily(doses) | Weekly(_, doses) | Cycle(_, _, _, doses):
            amounts = {dose.amount for dose in doses}
            return amounts.pop() if len(amounts) == 1 else None
        case Interval() | AfterLast() | AsNeeded():
            return old.amount
        case _:
            return None


def _dose(options: Namespace, medicine: Medicine, old: Schedule | None) -> Quantity:
    amount = _dose_or_none(options, medicine, old)
    if amount is None:
        raise Told(
            _("It is not said how much one dose of {name} is.").format(name=medicine.name),
            "",
            _('Say --dose "10 mg".'),
        )
    return amount


def _pump(options: Namespace, medicine: Medicine) -> Pump:
    if not options.rate or not medicine.strengths:
        raise Told(
            _("A pump needs its concentration and its rate."),
            "",
            _('Say --strength "500 mcg/mL" --rate "150 mcg/day".'),
        )
    rate = re.sub(r"\s*(?:/|per )\s*(?:day|d)$", "", options.rate.strip(), flags=re.IGNORECASE)
    return Pump(in_own_unit(parse_quantity(rate), medicine), medicine.strengths[0])


def _weekdays(text: str) -> tuple[int, ...]:
    names = [name.strip().lower()[:3] for name in text.split(",")]
    unknown = [name for name in names if name not in WEEKDAYS]
    if unknown:
        raise Told(
            _("“{given}” is not a weekday.").format(given=", ".join(unknown)),
            "",
            _("Weekdays: {names}.").format(names=", ".join(WEEKDAYS)),
        )
    return tuple(sorted({WEEKDAYS.index(name) for name in names}))


def _cycle(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{1,3})/(\d{1,3})", text.strip())
    if not found or not int(found[1]) or not int(found[2]):
        raise Told(
            _("“{given}” is not a cycle.").format(given=text),
            "",
            _("Write days on and days off: 21/7."),
        )
    return int(found[1]), int(found[2])


def step_of(context: Context, text: str, medicine: Medicine, before: date | None) -> Step:
    """A step as the clinician wrote it: `2026-12-01 5 mg 08:00,20:00`, or `15 dec stop`.

    `before` is the day of the step before it, None for the first.
    """
    day, rest = split_day(text)
    if not day:
        raise Refused("unreadable_day", text)
    since = context.day(day, DayOf.PLAN, beside=before)
    if rest in ("stop", "end"):
        return Step(since, ())
    if "=" in rest:
        return Step(since, dose_times(context, rest, None, medicine))
    parts = _AMOUNT_THEN_TIMES.fullmatch(rest)
    if parts is None:
        raise Told(
            _("The step “{given}” cannot be read.").format(given=text),
            "",
            _('Write it like "2026-12-01 5 mg 08:00,20:00".'),
        )
    quantity = in_own_unit(parse_quantity(parts[1]), medicine)
    return Step(since, dose_times(context, parts[2], quantity, medicine))


def steps_of(context: Context, texts: list[str], medicine: Medicine) -> list[Step]:
    """The steps of --step, in the order given."""
    steps: list[Step] = []
    for text in texts:
        steps.append(step_of(context, text, medicine, steps[-1].since if steps else None))
    return steps
