"""The FHIR document: right by our own checker, by the library's R4B models, and in what it says."""

import json
from collections import Counter
from copy import deepcopy
from dataclasses import replace

import pytest
from fhir.resources.R4B.bundle import Bundle

from diary_app.domain.course import Hold
from diary_app.domain.days import Days
from diary_app.domain.dose import Missed, Skipped, Taken
from diary_app.domain.history import History
from diary_app.domain.knowledge import Level
from diary_app.domain.moment import DAY
from diary_app.domain.plan import Plan
from diary_app.domain.symptom import AnswerKind, FlagAnswer
from diary_app.exchange.fhir import Person, document, transaction
from diary_app.exchange.fhir_parts import printable
from tests.exchange.bundles import ALEX, BUNDLES, HOSTILE, diary, hostile, made, of
from tests.exchange.fhir_check import problems
from tests.reports.diaries import (
    BACLOFEN,
    KNOWLEDGE,
    NOW,
    TODAY,
    ZONES,
    course,
    daily,
    three_months,
)


@pytest.mark.parametrize("name", sorted(BUNDLES))
def test_our_own_checker_finds_nothing_wrong(name):
    assert problems(made(name)) == ()


@pytest.mark.parametrize("name", sorted(BUNDLES))
def test_the_library_reads_it_as_r4(name):
    bundle = Bundle.model_validate_json(json.dumps(made(name)))
    assert len(bundle.entry) == len(made(name)["entry"])


def test_a_recorded_dose_is_an_administration_and_an_unrecorded_one_is_nothing():
    history, span, _flags = three_months()
    doses = [d for d in history.doses if span.first <= d.planned_at.day < span.end]
    expected = Counter("completed" if isinstance(d, Taken) else "not-done" for d in doses)
    found = Counter(r["status"] for r in of(made("three_months"), "MedicationAdministration"))
    assert found == expected
    assert any(isinstance(d, Skipped) for d in doses)
    assert any(isinstance(d, Missed) for d in doses)


def test_each_course_is_a_statement_with_its_days_and_its_dosage():
    first, second, needed = of(made("three_months"), "MedicationStatement")
    assert first["status"] == "completed"
    assert first["effectivePeriod"] == {"start": "2026-03-01", "end": "2026-10-25"}
    assert second["status"] == "active"
    (dosage,) = second["dosage"]
    assert dosage["timing"]["repeat"]["timeOfDay"] == ["08:00:00", "14:00:00", "20:00:00"]
    assert dosage["doseAndRate"][0]["doseQuantity"]["value"] == 10
    assert needed["dosage"][0]["asNeededBoolean"] is True


def test_a_fall_is_an_observation_and_says_whether_the_head_was_knocked():
    knocked, other = of(made("fallen"), "Observation")
    assert knocked["code"] == {"text": "Fall"}
    heads = [fall["component"][0]["valueBoolean"] for fall in (knocked, other)]
    assert heads == [True, False]
    assert "note" not in knocked
    told = of(made("fallen_with_words"), "Observation")[0]
    assert [note["text"] for note in told["note"]] == ["bathroom", "left knee"]


def test_asked_and_absent_is_told_apart_from_present_and_from_not_sure():
    found = of(made("checked"), "Observation")
    codes = {o["valueCodeableConcept"]["text"]: o for o in found if "valueCodeableConcept" in o}
    assert codes["Confusion"]["code"]["coding"][0]["code"] == "75325-1"
    assert codes["Seizure (fit, convulsion)"]["code"]["coding"][0]["code"] == "111551-8"
    (unsure,) = [o for o in found if "dataAbsentReason" in o]
    assert unsure["code"]["text"] == "Irregular heartbeat"
    assert len(found) == 3  # what was not asked has no resource


def test_a_rating_of_none_is_absent_and_a_rating_is_present_with_its_severity():
    found = [o for o in of(made("three_months"), "Observation") if "Dizziness" in json.dumps(o)]
    absent = [o for o in found if o["code"]["coding"][0]["code"] == "111551-8"]
    rated = [o for o in found if "component" in o]
    assert len(absent) + len(rated) == len(found)
    assert {o["component"][0]["valueQuantity"]["value"] for o in rated} <= {1, 2, 3, 4}
    history, span, _flags = three_months()
    inside = [o for o in history.observations if span.first <= o.at.day < span.end]
    assert len(rated) == sum(o.symptom == "dizziness" and o.value > 0 for o in inside)


