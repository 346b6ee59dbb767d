"""Whom to call, facts about me, and what else is taken: in Settings and at the first start."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel

from diary_app.domain.flag import SYMPTOM_RULE
from diary_app.domain.person import FactAnswer, PersonFact
from diary_app.domain.phones import PhoneKind
from diary_app.services import also_taken, facts, flags, phones, settings, symptoms
from diary_app.services.diary import open_diary
from tests.ui.conftest import ZONE

KINDS = {
    "My emergency number": PhoneKind.EMERGENCY,
    "Poison centre's number": PhoneKind.POISON_CENTRE,
    "Crisis line's number": PhoneKind.CRISIS_LINE,
    "Pump clinic's number": PhoneKind.CLINIC,
    "My doctor's number": PhoneKind.DOCTOR,
    "My pharmacist's number": PhoneKind.PHARMACIST,
}


@pytest.mark.parametrize(("line", "kind"), KINDS.items())
def test_each_kind_is_entered_and_taken_away(robot, diary, line, kind):
    robot.go("settings").type(line, "0555 12").key("Return")
    assert phones.confirmed(diary)[kind] == "0555 12"
    robot.type(line, " ").key("Return")
    assert phones.confirmed(diary)[kind] == ""


def test_what_nobody_can_dial_is_said_and_not_kept(robot, diary):
    robot.go("settings").type("Poison centre's number", "call them").key("Return")
    assert phones.confirmed(diary)[PhoneKind.POISON_CENTRE] == ""
    assert "call them" in robot.text()


def test_public_numbers_are_offered_with_their_source_and_kept_when_confirmed(robot, diary):
    robot.go("settings").press("Another country…").press("United Kingdom, country")
    (offer,) = phones.offers(diary, PhoneKind.POISON_CENTRE)
    assert offer.organisation in robot.text() and offer.address in robot.text()
    assert not any(phones.confirmed(diary).values())
    robot.press("Confirm 111, Poison centre")
    assert phones.confirmed(diary)[PhoneKind.POISON_CENTRE] == "111"
    assert "Confirm 111, Poison centre" not in robot.names()


def test_the_clock_s_country_is_a_guess_and_says_so(robot, diary):
    assert "Country: Germany, because this computer's clock" in robot.go("settings").text()
    robot.press("Another country…").press("Ireland, country")
    assert "Country: Ireland." in robot.text()
    assert settings.load(diary).country == "IE"


FITTING = [
    ("suicidal_thoughts", "Crisis line"),
    ("extreme_drowsiness", "Poison centre"),
    ("extra_dose_taken", "Poison centre"),
]


@pytest.mark.parametrize(("symptom", "who"), FITTING)
def test_a_card_shows_the_number_that_fits(open_window, diary, symptom, who):
    settings.save(diary, country="US", crisis_line_phone="988", poison_centre_phone="0800 1")
    settings.save(diary, emergency_phone="911")
    symptoms.observe(diary, symptom, None)
    robot = open_window(diary)
    assert any(name.startswith(who) for name in robot.names())
    assert any(name.startswith("Emergency 911") for name in robot.names())


def test_a_card_never_only_asks_for_the_doctor_s_number(open_window, diary):
    """Every rule and symptom, in a country of which no number is known."""
    settings.save(diary, country="JP")
    for entry in (e for base in diary.knowledge for e in base.serious()):
        symptoms.observe(diary, entry.id, None)
    robot = open_window(diary).press("Show ")
    for flag in flags.waiting(diary)[1:]:
        assert flag.rule == SYMPTOM_RULE
        robot.press(f"Look at it, {flag.label},")
        assert "Emergency: your local emergency number." in robot.text(), flag.id
        robot.press(f"Close, {flag.label}")


def _in_sight(robot, text):
    seen = robot.window._scroll.viewport()
    shown = next(w for w in robot.window.page.findChildren(QLabel) if w.text() == text)
    return 0 <= shown.mapTo(seen, QPoint(0, 0)).y() < seen.height()


def test_enter_numbers_leads_to_their_place(open_window, diary):
    symptoms.observe(diary, "confusion", 2)
    robot = open_window(diary).press("Enter numbers to call")
    assert robot.window.page.key == "settings"
    assert robot.focused() == "My emergency number"
    assert _in_sight(robot, "Whom to call")


@pytest.mark.parametrize("fact", PersonFact)
def test_a_fact_is_answered_and_taken_back(robot, diary, fact):
    from diary_app.wording.person import fact_name, fact_why

    name = fact_name(fact)
    assert fact_why(fact) in robot.go("settings").text()
    assert robot.find(f"Yes, {name}").isChecked() is False
    robot.press(f"No, {name}")
    assert facts.answers(diary)[fact] is FactAnswer.NO
    robot.press(f"Not answered, {name}")
    assert facts.answers(diary)[fact] is FactAnswer.UNKNOWN


def test_the_list_of_what_else_is_taken_is_ticked(robot, diary):
    robot.go("settings").press("Yes, Medicines for sleep")
    ticks = {item.id: given for item, given in also_taken.checklist(diary)}
    assert ticks["sleep_medicines"] is FactAnswer.YES
    assert facts.answers(diary)[PersonFact.SEDATIVES] is FactAnswer.YES


def test_each_question_is_asked_once(robot):
    names = robot.go("settings").names()
    assert [name for name in names if names.count(name) > 1] == []


def test_numbers_and_facts_are_offered_at_the_start_and_can_wait(open_window, diary):
    robot = open_window(diary).press("About me")
    assert robot.focused() == "Yes, Kidney disease"
    robot.go("today").press("Not now")
    assert "About me" not in robot.names()
    assert "About me" not in open_window(diary).names()


@pytest.fixture
def empty(tmp_path, clock):
    made = open_diary(tmp_path / "new.db", clock, ZONE, create=True)
    yield made
    made.file.close()


def test_an_empty_diary_offers_them_too(empty, open_window):
    robot = open_window(empty).press("Whom to call")
    assert robot.focused() == "My emergency number"


def test_offered_numbers_name_their_country_where_none_was_chosen(open_window, diary):
    symptoms.observe(diary, "seizure", None, diary.now())
    assert "public numbers of Germany" in open_window(diary).text()
