"""Opens the SQLite engine on a file, and says why it cannot.

The only module that knows how the engine (sqlcipher3) and the table layer (sqlite-utils) are
joined, and the only one that sees the engine's exceptions.
"""

from __future__ import annotations

import sys
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

import sqlcipher3
from sqlcipher3 import dbapi2

from diary_app import disk
from diary_app.errors import DiaryError, NotFound
from diary_app.storage import key as keys
from diary_app.storage.check_value import Differs, verified
from diary_app.storage.hot_journal import first_page_before
from diary_app.storage.key import Key
from diary_app.storage.salt import PLAIN, salt_in

# sqlite-utils takes its engine from "pysqlite3" where that exists. Without this alias it would
# catch the exceptions of Python's own sqlite3, which our engine never raises.
sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = dbapi2
# It also loads numpy and pandas, only to be able to store their types, at 100 ms of every start.
# A None in sys.modules makes that one import fail, which sqlite-utils expects.
_not_needed = {name: None for name in ("numpy", "pandas") if name not in sys.modules}
sys.modules.update(_not_needed)  # type: ignore[arg-type]
try:
    import sqlite_utils
finally:
    for _name in _not_needed:
        del sys.modules[_name]

# Others take these from here, so that sqlite-utils is never loaded without the alias.
Database = sqlite_utils.Database
Migrations = sqlite_utils.Migrations

APPLICATION_ID = 0x44446961  # "DDia", in the header of every diary
BUSY_SECONDS = 5.0
_HEADER = PLAIN


_files = RLock()


@contextmanager
def closing_files() -> Iterator[None]:
    """Held while a diary's bytes are read beside SQLite, and while a transaction is open.

    On POSIX systems closing any handle of a file drops all locks this process has on it, those of
    another thread's transaction included.
    """
    with _files:
        yield


class Locked(DiaryError):
    """Another program kept the file busy."""


class Damaged(DiaryError):
    """SQLite found the file's structure broken."""


class NeedsKey(DiaryError):
    """The diary is locked, and nobody has told its passphrase or recovery code."""


# docs/decisions/6-journal-mode.md says why each of the first three is as it is.
_PRAGMAS = (
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "fullfsync=1",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "secure_delete=ON",
    "cache_size=-65536",
)
# Before the key: the engine would else write of every page it cannot read to the terminal. What it
# wipes and pins is the memory of every diary in this process, from then on.
LOCKED_FIRST = ("cipher_log_level=NONE", "cipher_memory_security=ON")
_LOCKED = ("temp_store=MEMORY",)


def examine(path: Path, newest: int) -> int:
    """The schema version of the diary at `path`, read from its header without touching a byte.

    Raises NotFound where there is no file, NeedsKey for a locked diary whose key is not held, and
    DiaryError for a folder, a pipe, an empty file, a file of another kind, or a diary whose version
    is above `newest`.
    """
    try:
        if not path.exists():
            raise NotFound("no_diary", path=path)
        if not path.is_file():
            raise not_a_diary(path, "not_a_file")
        with closing_files():
            take_back_half_done(path)
            with path.open("rb") as file:
                header = file.read(100)
    except OSError as error:
        raise unreadable(path, error) from error
    if not header:
        raise not_a_diary(path, "file_empty")
    if header.startswith(_HEADER) and len(header) == 100:
        program, version = (int.from_bytes(header[at : at + 4], "big") for at in (68, 60))
    else:
        program, version = _behind_the_lock(path)
    if program != APPLICATION_ID:
        raise not_a_diary(path, "database_of_another_program")
    if version > newest:
        raise DiaryError("diary_of_newer_version", path=path, theirs=version, ours=newest)
    return version


def salt_of(path: Path) -> bytes | None:
    """The salt of the locked diary at `path`, None for any other file. Raises DiaryError."""
    try:
        with closing_files():
            return salt_in(path)
    except OSError as error:
        raise unreadable(path, error) from error


