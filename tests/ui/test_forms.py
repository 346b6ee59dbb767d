"""Every form: Enter saves, Escape leaves, what is not accepted stands beside its field."""

from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel

from diary_app.services import medicines, questions, settings, symptoms, trail
from diary_app.ui.widgets.fields import Field, LineField
from diary_app.ui.widgets.form import InputForm


def opened(robot, *path, page):
    robot.go(page)
    for name in path:
        robot.press(name)
    return robot


# How to come to a form, a line of it, what cannot be read there, and the words for it.
WRONG = [
    ("today", ["Other…, baclofen 10 mg, 14:00"], "Another time", "at noon", "“at noon”"),
    ("today", ["Other…, baclofen 10 mg, 14:00"], "Amount, baclofen", "10", "has no unit"),
    ("today", ["Change…, baclofen 10 mg, 08:00"], "Another time", "late", "“late”"),
    ("log", ["Pick a day…"], "Day", "whenever", "“whenever”"),
    ("charts", ["Add what may matter…", "Infection"], "Since which day?", "soon", "“soon”"),
    ("reports", ["I saw my doctor…"], "I saw my doctor on", "last week", "“last week”"),
    ("medicines", ["More…, baclofen", "Ended…"], "Which is the first day", "no", "“no”"),
    ("medicines", ["More…, baclofen", "What is left…"], "Next refill on", "soon", "“soon”"),
    ("medicines", ["More…, baclofen", "Name or strength…"], "Strength", "big", "“big”"),
    ("medicines", ["Add a medicine"], "Name of the medicine", "", "name"),
    ("medicines", ["More…, baclofen", "Steps from my doctor…"], "Step 1, from which", "x", "“x”"),
    ("settings", [], "Born on", "1 jan", "The year is missing"),
    ("settings", [], "Morning", "early", "“early”"),
]
NAMES = [f"{page} {line}" for page, _path, line, _typed, _said in WRONG]


@pytest.mark.parametrize(("page", "path", "line", "typed", "said"), WRONG, ids=NAMES)
def test_what_cannot_be_read_is_said_beside_the_line_and_gone_when_mended(
    robot, diary, page, path, line, typed, said
):
    opened(robot, *path, page=page)
    before = len(trail.entries(diary))
    if line == "Amount, baclofen":
        robot.type("Another time", "13:00")
    robot.type(line, typed).key("Return")
    field = robot.find(line)
    assert robot.focused() == field.accessibleName()
    assert said in field.accessibleDescription()
    holder = next(f for f in robot.window.findChildren(Field) if f.isAncestorOf(field))
    shown = [w for w in holder.findChildren(QLabel) if said in w.text() and w.isVisible()]
    assert len(shown) == 1 and field.property("bad")
    assert len(trail.entries(diary)) == before
    robot.type(line, "x1")
    assert not shown[0].isVisible() and not field.property("bad")
    assert field.accessibleDescription() == ""


FORMS = [
    ("today", ["Other…, baclofen 10 mg, 14:00"], "Amount, baclofen"),
    ("today", ["Change…, baclofen 10 mg, 08:00"], "Amount, baclofen"),
    ("log", ["Pick a day…"], "Day"),
    ("log", ["Another dose…, baclofen"], "Amount, baclofen"),
    ("charts", ["Add what may matter…"], "In your words"),
    ("reports", ["I saw my doctor…"], "I saw my doctor on"),
    ("medicines", ["Add a medicine"], "Name of the medicine"),
    ("medicines", ["Change dose…, baclofen"], "From which day"),
    ("medicines", ["More…, baclofen", "Ended…"], "Which is the first day"),
    ("medicines", ["More…, baclofen", "What is left…"], "Next refill on"),
    ("medicines", ["More…, baclofen", "Name or strength…"], "Strength"),
    ("medicines", ["More…, baclofen", "Steps from my doctor…"], "Step 1, from which"),
]


@pytest.mark.parametrize(("page", "path", "line"), FORMS)
def test_escape_leaves_a_form_and_stores_nothing(robot, diary, page, path, line):
    opened(robot, *path, page=page)
    before = len(trail.entries(diary))
    robot.type(line, "1 mg").key("Escape")
    lines = [w for w in robot.controls() if isinstance(w, LineField)]
    assert not any(w.accessibleName().startswith(line) for w in lines)
    assert len(trail.entries(diary)) == before
    assert robot.focused() in robot.names(robot.window.page)


