"""Dosage (GNOME): treatments and history as JSON, new and old.

Its stamps are instants of milliseconds; a missed dose and one whose time is not known carry the
last millisecond of their local day, so only the day is said by them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Any

from diary_app.domain.foreign import (
    ForeignDose,
    ForeignFile,
    ForeignMedicine,
    ForeignRow,
    NotUnderstood,
)
from diary_app.domain.foreign_amount import amount_of
from diary_app.domain.schedule import AsNeeded, Cycle, Daily, DoseTime, Schedule, Weekly
from diary_app.exchange.day_forms import clock_of
from diary_app.exchange.dosage_csv import STATES
from diary_app.exchange.foreign_text import clean, instant, time_of, whole, words

_OLD = {"yes": 1, "no": 0}


def is_dosage(plain: Any) -> bool:
    """Whether the value is one of its files, of any version."""
    return isinstance(plain, dict) and (
        "treatments" in plain or isinstance(plain.get("history"), list | dict) or _is_old(plain)
    )


def _is_old(plain: dict[str, Any]) -> bool:
    meds = plain.get("meds")
    return isinstance(meds, list) and all(isinstance(item, dict) for item in meds)


def read(plain: dict[str, Any]) -> ForeignFile:
    """All treatments and all of the history."""
    items = plain.get("treatments", plain.get("meds", []))
    items = items if isinstance(items, list) else []
    rows: list[ForeignRow] = [_treatment(n, item) for n, item in enumerate(items, 1)]
    rows += [_dose(n, item) for n, item in enumerate(_history(plain.get("history")), 1)]
    old = "version" not in plain
    holds = tuple(n for n, k in (("medicines", bool(items)), ("doses", "history" in plain)) if k)
    return ForeignFile("dosage", tuple(rows), "" if old else clean(plain["version"]), holds)


def _history(history: Any) -> Iterator[Any]:
    """Its items, one after another; in old files they are kept by their day."""
    if isinstance(history, dict):
        for items in history.values():
            yield from _history(items if isinstance(items, list) else [items])
    elif isinstance(history, list):
        for item in history:
            inner = _get(item, "meds", None)
            if isinstance(inner, list):
                yield from inner
            else:
                yield item


def _get(item: Any, name: str, default: Any = "") -> Any:
    if not isinstance(item, dict):
        return default
    info = item.get("info", item.get("_info"))
    for where in (item, info):
        if isinstance(where, dict):
            for key in (name, f"_{name}"):
                if key in where:
                    return where[key]
    return default


def _clock(value: Any) -> time | None:
    match value:
        case [int(hour), int(minute)] if 0 <= hour < 24 and 0 <= minute < 60:
            return time(hour, minute)
        case str():
            return clock_of(value)
    return None


def _amount(dose: Any, unit: Any) -> str:
    return f"{clean(dose)} {clean(unit)}".strip() if clean(dose) else ""


def _dose(number: int, item: Any) -> ForeignRow:
    name, unit, clock = clean(_get(item, "name")), clean(_get(item, "unit")), _get(item, "time")
    slot, taken = _clock(clock), _get(item, "taken", None)
    stamp, status = None, None
    if isinstance(taken, list) and len(taken) == 2:
        stamp, status = _stamp(taken[0]), taken[1]
    elif taken is None or isinstance(taken, str):
        stamp, status = _stamp(_get(item, "date", None)), _OLD.get(str(taken), -1)
    if not name:
        return NotUnderstood(number, "name_missing")
    state = whole(status)
    if state is None or state not in STATES:
        return NotUnderstood(number, "status_unknown", clean(status))
    if stamp is None or slot is None:
        return NotUnderstood(number, "time_unreadable", clean(taken))
    outcome, known = STATES[state]
    amount = _amount(_get(item, "dose"), unit)
    key = f"{name}|{unit}|{slot.isoformat('minutes')}"
    return ForeignDose(number, name, outcome, amount, stamp, None, known, key=key, clock=slot)


def _stamp(value: Any) -> datetime | None:
    if isinstance(value, str) and not value.strip().isdigit():
        at = time_of(value)
        return at.replace(tzinfo=UTC) if at is not None and at.tzinfo is None else at
    number = value if isinstance(value, int | float | str) else 0
    try:
        return instant(float(number) / 1000)
    except ValueError:
        return None


def _treatment(number: int, item: Any) -> ForeignRow:
    name, unit = clean(_get(item, "name")), clean(_get(item, "unit"))
    if not name:
        return NotUnderstood(number, "name_missing")
    found = _get(item, "dosage", [])
    doses = []
    for one in found if isinstance(found, list) else []:
        clock, amount = _clock(_get(one, "time")), amount_of(_amount(_get(one, "dose"), unit))
        if clock is None or amount is None:
            return ForeignMedicine(number, name, why="plan_unread")
        doses.append(DoseTime(clock, amount))
    plan = _schedule(item, tuple(sorted(doses, key=lambda dose: dose.at)))
    duration = _get(item, "duration", None)
    since = until = None
    if isinstance(duration, dict) and _get(duration, "enabled") is True:
        since, until = (_duration_day(_get(duration, name)) for name in ("start", "end"))
    if since is not None and until is not None and until < since:
        return ForeignMedicine(number, name, why="plan_unread")
    return ForeignMedicine(
        number,
        name,
        plan,
        None if since is None else since.date(),
        None if until is None else until.date(),
        words(_get(item, "notes")),
        "" if plan is not None else "plan_unread",
    )


def _duration_day(value: Any) -> datetime | None:
    """Milliseconds; in old files seconds, written as text."""
    return instant(value) if isinstance(value, str) else _stamp(value)


def _schedule(item: Any, doses: tuple[DoseTime, ...]) -> Schedule | None:
    if not doses or len({dose.at for dose in doses}) < len(doses):
        return None
    match _get(item, "frequency"), _get(item, "days", []):
        case "daily", _:
            return Daily(doses)
        case "when-needed", _ if len(doses) == 1:
            return AsNeeded(doses[0].amount)
        case "specific-days", [*days] if days and all(day in range(7) for day in days):
            return Weekly(tuple(sorted((day - 1) % 7 for day in days)), doses)  # 0 is Sunday there
        case "cycle", _:
            return _cycle(item, doses)
    return None


def _cycle(item: Any, doses: tuple[DoseTime, ...]) -> Schedule | None:
    """Its first day follows from the place in the cycle on the day of the file's last change,
    which the file does not say for certain: only a cycle with a first day is read.
    """
    start = _duration_day(_get(_get(item, "duration", {}), "start", None))
    match _get(item, "cycle", None):
        case [int(on), int(off), 1] if on > 0 and off > 0 and start is not None:
            enabled = _get(_get(item, "duration", {}), "enabled") is True
            return Cycle(on, off, start.date(), doses) if enabled else None
    return None
