"""Several diaries on one computer: the names of those opened last, by this user."""

from __future__ import annotations

import json
from pathlib import Path

import platformdirs

from diary_app import disk
from diary_app.storage import engine
from diary_app.storage.engine import NeedsKey
from diary_app.storage.locked import is_diary
from diary_app.storage.migrations import NEWEST

_MOST = 6


def recent() -> tuple[Path, ...]:
    """The diaries opened last that are still there, the latest first; none where nobody knows."""
    try:
        names = json.loads(_list().read_text(encoding="utf-8"))
        paths = [Path(name) for name in names if isinstance(name, str)]
        return tuple(path for path in paths if path.is_file())[:_MOST]
    except (OSError, TypeError, ValueError):
        return ()


def remember(path: Path) -> None:
    """Put the diary at `path` first in the list. Raises DiaryError where it cannot be written."""
    path = disk.followed(path)
    others = [each for each in recent() if each != path]
    if recent()[:1] == (path,):
        return
    names = [str(each) for each in (path, *others)][:_MOST]
    with disk.refusals(_list()):
        disk.make_folder(_list().parent)
    disk.write_whole(_list(), json.dumps(names).encode())


def refuse_other_file(path: Path) -> None:
    """Raise DiaryError unless the file at `path` is a diary, or a locked one. It stays as it is."""
    try:
        engine.examine(path, NEWEST)
    except NeedsKey:
        return


def place_for(path: Path) -> Path:
    """Where a new diary lies that a person wants at `path`.

    In a folder of its own where another diary is there already: the backups of the two lie in the
    folder of each, and one must never be taken for the other's.
    """
    path = path if path.suffix else path.with_name(f"{path.name}.db")
    path = disk.followed(path)
    others = (each for each in path.parent.glob("*.db") if each != path)
    return path.parent / path.stem / path.name if any(map(is_diary, others)) else path


def name_of(path: Path) -> str:
    """What a diary is called: the name of its file, without what stands after the point."""
    return path.stem


def _list() -> Path:
    return platformdirs.user_state_path("dose-diary", appauthor=False) / "recent-diaries.json"
