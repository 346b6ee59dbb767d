"""The dose logs of all medicines of one substance together: rules judge a substance, not a name.

What is taken by mouth counts together (tablets and liquid in mg), a pump apart. A medicine that no
file knows is judged alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import chain

from diary_app.domain.course import Course
from diary_app.domain.dose import Taken
from diary_app.domain.dose_log import ANSWERED, DoseLog
from diary_app.domain.matching import Answered, State
from diary_app.domain.medicine import Form
from diary_app.domain.moment import DAY
from diary_app.domain.quantity import Quantity
from diary_app.domain.rulebook import Rulebook
from diary_app.domain.schedule import amounts_of, gap_after_last, is_as_needed
from diary_app.frozen import dataclass


@dataclass(frozen=True)
class LogSlot:
    """A slot of one of the medicines, with its answer and its state."""

    log: DoseLog
    answered: Answered
    state: State


@dataclass(frozen=True)
class LogDose:
    """A dose that was taken of one of the medicines."""

    log: DoseLog
    dose: Taken


class SubstanceLog:
    """The logs `by_mouth` and `pumps` of one substance, judged by `rules`."""

    def __init__(self, logs: Sequence[DoseLog], rules: Rulebook) -> None:
        self.rules = rules
        self.by_mouth = tuple(log for log in logs if not log.is_pump)
        self.pumps = tuple(log for log in logs if log.is_pump)
        self.all = tuple(logs)
        self.looked = logs[0].looked
        self.now, self.zones, self.span = self.looked.now, self.looked.zones, self.looked.days

    @cached_property
    def slots(self) -> tuple[LogSlot, ...]:
        """Every slot by mouth that is not on hold, in order of instant."""
        every = (LogSlot(log, *slot) for log in self.by_mouth for slot in log.slots)
        return tuple(sorted(every, key=lambda one: (one.answered.slot.at.utc, one.log.medicine.id)))

    @cached_property
    def taken(self) -> tuple[LogDose, ...]:
        """Every dose taken by mouth, in order of time."""
        every = (LogDose(log, dose) for log in self.by_mouth for dose in log.taken)
        return tuple(sorted(every, key=lambda one: (one.dose.taken_at.utc, one.dose.id)))

    def to_be_taken(self, day: date) -> bool:
        """Whether a plan asks for doses through `day`."""
        return day in self.span and any(log.to_be_taken(day) for log in self.by_mouth)

    def pump_on(self, day: date) -> tuple[DoseLog, Course] | None:
        """The pump that runs on `day`, None for none."""
        for log in self.pumps:
            course = log.pump_on(day)
            if course is not None:
                return log, course
        return None

    @cached_property
    def parts(self) -> tuple[Amounts, ...]:
        """The medicines by mouth whose amounts can be added up, each such set apart."""
        sets: list[list[DoseLog]] = []
        for log in self.by_mouth:
            fitting = next((s for s in sets if _one_unit(log).converts_to(s[0].unit)), None)
            if fitting is None:
                sets.append([log])
            else:
                fitting.append(log)
        return tuple(Amounts(tuple(logs), self.rules) for logs in sets)


def _one_unit(log: DoseLog) -> Quantity:
    return Quantity(Decimal(1), log.unit)


@dataclass(frozen=True)
class Day:
    """One plan day of a substance.

    `asked` is the sum of the day's slots, `limit` what may be taken on it: the slots, and what the
    prescriber allows as needed; None where that has no limit, or nothing is planned. `confirmed`:
    every slot is answered, so that `taken` is all there was.
    """

    day: date
    slots: tuple[LogSlot, ...]
    taken: tuple[LogDose, ...]
    asked: Quantity | None
    limit: Quantity | None

    @property
    def confirmed(self) -> bool:
        """Whether somebody answered every slot of a day that has any."""
        return bool(self.slots) and all(slot.state in ANSWERED for slot in self.slots)


class Amounts:
    """Medicines by mouth of one substance whose amounts add up, in the unit of the first one."""

    def __init__(self, logs: tuple[DoseLog, ...], rules: Rulebook) -> None:
        self.logs, self.rules = logs, rules
        self.unit, self.zones, self.now = logs[0].unit, logs[0].zones, logs[0].now
        self.span = logs[0].span

    @cached_property
    def days(self) -> dict[date, Day]:
        """Each day on which anything is planned or was taken, in order."""
        some = set(chain.from_iterable((*log.slots_on, *log.taken_on) for log in self.logs))
        return {day: self._day(day) for day in sorted(some) if day in self.span}

    def day(self, day: date) -> Day:
        """One day, also where nothing is planned."""
        return self.days.get(day) or self._day(day)

    def _day(self, day: date) -> Day:
        slots = [
            LogSlot(log, answered, state)
            for log in self.logs
            for answered, state in log.slots_on.get(day, ())
        ]
        taken = [LogDose(log, dose) for log in self.logs for dose in log.taken_on.get(day, ())]
        in_order = sorted(taken, key=lambda one: (one.dose.taken_at.utc, one.dose.id))
        asked = self.sum([(one.log, one.answered.slot.amount) for one in slots])
        return Day(day, tuple(slots), tuple(in_order), asked, self._limit(day, slots))

    def _limit(self, day: date, slots: Sequence[LogSlot]) -> Quantity | None:
        """Slots whose dose was taken before the plan of the day was written down do not count."""
        courses = [(log, log.course_on(day)) for log in self.logs]
        allowed = [
            (one.log, one.answered.slot.amount)
            for one in slots
            if not (one.answered.dose and one.log.before_it_was_decided(one.answered.dose))
            and not _after_last(one.log.course_on(day))
        ]
        in_force = False
        for log, course in courses:
            if course is None:
                continue
            in_force = True
            if is_as_needed(course.schedule) or _after_last(course):
                most = _most(course)
                if most is None:
                    return None
                allowed.append((log, most.times(0) if log.plan.held_on(day) else most))
        return self.sum(allowed) if in_force else None

    def sum(self, amounts: Sequence[tuple[DoseLog, Quantity]]) -> Quantity | None:
        """The total in the common unit, None where an amount cannot be brought to it."""
        own = [log.in_unit(amount) for log, amount in amounts]
        if any(amount is None for amount in own):
            return None
        values = (amount.to(self.unit).value for amount in own if amount is not None)
        return Quantity(sum(values, Decimal(0)), self.unit)

    def sum_taken(self, doses: Sequence[LogDose]) -> Quantity | None:
        """What these doses are together at least: one whose amount nobody knows adds nothing."""
        known = [(one.log, one.dose.amount) for one in doses]
        return self.sum([(log, amount) for log, amount in known if amount is not None])

    @cached_property
    def shares(self) -> tuple[tuple[date, Decimal], ...]:
        """Each day that is answered whole, with the share of its plan that was taken."""
        return tuple(
            (day.day, taken.value / day.asked.value)
            for day in self.days.values()
            if day.confirmed and day.asked is not None and day.asked.value
            if all(one.dose.amount is not None for one in day.taken)
            for taken in (self.sum_taken(day.taken),)
            if taken is not None
        )

    @cached_property
    def smallest(self) -> Quantity | None:
        """The smallest strength of what is counted (tablets, capsules), None for liquids only."""
        counted = [
            strength.amount
            for log in self.logs
            if log.medicine.form is not Form.LIQUID
            for strength in log.medicine.strengths
            if strength.amount.converts_to(self.unit)
        ]
        if counted:
            return min((amount.to(self.unit) for amount in counted), key=lambda a: a.value)
        liquid = any(log.medicine.form is Form.LIQUID for log in self.logs)
        return None if liquid else Quantity(Decimal(1), self.unit)

    def in_mg(self, amount: Quantity) -> bool:
        """Whether the amount can be compared with one in mg."""
        return amount.converts_to(self.rules.mg("excess_more").unit)


def _after_last(course: Course | None) -> bool:
    return course is not None and gap_after_last(course.schedule) is not None


def _most(course: Course) -> Quantity | None:
    """The prescriber's limit; of "N hours after the last" as many doses as may fall on a day."""
    gap, amounts = gap_after_last(course.schedule), amounts_of(course.schedule)
    if course.prescription.max_per_day is not None or gap is None:
        return course.prescription.max_per_day
    return amounts[0].times(DAY // gap + 1)
