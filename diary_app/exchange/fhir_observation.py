"""Symptoms, ratings and safety checks as Observation: there, asked and absent, not sure."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from diary_app.domain.days import Days
from diary_app.domain.fall import Fall
from diary_app.domain.knowledge import Category
from diary_app.domain.measure import Measurement
from diary_app.domain.moment import Moment
from diary_app.domain.symptom import Answer, Event, Observation, SafetyCheck
from diary_app.exchange import codes, fhir_body, fhir_record
from diary_app.exchange.fhir_parts import About, Resource, concept, id_of, notes, resource
from diary_app.exchange.records_table import Row
from diary_app.wording import fhir as words

_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
_ABSENT_REASON = "http://terminology.hl7.org/CodeSystem/data-absent-reason"


def observations(about: About, days: Days) -> Iterator[Resource]:
    """Every observation and every answered question of a check on `days`."""
    for seen in about.history.observations:
        if seen.at.day in days:
            yield _observation(about, seen)
    for check in about.history.checks:
        if check.at.day in days:
            yield from _answers(about, check)
    for fall in about.history.falls:
        if fall.at.day in days:
            yield _fall(about, fall)
    yield from _others(about, days)


def _others(about: About, days: Days) -> Iterator[Resource]:
    for check, key, (told, content) in fhir_body.followups(about, days):
        row = about.rows.get(("followup", check.id, key))
        yield _observed(about, f"{check.id}/{key}", check, told, row, **content)
    for event, (told, content) in fhir_body.events(about, days):
        row = about.rows.get(("event", event.id, event.kind))
        yield _observed(about, event.id, event, told, row, **content)
    for one, (told, content) in fhir_body.measures(about, days):
        row = about.rows.get(("measure", one.id, str(one.measure)))
        yield _observed(about, one.id, one, told, row, **content)
    for answer, at, (told, content) in fhir_body.helped(about, days):
        row = about.rows.get(("helped", answer.id, answer.symptom))
        yield _resource(about, f"helped/{answer.id}", told, row, at, answer.at, **content)


def _observation(about: About, seen: Observation) -> Resource:
    label = about.label(seen.symptom)
    entry = next((e for e in about.knowledge.entries if e.id == seen.symptom), None)
    row = about.rows.get(("symptom", seen.id, seen.symptom))
    if entry is not None and entry.own:
        told, content = fhir_body.own_thing(about, seen, entry)
        return _observed(about, seen.id, seen, told, row, **content)
    if isinstance(seen.value, Decimal):
        told, content = fhir_body.measured(label, seen.value, seen.unit)
        return _observed(about, seen.id, seen, told, row, **content)
    if seen.value is None or entry is None:
        return _symptom(about, seen.id, seen, seen.symptom, label)
    highest, word = entry.scale.highest, entry.scale.word(seen.value)
    score: Resource = {
        "value": seen.value,
        "unit": "{score}",
        "system": "http://unitsofmeasure.org",
    }
    score |= {"code": "{score}"}
    if entry.category is Category.TREATED:
        code = codes.PAIN if seen.symptom == "pain" else None
        told = f"{label}: {seen.value} of {highest}"
        return _observed(
            about, seen.id, seen, told, row,
            code=concept(f"{label}, 0 to {highest}", codes.LOINC, code),
            valueQuantity=score, note=notes(about, seen.note),
        )  # fmt: skip
    if seen.value == 0:
        return _symptom(about, seen.id, seen, seen.symptom, words.absent("{symptom}"), absent=True)
    severity = {
        "code": _loinc(codes.SEVERITY) | {"text": words.severity_scale(highest)},
        "valueQuantity": score,
        "interpretation": [{"text": word}],
    }
    told = words.rated(label, word, seen.value, highest)
    return _symptom(about, seen.id, seen, seen.symptom, told, component=[severity])


def _answers(about: About, check: SafetyCheck) -> Iterator[Resource]:
    for symptom, answer in check.answers.items():
        key = f"{check.id}/{symptom}"
        label = about.label(symptom)
        match answer:
            case Answer.YES:
                yield _symptom(about, key, check, symptom, label)
            case Answer.NO:
                yield _symptom(about, key, check, symptom, words.absent("{symptom}"), absent=True)
            case Answer.NOT_SURE:
                reason = concept(words.not_sure(), _ABSENT_REASON, "asked-unknown")
                yield _observed(
                    about, key, check, words.not_sure_of(label),
                    about.rows.get(("check", check.id, symptom)),
                    code=concept(label, codes.SNOMED, codes.SNOMED_SYMPTOMS.get(symptom)),
                    dataAbsentReason=reason,
                )  # fmt: skip
            case Answer.NOT_ASKED:
                pass


def _fall(about: About, fall: Fall) -> Resource:
    """A fall has no code that is sure; its text says it, as does a knock to the head."""
    knock = {"code": concept(words.knock_to_the_head()), "valueBoolean": fall.head}
    return _observed(
        about,
        fall.id,
        fall,
        words.fall_with_knock() if fall.head else words.fall(),
        about.rows.get(("fall", fall.id, "")),
        code=concept(words.fall()),
        valueBoolean=True,
        component=[knock],
        note=notes(about, fall.place, fall.hurt, fall.before, fall.note),
    )


def _symptom(
    about: About,
    key: str,
    record: Observation | SafetyCheck,
    symptom: str,
    told: str,
    *,
    absent: bool = False,
    **content: Any,
) -> Resource:
    label = about.label(symptom)
    note = record.note if isinstance(record, Observation) else ""
    kind = "symptom" if isinstance(record, Observation) else "check"
    return _observed(
        about,
        key,
        record,
        told.replace("{symptom}", label),
        about.rows.get((kind, record.id, symptom)),
        code=_loinc(codes.SYMPTOM_ABSENT if absent else codes.SYMPTOM),
        valueCodeableConcept=concept(label, codes.SNOMED, codes.SNOMED_SYMPTOMS.get(symptom)),
        note=notes(about, note),
        **content,
    )


def _loinc(code: str) -> Resource:
    term = codes.LOINC_TERMS[code]
    return concept(term, codes.LOINC, code, term)


def _observed(
    about: About,
    key: str,
    record: Observation | SafetyCheck | Fall | Event | Measurement,
    told: str,
    row: Row | None,
    **content: Any,
) -> Resource:
    place = fhir_body.place_of(record) if isinstance(record, Observation) else {}
    content = {**place, **content}
    at, written = record.at, record.recorded_at
    return _resource(about, key, told, row, at, written, record=record, **content)


def _resource(
    about: About,
    key: str,
    told: str,
    row: Row | None,
    at: Moment,
    written: Moment,
    record: object = None,
    **content: Any,
) -> Resource:
    return resource(
        "Observation",
        id_of("Observation", key),
        told,
        extension=fhir_record.record(about, row),
        status="final",
        category=[concept(words.reported_category(), _CATEGORY, "survey", "Survey")],
        subject={"reference": about.patient},
        **fhir_body.time_of(record, at),
        issued=written.iso,
        performer=[{"reference": about.patient}],
        **content,
    )
