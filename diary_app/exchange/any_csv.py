"""Any table, by a mapping of its columns that a person made."""

from __future__ import annotations

import re
from datetime import date, datetime
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
from diary_app.exchange.foreign_text import as_dicts, clean, lines_of, refused, time_of, words
from diary_app.exchange.medtimer import clock_of
from diary_app.frozen import dataclass

COLUMNS = ("date", "time", "medicine", "amount", "status", "symptom", "value", "note")
_PARTS = {"YYYY": r"(?P<y>\d{4})", "YY": r"(?P<y>\d\d)", "MM": r"(?P<m>\d\d?)"}
_PARTS |= {"DD": r"(?P<d>\d\d?)", "M": r"(?P<m>\d\d?)", "D": r"(?P<d>\d\d?)"}


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


def read(text: str, mapping: Mapping) -> ForeignFile:
    """All its rows. Comma, semicolon or tab: whichever the header has most of."""
    header = lines_of(text).partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    rows = list(as_dicts(text, delimiter))
    names = {name.strip().strip('"') for name in header.split(delimiter)}
    for column in mapping.columns.values():
        if column not in names:
            raise refused("column_missing", name=column, names=tuple(sorted(names)))
    return ForeignFile("csv", tuple(_row(line, cells, mapping) for line, cells in rows))


def _row(line: int, cells: dict[str, str], mapping: Mapping) -> ForeignRow:
    own = {name: clean(cells.get(column)) for name, column in mapping.columns.items()}
    note = words(cells.get(mapping.columns.get("note", ""), ""))
    at = _at(own.get("date", ""), own.get("time", ""), mapping.day)
    if at is None:
        return NotUnderstood(line, "time_unreadable", own.get("date", ""))
    key = "|".join([str(at), *(own.get(n, "") for n in ("medicine", "symptom"))])
    if own.get("medicine"):
        return _dose(line, own, at, note, key, mapping.status or {})
    if own.get("symptom"):
        return ForeignObservation(line, own["symptom"], own.get("value", ""), at, "", note, key)
    if note:
        return ForeignNote(line, note, at, f"{key}|{note}")
    return NotUnderstood(line, "name_missing")


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


def _at(day: str, clock: str, form: str) -> At | None:
    whole = time_of(day)
    if whole is not None:
        return whole
    found = _day(day, form)
    if found is None or not clock:
        return found
    at = clock_of(clock)
    return None if at is None else datetime.combine(found, at)


def _day(text: str, form: str) -> date | None:
    pieces = re.split(r"(YYYY|YY|MM|DD|M|D)", form)
    pattern = "".join(_PARTS.get(piece, re.escape(piece)) for piece in pieces)
    try:
        found = re.fullmatch(pattern, text)
        if not found:
            return None
        year = int(found["y"])
        return date(year + 2000 if year < 100 else year, int(found["m"]), int(found["d"]))
    except (re.error, ValueError, IndexError):
        return None
