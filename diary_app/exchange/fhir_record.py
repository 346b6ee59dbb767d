"""The record behind a FHIR resource of ours, field by field, so that it can be read back whole.

One extension holds the fields of its row of the table (`records_table`). What the resource says in
FHIR's own terms stands beside it, for every other program. Systems of ours: `urn:dose-diary:…`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from diary_app.exchange.fhir_parts import About, Resource, concept, id_of, resource
from diary_app.exchange.records_table import Row
from diary_app.wording import fhir as words

RECORD = "urn:dose-diary:record"
TRACKED = "urn:dose-diary:tracked"
REGION = "urn:dose-diary:region"
MEASURE = "urn:dose-diary:measure"
EVENT = "urn:dose-diary:event"
KIND = "urn:dose-diary:kind"

RowKey = tuple[str, str, str]
_COMPUTED = {"day", "planned_amount", "planned_unit"}  # they follow from the plan and the moment
_WORDS = {"reason", "note", "place", "hurt", "before"}  # the patient's own, asked for apart


def by_key(rows: Sequence[Row]) -> dict[RowKey, Row]:
    """The rows by kind, id and what they are of: the answers of one check share its id."""
    return {(row.kind, row.id, row.what): row for row in rows if row.id}


def record(about: About, row: Row | None) -> list[Resource] | None:
    """The extension with the record's fields, None for a record that has no row."""
    if row is None:
        return None
    left_out = _COMPUTED if about.with_words else _COMPUTED | _WORDS
    told = [
        {"url": field.name, "valueString": text}
        for field in fields(row)
        if (text := getattr(row, field.name)) and field.name not in left_out
    ]
    return [{"url": RECORD, "extension": told}]


def row_of(resource: Any) -> Row | None:
    """The row that `record` wrote into the resource; None where there is none, or it is odd."""
    extensions = resource.get("extension") if isinstance(resource, dict) else None
    for extension in extensions if isinstance(extensions, list) else []:
        if isinstance(extension, dict) and extension.get("url") == RECORD:
            return _row(extension.get("extension"))
    return None


def _row(parts: Any) -> Row | None:
    known = {field.name for field in fields(Row)}
    told: dict[str, str] = {}
    for part in parts if isinstance(parts, list) else []:
        name = part.get("url") if isinstance(part, dict) else None
        text = part.get("valueString") if isinstance(part, dict) else None
        if name not in known or not isinstance(text, str):
            return None
        told[name] = text
    return Row(**told) if "kind" in told else None


def definitions(about: About, rows: Mapping[RowKey, Row]) -> list[Resource]:
    """What the person tracks, and the goals: FHIR has no resource for either, so Basic."""
    return [
        resource(
            "Basic",
            id_of("Basic", row.kind, row.id),
            row.name,
            extension=record(about, row),
            code=concept(words.kind_of_basic(row.kind), KIND, row.kind),
            subject={"reference": about.patient},
        )
        for row in rows.values()
        if row.kind in ("tracked", "goal")
    ]
