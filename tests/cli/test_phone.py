"""`phone`: public numbers are offered with their source and never assumed."""

import pytest

from diary_app.domain.knowledge import Level
from diary_app.domain.phones import PhoneKind
from diary_app.services.phones import numbers_to_call


def test_numbers_are_offered_for_the_country_and_none_is_taken_for_granted(terminal):
    terminal("settings", "country", "US")
    out = terminal("phone")
    assert "Poison centre (poison_centre): not entered" in out
    assert "offered: 1-800-222-1222" in out
    assert "https://www.poisonhelp.hrsa.gov" in out
    assert set(terminal.json("phone")["numbers"].values()) == {None}


@pytest.mark.parametrize(
    ("zone", "country", "numbers"),
    [("Europe/Berlin", "DE", "112"), ("America/New_York", "US", "911"), ("UTC", None, "")],
)
def test_the_country_is_that_of_the_clock_until_one_is_chosen(terminal, zone, country, numbers):
    """The emergency number of another country is no help; of an unknown place none is offered."""
    terminal.zone = zone
    found = terminal.json("phone")
    assert found["country"] == country
    assert "".join(o["number"] for o in found["offers"] if o["kind"] == "emergency") == numbers
    assert not terminal.path.exists()


def test_who_has_no_country_is_told_how_to_say_it(terminal):
    terminal.zone = "UTC"
    assert "offered:" not in terminal("phone")
    assert "Your country is not known. Say it: dose-diary settings country GB" in terminal.err


def test_another_country_has_its_own(terminal):
    terminal("settings", "country", "gb")
    found = terminal.json("phone")
    assert [offer["number"] for offer in found["offers"]] == ["999", "111", "116 123"]
    assert all(offer["source"] and offer["address"] for offer in found["offers"])


def test_a_number_is_kept_shown_undone_and_taken_away(terminal):
    terminal("settings", "country", "US")
    terminal("phone", "poison-centre", " 030  19240 ")
    assert terminal.json("phone")["numbers"]["poison_centre"] == "030 19240"
    assert "offered: 1-800" not in terminal("phone")
    terminal("undo")
    assert terminal.json("phone")["numbers"]["poison_centre"] is None
    terminal("redo")
    terminal("phone", "poison_centre", "none")
    assert terminal.json("phone")["numbers"]["poison_centre"] is None


@pytest.mark.parametrize(
    "words", [["aunt", "123"], ["doctor"], ["doctor", "call me"], ["doctor", "1" * 41]]
)
def test_what_cannot_be_dialled_is_refused(terminal, words):
    terminal("phone", *words, code=2)


def test_numbers_entered_before_there_were_six_kinds_stay(terminal):
    terminal("settings", "doctor_phone", "0123 456")
    terminal("settings", "emergency_phone", "112")
    numbers = terminal.json("phone")["numbers"]
    assert (numbers["doctor"], numbers["emergency"]) == ("0123 456", "112")


def test_the_clinic_of_the_last_filling_is_the_pump_clinic(terminal):
    terminal("medicine", "add", "baclofen pump", "--form", "pump", "--strength", "500 mcg/mL",
             "--rate", "150 mcg/day")  # fmt: skip
    terminal("pump-refill", "baclofen pump", "--phone", "0555 1")
    assert terminal.json("phone")["numbers"]["clinic"] == "0555 1"


def test_the_numbers_that_fit_come_confirmed_or_offered(terminal):
    from diary_app.services.diary import open_diary
    from tests.storage.made_up import clock

    terminal("phone", "emergency", "911")
    diary = open_diary(terminal.path, clock, "America/New_York")
    first, crisis, doctor = numbers_to_call(diary, "suicidal_thoughts", Level.EMERGENCY)
    assert (first.kind, first.number, first.offers) == (PhoneKind.EMERGENCY, "911", ())
    assert (crisis.number, crisis.offers[0].number) == ("", "988")
    assert (doctor.kind, doctor.number, doctor.offers) == (PhoneKind.DOCTOR, "", ())
    fitting = [number.kind for number in numbers_to_call(diary, "fever", Level.CALL_DOCTOR)]
    assert PhoneKind.CLINIC not in fitting
    diary.file.close()


def test_a_flag_says_whom_to_call_and_what_is_not_confirmed(baclofen):
    baclofen("settings", "country", "US")
    baclofen("phone", "emergency", "911")
    baclofen("log", "symptom", "suicidal_thoughts")
    (flag,) = [one for one in baclofen.json("flags") if one["id"] == "suicidal_thoughts"]
    assert flag["call"] == [
        {"kind": "emergency", "number": "911", "offered": []},
        {"kind": "crisis_line", "number": None, "offered": ["988"]},
        {"kind": "doctor", "number": None, "offered": []},
    ]
    out = baclofen("flags")
    assert "Emergency 911; Crisis line 988 (offered, not confirmed); My doctor (not entered)" in out
