"""Track & Graph's CSV: values with an offset, without a unit and without a scale."""

from __future__ import annotations

import re

from diary_app.domain.foreign import ForeignFile, ForeignObservation, ForeignRow, NotUnderstood
from diary_app.domain.foreign_amount import hours_of, number_of
from diary_app.domain.quantity import plain_number
from diary_app.exchange.foreign_text import as_dicts, clean, time_of, words

HEADER = ("FeatureName", "Timestamp", "Value")
_DURATION = re.compile(r"(-?)(\d+):(-?)(\d+):(-?)(\d+)")


def read(text: str) -> ForeignFile:
    """All its rows; the same feature at the same time is the same value."""
    return ForeignFile("track_and_graph", tuple(_row(*row) for row in as_dicts(text)))


def _row(line: int, cells: dict[str, str]) -> ForeignRow:
    name, at = clean(cells.get("FeatureName")), time_of(cells.get("Timestamp", ""))
    if not name or at is None:
        given = clean(cells.get("Timestamp"))
        return NotUnderstood(line, "time_unreadable" if name else "name_missing", given)
    value, label = clean(cells.get("Value")), clean(cells.get("Label"))
    if "Label" not in cells and ":" in value and not _DURATION.fullmatch(value):
        value, _, label = value.partition(":")
    hours = hours_of(value) if _DURATION.fullmatch(value) else None
    number = number_of(value) if hours is None else hours
    if number is None:
        return NotUnderstood(line, "number_unreadable", value)
    note = "\n".join(part for part in (label, words(cells.get("Note"))) if part)
    scale, key = "" if hours is None else "hours", f"{name}|{cells['Timestamp']}"
    return ForeignObservation(line, name, plain_number(number), at, scale, note, key)
