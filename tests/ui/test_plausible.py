"""What is probably a slip is asked about before it is stored; a plan is read back in words."""

from datetime import date, time

import pytest
from PySide6.QtWidgets import QLabel

from diary_app.domain.course import Prescription
from diary_app.domain.days import Days
from diary_app.domain.medicine import Form, parse_strength
from diary_app.domain.schedule import Daily, DoseTime
from diary_app.services import medicines, substances, supplies, trail
from tests.ui.conftest import mg

YES, ANYWAY, BACK = "Yes, save it", "Save it anyway", "Go back and change it"


def new(robot, name="tizanidine", amount="4 mg", since="today", strength="4 mg"):
    robot.go("medicines").press("Add a medicine").type("Name of the medicine", name)
    robot.press("Tablet, form").type("Strength", strength).press("At certain times every day")
    robot.type("Time 1", "08:00").type("Amount 1", amount).type("From which day", since)
    return robot.press("Save, new medicine")


def names_of(diary):
    return [plan.medicine.name for plan in medicines.all_plans(diary)]


def test_a_new_medicine_is_read_back_and_enter_confirms(robot, diary):
    new(robot)
    shown = robot.text()
    assert "tizanidine: tablet of 4 mg" in shown and "4 mg a day in all" in shown
    assert names_of(diary) == ["baclofen"]
    assert robot.focused().startswith(YES)
    robot.key("Return")
    assert names_of(diary) == ["baclofen", "tizanidine"]


def test_escape_goes_back_and_nothing_is_lost(robot, diary):
    new(robot).key("Escape")
    assert robot.find("Name of the medicine").text() == "tizanidine"
    assert robot.find("Amount 1").text() == "4 mg"
    assert names_of(diary) == ["baclofen"]
    robot.press("Save, new medicine").confirm()
    assert names_of(diary) == ["baclofen", "tizanidine"]


def test_a_burst_of_enter_does_not_answer_what_nobody_has_read(robot, diary):
    robot.go("medicines").press("Add a medicine").type("Name of the medicine", "tizanidine")
    robot.press("Tablet, form").type("Strength", "4 mg").press("At certain times every day")
    robot.type("Time 1", "08:00").type("Amount 1", "4 mg").rest()
    for _ in range(5):
        robot.stroke("Return").rest(0.15)
    assert names_of(diary) == ["baclofen"]


def test_a_change_is_read_back_with_its_day(robot, diary):
    robot.go("medicines").press("Change dose…, baclofen")
    robot.type("Amount 1", "15 mg").type("From which day", "1 dec")
    robot.press("Save, baclofen")
    assert "baclofen from 1 December 2026:" in robot.text()
    robot.press(BACK)
    assert len(medicines.plan_of(diary, "baclofen").courses) == 1
    robot.press("Save, baclofen").confirm()
    assert len(medicines.plan_of(diary, "baclofen").courses) == 2


def test_the_steps_of_a_taper_are_read_back(robot, diary):
    robot.go("medicines").press("More…, baclofen").press("Steps from my doctor…")
    robot.type("Step 1, from which day", "1 dec")
    robot.type("Step 1, time 1", "08:00").type("Step 1, amount 1", "5 mg")
    robot.press("Save the steps")
    assert "from 1 December 2026: 5 mg at 08:00 a day" in robot.text()
    assert medicines.plan_of(diary, "baclofen").tapers == ()
    robot.confirm()
    assert len(medicines.plan_of(diary, "baclofen").tapers) == 1


SLIPS = [
    ({"amount": "5000 mg"}, "5000 mg is 1250 tablet", "Amount 1"),
    ({"since": "5 dec 2028"}, "5 December 2028? That is more than a year ahead.", ""),
]


@pytest.mark.parametrize(("typed", "said", "line"), SLIPS)
def test_a_slip_in_a_new_medicine_is_named_and_led_back_to(robot, diary, typed, said, line):
    new(robot, **typed)
    assert said.partition(" tablet")[0] in robot.text()
    assert robot.focused().startswith(BACK)
    assert names_of(diary) == ["baclofen"]
    robot.press(BACK)
    assert robot.focused() == (line or "Name of the medicine")
    robot.press("Save, new medicine").press(ANYWAY)
    assert names_of(diary) == ["baclofen", "tizanidine"]


def test_another_slip_after_a_yes_is_asked_about_too(robot, diary):
    new(robot, amount="5000 mg").press(BACK).type("Amount 1", "6000 mg")
    robot.press("Save, new medicine")
    assert "6000 mg" in robot.text() and names_of(diary) == ["baclofen"]


FORMS = [
    (
        "More…, baclofen",
        "What is left…",
        "How many of 10 mg",
        "90000",
        "That is all I have, 10 mg",
    ),
    ("More…, baclofen", "What is left…", "Next refill on", "24 dec 2029", "Save the day"),
    ("More…, baclofen", "Ended…", "Which is the first day", "5 jan 2029", "Save, baclofen"),
    ("More…, baclofen", "On hold…", "From which day did", "5 jan 2029", "Save, baclofen"),
    ("More…, baclofen", "Name or strength…", "Strength", "10 mcg", "Save, baclofen"),
]


