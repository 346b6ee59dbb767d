"""A backup of the open diary, and the way back from one."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from diary_app import disk
from diary_app.errors import DiaryError
from diary_app.storage import engine
from diary_app.storage.check import verified_rows
from diary_app.storage.copies import stamp, verified_copy
from diary_app.storage.diary_file import Clock, DiaryFile
from diary_app.storage.migrations import NEWEST


def backup(diary: DiaryFile, folder: Path, note: str) -> Path:
    """A copy of `diary` in `folder`, as `verified_copy`; its path."""
    return verified_copy(diary.db, diary.path, folder, diary.now(), note)


def restore(source: Path, path: Path, clock: Clock, kept_as: str = "before-restore") -> Path | None:
    """Put the backup `source` in the place of the diary `path`, which must be closed here.

    The present file is kept, whatever its state, beside it as `….<kept_as>-<moment>.db`; its path
    is returned, None where there was none. A crash leaves the old diary or the restored one.
    Raises DiaryError, and changes nothing, for a source that is damaged, newer than this program
    or no diary.
    """
    source, path = disk.followed(source), disk.followed(path)
    verified_rows(source)
    if path.exists() and (not path.is_file() or path.samefile(source)):
        raise DiaryError("diary_not_replaced", path=path)
    with disk.refusals(path):
        disk.make_folder(path.parent)
        with disk.unfinished(path) as draft:
            shutil.copyfile(source, draft)
            verified_rows(draft)
            disk.sync(draft)
            kept = _keep(path, clock(), kept_as) if path.exists() else None
            engine.set_leftovers_aside(path)
            draft.replace(path)
        disk.sync_folder(path.parent)
    return kept


def _keep(path: Path, now: datetime, kept_as: str) -> Path:
    """Give the present file a second name, with what its journal still has to take back."""
    _finish_interrupted(path)
    name = kept = path.with_name(f"{path.stem}.{kept_as}-{stamp(now)}{path.suffix}")
    again = 1
    while not second_name(path, kept):
        again += 1
        kept = name.with_name(f"{name.stem}-{again}{name.suffix}")
    journal = path.with_name(path.name + "-journal")
    if journal.exists():
        shutil.copyfile(journal, kept.with_name(kept.name + "-journal"))
    return kept


def _finish_interrupted(path: Path) -> None:
    """Let SQLite take back a half-done transaction, and refuse while someone is writing.

    A file that is no diary, or damaged, is kept as it is.
    """
    try:
        engine.examine(path, NEWEST)
        db = engine.connect(path)
    except engine.Locked:
        raise
    except DiaryError:
        return
    try:
        with engine.translated(path):
            db.execute("BEGIN EXCLUSIVE")
            db.rollback()
    except engine.Damaged:
        return
    finally:
        db.close()


def second_name(path: Path, kept: Path) -> bool:
    """Keep the bytes of `path` as `kept` too; False where that name is taken."""
    if kept.exists():
        return False
    try:
        kept.hardlink_to(path)
    except OSError:  # a file system without hard links
        with disk.unfinished(kept) as draft:
            shutil.copyfile(path, draft)
            disk.sync(draft)
            return disk.give_name(draft, kept)
    return True
