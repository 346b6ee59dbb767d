"""Made-up diaries of many people, straight from domain values: to try what reads many of them.

No diary file is made. The same number gives the same diary. Rates are chosen so that every state of
a dose and the common flags occur; they are no model of a disease.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

from diary_app import disk
from diary_app.domain import safety
from diary_app.domain.course import Course, DecidedBy, Prescription
from diary_app.domain.days import Days
from diary_app.domain.dose import Dose, Missed, Skipped, Taken
from diary_app.domain.history import History
from diary_app.domain.knowledge import KnowledgeBase
from diary_app.domain.medicine import Form, Medicine, Strength
from diary_app.domain.moment import Moment, at_wall, moment, one_zone
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import Quantity, Unit
from diary_app.domain.schedule import Daily, DoseTime, clock_times
from diary_app.domain.symptom import Answer, Observation, SafetyCheck
from diary_app.exchange.tidy import Source
from diary_app.services import bulk
from diary_app.services.diary import shipped_knowledge

ZONE = "Europe/Berlin"
TIMES = (time(8), time(14), time(20))
PART = 100  # diaries in one folder: so many stand in the memory at once


class _Person:
    """Draws one person's days."""

    def __init__(self, number: int, days: Days, now: Moment) -> None:
        self.random = Random(number)
        self.number, self.days, self.now = number, days, now
        self.ids = 0
        self.care = self.random.uniform(0.75, 0.99)  # how often a dose is taken
        self.writes = self.random.uniform(0.6, 1.0)  # how many days have entries
        self.stiff = self.random.uniform(3, 8)

    def id(self, what: str) -> str:
        """The next id of that kind."""
        self.ids += 1
        return f"{what}-{self.number}-{self.ids}"

    def at(self, day: date, clock: time, minutes: int = 0) -> Moment:
        """A wall-clock time of the person, `minutes` later."""
        return at_wall(day, clock, ZONE).shifted(timedelta(minutes=minutes))

    def plan(self) -> Plan:
        """Baclofen three times a day, with one or two changes of the dose."""
        medicine = Medicine(
            f"m-{self.number}", "baclofen", Form.TABLET, (_tablet(5), _tablet(10)), "spasticity"
        )
        count = self.random.choice((1, 2))
        offsets = sorted(self.random.sample(range(20, max(self.days.count - 10, 23)), count))
        starts = [self.days.since, *(self.days.since + timedelta(days=n) for n in offsets)]
        amounts = self.random.choice(((5, 10, 15), (10, 15, 20), (20, 15, 10)))
        ends = [*starts[1:], None]
        courses = tuple(
            Course(
                self.id("c"),
                medicine.id,
                Prescription(
                    Daily(tuple(DoseTime(at, _mg(amount)) for at in TIMES)),
                    Days(since, until),
                    decided_by=DecidedBy.DOCTOR,
                ),
            )
            for since, until, amount in zip(starts, ends, amounts, strict=False)
        )
        return Plan(medicine, courses)

    def doses(self, plan: Plan) -> Iterator[Dose]:
        """What became of each planned dose, as far as somebody wrote it down."""
        for day in self.days:
            course = plan.course_on(day)
            if course is None or self.random.random() > self.writes:
                continue
            for planned in clock_times(course.schedule):
                slot = self.at(day, planned.at)
                late = self.at(day, planned.at, self.random.randrange(60))
                if late <= self.now:
                    yield self._dose(plan.medicine.id, planned.amount, slot, late)

    def _dose(self, medicine: str, amount: Quantity, slot: Moment, late: Moment) -> Dose:
        chance = self.random.random()
        if chance < self.care:
            return Taken(self.id("d"), medicine, amount, late, late, slot)
        if chance < self.care + 0.02:
            half = Quantity(amount.value / 2, amount.unit)
            return Taken(self.id("d"), medicine, half, late, late, slot)
        kind = Skipped if chance < self.care + 0.04 else Missed
        return kind(self.id("d"), medicine, slot, late)

    def observations(self, plan: Plan) -> Iterator[Observation]:
        """Stiffness and spasms most evenings, drowsiness now and then."""
        for day in self.days:
            at = self.at(day, time(20), self.random.randrange(60))
            course = plan.course_on(day)
            if at > self.now or course is None or self.random.random() > self.writes:
                continue
            step = plan.courses.index(course)
            for symptom, most, middle in (
                ("spasticity", 10, self.stiff - 0.8 * step),
                ("spasms", 10, self.stiff - 0.6 * step - 1),
                ("drowsiness", 4, 0.4 * step),
            ):
                value = max(0, min(most, round(self.random.gauss(middle, 1))))
                yield Observation(self.id("o"), symptom, value, at, at)

    def checks(self) -> Iterator[SafetyCheck]:
        """A safety check a week; a yes is rare."""
        for day in self.days:
            at = self.at(day, time(19))
            if at > self.now or day.weekday() != self.number % 7:
                continue
            yes = self.random.random() < 0.02
            answers = {"confusion": Answer.YES if yes else Answer.NO, "seizure": Answer.NO}
            yield SafetyCheck(self.id("s"), at, at, answers, {})


def _mg(amount: int) -> Quantity:
    return Quantity(Decimal(amount), Unit.MG)


def _tablet(amount: int) -> Strength:
    return Strength(_mg(amount), Quantity(Decimal(1), Unit.TABLET))


def source(number: int, days: Days, bases: tuple[KnowledgeBase, ...]) -> Source:
    """The made-up diary with that number, as it stands at the end of the last of `days`."""
    now = moment(at_wall(days.end, time(0), ZONE).utc - timedelta(seconds=1), ZONE)
    person = _Person(number, days, now)
    plan = person.plan()
    history = History(
        zones=one_zone(ZONE),
        plans=(plan,),
        doses=tuple(person.doses(plan)),
        observations=tuple(person.observations(plan)),
        checks=tuple(person.checks()),
    )
    start, end = (at_wall(day, time(0), ZONE) for day in (days.since, days.end))
    flags = safety.flags_between(history, bases, start, end, now)
    return Source(f"simulated-{number:06d}", history, flags, bases, days, now)


def write(folder: Path, diaries: int, days: Days, first: int = 0) -> int:
    """Write that many made-up diaries as Parquet: a folder for each 100 of them; how many folders.

    `first`, a multiple of 100, is the number of the first one: so several programs share the work.
    Raises DiaryError without pyarrow, and where the folder is not new or empty.
    """
    disk.new_folder(folder)
    bases = shipped_knowledge()[:1]  # they take nothing else
    end = first + diaries
    for part, begin in enumerate(range(first, end, PART), first // PART):
        numbers = range(begin, min(begin + PART, end))
        files = bulk.written([source(number, days, bases) for number in numbers])
        disk.write_folder(folder / f"part-{part:05d}", files)
    return -(-diaries // PART)
