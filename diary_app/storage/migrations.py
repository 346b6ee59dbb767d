"""The schema, as the steps that lead to it. Append-only: a released step is never edited.

Every step raises `user_version` by one and adds a file under tests/storage/schemas. No step drops a
column, since the trail holds rows of every earlier schema.

The same everywhere: `id` is made by the program that adds the row; a moment is three columns (UTC
text of 27 characters, offset in minutes, zone name); a day is `YYYY-MM-DD`; an amount is decimal
text with its unit; a `removed` row stays and can be restored. Foreign keys never cascade. `checked`
is the check value of the row (`check_value.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

from diary_app.storage.check_value import COLUMN, check_value
from diary_app.storage.engine import APPLICATION_ID, Database, Migrations, in_memory

NEWEST = 8
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
    for table in tables(db):
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


def _moment(name: str, null: bool = False) -> str:
    """The three columns of the moment `name`; `null`: they may be missing, but only together."""
    need, whole = " NOT NULL", ""
    if null:
        need = ""
        whole = (
            f" CHECK (({name}_utc IS NULL) = ({name}_zone IS NULL)"
            f" AND ({name}_utc IS NULL) = ({name}_offset IS NULL))"
        )
    form = "dddd-dd-ddTdd:dd:dd.ddddddZ".replace("d", "[0-9]")
    return (
        f"{name}_utc TEXT{need} CHECK ({name}_utc GLOB '{form}'), "
        f"{name}_offset INTEGER{need} CHECK ({name}_offset BETWEEN -1439 AND 1439), "
        f"{name}_zone TEXT{need} CHECK ({name}_zone <> ''){whole}"
    )


def _day(name: str, null: bool = False) -> str:
    form = "dddd-dd-dd".replace("d", "[0-9]")
    return f"{name} TEXT{'' if null else ' NOT NULL'} CHECK ({name} GLOB '{form}')"


def _decimal(name: str, null: bool = False) -> str:
    """A number kept as text, so that 0.1 stays 0.1: digits and at most one point."""
    return (
        f"{name} TEXT{'' if null else ' NOT NULL'} CHECK (length({name}) <= 20"
        f" AND {name} GLOB '[0-9]*' AND {name} NOT GLOB '*[^0-9.]*'"
        f" AND {name} NOT GLOB '*.*.*' AND {name} NOT GLOB '*.')"
    )


def _json(name: str) -> str:
    return f"{name} TEXT NOT NULL CHECK (json_valid({name}))"


_ID = "id TEXT PRIMARY KEY NOT NULL CHECK (id <> '')"
_MEDICINE = (
    "medicine_id TEXT NOT NULL REFERENCES medicines(id) ON UPDATE RESTRICT ON DELETE RESTRICT"
)
_REMOVED = "removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))"
_WHO = "entered_by TEXT NOT NULL DEFAULT 'me' CHECK (entered_by IN ('me', 'carer'))"


@_steps(name="1: medicines, log, trail")
def _first(db: Database) -> None:
    for statement in (*_PLAN, *_LOG, *_REST, *_TRAIL):
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
        {_ID},
        {_moment("at")},
        {_moment("recorded")},
        place TEXT NOT NULL DEFAULT '',
        hurt TEXT NOT NULL DEFAULT '',
        head INTEGER NOT NULL DEFAULT 0 CHECK (head IN (0, 1)),
        note TEXT NOT NULL DEFAULT '',
        {_WHO},
        {_REMOVED}
    ) STRICT""",
    "CREATE INDEX falls_at ON falls(at_utc)",
    f"""CREATE TABLE facts (
        {_ID},
        answer TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'unknown')),
        {_moment("at")}
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


_PLAN = (
    f"""CREATE TABLE medicines (
        {_ID},
        name TEXT NOT NULL CHECK (name <> ''),
        form TEXT NOT NULL CHECK (form <> ''),
        {_json("strengths")},
        reason TEXT NOT NULL DEFAULT '',
        {_day("refill_on", null=True)},
        stock_note TEXT,
        {_REMOVED}
    ) STRICT""",
    "CREATE UNIQUE INDEX medicines_name ON medicines(lower(name)) WHERE removed = 0",
    f"""CREATE TABLE courses (
        {_ID},
        {_MEDICINE},
        kind TEXT NOT NULL CHECK (kind IN
            ('daily', 'weekly', 'cycle', 'interval', 'after_last', 'as_needed', 'pump')),
        {_json("schedule")},
        {_day("since")},
        {_day("until", null=True)} CHECK (until > since),
        {_decimal("max_amount", null=True)},
        max_unit TEXT CHECK ((max_unit IS NULL) = (max_amount IS NULL)),
        min_gap_minutes INTEGER CHECK (min_gap_minutes > 0),
        prescriber TEXT NOT NULL DEFAULT '',
        decided_by TEXT CHECK (decided_by IN ('doctor', 'me')),
        note TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    "CREATE INDEX courses_medicine ON courses(medicine_id, since)",
    f"""CREATE TABLE holds (
        {_ID},
        {_MEDICINE},
        {_day("since")},
        {_day("until", null=True)} CHECK (until > since),
        reason TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    "CREATE INDEX holds_medicine ON holds(medicine_id, since)",
    f"""CREATE TABLE tapers (
        {_ID},
        {_MEDICINE},
        {_json("steps")},
        {_json("pauses")},
        {_day("until", null=True)},
        prescriber TEXT NOT NULL DEFAULT '',
        {_moment("recorded")}
    ) STRICT""",
    "CREATE INDEX tapers_medicine ON tapers(medicine_id)",
    f"""CREATE TABLE stock (
        {_ID},
        {_MEDICINE},
        strength TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('count', 'refill')),
        {_decimal("count")},
        {_moment("at")}
    ) STRICT""",
    "CREATE INDEX stock_medicine ON stock(medicine_id, at_utc)",
    f"""CREATE TABLE pump_refills (
        {_ID},
        {_MEDICINE},
        {_day("day")},
        {_day("alarm_date", null=True)},
        {_day("refill_by", null=True)},
        {_decimal("reservoir_ml", null=True)},
        phone TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    "CREATE INDEX pump_refills_medicine ON pump_refills(medicine_id, day)",
)

