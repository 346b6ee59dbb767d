"""MedTimer's backup (JSON) and its two CSV files."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import Any

from diary_app.domain.deeds import DoseOutcome
from diary_app.domain.foreign import (
    ForeignDose,
    ForeignFile,
    ForeignMedicine,
    ForeignRow,
    LeftOut,
    NotUnderstood,
)
from diary_app.domain.foreign_amount import amount_of
from diary_app.domain.schedule import Cycle, Daily, DoseTime, Schedule, Weekly
from diary_app.exchange.day_forms import clock_of
from diary_app.exchange.foreign_text import (
    clean,
    instant,
    items_of,
    lines_of,
    time_of,
    whole,
    words,
)

_NOTICES = {"OUT_OF_STOCK", "EXPIRATION_DATE"}
_CYCLE = (("consecutiveDays", 1), ("pauseDays", 0))
_EPOCH = date(1970, 1, 1)
_END = re.compile(r";(\d{4}-\d\d-\d\dT[0-9:.]+Z);(\d{4}-\d\d-\d\dT[0-9:.]+Z)?$")


def is_backup(plain: Any) -> bool:
    """Whether the value is a backup, whole or one of its two halves."""
    return isinstance(plain, dict) and any(_halves(plain))


def _halves(plain: dict[str, Any]) -> tuple[list[Any], list[Any]]:
    """The lists of medicines and of events."""
    if "list" in plain:
        items = _items(plain)
        first = next((item for item in items if isinstance(item, dict)), {})
        if "medicineName" in first:
            return [], items
        return (items, []) if "medicine" in first else ([], [])
    return _items(plain.get("medicines")), _items(plain.get("events"))


def _items(part: Any) -> list[Any]:
    return items_of(part.get("list")) if isinstance(part, dict) else []


def read(plain: dict[str, Any]) -> ForeignFile:
    """All medicines and events of a backup of any version. Keys may be missing."""
    medicines, events = _halves(plain)
    rows: list[ForeignRow] = [_medicine(n, item) for n, item in enumerate(medicines, 1)]
    rows += [_event(n, item) for n, item in enumerate(events, 1)]
    parts = [plain, plain.get("medicines"), plain.get("events")]
    versions = [part["version"] for part in parts if isinstance(part, dict) and "version" in part]
    named = (("medicines", medicines), ("doses", events))
    holds = tuple(name for name, items in named if items)
    return ForeignFile("medtimer", tuple(rows), clean(versions[0]) if versions else "", holds)


def _event(number: int, item: Any) -> ForeignRow:
    if not isinstance(item, dict):
        return NotUnderstood(number, "row_unreadable")
    status = clean(item.get("status")).upper()
    if clean(item.get("reminderType")).upper() in _NOTICES or status in (
        "RAISED",
        "DELETED",
        "ACKNOWLEDGED",
    ):
        return LeftOut(number)
    if status not in ("TAKEN", "SKIPPED"):
        return NotUnderstood(number, "status_unknown", status)
    name = clean(item.get("medicineName"))
    reminded = instant(item.get("remindedTimestamp", item.get("raisedTimestamp")))
    processed = instant(item.get("processedTimestamp"))
    at = processed or reminded
    if at is None or not name:
        return NotUnderstood(number, "time_unreadable" if name else "name_missing")
    taken = status == "TAKEN"
    planned = reminded or (None if taken else at)
    seconds = "" if planned is None else str(int(planned.timestamp()))
    return ForeignDose(
        number,
        name,
        DoseOutcome.TAKEN if taken else DoseOutcome.SKIPPED,
        clean(item.get("amount")),
        at,
        planned,
        processed is not None,
        note=words(item.get("notes")),
        key=f"{name}|{clean(item.get('reminderId', ''))}|{seconds or at.isoformat()}",
    )


def _medicine(number: int, item: Any) -> ForeignRow:
    own = item.get("medicine") if isinstance(item, dict) else None
    own = own if isinstance(own, dict) else {}
    name = clean(own.get("name"))
    if not name:
        return NotUnderstood(number, "name_missing")
    reminders = [one for one in items_of(item.get("reminders")) if isinstance(one, dict)]
    plans = [_planned(one) for one in reminders if one.get("active", True)]
    timed = [plan for plan in plans if plan is not None]
    rules = {rule for rule, _days, _dose in timed}
    spans = {days for _rule, days, _dose in timed}
    note = words(own.get("notes"))
    if not plans or len(timed) < len(plans) or len(rules) != 1 or len(spans) != 1:
        return ForeignMedicine(number, name, None, note=note, why="plan_unread" if plans else "")
    (rule,), ((since, until),) = rules, spans
    doses = tuple(sorted((dose for *_rest, dose in timed), key=lambda dose: dose.at))
    if len({dose.at for dose in doses}) < len(doses):
        return ForeignMedicine(number, name, None, note=note, why="plan_unread")
    return ForeignMedicine(number, name, _scheduled(rule, doses), since, until, note)


def _scheduled(rule: tuple[Any, ...], doses: tuple[DoseTime, ...]) -> Schedule:
    match rule:
        case ("cycle", on, off, first):
            return Cycle(on, off, first, doses)
        case ("weekly", *weekdays):
            return Weekly(tuple(weekdays), doses)
        case _:
            return Daily(doses)


Planned = tuple[tuple[Any, ...], tuple[date | None, date | None], DoseTime]


def _planned(one: dict[str, Any]) -> Planned | None:
    """The rule, the days and the time of a reminder; None where it is of another kind."""
    minutes, amount = whole(one.get("timeInMinutes")), amount_of(clean(one.get("amount")))
    plain_time = not (one.get("linkedReminderId") or one.get("intervalStart"))
    bare = one.get("activeDaysOfMonth", -1) in (-1, 0x7FFFFFFF)
    if amount is None or minutes is None or not 0 <= minutes < 1440:
        return None
    if not plain_time or not bare:
        return None
    dose = DoseTime(time(minutes // 60, minutes % 60), amount)
    days = items_of(one.get("days")) or [True] * 7
    on, off = (whole(n if (n := one.get(name)) is not None else usual) for name, usual in _CYCLE)
    if "daysBetweenReminders" in one:  # its name until version 4
        between = whole(one["daysBetweenReminders"])
        off = None if between is None else between - 1
    if on is None or off is None or on < 1 or not all(isinstance(day, bool) for day in days):
        return None
    since, end = _epoch_day(one.get("periodStart")), _epoch_day(one.get("periodEnd"))
    span = since, None if end is None else end + timedelta(days=1)
    if off > 0:
        first = _epoch_day(one.get("cycleStartDay"))
        return None if first is None else (("cycle", on, off, first), span, dose)
    if len(days) == 7 and not all(days):
        return ("weekly", *(n for n, on_it in enumerate(days) if on_it)), span, dose
    return ("daily",), span, dose


def _epoch_day(number: Any) -> date | None:
    if not isinstance(number, int) or not 0 < number < 100_000:
        return None
    return _EPOCH + timedelta(days=number)


def is_medicines(text: str) -> bool:
    """Whether that is the CSV of medicines, whose header is translated: three cells, the last one
    of the first row a clock or nothing.
    """
    header, _, rest = lines_of(text.lstrip()).partition("\n")
    cells = rest.partition("\n")[0].split(";")
    if header in ("Medicine;Dosage;Time", "Medicine;Amount;Time"):
        return True
    is_shape = header.count(";") == 2 and "," not in header and len(cells) == 3
    return is_shape and clock_of(cells[2]) is not None


def is_events(header: str) -> bool:
    """Whether that is the header of the CSV of events; it is translated but for two words."""
    return header.count("ISO 8601") == 2 and header.count(";") >= 5


def read_events(text: str) -> ForeignFile:
    """The CSV of events. Its notes are not quoted: the last two cells tell where a row ends."""
    lines = lines_of(text).split("\n")
    cells = len(lines[0].split(";"))
    rows, begun, start = list[ForeignRow](), "", 2
    for number, line in enumerate(lines[1:], 2):
        begun, start = (f"{begun}\n{line}", start) if begun else (line, number)
        end = _END.search(begun)
        if end:
            rows.append(_csv_event(start, begun[: end.start()], end[1], end[2] or "", cells))
            begun = ""
    if begun.strip():
        rows.append(NotUnderstood(start, "row_unreadable"))
    return ForeignFile("medtimer", tuple(rows), holds=("doses",))


def _csv_event(line: int, text: str, reminded: str, taken: str, cells: int) -> ForeignRow:
    parts = text.split(";")
    own, note = parts[: cells - 3], ";".join(parts[cells - 3 :]) if cells >= 9 else ""
    planned, at = time_of(reminded), time_of(taken)
    name = clean(own[1]) if len(own) > 2 else ""
    if not name or planned is None:
        return NotUnderstood(line, "row_unreadable")
    if at is None:  # skipped or not answered: the file does not say which
        return LeftOut(line)
    key = f"{name}||{int(planned.timestamp())}"
    outcome = DoseOutcome.TAKEN
    return ForeignDose(line, name, outcome, clean(own[2]), at, planned, note=words(note), key=key)


def read_medicines(rows: list[tuple[int, list[str]]]) -> ForeignFile:
    """The CSV of medicines: a row for each reminder."""
    found = list[ForeignRow]()
    by_name: dict[str, list[tuple[int, DoseTime | None]]] = {}
    for line, cells in rows[1:]:
        name = clean(cells[0])
        amount = amount_of(clean(cells[1])) if len(cells) > 1 else None
        at = clock_of(cells[2]) if len(cells) > 2 else None
        dose = None if amount is None or at is None else DoseTime(at, amount)
        by_name.setdefault(name, []).append((line, dose))
    for name, own in by_name.items():
        doses = tuple(sorted((d for _n, d in own if d is not None), key=lambda dose: dose.at))
        whole = len(doses) == len(own) and len({d.at for d in doses}) == len(doses)
        schedule = Daily(doses) if whole else None
        first, *others = (line for line, _dose in own)
        why = "" if whole else "plan_unread"
        found.append(ForeignMedicine(first, name, schedule, why=why))
        found += [LeftOut(line) for line in others]  # told by the medicine's first row
    return ForeignFile("medtimer", tuple(found), holds=("medicines",))
