"""Apple Health: symptoms of `export.xml`, and the medications of Health Auto Export's JSON."""

from __future__ import annotations

import re
from typing import Any
from xml.parsers import expat

from diary_app.domain.deeds import DoseOutcome
from diary_app.domain.foreign import (
    ForeignDose,
    ForeignFile,
    ForeignObservation,
    ForeignRow,
    LeftOut,
    NotUnderstood,
)
from diary_app.exchange.foreign_text import clean, refused, time_of

_SYMPTOM = "HKCategoryTypeIdentifier"
_SEVERITY = "HKCategoryValueSeverity"
_VALUES = {"NotPresent": "0", "Mild": "1", "Moderate": "2", "Severe": "3", "Unspecified": ""}
_DEEPEST = 100


def read_xml(data: bytes) -> ForeignFile:
    """The symptoms of an export; other records are no matter of a diary and are not counted.

    The file's own entities are refused: they can grow without end, or name other files.
    """
    rows, deep = list[ForeignRow](), 0
    parser = expat.ParserCreate()

    def begin(name: str, given: dict[str, str]) -> None:
        nonlocal deep
        deep += 1
        if deep > _DEEPEST:
            raise refused("xml_too_deep", line=parser.CurrentLineNumber)
        if name == "Record" and given.get("type", "").startswith(_SYMPTOM):
            row = _record(parser.CurrentLineNumber, given)
            if row is not None:
                rows.append(row)

    def end(_name: str) -> None:
        nonlocal deep
        deep -= 1

    def entity(*_given: Any) -> None:
        raise refused("xml_entities", line=parser.CurrentLineNumber)

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise refused("xml_unsound", line=error.lineno, column=error.offset) from error
    return ForeignFile("apple_health", tuple(rows))


def _record(line: int, given: dict[str, str]) -> ForeignRow | None:
    kind, value = given["type"].removeprefix(_SYMPTOM), given.get("value", "")
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind).capitalize()
    if not value.startswith(_SEVERITY):
        return None
    at, word = time_of(given.get("startDate", "")), value.removeprefix(_SEVERITY)
    if at is None or word not in _VALUES:
        return NotUnderstood(line, "time_unreadable" if at is None else "status_unknown", word)
    key = f"{kind}|{at.isoformat()}"
    return ForeignObservation(line, name, _VALUES[word], at, "0-4", "", key)


def is_auto_export(plain: Any) -> bool:
    """Whether the value is of Health Auto Export, with medications."""
    data = plain.get("data") if isinstance(plain, dict) else None
    return isinstance(data, dict) and isinstance(data.get("medications"), list)


def read_auto_export(plain: dict[str, Any]) -> ForeignFile:
    """Its doses. What was not logged is not taken for taken; a skipped dose has no amount."""
    items = plain["data"]["medications"]
    rows = tuple(_dose(number, item) for number, item in enumerate(items, 1))
    return ForeignFile("health_auto_export", rows)


def _dose(number: int, item: Any) -> ForeignRow:
    if not isinstance(item, dict):
        return NotUnderstood(number, "row_unreadable")
    name = clean(item.get("displayText")) or clean(item.get("nickname"))
    status = re.sub(r"[^a-z]", "", clean(item.get("status")).lower())
    planned = time_of(clean(item.get("scheduledDate")))
    at = time_of(clean(item.get("start"))) or planned
    if not name or at is None:
        return NotUnderstood(number, "time_unreadable" if name else "name_missing")
    if status in ("notlogged", "notinteracted", "snoozed", "notificationnotsent", "unlogged"):
        return LeftOut(number)
    if status not in ("taken", "skipped"):
        return NotUnderstood(number, "status_unknown", clean(item.get("status")))
    taken = status == "taken"
    return ForeignDose(
        number,
        name,
        DoseOutcome.TAKEN if taken else DoseOutcome.SKIPPED,
        clean(item.get("dosage")) if taken else "",
        at,
        planned or (None if taken else at),
        key=f"{name}|{(planned or at).isoformat()}",
    )