_LOG = (
    f"""CREATE TABLE doses (
        {_ID},
        {_MEDICINE},
        outcome TEXT NOT NULL CHECK (outcome IN ('taken', 'skipped', 'missed')),
        {_decimal("amount", null=True)} CHECK (outcome = 'taken' OR amount IS NULL)
            CHECK (CAST(amount AS REAL) > 0),
        unit TEXT CHECK ((unit IS NULL) = (amount IS NULL)),
        {_moment("taken", null=True)} CHECK (outcome = 'taken' OR taken_utc IS NULL),
        time_known INTEGER NOT NULL DEFAULT 1 CHECK (time_known IN (0, 1)),
        {_moment("planned", null=True)},
        reason TEXT NOT NULL DEFAULT '',
        {_WHO},
        note TEXT NOT NULL DEFAULT '',
        confirmed INTEGER NOT NULL DEFAULT 0 CHECK (confirmed IN (0, 1)),
        {_moment("recorded")},
        {_REMOVED}
    ) STRICT""",
    "CREATE INDEX doses_medicine ON doses(medicine_id, taken_utc)",
    "CREATE INDEX doses_taken ON doses(taken_utc)",
    "CREATE INDEX doses_planned ON doses(planned_utc)",
    f"""CREATE TABLE observations (
        {_ID},
        symptom TEXT NOT NULL CHECK (symptom <> ''),
        value INTEGER CHECK (value BETWEEN 0 AND 10),
        {_moment("at")},
        {_moment("recorded")},
        note TEXT NOT NULL DEFAULT '',
        {_WHO},
        {_REMOVED}
    ) STRICT""",
    "CREATE INDEX observations_symptom ON observations(symptom, at_utc)",
    "CREATE INDEX observations_at ON observations(at_utc)",
    f"""CREATE TABLE checks (
        {_ID},
        {_moment("at")},
        {_moment("recorded")},
        {_json("answers")},
        {_json("followups")},
        {_WHO},
        {_REMOVED}
    ) STRICT""",
    "CREATE INDEX checks_at ON checks(at_utc)",
    f"""CREATE TABLE notes (
        {_ID},
        {_moment("at")},
        {_moment("recorded")},
        text TEXT NOT NULL,
        {_WHO},
        {_REMOVED}
    ) STRICT""",
    "CREATE INDEX notes_at ON notes(at_utc)",
    f"""CREATE TABLE readings (
        {_ID},
        record_table TEXT NOT NULL CHECK (record_table <> ''),
        record_id TEXT NOT NULL CHECK (record_id <> ''),
        lexicon_version TEXT NOT NULL,
        {_json("readings")}
    ) STRICT""",
    "CREATE INDEX readings_record ON readings(record_id)",
    f"""CREATE TABLE events (
        {_ID},
        kind TEXT NOT NULL CHECK (kind <> ''),
        {_moment("at")},
        {_day("until", null=True)},
        words TEXT NOT NULL DEFAULT '',
        {_moment("recorded")},
        {_REMOVED}
    ) STRICT""",
    "CREATE INDEX events_at ON events(at_utc)",
)

_REST = (
    f"""CREATE TABLE flag_answers (
        {_ID},
        flag_id TEXT NOT NULL CHECK (flag_id <> ''),
        rule TEXT NOT NULL,
        {_json("evidence")},
        level TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('acknowledged', 'dismissed')),
        words TEXT NOT NULL DEFAULT '',
        {_moment("at")}
    ) STRICT""",
    "CREATE INDEX flag_answers_at ON flag_answers(at_utc)",
    f"""CREATE TABLE visits (
        {_ID},
        {_day("day")},
        with_whom TEXT NOT NULL DEFAULT '',
        words TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    f"""CREATE TABLE questions (
        {_ID},
        words TEXT NOT NULL CHECK (words <> ''),
        {_day("asked_on", null=True)},
        done INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1))
    ) STRICT""",
    f"CREATE TABLE settings ({_ID}, {_json('value')}) STRICT",
)

_TRAIL = (
    """CREATE TABLE edits (
        edit INTEGER PRIMARY KEY,
        at_utc TEXT NOT NULL,
        label TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('edit', 'undo', 'redo')),
        target INTEGER REFERENCES edits(edit) CHECK ((target IS NULL) = (kind = 'edit'))
    ) STRICT""",
    "CREATE INDEX edits_kind ON edits(kind, edit)",
    "CREATE INDEX edits_target ON edits(target, edit)",
    """CREATE TABLE revisions (
        edit INTEGER NOT NULL REFERENCES edits(edit),
        step INTEGER NOT NULL,
        table_name TEXT NOT NULL,
        row_id TEXT NOT NULL,
        before TEXT CHECK (json_valid(before)),
        after TEXT CHECK (json_valid(after)),
        PRIMARY KEY (edit, step),
        CHECK (before IS NOT NULL OR after IS NOT NULL)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX revisions_row ON revisions(row_id)",
    *(
        f"""CREATE TRIGGER {table}_never_{verb} BEFORE {verb} ON {table}
        BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END"""
        for table in ("edits", "revisions")
        for verb in ("UPDATE", "DELETE")
    ),
)
