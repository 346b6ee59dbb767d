"""FHIR R4 bundles of other programs, and ours: medicines, doses, symptoms."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from diary_app.domain.deeds import DoseOutcome
from diary_app.domain.foreign import (
    At,
    ForeignDose,
    ForeignFile,
    ForeignMedicine,
    ForeignRow,
    LeftOut,
    NotUnderstood,
)
from diary_app.domain.foreign_amount import amount_of
from diary_app.domain.schedule import AsNeeded, Daily, DoseTime, Schedule
from diary_app.exchange.fhir_record import row_of
from diary_app.exchange.foreign_text import clean, day_of, time_of
from diary_app.exchange.own_records import records_of

Resource = dict[str, Any]


def is_bundle(plain: Any) -> bool:
    """Whether the value is a bundle."""
    return isinstance(plain, dict) and plain.get("resourceType") == "Bundle"


def is_resource(plain: dict[str, Any]) -> bool:
    """Whether the value is one resource by itself."""
    return isinstance(plain.get("resourceType"), str) and not is_bundle(plain)


def bundle_of(resources: list[Any]) -> dict[str, Any]:
    """The bundle that these resources are: a bulk file has one a line."""
    return {"resourceType": "Bundle", "entry": [{"resource": one} for one in resources]}


def read(plain: dict[str, Any]) -> ForeignFile:
    """Its medicines and doses, and of a file of ours every record; other kinds are left out."""
    entries = plain.get("entry")
    entries = entries if isinstance(entries, list) else []
    found = [entry.get("resource") if isinstance(entry, dict) else None for entry in entries]
    named = dict[str, Resource]()
    for entry, resource in zip(entries, found, strict=True):
        if isinstance(resource, dict):
            named[clean(entry.get("fullUrl"))] = resource
            named[f"{resource.get('resourceType')}/{resource.get('id')}"] = resource
            named[f"#{resource.get('id')}"] = resource
    ours = {n: row for n, one in enumerate(found, 1) if (row := row_of(one)) is not None}
    rows = [_row(n, one, named) for n, one in enumerate(found, 1) if n not in ours]
    rows += records_of(ours.items())
    return ForeignFile("fhir", tuple(sorted(rows, key=lambda row: row.row)))


def _row(number: int, resource: Any, named: dict[str, Resource]) -> ForeignRow:
    if not isinstance(resource, dict):
        return NotUnderstood(number, "row_unreadable")
    kind = resource.get("resourceType")
    if kind not in ("MedicationRequest", "MedicationStatement", "MedicationAdministration"):
        return LeftOut(number)
    name = _name(resource, named)
    if not name:
        return NotUnderstood(number, "name_missing")
    if kind == "MedicationAdministration":
        return _dose(number, name, resource)
    if resource.get("status") in ("entered-in-error", "draft", "cancelled"):
        return LeftOut(number)
    since = _day(resource.get("authoredOn") or resource.get("effectiveDateTime"))
    until, period = None, resource.get("effectivePeriod")
    if isinstance(period, dict):
        since, last = _day(period.get("start")), day_of(clean(period.get("end"))[:10])
        until = None if last is None else last + timedelta(days=1)
    dosages = resource.get("dosageInstruction") or resource.get("dosage")
    note, plan = clean(_first(dosages).get("text")), _schedule(dosages)
    # A frequency without clock times says how often, not when: the plan is the person's to enter.
    why = "plan_without_times" if plan is None else ""
    return ForeignMedicine(number, name, plan, since, until, note, why)


def _schedule(dosages: Any) -> Schedule | None:
    """The plan of dosages that name clock times of every day, or of one taken as needed."""
    found = list[DoseTime]()
    items = dosages if isinstance(dosages, list) else []
    for one in items:
        amount = amount_of(_dose_text(one)) if isinstance(one, dict) else None
        if amount is None:
            return None
        if one.get("asNeededBoolean") is True and len(items) == 1:
            return AsNeeded(amount)
        repeat = _of(_of(one, "timing"), "repeat")
        clocks = [_clock(text) for text in repeat.get("timeOfDay") or []]
        daily = repeat.get("period") == 1 and repeat.get("periodUnit") == "d"
        if not clocks or not daily or "dayOfWeek" in repeat or one.get("asNeededBoolean"):
            return None
        found += [DoseTime(clock, amount) for clock in clocks if clock is not None]
        if None in clocks:
            return None
    distinct = len({dose.at for dose in found}) == len(found)
    return Daily(tuple(sorted(found, key=lambda dose: dose.at))) if found and distinct else None


def _of(part: Resource, name: str) -> Resource:
    found = part.get(name)
    return found if isinstance(found, dict) else {}


def _clock(text: Any) -> time | None:
    try:
        return time.fromisoformat(clean(text)[:5])
    except ValueError:
        return None


def _dose_text(dosage: Resource) -> str:
    return _written(_first(dosage.get("doseAndRate")).get("doseQuantity"))


def _written(amount: Any) -> str:
    """The amount as text. A value without a unit is of tablets: so Synthea writes them."""
    if not isinstance(amount, dict) or amount.get("value") is None:
        return ""
    unit = clean(amount.get("code")) or clean(amount.get("unit")) or "tablet"
    return f"{clean(amount['value'])} {_UCUM.get(unit, unit)}"


def _first(items: Any) -> Resource:
    found = items[0] if isinstance(items, list) and items else items
    return found if isinstance(found, dict) else {}


def _name(resource: Resource, named: dict[str, Resource]) -> str:
    concept = resource.get("medicationCodeableConcept")
    if not isinstance(concept, dict):
        reference = resource.get("medicationReference")
        reference = reference if isinstance(reference, dict) else {}
        there = named.get(clean(reference.get("reference")), {})
        for inner in resource.get("contained") or []:
            if isinstance(inner, dict) and f"#{inner.get('id')}" == reference.get("reference"):
                there = inner
        concept = there.get("code")
        if not isinstance(concept, dict):
            return clean(reference.get("display"))
    return clean(concept.get("text")) or clean(_first(concept.get("coding")).get("display"))


def _dose(number: int, name: str, resource: Resource) -> ForeignRow:
    status = clean(resource.get("status"))
    if status in ("in-progress", "on-hold", "entered-in-error", "unknown", "stopped"):
        return LeftOut(number)
    if status not in ("completed", "not-done"):
        return NotUnderstood(number, "status_unknown", status)
    period = resource.get("effectivePeriod")
    period = period if isinstance(period, dict) else {}
    text = clean(resource.get("effectiveDateTime") or period.get("start"))
    at: At | None = time_of(text) or day_of(text)
    if at is None:
        return NotUnderstood(number, "time_unreadable", text)
    known = time_of(text) is not None
    planned = time_of(text)
    key = clean(resource.get("id")) or f"{name}|{text}"
    if status == "not-done":
        if planned is None:
            return NotUnderstood(number, "time_unreadable", text)
        reason = _first(resource.get("statusReason"))
        said = clean(reason.get("text"))
        return ForeignDose(number, name, DoseOutcome.SKIPPED, "", at, planned, True, said, "", key)
    dosage = resource.get("dosage")
    written = _written(dosage.get("dose") if isinstance(dosage, dict) else None)
    return ForeignDose(number, name, DoseOutcome.TAKEN, written, at, None, known, key=key)


_UCUM = {"ug": "mcg", "{tbl}": "tablet", "{tablet}": "tablet", "mL": "mL", "{capsule}": "capsule"}


def _day(value: Any) -> date | None:
    """The day of a date that may be a year or a month only: then its first."""
    text = clean(value)[:10]
    return day_of(text if len(text) == 10 else (text + "-01-01")[:10]) if text else None
