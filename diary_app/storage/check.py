"""Whether a diary file is whole, is ours, and agrees with its own trail."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from diary_app import disk
from diary_app.frozen import dataclass
from diary_app.storage import engine
from diary_app.storage.check_value import BETWEEN, COLUMN, SETTINGS, Differs, for_texts
from diary_app.storage.engine import Database
from diary_app.storage.migrations import NEWEST, schema, statements, tables
from diary_app.storage.trail import QUIET, Row, agree


@dataclass(frozen=True)
class CheckResult:
    """What a check found. `rows` counts the rows of each table, the trail's two included.

    `damage` holds one fact per kind of damage; `unexplained` counts the records that are not
    as the trail left them, which means another program, or a failing disk, changed them.
    """

    path: Path
    version: int
    rows: dict[str, int]
    damage: tuple[engine.Damaged, ...]
    unexplained: int

    @property
    def found(self) -> tuple[engine.Damaged, ...]:
        """Everything that was found, the unexplained records too."""
        if not self.unexplained:
            return self.damage
        return (*self.damage, engine.Damaged("records_unexplained", n=self.unexplained))

    @property
    def ok(self) -> bool:
        """Whether nothing at all was found."""
        return not self.damage and not self.unexplained


def check(path: Path) -> CheckResult:
    """Examine the diary at `path`. Only a transaction that a crash left half done is taken back.

    Raises NotFound and DiaryError as opening it would; damage is not raised but told.
    """
    path = disk.followed(path)
    version = engine.examine(path, NEWEST)
    try:
        with _reading(path) as db:
            return examined(db, path, version)
    except engine.Damaged as error:
        return CheckResult(path, version, {}, _causes(error), 0)


def _causes(error: engine.Damaged) -> tuple[engine.Damaged, ...]:
    """What an error of `engine.damaged` is for, itself where it names no cause."""
    damage = error.given.get("damage")
    return damage if isinstance(damage, tuple) else (error,)


def examined(db: Database, path: Path, version: int, trail: bool = True) -> CheckResult:
    """What the full check finds in the open file: its structure, its rows, and whether each record
    is as the trail left it; that last not without `trail`, where rows have check values.
    """
    with engine.translated(path):
        db.execute("BEGIN")  # all of it as it is at one moment
        try:
            damage = tuple(_damage(db, version))
            if damage:
                return CheckResult(path, version, {}, damage, 0)
            if trail or COLUMN not in db.table("edits").columns_dict:
                unexplained = _unexplained(db)
            else:
                unexplained = _read_all(db)
            return CheckResult(path, version, row_counts(db), (), unexplained)
        except (ArithmeticError, LookupError, TypeError, UnicodeError, ValueError) as error:
            raise engine.damaged(path) from error  # not even readable as rows
        finally:
            db.rollback()


def refuse_damaged(db: Database, path: Path, version: int = NEWEST) -> dict[str, int]:
    """The row counts of the open file; raises Damaged, saying of what, unless it is sound."""
    result = examined(db, path, version)
    if not result.ok:
        raise engine.damaged(path, *result.found)
    return result.rows


def verified_rows(path: Path, trail: bool = True) -> dict[str, int]:
    """The row counts of the diary at `path`; raises DiaryError where it is not one, or damaged.

    `trail` as in `examined`: a copy of a file that was looked over needs it no second time.
    """
    version = engine.examine(path, NEWEST)
    with _reading(path) as db:
        result = examined(db, path, version, trail)
    if not result.ok:
        raise engine.Damaged("copy_damaged", path=path, damage=result.found)
    return result.rows


def row_counts(db: Database) -> dict[str, int]:
    """How many rows each table holds."""
    return {name: db.table(name).count for name in tables(db)}


@contextmanager
def _reading(path: Path) -> Iterator[Database]:
    db = engine.connect(path)
    try:
        with engine.translated(path):
            yield db
    finally:
        db.close()


def _damage(db: Database, version: int) -> Iterator[engine.Damaged]:
    if not engine.is_whole(db):
        yield engine.Damaged("structure_damaged")
        return
    if statements(db) != schema(version):
        yield engine.Damaged("tables_of_no_version", version=version)
        return
    lost = len(db.execute("PRAGMA foreign_key_check").fetchall())
    if lost:
        yield engine.Damaged("records_without_parent", n=lost)
    if _entries_missing(db):
        yield engine.Damaged("trail_incomplete")


def _entries_missing(db: Database) -> bool:
    """Whether edits or steps are gone: both are counted from one place on, and never deleted."""
    edits = db.execute("SELECT count(*), coalesce(max(edit), 0) FROM edits").fetchone()
    steps = db.execute(
        "SELECT count(*) FROM (SELECT 1 FROM revisions GROUP BY edit"
        " HAVING min(step) = 0 AND max(step) = count(*) - 1)"
    ).fetchone()
    return bool(edits[0] != edits[1] or steps[0] != edits[0])


def _read_all(db: Database) -> int:
    """Hold every row to its check value. Raises Differs at the first that is damaged."""
    for table in tables(db):
        for _row in _held(db, table, "1", "edit, step" if table == "revisions" else "rowid"):
            pass
    return 0


def _unexplained(db: Database) -> int:
    """How many rows differ from what the trail says of them. Settings are also written outside.

    Every row is held to its check value on the way. Raises Differs at the first that is damaged.
    """
    last: dict[tuple[Any, Any], str | None] = {}
    for table, row_id, after in _held(db, "revisions", "table_name, row_id, after", "edit, step"):
        last[table, row_id] = after
    for _row in _held(db, "edits", "1", "edit"):
        pass
    wrong = 0
    for table in tables(db):
        if table in QUIET:
            for _row in _held(db, table, "1", "rowid"):
                pass
        elif table not in ("edits", "revisions"):
            wrong += _not_as_recorded(db, table, last)
    return wrong + sum(
        after is not None for (table, _id), after in last.items() if table not in QUIET
    )


def _not_as_recorded(db: Database, table: str, last: dict[tuple[Any, Any], str | None]) -> int:
    """How many rows of `table` are not as the trail left them last. Takes them out of `last`."""
    # The texts are quicker to compare than the values, and nearly always agree.
    doubtful = {
        row_id: after
        for row_id, text in _held(db, table, f"id, {_text_of_row(db, table)}", "rowid")
        if not _same_text(text, after := last.pop((table, row_id), None))
    }
    if not doubtful:
        return 0
    names = _columns(db, table)
    rows = (
        dict(zip(names, values, strict=True))
        for values in _held(db, table, ", ".join(names), "rowid")
    )
    return sum(row["id"] in doubtful and not _as_recorded(row, doubtful[row["id"]]) for row in rows)


def _same_text(text: str, after: str | None) -> bool:
    """Whether a row's text is what the trail has, columns of later schemas, the last, aside."""
    if after is None or not text.startswith(after[:-1]):
        return False
    return text == after or text.startswith(", ", len(after) - 1)


