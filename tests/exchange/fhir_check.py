"""What FHIR libraries let through: value sets, references, document rules, narratives, ids.

`clinical.md` 7.4 lists what `fhir.resources` accepts although it is wrong. Codes are those of FHIR
R4 (4.0.1) for the resources the diary writes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

Resource = dict[str, Any]

_STATUS = {
    "Composition": {"preliminary", "final", "amended", "entered-in-error"},
    "MedicationStatement": {
        "active", "completed", "entered-in-error", "intended", "stopped", "on-hold", "unknown",
        "not-taken",
    },
    "MedicationAdministration": {
        "in-progress", "not-done", "on-hold", "completed", "entered-in-error", "stopped", "unknown",
    },
    "Observation": {
        "registered", "preliminary", "final", "amended", "corrected", "cancelled",
        "entered-in-error", "unknown",
    },
    "Flag": {"active", "inactive", "entered-in-error"},
}  # fmt: skip
_REQUIRED = {
    "Composition": ("type", "date", "author", "title"),
    "Patient": (),
    "MedicationStatement": ("subject", "medicationReference", "contained"),
    "MedicationAdministration": ("subject", "medicationCodeableConcept", "effectiveDateTime"),
    "Observation": ("code",),
    "Flag": ("subject", "code"),
    "Basic": ("subject", "code"),
}
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_DATE_TIME = re.compile(rf"\d{{4}}-\d\d-\d\d|{_INSTANT.pattern}")
_DATES = {"effectiveDateTime", "date", "start", "end"}
_OPEN = '<div xmlns="http://www.w3.org/1999/xhtml">'
_PLAIN_TAG = re.compile(r"</?(div|p)>")
_ESCAPED = re.compile(r"([^<>&]|&(amp|lt|gt|quot|#x27);)*")


def problems(bundle: Resource) -> tuple[str, ...]:
    """What is wrong with a document Bundle, each with its place. Empty: nothing found."""
    entries = bundle.get("entry", [])
    return (
        *_document(bundle, entries),
        *(f"entry {n}: {what}" for n, entry in enumerate(entries) for what in _entry(entry)),
        *_references(bundle, entries),
    )


def _document(bundle: Resource, entries: list[Resource]) -> Iterator[str]:
    if bundle.get("resourceType") != "Bundle" or bundle.get("type") != "document":
        yield "it is not a Bundle of type document"
    identifier = bundle.get("identifier", {})
    if not (identifier.get("system") and identifier.get("value")):
        yield "a document needs an identifier with system and value"
    if not _INSTANT.fullmatch(bundle.get("timestamp", "")):
        yield "a document needs a timestamp with offset"
    if not entries or entries[0].get("resource", {}).get("resourceType") != "Composition":
        yield "the first entry must be the Composition"
    for url, count in Counter(entry.get("fullUrl") for entry in entries).items():
        if count > 1:
            yield f"fullUrl {url} stands {count} times"


def _entry(entry: Resource) -> Iterator[str]:
    resource = entry.get("resource", {})
    kind = resource.get("resourceType")
    if kind not in _REQUIRED:
        yield f"{kind} is not a resource of this document"
        return
    if not _UUID.fullmatch(resource.get("id", "")):
        yield "its id must be a UUID, which tells nothing about a person"
    if entry.get("fullUrl") != f"urn:uuid:{resource.get('id')}":
        yield "its fullUrl is not urn:uuid: and its id"
    if "request" in entry or "response" in entry:
        yield "a document entry has no request or response"
    if kind in _STATUS and resource.get("status") not in _STATUS[kind]:
        yield f"status {resource.get('status')!r} is not one of {kind}"
    yield from (f"{kind} needs {key}" for key in _REQUIRED[kind] if not resource.get(key))
    if "text" not in resource:
        yield f"{kind} needs a narrative"
    yield from _values(resource)
    if kind == "Observation":
        yield from _observation(resource)


def _observation(resource: Resource) -> Iterator[str]:
    valued = any(key.startswith("value") for key in resource)
    if valued and "dataAbsentReason" in resource:
        yield "an Observation with a value has no dataAbsentReason (obs-6)"
    if not valued and "dataAbsentReason" not in resource:
        yield "an Observation without a value must say why"


def _values(value: Any, key: str = "") -> Iterator[str]:
    """What is wrong with the parts of a resource, whichever it is."""
    yield from _part(value, key)
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _values(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _values(inner, key)


def _part(value: Any, key: str) -> Iterator[str]:
    match value:
        case {"div": str(div)} if not _plain_narrative(div):
            yield "its narrative is not plain, escaped XHTML"
        case {"coding": list(codings), **rest}:
            if not rest.get("text"):
                yield "a concept needs its text besides the code"
            if not all(coding.get("system") and coding.get("code") for coding in codings):
                yield "a coding needs system and code"
        case None | "" | [] | {}:
            if value in (None, "", [], {}):  # the pattern {} alone fits every dictionary
                yield f"{key} is empty"
        case str() if key in _DATES and not _DATE_TIME.fullmatch(value):
            yield f"{key} {value!r} is not a FHIR date"


def _plain_narrative(div: str) -> bool:
    if not (div.startswith(_OPEN) and div.endswith("</div>")):
        return False
    text = _PLAIN_TAG.sub("", div.replace(_OPEN, "<div>"))
    return bool(text.strip()) and _ESCAPED.fullmatch(text) is not None


def _references(bundle: Resource, entries: list[Resource]) -> Iterator[str]:
    """References that lead nowhere, and entries that the Composition does not lead to."""
    known = {entry.get("fullUrl") for entry in entries}
    inside = {
        f"#{one['id']}" for entry in entries for one in entry["resource"].get("contained", ())
    }
    named = set(_named(bundle)) - inside
    yield from (f"the reference {url} leads nowhere" for url in sorted(named - known))
    cover = entries[0].get("fullUrl") if entries else None
    for url in sorted(str(url) for url in known - named - {cover}):
        yield f"the entry {url} is reached by no reference"


def _named(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "reference" and isinstance(inner, str):
                yield inner
            else:
                yield from _named(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _named(inner)
