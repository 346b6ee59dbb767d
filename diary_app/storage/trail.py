"""The trail: every change ever made to the diary, in order, with the row before and after.

Append-only. Undo and redo are read from it and are entries of it, so both survive a restart. Why
one mechanism serves all of this: docs/decisions/7-undo-from-the-trail.md.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Literal

from diary_app.domain.deeds import Deed
from diary_app.storage.columns import utc_of, utc_text
from diary_app.storage.deed_text import of_columns, to_columns
from diary_app.storage.engine import Database

Value = str | int | None
Row = dict[str, Value]
Kind = Literal["edit", "undo", "redo"]


@dataclass(frozen=True)
class Change:
    """One row before and after one step of an edit; None where the row did not exist."""

    table: str
    id: str
    before: Row | None
    after: Row | None


@dataclass(frozen=True)
class TrailEntry:
    """One edit, undo or redo. `deed` is the edit's own, also where the entry undoes or redoes it;
    `target` is then the number of that edit. `at` is UTC. `changes` are in the order made.
    """

    edit: int
    at: datetime
    deed: Deed
    kind: Kind
    target: int | None
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class DoneEdit:
    """What an edit did and when, in UTC: enough to name it, without its changes."""

    at: datetime
    deed: Deed


_ENTRIES = """
SELECT e.edit, e.at_utc, e.label, e.deed, e.kind, e.target,
    r.table_name, r.row_id, r.before, r.after
FROM edits e JOIN revisions r ON r.edit = e.edit
"""

# An edit is undone when the last entry that targets it is an undo. The edits that are not are the
# undo steps, the latest first.
_NEXT_UNDO = """
SELECT edit FROM edits e WHERE kind = 'edit' AND 'undo' IS NOT
    (SELECT kind FROM edits WHERE target = e.edit ORDER BY edit DESC LIMIT 1)
ORDER BY edit DESC LIMIT 1
"""

# Only what was undone after the latest edit can be redone; the last undone is the earliest edit.
_NEXT_REDO = """
SELECT min(u.target) AS edit FROM edits u
WHERE u.edit > (SELECT max(edit) FROM edits WHERE kind = 'edit') AND 'undo' IS
    (SELECT kind FROM edits WHERE target = u.target ORDER BY edit DESC LIMIT 1)
"""


def append(
    db: Database,
    at: datetime,
    deed: Deed,
    kind: Kind,
    target: int | None,
    changes: Sequence[Change],
) -> int:
    """Write one entry inside the open transaction; returns its number."""
    cursor = db.execute(
        "INSERT INTO edits (at_utc, label, deed, kind, target) VALUES (?, ?, ?, ?, ?)",
        [utc_text(at), *to_columns(deed), kind, target],
    )
    number = int(cursor.lastrowid or 0)
    for step, change in enumerate(changes):
        db.execute(
            "INSERT INTO revisions (edit, step, table_name, row_id, before, after)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [number, step, change.table, change.id, _dump(change.before), _dump(change.after)],
        )
    return number


def next_undo(db: Database) -> TrailEntry | None:
    """The edit that undo would take back."""
    return _entry(db, _NEXT_UNDO)


def next_redo(db: Database) -> TrailEntry | None:
    """The edit that redo would bring back."""
    return _entry(db, _NEXT_REDO)


def to_undo(db: Database) -> DoneEdit | None:
    """What `next_undo` did, without reading its changes: an import has thousands."""
    return _done(db, _NEXT_UNDO)


def to_redo(db: Database) -> DoneEdit | None:
    """What `next_redo` did."""
    return _done(db, _NEXT_REDO)


def _done(db: Database, which: str) -> DoneEdit | None:
    row = db.execute(
        f"SELECT at_utc, label, deed FROM edits WHERE edit = ({which})"  # noqa: S608
    ).fetchone()
    return DoneEdit(utc_of(row[0]), of_columns(row[1], row[2])) if row else None


def entries(db: Database, record: str | None = None) -> list[TrailEntry]:
    """All entries, oldest first; or only those that touched the row with the id `record`."""
    which = "1" if record is None else "e.edit IN (SELECT edit FROM revisions WHERE row_id = ?)"
    parameters = [] if record is None else [record]
    rows = db.query(f"{_ENTRIES} WHERE {which} ORDER BY e.edit, r.step", parameters)
    return [_read(list(group)) for _, group in groupby(rows, key=lambda row: row["edit"])]


def agree(row: Row | None, recorded: Row | None) -> bool:
    """Whether `row` stands as the trail recorded it, columns of later schemas aside."""
    if row is None or recorded is None:
        return row is recorded
    return recorded.items() <= row.items()


def _entry(db: Database, which: str) -> TrailEntry | None:
    rows = list(db.query(f"{_ENTRIES} WHERE e.edit = ({which}) ORDER BY r.step"))
    return _read(rows) if rows else None


def _read(rows: list[dict[str, Any]]) -> TrailEntry:
    first = rows[0]
    return TrailEntry(
        edit=first["edit"],
        at=utc_of(first["at_utc"]),
        deed=of_columns(first["label"], first["deed"]),
        kind=first["kind"],
        target=first["target"],
        changes=tuple(
            Change(row["table_name"], row["row_id"], _load(row["before"]), _load(row["after"]))
            for row in rows
        ),
    )


def _dump(row: Row | None) -> str | None:
    return None if row is None else json.dumps(row, ensure_ascii=False)


def _load(text: str | None) -> Row | None:
    return None if text is None else json.loads(text)
