"""Taking a whole diary out, and in again."""

from __future__ import annotations

import json
from typing import Any

from diary_app import __version__
from diary_app.errors import BadInput, DiaryError
from diary_app.exchange import json_file
from diary_app.services import backups, settings
from diary_app.services.diary import Diary
from diary_app.storage import transfer
from diary_app.storage.transfer import Arrived

__all__ = ["Arrived", "as_json", "import_json"]


def as_json(diary: Diary) -> str:
    """The whole diary as lossless JSON, with the trail of every change for the record."""
    trail = [transfer.plain_entry(entry) for entry in diary.file.trail()]
    document = json_file.Document(transfer.rows(diary.file), trail)
    return json_file.write(document, diary.now().iso, __version__)


def import_json(diary: Diary, text: str, merge: bool = False, dry_run: bool = False) -> Arrived:
    """Bring an exported diary in: all or nothing. Into a diary with records only with `merge`.

    A diary with records is backed up first. With `dry_run` everything is tried, nothing is kept.
    """
    document = json_file.read(text)
    if not merge and not transfer.is_empty(diary.file):
        raise BadInput("import_into_records")
    _refuse_odd_settings(document.tables.get("settings", []))
    past = [transfer.entry_of(entry) for entry in document.trail]
    if not dry_run and diary.file.trail_began():
        backups.note(diary, backups.make(diary).at)
    return transfer.put(diary.file, document.tables, past, keep=not dry_run)


def _refuse_odd_settings(rows: list[dict[str, Any]]) -> None:
    for number, row in enumerate(rows, 1):
        name = row.get("id")
        try:
            sound = settings.is_sound(str(name), json.loads(row["value"]))
        except (KeyError, RecursionError, TypeError, ValueError):
            sound = False
        if not sound:
            why = DiaryError("row_unsound", id=str(name)[:60], table="settings", number=number)
            raise BadInput("import_refused", why=why)
