"""Finding records by their words: which rows of the log hold all of them, newest first.

The tables are read through, without an index: ten years take some ten milliseconds, see
docs/decisions/16-search-reads-the-tables.md.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import field
from datetime import datetime

from diary_app.domain.days import Days
from diary_app.domain.sought import folded
from diary_app.frozen import dataclass
from diary_app.storage.columns import Row, utc_text
from diary_app.storage.diary_file import DiaryFile

TABLES = (
    "doses",
    "observations",
    "checks",
    "notes",
    "events",
    "falls",
    "measurements",
    "flag_answers",
)


# The columns with a person's own words.
_SAID = {
    "doses": ("reason", "note", "(amount || ' ' || unit)"),
    "observations": ("note",),
    "checks": (),
    "notes": ("text",),
    "events": ("kind", "words"),
    "falls": ("place", "hurt", "before", "note"),
    "measurements": ("note",),
    "flag_answers": ("words",),
}
# Where a symptom is named inside a column: a yes of a check, what was read in a text.
_READ = """EXISTS (SELECT 1 FROM readings r, json_each(r.readings) t WHERE r.record_id = {}.id
    AND json_extract(t.value, '$[0]') IN (SELECT value FROM json_each(?)))"""
_WITH_SYMPTOMS = {
    "checks": """EXISTS (SELECT 1 FROM json_each(answers) a WHERE a.value IN ('yes', 'not_sure')
        AND a.key IN (SELECT value FROM json_each(?)))""",
    **{table: _READ.format(table) for table in ("doses", "observations", "notes")},
}


@dataclass(frozen=True)
class Word:
    """A word, folded, and what bears a name that it stands in, by the ids and codes of the columns.

    `tables` are those whose every record is called so: a fall, a note.
    """

    text: str
    medicines: Collection[str] = ()
    symptoms: Collection[str] = ()
    flags: Collection[str] = ()
    outcomes: Collection[str] = ()
    events: Collection[str] = ()
    tables: Collection[str] = ()


@dataclass(frozen=True)
class Found:
    """The newest of the records that fit, as (table, row), and how many there are in all."""

    rows: tuple[tuple[str, Row], ...] = field(default=())
    count: int = 0


def find(
    file: DiaryFile,
    words: Sequence[Word],
    tables: Collection[str],
    span: tuple[Days, datetime, datetime] | None,
    most: int,
) -> Found:
    """Of `tables` the records that hold every word, the `most` newest of them.

    `span`: only those of these local days, which lie between the two instants.
    """
    selects, given = [], []
    for table in TABLES:
        if table in tables:
            sql, values = _select(table, words, span)
            selects.append(sql)
            given += values
    # SQLite's own LIKE knows the small letters of English alone.
    file.db.conn.create_function("folded", 1, folded, deterministic=True)
    every = " UNION ALL ".join(selects)
    hits = file.read(
        f"SELECT *, count(*) OVER () AS n FROM ({every}) ORDER BY at DESC, id LIMIT {most:d}",  # noqa: S608
        given,
    )
    rows: dict[str, tuple[str, Row]] = {}
    for table in {hit["tab"] for hit in hits}:
        ids = json.dumps([hit["id"] for hit in hits if hit["tab"] == table])
        chosen = file.rows(table, "WHERE id IN (SELECT value FROM json_each(?))", [ids])
        rows |= {row["id"]: (table, row) for row in chosen}
    return Found(tuple(rows[hit["id"]] for hit in hits), hits[0]["n"] if hits else 0)


def _select(
    table: str, words: Sequence[Word], span: tuple[Days, datetime, datetime] | None
) -> tuple[str, list[str]]:
    at = "coalesce(taken_utc, planned_utc)" if table == "doses" else "at_utc"
    offset = "coalesce(taken_offset, planned_offset)" if table == "doses" else "at_offset"
    where = ["1" if table == "flag_answers" else "removed = 0"]
    given: list[str] = []
    if span is not None:
        days, start, end = span
        where.append(f"{at} >= ? AND {at} < ?")
        where.append(f"date({at}, {offset} || ' minutes') >= ?")
        where.append(f"date({at}, {offset} || ' minutes') < ?")
        given += [utc_text(start), utc_text(end), days.since.isoformat(), days.end.isoformat()]
    for word in words:
        if table not in word.tables:
            either, values = _holds(table, word)
            where.append("(" + " OR ".join(either) + ")")
            given += values
    return (
        f"SELECT '{table}' AS tab, id, {at} AS at FROM {table} WHERE {' AND '.join(where)}",  # noqa: S608
        given,
    )


def _holds(table: str, word: Word) -> tuple[list[str], list[str]]:
    """The ways in which a row can hold the word, with their parameters in order."""
    either: list[str] = []
    given: list[str] = []
    for column, ids in _named(table, word):
        either.append(f"{column} IN (SELECT value FROM json_each(?))")  # noqa: S608
        given.append(json.dumps(sorted(ids)))
    for column in _SAID[table]:
        either.append(f"({column} <> '' AND instr(folded({column}), ?))")
        given.append(word.text)
    if word.symptoms and table in _WITH_SYMPTOMS:
        either.append(_WITH_SYMPTOMS[table])
        given.append(json.dumps(sorted(word.symptoms)))
    return either or ["0"], given


def _named(table: str, word: Word) -> list[tuple[str, Collection[str]]]:
    """The columns of the table that hold an id or a code, with those that bear the word."""
    columns: dict[str, list[tuple[str, Collection[str]]]] = {
        "doses": [("medicine_id", word.medicines), ("outcome", word.outcomes)],
        "observations": [("symptom", word.symptoms)],
        "events": [("kind", word.events)],
        "flag_answers": [("flag_id", word.flags)],
    }
    return [(column, ids) for column, ids in columns.get(table, []) if ids]
