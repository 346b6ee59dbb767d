"""Medicines, courses, pauses, tapers and stock as rows: one explicit pair for each noun."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from diary_app.domain.course import Course, DecidedBy, Hold, Prescription
from diary_app.domain.days import Days
from diary_app.domain.medicine import Form, Medicine, PumpRefill, StockEntry, Strength
from diary_app.domain.quantity import Quantity, plain_number
from diary_app.domain.schedule import (
    DoseTime,
    Schedule,
    fact_types,
    facts_of,
    kind_of,
    of_facts,
)
from diary_app.domain.taper import Pause, PauseKind, Step, TaperPlan
from diary_app.storage.columns import (
    Row,
    day_or_none,
    day_text,
    from_moment,
    json_text,
    pair,
    quantity_or_none,
    to_moment,
    to_quantity,
)

Plain = Any  # what json.loads answers


def _amount(quantity: Quantity) -> Plain:
    return [plain_number(quantity.value), str(quantity.unit)]


def _strength(strength: Strength) -> Plain:
    return [_amount(strength.amount), _amount(strength.per)]


def _to_strength(plain: Plain) -> Strength:
    return Strength(to_quantity(*plain[0]), to_quantity(*plain[1]))


def _dose_times(doses: tuple[DoseTime, ...]) -> Plain:
    return [[dose.at.isoformat("minutes"), *_amount(dose.amount), dose.part] for dose in doses]


def _to_dose_times(plain: Plain) -> tuple[DoseTime, ...]:
    return tuple(
        DoseTime(time.fromisoformat(at), to_quantity(value, unit), part)
        for at, value, unit, part in plain
    )


def _minutes(span: timedelta) -> int:
    return round(span.total_seconds() / 60)


def from_medicine(medicine: Medicine) -> Row:
    """The row of a medicine."""
    return {
        "id": medicine.id,
        "name": medicine.name,
        "form": str(medicine.form),
        "strengths": json_text([_strength(strength) for strength in medicine.strengths]),
        "reason": medicine.reason,
        "refill_on": day_text(medicine.refill_on),
        "substance": medicine.substance,
    }


def to_medicine(row: Row) -> Medicine:
    """The medicine of a row."""
    return Medicine(
        row["id"],
        row["name"],
        Form(row["form"]),
        tuple(_to_strength(plain) for plain in json.loads(row["strengths"])),
        row["reason"],
        day_or_none(row["refill_on"]),
        substance=row.get("substance"),  # a row of the first schema has none
    )


# How each type of fact is written and read; a kind of schedule has no rule of its own.
_FACTS: dict[object, tuple[Callable[[Any], Plain], Callable[[Plain], Any]]] = {
    int: (int, int),
    tuple[int, ...]: (list, tuple),
    date: (date.isoformat, date.fromisoformat),
    datetime: (lambda at: at.isoformat(timespec="minutes"), datetime.fromisoformat),
    timedelta: (_minutes, lambda number: timedelta(minutes=number)),
    Quantity: (_amount, lambda plain: to_quantity(*plain)),
    Strength: (_strength, _to_strength),
    tuple[DoseTime, ...]: (_dose_times, _to_dose_times),
}


def _fields(kind: str) -> Iterator[tuple[str, str, object]]:
    """The name of each fact of a kind, its name in the row and its type."""
    for name, type_ in fact_types(kind).items():
        yield name, f"{name}_minutes" if type_ is timedelta else name, type_


def from_schedule(schedule: Schedule) -> tuple[str, Plain]:
    """The kind of a schedule and its facts as plain JSON values."""
    kind, facts = kind_of(schedule), facts_of(schedule)
    return kind, {field: _FACTS[type_][0](facts[name]) for name, field, type_ in _fields(kind)}


def to_schedule(kind: str, plain: Plain) -> Schedule:
    """The schedule of a kind and its plain values. An unknown kind raises ValueError."""
    facts = {name: _FACTS[type_][1](plain[field]) for name, field, type_ in _fields(kind)}
    return of_facts(kind, facts)


def from_course(course: Course) -> Row:
    """The row of a course."""
    given = course.prescription
    kind, schedule = from_schedule(given.schedule)
    max_amount, max_unit = pair(given.max_per_day)
    return {
        "id": course.id,
        "medicine_id": course.medicine_id,
        "kind": kind,
        "schedule": json_text(schedule),
        "since": given.days.since.isoformat(),
        "until": day_text(given.days.until),
        "max_amount": max_amount,
        "max_unit": max_unit,
        "min_gap_minutes": None if given.min_gap is None else _minutes(given.min_gap),
        "prescriber": given.prescriber,
        "decided_by": None if given.decided_by is None else str(given.decided_by),
        "note": given.note,
        "begins": None if given.begins is None else given.begins.isoformat("minutes"),
    }


def to_course(row: Row) -> Course:
    """The course of a row."""
    gap, begins = row["min_gap_minutes"], row.get("begins")  # a row of the first schemas has none
    given = Prescription(
        schedule=to_schedule(row["kind"], json.loads(row["schedule"])),
        days=_to_days(row),
        max_per_day=quantity_or_none(row["max_amount"], row["max_unit"]),
        min_gap=None if gap is None else timedelta(minutes=gap),
        prescriber=row["prescriber"],
        decided_by=None if row["decided_by"] is None else DecidedBy(row["decided_by"]),
        note=row["note"],
        begins=None if begins is None else time.fromisoformat(begins),
    )
    return Course(row["id"], row["medicine_id"], given)


def _to_days(row: Row) -> Days:
    return Days(date.fromisoformat(row["since"]), day_or_none(row["until"]))


def from_hold(hold: Hold) -> Row:
    """The row of a pause."""
    return {
        "id": hold.id,
        "medicine_id": hold.medicine_id,
        "since": hold.days.since.isoformat(),
        "until": day_text(hold.days.until),
        "reason": hold.reason,
        "decided_by": None if hold.decided_by is None else str(hold.decided_by),
    }


def to_hold(row: Row) -> Hold:
    """The pause of a row."""
    decided = row.get("decided_by")  # a row of the first schemas has none
    return Hold(
        row["id"],
        row["medicine_id"],
        _to_days(row),
        row["reason"],
        None if decided is None else DecidedBy(decided),
    )


def _step(step: Step) -> Plain:
    plain: list[Plain] = [step.since.isoformat(), _dose_times(step.doses)]
    if step.moved:
        plain.append([[since.isoformat(), _dose_times(doses)] for since, doses in step.moved])
    return plain


def _to_step(since: Plain, doses: Plain, moved: Plain = ()) -> Step:
    times = tuple((date.fromisoformat(day), _to_dose_times(later)) for day, later in moved)
    return Step(date.fromisoformat(since), _to_dose_times(doses), times)


def from_taper(plan: TaperPlan) -> Row:
    """The row of a taper plan."""
    return {
        "id": plan.id,
        "medicine_id": plan.medicine_id,
        "steps": json_text([_step(step) for step in plan.steps]),
        "pauses": json_text([[p.day.isoformat(), str(p.kind)] for p in plan.pauses]),
        "until": day_text(plan.until),
        "prescriber": plan.prescriber,
    }


def to_taper(row: Row) -> TaperPlan:
    """The taper plan of a row."""
    return TaperPlan(
        id=row["id"],
        medicine_id=row["medicine_id"],
        steps=tuple(_to_step(*plain) for plain in json.loads(row["steps"])),
        pauses=tuple(
            Pause(date.fromisoformat(day), PauseKind(kind))
            for day, kind in json.loads(row["pauses"])
        ),
        until=day_or_none(row["until"]),
        prescriber=row["prescriber"],
    )


def from_stock(entry: StockEntry) -> Row:
    """The row of a count or refill."""
    return {
        "id": entry.id,
        "medicine_id": entry.medicine_id,
        "strength": entry.strength,
        "kind": entry.kind,
        "count": plain_number(entry.count),
        **from_moment("at", entry.at),
    }


def to_stock(row: Row) -> StockEntry:
    """The count or refill of a row."""
    count, at = Decimal(row["count"]), to_moment("at", row)
    return StockEntry(row["id"], row["medicine_id"], row["strength"], row["kind"], count, at)


def from_pump_refill(refill: PumpRefill) -> Row:
    """The row of a pump's filling."""
    reservoir = refill.reservoir_ml
    return {
        "id": refill.id,
        "medicine_id": refill.medicine_id,
        "day": refill.day.isoformat(),
        "alarm_date": day_text(refill.alarm_date),
        "refill_by": day_text(refill.refill_by),
        "reservoir_ml": None if reservoir is None else plain_number(reservoir),
        "phone": refill.phone,
    }


def to_pump_refill(row: Row) -> PumpRefill:
    """The pump's filling of a row."""
    reservoir = row["reservoir_ml"]
    return PumpRefill(
        row["id"],
        row["medicine_id"],
        date.fromisoformat(row["day"]),
        day_or_none(row["alarm_date"]),
        day_or_none(row["refill_by"]),
        None if reservoir is None else Decimal(reservoir),
        row["phone"],
    )
