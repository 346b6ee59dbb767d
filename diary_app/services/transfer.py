"""Taking a whole diary out, and in again."""

from __future__ import annotations

from diary_app import __version__
from diary_app.errors import BadInput
from diary_app.exchange import json_file
from diary_app.services import joins
from diary_app.services.diary import Diary
from diary_app.services.joins import Decided, Found
from diary_app.storage import transfer

__all__ = ["as_json", "import_json"]


def as_json(diary: Diary) -> str:
    """The whole diary as lossless JSON, with the trail of every change for the record."""
    trail = [transfer.plain_entry(entry) for entry in diary.file.trail()]
    document = json_file.Document(transfer.rows(diary.file), trail)
    return json_file.write(document, diary.now().iso, __version__)


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
