"""The safety check: stored at the press, the advice under its question, one question at a time."""

import json
import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint

from diary_app.domain.symptom import Answer
from diary_app.services import checks, flags, symptoms, trail
from diary_app.services.diary import open_diary
from diary_app.storage.columns import json_text
from tests.ui.conftest import ZONE

YES = "Yes, Seeing or hearing things"
HALLUCINATIONS = "Seeing or hearing things that are not there"


def answers(diary):
    """What the log says of the last check, the questions that were not asked left out."""
    last = symptoms.last_check(diary)
    given = {} if last is None else last.answers
    return {id: answer for id, answer in given.items() if answer != Answer.NOT_ASKED}


def height_of(robot, text):
    """Where the first label that says `text` stands in what is seen, from its top."""
    from PySide6.QtWidgets import QLabel

    seen = robot.window._scroll.viewport()
    shown = next(w for w in robot.window.page.findChildren(QLabel) if text in w.text())
    return shown.mapTo(seen, QPoint(0, 0)).y(), seen.height()


@pytest.mark.parametrize(("word", "answer"), [("Yes", "yes"), ("Not sure", "not_sure")])
def test_it_is_stored_at_the_press_and_undo_names_it(robot, diary, word, answer):
    robot.go("check").press(f"{word}, Seeing or hearing things")
    assert answers(diary) == {"hallucinations": answer}
    assert f"Saved: Seeing or hearing things, {word.lower()}." in robot.text()
    robot.press("Undo")
    assert answers(diary) == {}
    back = f"Undone: Safety check, 22 Nov 14:05: {HALLUCINATIONS}, {word.lower()}."
    assert back in robot.text()
    assert not robot.find(f"{word}, Seeing or hearing things").isChecked()


def test_a_check_in_progress_is_one_check(robot, diary):
    robot.go("check").press("No, A seizure").press(YES).press("Not sure, Confusion")
    robot.press("Yes, Have you missed").press("Save, my answers")
    given = {"seizure": "no", "hallucinations": "yes", "confusion": "not_sure"}
    assert answers(diary) == given
    assert symptoms.last_check(diary).followups == {"missed_or_stopped_doses": True}
    assert len(history_checks(diary)) == 1


def history_checks(diary):
    from diary_app.services import histories

    return histories.load(diary, histories.whole(diary)).checks


def test_the_next_check_is_another_one(robot, diary, clock):
    robot.go("check").press(YES).press("Save, my answers")
    clock.now += timedelta(hours=1)
    robot.press("None of these")
    assert len(history_checks(diary)) == 2
    assert set(answers(diary).values()) == {Answer.NO}


def test_an_arrow_key_moves_on_and_answers_nothing(robot, diary):
    robot.go("check").press(YES).key("Right")
    assert robot.focused() == "No, Seeing or hearing things"
    assert answers(diary) == {"hallucinations": "yes"}
    assert robot.key("Space").find("No, Seeing or hearing things").isChecked()


def test_a_yes_that_becomes_a_no_is_stored_at_the_press(robot, diary):
    robot.go("check").press(YES).press("No, Seeing or hearing things")
    assert answers(diary) == {"hallucinations": "no"}
    assert "None of these" in robot.names()


def test_a_follow_up_is_stored_at_the_press(robot, diary):
    robot.go("check").press(YES).press("Yes, Have you missed")
    assert symptoms.last_check(diary).followups == {"missed_or_stopped_doses": True}
    robot.press("Undo")
    assert symptoms.last_check(diary).followups == {}
    assert "missed, reduced or stopped doses" in robot.text()


def test_the_advice_opens_under_its_question_in_view(open_window, diary):
    robot = open_window(diary, height=600).go("check").press("Yes, Something else")
    title, seen = height_of(robot, "You recorded: something else")
    question, _ = height_of(robot, "Something else that worries you")
    assert 0 <= question < title < seen
    assert robot.focused().startswith("Yes, Something else")


def test_the_advice_is_said_after_what_was_saved(robot, monkeypatch):
    said = []
    announcer = "diary_app.ui.desktop.announce.announce"
    monkeypatch.setattr(announcer, lambda _source, text: said.append(text))
    robot.go("check").press(YES)
    words = [text for text in said if "Saved:" in text or "Do not stop baclofen" in text]
    assert [text.partition(":")[0] for text in words] == ["Saved", "You recorded"]


def test_after_a_yes_save_is_the_filled_button(robot):
    filled = [w for w in robot.go("check").controls() if w.property("kind") == "main"]
    assert [w.accessibleName() for w in filled] == ["None of these"]
    filled = [w for w in robot.press(YES).controls() if w.property("kind") == "main"]
    assert [w.accessibleName() for w in filled] == ["Save, my answers"]


def test_a_check_taken_out_of_the_log_is_not_brought_back(robot, diary):
    from diary_app.services import records

    robot.go("check").press(YES)
    records.remove(diary, records.find(diary, symptoms.last_check(diary).id))
    robot.settle().press("Yes, Confusion")
    assert answers(diary) == {"confusion": "yes"}


def test_what_is_recorded_again_in_steps_is_no_correction(robot, diary):
    robot.go("check").press(YES).press("Yes, Confusion").press("Save, my answers")
    assert "changed on" not in robot.go("history").text()


# --- closing, ending -----------------------------------------------------------------------------


