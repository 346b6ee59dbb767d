"""MyTherapy's `Archive.csv`: the full history each time, on a clock that the file does not name."""

from __future__ import annotations

from diary_app.domain.deeds import DoseOutcome
from diary_app.domain.foreign import (
    ForeignDose,
    ForeignFile,
    ForeignObservation,
    ForeignRow,
    NotUnderstood,
)
from diary_app.exchange.foreign_text import as_dicts, clean, time_of, words

HEADER = "actual_date,scheduled_date,type,name,value,unit,status,note"
_OUTCOMES = {"confirmed": DoseOutcome.TAKEN, "rejected": DoseOutcome.SKIPPED}


def read(text: str) -> ForeignFile:
    """All its rows. The strength stands in the name only, the reason of a rejection in the note."""
    return ForeignFile("mytherapy", tuple(_row(*row) for row in as_dicts(text)))


def _row(line: int, cells: dict[str, str]) -> ForeignRow:
    name, kind = clean(cells.get("name")), clean(cells.get("type")).lower()
    at, planned = time_of(cells.get("actual_date", "")), time_of(cells.get("scheduled_date", ""))
    unit, value = clean(cells.get("unit")), clean(cells.get("value"))
    if at is None or not name:
        given = clean(cells.get("actual_date"))
        return NotUnderstood(line, "time_unreadable" if name else "name_missing", given)
    key = f"{at.isoformat()}|{kind}|{name}"
    if kind != "drug":
        scale = "number" if unit else ""
        note = words(cells.get("note"))
        return ForeignObservation(line, name, value, at, scale, note, key, unit)
    outcome = _OUTCOMES.get(clean(cells.get("status")).lower())
    if outcome is None:
        return NotUnderstood(line, "status_unknown", clean(cells.get("status")))
    said = words(cells.get("note"))
    skipped = outcome is DoseOutcome.SKIPPED
    return ForeignDose(
        line,
        name,
        outcome,
        f"{value} {unit}".strip() if value else "",
        at,
        planned or (at if skipped else None),
        reason=said if skipped else "",
        note="" if skipped else said,
        key=key,
    )
