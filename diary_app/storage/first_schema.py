"""The words of columns, and the tables of the first schema; what came after: `migrations.py`."""

from __future__ import annotations


def moment_columns(name: str, null: bool = False) -> str:
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


def day_column(name: str, null: bool = False) -> str:
    """A local day."""
    form = "dddd-dd-dd".replace("d", "[0-9]")
    return f"{name} TEXT{'' if null else ' NOT NULL'} CHECK ({name} GLOB '{form}')"


def decimal_column(name: str, null: bool = False) -> str:
    """A number kept as text, so that 0.1 stays 0.1: digits and at most one point."""
    return (
        f"{name} TEXT{'' if null else ' NOT NULL'} CHECK (length({name}) <= 20"
        f" AND {name} GLOB '[0-9]*' AND {name} NOT GLOB '*[^0-9.]*'"
        f" AND {name} NOT GLOB '*.*.*' AND {name} NOT GLOB '*.')"
    )


def json_column(name: str) -> str:
    """A value of several parts."""
    return f"{name} TEXT NOT NULL CHECK (json_valid({name}))"


ID = "id TEXT PRIMARY KEY NOT NULL CHECK (id <> '')"
MEDICINE = (
    "medicine_id TEXT NOT NULL REFERENCES medicines(id) ON UPDATE RESTRICT ON DELETE RESTRICT"
)
REMOVED = "removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))"
WHO = "entered_by TEXT NOT NULL DEFAULT 'me' CHECK (entered_by IN ('me', 'carer'))"

