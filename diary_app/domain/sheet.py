"""The day's sheet: what was planned, what is known of it, what was taken besides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from diary_app.domain.days import MATCHED_AROUND, Days
from diary_app.domain.dose import Dose, Taken, amounts_known, moment_of
from diary_app.domain.matching import Answered, Matched, State, match, state_of
from diary_app.domain.medicine import Medicine, in_own_unit
from diary_app.domain.moment import DAY, Moment, Zones
from diary_app.domain.plan import Plan, Slot, planned_amount, slots_of
from diary_app.domain.quantity import Quantity, total
from diary_app.domain.schedule import gap_after_last, pump_rate
from diary_app.frozen import dataclass


@dataclass(frozen=True)
class Line:
    """One slot of the day, its state, and the dose that answers it."""

    medicine: Medicine
    slot: Slot
    state: State
    dose: Dose | None


@dataclass(frozen=True)
class Extra:
    """A taken dose that answers no slot."""

    medicine: Medicine
    dose: Taken


@dataclass(frozen=True)
class AsNeededLine:
    """A medicine taken only when needed: one dose of it, the last one, and how many on the day."""

    medicine: Medicine
    amount: Quantity
    last_taken_at: Moment | None
    taken_today: int
    taken_amount: Quantity


@dataclass(frozen=True)
class DayTotal:
    """What was taken on the day and what the plan asks for, None where it names no amount.

    `unknown`: how many doses were taken of which nobody knows how much; then `taken` is the least.
    """

    medicine: Medicine
    taken: Quantity
    planned: Quantity | None
    unknown: int = 0


@dataclass(frozen=True)
class DaySheet:
    """One local day of the whole diary."""

    day: date
    lines: tuple[Line, ...]
    extras: tuple[Extra, ...]
    as_needed: tuple[AsNeededLine, ...]
    totals: tuple[DayTotal, ...]


def matched(plan: Plan, doses: Sequence[Dose], days: Days, zones: Zones) -> Matched:
    """The slots of `days` (which have an end) with their answers, and those days' extra doses.

    `doses` are the medicine's taken or planned on the days and `MATCHED_AROUND` them (`reach`
    before, for "N hours after the last one"), or more. An extra dose belongs to the local day on
    which it was taken.
    """
    taken = [dose for dose in doses if isinstance(dose, Taken)]
    near, bound = _near(doses, days.widened(MATCHED_AROUND))
    wide = Days.through(min([days.since, *bound]), max([days.end - DAY, *bound]))
    slots = slots_of(plan, wide.widened(MATCHED_AROUND), zones, taken)
    return within(match(slots, near), days)


def within(found: Matched, days: Days) -> Matched:
    """What of `found` belongs to `days`."""
    return Matched(
        tuple(answered for answered in found.answers if answered.slot.day in days),
        tuple(dose for dose in found.extras if dose.taken_at.day in days),
    )


def _near(doses: Sequence[Dose], days: Days) -> tuple[list[Dose], list[date]]:
    """The doses taken or planned on `days`, and the days of the slots they are bound to.

    A dose bound to a slot of another week must find it there, or it would eat a dose of this one.
    """
    near, bound = [], []
    for dose in doses:
        planned = dose.planned_at.day if dose.planned_at else None
        if moment_of(dose).day in days or (planned and planned in days):
            near.append(dose)
            if planned:
                bound.append(planned)
    return near, bound


def reach(plan: Plan) -> timedelta:
    """How far before a day doses must be given for its sheet to be right."""
    gaps = (gap_after_last(course.schedule) for course in plan.courses)
    return MATCHED_AROUND + max((gap for gap in gaps if gap is not None), default=timedelta(0))


def day_sheet(
    plans: Sequence[Plan], doses: Sequence[Dose], day: date, now: Moment, zones: Zones
) -> DaySheet:
    """The sheet of `day` as it stands at `now`; `doses` as for `matched`, of all medicines."""
    lines: list[Line] = []
    extras: list[Extra] = []
    as_needed: list[AsNeededLine] = []
    totals: list[DayTotal] = []
    for plan in plans:
        own = [dose for dose in doses if dose.medicine_id == plan.medicine.id]
        found = matched(plan, own, Days.of(day), zones)
        lines += [_line(plan.medicine, answered, now) for answered in found.answers]
        one_dose = plan.as_needed_on(day)
        if one_dose is not None:
            as_needed.append(_as_needed(plan.medicine, one_dose, own, day))
        extras += [Extra(plan.medicine, dose) for dose in found.extras]
        if found.answers or found.extras or plan.course_on(day) is not None:
            totals.append(_total(plan, found, day))
    lines.sort(key=lambda line: (line.slot.at, line.medicine.name))
    extras.sort(key=lambda extra: extra.dose.taken_at)
    return DaySheet(day, tuple(lines), tuple(extras), tuple(as_needed), tuple(totals))


def _line(medicine: Medicine, answered: Answered, now: Moment) -> Line:
    return Line(medicine, answered.slot, state_of(answered, now), answered.dose)


def _as_needed(
    medicine: Medicine, amount: Quantity, doses: Sequence[Dose], day: date
) -> AsNeededLine:
    taken = [dose for dose in doses if isinstance(dose, Taken) and dose.taken_at.day <= day]
    today = [dose for dose in taken if moment_of(dose).day == day]
    return AsNeededLine(
        medicine,
        amount,
        max((dose.taken_at for dose in taken), default=None),
        len(today),
        total([in_own_unit(amount, medicine) for amount in amounts_known(today)], medicine.unit),
    )


def _total(plan: Plan, found: Matched, day: date) -> DayTotal:
    answers = [a.dose for a in found.answers if isinstance(a.dose, Taken)]
    doses = (*answers, *found.extras)
    known = amounts_known(doses)
    amounts = [in_own_unit(amount, plan.medicine) for amount in known]
    course = plan.course_on(day)
    # Nobody takes what a pump gives: beside what was taken it would look like a dose left out.
    by_pump = course is not None and pump_rate(course.schedule) is not None
    slots = [answered.slot for answered in found.answers]
    planned = None if by_pump else planned_amount(plan, day, slots)
    taken = total(amounts, plan.medicine.unit)
    return DayTotal(plan.medicine, taken, planned, len(doses) - len(known))
