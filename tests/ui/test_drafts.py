"""What is typed and not saved: kept within two seconds, offered again in its place."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from diary_app.services import doses, drafts, medicines, trail
from diary_app.services.diary import open_diary
from diary_app.ui.widgets.fields import LineField
from tests.storage.test_unsure import Failing
from tests.ui.conftest import NOW, ZONE

# How to come to a form, what is chosen in it, and a line with what is typed there.
FORMS = {
    "dose": ("today", ["Other…, baclofen 10 mg, 14:00"], [], "Note, baclofen", "with lunch"),
    "changed dose": ("today", ["Change…, baclofen 10 mg, 08:00"], [], "Note, baclofen", "late"),
    "left-out reason": ("today", ["Other…, baclofen 10 mg, 14:00"], [], "Reason", "sick"),
    "note": ("log", [], [], "Note", "legs like wood"),
    "extra dose": ("log", ["Another dose…, baclofen"], [], "Note, baclofen", "cramps"),
    "event": ("charts", ["Add what may matter…"], ["Infection"], "In your words", "flu"),
    "visit": ("reports", ["I saw my doctor…"], [], "I saw my doctor on", "1 nov"),
    "question": ("reports", [], [], "A question for the doctor", "May I drive?"),
    "own words": ("reports", [], [], "Illnesses and allergies", "asthma"),
    "medicine": ("medicines", ["Add a medicine"], ["Tablet, form"], "Name of", "tizanidine"),
    "change": ("medicines", ["Change dose…, baclofen"], ["At certain times"], "Time 1", "07:00"),
    "end": ("medicines", ["More…, baclofen", "Ended…"], [], "Which is the first day", "5 jan"),
    "pause": ("medicines", ["More…, baclofen", "On hold…"], [], "From which day", "5 jan"),
    "stock": ("medicines", ["More…, baclofen", "What is left…"], [], "How many of 10 mg", "90"),
    "refill": (
        "medicines",
        ["More…, baclofen", "What is left…"],
        [],
        "Next refill on",
        "24 dec",
    ),
    "strength": ("medicines", ["More…, baclofen", "Name or strength…"], [], "Strength", "25 mg"),
    "taper": ("medicines", ["More…, baclofen", "Steps from my doctor…"], [], "Step 1, time 1", "8"),
    "phone": ("settings", [], [], "My doctor's number", "0123"),
    "born": ("settings", [], [], "Born on", "1970-02-28"),
    "day part": ("settings", [], [], "Morning", "7:30"),
}


def opened(robot, page, path):
    robot.go(page)
    for name in path:
        robot.press(name)
    return robot


def crash(robot):
    """The window is gone and looks at nothing any more: only the file is left."""
    robot.window.session.drafts.stop()
    robot.window.hide()


def waited(robot):
    """Two seconds, as they pass for who stops typing."""
    QTest.qWait(1500)
    return robot


def held(robot, line):
    field = robot.find(line)
    return field.text() if isinstance(field, LineField) else field.toPlainText()


@pytest.fixture
def again(open_window, diary):
    """Opens another window, as after a crash: the one before left nothing but the file."""
    return lambda: open_window(diary)


@pytest.mark.parametrize("name", FORMS)
def test_what_was_typed_is_offered_after_a_crash_and_gone_when_thrown_away(robot, again, name):
    page, path, chosen, line, typed = FORMS[name]
    opened(robot, page, [*path, *chosen]).type(line, typed)
    robot.window.session.drafts.keep_now()
    crash(robot)
    later = opened(again(), page, path)
    assert "You were writing this at 14:05." in later.text()
    (go_on,) = [name for name in later.names() if name.split(",")[0] == "Continue"]
    later.press(go_on)
    assert held(later, line) == typed
    assert all(later.find(choice).isChecked() for choice in chosen)
    assert "You were writing" not in later.text()
    crash(later)
    third = opened(again(), page, path)
    (away,) = [name for name in third.names() if name.split(",")[0] == "Throw away"]
    crash(third.press(away))
    assert "You were writing" not in opened(again(), page, path).text()


@pytest.mark.parametrize(
    ("page", "path", "line", "typed", "save"),
    [
        ("today", ["Other…, baclofen 10 mg, 14:00"], "Another time", "13:50", "Save, baclofen"),
        ("log", [], "Note", "legs like wood", "Save the note"),
        ("reports", [], "A question for the doctor", "May I drive?", "Add the question"),
        ("settings", [], "My doctor's number", "0123", "Save, My doctor's number"),
    ],
)
def test_what_is_saved_is_no_draft_any_more(robot, diary, page, path, line, typed, save):
    opened(robot, page, path).type(line, typed)
    robot.window.session.drafts.keep_now()
    assert len(drafts.waiting(diary)) == 1
    robot.press(save).window.session.drafts.keep_now()
    assert drafts.waiting(diary) == {}


def test_what_was_typed_this_moment_outlives_a_page_that_is_read_again(robot, diary):
    robot.go("settings").type("Born on", "1970-02")
    diary.file.set_quietly("last_backup", '"2026-11-22T14:05:00+01:00"')
    robot.window.reread()
    assert held(robot, "Born on") == "1970-02"


def test_a_draft_leaves_no_trace_in_the_trail_and_undo_does_not_know_it(robot, diary):
    before = len(trail.entries(diary))
    robot.go("log").type("Note", "half a")
    waited(robot)
    assert len(drafts.waiting(diary)) == 1 and len(trail.entries(diary)) == before


def test_a_draft_of_another_day_says_which_and_means_that_day(robot, again, clock):
    opened(robot, "today", ["Other…, baclofen 10 mg, 14:00"]).type("Another time", "-20m")
    robot.window.session.drafts.keep_now()
    crash(robot)
    clock.now += timedelta(hours=1)
    later = opened(again(), "today", ["Other…, baclofen 10 mg, 14:00"])
    later.press("Continue, baclofen")
    assert held(later, "Another time") == "2026-11-22 13:45"


def test_a_note_of_an_earlier_day_opens_that_day_again(robot, again, clock):
    robot.go("log").type("Note", "legs like wood")
    robot.window.session.drafts.keep_now()
    crash(robot)
    clock.now += timedelta(days=2)
    later = again().go("log")
    assert "You were writing this on 22" in later.text()
    later.press("Continue, note")
    assert later.window.page.day == NOW.date() and held(later, "Note") == "legs like wood"


def test_a_form_that_was_left_by_a_slip_is_offered_when_it_is_opened_again(robot):
    opened(robot, "medicines", ["Add a medicine"]).type("Name of the medicine", "tizanidine")
    robot.key("Escape").press("Add a medicine").press("Continue, new medicine")
    assert held(robot, "Name of the medicine") == "tizanidine"


def test_steps_and_times_that_were_added_come_back(robot):
    path = ["More…, baclofen", "Steps from my doctor…"]
    opened(robot, "medicines", path).press("Another step").press("Another time, step 2")
    robot.type("Step 2, time 2", "20:00").key("Escape")
    opened(robot, "medicines", path).press("Continue, baclofen")
    assert held(robot, "Step 2, time 2") == "20:00"
    assert "Step 3" not in robot.text()


def test_words_behind_a_question_are_kept_until_it_is_answered(robot, diary):
    path = ["Other…, baclofen 10 mg, 14:00"]
    opened(robot, "today", path).type("Amount, baclofen", "200 mg").press("Just now, baclofen")
    assert any(name.startswith("Save 200 mg anyway") for name in robot.names())
    robot.window.session.drafts.keep_now()
    assert len(drafts.waiting(diary)) == 1
    robot.press("Save 200 mg anyway")
    assert drafts.waiting(diary) == {}


def test_r20_closing_keeps_what_is_typed_and_stores_nothing(robot, diary):
    before = len(trail.entries(diary))
    robot.go("log").type("Note", "half a")
    robot.window.quit()
    (draft,) = drafts.waiting(diary).values()
    assert draft.texts["Note"] == "half a" and len(trail.entries(diary)) == before


def test_a_crash_between_saving_and_dropping_cannot_offer_what_is_stored(diary):
    """Both are one transaction: an error in it leaves the draft, success takes it."""
    drafts.keep(diary, "f", {"Amount": "10 mg"})
    plan = medicines.plan_of(diary, "baclofen")
    with pytest.raises(KeyboardInterrupt), drafts.finishing(diary, "f"):
        diary.file.add_witness(lambda _changes: (_ for _ in ()).throw(KeyboardInterrupt))
        doses.take(diary, plan, confirm=True)
    assert drafts.waiting(diary) == {}


_TYPING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from diary_app.services.diary import open_diary
from diary_app.ui.run import application, make_window
app = application()
now = datetime(2026, 11, 22, 13, 5, tzinfo=UTC)
diary = open_diary(Path(sys.argv[1]), lambda: now, "UTC", True)
window = make_window(app, diary)
window.open_page("log")
window.show()
def write():
    QTest.keyClicks(window.page._note, "legs like wood")
    print("typed", flush=True)
QTimer.singleShot(100, write)
app.exec()
"""


def test_r20_kill_minus_nine_two_seconds_after_the_last_key_loses_nothing(tmp_path):
    path = tmp_path / "killed.db"
    top = Path(__file__).parents[2]
    command = [sys.executable, "-c", _TYPING, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=top) as typing:
        assert typing.stdout.readline() == "typed\n"
        time.sleep(2)
        os.kill(typing.pid, signal.SIGKILL)
    diary = open_diary(path, lambda: NOW, ZONE)
    (draft,) = drafts.waiting(diary).values()
    assert draft.texts["Note"] == "legs like wood"
    diary.file.close()


def test_saving_again_after_a_save_that_may_have_landed_is_one_record(robot, diary):
    opened(robot, "charts", ["Add what may matter…", "Infection"])
    sound = diary.file.db
    diary.file.db = Failing(sound)
    robot.press("Save, what may matter")
    assert "It may already be stored" in robot.text()
    assert "twice" not in robot.text() and "Saved" not in robot.text()
    diary.file.db = sound
    robot.press("Save, what may matter")
    assert len(diary.file.rows("events")) == 1
