"""What the dose log of one medicine says, as the safety rules ask it: days, lapses, extra doses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from diary_app.domain.course import Course
from diary_app.domain.days import MATCHED_AROUND, Days
from diary_app.domain.dose import Dose, Skipped, Taken, moment_of
from diary_app.domain.flag import Evidence
from diary_app.domain.history import History
from diary_app.domain.knowledge import KnowledgeBase
from diary_app.domain.matching import Answered, State, state_of
from diary_app.domain.medicine import Form, in_own_unit
from diary_app.domain.moment import DAY, Moment, Zones
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import Quantity
from diary_app.domain.refusal import Refused
from diary_app.domain.schedule import amount_a_day, counts_hours, has_slots, is_as_needed, pump_rate
from diary_app.domain.sheet import matched

NOT_TAKEN = (State.MISSED, State.SKIPPED)
ANSWERED = (*NOT_TAKEN, State.TAKEN, State.PARTIAL)
LESS = (*NOT_TAKEN, State.PARTIAL, State.HELD)


@dataclass(frozen=True)
class Day:
    """One plan day: its slots that were not paused, with their states, and what was taken.

    `planned` is None where the plan names no amount for the day; `confirmed`: every slot is
    answered, so that `taken` is all there was.
    """

    day: date
    slots: tuple[tuple[Answered, State], ...]
    taken: tuple[Taken, ...]
    planned: Quantity | None

    @property
    def confirmed(self) -> bool:
        """Whether somebody answered every slot of a day that has any."""
        return bool(self.slots) and all(state in ANSWERED for _, state in self.slots)


class DoseLog:
    """One medicine on the days `[first, end)` at `now`; `base` None: nothing is known of it."""

    def __init__(
        self,
        plan: Plan,
        base: KnowledgeBase | None,
        doses: Sequence[Dose],
        zones: Zones,
        span: tuple[date, date],
        now: Moment,
    ) -> None:
        self.plan, self.base, self.zones, self.now = plan, base, zones, now
        self.first, self.end = span
        self.medicine = plan.medicine
        self.unit = plan.medicine.unit
        self.courses = plan.all_courses()
        found = matched(plan, doses, Days(self.first, self.end), zones)
        self.answers, self.extras = found.answers, found.extras
        taken = (dose for dose in doses if isinstance(dose, Taken))
        self.taken = tuple(sorted(taken, key=lambda dose: dose.taken_at.utc))

    def course_on(self, day: date) -> Course | None:
        """The course in force on `day`; as `Plan.course_on`, for many days."""
        return next((course for course in reversed(self.courses) if day in course.days), None)

    @cached_property
    def states(self) -> tuple[State, ...]:
        """The state of each of `answers`."""
        return tuple(state_of(answered, self.now) for answered in self.answers)

    @cached_property
    def slots(self) -> tuple[tuple[Answered, State], ...]:
        """Every slot that the clinician did not pause, with its state, in order of instant."""
        pairs = zip(self.answers, self.states, strict=True)
        return tuple((a, state) for a, state in pairs if not a.slot.held)

    @cached_property
    def days(self) -> dict[date, Day]:
        """Each day of the span."""
        slots: dict[date, list[tuple[Answered, State]]] = {}
        taken: dict[date, list[Taken]] = {}
        for answered, state in self.slots:
            slots.setdefault(answered.slot.day, []).append((answered, state))
        for answered in self.answers:
            if isinstance(answered.dose, Taken):
                taken.setdefault(answered.slot.day, []).append(answered.dose)
        for dose in self.extras:
            taken.setdefault(dose.taken_at.day, []).append(dose)
        return {
            day: self._day(day, slots.get(day, ()), taken.get(day, ()))
            for day in Days(self.first, self.end)
        }

    def _day(
        self, day: date, slots: Sequence[tuple[Answered, State]], taken: Sequence[Taken]
    ) -> Day:
        in_order = tuple(sorted(taken, key=lambda dose: (dose.taken_at, dose.id)))
        return Day(day, tuple(slots), in_order, self._planned(day, slots))

    def _planned(self, day: date, slots: Sequence[tuple[Answered, State]]) -> Quantity | None:
        course = self.course_on(day)
        if course is None:
            return None
        if has_slots(course.schedule):
            return self.sum([answered.slot.amount for answered, _ in slots])
        most = course.prescription.max_per_day
        if most is None or pump_rate(course.schedule) is not None:
            return None
        return self.sum([most])  # "at most" is all that the prescriber asked for

    def to_be_taken(self, day: date) -> bool:
        """Whether the plan asks for doses through `day`: not on days off or when only needed."""
        if day not in self.days:
            return False
        course = self.course_on(day)
        steady = course is not None and counts_hours(course.schedule)
        return bool(self.days[day].slots) or (steady and not self.plan.held_on(day))

    def sum(self, amounts: Sequence[Quantity]) -> Quantity | None:
        """The total in the medicine's unit, None where an amount cannot be brought to it."""
        try:
            own = [
                amount if amount.unit is self.unit else in_own_unit(amount, self.medicine)
                for amount in amounts
            ]
        except Refused:
            return None
        if any(amount.unit != self.unit for amount in own):
            return None
        return Quantity(sum((amount.value for amount in own), Decimal(0)), self.unit)

    def a_day(self, course: Course) -> Quantity | None:
        """What the course comes to a day, None where it names no amount or it cannot be known."""
        try:
            return amount_a_day(course.schedule, self.medicine)
        except Refused:
            return None

    def sum_taken(self, day: Day) -> Quantity | None:
        """All that was taken on the plan day."""
        return self.sum([dose.amount for dose in day.taken])

    def lapses(self) -> Iterator[Evidence]:
        """Whatever left the body with less than it had, never what is only not recorded.

        A dose missed, skipped, reduced or paused, a course that ended, a smaller one that began.
        """
        for answered, state in zip(self.answers, self.states, strict=True):
            if state in LESS and answered.slot.at <= self.now:
                yield self.slot_evidence(answered, state)
        yield from self._smaller_courses()

    def _smaller_courses(self) -> Iterator[Evidence]:
        for course in self.courses:
            if course.until is None or not self.first <= course.until <= self.now.day:
                continue
            following = self.course_on(course.until)
            if following is not None and not _less(self.a_day(following), self.a_day(course)):
                continue
            yield self.course_evidence(course)

    def extra_doses(self) -> Iterator[Evidence]:
        """Doses beyond the plan: beside a taken one, on a day off, or larger than their slot.

        A dose that stands for an unanswered slot, only too late to be matched, is none.
        """
        for dose in self.extras:
            course = self.course_on(dose.taken_at.day)
            if course is not None and not is_as_needed(course.schedule):
                slots = self.days[dose.taken_at.day].slots
                nearest = min(slots, key=lambda s: abs(s[0].slot.at - dose.taken_at), default=None)
                if nearest is None or isinstance(nearest[0].dose, Taken):
                    yield self.dose_evidence(dose)
        for answered, _ in self.slots:
            if isinstance(answered.dose, Taken) and self._more(answered.dose, answered):
                yield self.dose_evidence(answered.dose)

    def _more(self, dose: Taken, answered: Answered) -> bool:
        taken, planned = self.sum([dose.amount]), self.sum([answered.slot.amount])
        return taken is not None and planned is not None and taken > planned

    def pump_on(self, day: date) -> Course | None:
        """The course of a pump in force on `day`."""
        course = self.course_on(day)
        pump = self.medicine.form is Form.PUMP or (
            course is not None and pump_rate(course.schedule) is not None
        )
        return course if pump else None

    def dose_evidence(self, dose: Dose) -> Evidence:
        """A dose record as evidence."""
        if isinstance(dose, Taken):
            return self._evidence(dose.id, dose.taken_at, f" {dose.amount} taken")
        words = " skipped" if isinstance(dose, Skipped) else " missed"
        return self._evidence(dose.id, moment_of(dose), words)

    def slot_evidence(self, answered: Answered, state: State) -> Evidence:
        """A slot with its state as evidence: the record that answers it, or that there is none."""
        slot, dose = answered.slot, answered.dose
        record = f"{slot.medicine_id} {slot.at.utc.isoformat()}" if dose is None else dose.id
        words = state.value.replace("_", " ")
        at = dose.taken_at if isinstance(dose, Taken) else slot.at
        amount = dose.amount if isinstance(dose, Taken) else slot.amount
        return self._evidence(record, at, f" {amount} {words}")

    def course_evidence(self, course: Course) -> Evidence:
        """The end of a course as evidence, at the start of the first day without it."""
        assert course.until is not None
        words = f"{self.medicine.name}, until {course.until - DAY}"
        return Evidence(course.id, self.zones.start(course.until), words)

    def _evidence(self, record: str, at: Moment, words: str) -> Evidence:
        clock = at.local.strftime("%Y-%m-%d %H:%M")
        return Evidence(record, at, f"{clock} {self.medicine.name}{words}")


def doses_near(history: History, first: date, now: Moment) -> dict[str, list[Dose]]:
    """By medicine: what the log of the days from `first` to `now` needs of the doses.

    Those of the days and a margin, and the last one taken before them, however long ago.
    """
    reach, end = history.zones.start(first - MATCHED_AROUND - DAY).utc, now.utc
    near: dict[str, list[Dose]] = {plan.medicine.id: [] for plan in history.plans}
    last: dict[str, Taken] = {}
    for dose in history.doses:
        if isinstance(dose, Taken):
            at = dose.taken_at.utc
            if at < reach:
                before = last.get(dose.medicine_id)
                if before is None or before.taken_at.utc < at:
                    last[dose.medicine_id] = dose
                continue
            if at > end:
                continue
        elif dose.planned_at.utc < reach:
            continue
        near[dose.medicine_id].append(dose)
    for medicine_id, dose in last.items():
        near[medicine_id].append(dose)
    return near


def _less(one: Quantity | None, other: Quantity | None) -> bool:
    """Whether `one` is certainly less than `other`; False where they cannot be compared."""
    return one is not None and other is not None and one.converts_to(other.unit) and one < other
