"""MediTrak's JSON: tables of texts, on a clock that the file does not name."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

from diary_app.domain.deeds import DoseOutcome
from diary_app.domain.foreign import (
    ForeignDose,
    ForeignFile,
    ForeignMedicine,
    ForeignNote,
    ForeignRow,
    LeftOut,
    NotUnderstood,
)
from diary_app.domain.foreign_amount import amount_of, number_of
from diary_app.domain.quantity import plain_number
from diary_app.domain.schedule import Daily, DoseTime
from diary_app.exchange.foreign_text import clean, time_of, words

Item = dict[str, Any]


def is_meditrak(plain: Any) -> bool:
    """Whether the value holds its tables."""
    return isinstance(plain, dict) and "MedicationTracker" in plain and "Medication" in plain


def read(plain: dict[str, Any]) -> ForeignFile:
    """Medicines, doses and notes. A later version of a dose (its parent's child) is a course."""
    medicines = {clean(item.get("MedicationID")): item for _n, item in _table(plain, "Medication")}
    times: dict[str, list[time | None]] = {}
    for _n, item in _table(plain, "MedicationTimes"):
        own = times.setdefault(clean(item.get("MedicationID")), [])
        own.append(_clock(clean(item.get("DrugTime"))))
    rows: list[ForeignRow] = [
        _medicine(number, item, times) for number, item in _table(plain, "Medication")
    ]
    rows += [_dose(number, item, medicines) for number, item in _table(plain, "MedicationTracker")]
    rows += [_note(number, item) for number, item in _table(plain, "Notes")]
    rows += [LeftOut(number) for number, _item in _table(plain, "ActivityChanges")]
    return ForeignFile("meditrak", tuple(rows))


def _table(plain: dict[str, Any], name: str) -> list[tuple[int, Item]]:
    items = plain.get(name)
    if not isinstance(items, list):
        return []
    return [(n, item) for n, item in enumerate(items, 1) if isinstance(item, dict)]


def _name(item: Item) -> str:
    return clean(item.get("MedName"))


def _amount(item: Item, number: str = "Dosage", unit: str = "Units") -> str:
    value = number_of(clean(item.get(number)))
    if value is None or value <= 0:
        return ""
    return f"{plain_number(value)} {clean(item.get(unit))}".strip()


def _medicine(number: int, item: Item, times: dict[str, list[time | None]]) -> ForeignRow:
    name = _name(item)
    if not name:
        return NotUnderstood(number, "name_missing")
    since, until = _day(item, "StartDate"), _day(item, "EndDate")
    clocks = times.get(clean(item.get("MedicationID")), [])
    amount, every = amount_of(_amount(item)), number_of(clean(item.get("DrugFrequency")))
    known = sorted({clock for clock in clocks if clock is not None})
    daily = every is not None and 0 < every <= 1440
    if amount is None or not known or len(known) < len(clocks) or not daily:
        return ForeignMedicine(number, name, None, since, until, why="plan_unread")
    plan = Daily(tuple(DoseTime(clock, amount) for clock in known))
    return ForeignMedicine(number, name, plan, since, until, words(item.get("Instructions")))


def _dose(number: int, item: Item, medicines: dict[str, Item]) -> ForeignRow:
    own = medicines.get(clean(item.get("MedicationID")))
    if own is None or not _name(own):
        return NotUnderstood(number, "name_missing")
    if clean(item.get("Taken")).lower() not in ("1", "true"):
        return LeftOut(number)  # not taken or not answered: the file does not say which
    planned, taken = (_time(item, name) for name in ("DoseTime", "TimeTaken"))
    at = taken or planned
    if at is None:
        return NotUnderstood(number, "time_unreadable", clean(item.get("DoseTime")))
    amount = _amount(item, "OverrideDoseAmount", "OverrideDoseUnit") or _amount(own)
    key = f"{_name(own)}|{clean(item.get('DoseTime'))}"
    outcome = DoseOutcome.TAKEN
    return ForeignDose(number, _name(own), outcome, amount, at, planned, taken is not None, key=key)


def _note(number: int, item: Item) -> ForeignRow:
    at, text = _time(item, "EntryTime"), words(item.get("Note"))
    if at is None or not text:
        return NotUnderstood(number, "time_unreadable" if text else "text_missing")
    return ForeignNote(number, text, at, f"{at.isoformat()}|{text}")


def _time(item: Item, name: str) -> Any:
    return time_of(clean(item.get(name)))


def _day(item: Item, name: str) -> date | None:
    at = _time(item, name)
    return None if at is None else at.date()


def _clock(text: str) -> time | None:
    """`08:00`, `21:45:5`; None for another text."""
    found = re.fullmatch(r"(\d\d?):(\d\d?)(?::\d*)?", text)
    hour, minute = (int(found[1]), int(found[2])) if found else (24, 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
