"""What a clinic asks, triggers, therapy and falls, on the page Log."""

from datetime import time

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from diary_app.domain.days import Days
from diary_app.domain.measure import Measure
from diary_app.domain.moment import at_wall
from diary_app.services import falls, histories, measures, symptoms
from diary_app.ui.widgets.button import Button
from tests.ui.conftest import ZONE


def said(diary):
    found = measures.of_days(diary, Days.of(diary.now().day))
    return {(one.measure, one.part): one.value for one in found}


def history(diary):
    return histories.load(diary, histories.whole(diary))


def test_the_week_of_a_clinic_is_filled_by_digits_alone(robot, diary):
    robot.go("log").press("For the clinic…").find("1 Not at all, On waking").setFocus()
    for digit in "123412":
        robot.rest()
        QTest.keyClick(QApplication.focusWidget(), digit)
        robot.settle()
    parts = ("waking", "morning", "midday", "afternoon", "evening", "night")
    expected = dict(zip(parts, (1, 2, 3, 4, 1, 2), strict=True))
    assert said(diary) == {(Measure.TROUBLED, part): n for part, n in expected.items()}


def test_escape_closes_the_card_of_the_clinic(robot):
    robot.go("log").press("For the clinic…").key("Escape")
    assert robot.focused() == "For the clinic…"


def test_words_for_spasms_and_for_the_change_are_stored_by_one_press(robot, diary):
    robot.go("log").press("For the clinic…").press("Every hour, up to ten in an hour")
    robot.rest().press("A little better")
    assert said(diary) == {(Measure.SPASM_FREQUENCY, ""): 3, (Measure.CHANGE, ""): 3}


def test_a_goal_is_set_rated_and_ended(robot, diary):
    robot.go("log").press("For the clinic…").type("A goal in your words", "put on my shoes")
    robot.press("Save, A goal in your words").rest().press("6, put on my shoes")
    (goal,) = measures.goals(diary)
    assert said(diary) == {(Measure.GOAL, goal.id): 6}
    robot.rest().press("No goal any more, put on my shoes")
    assert not measures.goals(diary)


def test_a_trigger_is_one_press_and_is_not_stored_twice(robot, diary):
    robot.go("log").press("Bladder trouble")
    assert [event.kind for event in history(diary).events] == ["bladder"]
    (chip,) = [
        b
        for b in robot.window.page.findChildren(Button)
        if b.accessibleName().startswith("Bladder trouble")
    ]
    assert not chip.isEnabled()


def test_therapy_has_its_minutes(robot, diary):
    robot.go("log").press("Therapy, or something else…").press("Stretching, what it was")
    robot.type("How many minutes?", "20").press("Save, what may matter")
    (event,) = history(diary).events
    assert (event.kind, event.minutes) == ("stretching", 20)


def test_a_fall_says_what_was_before_it_and_asks_for_the_head(robot, diary):
    robot.go("log").press("A fall…").type("When was the fall?", "13:00")
    robot.type("What was just before?", "stood up").press("Save, fall")
    assert not history(diary).falls
    robot.press("Yes, was the head knocked").press("Save, fall")
    (fall,) = history(diary).falls
    assert (fall.before, fall.head) == ("stood up", True)


def test_history_shows_the_doses_and_the_drowsiness_around_a_fall(robot, diary):
    symptoms.observe(diary, "drowsiness", 3, at_wall(diary.now().day, time(12), ZONE))
    falls.log_fall(diary, at_wall(diary.now().day, time(13), ZONE))
    text = robot.go("history").press("Open, 22 Nov 2026").text()
    (line,) = [one for one in text.splitlines() if one.startswith("Around the fall")]
    assert "08:00 baclofen 10 mg — taken" in line and "12:00 Drowsiness severe" in line
