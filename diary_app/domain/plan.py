"""The plan of one medicine: its courses, pauses and taper, and the slots that follow from them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property
from itertools import zip_longest

from diary_app.domain.course import Course, Hold, Prescription
from diary_app.domain.days import Days
from diary_app.domain.dose import Taken
from diary_app.domain.medicine import Medicine, in_own_unit
from diary_app.domain.moment import DAY, Moment, Zones, at_wall
from diary_app.domain.quantity import Quantity, total
from diary_app.domain.schedule import (
    counts_hours,
    gap_after_last,
    has_slots,
    is_as_needed,
    one_dose,
    planned_times,
    pump_rate,
)
from diary_app.domain.taper import TaperPlan, courses_of
from diary_app.frozen import dataclass

LONGEST_WINDOW = timedelta(hours=6)


@dataclass(frozen=True)
class Slot:
    """One planned dose of a medicine. `day` is the plan's day; `held`: paused by the clinician.

    `elapsed`: it follows from hours gone by, not from the clock on the wall. `course_until`: the
    first day on which its course is over, None where it goes on. `not_before`: its course begins
    then, and a dose taken before does not answer it.
    """

    medicine_id: str
    course_id: str
    at: Moment
    day: date
    amount: Quantity
    held: bool = False
    elapsed: bool = False
    course_until: date | None = None
    not_before: Moment | None = None


@dataclass(frozen=True)
class Plan:
    """Everything that was ever planned for one medicine.

    Tapers override nothing: they are courses of their own, and a course that a taper follows ends
    where the taper begins.
    """

    medicine: Medicine
    courses: tuple[Course, ...] = ()
    holds: tuple[Hold, ...] = ()
    tapers: tuple[TaperPlan, ...] = ()

    def all_courses(self) -> tuple[Course, ...]:
        """Courses and taper steps in order of their first day."""
        return self._all_courses

    @cached_property
    def _all_courses(self) -> tuple[Course, ...]:
        steps = [
            self._with_limits(course, taper.since)
            for taper in self.tapers
            for course in courses_of(taper)
        ]
        return tuple(sorted((*self.courses, *steps), key=lambda course: course.since))

    @cached_property
    def _first_days(self) -> list[date]:
        return [course.since for course in self._all_courses]

    def _with_limits(self, step: Course, since: date) -> Course:
        """A taper's step with the prescriber's limits of before: they belong to the plan."""
        before = [course for course in self.courses if course.since < since]
        if not before:
            return step
        last = max(before, key=lambda course: course.since).prescription
        return step.altered(max_per_day=last.max_per_day, min_gap=last.min_gap)

    def course_on(self, day: date) -> Course | None:
        """The course in force on `day`, None where nothing is planned."""
        begun = bisect_right(self._first_days, day)
        return next((c for c in reversed(self._all_courses[:begun]) if day in c.days), None)

    def held_on(self, day: date) -> bool:
        """Whether the clinician paused the medicine on `day`."""
        return any(day in hold.days for hold in self.holds)

    def as_needed_on(self, day: date) -> Quantity | None:
        """What one dose is where it is taken only when needed on `day`, else None."""
        course = self.course_on(day)
        if course is None or not is_as_needed(course.schedule):
            return None
        return one_dose(course.schedule)


def slots_of(plan: Plan, days: Days, zones: Zones, taken: Iterable[Taken] = ()) -> tuple[Slot, ...]:
    """The slots whose plan day is one of `days` (which have an end), in order of instant.

    `taken` is only asked by "N hours after the last one", which has no times of its own.
    """
    found: list[Slot] = []
    courses = plan.all_courses()
    for course, following in zip_longest(courses, courses[1:]):
        own = course.days.clipped(days)
        if own:
            found += _slots(plan, course, own, zones, taken)
        if following is not None and following.prescription.begins and following.since in days:
            found += _until_begun(plan, course, following.prescription, zones, taken)
    return tuple(sorted(found, key=lambda slot: slot.at.utc))


def _until_begun(
    plan: Plan, course: Course, following: Prescription, zones: Zones, taken: Iterable[Taken]
) -> list[Slot]:
    """The slots of the day on which the next course begins, up to the time at which it does."""
    day = following.days.since
    if course.until != day:
        return []
    longer = course.altered(days=Days(course.since, day + DAY))
    slots = _slots(plan, longer, Days(day, day + DAY), zones, taken)
    return [slot for slot in slots if not following.begun(slot.at)]


def _slots(
    plan: Plan, course: Course, days: Days, zones: Zones, taken: Iterable[Taken]
) -> list[Slot]:
    start, end = zones.start(days.since), zones.start(days.end)
    gap, amount = gap_after_last(course.schedule), one_dose(course.schedule)
    if gap is not None and amount is not None:
        due = _after_last(gap, course, taken)
        times = [(at, at.day, amount) for at in due if start <= at < end]
    else:
        # A day's slots belong to it even where a change of zone moves its first instant.
        wide = planned_times(course.schedule, start.shifted(-DAY), end.shifted(DAY), zones)
        times = [(p.at, p.day, p.amount) for p in wide if p.day in days]
    elapsed = counts_hours(course.schedule)
    return [
        Slot(
            plan.medicine.id,
            course.id,
            at,
            day,
            amount,
            plan.held_on(day),
            elapsed,
            course.days.until,
            _begins(course, at) if day == course.since else None,
        )
        for at, day, amount in times
        if day != course.since or course.prescription.begun(at)
    ]


def _begins(course: Course, at: Moment) -> Moment | None:
    """When a course that does not have its whole first day begins, on the clock of `at`."""
    begins = course.prescription.begins
    return None if begins is None else at_wall(course.since, begins, at.zone)


def _after_last(gap: timedelta, course: Course, taken: Iterable[Taken]) -> list[Moment]:
    """`gap` after each dose of the course, unless the next one came well before it was due."""
    doses = sorted(d.taken_at for d in taken if d.taken_at.day in course.days)
    early = min(gap / 2, LONGEST_WINDOW)
    due = []
    for number, at in enumerate(doses):
        planned = at.shifted(gap)
        following = doses[number + 1] if number + 1 < len(doses) else None
        if following is None or planned - following <= early:
            due.append(planned)
    return due


def planned_amount(plan: Plan, day: date, slots: Iterable[Slot]) -> Quantity | None:
    """What the plan asks for on `day` in the medicine's unit; nothing of it on a paused day.

    `slots` are the medicine's; those of other days are passed over. A day off asks for 0. None
    where the plan names no amount for a day: only when needed, after the last one, or nothing in
    force at all.
    """
    course = plan.course_on(day)
    if course is None:
        return None
    rate = pump_rate(course.schedule)
    if rate is not None:
        return None if plan.held_on(day) else in_own_unit(rate, plan.medicine)
    if not has_slots(course.schedule):
        return None
    asked = [slot.amount for slot in slots if slot.day == day and not slot.held]
    return total([in_own_unit(amount, plan.medicine) for amount in asked], plan.medicine.unit)
