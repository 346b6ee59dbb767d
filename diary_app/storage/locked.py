"""A locked diary as a file: told from others, unlocked, a wrong key told from damage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from diary_app import disk
from diary_app.errors import DiaryError
from diary_app.storage import engine, key
from diary_app.storage.backup_list import listed
from diary_app.storage.key import PAGE, Key
from diary_app.storage.migrations import NEWEST
from diary_app.storage.salt import PLAIN

_SAMPLE = 500  # pages looked at for one that the key fits


def needs_key(path: Path) -> bool:
    """Whether the file at `path` is a locked diary whose key is not held. False for no file."""
    path = disk.followed(path)
    if not path.is_file():
        return False
    salt = engine.salt_of(path)
    return salt is not None and key.held(salt) is None


def is_locked(path: Path) -> bool:
    """Whether the file at `path` is a locked diary."""
    path = disk.followed(path)
    return path.is_file() and engine.salt_of(path) is not None


def keeps_records(path: Path) -> bool:
    """Whether a diary, another database, or the journal of one stands at `path`.

    A locked diary has no mark, so one whose key is not held is known by its name alone.
    """
    path = disk.followed(path)
    for ending in ("-journal", "-wal", "-shm"):
        if path.name.endswith(ending) and path.with_name(path.name[: -len(ending)]).is_file():
            return True
    if not path.is_file():
        return False
    if path.suffix.lower() == ".db" or engine.key_of(path) is not None:
        return True
    with engine.closing_files(), path.open("rb") as file:
        return file.read(len(PLAIN)) == PLAIN


def of_one_key(one: Path, other: Path) -> bool:
    """Whether both files are locked with one key, or both are not locked."""
    return engine.salt_of(disk.followed(one)) == engine.salt_of(disk.followed(other))


def is_diary(path: Path) -> bool:
    """Whether the file at `path` is a diary, or may be a locked one."""
    try:
        engine.examine(path, NEWEST)
    except engine.NeedsKey:
        return True
    except DiaryError as error:
        return error.kind == "diary_of_newer_version"
    return True


def unlock(path: Path, typed: str, backups: Path) -> None:
    """Hold the key of the locked diary at `path`, from its passphrase or its recovery code.

    Raises BadInput for what is neither, WrongKey where it does not fit, and Damaged where it does
    but the file's beginning is broken: some other page of it, or a backup in the folder `backups`,
    was written with this key. Not a byte is changed.
    """
    path = disk.followed(path)
    salt = engine.salt_of(path)
    if salt is None:
        engine.examine(path, NEWEST)
        return
    raw = key.read_code(typed)
    tried = Key(raw, salt) if raw is not None else key.derived(typed, salt)
    if _opens(path, tried):
        key.hold(tried)
        return
    if _fits(path, tried):
        key.hold(tried)
        raise engine.damaged(path, engine.Damaged("beginning_damaged"))
    for own, copy in _newest_by_salt(backups).items():
        other = Key(raw, own) if raw is not None else key.derived(typed, own)
        # A backup from before the passphrase was changed tells nothing about this file.
        if _fits(copy, other) and (own == salt or _fits(path, other)):
            key.hold(other)
            key.hold(other, salt)
            raise engine.damaged(path, engine.Damaged("beginning_damaged"))
    raise WrongKey("key_wrong", path=path)


def _newest_by_salt(folder: Path) -> dict[bytes, Path]:
    copies = ((engine.salt_of(backup.path), backup.path) for backup in listed(folder))
    return {salt: copy for salt, copy in copies if salt is not None}


class WrongKey(DiaryError):
    """The passphrase or the recovery code is not that of the file."""


def _opens(path: Path, tried: Key) -> bool:
    try:
        db = engine.connect(path, tried)
    except engine.Damaged:
        return False
    try:
        with engine.translated(path):
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except engine.Damaged:
        return False
    finally:
        db.close()
    return True


def _fits(path: Path, tried: Key) -> bool:
    """Whether any page of the file was written with this key."""
    return any(key.fits_page(tried, page, number) for number, page in _pages(path))


def _pages(path: Path) -> Iterator[tuple[int, bytes]]:
    with engine.closing_files(), path.open("rb") as file:
        count = path.stat().st_size // PAGE
        for number in range(1, count + 1, max(1, count // _SAMPLE)):
            file.seek((number - 1) * PAGE)
            yield number, file.read(PAGE)
