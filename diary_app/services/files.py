"""The diary as a file: where it lies, restore, whether it is sound."""

from __future__ import annotations

from pathlib import Path

import platformdirs

from diary_app import disk
from diary_app.errors import DiaryError
from diary_app.storage import backup as _backup
from diary_app.storage import check as _check
from diary_app.storage import engine
from diary_app.storage.check import CheckResult
from diary_app.storage.diary_file import Clock
from diary_app.storage.locked import is_locked, keeps_records
from diary_app.storage.relock import relock

__all__ = ["CheckResult", "check", "default_path", "restore", "write"]


def default_path() -> Path:
    """Where the diary lies unless told otherwise: the user's data folder."""
    return platformdirs.user_data_path("dose-diary", appauthor=False) / "diary.db"


def restore(source: Path, path: Path, clock: Clock) -> Path | None:
    """Put the backup `source` in the diary's place. Where the present file was kept, if any.

    An unlocked backup is locked as the present diary is, where that one's key is held.
    """
    key = engine.key_of(disk.followed(path))
    kept = _backup.restore(source, path, clock)
    if key is not None and not is_locked(path):
        relock(path, key, clock).unlink()
    return kept


def write(path: Path, content: bytes) -> None:
    """Write a file that leaves the diary, as `disk.write_whole`, but never over a diary.

    Raises DiaryError where one is there, another database, or the journal of one.
    """
    with disk.refusals(path):
        if keeps_records(path):
            raise DiaryError("diary_there", path=path)
    disk.write_whole(path, content)


def check(path: Path) -> CheckResult:
    """Whether the diary at `path` is whole and agrees with its trail."""
    return _check.check(path)


def forget_unwritten(path: Path) -> None:
    """Take away a diary that was made for a first record which then was refused."""
    if path.exists() and not _check.check(path).rows.get("edits"):
        path.unlink()
