"""Backups: whole copies, checked before they get their name; and the way back from one."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from diary_app import disk
from diary_app.errors import DiaryError
from diary_app.storage import engine
from diary_app.storage.check import row_counts, verified_rows
from diary_app.storage.diary_file import Clock, DiaryFile
from diary_app.storage.migrations import NEWEST

_NAME = re.compile(r"dose-diary-(\d+)-\d{8}T\d{6}Z\.db")
_README = "READ-ME-RESTORE.txt"


def backup(diary: DiaryFile, folder: Path, note: str) -> Path:
    """A copy of `diary` in `folder`, opened again and checked; returns its path. `note` is written
    beside it, for whoever finds the copies.

    The name holds a number, one above the highest there, and the UTC moment; order the copies by
    the number, since a clock can be wrong. Raises DiaryError where the copy cannot be made or does
    not hold what the diary holds; then nothing with a backup's name is left behind.
    """
    folder = folder.expanduser().resolve()
    diary.refuse_broken()
    with disk.refusals(folder), engine.translated(folder):
        disk.make_folder(folder)
        with disk.unfinished(folder / "dose-diary") as draft:
            with _held_still(diary.path) as rows:
                diary.db.execute("VACUUM INTO ?", [str(draft)])
            if verified_rows(draft) != rows:
                raise DiaryError("backup_differs", folder=folder)
            disk.sync(draft)
            disk.write_whole(folder / _README, note.encode())
            path = _next_name(folder, diary.now())
            while not disk.give_name(draft, path):
                path = _next_name(folder, diary.now())
    return path


@contextmanager
def _held_still(path: Path) -> Iterator[dict[str, int]]:
    """The row counts of the diary, true until the block ends: a reader keeps writers waiting."""
    reader = engine.connect(path)
    try:
        reader.execute("BEGIN")
        yield row_counts(reader)
    finally:
        reader.close()


def _next_name(folder: Path, now: datetime) -> Path:
    taken = [int(found[1]) for each in folder.iterdir() if (found := _NAME.fullmatch(each.name))]
    return folder / f"dose-diary-{max(taken, default=0) + 1:04}-{_stamp(now)}.db"


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def restore(source: Path, path: Path, clock: Clock) -> Path | None:
    """Put the backup `source` in the place of the diary `path`, which must be closed here.

    The present file is kept, whatever its state, beside it as `…before-restore-<moment>.db`; its
    path is returned, None where there was none. A crash leaves the old diary or the restored one.
    Raises DiaryError, and changes nothing, for a source that is damaged, newer than this program
    or no diary.
    """
    source, path = source.expanduser().resolve(), path.expanduser().resolve()
    verified_rows(source)
    if path.exists() and (not path.is_file() or path.samefile(source)):
        raise DiaryError("diary_not_replaced", path=path)
    with disk.refusals(path):
        disk.make_folder(path.parent)
        with disk.unfinished(path) as draft:
            shutil.copyfile(source, draft)
            verified_rows(draft)
            disk.sync(draft)
            kept = _keep(path, clock()) if path.exists() else None
            engine.set_leftovers_aside(path)
            draft.replace(path)
        disk.sync_folder(path.parent)
    return kept


def _keep(path: Path, now: datetime) -> Path:
    """Give the present file a second name, with what its journal still has to take back."""
    _finish_interrupted(path)
    name = kept = path.with_name(f"{path.stem}.before-restore-{_stamp(now)}{path.suffix}")
    again = 1
    while not _second_name(path, kept):
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


def _second_name(path: Path, kept: Path) -> bool:
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
