"""Loop Habit Tracker's ZIP: days without times, one folder for each habit."""

from __future__ import annotations

from diary_app.domain.deeds import DoseOutcome
from diary_app.domain.foreign import (
    ForeignDose,
    ForeignFile,
    ForeignNote,
    ForeignObservation,
    ForeignRow,
    LeftOut,
    NotUnderstood,
)
from diary_app.domain.foreign_amount import number_of
from diary_app.domain.quantity import plain_number
from diary_app.exchange.foreign_text import as_dicts, clean, day_of, text_of, words
from diary_app.exchange.zip_file import Parts

HABITS = "Habits.csv"
_OLD = {"0": "NO", "1": "YES_AUTO", "2": "YES_MANUAL"}


def read(packed: Parts) -> ForeignFile:
    """The entries of every habit; `row` is the line in the habit's own file."""
    table = next(name for name in packed.names if name.rpartition("/")[2] == HABITS)
    habits = list(as_dicts(text_of(packed.bytes_of(table)), ","))
    parts = {n: text_of(packed.bytes_of(n)) for n in packed.names if _is_habit(n)}
    return ForeignFile("loop", _rows(habits, parts))


def _is_habit(name: str) -> bool:
    return (
        name.endswith("/Checkmarks.csv")
        and name.rpartition("/")[0].rpartition("/")[2][:1].isdigit()
    )


def _rows(
    habits: list[tuple[int, dict[str, str]]], parts: dict[str, str]
) -> tuple[ForeignRow, ...]:
    known = {int(c["Position"]): c for _n, c in habits if c.get("Position", "").isdigit()}
    rows = list[ForeignRow]()
    for path, text in parts.items():
        number, _, folder = path.rpartition("/")[0].rpartition("/")[2].partition(" ")
        habit = known.get(int(number), {}) if number.isdigit() else {}
        name = clean(habit.get("Name") or folder)
        counted = habit.get("Type", "") == "NUMERICAL"
        unit = clean(habit.get("Unit"))
        rows += [_row(line, cells, name, counted, unit) for line, cells in as_dicts(text, ",")]
    return tuple(rows)


def _row(line: int, cells: dict[str, str], name: str, counted: bool, unit: str) -> ForeignRow:
    day, note = day_of(cells.get("Date", "")), words(cells.get("Notes"))
    if day is None:
        return NotUnderstood(line, "time_unreadable", clean(cells.get("Date")))
    value, key = clean(cells.get("Value")).upper(), f"{name}|{day}"
    number = number_of(value)
    if counted and number is not None:
        scale = "number" if unit else ""
        return ForeignObservation(line, name, plain_number(number), day, scale, note, key, unit)
    value = _OLD.get(value, value)
    if value == "YES_MANUAL":
        return ForeignDose(line, name, DoseOutcome.TAKEN, "", day, None, False, note=note, key=key)
    if value not in ("YES_AUTO", "NO", "SKIP", "UNKNOWN"):
        return NotUnderstood(line, "number_unreadable", value)
    return ForeignNote(line, f"{name}: {note}", day, key) if note else LeftOut(line)
