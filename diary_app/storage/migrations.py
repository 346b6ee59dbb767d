"""The schema, as the steps that lead to it. Append-only: a released step is never edited.

Every step raises `user_version` by one and adds a file under tests/storage/schemas. No step drops a
column, since the trail holds rows of every earlier schema.

The same everywhere: `id` is made by the program that adds the row; a moment is three columns (UTC
text of 27 characters, offset in minutes, zone name); a day is `YYYY-MM-DD`; an amount is decimal
text with its unit; a `removed` row stays and can be restored. Foreign keys never cascade. `checked`
is the check value of the row (`check_value.py`).
"""

from __future__ import annotations

from diary_app.frozen import dataclass
from diary_app.storage import body_schema
from diary_app.storage.check_value import COLUMN, SETTINGS, check_value, checked, verified
from diary_app.storage.engine import APPLICATION_ID, Database, Migrations, in_memory
from diary_app.storage.first_schema import (
    ID,
    LOG,
    PLAN,
    REMOVED,
    REST,
    TRAIL,
    WHO,
    json_column,
    moment_columns,
)

NEWEST = 11
KEYS = {"edits": ("edit",), "revisions": ("edit", "step")}  # of the tables without an `id`

_steps = Migrations("dose_diary")


def migrate(db: Database) -> None:
    """Bring the file to the newest schema: all missing steps, or none.

    Every row gets its check value anew, since a step changes rows: so look over the file first.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        _steps.apply(db)
        _write_check_values(db)
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


def _write_check_values(db: Database) -> None:
    never = list(db.execute("SELECT name, sql FROM sqlite_master WHERE name LIKE '%never_UPDATE'"))
    for name, _sql in never:
        db.execute(f"DROP TRIGGER {name}")
    for row in list(db.query("SELECT * FROM settings")):
        value = checked(SETTINGS, verified(SETTINGS, row))["value"]
        db.execute("UPDATE settings SET value = ? WHERE id = ?", [value, row["id"]])
    for table in tables(db):
        if table == SETTINGS:
            continue
        key = KEYS.get(table, ("id",))
        update = f"UPDATE {table} SET {COLUMN} = ? WHERE " + " AND ".join(f"{k} = ?" for k in key)  # noqa: S608
        for row in list(db.query(f"SELECT * FROM {table}")):  # noqa: S608
            old = row.pop(COLUMN)
            new = check_value(table, row.values())
            if new != old:
                db.execute(update, [new, *(row[name] for name in key)])
    for _name, sql in never:
        db.execute(sql)


def tables(db: Database) -> list[str]:
    """The names of a diary's tables, the trail's two included."""
    return sorted(name for name in db.table_names() if name[0] != "_" and name[:6] != "sqlite")


@dataclass(frozen=True)
class Column:
    """A column's type, and the value of a new row that does not name it."""

    type: type[str] | type[int]
    first: str | int | None


def record_tables(db: Database) -> dict[str, dict[str, Column]]:
    """The columns of each table of records, check values aside, in the order they stand in."""
    found: dict[str, dict[str, Column]] = {}
    for table in tables(db):
        if table not in KEYS:
            columns = list(
                db.query("SELECT name, type, dflt_value FROM pragma_table_info(?)", [table])
            )
            found[table] = {
                row["name"]: _column(row["type"], row["dflt_value"])
                for row in columns
                if row["name"] != COLUMN
            }
    return found


def _column(type_name: str, first: str | None) -> Column:
    kind = int if type_name == "INTEGER" else str
    if first is None or first == "NULL":
        return Column(kind, None)
    return Column(kind, int(first) if kind is int else first.strip("'"))


def schema(version: int) -> frozenset[str]:
    """The statements that make up a diary of `version`, as SQLite keeps them."""
    return statements(empty(version))


def empty(version: int) -> Database:
    """A diary of `version` without any row, in no file."""
    db = in_memory()
    names = [step.name for step in _steps.pending(db)]
    _steps.apply(db, stop_before=names[version:])
    return db


def statements(db: Database) -> frozenset[str]:
    """The statements that made the tables, indexes and triggers of `db`."""
    return frozenset(row[0] for row in db.execute(_STATEMENTS))


_STATEMENTS = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%'"


@_steps(name="1: medicines, log, trail")
def _first(db: Database) -> None:
    for statement in (*PLAN, *LOG, *REST, *TRAIL):
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")


@_steps(name="2: the substance of a medicine")
def _substance(db: Database) -> None:
    # NULL: nobody has answered, and the name speaks for itself. '' is the answer "none of them".
    db.execute("ALTER TABLE medicines ADD COLUMN substance TEXT")
    db.execute("PRAGMA user_version = 2")


