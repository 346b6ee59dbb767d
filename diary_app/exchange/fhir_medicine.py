"""Courses and holds as MedicationStatement, doses as MedicationAdministration."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from diary_app.domain.course import Course, Hold
from diary_app.domain.days import Days
from diary_app.domain.dose import Dose, EnteredBy, Missed, Skipped, Taken
from diary_app.domain.medicine import Medicine
from diary_app.domain.moment import Moment
from diary_app.domain.plan import Plan
from diary_app.domain.schedule import Schedule, pump_rate
from diary_app.domain.substance import substance_of
from diary_app.exchange import codes, fhir_record
from diary_app.exchange.fhir_dosage import dosages, quantity
from diary_app.exchange.fhir_parts import About, Resource, concept, id_of, notes, resource
from diary_app.wording import fhir as words
from diary_app.wording.plans import form_word
from diary_app.wording.records import record_words
from diary_app.wording.schedules import schedule_words


def _medicine(about: About, medicine: Medicine) -> Resource:
    """Its name, the code of the product where it is one alone, and that of the ingredient."""
    made = concept(medicine.name, codes.RXNORM, codes.rxnorm(medicine))
    ingredient = codes.INGREDIENTS.get(substance_of(medicine, (about.knowledge,)) or "")
    if ingredient is not None:
        of_it = {"system": codes.UNII, "code": ingredient}
        made["coding"] = [*made.get("coding", []), of_it]
    return made


def _with_form(about: About, medicine: Medicine) -> Resource:
    """The medicine with its form, which R4 keeps in a resource of its own inside the statement."""
    return {
        "contained": [
            {
                "resourceType": "Medication",
                "id": "medicine",
                "code": _medicine(about, medicine),
                "form": {"text": form_word(medicine.form)},
            }
        ],
        "medicationReference": {"reference": "#medicine", "display": medicine.name},
    }


def _route(schedule: Schedule) -> Resource:
    by_pump = pump_rate(schedule) is not None
    code = codes.INTRATHECAL if by_pump else codes.ORAL
    return concept(words.route(by_pump=by_pump), codes.SNOMED, code)


def statements(about: About, days: Days, today: date) -> Iterator[Resource]:
    """A statement for each course in force on one of `days`, and one for each hold on them."""
    for plan in about.history.plans:
        for course in plan.all_courses():
            if course.days.overlaps(days):
                yield _statement(about, plan, course, today)
        for hold in plan.holds:
            if hold.days.overlaps(days):
                yield _on_hold(about, plan, hold)


def _on_hold(about: About, plan: Plan, hold: Hold) -> Resource:
    name = plan.medicine.name
    return resource(
        "MedicationStatement",
        id_of("MedicationStatement", hold.id),
        words.on_hold(name),
        **_with_form(about, plan.medicine),
        status="on-hold",
        subject={"reference": about.patient},
        effectivePeriod=_period(hold.days),
        informationSource={"reference": about.patient},
        statusReason=[{"text": hold.reason}] if about.with_words and hold.reason.strip() else None,
    )


def _period(days: Days) -> Resource:
    period = {"start": days.since.isoformat()}
    return period if days.last is None else period | {"end": days.last.isoformat()}


def _statement(about: About, plan: Plan, course: Course, today: date) -> Resource:
    medicine = plan.medicine
    return resource(
        "MedicationStatement",
        id_of("MedicationStatement", course.id),
        f"{medicine.name}: {schedule_words(course.schedule)}",
        status=_status(plan, course, today),
        **_with_form(about, medicine),
        subject={"reference": about.patient},
        effectivePeriod=_period(course.days),
        informationSource={"reference": about.patient},
        reasonCode=[{"text": medicine.reason}] if medicine.reason.strip() else None,
        note=notes(about, course.prescription.note),
        dosage=[{**one, "route": _route(course.schedule)} for one in dosages(course.schedule)],
    )


def _status(plan: Plan, course: Course, today: date) -> str:
    if course.since > today:
        return "intended"
    if course.days.over_on(today):
        followed = any(other.since == course.until for other in plan.all_courses())
        return "completed" if followed else "stopped"
    return "active"


def administration(about: About, dose: Dose) -> Resource:
    """What was recorded of one dose: taken, or not taken and why."""
    medicine = about.history.plan_of(dose.medicine_id).medicine
    at, content = _what_happened(dose)
    reason = dose.reason if about.with_words else ""
    if "statusReason" in content and reason.strip():
        content["statusReason"] = [*content["statusReason"], {"text": reason}]
    return resource(
        "MedicationAdministration",
        id_of("MedicationAdministration", dose.id),
        f"{record_words(dose, medicine.name, (about.knowledge,))}, {at}",
        extension=fhir_record.record(about, about.rows.get(("dose", dose.id, medicine.name))),
        medicationCodeableConcept=_medicine(about, medicine),
        subject={"reference": about.patient},
        performer=_performer(about, dose.entered_by),
        note=notes(about, dose.note),
        **content,
    )


def _what_happened(dose: Dose) -> tuple[str, Resource]:
    """When, and what the resource says of it."""
    match dose:
        case Taken():
            # A day without a time says that the time is not known.
            at = dose.taken_at.iso if dose.time_known else dose.taken_at.day.isoformat()
            done = {"status": "completed", "effectiveDateTime": at}
            if dose.amount is None:
                return at, done
            given = {"text": str(dose.amount), "dose": quantity(dose.amount)}
            return at, {**done, "dosage": given}
        case Skipped():
            return _not_done(dose.planned_at, words.skipped_reason())
        case Missed():
            return _not_done(dose.planned_at, words.missed_reason())


def _not_done(planned_at: Moment, why: str) -> tuple[str, Resource]:
    return planned_at.iso, {
        "status": "not-done",
        "statusReason": [{"text": why}],
        "effectiveDateTime": planned_at.iso,
    }


def _performer(about: About, entered_by: EnteredBy) -> list[Resource]:
    if entered_by is EnteredBy.CARER:
        return [{"actor": {"display": words.carer()}}]
    return [{"actor": {"reference": about.patient}}]
