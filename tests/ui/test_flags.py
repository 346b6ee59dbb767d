"""Flags on a page: the gravest large, the others a line each; why; all that the documents say."""

from diary_app.domain.knowledge import Level
from diary_app.services import flags, settings, symptoms, today


def serious(diary):
    """Two serious symptoms, a fear of a third, and a dose of the day before not recorded."""
    symptoms.observe(diary, "confusion", 2)
    symptoms.observe(diary, "hallucinations", 3)
    symptoms.write_note(diary, "I was afraid of having a seizure.")


def test_only_the_gravest_is_large(open_window, diary):
    serious(diary)
    robot = open_window(diary)
    assert robot.text().count("You recorded: ") == 1
    assert sum(name.startswith("Look at it, ") for name in robot.names()) == 2


def test_a_line_opens_in_place_and_closes(open_window, diary):
    serious(diary)
    robot = open_window(diary).press("Look at it, Confusion")
    assert robot.text().count("You recorded: ") == 2
    assert robot.focused() in robot.names()
    robot.press("Close, Confusion")
    assert robot.text().count("You recorded: ") == 1


def test_what_only_asks_is_answered_in_place(open_window, diary):
    symptoms.write_note(diary, "I was afraid of having a seizure.")
    assert [flag.level for flag in flags.waiting(diary)] == [Level.ASK]
    robot = open_window(diary)
    assert "Did this happen to you?" not in robot.text()
    robot.press("Look at it, Seizure").press("Yes, it happened, Seizure")
    assert symptoms.last_values(diary)["seizure"].value is None


def test_doses_not_recorded_are_asked_about_first(open_window, diary, clock):
    clock.now = clock.now.replace(day=24)
    flag = next(flag for flag in flags.waiting(diary) if flag.id == "gap_in_cover")
    assert flag.level is Level.ASK
    robot = open_window(diary).press(f"Look at it, {flag.label}")
    robot.press("Taken, not recorded…")
    assert robot.window.page.key == "history"
    open_days = [day for day, _lines in today.not_recorded(diary)]
    names = robot.names()
    assert all(any(f"{day.day} Nov 2026" in name for name in names) for day in open_days)


def test_why_leads_to_all_that_the_documents_say_and_back(open_window, diary):
    symptoms.observe(diary, "confusion", 2)
    robot = open_window(diary).press("Why am I seeing this?")
    assert "From the two documents: " in robot.text()
    robot.press("All that the documents say")
    assert robot.focused() == "Back"
    robot.press("Back")
    assert robot.window.page.key == "today"


def test_every_fact_and_difference_can_be_read(robot, diary):
    (base,) = diary.knowledge
    robot.go("check").press("All that the documents say")
    shown = robot.text()
    for name in ("Document 2", "Official information", "Where official", "Literature"):
        shown += robot.press(name).text()
    assert [fact.text for fact in base.facts if fact.text not in shown] == []
    assert [one.topic for one in base.differences if one.official not in shown] == []


def test_pressed_again_the_safety_check_is_the_check(robot):
    robot.go("check").press("All that the documents say").press("Safety check")
    assert "None of these" in robot.names()


def test_none_recorded_is_said_with_the_days_that_were_asked(robot, diary):
    robot.go("check")
    assert "No check was answered on the last 14 days." in robot.text()
    robot.press("None of these")
    assert "none recorded on the 1 day with a check, of 14." in robot.text()


def test_without_a_number_the_local_emergency_number_is_meant(open_window, diary):
    settings.save(diary, country="JP")
    robot = open_window(diary).go("check").press("Yes, A seizure")
    assert "Emergency: your local emergency number." in robot.text()


def test_follow_ups_come_with_their_yes_and_go_with_it(robot):
    robot.go("check").press("Yes, Seeing or hearing things")
    assert any(name.startswith("Yes, Have you missed") for name in robot.names())
    robot.press("No, Seeing or hearing things")
    assert not any(name.startswith("Yes, Have you missed") for name in robot.names())
    assert "None of these" in robot.names()


def test_a_dose_is_shown_as_taken_while_an_answer_is_typed(open_window, diary):
    symptoms.observe(diary, "confusion", 2)
    robot = open_window(diary).press("I have dealt with it…").type("What did you do?", "called")
    robot.press("Taken now, baclofen 10 mg, 14:00")
    assert "Taken now, baclofen 10 mg, 14:00" not in robot.names()
    assert robot.find("What did you do?").text() == "called"
