"""The clinician's steps: written down, shown, held and taken up again; nothing proposed."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLineEdit

from diary_app.services import medicines, tapers, today


def steps(robot):
    """Two steps and the end, as a doctor's paper says them."""
    robot.go("medicines").press("More…, baclofen").press("Steps from my doctor…, baclofen")
    for number, day, amount in ((1, "22 nov", "10 mg"), (2, "29 nov", "5 mg")):
        robot.type(f"Step {number}, from which day", day)
        robot.type(f"Step {number}, time 1", "08:00").type(f"Step {number}, amount 1", amount)
        robot.press("Another step")
    robot.type("Step 3, from which day", "5 jan").press("No more doses, Step 3")
    return robot.press("Save the steps").confirm()


@pytest.fixture
def on_steps(robot):
    return steps(robot)


def taper_of(diary):
    return tapers.of(medicines.plan_of(diary, "baclofen"))


def test_nothing_is_filled_in(robot):
    robot.go("medicines").press("More…, baclofen").press("Steps from my doctor…, baclofen")
    robot.press("Another step")
    typed = [w for w in robot.controls() if isinstance(w, QLineEdit)]
    assert len(typed) == 7 and {w.text() for w in typed} == {""}


def test_the_steps_are_kept_as_written_and_the_next_year_is_meant(on_steps, diary):
    days = [step.since for step in taper_of(diary).steps]
    assert days == [date(2026, 11, 22), date(2026, 11, 29), date(2027, 1, 5)]
    before = medicines.plan_of(diary, "baclofen").courses
    assert [course.until for course in before] == [days[0]]
    assert [str(line.slot.amount) for line in today.sheet(diary).lines] == ["10 mg"]


def test_the_steps_show_their_state_and_what_is_needed(on_steps):
    text = on_steps.text()
    assert all(word in text for word in ("Now", "To come", "2 steps to come"))
    assert "last day with a dose 4 Jan 2027" in text
    # 7 days of 10 mg, today's dose among them, and 37 of half a tablet.
    assert "Needed to finish from today: 25.5 of 10 mg tablet" in text


def test_hold_and_resume(on_steps, diary):
    on_steps.press("Hold this step…").type("From which day did", "today").press("Save, baclofen")
    assert "wait until your doctor says to go on" in on_steps.text()
    on_steps.press("Resume the steps…").type("From which day did", "24 nov")
    on_steps.press("Save, baclofen")
    since = [one.stretch.days.since for one in tapers.shown(taper_of(diary), date(2026, 11, 22))]
    assert since[1] == date(2026, 12, 1)


def test_another_dose_says_that_it_ends_the_steps(on_steps):
    on_steps.press("Change dose…, baclofen")
    assert "The steps that your doctor wrote down end where this plan begins." in on_steps.text()


def test_one_step_back(on_steps, diary, clock):
    clock.now = clock.now.replace(day=30)
    on_steps.rest().window.session.ticked.emit()
    on_steps.settle().press("One step back…")
    on_steps.type("From which day did", "30 nov").press("Save, baclofen")
    assert [str(line.slot.amount) for line in today.sheet(diary).lines] == ["10 mg"]


def test_a_step_is_put_right_in_place(on_steps, diary):
    on_steps.press("Correct the steps…").type("Step 2, amount 1", "7.5 mg")
    on_steps.press("Save the steps")
    (taper,) = medicines.plan_of(diary, "baclofen").tapers
    assert str(taper.steps[1].doses[0].amount) == "7.5 mg"


def test_a_step_that_lies_before_the_last_is_not_stored(robot, diary):
    robot.go("medicines").press("More…, baclofen").press("Steps from my doctor…, baclofen")
    robot.type("Step 1, from which day", "22 nov").press("No more doses, Step 1")
    robot.press("Another step").type("Step 2, from which day", "2026-11-20")
    robot.press("Save the steps")
    assert "is not after 22 Nov 2026" in robot.text()
    assert medicines.plan_of(diary, "baclofen").tapers == ()


def test_the_times_of_the_step_before_are_taken_over_when_asked(robot):
    robot.go("medicines").press("More…, baclofen").press("Steps from my doctor…, baclofen")
    robot.type("Step 1, time 1", "08:00").type("Step 1, amount 1", "10 mg")
    robot.press("Another step").press("Same times as before")
    assert robot.find("Step 2, time 1").text() == "08:00"
    assert robot.find("Step 2, amount 1").text() == ""
    assert robot.focused() == "Step 2, amount 1"


def test_what_was_typed_is_still_there_after_a_dose_was_logged_meanwhile(robot):
    robot.go("medicines").press("More…, baclofen").press("Steps from my doctor…, baclofen")
    robot.type("Step 1, time 1", "08:00").go("today").press("Taken now, baclofen")
    assert robot.go("medicines").find("Step 1, time 1").text() == "08:00"
