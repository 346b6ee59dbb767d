"""The lock of a diary: its passphrase set, changed, taken away; unlocked; locked again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from diary_app import disk
from diary_app.errors import BadInput, DiaryError
from diary_app.frozen import dataclass
from diary_app.services import backups
from diary_app.services.diary import Diary, backups_beside, open_diary
from diary_app.storage import engine, key, locked
from diary_app.storage import plain_left as _plain_left
from diary_app.storage.engine import Damaged, NeedsKey
from diary_app.storage.key import Key
from diary_app.storage.locked import WrongKey, is_locked, needs_key
from diary_app.storage.migrations import NEWEST
from diary_app.storage.relock import relock

__all__ = ["BadInput", "Damaged", "NeedsKey", "Relocked", "WrongKey", "is_locked", "needs_key"]

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Relocked:
    """What came of it. `code` is the recovery code, to be shown once, "" where there is no lock;
    `kept` the diary as it was before; `backup` a verified backup of the diary as it is now, None
    where `problem` says why there is none; `plain` the files left that anyone can read.
    """

    code: str
    kept: Path
    backup: Path | None
    problem: DiaryError | None
    plain: tuple[Path, ...]


def unlock(path: Path, typed: str) -> None:
    """Hold the key of the locked diary at `path`, from its passphrase or recovery code.

    Raises BadInput for neither, WrongKey where it does not fit, Damaged where it fits but the file
    is broken at its beginning.
    """
    locked.unlock(path, typed, backups_beside(disk.followed(path)))


def lock_now() -> None:
    """Forget every key. Close the diary first: an open one stays open."""
    key.let_go()


def set_passphrase(path: Path, passphrase: str, clock: Clock, zone: str) -> Relocked:
    """Lock the diary at `path`, which must be closed here. Raises DiaryError for a locked one."""
    refuse_locked(path)
    return _relocked(path, key.new_key(passphrase), clock, zone)


def change_passphrase(path: Path, passphrase: str, clock: Clock, zone: str) -> Relocked:
    """Give the unlocked diary another passphrase and another recovery code."""
    refuse_unready(path)
    return _relocked(path, key.new_key(passphrase), clock, zone)


def remove_passphrase(path: Path, clock: Clock, zone: str) -> Relocked:
    """Take the lock away: anyone who has the file can read it then."""
    refuse_unready(path)
    return _relocked(path, None, clock, zone)


def refuse_locked(path: Path) -> None:
    """Raise DiaryError where the diary is locked already, or is none."""
    if is_locked(path):
        raise DiaryError("locked_already", path=path)
    engine.examine(path, NEWEST)


def refuse_unready(path: Path) -> None:
    """Raise DiaryError where the diary is not locked, and NeedsKey where its key is not held."""
    engine.examine(path, NEWEST)
    if not is_locked(path):
        raise DiaryError("not_locked", path=path)


def _relocked(path: Path, new: Key | None, clock: Clock, zone: str) -> Relocked:
    path = disk.followed(path)
    backups.clear_left_over(path)
    kept = relock(path, new, clock)
    diary = open_diary(path, clock, zone)
    made, problem = None, None
    try:
        result = backups.make(diary)
        made, problem = result.path, result.problem
        backups.note(diary, result.at)
    except DiaryError as error:
        problem = error
    finally:
        plain = plain_left(diary)
        diary.file.close()
    code = "" if new is None else key.recovery_code(new)
    return Relocked(code, kept, made, problem, plain)


def code_ends_with(code: str, typed: str) -> bool:
    """Whether `typed` is the last group of the recovery code: somebody has written it down."""
    return typed.strip().upper() == code.rpartition("-")[2]


def plain_left(diary: Diary) -> tuple[Path, ...]:
    """The files beside the locked diary, and in its backup folders, that anyone can read."""
    return _plain_left.plain_left(diary.file.path, backups.folders(diary))


def delete_plain(files: tuple[Path, ...], diary: Diary | None = None) -> None:
    """Delete what `plain_left` found of `diary`, once a verified locked backup of it exists.

    None: it was made just now. Raises DiaryError where there is none and none can be made.
    """
    if diary is not None:
        newest = backups.last_good(diary.file.path)
        if newest is None or not is_locked(newest):
            backups.make(diary)
    _plain_left.delete(files)
