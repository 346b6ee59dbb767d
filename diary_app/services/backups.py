"""Backups that are made by themselves: when one is due, where they lie, which are let go.

They lie in a folder beside the diary, and in a second one where the person named it: a USB stick, a
folder that a cloud keeps. An old one goes only after a newer one was made and opened again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from diary_app import disk
from diary_app.domain.moment import Moment, moment
from diary_app.errors import DiaryError
from diary_app.frozen import dataclass
from diary_app.services import settings
from diary_app.services.diary import Diary, backups_beside, read_apart
from diary_app.storage import backup as _backup
from diary_app.storage.backup_list import edits_in, listed, to_let_go
from diary_app.storage.check import check
from diary_app.wording.files import how_to_restore

OLD = timedelta(days=7)
BETWEEN = timedelta(minutes=30)  # while something changes


@dataclass(frozen=True)
class Made:
    """A verified backup at `path`; `at` is the moment it was verified. `problem` is why there is
    none in the second folder, None where all is well.
    """

    path: Path
    at: Moment
    problem: DiaryError | None = None


@dataclass(frozen=True)
class LastBackup:
    """When a backup was last verified, None for never; `old` when that is more than a week ago."""

    at: Moment | None
    old: bool


def folders(diary: Diary) -> tuple[Path, ...]:
    """Where backups are made by themselves: beside the diary, and in the second folder if any."""
    second = settings.load(diary).backup_folder
    own = backups_beside(diary.file.path)
    return (own, Path(second)) if second else (own,)


def make(diary: Diary, where: tuple[Path, ...] | None = None) -> Made:
    """A verified backup now, in each folder; then the oldest that are not needed are let go.

    Raises DiaryError where the diary is damaged or the first folder cannot be written; a second one
    that is not there, such as a stick that was pulled out, is told.
    """
    own, *others = folders(diary) if where is None else where
    path, problem = _made_in(diary, own), None
    for folder in others:
        try:
            if not folder.is_dir():
                raise DiaryError("second_folder_missing", folder=folder)
            _made_in(diary, folder)
        except DiaryError as error:
            problem = error
    return Made(path, diary.now(), problem)


def make_apart(diary: Diary) -> Callable[[], Made | None]:
    """The work of a backup for another thread: it opens the file itself. None: nothing changed.

    What it needs of the open diary is read now.
    """
    where = folders(diary)
    return lambda: _if_changed(diary, where)


def _if_changed(diary: Diary, where: tuple[Path, ...]) -> Made | None:
    with read_apart(diary) as apart:
        newest = next(reversed(listed(where[0])), None)
        if newest is not None and edits_in(newest.path) == apart.file.edits_so_far():
            if check(newest.path).ok:
                return Made(newest.path, apart.now())
        elif apart.file.edits_so_far() == 0:
            return None
        return make(apart, where)


def is_due(diary: Diary) -> bool:
    """Whether the newest backup beside the diary, or the first record where there is none, is half
    an hour away or more; also one that lies ahead because the clock was wrong.
    """
    newest = next(reversed(listed(backups_beside(diary.file.path))), None)
    since = diary.file.began() if newest is None else newest.made_at
    return since is not None and abs(diary.now().utc - since) >= BETWEEN


def make_where_due(diary: Diary) -> Made | None:
    """A verified backup in each folder after half an hour with changes, else None. Errors: `make`.

    For who never opens the window: asking costs a look into the folder of the backups.
    """
    if not is_due(diary):
        return None
    made = make(diary)
    note(diary, made.at)
    return made


def copy_to(diary: Diary, folder: Path) -> Path:
    """A verified backup in `folder`, which was named; its path. `note` it: it is one like another.

    Raises DiaryError as `make`.
    """
    return _backup.backup(diary.file, folder, how_to_restore())


def note(diary: Diary, at: Moment) -> None:
    """Keep in the diary when its backup was last verified."""
    settings.save(diary, last_backup=at.iso)


def last(diary: Diary) -> LastBackup:
    """When the diary was last backed up. A diary that began this week has time yet."""
    text = settings.load(diary).last_backup
    try:
        at = moment(datetime.fromisoformat(text), diary.zone) if text else None
    except ValueError:
        at = None
    since = diary.file.began() if at is None else at.utc
    return LastBackup(at, since is not None and diary.now().utc - since >= OLD)


def beside(diary: Diary, most: int) -> tuple[tuple[Path, Moment], ...]:
    """The newest backups beside the diary, the newest first, with the moment each was made."""
    found = listed(backups_beside(diary.file.path))[::-1][:most]
    return tuple((backup.path, moment(backup.made_at, diary.zone)) for backup in found)


def last_good(path: Path) -> Path | None:
    """The newest sound backup beside the diary at `path`, None for none."""
    for backup in reversed(listed(backups_beside(disk.followed(path)))):
        try:
            if check(backup.path).ok:
                return backup.path
        except DiaryError:
            continue
    return None


def clear_left_over(path: Path) -> None:
    """Take away what copies that were killed left beside the diary and its backups."""
    for folder in (path.parent, backups_beside(path)):
        disk.clear_unfinished(folder)


def _made_in(diary: Diary, folder: Path) -> Path:
    made = _backup.backup(diary.file, folder, how_to_restore())
    backups = listed(folder)
    ages = [edits_in(backup.path) for backup in backups]
    for place in to_let_go(ages, diary.file.edits_so_far()):
        backups[place].path.unlink(missing_ok=True)
    return made
