"""Single records of the log: find, remove, restore. Removed ones stay for good."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from diary_app.domain.dose import Dose
from diary_app.domain.moment import Moment
from diary_app.domain.symptom import Event, Note, Observation, SafetyCheck
from diary_app.errors import BadInput, NotFound
from diary_app.services.diary import Diary
from diary_app.storage import queries, record_rows
from diary_app.text import _

Value = Dose | Observation | SafetyCheck | Note | Event
SHORTEST_ID = 4


@dataclass(frozen=True)
class Record:
    """One record of the log: its table, its value, whether it was removed."""

    table: str
    value: Value
    at: Moment
    removed: bool

    @property
    def id(self) -> str:
        """The record's id."""
        return self.value.id


def _record(table: str, row: dict[str, Any]) -> Record:
    make: Any = {
        "doses": record_rows.to_dose,
        "observations": record_rows.to_observation,
        "checks": record_rows.to_check,
        "notes": record_rows.to_note,
        "events": record_rows.to_event,
    }[table]
    return Record(table, make(row), queries.moment_of_row(row), bool(row["removed"]))


def find(diary: Diary, id: str) -> Record:
    """The record whose id is, or begins with, `id` (4 characters or more)."""
    found = queries.record(diary.file, id) if len(id) >= SHORTEST_ID else []
    if len(found) > 1:
        raise BadInput(
            _("Several records begin with {id}.").format(id=id), "", _("Type more of the id.")
        )
    if not found:
        raise NotFound(
            _("There is no record {id}.").format(id=id), "", _("`list` shows the ids.")
        )
    return _record(*found[0])


def remove(diary: Diary, record: Record) -> None:
    """Take a record out of the log; it can be restored at any time."""
    if record.removed:
        raise NotFound(_("This record was removed before."))
    with diary.edit("Remove record") as edit:
        edit.put(record.table, {"id": record.id, "removed": 1})


def restore(diary: Diary, record: Record) -> None:
    """Put a removed record back into the log."""
    if not record.removed:
        raise NotFound(_("This record is in the log."))
    with diary.edit("Restore record") as edit:
        edit.put(record.table, {"id": record.id, "removed": 0})


def removed(diary: Diary) -> tuple[Record, ...]:
    """Every removed record, in the order they were recorded."""
    return tuple(_record(table, row) for table, row in queries.removed(diary.file))
