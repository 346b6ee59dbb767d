"""Keeping copies of one diary on several computers in step, by a folder that all of them see.

Each computer writes a checked copy of its diary there, encrypted where the diary is locked, under a
name of its own, and joins the copies of the others. The diary itself never lies there: two programs
would write it at once. A sync program may give a copy another name, where two computers wrote one;
such a file is a copy like any other.
"""

from __future__ import annotations

import hashlib
import platform
import re
import uuid
from collections.abc import Callable
from pathlib import Path

from diary_app.errors import DiaryError
from diary_app.frozen import dataclass
from diary_app.services import joins, settings
from diary_app.services.diary import Diary, read_apart
from diary_app.services.joins import Decided, Found, Other, Worked
from diary_app.storage.backup_list import edits_in
from diary_app.storage.copies import replaced_copy
from diary_app.storage.diary_file import Clock
from diary_app.storage.locked import is_diary, needs_key, of_one_key

_NAME = re.compile(r"dose-diary-of-.*\.db", re.DOTALL)
_SEEN = 50  # digests that are remembered


@dataclass(frozen=True)
class Copy:
    """Another computer's copy as it was read: `other` None where `problem` says why not."""

    path: Path
    digest: str
    other: Other | None = None
    problem: DiaryError | None = None


@dataclass(frozen=True)
class Met:
    """What came of another copy: `found` what it brought, or `problem` why it was not joined.
    Where `found` has questions a person must decide first; nothing was stored.
    """

    copy: Copy
    found: Found | None = None
    problem: DiaryError | None = None


def folder(diary: Diary) -> Path | None:
    """The folder that several computers see, None for none."""
    given = settings.load(diary).step_folder
    return Path(given) if given else None


def use(diary: Diary, chosen: Path | None) -> None:
    """Meet other copies in the folder `chosen`, or in none. Not in the diary's own: DiaryError."""
    if chosen is not None and chosen.resolve() == diary.file.path.parent:
        raise DiaryError("step_folder_own", folder=chosen)
    given = "" if chosen is None else str(chosen.resolve())
    settings.save(diary, step_folder=given, step_seen=())


def own_name(path: Path) -> str:
    """The name of this computer's copy of the diary at `path`."""
    host = re.sub(r"[^A-Za-z0-9-]+", "-", platform.node())[:30].strip("-") or "computer"
    place = hashlib.sha256(f"{uuid.getnode()} {path}".encode()).hexdigest()[:8]
    return f"dose-diary-of-{host}-{place}.db"


def read_others(diary: Diary) -> Callable[[], tuple[Copy, ...]]:
    """The work of reading what is new in the folder, for another thread.

    Raises DiaryError there, where the folder is not to be seen: the stick may be pulled out.
    """
    own, path, clock = settings.load(diary), diary.file.path, diary.clock

    def read() -> tuple[Copy, ...]:
        if not own.step_folder:
            return ()
        seen = frozenset(own.step_seen)
        found = (_read(each, path, clock, seen) for each in _others(Path(own.step_folder), path))
        return tuple(copy for copy in found if copy is not None)

    return read


def judge(diary: Diary, copy: Copy) -> Callable[[], Worked | None]:
    """The work of judging a copy that was read, for another thread; what `joins.work_out` does.

    Raises DiaryError there, where it is not a copy of this diary.
    """
    other = copy.other
    assert other is not None

    def work() -> Worked | None:
        with read_apart(diary) as apart:
            if not joins.goes_on_from_one(apart, other):
                raise DiaryError("step_of_another", path=copy.path)
        return joins.work_out(diary, other, Decided())()

    return work


def join_one(diary: Diary, copy: Copy, worked: Worked | None) -> Met:
    """Join a copy that was judged, where it needs no decision: one step that Undo takes back."""
    assert copy.other is not None
    try:
        found = joins.store(diary, copy.other, Decided(), worked)
    except DiaryError as error:
        return Met(copy, problem=error)
    if not found.questions:
        seen = (*settings.load(diary).step_seen, copy.digest)[-_SEEN:]
        settings.save(diary, step_seen=seen)
    return Met(copy, found)


def write_copy(diary: Diary) -> Callable[[], Path | None]:
    """The work of writing this computer's copy, for another thread: its path, None for no folder.

    It opens the diary itself. Nothing is written where nothing changed since.
    """
    own, path = settings.load(diary), diary.file.path

    def write() -> Path | None:
        if not own.step_folder:
            return None
        _refuse_missing(Path(own.step_folder))
        target = Path(own.step_folder) / own_name(path)
        with read_apart(diary) as apart:
            # One from before the passphrase was set or changed must not stay as it was.
            stale = not target.exists() or not of_one_key(target, path)
            if stale or edits_in(target) != apart.file.edits_so_far():
                replaced_copy(apart.file.db, path, target)
        return target

    return write


def _others(where: Path, own: Path) -> list[Path]:
    _refuse_missing(where)
    return sorted(
        each
        for each in where.iterdir()
        if _NAME.fullmatch(each.name) and each.name != own_name(own) and each.is_file()
    )


def _refuse_missing(where: Path) -> None:
    if not where.is_dir():
        raise DiaryError("step_folder_missing", folder=where)


def _read(path: Path, own: Path, clock: Clock, seen: frozenset[str]) -> Copy | None:
    digest = ""
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:32]
        if digest in seen:
            return None
        if needs_key(path):
            return Copy(path, digest, problem=DiaryError("step_locked", path=path))
        if not is_diary(path):
            return Copy(path, digest, problem=DiaryError("step_not_whole", path=path))
        return Copy(path, digest, joins.of_file(path, own, clock))
    except DiaryError as error:
        return Copy(path, digest, problem=error)
    except OSError as error:
        why = DiaryError("diary_not_readable", path=path, reason=error.strerror)
        return Copy(path, digest, problem=why)