def _behind_the_lock(path: Path) -> tuple[int, int]:
    """The program's number and the version in a locked file."""
    salt = salt_of(path)
    if salt is None:
        raise not_a_diary(path, "file_of_another_kind")
    if keys.held(salt) is None:
        raise NeedsKey("key_needed", path=path)
    db = connect(path)
    try:
        with translated(path):
            program = int(db.execute("PRAGMA application_id").fetchone()[0])
            return program, int(db.execute("PRAGMA user_version").fetchone()[0])
    finally:
        db.close()


def take_back_half_done(path: Path) -> None:
    """Let SQLite take back the transaction that a crash left half done, if there is one.

    Before the header is judged: the first page may be half written itself. Only where the journal's
    copy of that page is a diary's; a file of another kind beside any journal is left alone.
    """
    journal = path.with_name(path.name + "-journal")
    if journal.exists() and (_is_ours(first_page_before(journal)) or key_of(path) is not None):
        db = connect(path)
        try:
            with translated(path):
                db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        except Damaged:
            return  # whoever opens it next will tell
        finally:
            db.close()


def _is_ours(header: bytes) -> bool:
    return header.startswith(_HEADER) and int.from_bytes(header[68:72], "big") == APPLICATION_ID


def not_a_diary(path: Path, why: str) -> DiaryError:
    """The error for a file that is none of ours; `why` is a kind of error that says more."""
    return DiaryError("not_a_diary", path=path, why=DiaryError(why))


def connect(path: Path, key: Key | None = None) -> Database:
    """An open connection to the existing file `path`. Foreign keys are still off.

    They are switched on after the migrations, which may rebuild a table others point to. `key`:
    of a locked diary, None for the one that is held for it.
    """
    key = key or key_of(path)
    with translated(path):
        # mode=rw: a missing file is an error here, never quietly a new and empty diary.
        conn = sqlcipher3.connect(
            f"{path.absolute().as_uri()}?mode=rw",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
        )
        try:
            if key is not None:
                _set_key(conn, key)
            for pragma in _PRAGMAS:
                conn.execute(f"PRAGMA {pragma}").fetchall()
            return Database(conn, execute_plugins=False)
        except UnicodeDecodeError as error:  # the engine quotes a damaged table's text
            conn.close()
            raise damaged(path) from error
        except BaseException:
            conn.close()
            raise


def key_of(path: Path) -> Key | None:
    """The key that is held for the file at `path`, None where it is not locked or not told."""
    if not keys.holds_any() or not path.is_file():
        return None
    salt = salt_of(path)
    return None if salt is None else keys.held(salt)


def _set_key(conn: Any, key: Key) -> None:
    """Give an untouched connection its key. Raises DiaryError from an engine that cannot lock."""
    if not conn.execute("PRAGMA cipher_version").fetchall():
        raise DiaryError("engine_cannot_lock")
    for pragma in LOCKED_FIRST:
        conn.execute(f"PRAGMA {pragma}").fetchall()
    conn.set_key(key.spec)
    for pragma in _LOCKED:
        conn.execute(f"PRAGMA {pragma}").fetchall()


def is_whole(db: Database) -> bool:
    """Whether the structure of the open file is sound, and of a locked one every page too."""
    if [row[0] for row in db.execute("PRAGMA integrity_check(1)")] != ["ok"]:
        return False
    # Each sees what the other misses: a page changed where no row points, a file cut at a page.
    return not db.execute("PRAGMA cipher_integrity_check").fetchall() if is_keyed(db) else True


def is_keyed(db: Database) -> bool:
    """Whether the open file is locked."""
    return bool(db.execute("PRAGMA cipher_status").fetchone() == ("1",))


def copy_with_key(db: Database, draft: Path, key: Key | None) -> None:
    """Write all of the open file into the empty file `draft`, locked with `key`, None for plain."""
    db.execute("ATTACH ? AS copy KEY ?", [str(draft), "" if key is None else key.spec])
    try:
        db.execute("PRAGMA copy.synchronous=EXTRA")
        db.execute("SELECT sqlcipher_export('copy')").fetchone()
        for name in ("application_id", "user_version"):
            number = db.execute(f"PRAGMA main.{name}").fetchone()[0]
            db.execute(f"PRAGMA copy.{name}={int(number)}")
    finally:
        db.execute("DETACH copy")


