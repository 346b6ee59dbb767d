"""A diary as four tidy tables, for who reads many: doses, observations, flags, courses.

One row is one thing, one column one kind of value; names of columns never change their meaning.
Amounts are in the medicine's own unit, so that they add up. Free text stays at home: no note, no
reason, no name of a person. Slots are counted as in `stats`: adherence.counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from diary_app.domain.adherence import counted
from diary_app.domain.days import NEIGHBOURS_AROUND, Days
from diary_app.domain.dose import Dose, Taken
from diary_app.domain.flag import Flag
from diary_app.domain.history import History
from diary_app.domain.knowledge import KnowledgeBase
from diary_app.domain.matching import Answered, State
from diary_app.domain.medicine import Medicine, in_own_unit
from diary_app.domain.moment import Moment
from diary_app.domain.plan import Plan, planned_amount, slots_of
from diary_app.domain.quantity import Quantity
from diary_app.domain.schedule import kind_of
from diary_app.domain.sheet import matched, within
from diary_app.domain.substance import substance_of
from diary_app.domain.symptom import Answer, Observation
from diary_app.frozen import dataclass


@dataclass(frozen=True)
class DoseRow:
    """A slot that is past, or a dose that answers none (`extra`, `as_needed`).

    `day` is the plan's day of a slot, else the local day. `taken_utc` is empty where nothing was
    taken or the time is not known. Amounts are in `unit`; empty: nothing planned, not known.
    """

    diary: str
    record: str | None
    medicine: str
    substance: str | None
    state: str
    day: date
    planned_utc: datetime | None
    planned_local: datetime | None
    taken_utc: datetime | None
    taken_local: datetime | None
    planned: Decimal | None
    taken: Decimal | None
    unit: str
    entered_by: str | None


@dataclass(frozen=True)
class ObservationRow:
    """A symptom with its rating (empty: there, not rated), or an answer of a safety check.

    Of an own thing that is counted or measured `number` in `unit`. `regions`: areas of the body,
    with spaces between. `lasted_minutes` of what has a beginning and an end.
    """

    diary: str
    record: str
    kind: str
    symptom: str
    value: int | None
    answer: str | None
    day: date
    at_utc: datetime
    at_local: datetime
    entered_by: str
    number: Decimal | None = None
    unit: str | None = None
    regions: str | None = None
    lasted_minutes: Decimal | None = None


@dataclass(frozen=True)
class FlagRow:
    """A flag as the diary raised it; `answer` is what the person did with it, empty: nothing."""

    diary: str
    flag: str
    rule: str
    level: str
    day: date
    at_utc: datetime
    answer: str | None


@dataclass(frozen=True)
class CourseRow:
    """A plan in force from `since` until `until`, the first day that is not in it.

    `per_day` is what is planned on its first whole day; empty where the plan names no amount.
    """

    diary: str
    medicine: str
    substance: str | None
    form: str
    kind: str
    since: date
    until: date | None
    per_day: Decimal | None
    unit: str
    decided_by: str | None


TidyRow = DoseRow | ObservationRow | FlagRow | CourseRow
KINDS: dict[str, type[TidyRow]] = {
    "doses": DoseRow,
    "observations": ObservationRow,
    "flags": FlagRow,
    "courses": CourseRow,
}


@dataclass(frozen=True)
class Source:
    """One diary as it stands at `now`: `history` holds the local `days` and those around them."""

    name: str
    history: History
    flags: Sequence[Flag]
    knowledge: Sequence[KnowledgeBase]
    days: Days
    now: Moment


def tables(source: Source) -> dict[str, tuple[TidyRow, ...]]:
    """The four tables by their names, each oldest first."""
    return {
        "doses": tuple(_doses(source)),
        "observations": tuple(_observations(source)),
        "flags": tuple(_flags(source)),
        "courses": tuple(_courses(source)),
    }


def _doses(source: Source) -> Iterator[DoseRow]:
    found: list[DoseRow] = []
    for plan in source.history.plans:
        own = source.history.doses_of(plan.medicine.id)
        around = matched(plan, own, source.days.widened(NEIGHBOURS_AROUND), source.history.zones)
        inside = within(around, source.days)
        for answered in inside.answers:
            state = counted(answered, source.now)
            if state is not None:
                found.append(_slot(source, plan.medicine, answered, state))
        for dose in inside.extras:
            when_needed = plan.as_needed_on(dose.taken_at.day) is not None
            state_word = "as_needed" if when_needed else "extra"
            found.append(_extra(source, plan.medicine, dose, state_word))
    yield from sorted(found, key=lambda row: (row.day, row.medicine, str(row.planned_local)))


def _slot(source: Source, medicine: Medicine, answered: Answered, state: State) -> DoseRow:
    slot, dose = answered.slot, answered.dose
    return DoseRow(
        **_of_medicine(source, medicine),
        **_of_dose(medicine, dose),
        state=state.value,
        day=slot.day,
        planned_utc=slot.at.utc,
        planned_local=slot.at.local,
        planned=_number(slot.amount, medicine),
        unit=medicine.unit.value,
    )


def _extra(source: Source, medicine: Medicine, dose: Taken, state: str) -> DoseRow:
    return DoseRow(
        **_of_medicine(source, medicine),
        **_of_dose(medicine, dose),
        state=state,
        day=dose.taken_at.day,
        planned_utc=None,
        planned_local=None,
        planned=None,
        unit=medicine.unit.value,
    )


def _of_medicine(source: Source, medicine: Medicine) -> dict[str, Any]:
    return {
        "diary": source.name,
        "medicine": medicine.name,
        "substance": substance_of(medicine, source.knowledge),
    }


def _of_dose(medicine: Medicine, dose: Dose | None) -> dict[str, Any]:
    taken = dose if isinstance(dose, Taken) else None
    at = taken.taken_at if taken is not None and taken.time_known else None
    return {
        "record": None if dose is None else dose.id,
        "entered_by": None if dose is None else dose.entered_by.value,
        "taken_utc": None if at is None else at.utc,
        "taken_local": None if at is None else at.local,
        "taken": None if taken is None else _number(taken.amount, medicine),
    }


def _number(amount: Quantity | None, medicine: Medicine) -> Decimal | None:
    return None if amount is None else in_own_unit(amount, medicine).value


def _lasted(seen: Observation) -> Decimal | None:
    if seen.until is None:
        return None
    return Decimal(round((seen.until - seen.at).total_seconds() / 60))


def _observations(source: Source) -> Iterator[ObservationRow]:
    found = [
        ObservationRow(
            source.name, seen.id, "rating", seen.symptom, seen.rating, None,
            seen.at.day, seen.at.utc, seen.at.local, seen.entered_by.value,
            seen.value if isinstance(seen.value, Decimal) else None, seen.unit or None,
            " ".join(seen.regions) or None, _lasted(seen),
        )
        for seen in source.history.observations
    ]  # fmt: skip
    for check in source.history.checks:
        for symptom, answer in check.answers.items():
            if answer is not Answer.NOT_ASKED:
                found.append(
                    ObservationRow(
                        source.name, check.id, "check", symptom, None, answer.value,
                        check.at.day, check.at.utc, check.at.local, check.entered_by.value,
                    )
                )  # fmt: skip
    inside = (row for row in found if row.day in source.days)
    yield from sorted(inside, key=lambda row: (row.at_utc, row.symptom))


def _flags(source: Source) -> Iterator[FlagRow]:
    for flag in sorted(source.flags, key=lambda flag: flag.at):
        answer = None if flag.acknowledged is None else flag.acknowledged.kind.value
        level, at = flag.level.value, flag.at
        yield FlagRow(source.name, flag.id, flag.rule, level, at.day, at.utc, answer)


def _courses(source: Source) -> Iterator[CourseRow]:
    for plan in source.history.plans:
        for course in plan.all_courses():
            decided = course.prescription.decided_by
            per_day = _per_day(plan, course.since, source.history)
            yield CourseRow(
                **_of_medicine(source, plan.medicine),
                form=plan.medicine.form.value,
                kind=kind_of(course.schedule),
                since=course.since,
                until=course.until,
                per_day=None if per_day is None else _number(per_day, plan.medicine),
                unit=plan.medicine.unit.value,
                decided_by=None if decided is None else decided.value,
            )


def _per_day(plan: Plan, since: date, history: History) -> Quantity | None:
    """What is planned on a course's first whole day: on its first one it may begin at noon."""
    day = Days.of(since).end
    if plan.course_on(day) is not plan.course_on(since):
        day = since
    return planned_amount(plan, day, slots_of(plan, Days.of(day), history.zones))
