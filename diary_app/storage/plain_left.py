"""Files beside a locked diary that anyone can read: what was there before it was locked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from diary_app import disk
from diary_app.errors import DiaryError
from diary_app.storage import engine
from diary_app.storage.salt import PLAIN

_OURS = engine.APPLICATION_ID.to_bytes(4, "big")
_JOURNAL = bytes.fromhex("d9d505f920a163d7")


def plain_left(path: Path, folders: Sequence[Path]) -> tuple[Path, ...]:
    """The readable diaries in the folder of `path` and in `folders`, and journals of such; none
    while the diary itself is not locked. One of made-up data does not count.
    """
    path = disk.followed(path)
    if not path.is_file() or engine.salt_of(path) is None:
        return ()
    places = dict.fromkeys((path.parent, *(disk.followed(folder) for folder in folders)))
    found = {file: None for folder in places for file in _files(folder) if file != path}
    return tuple(file for file in found if _is_readable(file, path))


def delete(files: Sequence[Path]) -> None:
    """Delete the files, names and all. Raises DiaryError where one stays."""
    for file in files:
        with disk.refusals(file):
            file.unlink(missing_ok=True)
            disk.sync_folder(file.parent)


def _files(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(each for each in folder.iterdir() if each.is_file())
    except OSError:
        return


def _is_readable(file: Path, diary: Path) -> bool:
    try:
        with file.open("rb") as opened:
            header = opened.read(100)
    except OSError:
        return False
    if header.startswith(_JOURNAL) and "-journal" in file.name:
        # The live journal of the locked diary holds only locked pages.
        return file.name.startswith(diary.stem) and file.name != f"{diary.name}-journal"
    return header.startswith(PLAIN) and header[68:72] == _OURS and not _is_made_up(file)


def _is_made_up(file: Path) -> bool:
    db = None
    try:
        db = engine.connect(file)
        with engine.translated(file):
            rows = list(engine.checked_rows(db, "settings", "WHERE id = 'demo'"))
        return any(row["value"] == "true" for row in rows)
    except DiaryError:
        return False
    finally:
        if db is not None:
            db.close()
