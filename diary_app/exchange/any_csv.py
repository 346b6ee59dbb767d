"""Any table, by a mapping of its columns that a person made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from diary_app.domain.deeds import DoseOutcome
from diary_app.domain.foreign import (
    At,
    ForeignDose,
    ForeignFile,
    ForeignNote,
    ForeignObservation,
    ForeignRow,
    LeftOut,
    NotUnderstood,
)
from diary_app.exchange.day_forms import at_in
from diary_app.exchange.foreign_text import (
    as_dicts,
    clean,
    csv_rows,
    refused,
    sign_between,
    words,
)
from diary_app.frozen import dataclass

COLUMNS = ("date", "time", "medicine", "amount", "status", "symptom", "value", "note")


@dataclass(frozen=True)
class Mapping:
    """Which column is what, how a day is written (`DD.MM.YYYY`), what a word of status means."""

    columns: dict[str, str]
    day: str = "YYYY-MM-DD"
    status: dict[str, str] | None = None


def mapping_of(plain: Any) -> Mapping:
    """The mapping of its JSON. Refused where it names no date, or what is not known."""
    columns = plain.get("columns") if isinstance(plain, dict) else None
    if not isinstance(columns, dict) or "date" not in columns:
        raise refused("map_without_date")
    status = plain.get("status", {})
    texts = [*columns.values(), *(status.values() if isinstance(status, dict) else [None])]
    unknown = [name for name in columns if name not in COLUMNS]
    if unknown or not all(isinstance(text, str) for text in texts):
        raise refused("map_unreadable", name=unknown[0] if unknown else "status")
    means = {clean(word).casefold(): meaning for word, meaning in status.items()}
    bad = set(means.values()) - {"taken", "skipped", "missed", "unknown"}
    if bad:
        raise refused("map_unreadable", name=min(bad))
    day = plain.get("date", "YYYY-MM-DD")
    if not isinstance(day, str):
        raise refused("map_unreadable", name="date")
    return Mapping(columns, day, means)


def plain_of(mapping: Mapping) -> dict[str, Any]:
    """The mapping as `mapping_of` reads it."""
    return {"columns": mapping.columns, "date": mapping.day, "status": mapping.status or {}}


def read(text: str, mapping: Mapping) -> ForeignFile:
    """All its rows. A row that names a medicine and a symptom is a dose and an observation.

    Where no column names what a value is of, the value's own column does: `Pain` of a table with a
    column for each thing; so does the column of the amount for a medicine.
    """
    rows = list(as_dicts(text, sign_between(text)))
    names = columns_of(text)
    for column in mapping.columns.values():
        if column not in names:
            raise refused("column_missing", name=column, names=tuple(sorted(names)))
    found = [each for line, cells in rows for each in _rows(line, cells, mapping)]
    return ForeignFile("csv", tuple(_numbered(found)))


def columns_of(text: str) -> tuple[str, ...]:
    """The names of the table's columns, in their order; those without a name left out."""
    _line, header = next(csv_rows(text, sign_between(text)), (0, []))
    return tuple(dict.fromkeys(name.strip() for name in header if name.strip()))


def _numbered(rows: list[ForeignRow]) -> Iterator[ForeignRow]:
    """The rows with a key of its own for each dose and value of which only the day is known: three
    tablets of one day are three.
    """
    seen = Counter[str]()
    for row in rows:
        if isinstance(row, ForeignDose | ForeignObservation) and not isinstance(row.at, datetime):
            seen[row.key] += 1
            if seen[row.key] > 1:
                yield replace(row, key=f"{row.key}|{seen[row.key]}")
                continue
        yield row


def _rows(line: int, cells: dict[str, str], mapping: Mapping) -> Iterator[ForeignRow]:
    columns = mapping.columns
    own = {name: clean(cells.get(column)) for name, column in columns.items()}
    for named, value in (("medicine", "amount"), ("symptom", "value")):
        if named not in columns and own.get(value):
            own[named] = columns[value]
    note = words(cells.get(columns.get("note", ""), ""))
    at = at_in(own.get("date", ""), own.get("time", ""), mapping.day)
    if at is None:
        given = " ".join(part for part in (own.get("date"), own.get("time")) if part)
        yield NotUnderstood(line, "time_unreadable", given)
        return
    key = "|".join([str(at), *(own.get(n, "") for n in ("medicine", "symptom"))])
    if own.get("medicine"):
        yield _dose(line, own, at, note, key, mapping.status or {})
        note = ""
    if own.get("symptom"):
        yield ForeignObservation(line, own["symptom"], own.get("value", ""), at, "", note, key)
    elif not own.get("medicine"):
        if note:
            yield ForeignNote(line, note, at, f"{key}|{note}")
        else:
            yield NotUnderstood(line, "name_missing")


def _dose(
    line: int, own: dict[str, str], at: At, note: str, key: str, status: dict[str, str]
) -> ForeignRow:
    word = own.get("status", "")
    meaning = status.get(word.casefold(), word.casefold()) if word else ""
    if "status" not in own:
        meaning = "taken"  # a table of doses without a column of status is of doses taken
    if meaning in ("", "unknown"):
        return LeftOut(line)
    if meaning not in ("taken", "skipped", "missed"):
        return NotUnderstood(line, "status_unknown", word)
    outcome, known = DoseOutcome(meaning), isinstance(at, datetime)
    planned = at if outcome is not DoseOutcome.TAKEN and isinstance(at, datetime) else None
    if outcome is not DoseOutcome.TAKEN and planned is None:
        return NotUnderstood(line, "time_unreadable")
    name, amount = own["medicine"], own.get("amount", "")
    return ForeignDose(line, name, outcome, amount, at, planned, known, note=note, key=key)
