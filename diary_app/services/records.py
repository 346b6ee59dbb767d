"""Single records of the log: find, remove, restore. Removed ones stay for good."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from diary_app.domain.days import Days
from diary_app.domain.deeds import NamedRecord, RecordValue, Removed, Restored, named
from diary_app.domain.dose import Missed, Skipped, Taken, moment_of
from diary_app.domain.history import StoredReading
from diary_app.domain.moment import Moment, moment
from diary_app.domain.symptom import Answer, SafetyCheck
from diary_app.errors import BadInput, NotFound
from diary_app.frozen import dataclass
from diary_app.services.diary import Diary
from diary_app.services.histories import load
from diary_app.storage import body_rows, queries, record_rows

SHORTEST_ID = 4


@dataclass(frozen=True)
class Record:
    """One record of the log: its table, its value, whether it was removed."""

    table: str
    value: RecordValue
    at: Moment
    removed: bool

    @property
    def id(self) -> str:
        """The record's id."""
        return self.value.id


@dataclass(frozen=True)
class Earlier:
    """What a record said before it was changed, and when that was."""

    value: RecordValue
    changed_at: Moment


_MAKE: dict[str, Callable[[dict[str, Any]], RecordValue]] = {
    "doses": record_rows.to_dose,
    "observations": record_rows.to_observation,
    "checks": record_rows.to_check,
    "notes": record_rows.to_note,
    "events": record_rows.to_event,
    "falls": record_rows.to_fall,
    "measurements": body_rows.to_measurement,
}


def value_of(table: str, row: dict[str, Any]) -> RecordValue:
    """The record of a row of `table`."""
    return _MAKE[table](row)


def _record(table: str, row: dict[str, Any]) -> Record:
    return Record(table, value_of(table, row), queries.moment_of_row(row), bool(row["removed"]))


def find(diary: Diary, id: str) -> Record:
    """The record whose id is, or begins with, `id` (4 characters or more)."""
    found = queries.record(diary.file, id) if len(id) >= SHORTEST_ID else []
    if len(found) > 1:
        raise BadInput("several_records", id=id)
    if not found:
        raise NotFound("no_such_record", id=id)
    return _record(*found[0])


def remove(diary: Diary, record: Record) -> None:
    """Take a record out of the log; it can be restored at any time."""
    if record.removed:
        raise NotFound("removed_already")
    with diary.edit(Removed(_named(diary, record))) as edit:
        edit.put(record.table, {"id": record.id, "removed": 1})


def restore(diary: Diary, record: Record) -> None:
    """Put a removed record back into the log."""
    if not record.removed:
        raise NotFound("not_removed")
    with diary.edit(Restored(_named(diary, record))) as edit:
        edit.put(record.table, {"id": record.id, "removed": 0})


def _named(diary: Diary, record: Record) -> NamedRecord:
    value = record.value
    if isinstance(value, Taken | Skipped | Missed):
        return named(value, queries.medicine_name(diary.file, value.medicine_id))
    return named(value)


def removed(diary: Diary) -> tuple[Record, ...]:
    """Every removed record, in the order they were recorded."""
    return tuple(_record(table, row) for table, row in queries.removed(diary.file))


def earlier(diary: Diary, ids: Collection[str]) -> dict[str, Earlier]:
    """What each of those records said before its last change, by id; from the trail.

    Only of records that say something else now: what was undone, removed or restored is no change.
    """
    found = {}
    for id in queries.changed_records(diary.file, ids):
        last = _last_change(diary, id)
        if last is not None:
            found[id] = last
    return found


def _went_on(before: RecordValue, after: RecordValue) -> bool:
    """Whether a safety check was answered further: that takes nothing back."""
    if not isinstance(before, SafetyCheck) or not isinstance(after, SafetyCheck):
        return False
    given = {id: a for id, a in before.answers.items() if a is not Answer.NOT_ASKED}
    return given.items() <= after.answers.items() and (
        before.followups.items() <= after.followups.items()
    )


def _last_change(diary: Diary, id: str) -> Earlier | None:
    changes: dict[int, Earlier] = {}  # by the number of the edit, those in force
    taken_back: dict[int, Earlier] = {}
    for entry in diary.file.trail(id):
        if entry.kind == "undo" and entry.target in changes:
            taken_back[entry.target] = changes.pop(entry.target)
        elif entry.kind == "redo" and entry.target in taken_back:
            changes[entry.target] = taken_back.pop(entry.target)
        for change in entry.changes if entry.kind == "edit" else ():
            if (
                change.id != id
                or change.table not in _MAKE
                or not change.before
                or not change.after
            ):
                continue
            make = _MAKE[change.table]
            # A row of an older schema lacks columns that the later one has.
            before = make({**change.after, **change.before})
            if before != make(change.after) and not _went_on(before, make(change.after)):
                changes[entry.edit] = Earlier(before, moment(entry.at, diary.zone))
    return changes[max(changes)] if changes else None


def listed(diary: Diary, days: Days) -> tuple[Record, ...]:
    """The records of the local `days`, oldest first."""
    history = load(diary, days)
    tables: dict[str, tuple[RecordValue, ...]] = {
        "doses": history.doses,
        "observations": history.observations,
        "checks": history.checks,
        "notes": history.notes,
        "events": history.events,
        "falls": history.falls,
        "measurements": history.measurements,
    }
    found = [
        Record(table, value, _moment(value), removed=False)
        for table, values in tables.items()
        for value in values
    ]
    inside = (record for record in found if record.at.day in days)
    return tuple(
        sorted(inside, key=lambda record: (record.at, record.value.recorded_at, record.id))
    )


def _moment(value: RecordValue) -> Moment:
    if isinstance(value, Taken | Skipped | Missed):
        return moment_of(value)
    return value.at


def readings_of(diary: Diary, days: Days) -> dict[str, StoredReading]:
    """How the texts of the records of `days` were read, by record id."""
    return {stored.record_id: stored for stored in load(diary, days).readings}