def in_memory() -> Database:
    """An empty database in no file."""
    return Database(sqlcipher3.connect(":memory:", isolation_level=None), execute_plugins=False)


def create(path: Path, build: Callable[[Database], None], key: Key | None = None) -> None:
    """Make the diary `path` with what `build` puts in it: whole, or not at all. `key` locks it.

    The file appears under its name only when it is finished, so a crash cannot leave half a diary.
    Mode 0600; folders made on the way 0700. Where the file exists by now, it is left as it is.
    """
    with translated(path), disk.refusals(path):
        disk.make_folder(path.parent)
        with disk.unfinished(path) as draft:
            db = connect(draft, key)
            try:
                build(db)
            finally:
                db.close()
            set_leftovers_aside(path)
            disk.give_name(draft, path)


def checked_rows(
    db: Database,
    table: str,
    which: str = "",
    params: Sequence[str | int | None] | Mapping[str, str | int | None] = (),
) -> Iterator[dict[str, Any]]:
    """The whole rows of `table` that the clauses `which` choose. Raises Differs at a damaged one.

    Without the savepoint that sqlite-utils puts around every query of its own.
    """
    given: Any = params
    cursor = db.execute(f"SELECT * FROM {table} {which}", given)  # noqa: S608
    names = [column[0] for column in cursor.description]
    for values in cursor:
        yield verified(table, dict(zip(names, values, strict=True)))


def set_leftovers_aside(path: Path) -> None:
    """Rename journals left beside `path`: SQLite would play them into the next file there."""
    for ending in ("-journal", "-wal", "-shm"):
        leftover = path.with_name(path.name + ending)
        if leftover.exists():
            leftover.replace(path.with_name(f"{path.name}{ending}.left-{uuid.uuid4().hex[:8]}"))


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what the engine raises about the file `path` into a DiaryError.

    A broken constraint is a bug of ours and becomes ValueError; so no caller needs the engine's
    exceptions. No message carries SQL or a value of the diary.
    """
    try:
        yield
    except Differs as error:
        raise damaged(path, Damaged("row_differs", table=error.table)) from error
    except dbapi2.IntegrityError as error:
        raise ValueError(str(error)) from error
    except dbapi2.DatabaseError as error:
        name: str = getattr(error, "sqlite_errorname", "")
        if str(error).startswith("Could not decode"):  # a text that is not UTF-8 has no name
            name = "SQLITE_CORRUPT"
        known = _known(name, path)
        if known is None:
            raise
        raise known from error


def _known(name: str, path: Path) -> DiaryError | None:
    """The DiaryError for an error name of SQLite, None where it can only be our bug."""
    match name.split("_")[1] if "_" in name else name:
        case "BUSY" | "LOCKED":
            return Locked("locked", path=path, n=int(BUSY_SECONDS))
        case "FULL":
            return DiaryError("disk_full", path=path)
        case "IOERR":
            return DiaryError("disk_failing", path=path)
        case "READONLY" if name == "SQLITE_READONLY_DBMOVED":
            return moved(path)
        case "READONLY" | "CANTOPEN" | "PERM" | "AUTH":
            return DiaryError("file_read_only", path=path)
        case "CORRUPT" | "NOTADB":
            return damaged(path)
    return None


def unreadable(path: Path, error: OSError) -> DiaryError:
    """The error for a diary that the system does not let us read."""
    return DiaryError("diary_not_readable", path=path, reason=error.strerror or "")


def damaged(path: Path, *why: Damaged) -> Damaged:
    """The error for a diary in which something is not as it was stored."""
    if why:
        return Damaged("damaged_thus", path=path, damage=why)
    return Damaged("damaged", path=path)


def moved(path: Path) -> DiaryError:
    """The error for a diary that was moved, replaced or deleted while it was open."""
    return DiaryError("diary_moved", path=path)
