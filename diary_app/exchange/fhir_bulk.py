"""A FHIR document as bulk files: newline-delimited JSON, one file for each type of resource.

HL7 FHIR Bulk Data Access, "Output files". A document's cover (Composition) is left out: it speaks
of a bundle that is not there. References name the resource, as `Patient/…`.
"""

from __future__ import annotations

import json
from typing import Any

from diary_app.exchange.fhir_parts import Resource


def files(document: Resource) -> dict[str, bytes]:
    """The content of each file, `Patient.ndjson` and the others; the lines in their order."""
    entries = [entry for entry in document["entry"] if _kind(entry) != "Composition"]
    names = {e["fullUrl"]: f"{_kind(e)}/{e['resource']['id']}" for e in document["entry"]}
    lines: dict[str, list[str]] = {}
    for entry in entries:
        named = _renamed(entry["resource"], names)
        lines.setdefault(_kind(entry), []).append(json.dumps(named, ensure_ascii=False))
    return {f"{kind}.ndjson": ("\n".join(found) + "\n").encode() for kind, found in lines.items()}


def _kind(entry: Resource) -> str:
    return str(entry["resource"]["resourceType"])


def _renamed(value: Any, names: dict[str, str]) -> Any:
    """The same with each reference by type and id."""
    match value:
        case {"reference": str(url), **rest} if url in names:
            return {"reference": names[url], **rest}
        case dict():
            return {key: _renamed(part, names) for key, part in value.items()}
        case list():
            return [_renamed(part, names) for part in value]
        case _:
            return value
