"""Own things, events, clinic measures and what a dose did as Observation, by text and own codes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from diary_app.domain.days import Days
from diary_app.domain.dose import moment_of
from diary_app.domain.helped import Helped
from diary_app.domain.knowledge import Entry
from diary_app.domain.measure import Measurement
from diary_app.domain.moment import Moment
from diary_app.domain.quantity import plain_number
from diary_app.domain.symptom import Event, Observation, SafetyCheck
from diary_app.exchange.fhir_parts import About, Resource, concept, notes
from diary_app.exchange.fhir_record import EVENT, MEASURE, REGION, TRACKED
from diary_app.wording import fhir as words
from diary_app.wording.events import event_name
from diary_app.wording.measures import helped_word, measure_names, part_words, value_of_measure
from diary_app.wording.regions import region_name, regions_words
from diary_app.wording.symptoms import question_name, value_words

Told = tuple[str, Resource]
"""What a resource says in words, and its content."""


def own_thing(about: About, seen: Observation, entry: Entry) -> Told:
    """An own thing: a number in its unit, a yes or no, or a number on its scale."""
    said = f"{entry.label}: {value_words(entry, seen.value)}"
    content: Resource = {
        "code": concept(entry.label, TRACKED, entry.id),
        "note": notes(about, seen.note),
        **place_of(seen),
    }
    if isinstance(seen.value, Decimal):
        unit = {"unit": seen.unit} if seen.unit else {}
        return said, {**content, "valueQuantity": {"value": number_of(seen.value), **unit}}
    if seen.value is not None and entry.scale.highest == 1:
        return said, {**content, "valueBoolean": bool(seen.value)}
    if seen.value is not None:
        return said, {**content, "valueInteger": seen.value}
    return said, {**content, "valueBoolean": True}


def place_of(seen: Observation) -> Resource:
    """Where on the body, in words; with a code of ours where it is one area."""
    match seen.regions:
        case ():
            return {}
        case (one,):
            return {"bodySite": concept(region_name(one), REGION, str(one))}
        case several:
            return {"bodySite": concept(regions_words(several))}


def time_of(record: Observation | object, at: Moment) -> Resource:
    """When it was: a moment, or from when to when for what has a length."""
    if not isinstance(record, Observation) or not record.lasting:
        return {"effectiveDateTime": at.iso}
    end = {} if record.until is None else {"end": record.until.iso}
    return {"effectivePeriod": {"start": at.iso, **end}}


def number_of(value: Decimal) -> int | float:
    """The number as JSON has it."""
    return int(value) if value == value.to_integral_value() else float(value)


def events(about: About, days: Days) -> Iterator[tuple[Event, Told]]:
    """What else may matter: the words of the person leave only when asked for."""
    for event in about.history.events:
        if event.at.day in days:
            name = event_name(event.kind)
            minutes = event.minutes
            length: Resource = {"valueBoolean": True}
            if minutes is not None:
                length = {"valueQuantity": {"value": minutes, "unit": "min"}}
            code = concept(name, EVENT, " ".join(event.kind.split()))
            said = notes(about, event.words)
            yield event, (name, {"code": code, "note": said, **length})


def measures(about: About, days: Days) -> Iterator[tuple[Measurement, Told]]:
    """What a clinic asks."""
    goals = about.history.goals
    for one in about.history.measurements:
        if one.at.day in days:
            name = measure_names()[one.measure]
            said = value_of_measure(one.measure, one.value)
            part = part_words(one.part, goals)
            component = [{"code": concept(words.part_heading()), "valueString": part}]
            told = f"{name}, {part}: {said}" if part else f"{name}: {said}"
            content = {
                "code": concept(name, MEASURE, str(one.measure)),
                "valueInteger": one.value,
                "interpretation": [{"text": said}],
                "component": component if part else [],
                "note": notes(about, one.note),
            }
            yield one, (told, content)


def helped(about: About, days: Days) -> Iterator[tuple[Helped, Moment, Told]]:
    """What the doses did that were taken when needed, at the moment of the dose."""
    moments = {dose.id: moment_of(dose) for dose in about.history.doses}
    for one in about.history.helped.values():
        at = moments.get(one.dose_id)
        if at is not None and at.day in days:
            said = helped_word(one.answer)
            name = words.helped_heading()
            content = {"code": concept(name), "valueCodeableConcept": {"text": said}}
            yield one, at, (f"{name}: {said}", content)


def followups(about: About, days: Days) -> Iterator[tuple[SafetyCheck, str, Told]]:
    """The answers to the questions that follow a yes, by their keys."""
    for check in about.history.checks:
        for key, yes in check.followups.items() if check.at.day in days else ():
            name = question_name(key, (about.knowledge,))
            told = f"{name}: {words.yes_or_no(yes)}"
            yield check, key, (told, {"code": concept(name), "valueBoolean": yes})


def measured(label: str, value: Decimal, unit: str) -> Told:
    """A number whose own thing is not known here any more."""
    amount: Resource = {"value": number_of(value)} | ({"unit": unit} if unit else {})
    told = f"{label}: {plain_number(value)} {unit}".rstrip()
    return told, {"code": concept(label), "valueQuantity": amount}
