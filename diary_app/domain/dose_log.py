"""What the dose log of one medicine says, as the safety rules ask it: slots, states, facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from diary_app.domain.course import Course
from diary_app.domain.days import MATCHED_AROUND, Days
from diary_app.domain.dose import Dose, Missed, Skipped, Taken, moment_of
from diary_app.domain.evidence import DoseFact, PlanEvent, PlanFact
from diary_app.domain.history import History
from diary_app.domain.matching import Answered, State, state_of
from diary_app.domain.medicine import Form, in_own_unit
from diary_app.domain.moment import DAY, Moment, Zones
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import Quantity
from diary_app.domain.refusal import Refused
from diary_app.domain.schedule import amount_a_day, every_of, gap_after_last, pump_rate
from diary_app.domain.sheet import matched
from diary_app.frozen import dataclass

NOT_TAKEN = (State.MISSED, State.SKIPPED)
ANSWERED = (*NOT_TAKEN, State.TAKEN, State.PARTIAL)
LESS = (*NOT_TAKEN, State.PARTIAL)


@dataclass(frozen=True)
class Looked:
    """How a log is looked at: the days, the moment, the clocks.

    `entered` is the instant at which each medicine, course, hold or taper was written down,
    `recorded` the medicines of which any dose was ever recorded.
    """

    days: Days
    now: Moment
    zones: Zones
    entered: Mapping[str, datetime]
    recorded: frozenset[str] = frozenset()


class DoseLog:
    """One medicine on some days, looked at from a moment. `doses` are its own."""

    def __init__(self, plan: Plan, doses: Sequence[Dose], looked: Looked) -> None:
        self.plan, self.looked = plan, looked
        self.zones, self.now, self.span = looked.zones, looked.now, looked.days
        self.medicine, self.unit = plan.medicine, plan.medicine.unit
        self.courses = plan.all_courses()
        self.doses = tuple(doses)
        found = matched(plan, doses, looked.days, looked.zones)
        self.answers, self.extras = found.answers, found.extras
        taken = (dose for dose in doses if isinstance(dose, Taken))
        self.taken = tuple(sorted(taken, key=lambda dose: (dose.taken_at.utc, dose.id)))

    @cached_property
    def is_pump(self) -> bool:
        """Whether it is given by a pump, not by mouth."""
        pumped = any(pump_rate(course.schedule) is not None for course in self.courses)
        return self.medicine.form is Form.PUMP or pumped

    def course_on(self, day: date) -> Course | None:
        """The course in force on `day`."""
        return self.plan.course_on(day)

    @cached_property
    def states(self) -> tuple[State, ...]:
        """The state of each of `answers`."""
        return tuple(state_of(answered, self.now) for answered in self.answers)

    @cached_property
    def slots(self) -> tuple[tuple[Answered, State], ...]:
        """Every slot that is not on hold, with its state, in order of instant.

        A slot on hold that was answered all the same is one of them: its dose was taken before the
        hold was decided.
        """
        pairs = zip(self.answers, self.states, strict=True)
        return tuple((a, state) for a, state in pairs if state is not State.HELD)

    @cached_property
    def slots_on(self) -> dict[date, list[tuple[Answered, State]]]:
        """The slots of each plan day."""
        found: dict[date, list[tuple[Answered, State]]] = {}
        for answered, state in self.slots:
            found.setdefault(answered.slot.day, []).append((answered, state))
        return found

    @cached_property
    def taken_on(self) -> dict[date, list[Taken]]:
        """What was taken for each plan day: a dose counts for its slot's, an extra for its own."""
        found: dict[date, list[Taken]] = {}
        for answered in self.answers:
            if isinstance(answered.dose, Taken):
                found.setdefault(answered.slot.day, []).append(answered.dose)
        for dose in self.extras:
            found.setdefault(dose.taken_at.day, []).append(dose)
        return found

    def to_be_taken(self, day: date) -> bool:
        """Whether the plan asks for doses through `day`: not on days off or when only needed."""
        if day in self.slots_on:
            return True
        course = self.course_on(day)
        if course is None or self.plan.held_on(day):
            return False
        every = every_of(course.schedule)
        if every is not None:
            return every <= DAY  # every other day has days off
        return gap_after_last(course.schedule) is not None

    def in_unit(self, amount: Quantity) -> Quantity | None:
        """The amount in the medicine's unit, None where it cannot be brought to it."""
        if amount.unit is self.unit:
            return amount
        try:
            own = in_own_unit(amount, self.medicine)
        except Refused:
            return None
        return own if own.unit is self.unit else None

    def sum(self, amounts: Sequence[Quantity]) -> Quantity | None:
        """The total in the medicine's unit, None where an amount cannot be brought to it."""
        own = [self.in_unit(amount) for amount in amounts]
        if any(amount is None for amount in own):
            return None
        return Quantity(sum((a.value for a in own if a is not None), Decimal(0)), self.unit)

    def a_day(self, course: Course) -> Quantity | None:
        """What the course comes to a day, None where it names no amount or it cannot be known."""
        try:
            return amount_a_day(course.schedule, self.medicine)
        except Refused:
            return None

    def pump_on(self, day: date) -> Course | None:
        """The course of a pump in force on `day`."""
        course = self.course_on(day)
        pump = self.medicine.form is Form.PUMP or (
            course is not None and pump_rate(course.schedule) is not None
        )
        return course if pump else None

    def before_it_was_decided(self, dose: Dose) -> bool:
        """Whether what is in force on the dose's day was only written down after the dose was.

        A change or hold that is entered in the afternoon begins that day; the morning's doses were
        right when they were taken.
        """
        day = moment_of(dose).day
        if day not in self._first_days:
            return False
        course = self.course_on(day)
        begun = [] if course is None else [(course.days.since, course.id.partition("#")[0])]
        begun += [(hold.days.since, hold.id) for hold in self.plan.holds]
        return any(
            since == day and dose.recorded_at.utc < written and self._day_of(written) == day
            for since, id in begun
            for written in (self.looked.entered.get(id),)
            if written is not None
        )

    @cached_property
    def _first_days(self) -> frozenset[date]:
        """The days on which a course or a hold begins."""
        courses = (course.days.since for course in self.courses)
        return frozenset((*courses, *(hold.days.since for hold in self.plan.holds)))

    def _day_of(self, instant: datetime) -> date:
        return Moment(instant, self.now.offset, self.now.zone).day

    def dose_fact(self, dose: Dose) -> DoseFact:
        """A dose record as evidence."""
        match dose:
            case Taken():
                return self._fact(dose.id, dose.taken_at, State.TAKEN, dose.amount)
            case Skipped():
                return self._fact(dose.id, dose.planned_at, State.SKIPPED)
            case Missed():
                return self._fact(dose.id, dose.planned_at, State.MISSED)

    def slot_fact(self, answered: Answered, state: State) -> DoseFact:
        """A slot with its state as evidence: the record that answers it, or that there is none."""
        slot, dose = answered.slot, answered.dose
        record = f"{slot.medicine_id} {slot.at.utc.isoformat()}" if dose is None else dose.id
        if isinstance(dose, Taken):
            return self._fact(record, dose.taken_at, state, dose.amount)
        return self._fact(record, slot.at, state, slot.amount)

    def _fact(
        self, record: str, at: Moment, state: State, amount: Quantity | None = None
    ) -> DoseFact:
        return DoseFact(record, at, self.medicine.name, state, amount)

    def plan_fact(
        self,
        record: str,
        event: PlanEvent,
        day: date,
        amount: Quantity | None = None,
        before: Quantity | None = None,
    ) -> PlanFact:
        """What the plan says from the start of `day` on, as evidence."""
        at = self.zones.start(day)
        return PlanFact(record, at, self.medicine.name, event, day, amount, before)


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
