"""How much of a medicine was planned and taken each day, and the days on which the plan changed.

Everything is in the medicine's own unit, one medicine at a time: mg by mouth and mcg by pump are
never added.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from diary_app.domain.adherence import counted
from diary_app.domain.course import Course
from diary_app.domain.days import Days
from diary_app.domain.dose import Dose, Taken, amounts_known
from diary_app.domain.matching import Answered, Matched, State
from diary_app.domain.medicine import Medicine, in_own_unit
from diary_app.domain.moment import DAY, Moment, Zones
from diary_app.domain.plan import Plan, planned_amount
from diary_app.domain.quantity import Quantity, total
from diary_app.domain.schedule import amount_a_day, same_every_day
from diary_app.domain.sheet import matched
from diary_app.frozen import dataclass


@dataclass(frozen=True)
class DayAmount:
    """A day's amounts. `taken` is None where nothing was recorded, 0 where all was left out.

    `planned` is None where the plan names no amount. `complete`: every slot so far is answered, so
    `taken` is not a lower bound. `over`: no slot of the day is still open, so that figures count it
    (the same rule as `adherence.figures`).
    """

    day: date
    taken: Quantity | None
    planned: Quantity | None
    complete: bool
    over: bool = True


@dataclass(frozen=True)
class DoseChange:
    """From `day` on another schedule: the daily amount `before` and `after`.

    None: nothing was planned, or days are not alike (as needed, certain weekdays).
    """

    day: date
    before: Quantity | None
    after: Quantity | None


def daily_amounts(
    plan: Plan, doses: Sequence[Dose], days: Days, now: Moment, zones: Zones
) -> tuple[DayAmount, ...]:
    """One value for each of `days` up to today; `doses` as for `sheet.matched`."""
    days = days.before(now.day + DAY)
    own = [dose for dose in doses if dose.medicine_id == plan.medicine.id]
    return amounts_on(plan, matched(plan, own, days, zones), days, now)


def amounts_on(plan: Plan, found: Matched, days: Days, now: Moment) -> tuple[DayAmount, ...]:
    """The same of doses that are matched: `found` holds `days`, or more."""
    days = days.before(now.day + DAY)
    answers: dict[date, list[Answered]] = {}
    for answered in found.answers:
        answers.setdefault(answered.slot.day, []).append(answered)
    extras: dict[date, list[Taken]] = {}
    for dose in found.extras:
        extras.setdefault(dose.taken_at.day, []).append(dose)
    return tuple(_day(plan, day, answers.get(day, []), extras.get(day, []), now) for day in days)


def _day(
    plan: Plan, day: date, answers: Sequence[Answered], extras: Sequence[Taken], now: Moment
) -> DayAmount:
    taken = [a.dose for a in answers if isinstance(a.dose, Taken)]
    known = amounts_known((*taken, *extras))
    amounts = [in_own_unit(amount, plan.medicine) for amount in known]
    told = len(known) == len(taken) + len(extras)  # else the day's amount is not known
    recorded = bool(extras) or any(answered.dose is not None for answered in answers)
    unit = plan.medicine.unit
    states = [counted(answered, now) for answered in answers]
    return DayAmount(
        day,
        total(amounts, unit) if recorded and told else None,
        planned_amount(plan, day, [answered.slot for answered in answers]),
        told and State.NOT_RECORDED not in states,
        over=None not in states,
    )


def dose_changes(plan: Plan, days: Days) -> tuple[DoseChange, ...]:
    """Those of `days` from which another schedule held, start and stop included.

    A course that goes on with the same schedule is no change.
    """
    courses = plan.all_courses()
    edges = {c.since for c in courses} | {c.until for c in courses if c.until is not None}
    found = []
    for day in sorted(edge for edge in edges if edge in days):
        before, after = plan.course_on(day - DAY), plan.course_on(day)
        if (before and before.schedule) != (after and after.schedule):
            found.append(
                DoseChange(day, _amount_of(before, plan.medicine), _amount_of(after, plan.medicine))
            )
    return tuple(found)


def _amount_of(course: Course | None, medicine: Medicine) -> Quantity | None:
    if course is None or not same_every_day(course.schedule):
        return None
    return amount_a_day(course.schedule, medicine)
