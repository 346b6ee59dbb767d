"""What to ask before a taken dose is stored. The answer never changes what may be recorded.

All rules compare taken times, never recording times, so a dose filled in later between two others
is asked about like one logged on the spot (the command line's contract, "What a dose log means").
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from diary_app.domain.days import NEIGHBOURS_AROUND, Days
from diary_app.domain.dose import Dose, Taken, amounts_known
from diary_app.domain.medicine import in_own_unit
from diary_app.domain.moment import Zones
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import Quantity, total
from diary_app.domain.schedule import single_doses
from diary_app.domain.sheet import matched
from diary_app.frozen import dataclass

TOGETHER = timedelta(minutes=30)
MANY_TIMES = 2


@dataclass(frozen=True)
class AboveMaximum:
    """With this dose the plan day's total would be above the prescriber's maximum."""

    day: date
    total: Quantity
    maximum: Quantity


@dataclass(frozen=True)
class BelowMinimumGap:
    """`other` was taken closer than the prescriber's minimum gap, before or after this dose."""

    other: Taken
    gap: timedelta
    minimum: timedelta


@dataclass(frozen=True)
class MoreThanTwice:
    """More than twice what is planned for one dose."""

    amount: Quantity
    planned: Quantity


@dataclass(frozen=True)
class SoonAgain:
    """`other` of the same medicine was taken within 30 minutes, before or after this dose."""

    other: Taken
    gap: timedelta

    @property
    def amount(self) -> Quantity | None:
        """How much the other dose was, None where nobody knows."""
        return self.other.amount


Question = AboveMaximum | BelowMinimumGap | MoreThanTwice | SoonAgain


def questions(dose: Taken, plan: Plan, doses: Sequence[Dose], zones: Zones) -> tuple[Question, ...]:
    """What the patient should confirm before `dose` is stored, empty for nothing.

    `doses` are those of the medicine around it, as for `sheet.matched`; one with the id of `dose`
    is the same record before an edit and does not count. Each kind is asked once at most, in the
    order of `Question`. Amounts are in the medicine's unit.
    """
    others = [d for d in doses if d.medicine_id == plan.medicine.id and d.id != dose.id]
    day, planned = _slot_of(dose, plan, others, zones)
    closest = _closest(dose, others)
    found = (
        _above_maximum(dose, plan, others, day, zones),
        _too_close(closest, dose, plan, day),
        _above_twice(dose, plan, planned),
        _together(closest, dose),
    )
    return tuple(question for question in found if question is not None)


def planned_for(dose: Taken, plan: Plan, doses: Sequence[Dose], zones: Zones) -> Quantity | None:
    """What is planned where the dose belongs, None for nothing. `doses` as for `questions`."""
    others = [d for d in doses if d.medicine_id == plan.medicine.id and d.id != dose.id]
    return _slot_of(dose, plan, others, zones)[1]


def _slot_of(
    dose: Taken, plan: Plan, others: Sequence[Dose], zones: Zones
) -> tuple[date, Quantity | None]:
    """The plan day the dose belongs to, and what is planned for one dose there."""
    own = [at.day for at in (dose.taken_at, dose.planned_at) if at is not None]
    days = Days.through(min(own), max(own)).widened(NEIGHBOURS_AROUND)
    for answered in matched(plan, [*others, dose], days, zones).answers:
        if answered.dose is dose:
            return answered.slot.day, answered.slot.amount
    # It answers no slot: the largest amount planned at one time is the measure.
    course = plan.course_on(dose.taken_at.day)
    usual = (
        []
        if course is None
        else [in_own_unit(a, plan.medicine) for a in single_doses(course.schedule)]
    )
    return dose.taken_at.day, max(usual, key=lambda amount: amount.value, default=None)


def _closest(dose: Taken, others: Sequence[Dose]) -> Taken | None:
    """The other dose nearest in taken time, before or after; the earlier of two equally near."""
    taken = (other for other in others if isinstance(other, Taken))
    return min(
        taken,
        key=lambda other: (abs(other.taken_at - dose.taken_at), other.taken_at.utc, other.id),
        default=None,
    )


def _above_maximum(
    dose: Taken, plan: Plan, others: Sequence[Dose], day: date, zones: Zones
) -> AboveMaximum | None:
    course = plan.course_on(day)
    if course is None or course.prescription.max_per_day is None:
        return None
    found = matched(plan, [*others, dose], Days.of(day), zones)
    taken = [a.dose for a in found.answers if isinstance(a.dose, Taken)]
    known = amounts_known((*taken, *found.extras))
    amounts = [in_own_unit(amount, plan.medicine) for amount in known]
    summed = total(amounts, plan.medicine.unit)
    maximum = in_own_unit(course.prescription.max_per_day, plan.medicine)
    return AboveMaximum(day, summed, maximum) if summed > maximum else None


def _too_close(closest: Taken | None, dose: Taken, plan: Plan, day: date) -> BelowMinimumGap | None:
    course = plan.course_on(day)
    minimum = None if course is None else course.prescription.min_gap
    if closest is None or minimum is None:
        return None
    gap = abs(closest.taken_at - dose.taken_at)
    return BelowMinimumGap(closest, gap, minimum) if gap < minimum else None


def _above_twice(dose: Taken, plan: Plan, planned: Quantity | None) -> MoreThanTwice | None:
    if planned is None or dose.amount is None:
        return None
    amount, usual = in_own_unit(dose.amount, plan.medicine), in_own_unit(planned, plan.medicine)
    return MoreThanTwice(amount, usual) if amount > usual.times(MANY_TIMES) else None


def _together(closest: Taken | None, dose: Taken) -> SoonAgain | None:
    if closest is None:
        return None
    gap = abs(closest.taken_at - dose.taken_at)
    return SoonAgain(closest, gap) if gap <= TOGETHER else None
