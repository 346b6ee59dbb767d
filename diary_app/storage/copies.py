"""Whole copies of a diary, checked before they get their name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from diary_app import disk
from diary_app.errors import DiaryError
from diary_app.storage import engine
from diary_app.storage.backup_list import listed
from diary_app.storage.check import refuse_damaged, row_counts, verified_rows
from diary_app.storage.engine import Database
from diary_app.storage.migrations import NEWEST

_README = "READ-ME-RESTORE.txt"


def verified_copy(
    db: Database, path: Path, folder: Path, now: datetime, note: str, version: int = NEWEST
) -> Path:
    """A copy in `folder` of the open diary at `path`, opened again and checked; returns its path.
    `note` is written beside it, for whoever finds the copies; `version` is the diary's.

    The name holds a number, one above the highest there, and the UTC moment; order the copies by
    the number, since a clock can be wrong. Raises DiaryError where the copy cannot be made, is
    damaged as the diary then is, or does not hold what the diary holds; then nothing with a
    backup's name is left behind.
    """
    folder = disk.followed(folder)
    with disk.refusals(folder), engine.translated(folder):
        disk.make_folder(folder)
        with disk.unfinished(folder / "dose-diary") as draft:
            _copy_checked(db, path, draft, version)
            disk.write_whole(folder / _README, note.encode())
            copy = _next_name(folder, now)
            while not disk.give_name(draft, copy):
                copy = _next_name(folder, now)
    return copy


def replaced_copy(db: Database, path: Path, target: Path) -> None:
    """A copy of the open diary at `path` in the place of `target`, checked before it is there.

    Whoever reads `target` meanwhile has the old one or the new one. Errors as `verified_copy`.
    """
    with disk.refusals(target), engine.translated(target), disk.unfinished(target) as draft:
        _copy_checked(db, path, draft, NEWEST)
        draft.replace(target)
        disk.sync_folder(target.parent)


def _copy_checked(db: Database, path: Path, draft: Path, version: int) -> None:
    try:
        with _held_still(path) as rows, engine.translated(draft.parent):
            db.execute("VACUUM INTO ?", [str(draft)])
        same = verified_rows(draft, trail=False) == rows
    except engine.Damaged:
        same = False
    if not same:  # by the diary, or by the disk of the copy
        refuse_damaged(db, path, version)
        raise DiaryError("backup_differs", folder=draft.parent)
    disk.sync(draft)


@contextmanager
def _held_still(path: Path) -> Iterator[dict[str, int]]:
    """The row counts of the diary, true until the block ends: a reader keeps writers waiting."""
    reader = engine.connect(path)
    try:
        with engine.translated(path):
            reader.execute("BEGIN")
            rows = row_counts(reader)
        yield rows
    finally:
        reader.close()


def _next_name(folder: Path, now: datetime) -> Path:
    number = max((backup.number for backup in listed(folder)), default=0) + 1
    return folder / f"dose-diary-{number:04}-{stamp(now)}.db"


def stamp(moment: datetime) -> str:
    """A UTC moment as part of a name."""
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
