"""The diary as an HL7 FHIR R4 document (4.0.1), in plain dictionaries ready for `json.dumps`.

Which resource stands for what: `clinical.md` 7.2. A dose nobody recorded has no resource: nothing
is known of it. "Asked, none" is an observation of its own, so that no data and no symptom stay
apart. Free text of the patient leaves only when asked for. Ids are made from the records' random
ids.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from diary_app import __version__
from diary_app.domain.days import Days
from diary_app.domain.dose import moment_of
from diary_app.domain.flag import Flag
from diary_app.domain.history import History
from diary_app.domain.knowledge import KnowledgeBase
from diary_app.domain.moment import DAY, Moment
from diary_app.exchange import fhir_record, records_table
from diary_app.exchange.fhir_flag import flag_resource
from diary_app.exchange.fhir_medicine import administration, statements
from diary_app.exchange.fhir_observation import observations
from diary_app.exchange.fhir_parts import (
    About,
    Resource,
    cleaned,
    concept,
    id_of,
    narrative,
    narrative_of,
    resource,
    url_of,
)
from diary_app.frozen import dataclass
from diary_app.wording import fhir as words

_EMPTY_REASON = "http://terminology.hl7.org/CodeSystem/list-empty-reason"


@dataclass(frozen=True)
class Person:
    """Who the diary is about, as far as the patient wants it on the document."""

    name: str = ""
    born: date | None = None


NOBODY = Person()


def document(
    history: History,
    knowledge: KnowledgeBase,
    flags: Sequence[Flag],
    days: Days,
    now: Moment,
    person: Person = NOBODY,
    *,
    with_words: bool = False,
) -> Resource:
    """The document Bundle of the local `days`.

    `with_words` adds the patient's own notes and reasons. The same values give the same document.
    """
    own_id = id_of(
        "Bundle",
        person.name,
        days.since,
        days.end,
        now.iso,
        *(p.medicine.id for p in history.plans),
    )
    patient = _patient(person, id_of("Patient", own_id))
    rows = fhir_record.by_key(records_table.rows(history, days, now))
    about = About(history, knowledge, url_of(patient), with_words, rows)
    sections = {
        words.medicines_heading(): list(statements(about, days, now.day)),
        words.doses_heading(): [
            administration(about, dose) for dose in history.doses if moment_of(dose).day in days
        ],
        words.symptoms_heading(): list(observations(about, days)),
    }
    own = fhir_record.definitions(about, rows)
    if own:
        sections[words.own_heading()] = own
    urls = {url_of(each) for found in sections.values() for each in found}
    sections[words.flags_heading()] = [
        flag_resource(about, flag, urls) for flag in flags if flag.at.day in days
    ]
    cover = _composition(about, id_of("Composition", own_id), sections, days, now)
    resources = [cover, patient, *(r for entries in sections.values() for r in entries)]
    return {
        "resourceType": "Bundle",
        "id": own_id,
        "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{own_id}"},
        "type": "document",
        "timestamp": now.iso,
        "entry": [{"fullUrl": url_of(r), "resource": cleaned(r)} for r in resources],
    }


def transaction(document: Resource) -> Resource:
    """The same resources for a server that takes no documents: each is put under its own id, so
    that sending it again changes nothing. The cover speaks of a document and stays out.
    """
    return {
        "resourceType": "Bundle",
        "id": document["id"],
        "type": "transaction",
        "entry": [
            {**entry, "request": {"method": "PUT", "url": f"{kind}/{entry['resource']['id']}"}}
            for entry in document["entry"]
            if (kind := entry["resource"]["resourceType"]) != "Composition"
        ],
    }


def _patient(person: Person, id: str) -> Resource:
    name = person.name.strip()
    return resource(
        "Patient",
        id,
        name or words.nameless_patient(),
        name=[{"text": name}] if name else None,
        birthDate=person.born.isoformat() if person.born else None,
    )


def _composition(
    about: About,
    id: str,
    sections: dict[str, list[Resource]],
    days: Days,
    now: Moment,
) -> Resource:
    title = words.title()
    period = {"start": days.since.isoformat(), "end": (days.end - DAY).isoformat()}
    return resource(
        "Composition",
        id,
        f"{title}. {period['start']} - {period['end']}. Dose Diary {__version__}.",
        status="final",
        type={"text": words.kind_of_document()},
        subject={"reference": about.patient},
        date=now.iso,
        author=[{"reference": about.patient}],
        title=title,
        event=[{"period": period}],
        section=[_section(heading, found) for heading, found in sections.items()],
    )


def _section(heading: str, found: list[Resource]) -> Resource:
    """A section with its entries, or saying that nothing is recorded, which is not "none"."""
    if not found:
        nothing = words.nothing_recorded()
        reason = concept(nothing, _EMPTY_REASON, "unavailable", "Unavailable")
        return {"title": heading, "text": narrative([nothing]), "emptyReason": reason}
    return {
        "title": heading,
        "text": narrative_of(found),
        "entry": [{"reference": url_of(one)} for one in found],
    }