@pytest.mark.parametrize(("more", "task", "line", "typed", "save"), FORMS)
def test_a_slip_is_asked_about_in_every_form(robot, diary, more, task, line, typed, save):
    robot.go("medicines").press(more).press(task).type(line, typed)
    before = len(trail.entries(diary))
    robot.press(save)
    assert len(trail.entries(diary)) == before
    robot.press(BACK)
    assert robot.find(line).text() == typed
    robot.press(save).press(ANYWAY)
    assert len(trail.entries(diary)) == before + 1


def test_the_dates_of_a_pump_are_asked_about(open_window, diary):
    from diary_app.domain.quantity import parse_quantity
    from diary_app.domain.schedule import Pump

    concentration = parse_strength("500 mcg/mL", Form.PUMP)
    schedule = Pump(parse_quantity("150 mcg"), concentration)
    given = Prescription(schedule, Days(date(2026, 11, 20)))
    medicines.add(diary, "pump baclofen", Form.PUMP, (concentration,), given)
    robot = open_window(diary).go("medicines").press("Pump was filled…")
    robot.type("Filled on", "today").type("Refill by", "20 feb 2029").press("Save, pump baclofen")
    assert "20 February 2029? That is more than a year ahead." in robot.text()
    assert supplies.of(diary, medicines.plan_of(diary, "pump baclofen")).pump is None


def test_a_correction_is_not_read_back(robot, diary):
    robot.go("medicines").press("More…, baclofen").press("Correct a mistake…")
    robot.type("Amount 1", "5 mg").press("Save, baclofen")
    (course,) = medicines.plan_of(diary, "baclofen").courses
    assert str(course.schedule.doses[0].amount) == "5 mg"


def test_what_is_read_back_is_read_aloud(robot):
    from PySide6.QtWidgets import QApplication

    new(robot)
    assert "tizanidine: tablet of 4 mg" in QApplication.focusWidget().accessibleDescription()


# --- which substance it is -----------------------------------------------------------------------


def test_a_name_close_to_a_known_one_is_asked_about(robot, diary):
    new(robot, name="bacloefn", strength="10 mg", amount="10 mg")
    assert "Is “bacloefn” the same as baclofen?" in robot.text()
    assert robot.focused() == "Yes, it is baclofen, bacloefn"
    robot.press("Yes, it is baclofen").press("Save, new medicine").confirm()
    made = medicines.plan_of(diary, "bacloefn").medicine
    assert substances.of(made) == "baclofen"
    assert "the diary already has: baclofen" in robot.text()
    assert "Substance: baclofen" in robot.text()


def test_a_no_is_kept_shown_and_put_right(robot, diary):
    new(robot, name="bacloefn", strength="10 mg", amount="10 mg").press("No, another medicine")
    robot.press("Save, new medicine").confirm()
    assert substances.of(medicines.plan_of(diary, "bacloefn").medicine) is None
    assert "You said that it is not baclofen." in robot.text()
    robot.press("More…, bacloefn").press("Name or strength…").type("Substance", "baclofen")
    robot.press("Save, bacloefn")
    assert substances.of(medicines.plan_of(diary, "bacloefn").medicine) == "baclofen"


def test_a_substance_that_is_nearly_one_is_not_taken(robot, diary):
    new(robot).confirm().press("More…, tizanidine").press("Name or strength…")
    robot.type("Substance", "baclofne").press("Save, tizanidine")
    assert robot.focused() == "Substance"
    assert substances.of(medicines.plan_of(diary, "tizanidine").medicine) == "tizanidine"


@pytest.mark.parametrize("page", ["today", "medicines"])
@pytest.mark.parametrize(("answer", "known"), [("Yes, it is baclofen", "baclofen"), ("No,", None)])
def test_an_older_diary_is_asked_in_one_calm_card(open_window, diary, page, answer, known):
    given = Prescription(Daily((DoseTime(time(8), mg("10")),)), Days(date(2026, 11, 22)))
    strengths = (parse_strength("10 mg", Form.TABLET),)
    medicines.add(diary, "bacloefn", Form.TABLET, strengths, given)
    robot = open_window(diary, page=page)
    assert "Is “bacloefn” the same as baclofen?" in robot.text()
    robot.press(answer)
    assert substances.of(medicines.plan_of(diary, "bacloefn").medicine) == known
    assert "the same as baclofen?" not in robot.text()


def test_a_second_medicine_of_another_substance_says_nothing_of_it(robot):
    new(robot).confirm()
    labels = [label.text() for label in robot.window.findChildren(QLabel)]
    assert not any("counted together" in text for text in labels)