PLAN = (
    f"""CREATE TABLE medicines (
        {ID},
        name TEXT NOT NULL CHECK (name <> ''),
        form TEXT NOT NULL CHECK (form <> ''),
        {json_column("strengths")},
        reason TEXT NOT NULL DEFAULT '',
        {day_column("refill_on", null=True)},
        stock_note TEXT,
        {REMOVED}
    ) STRICT""",
    "CREATE UNIQUE INDEX medicines_name ON medicines(lower(name)) WHERE removed = 0",
    f"""CREATE TABLE courses (
        {ID},
        {MEDICINE},
        kind TEXT NOT NULL CHECK (kind IN
            ('daily', 'weekly', 'cycle', 'interval', 'after_last', 'as_needed', 'pump')),
        {json_column("schedule")},
        {day_column("since")},
        {day_column("until", null=True)} CHECK (until > since),
        {decimal_column("max_amount", null=True)},
        max_unit TEXT CHECK ((max_unit IS NULL) = (max_amount IS NULL)),
        min_gap_minutes INTEGER CHECK (min_gap_minutes > 0),
        prescriber TEXT NOT NULL DEFAULT '',
        decided_by TEXT CHECK (decided_by IN ('doctor', 'me')),
        note TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    "CREATE INDEX courses_medicine ON courses(medicine_id, since)",
    f"""CREATE TABLE holds (
        {ID},
        {MEDICINE},
        {day_column("since")},
        {day_column("until", null=True)} CHECK (until > since),
        reason TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    "CREATE INDEX holds_medicine ON holds(medicine_id, since)",
    f"""CREATE TABLE tapers (
        {ID},
        {MEDICINE},
        {json_column("steps")},
        {json_column("pauses")},
        {day_column("until", null=True)},
        prescriber TEXT NOT NULL DEFAULT '',
        {moment_columns("recorded")}
    ) STRICT""",
    "CREATE INDEX tapers_medicine ON tapers(medicine_id)",
    f"""CREATE TABLE stock (
        {ID},
        {MEDICINE},
        strength TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('count', 'refill')),
        {decimal_column("count")},
        {moment_columns("at")}
    ) STRICT""",
    "CREATE INDEX stock_medicine ON stock(medicine_id, at_utc)",
    f"""CREATE TABLE pump_refills (
        {ID},
        {MEDICINE},
        {day_column("day")},
        {day_column("alarm_date", null=True)},
        {day_column("refill_by", null=True)},
        {decimal_column("reservoir_ml", null=True)},
        phone TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    "CREATE INDEX pump_refills_medicine ON pump_refills(medicine_id, day)",
)

LOG = (
    f"""CREATE TABLE doses (
        {ID},
        {MEDICINE},
        outcome TEXT NOT NULL CHECK (outcome IN ('taken', 'skipped', 'missed')),
        {decimal_column("amount", null=True)} CHECK (outcome = 'taken' OR amount IS NULL)
            CHECK (CAST(amount AS REAL) > 0),
        unit TEXT CHECK ((unit IS NULL) = (amount IS NULL)),
        {moment_columns("taken", null=True)} CHECK (outcome = 'taken' OR taken_utc IS NULL),
        time_known INTEGER NOT NULL DEFAULT 1 CHECK (time_known IN (0, 1)),
        {moment_columns("planned", null=True)},
        reason TEXT NOT NULL DEFAULT '',
        {WHO},
        note TEXT NOT NULL DEFAULT '',
        confirmed INTEGER NOT NULL DEFAULT 0 CHECK (confirmed IN (0, 1)),
        {moment_columns("recorded")},
        {REMOVED}
    ) STRICT""",
    "CREATE INDEX doses_medicine ON doses(medicine_id, taken_utc)",
    "CREATE INDEX doses_taken ON doses(taken_utc)",
    "CREATE INDEX doses_planned ON doses(planned_utc)",
    f"""CREATE TABLE observations (
        {ID},
        symptom TEXT NOT NULL CHECK (symptom <> ''),
        value INTEGER CHECK (value BETWEEN 0 AND 10),
        {moment_columns("at")},
        {moment_columns("recorded")},
        note TEXT NOT NULL DEFAULT '',
        {WHO},
        {REMOVED}
    ) STRICT""",
    "CREATE INDEX observations_symptom ON observations(symptom, at_utc)",
    "CREATE INDEX observations_at ON observations(at_utc)",
    f"""CREATE TABLE checks (
        {ID},
        {moment_columns("at")},
        {moment_columns("recorded")},
        {json_column("answers")},
        {json_column("followups")},
        {WHO},
        {REMOVED}
    ) STRICT""",
    "CREATE INDEX checks_at ON checks(at_utc)",
    f"""CREATE TABLE notes (
        {ID},
        {moment_columns("at")},
        {moment_columns("recorded")},
        text TEXT NOT NULL,
        {WHO},
        {REMOVED}
    ) STRICT""",
    "CREATE INDEX notes_at ON notes(at_utc)",
    f"""CREATE TABLE readings (
        {ID},
        record_table TEXT NOT NULL CHECK (record_table <> ''),
        record_id TEXT NOT NULL CHECK (record_id <> ''),
        lexicon_version TEXT NOT NULL,
        {json_column("readings")}
    ) STRICT""",
    "CREATE INDEX readings_record ON readings(record_id)",
    f"""CREATE TABLE events (
        {ID},
        kind TEXT NOT NULL CHECK (kind <> ''),
        {moment_columns("at")},
        {day_column("until", null=True)},
        words TEXT NOT NULL DEFAULT '',
        {moment_columns("recorded")},
        {REMOVED}
    ) STRICT""",
    "CREATE INDEX events_at ON events(at_utc)",
)

REST = (
    f"""CREATE TABLE flag_answers (
        {ID},
        flag_id TEXT NOT NULL CHECK (flag_id <> ''),
        rule TEXT NOT NULL,
        {json_column("evidence")},
        level TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('acknowledged', 'dismissed')),
        words TEXT NOT NULL DEFAULT '',
        {moment_columns("at")}
    ) STRICT""",
    "CREATE INDEX flag_answers_at ON flag_answers(at_utc)",
    f"""CREATE TABLE visits (
        {ID},
        {day_column("day")},
        with_whom TEXT NOT NULL DEFAULT '',
        words TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    f"""CREATE TABLE questions (
        {ID},
        words TEXT NOT NULL CHECK (words <> ''),
        {day_column("asked_on", null=True)},
        done INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1))
    ) STRICT""",
    f"CREATE TABLE settings ({ID}, {json_column('value')}) STRICT",
)

TRAIL = (
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