def test_closing_keeps_every_answer(robot, diary):
    robot.go("check").press("No, A seizure").press("No, Trouble breathing")
    assert answers(diary) == {}
    robot.window.close()
    assert list(answers(diary).values()) == [Answer.NO, Answer.NO]


def test_an_answer_that_waits_is_there_when_the_page_opens_again(open_window, diary, clock):
    open_window(diary).go("check").press("No, A seizure")
    clock.now += timedelta(hours=1)
    robot = open_window(diary).go("check")
    assert robot.find("No, A seizure").isChecked()
    clock.now += checks.LASTS
    robot.go("today").go("check")
    assert not robot.find("No, A seizure").isChecked()


@pytest.mark.parametrize(
    "kept", [{"id": 3}, {"begun": "x"}, [], "x", {"id": "a", "begun": "x", "noes": []}]
)
def test_a_draft_that_cannot_be_read_is_no_draft(diary, kept):
    diary.file.set_quietly("check_draft", json_text(kept))
    assert checks.in_progress(diary).answers == {}


WINDOW = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from diary_app.services.diary import open_diary
from diary_app.ui.run import application, make_window
from tests.ui.robots import Robot

app = application()
clock = lambda: datetime(2026, 11, 22, 13, 5, tzinfo=UTC)
window = make_window(app, open_diary(Path(sys.argv[1]), clock, "Europe/Berlin"))
window.show()
robot = Robot(window).settle().go("check").press("No, A seizure")
robot.press("Yes, Seeing or hearing things").press("Yes, Have you missed")
print("pressed", flush=True)
app.exec()
"""


def test_a_window_ended_by_force_after_the_press_loses_nothing(diary):
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    window = subprocess.Popen(
        [sys.executable, "-c", WINDOW, str(diary.file.path)], stdout=subprocess.PIPE, env=env
    )
    assert window.stdout.readline() == b"pressed\n"
    window.send_signal(signal.SIGKILL)
    window.wait()
    window.stdout.close()
    after = open_diary(diary.file.path, diary.clock, ZONE)
    assert answers(after) == {"hallucinations": "yes"}
    assert symptoms.last_check(after).followups == {"missed_or_stopped_doses": True}
    assert checks.in_progress(after).answers["seizure"] is Answer.NO
    assert [flag.id for flag in flags.waiting(after)] == ["hallucinations"]
    after.file.close()


# --- one question at a time ----------------------------------------------------------------------


@pytest.fixture
def steps(robot):
    return robot.go("check").press("One question at a time")


def shown(robot):
    return next(line for line in robot.text().splitlines() if line.startswith("Question "))


def test_keys_answer_one_question_after_the_other(steps, diary):
    assert shown(steps) == "Question 1 of 12"
    steps.key("2").key("2")
    assert shown(steps) == "Question 3 of 12"
    assert answers(diary) == {}
    steps.key("1")
    assert answers(diary) == {"hallucinations": "yes"}
    assert shown(steps) == "Question 3 of 12" and "Do not stop baclofen" in steps.text()
    steps.press("Next question").key("3")
    assert answers(diary) == {"hallucinations": "yes", "confusion": "not_sure"}


def test_a_burst_of_keys_answers_one_question(steps, diary):
    steps.rest()
    for key in "2121":
        steps.rest(0.1).stroke(key)
    assert shown(steps) == "Question 2 of 12"
    assert answers(diary) == {}


def test_back_shows_the_answer_that_was_given(steps):
    steps.press("No, A seizure").press("Back, the question before")
    assert shown(steps) == "Question 1 of 12"
    assert steps.find("No, A seizure").isChecked()


def test_it_is_left_and_resumed_at_the_first_open_question(steps):
    steps.key("2").press("Leave it open").key("2").go("today").go("check")
    assert shown(steps) == "Question 2 of 12"


def test_the_last_question_leads_to_save(steps, diary):
    for _ in range(12):
        steps.key("2")
    assert "12 of 12 questions are answered." in steps.text()
    steps.press("Save, my answers")
    assert set(answers(diary).values()) == {Answer.NO}
    assert "Your answers are saved." in steps.text()
    assert shown(steps.press("Begin another check")) == "Question 1 of 12"


def test_the_way_of_asking_is_remembered_and_no_step_of_undo(steps, open_window, diary):
    before = trail.to_undo(diary)
    assert "Question 1 of 12" in open_window(diary).go("check").text()
    assert trail.to_undo(diary) == before
    steps.press("All questions on one page")
    assert "None of these" in steps.names()


def test_the_keys_stay_where_nothing_is_recorded(steps, diary):
    assert steps.key("2").focused() == "Leave it open"
    assert steps.key("1").focused() == "Yes, Trouble breathing"
    before = trail.to_undo(diary)
    assert steps.key("Return").focused() == "Yes, Trouble breathing"
    assert trail.to_undo(diary) == before


def test_a_saved_check_is_json_for_other_programs(robot, diary):
    robot.go("check").press(YES)
    deed = trail.to_undo(diary).deed
    from diary_app.storage.deed_text import of_columns, to_columns

    label, facts = to_columns(deed)
    assert label == "check_answered" and json.loads(facts)["answer"] == "yes"
    assert of_columns(label, facts) == deed


def test_the_safety_check_opens_on_what_records_nothing(robot, diary):
    robot.go("check").rest().key("Return")
    assert answers(diary) == {}