def test_what_the_medicine_is_for_is_a_score():
    pain = next(
        o for o in of(made("three_months"), "Observation") if o["code"]["text"].startswith("Pain")
    )
    assert pain["code"]["coding"][0]["code"] == "72514-3"
    assert pain["valueQuantity"]["code"] == "{score}"


def test_a_flag_the_patient_dismissed_is_marked_as_an_error():
    history, span, (flag,) = three_months()
    answer = FlagAnswer(
        "a", flag.id, flag.rule, (), flag.level.value, AnswerKind.DISMISSED, "a dream", NOW
    )
    flags = (replace(flag, acknowledged=answer),)
    found = document(history, KNOWLEDGE, flags, span.days, NOW)
    assert [f["status"] for f in of(found, "Flag")] == ["entered-in-error"]
    assert [f["status"] for f in of(made("three_months"), "Flag")] == ["active"]


def test_a_flag_says_how_grave_it_is_which_rule_raised_it_and_on_what():
    found = made("three_months")
    (flag,) = of(found, "Flag")
    _history, _span, (own,) = three_months()
    assert flag["category"][-1]["coding"][0]["code"] == own.level.value
    assert flag["identifier"][0]["value"] == own.rule
    urls = {entry["fullUrl"] for entry in found["entry"]}
    assert {each["valueReference"]["reference"] for each in flag.get("extension", [])} <= urls


def test_what_is_only_asked_is_no_active_alert_of_safety():
    history, span, (flag,) = three_months()
    asked = replace(flag, level=Level.ASK)
    (found,) = of(document(history, KNOWLEDGE, (asked,), span.days, NOW), "Flag")
    assert found["status"] == "inactive"
    assert "safety" not in json.dumps(found["category"])


@pytest.mark.parametrize("name", BUNDLES)
def test_a_transaction_puts_each_resource_under_its_own_id(name):
    document_, sent = made(name), transaction(made(name))
    Bundle.model_validate_json(json.dumps(sent))
    kinds = [entry["resource"]["resourceType"] for entry in sent["entry"]]
    assert len(kinds) == len(document_["entry"]) - 1 and "Composition" not in kinds
    for entry in sent["entry"]:
        resource = entry["resource"]
        assert entry["request"]["url"] == f"{resource['resourceType']}/{resource['id']}"


def test_the_patients_own_words_leave_only_when_asked_for():
    assert "too drowsy" not in json.dumps(made("three_months"))
    assert "aunt" not in json.dumps(made("three_months"))
    history, span, flags = three_months()
    told = document(history, KNOWLEDGE, flags, span.days, NOW, with_words=True)
    assert "too drowsy" in json.dumps(told)
    assert problems(told) == ()


def test_name_and_birthday_are_there_only_if_given():
    (patient,) = of(made("two_weeks"), "Patient")
    assert set(patient) == {"resourceType", "id", "text"}
    (named,) = of(made("three_months"), "Patient")
    assert (named["name"], named["birthDate"]) == ([{"text": "Alex Example"}], "1970-05-04")


def test_the_same_diary_gives_the_same_document():
    assert BUNDLES["two_weeks"]() == made("two_weeks")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_passes_whole_and_harmless(name):
    found = hostile(name)
    assert problems(found) == ()
    Bundle.model_validate_json(json.dumps(found))
    (statement,) = of(found, "MedicationStatement")
    assert statement["contained"][0]["code"] == {"text": printable(name)}
    assert statement["medicationReference"]["display"] == printable(name)
    assert of(found, "Patient")[0]["name"] == [{"text": printable(name)}]


@pytest.mark.slow
def test_a_year_passes_too():
    bundle = diary("a_year", ALEX)
    assert problems(bundle) == ()
    Bundle.model_validate_json(json.dumps(bundle))


def broken(change):
    bundle = deepcopy(made("checked"))
    change(bundle)
    return problems(bundle)