@pytest.mark.parametrize(
    ("page", "path", "line", "typed"),
    [
        ("today", ["Other…, baclofen 10 mg, 14:00"], "Another time", "13:00"),
        ("today", ["Change…, baclofen 10 mg, 08:00"], "Another time", "08:20"),
        ("medicines", ["More…, baclofen", "Ended…"], "Which is the first day", "5 jan"),
        ("medicines", ["More…, baclofen", "What is left…"], "Next refill on", "24 dec"),
        ("reports", ["I saw my doctor…"], "I saw my doctor on", "1 nov"),
        ("reports", [], "A question for the doctor", "May I drive?"),
        ("settings", [], "My doctor's number", "0123"),
        ("settings", [], "Morning", "7:30"),
    ],
)
def test_enter_saves_once(robot, diary, page, path, line, typed):
    opened(robot, *path, page=page)
    before = len(trail.entries(diary))
    robot.type(line, typed).rest()
    for _press in range(4):
        robot.stroke("Return").rest(0.2)
    assert len(trail.entries(diary)) == before + 1


def test_enter_does_not_choose_between_two_answers(robot, diary):
    opened(robot, "More…, baclofen", "What is left…", page="medicines")
    before = len(trail.entries(diary))
    robot.type("How many of 10 mg tablet?", "90").key("Return")
    assert len(trail.entries(diary)) == before


def test_every_wrong_field_says_so_and_the_first_has_the_keys(robot):
    opened(robot, "Add a medicine", page="medicines").type("Until which day", "whenever")
    robot.press("Save, new medicine")
    assert robot.focused() == "Name of the medicine"
    for said in ("What is it? Choose", "How often is it taken?", "“whenever”"):
        assert said in robot.text()
    robot.type("Name of the medicine", "tizanidine").press("Tablet, form")
    assert "What is it? Choose" not in robot.text()
    robot.type("Strength", "4 mg").type("Until which day", "")
    robot.press("At certain times every day").type("Time 1", "late").press("Save, new medicine")
    assert robot.focused() == "Time 1" and "“late”" in robot.text()
    assert robot.find("Amount 1").property("bad") and not robot.find("Strength").property("bad")


def test_what_the_diary_itself_refuses_is_said_in_the_form(robot, diary):
    opened(robot, "More…, baclofen", "Name or strength…", page="medicines")
    plan = medicines.plan_of(diary, "baclofen")
    robot.type("Name of the medicine", "x" * 500).press("Save, baclofen")
    assert medicines.plan_of(diary, "baclofen") == plan
    assert robot.focused() == "Name of the medicine"


def test_after_a_form_the_keys_are_on_what_it_made(robot, diary):
    opened(robot, "Add a medicine", page="medicines").type("Name of the medicine", "tizanidine")
    robot.press("Tablet, form").type("Strength", "4 mg").press("At certain times every day")
    robot.type("Time 1", "08:00").type("Amount 1", "2 mg").press("Save, new medicine").confirm()
    assert robot.focused() == "Change dose…, tizanidine"
    robot.press("More…, tizanidine").press("Name or strength…").key("Escape")
    assert robot.focused() == "Change dose…, tizanidine"
    robot.go("reports").type("A question for the doctor", "May I drive?").key("Return")
    assert robot.focused() == "A question for the doctor"
    assert [*questions.waiting(diary).values()] == ["May I drive?"]


def test_the_reason_is_read_to_who_cannot_see_it(robot):
    robot.go("settings").type("Born on", "1 jan").key("Return")
    field = QApplication.focusWidget()
    spoken = QAccessible.queryAccessibleInterface(field).text(QAccessible.Text.Description)
    assert "The year is missing" in spoken


def test_every_line_of_a_form_stands_in_a_field(open_window, diary):
    """What is wrong needs a place to be said."""
    settings.save(diary, demo=False)
    robot = open_window(diary)
    for page, path, _line in FORMS:
        opened(robot, *path, page=page)
        for form in robot.window.page.findChildren(InputForm):
            for line in form.findChildren(LineField):
                assert any(f.isAncestorOf(line) for f in form.findChildren(Field)), line
        robot.key("Escape")


def test_a_time_that_comes_twice_is_asked_about_and_both_are_told_apart(robot, diary, clock):
    clock.now = datetime(2026, 10, 25, 9, 0, tzinfo=UTC)
    symptoms.observe(diary, "spasms", 4)
    robot.go("log").press("Change…, Spasms").type("Time, Spasms", "02:30").key("Return")
    assert "The first or the second?" in robot.find("Time, Spasms").accessibleDescription()
    robot.type("Time, Spasms", "second 02:30").key("Return")
    assert symptoms.last_values(diary)["spasms"].at.iso == "2026-10-25T02:30:00+01:00"
    assert "second 02:30" in robot.text()
