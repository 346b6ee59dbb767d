"""What every FHIR resource of the diary is made of: ids, narrative, concepts, notes."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import cached_property
from html import escape
from typing import Any

from diary_app.domain.history import History
from diary_app.domain.knowledge import KnowledgeBase
from diary_app.exchange.records_table import Row
from diary_app.frozen import dataclass

Resource = dict[str, Any]
_NAMESPACE = uuid.UUID("5d0c2f2c-5a43-5f0e-8b52-d6c1b1f0a9e4")


@dataclass(frozen=True)
class About:
    """What every resource of one document needs to know; `rows` as in `fhir_record.by_key`."""

    history: History
    knowledge: KnowledgeBase
    patient: str
    with_words: bool
    rows: Mapping[tuple[str, str, str], Row] = field(default_factory=dict)

    def label(self, symptom: str) -> str:
        """The patient's word for a symptom; one the knowledge no longer has keeps its id."""
        return self._labels.get(symptom, symptom.replace("_", " "))

    @cached_property
    def _labels(self) -> dict[str, str]:
        return {entry.id: entry.label for entry in self.knowledge.entries}


def id_of(*parts: object) -> str:
    """A UUID made of `parts`: the same for the same record, telling nothing about it."""
    return str(uuid.uuid5(_NAMESPACE, "/".join(str(part) for part in parts)))


def url_of(resource: Resource) -> str:
    """The fullUrl of a resource, by which others refer to it."""
    return f"urn:uuid:{resource['id']}"


def resource(kind: str, id: str, told: str, **content: Any) -> Resource:
    """A resource with its narrative; keys without a value are left out."""
    given = {key: value for key, value in content.items() if value not in (None, [], "")}
    return {"resourceType": kind, "id": id, "text": narrative([told]), **given}


def narrative(paragraphs: Iterable[str]) -> Resource:
    """The paragraphs as the XHTML that people read; text stays text."""
    told = "".join(f"<p>{escape(printable(text))}</p>" for text in paragraphs)
    return {
        "status": "generated",
        "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{told}</div>',
    }


def cleaned(value: Any) -> Any:
    """The JSON value with every text `printable`: FHIR allows no other control characters."""
    if isinstance(value, dict):
        return {key: cleaned(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [cleaned(inner) for inner in value]
    return printable(value) if isinstance(value, str) else value


def printable(text: str) -> str:
    """The text without the control characters that XHTML forbids."""
    return "".join(sign for sign in text if sign in "\t\n\r" or ord(sign) >= ord(" "))


def narrative_of(resources: Iterable[Resource]) -> Resource:
    """The narratives of the resources, one after the other."""
    told = "".join(one["text"]["div"] for one in resources)
    return {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{told}</div>'}


def concept(text: str, system: str = "", code: str | None = None, display: str = "") -> Resource:
    """A CodeableConcept: the text always, a code where one is known."""
    if not code:
        return {"text": text}
    coding = {"system": system, "code": code} | ({"display": display} if display else {})
    return {"coding": [coding], "text": text}


def notes(about: About, *texts: str) -> list[Resource]:
    """The patient's own words as annotations, if they may leave."""
    return [{"text": text} for text in texts if text.strip()] if about.with_words else []