@_steps(name="3: falls, facts about the person, who decided on a hold")
def _falls_and_facts(db: Database) -> None:
    for statement in _FALLS_AND_FACTS:
        db.execute(statement)
    db.execute("PRAGMA user_version = 3")


_FALLS_AND_FACTS = (
    f"""CREATE TABLE falls (
        {ID},
        {moment_columns("at")},
        {moment_columns("recorded")},
        place TEXT NOT NULL DEFAULT '',
        hurt TEXT NOT NULL DEFAULT '',
        head INTEGER NOT NULL DEFAULT 0 CHECK (head IN (0, 1)),
        note TEXT NOT NULL DEFAULT '',
        {WHO},
        {REMOVED}
    ) STRICT""",
    "CREATE INDEX falls_at ON falls(at_utc)",
    f"""CREATE TABLE facts (
        {ID},
        answer TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'unknown')),
        {moment_columns("at")}
    ) STRICT""",
    "ALTER TABLE holds ADD COLUMN decided_by TEXT CHECK (decided_by IN ('doctor', 'me'))",
    # Who decided to stop a course, or to end a hold.
    "ALTER TABLE holds ADD COLUMN ended_by TEXT CHECK (ended_by IN ('doctor', 'me'))",
    "ALTER TABLE courses ADD COLUMN ended_by TEXT CHECK (ended_by IN ('doctor', 'me'))",
)


@_steps(name="4: the trail keeps facts")
def _deeds(db: Database) -> None:
    # NULL: an edit of an earlier version, which is known by its label alone.
    db.execute("ALTER TABLE edits ADD COLUMN deed TEXT CHECK (json_valid(deed))")
    db.execute("PRAGMA user_version = 4")


@_steps(name="5: check values")
def _check_values(db: Database) -> None:
    for table in tables(db):
        if table == SETTINGS:
            continue  # inside its value
        # 0 until `migrate` has written it; so a row that another program adds is noticed.
        db.execute(f"ALTER TABLE {table} ADD COLUMN {COLUMN} INTEGER NOT NULL DEFAULT 0")
    db.execute("PRAGMA user_version = 5")


@_steps(name="6: NULL is allowed in words that older SQLite programs understand")
def _null_allowed(db: Database) -> None:
    # Before SQLite 3.45 json_valid(NULL) is 0, not NULL: such a program called a sound diary
    # damaged. Only the words of the check change, not a row: lang_altertable.html, section 7.
    version = db.execute("PRAGMA schema_version").fetchone()[0]
    db.execute("PRAGMA writable_schema = ON")
    for table, column in (("revisions", "before"), ("revisions", "after"), ("edits", "deed")):
        old = f"CHECK (json_valid({column}))"
        new = f"CHECK ({column} IS NULL OR json_valid({column}))"
        db.execute(
            "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = ?",
            [old, new, table],
        )
    db.execute(f"PRAGMA schema_version = {version + 1}")
    db.execute("PRAGMA writable_schema = OFF")
    db.execute("PRAGMA user_version = 6")


@_steps(name="7: doses bound by their time")
def _bound_by_time(db: Database) -> None:
    # 1: the slot was found by the time of the dose; 0: a person named it, or there is none.
    db.execute(
        "ALTER TABLE doses ADD COLUMN by_time INTEGER NOT NULL DEFAULT 0 CHECK (by_time IN (0, 1))"
    )
    db.execute("PRAGMA user_version = 7")


@_steps(name="8: the time at which a course begins")
def _begins(db: Database) -> None:
    # NULL: with its whole first day.
    clock = "'[0-2][0-9]:[0-5][0-9]'"
    db.execute(f"ALTER TABLE courses ADD COLUMN begins TEXT CHECK (begins GLOB {clock})")
    db.execute("PRAGMA user_version = 8")


@_steps(name="9: drafts of forms that are not saved yet")
def _drafts(db: Database) -> None:
    db.execute(f"""CREATE TABLE drafts (
        {ID},
        {moment_columns("at")},
        {json_column("texts")},
        {COLUMN} INTEGER NOT NULL DEFAULT 0
    ) STRICT""")
    db.execute("PRAGMA user_version = 9")


@_steps(name="10: own things, where, how long, did it help, what a clinic asks")
def _body(db: Database) -> None:
    for statement in body_schema.STATEMENTS:
        db.execute(statement)
    db.execute("PRAGMA user_version = 10")


@_steps(name="11: what still goes on is found without reading every observation")
def _going_on(db: Database) -> None:
    db.execute(
        "CREATE INDEX observations_going_on ON observations(at_utc)"
        " WHERE lasting = 1 AND until_utc IS NULL AND removed = 0"
    )
    db.execute("PRAGMA user_version = 11")
