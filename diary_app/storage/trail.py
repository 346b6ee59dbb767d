"""The trail: every change ever made to the diary, in order, with the row before and after.

Append-only. Undo and redo are read from it and are entries of it, so both survive a restart. Why
one mechanism serves all of this: docs/decisions/7-undo-from-the-trail.md.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, Literal

from diary_app.domain.deeds import Deed
from diary_app.frozen import dataclass
from diary_app.storage.check_value import Differs, checked
from diary_app.storage.columns import utc_of, utc_text
from diary_app.storage.deed_text import of_columns, to_columns
from diary_app.storage.engine import Database, checked_rows

Value = str | int | None
Row = dict[str, Value]
Kind = Literal["edit", "undo", "redo"]

QUIET = ("settings", "drafts")  # tables that are written outside the trail, or outside it as well


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


row_text = json.JSONEncoder(ensure_ascii=False).encode
"""A row as the trail keeps it."""

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
    number = int(db.execute("SELECT coalesce(max(edit), 0) + 1 FROM edits").fetchone()[0])
    label, facts = to_columns(deed)
    entry: Row = {"edit": number, "at_utc": utc_text(at), "label": label}
    entry |= {"kind": kind, "target": target, "deed": facts}  # in the order of the columns
    _insert(db, "edits", entry)
    for step, change in enumerate(changes):
        revision: Row = {
            "edit": number,
            "step": step,
            "table_name": change.table,
            "row_id": change.id,
            "before": None if change.before is None else row_text(change.before),
            "after": None if change.after is None else row_text(change.after),
        }
        _insert(db, "revisions", revision)
    return number


def _insert(db: Database, table: str, row: Row) -> None:
    stored = checked(table, row)
    names, marks = ", ".join(stored), ", ".join("?" * len(stored))
    db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(stored.values()))  # noqa: S608


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
    for row in checked_rows(db, "edits", f"WHERE edit = ({which})"):
        return DoneEdit(utc_of(row["at_utc"]), of_columns(row["label"], row["deed"]))
    return None


def entries(db: Database, record: str | None = None) -> list[TrailEntry]:
    """All entries, oldest first; or only those that touched the row with the id `record`."""
    if record is None:
        return _entries(db, "")
    return _entries(db, "WHERE edit IN (SELECT edit FROM revisions WHERE row_id = ?)", [record])


def _entries(db: Database, which: str, params: Sequence[Value] = ()) -> list[TrailEntry]:
    """The entries of the edits chosen. Raises Differs where one of them is not whole."""
    edits = {
        row["edit"]: row for row in checked_rows(db, "edits", f"{which} ORDER BY edit", params)
    }
    revisions = checked_rows(db, "revisions", f"{which} ORDER BY edit, step", params)
    steps = {
        number: list(group) for number, group in groupby(revisions, key=lambda row: row["edit"])
    }
    if steps.keys() != edits.keys():
        raise Differs("edits")
    return [_read(row, steps[number]) for number, row in edits.items()]


def agree(row: Row | None, recorded: Row | None) -> bool:
    """Whether `row` stands as the trail recorded it, columns of later schemas aside."""
    if row is None or recorded is None:
        return row is recorded
    return recorded.items() <= row.items()


def _entry(db: Database, which: str) -> TrailEntry | None:
    return next(iter(_entries(db, f"WHERE edit = ({which})")), None)


def _read(entry: dict[str, Any], revisions: list[dict[str, Any]]) -> TrailEntry:
    if [row["step"] for row in revisions] != list(range(len(revisions))):
        raise Differs("revisions")
    return TrailEntry(
        edit=entry["edit"],
        at=utc_of(entry["at_utc"]),
        deed=of_columns(entry["label"], entry["deed"]),
        kind=entry["kind"],
        target=entry["target"],
        changes=tuple(
            Change(row["table_name"], row["row_id"], _load(row["before"]), _load(row["after"]))
            for row in revisions
        ),
    )


def _load(text: str | None) -> Row | None:
    return None if text is None else json.loads(text)
