"""What the diary asks of the file system: private files, whole files, and names that last."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from diary_app.errors import DiaryError
from diary_app.text import _


def make_folder(folder: Path) -> None:
    """Make `folder` and what is missing above it, open to nobody else (0700)."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)


@contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """An empty private file (0600) beside `path`, gone after the block unless it was renamed."""
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def give_name(draft: Path, path: Path) -> bool:
    """Rename `draft` to `path`, never replacing a file: False where `path` is taken."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links
        if path.exists():
            return False
        draft.rename(path)
    sync(path.parent)
    return True


def set_leftovers_aside(path: Path) -> None:
    """Rename journals left beside `path`: SQLite would play them into the next file there."""
    for ending in ("-journal", "-wal", "-shm"):
        leftover = path.with_name(path.name + ending)
        if leftover.exists():
            leftover.replace(path.with_name(f"{path.name}{ending}.left-{uuid.uuid4().hex[:8]}"))


def sync(path: Path) -> None:
    """Make a file, or the names in a folder, survive a power cut."""
    if os.name != "posix" and path.is_dir():
        return  # Windows cannot, and need not, flush a folder
    handle = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Turn what the operating system refuses about `path` into a DiaryError in plain words."""
    try:
        yield
    except OSError as error:
        raise DiaryError(
            _("{path} cannot be written.").format(path=path),
            _("The system refuses: {reason}.").format(reason=error.strerror or ""),
            _("Choose a folder you may write to, with room on its disk, and try again."),
        ) from error
