"""Step 10 of the schema: own things, where, how long, falls, did it help, what a clinic asks."""

from __future__ import annotations

from diary_app.storage.first_schema import ID, REMOVED, WHO, day_column, moment_columns

CHECKED = "checked INTEGER NOT NULL DEFAULT 0"


def signed_column(name: str) -> str:
    """A number kept as text that may be below zero, NULL for none: `-1.5`."""
    digits = f"ltrim({name}, '-')"
    return (
        f"{name} TEXT CHECK (length({name}) <= 20 AND {digits} GLOB '[0-9]*'"
        f" AND {digits} NOT GLOB '*[^0-9.]*' AND {digits} NOT GLOB '*.*.*'"
        f" AND {digits} NOT GLOB '*.' AND {name} NOT GLOB '--*')"
    )


def _moment_added(table: str, name: str) -> tuple[str, ...]:
    """The three columns of a moment that may be missing, added to a table that is there."""
    return tuple(
        f"ALTER TABLE {table} ADD COLUMN {column}"
        for column in moment_columns(name, null=True).split(", ")
    )


def _yes_or_no(name: str, first: int = 0) -> str:
    return f"{name} INTEGER NOT NULL DEFAULT {first} CHECK ({name} IN (0, 1))"


def _list_column(name: str) -> str:
    return f"{name} TEXT NOT NULL DEFAULT '[]' CHECK (json_valid({name}))"


STATEMENTS = (
    # What is counted or measured stands in `number`, a rating on a scale in `value` as before.
    f"ALTER TABLE observations ADD COLUMN {signed_column('number')}",
    "ALTER TABLE observations ADD COLUMN unit TEXT NOT NULL DEFAULT ''",
    f"ALTER TABLE observations ADD COLUMN {_list_column('regions')}",
    f"ALTER TABLE observations ADD COLUMN {_yes_or_no('lasting')}",
    *_moment_added("observations", "until"),
    "ALTER TABLE events ADD COLUMN minutes INTEGER CHECK (minutes > 0)",
    f"ALTER TABLE events ADD COLUMN {WHO}",
    "ALTER TABLE falls ADD COLUMN before TEXT NOT NULL DEFAULT ''",
    f"""CREATE TABLE tracked (
        {ID},
        name TEXT NOT NULL CHECK (name <> ''),
        scale TEXT NOT NULL CHECK (scale IN ('0-10', 'words', 'yes-no', 'count', 'number')),
        unit TEXT NOT NULL DEFAULT '',
        best TEXT NOT NULL DEFAULT 'low' CHECK (best IN ('low', 'high')),
        {_yes_or_no("tile")},
        {_yes_or_no("on_paper", 1)},
        {_yes_or_no("regions")},
        {_yes_or_no("archived")},
        {moment_columns("recorded")},
        {CHECKED}
    ) STRICT""",
    f"""CREATE TABLE measurements (
        {ID},
        measure TEXT NOT NULL CHECK (measure <> ''),
        part TEXT NOT NULL DEFAULT '',
        value INTEGER NOT NULL CHECK (value BETWEEN 0 AND 10),
        {moment_columns("at")},
        {moment_columns("recorded")},
        note TEXT NOT NULL DEFAULT '',
        {WHO},
        {REMOVED},
        {CHECKED}
    ) STRICT""",
    "CREATE INDEX measurements_at ON measurements(at_utc)",
    f"""CREATE TABLE goals (
        {ID},
        words TEXT NOT NULL CHECK (words <> ''),
        {day_column("since")},
        {day_column("until", null=True)},
        {CHECKED}
    ) STRICT""",
    # The id is the dose's, so that two copies of a diary never answer one dose twice.
    f"""CREATE TABLE helped (
        {ID},
        answer TEXT NOT NULL CHECK (answer IN ('better', 'same', 'worse', 'not_said')),
        minutes INTEGER CHECK (minutes >= 0),
        symptom TEXT NOT NULL DEFAULT '',
        before INTEGER CHECK (before BETWEEN 0 AND 10),
        after INTEGER CHECK (after BETWEEN 0 AND 10),
        {moment_columns("at")},
        {WHO},
        {CHECKED}
    ) STRICT""",
)
