"""What to ask before a plan, a day, a dose or a supply is stored: probably a slip of the pen.

The window and the command line call these with what was entered, show the questions, and store
once the person has said that it is so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from diary_app.domain import plausible
from diary_app.domain.course import Course, Prescription
from diary_app.domain.medicine import Medicine, PumpRefill, Strength
from diary_app.domain.plan import Plan
from diary_app.domain.plausible import Bounds, Known, Question
from diary_app.domain.quantity import Quantity
from diary_app.domain.schedule import amount_a_day
from diary_app.domain.substance import knowledge_of
from diary_app.domain.taper import Step
from diary_app.errors import DiaryError
from diary_app.services import settings
from diary_app.services.diary import Diary, shipped_knowledge
from diary_app.services.shipped import read_shipped


class Implausible(DiaryError):
    """What was entered is asked about first; entering it again with a yes stores it."""

    exit_code = 4

    def __init__(self, asked: tuple[Question, ...]) -> None:
        self.asked = asked
        super().__init__("implausible")


@cache
def bounds() -> Bounds:
    """The numbers an entry is compared with. Parsed once."""
    return plausible.parse_bounds(read_shipped("plausible.toml"))


def known_of(diary: Diary, medicine: Medicine) -> Known:
    """What the medicine's amounts are compared with."""
    base = knowledge_of(medicine, shipped_knowledge())
    return Known(bounds(), base, settings.load(diary).country)


def of_prescription(
    diary: Diary,
    medicine: Medicine,
    given: Prescription,
    *more_days: date | None,
    before: tuple[Medicine, Course] | None = None,
) -> tuple[Question, ...]:
    """What to ask before a new, changed or corrected plan of `medicine` is stored.

    `medicine` need not be stored yet; its `substance` is the answer given, or None. `more_days` are
    days entered with it: the refill day, an alarm date. What `before`, the medicine and course that
    stand there, would be asked already was answered then and is not asked again.
    """
    asked = _of_plan(diary, medicine, given)
    days = _days_of(given)
    if before is not None:
        standing, course = before
        answered = set(_of_plan(diary, standing, course.prescription))
        asked = tuple(one for one in asked if one not in answered)
        days -= _days_of(course.prescription)
    return asked + of_days(diary, (*days, *more_days))


def _days_of(given: Prescription) -> set[date]:
    """The first and the last day, as a person says them."""
    days = given.days
    return {days.since} | ({days.last} if days.last else set())


def _of_plan(diary: Diary, medicine: Medicine, given: Prescription) -> tuple[Question, ...]:
    known = known_of(diary, medicine)
    return plausible.of_plan(medicine, given.schedule, given.max_per_day, known)


def of_steps(diary: Diary, medicine: Medicine, steps: Sequence[Step]) -> tuple[Question, ...]:
    """What to ask before a taper is stored: its amounts and its days."""
    known = known_of(diary, medicine)
    amounts = dict.fromkeys(dose.amount for step in steps for dose in step.doses)
    asked = [one for amount in amounts for one in plausible.of_amount(amount, medicine, known)]
    return (*dict.fromkeys(asked), *of_days(diary, [step.since for step in steps]))


def of_days(diary: Diary, days: Iterable[date | None]) -> tuple[Question, ...]:
    """What to ask of days that belong to a plan; None stands for a day that was not entered."""
    return plausible.of_days(days, diary.now().day, bounds())


def of_filling(diary: Diary, filling: PumpRefill) -> tuple[Question, ...]:
    """What to ask before the dates of a pump's filling are stored."""
    return of_days(diary, (filling.day, filling.alarm_date, filling.refill_by))


def of_supply(
    diary: Diary, plan: Plan, count: Decimal, strength: Strength | None
) -> tuple[Question, ...]:
    """What to ask before so many tablets of one strength are noted as come."""
    return plausible.of_supply(count, strength, _a_day(plan, diary.now().day), bounds())


def _a_day(plan: Plan, day: date) -> Quantity | None:
    course = plan.course_on(day)
    return None if course is None else amount_a_day(course.schedule, plan.medicine)