def resource(bundle, kind):
    return next(e["resource"] for e in bundle["entry"] if e["resource"]["resourceType"] == kind)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda b: b.pop("identifier"), "identifier"),
        (lambda b: b.pop("timestamp"), "timestamp"),
        (lambda b: b.update(timestamp="2026-11-22T14:05:00"), "timestamp"),
        (lambda b: b.update(type="collection"), "type document"),
        (lambda b: b["entry"].reverse(), "first entry"),
        (lambda b: b["entry"].append(b["entry"][1]), "2 times"),
        (lambda b: b["entry"].pop(1), "leads nowhere"),
        (lambda b: b["entry"][0]["resource"]["section"].clear(), "reached by no reference"),
        (lambda b: b["entry"][2].update(request={}), "request"),
        (lambda b: resource(b, "Observation").update(status="banana"), "banana"),
        (lambda b: resource(b, "MedicationStatement").update(status="banana"), "banana"),
        (lambda b: resource(b, "Observation").pop("code"), "needs code"),
        (lambda b: resource(b, "Observation").pop("valueCodeableConcept"), "say why"),
        (lambda b: resource(b, "Observation").update(dataAbsentReason={"text": "x"}), "obs-6"),
        (lambda b: resource(b, "Observation")["code"].pop("text"), "its text"),
        (lambda b: resource(b, "Observation")["code"]["coding"][0].pop("system"), "system"),
        (lambda b: resource(b, "Patient").pop("text"), "narrative"),
        (lambda b: resource(b, "Patient")["text"].update(div="<div>x</div>"), "XHTML"),
        (
            lambda b: resource(b, "Patient")["text"].update(
                div='<div xmlns="http://www.w3.org/1999/xhtml"><script>x</script></div>'
            ),
            "XHTML",
        ),
        (lambda b: resource(b, "Patient").update(id="alex"), "UUID"),
        (lambda b: resource(b, "Patient").update(name=[]), "empty"),
        (lambda b: resource(b, "Observation").update(effectiveDateTime="8 Nov"), "FHIR date"),
        (lambda b: resource(b, "Patient").update(resourceType="Person"), "Person"),
    ],
)
def test_the_checker_finds_what_libraries_let_through(change, what):
    assert any(what in problem for problem in broken(change))


def test_an_own_thing_says_its_value_its_place_and_its_length_in_fhir_s_own_terms():
    found = {r["code"]["text"]: r for r in of(made("own_things"), "Observation")}
    assert found["thing number"]["valueQuantity"] == {"value": 72.5, "unit": "kg"}
    assert found["thing yes-no"]["valueBoolean"] is True
    assert found["thing 0-10"]["valueInteger"] == 6
    spasms = found["Spasms, 0 to 10"]
    assert spasms["bodySite"] == {"text": "left leg, right foot"}
    assert spasms["effectivePeriod"]["end"].startswith(spasms["issued"][:16])
    assert "effectiveDateTime" not in spasms


@pytest.mark.parametrize(
    ("name", "leaves"), [("own_things", False), ("own_things_with_words", True)]
)
def test_the_patients_words_leave_in_the_record_too_only_when_asked_for(name, leaves):
    text = json.dumps(made(name))
    assert [word in text for word in ("sore", "got up", "cold")] == [leaves] * 3


def held_and_stopped():
    """Tablets that were on hold for three days and then stopped, and a pump."""
    plan = Plan(
        BACLOFEN,
        (course(daily("08:00=10"), TODAY - 60 * DAY, TODAY - 5 * DAY),),
        holds=(Hold("h", BACLOFEN.id, Days(TODAY - 20 * DAY, TODAY - 17 * DAY)),),
    )
    history = History(zones=ZONES, plans=(plan,))
    days = Days.through(TODAY - 60 * DAY, TODAY)
    return document(history, KNOWLEDGE, (), days, NOW, Person())


def test_a_hold_is_a_statement_of_its_own_and_a_stop_has_its_end():
    stopped, held = of(held_and_stopped(), "MedicationStatement")
    assert (stopped["status"], stopped["effectivePeriod"]["end"]) == (
        "stopped",
        (TODAY - 6 * DAY).isoformat(),
    )
    start, end = (TODAY - 20 * DAY).isoformat(), (TODAY - 18 * DAY).isoformat()
    assert (held["status"], held["effectivePeriod"]) == ("on-hold", {"start": start, "end": end})
    assert problems(held_and_stopped()) == ()


def test_a_statement_says_form_route_and_ingredient():
    statement = of(held_and_stopped(), "MedicationStatement")[0]
    (medicine,) = statement["contained"]
    assert medicine["form"] == {"text": "tablet"}
    ingredient = {"system": "http://fdasis.nlm.nih.gov", "code": "H789N3FKE8"}
    assert ingredient in medicine["code"]["coding"]
    assert statement["dosage"][0]["route"]["coding"][0]["code"] == "26643006"
