"""Every way a medicine is prescribed can be entered, put right, counted and refilled."""

from datetime import date, timedelta

import pytest

from diary_app.domain.schedule import AfterLast, AsNeeded, Cycle, Daily, Interval, Weekly
from diary_app.services import medicines, settings, supplies


def begin(robot, form="Tablet", strength="4 mg"):
    robot.go("medicines").press("Add a medicine").type("Name of the medicine", "tizanidine")
    return robot.press(f"{form}, form").type("Strength", strength)


def schedule_of(diary):
    return medicines.plan_of(diary, "tizanidine").courses[-1].schedule


KINDS = [
    ("On certain weekdays", ["Monday"], {"Time 1": "08:00", "Amount 1": "2 mg"}, Weekly),
    ("Every so many hours", [], {"How many hours?": "8", "First time": "06:00"}, Interval),
    ("So many hours after the last one", [], {"How many hours?": "6"}, AfterLast),
    (
        "Some days on",
        [],
        {"Days on": "21", "Days off": "7", "Time 1": "8:00", "Amount 1": "1 tablet"},
        Cycle,
    ),
    ("Only when needed", [], {"Most a day": "12 mg", "Least time": "4h"}, AsNeeded),
]


def test_tab_reaches_the_times_that_a_choice_has_brought(robot):
    begin(robot).press("At certain times every day")
    assert [robot.key("Tab").focused() for _ in range(3)] == ["Time 1", "Amount 1", "Another time"]
    robot.key("Space")
    assert robot.focused() == "Time 2"
    assert robot.key("Tab").focused() == "Amount 2"


@pytest.mark.parametrize(("kind", "presses", "typed", "made"), KINDS)
def test_every_kind_is_entered_from_a_past_day(robot, diary, kind, presses, typed, made):
    begin(robot).press(kind)
    for name in presses:
        robot.press(name)
    for name, text in typed.items():
        robot.type(name, text)
    if "Amount 1" not in typed:
        robot.type("How much each time?", "2 mg")
    robot.type("From which day", "1 nov").press("Save, new medicine").confirm()
    (course,) = medicines.plan_of(diary, "tizanidine").courses
    assert isinstance(course.schedule, made) and course.since == date(2026, 11, 1)


def test_a_liquid_is_held_as_mg(robot, diary):
    begin(robot, "Liquid", "5 mg/5 mL").press("At certain times every day")
    robot.type("Time 1", "08:00").type("Amount 1", "10 mL").press("Save, new medicine").confirm()
    assert str(schedule_of(diary).doses[0].amount) == "10 mg"


def test_a_day_part_that_is_not_mapped_says_where_to_enter_it(robot, diary):
    begin(robot).press("At certain times every day")
    robot.type("Time 1", "noon").type("Amount 1", "4 mg").press("Save, new medicine")
    assert "Settings, My day" in robot.text()
    assert len(medicines.all_plans(diary)) == 1


def test_a_day_part_is_kept_with_its_time(open_window, diary):
    settings.save(diary, day_parts={"noon": "12:30"})
    robot = begin(open_window(diary)).press("At certain times every day")
    robot.type("Time 1", "noon").type("Amount 1", "4 mg").press("Save, new medicine").confirm()
    assert schedule_of(diary).doses[0].part == "noon"


def test_a_correction_leaves_the_days_of_a_cycle(robot, diary):
    begin(robot).press("Some days on").type("Days on", "21").type("Days off", "7")
    robot.type("First day on", "2026-10-25").type("Time 1", "08:00").type("Amount 1", "4 mg")
    robot.press("Save, new medicine").confirm().press("More…, tizanidine").press(
        "Correct a mistake…"
    )
    robot.type("Amount 1", "2 mg").press("Save, tizanidine")
    assert schedule_of(diary).first == date(2026, 10, 25)
    assert str(schedule_of(diary).doses[0].amount) == "2 mg"


def test_an_earlier_plan_is_put_right(robot, diary):
    robot.go("medicines").press("Change dose…, baclofen")
    robot.press("Remove, Time 3").press("Remove, Time 2")
    robot.type("Amount 1", "15 mg").type("From which day", "22 nov")
    robot.press("Save, baclofen").confirm().press("More…, baclofen").press("Correct a mistake…")
    robot.press("10 mg at 08:00").type("Amount 1", "5 mg").press("Save, baclofen")
    before, after = medicines.plan_of(diary, "baclofen").courses
    assert isinstance(before.schedule, Daily) and str(before.schedule.doses[0].amount) == "5 mg"
    assert str(after.schedule.doses[0].amount) == "15 mg"


