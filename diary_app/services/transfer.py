"""Taking a whole diary out, and in again."""

from __future__ import annotations

from typing import Any

from diary_app import __version__
from diary_app.domain.days import Days
from diary_app.errors import BadInput
from diary_app.exchange import json_file
from diary_app.services import joins, records
from diary_app.services.diary import Diary
from diary_app.services.joins import Decided, Found
from diary_app.storage import queries, transfer

__all__ = ["as_json", "import_json"]


def as_json(diary: Diary, days: Days | None = None) -> str:
    """The whole diary as lossless JSON, with the trail of every change for the record.

    With `days` (local ones) of the records only theirs, and no trail, which tells of every day.
    """
    tables = transfer.rows(diary.file)
    trail = [transfer.plain_entry(entry) for entry in diary.file.trail()]
    if days is not None:
        kept = {record.id for record in records.listed(diary, days)}
        tables, trail = _of_records(tables, kept), []
    document = json_file.Document(tables, trail)
    return json_file.write(document, diary.now().iso, __version__)


def _of_records(tables: json_file.Tables, kept: set[str]) -> json_file.Tables:
    """The tables without other records than those `kept`, and what hangs on them."""

    def stays(table: str, row: dict[str, Any]) -> bool:
        match table:
            case "readings":
                return row["record_id"] in kept
            case "flag_answers":
                return not kept.isdisjoint(row["evidence"])
            case _:
                return row["id"] in kept or table not in (*queries.RECORD_TABLES, "helped")

    return {name: [row for row in rows if stays(name, row)] for name, rows in tables.items()}


def import_json(
    diary: Diary,
    text: str,
    merge: bool = False,
    dry_run: bool = False,
    decided: Decided | None = None,
) -> Found:
    """Bring an exported diary in: all or nothing. Into a diary with records only with `merge`.

    A diary with records is backed up first. With `dry_run` everything is tried, nothing is kept.
    Where something must be decided, nothing is stored: see `services/joins.py`.
    """
    other = joins.of_json(text)
    if not merge and not joins.is_empty(diary):
        raise BadInput("import_into_records")
    bring = joins.look if dry_run else joins.bring
    return bring(diary, other, decided or Decided())
