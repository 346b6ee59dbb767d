"""R7, R8, C2, R20: the real window on damaged files, and what is typed in it when it is killed."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from diary_app.cli.main import run
from diary_app.services import drafts
from tests.faults.conftest import NOW, ZONE, opened, times
from tests.storage.damage import KINDS, damaged
from tests.ui.test_damaged import drive

pytestmark = pytest.mark.faults
PAGES = ("today", "log", "check", "history", "charts", "medicines", "reports", "settings")
TABLES = ("doses", "observations", "notes", "events", "medicines", "courses")
TOP = Path(__file__).parents[2]


def held(diary):
    """The records that the window is given, by table and id."""
    return {(table, row["id"]): row for table in TABLES for row in diary.file.rows(table)}


@pytest.mark.parametrize("kind", KINDS)
def test_r7_the_window_shows_no_damaged_value_and_says_what_is_missing(kind, few, truth):
    content = few.read_bytes()
    for seed in range(times(50)):
        few.write_bytes(bad := damaged(content, kind, seed))
        seen = {}

        def look(robot, seen=seen):
            seen["said"] = [robot.go(page).text() for page in PAGES]
            seen["rows"] = held(robot.window.session.diary)
            seen["only read"] = robot.window.session.diary.file.read_only

        drive(few, look)
        assert not [text for text in seen["said"] if "went wrong" in text], seed
        wrong = [key for key, row in seen["rows"].items() if row != truth.get(key)]
        if bad == content or not seen["only read"]:
            assert seen["rows"] == truth, seed  # what was damaged holds no record
            continue
        assert all("The diary is damaged" in text for text in seen["said"])
        named = [key for key in wrong if "could not be read" not in str(seen["rows"][key])]
        # Of a record that was changed, an older state stands where the newer one is lost: told.
        assert not named or "older" in seen["said"][0] or "changes" in seen["said"][0], seed
        assert few.read_bytes() == bad  # byte for byte


@pytest.fixture
def few(tmp_path, capsys):
    """The path of a diary of eight days, quick to show."""
    path = tmp_path / "diary.db"
    plan = ["--dose", "10 mg", "--times", "08:00,14:00", "--from", "2026-11-15"]
    words = [["medicine", "add", "baclofen", "--strength", "10 mg", *plan]]
    for day in range(15, 23):
        words += [["log", "dose", "baclofen", "--at", f"2026-11-{day} 08:0{day % 10}"]]
        words += [["log", "symptom", "spasms", str(day % 11), "--at", f"2026-11-{day} 09:00"]]
        words += [["log", "note", f"note of day {day}", "--at", f"2026-11-{day} 10:00"]]
    for each in words:
        assert run(["--db", str(path), "--now", NOW.isoformat(), "--zone", ZONE, *each], print) == 0
    return path


@pytest.fixture
def truth(few):
    """The records of the sound diary."""
    diary = opened(few)
    found = held(diary)
    diary.file.close()
    return found


_TYPING = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from tests.faults.conftest import clock
from diary_app.services import lock
from diary_app.ui import run
path, way, text, *word = sys.argv[1:]
app = run.application()
if word:
    lock.unlock(Path(path), word[0])
def window():
    return next(w for w in app.topLevelWidgets() if isinstance(w, run.MainWindow))
def write():
    window().open_page("log")
    window().page.begin("note")
    window().page._note.insertPlainText(text)
    print("typed", flush=True)
    if way == "close":
        QTimer.singleShot(0, window().quit)
    elif way == "lock":
        QTimer.singleShot(0, window().session.lock_wanted.emit)
        QTimer.singleShot(600, lambda: print("locked", flush=True))
QTimer.singleShot(900, write)
run.run(Path(path), clock, "Europe/Berlin", None)
"""


@pytest.mark.parametrize("way", ["kill", "close"])
def test_r20_what_was_typed_is_there_after_a_kill_and_a_close(way, tmp_path):
    path = tmp_path / "diary.db"
    opened(path, create=True).file.close()
    for n in range(times(50)):
        text = f"half typed {n} ä \u202e"
        command = [sys.executable, "-c", _TYPING, str(path), way, text]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=TOP) as window:
            assert window.stdout.readline() == "typed\n"
            if way == "kill":
                time.sleep(2 + random.random() / 4)
                os.kill(window.pid, signal.SIGKILL)
        diary = opened(path)
        (draft,) = drafts.waiting(diary).values()
        assert text.rstrip("\u202e") in draft.texts["Note"] and draft.at.zone == ZONE
        drafts.throw_away(diary, "note")
        diary.file.close()