def test_what_is_here_is_counted_and_what_came_is_added(robot, diary, clock):
    for press in ("That is all I have", "These are new"):
        robot.go("medicines").press("More…, baclofen").press("What is left…")
        robot.type("How many of 10 mg tablet?", "7.5").press(press)
        clock.now += timedelta(minutes=1)
    (left,) = supplies.of(diary, medicines.plan_of(diary, "baclofen")).left
    assert left.count == 15
    assert "15 left of 10 mg tablet, first day without: 27 Nov 2026" in robot.text()


def test_the_days_without_cover_are_named(robot, diary):
    robot.go("medicines").press("More…, baclofen").press("What is left…")
    robot.type("How many of 10 mg tablet?", "8").press("That is all I have")
    robot.press("More…, baclofen").press("What is left…").type("Next refill on", "28 nov")
    robot.press("Save the day")
    assert "before the next refill on 28 Nov 2026: 25 Nov 2026 to 27 Nov 2026" in robot.text()


def test_another_strength_is_added(robot, diary):
    robot.go("medicines").press("More…, baclofen").press("Name or strength…")
    robot.type("Strength", "10 mg, 5 mg").press("Save, baclofen")
    plan = medicines.plan_of(diary, "baclofen")
    assert [str(s) for s in plan.medicine.strengths] == ["10 mg tablet", "5 mg tablet"]


def test_a_day_without_a_year_is_the_nearest(robot, diary):
    robot.go("medicines").press("More…, baclofen").press("Ended…")
    robot.type("Which is the first day without it?", "5 jan").press("Save, baclofen")
    (course,) = medicines.plan_of(diary, "baclofen").courses
    assert course.until == date(2026, 11, 22) + timedelta(days=44)


def test_change_dose_opens_with_the_plan_as_it_is(robot, diary):
    robot.go("medicines").press("Change dose…, baclofen")
    held = [robot.find(f"{name} {n}").text() for n in (1, 2, 3) for name in ("Time", "Amount")]
    assert held == ["08:00", "10 mg", "14:00", "10 mg", "20:00", "10 mg"]
    assert robot.find("From which day").text() == ""
    robot.type("Amount 2", "15 mg").type("From which day", "23 nov").press("Save, baclofen")
    robot.confirm()
    doses = medicines.plan_of(diary, "baclofen").courses[-1].schedule.doses
    assert [str(dose.amount) for dose in doses] == ["10 mg", "15 mg", "10 mg"]


def test_a_line_can_be_removed_and_the_others_keep_what_they_hold(robot):
    robot.go("medicines").press("Change dose…, baclofen").press("Remove, Time 1")
    assert robot.focused() == "Time 1"
    assert [robot.find(f"Time {n}").text() for n in (1, 2)] == ["14:00", "20:00"]
    robot.press("Remove, Time 2")
    assert not any(name.startswith("Remove") for name in robot.names())


def test_removed_lines_stay_removed_in_the_draft(robot):
    robot.go("medicines").press("Change dose…, baclofen").press("Remove, Time 3")
    robot.key("Escape").press("Change dose…, baclofen").press("Continue, baclofen")
    assert "Time 3" not in robot.names() and robot.find("Time 2").text() == "14:00"


def test_limits_of_the_plan_stay_when_the_dose_is_changed(robot, diary):
    begin(robot).press("At certain times every day").type("Time 1", "8").type("Amount 1", "2 mg")
    robot.type("Most a day", "12 mg").press("Save, new medicine").confirm()
    robot.press("Change dose…, tizanidine").type("Amount 1", "4 mg")
    robot.type("From which day", "23 nov").press("Save, tizanidine").confirm()
    changed = medicines.plan_of(diary, "tizanidine").courses[-1]
    assert str(changed.prescription.max_per_day) == "12 mg"


ECHOES = [
    ("medicines", ["Change dose…, baclofen"], "From which day", "5 jan", "2027"),
    ("medicines", ["Change dose…, baclofen"], "From which day", "30 nov", "2026"),
    ("medicines", ["Add a medicine", "Some days on"], "First day on", "5 jan", "2027"),
    ("medicines", ["More…, baclofen", "What is left…"], "Next refill on", "5 jan", "2027"),
    ("medicines", ["More…, baclofen", "Steps from my doctor…"], "Step 1, from", "5 jan", "2027"),
    ("history", [], "Go to a date", "5 jan", "2026"),
]


@pytest.mark.parametrize(("page", "path", "line", "typed", "year"), ECHOES)
def test_a_day_echoes_its_year(robot, page, path, line, typed, year):
    robot.go(page)
    for name in path:
        robot.press(name)
    robot.type(line, typed)
    assert any(said.endswith(year) and len(said.split()) == 4 for said in robot.text().split("\n"))
