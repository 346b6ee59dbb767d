"""A new diary of what is sound in a damaged one, and what is missing from it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from diary_app import disk
from diary_app.domain.deeds import Rescued
from diary_app.domain.rescued import LostRecord, Rescue
from diary_app.errors import DiaryError
from diary_app.storage import engine, salvage, trail
from diary_app.storage.check_value import COLUMN, checked
from diary_app.storage.columns import Row
from diary_app.storage.diary_file import Clock
from diary_app.storage.engine import Database
from diary_app.storage.migrations import Column, migrate, record_tables
from diary_app.storage.salvage import Key, Sound
from diary_app.storage.trail import QUIET, Change, agree


def rescue(path: Path, new: Path, clock: Clock, unnamed: str, backup: Path | None = None) -> Rescue:
    """Make the diary `new` of what is sound in the file at `path`, which stays as it is.

    `unnamed`, with an `{n}` in it, names a medicine whose own name cannot be read. A `backup` of
    the same diary fills the gaps; what is sound and newer stays. Raises DiaryError
    where `new` is there already, or nothing sound was found.
    """
    path, new = disk.followed(path), disk.followed(new)
    if new.exists():
        raise DiaryError("file_there", path=new)
    sound = salvage.read(path)
    used = backup is not None and salvage.joined(sound, salvage.read(backup))
    if not sound.candidates and not sound.revisions:
        raise engine.Damaged("nothing_sound", path=path)
    gaps = sound.lost_changes()
    rows = dict(salvage.present(sound, trusted=not gaps))
    # What was locked stays locked, a copy to be looked at too.
    engine.create(new, lambda db: _build(db, sound, rows, clock, unnamed), engine.key_of(path))
    records = [key for key in rows if key[0] not in QUIET]
    return Rescue(
        records=len(records),
        lost=tuple(_lost(key, row) for key, row in sound.broken.items() if key not in rows),
        older=tuple(
            _lost(key, rows[key]) for key in records if gaps and key not in sound.candidates
        ),
        changes=gaps,
        backup=backup if used else None,
        later=sound.later,
    )


def _lost(key: Key, row: Row) -> LostRecord:
    names = ("taken_utc", "planned_utc", "at_utc", "recorded_utc", "day", "since")
    texts = [str(row[name])[:10] for name in names if row.get(name) is not None]
    try:
        return LostRecord(*key, date.fromisoformat(texts[0]) if texts else None)
    except ValueError:  # the day itself is damaged
        return LostRecord(*key, None)


def _build(db: Database, sound: Sound, rows: Mapping[Key, Row], clock: Clock, unnamed: str) -> None:
    migrate(db)
    columns = record_tables(db)
    db.execute("PRAGMA foreign_keys=ON")
    db.execute("BEGIN IMMEDIATE")
    # A dose may come before its medicine.
    db.execute("PRAGMA defer_foreign_keys=ON")
    stored = {
        key: _completed(columns[key[0]], row) for key, row in rows.items() if key[0] in columns
    }
    for key, row in _missing_medicines(stored, unnamed).items():
        stored[key] = _completed(columns["medicines"], row)
    for (table, _id), row in stored.items():
        _insert(db, table, row)
    left = _write_trail(db, sound)
    changes = [
        Change(*key, left.get(key), stored.get(key))
        for key in {**stored, **left}
        if key[0] not in QUIET and not agree(stored.get(key), left.get(key))
    ]
    if changes:
        trail.append(db, clock(), Rescued(len(changes)), "edit", None, changes)
    db.execute("COMMIT")


def _completed(columns: Mapping[str, Column], row: Row) -> Row:
    """The row with every column of the newest schema, in its order."""
    return {name: row.get(name, column.first) for name, column in columns.items()}


def _missing_medicines(rows: Mapping[Key, Row], unnamed: str) -> dict[Key, Row]:
    """A medicine for records whose own cannot be read: they say an amount, it must be kept."""
    wanted = {str(row["medicine_id"]) for row in rows.values() if row.get("medicine_id")}
    lost = sorted(wanted - {id for table, id in rows if table == "medicines"})
    return {
        ("medicines", id): {
            "id": id,
            "name": unnamed.format(n=number),
            "form": "other",
            "strengths": "[]",
        }
        for number, id in enumerate(lost, 1)
    }


def _write_trail(db: Database, sound: Sound) -> dict[Key, Row | None]:
    """Store the sound entries, numbered anew without gaps; how they leave each record."""
    named = db.execute("SELECT name FROM pragma_table_info('edits')")
    names = [row[0] for row in named if row[0] != COLUMN]
    numbers: dict[object, int] = {}
    left: dict[Key, Row | None] = {}
    for number, steps in sound.steps().items():
        edit = sound.edits.get(number)
        if edit is None:
            continue
        numbers[number] = len(numbers) + 1
        target = numbers.get(edit["target"])
        kind = "edit" if target is None else edit["kind"]  # what it undid may be lost
        entry: Row = {name: edit.get(name) for name in names}
        _insert(db, "edits", entry | {"edit": numbers[number], "target": target, "kind": kind})
        for step, revision in enumerate(steps):
            _insert(db, "revisions", revision | {"edit": numbers[number], "step": step})
            after = revision["after"]
            left[str(revision["table_name"]), str(revision["row_id"])] = (
                None if after is None else json.loads(str(after))
            )
    return left


def _insert(db: Database, table: str, row: Row) -> None:
    stored = checked(table, row)
    names, marks = ", ".join(stored), ", ".join("?" * len(stored))
    db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(stored.values()))  # noqa: S608