def _columns(db: Database, table: str) -> list[str]:
    return [name for name in db.table(table).columns_dict if name != COLUMN]


def _text_of_row(db: Database, table: str) -> str:
    """SQL for `trail.row_text`. Where the two escape a character differently the texts differ."""
    pairs = (f"""'"{name}": ' || json_quote({name})""" for name in _columns(db, table))
    return "'{' || " + " || ', ' || ".join(pairs) + " || '}'"


def _as_recorded(row: Row, after: str | None) -> bool:
    return after is not None and agree(row, json.loads(after))


def _held(db: Database, table: str, shown: str, order: str) -> Iterator[tuple[Any, ...]]:
    """What the SQL `shown` says of each row of a table, each row held to its check value."""
    if table == SETTINGS:  # inside its value
        for _row in engine.checked_rows(db, table):
            pass
    # Settings have no such column, nor has an old diary.
    if COLUMN not in db.table(table).columns_dict:
        yield from db.execute(f"SELECT {shown} FROM {table} ORDER BY {order}")  # noqa: S608
        return
    # As `check_value` joins them. SQLite does it in half the time that Python needs.
    joined = f" || '{BETWEEN}' || ".join(f"ifnull({name}, 'None')" for name in _columns(db, table))
    value_of = for_texts(table)
    for value, text, *rest in db.execute(
        f"SELECT {COLUMN}, {joined}, {shown} FROM {table} ORDER BY {order}"  # noqa: S608
    ):
        if value != value_of(text):
            raise Differs(table)
        yield tuple(rest)
