"""A flag as an HL7 FHIR R4 Flag: how grave, which rule, and the records it rests on.

Graver ones are active alerts of category safety. What the diary only asks about is none, and is not
active. The records stand in the standard extension flag-detail, as far as the document has them.
"""

from __future__ import annotations

from collections.abc import Collection

from diary_app.domain.flag import Flag
from diary_app.domain.knowledge import Level
from diary_app.domain.symptom import AnswerKind
from diary_app.exchange.fhir_parts import About, Resource, concept, id_of, resource
from diary_app.wording import fhir as words

CATEGORY = "http://terminology.hl7.org/CodeSystem/flag-category"
DETAIL = "http://hl7.org/fhir/StructureDefinition/flag-detail"
# Ours, since FHIR codes neither how soon somebody should know nor the rules of a diary.
LEVEL, RULE = "urn:dose-diary:level", "urn:dose-diary:rule"


def flag_resource(about: About, flag: Flag, urls: Collection[str]) -> Resource:
    """The resource; `urls` are those of the document's records."""
    asked = flag.level is Level.ASK
    categories = [concept(words.level(flag.level), LEVEL, flag.level.value)]
    if not asked:
        categories.insert(0, concept(words.safety_category(), CATEGORY, "safety", "Safety"))
    return resource(
        "Flag",
        id_of("Flag", flag.id, flag.at.iso),
        f"{flag.label}, {flag.at.iso}. {words.level(flag.level)}",
        extension=[
            {"url": DETAIL, "valueReference": {"reference": url}} for url in _rests_on(flag, urls)
        ],
        identifier=[{"system": RULE, "value": flag.rule}],
        status=_status(flag, asked),
        category=categories,
        code={"text": flag.label},
        subject={"reference": about.patient},
        period={"start": flag.at.iso},
        author={"reference": about.patient},
    )


def _status(flag: Flag, asked: bool) -> str:
    answer = flag.acknowledged
    if answer is not None and answer.kind is AnswerKind.DISMISSED:
        return "entered-in-error"
    return "inactive" if asked else "active"


def _rests_on(flag: Flag, urls: Collection[str]) -> list[str]:
    """The documents' records that raised the flag: of a safety check the answer about it."""
    found = dict[str, None]()
    for piece in flag.evidence:
        for kind, key in (
            ("MedicationAdministration", piece.record),
            ("MedicationStatement", piece.record),
            ("Observation", piece.record),
            ("Observation", f"{piece.record}/{flag.id}"),
        ):
            url = f"urn:uuid:{id_of(kind, key)}"
            if url in urls:
                found[url] = None
    return list(found)
