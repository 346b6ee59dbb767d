"""S1, S6: with a passphrase set, nothing that was entered stands readable in any file.

A word that occurs nowhere else is entered everywhere, on the command line and in the window; then
every byte under the program's folders is searched: data, cache, state, settings, temporary files.
"""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CANARY = "mixolydian"
PASS = "stripes"
WINDOW = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from diary_app import memory
from diary_app.services import lock
from diary_app.ui.run import application, run
app = application()
path = Path(sys.argv[1])
lock.unlock(path, sys.argv[2])
titles = []
def window():
    return next(w for w in QApplication.topLevelWidgets() if hasattr(w, "open_page"))
def look():
    for page in ("log", "history", "charts", "medicines", "reports", "settings", "today"):
        window().open_page(page)
        QApplication.processEvents()
        titles.append(window().windowTitle())
    window().open_page("log")
    window().page.begin("note")
    for field in window().findChildren(QPlainTextEdit):
        field.setPlainText(sys.argv[3] + " half typed")
    QTimer.singleShot(2500, window().quit)
QTimer.singleShot(1500, look)
run(path, lambda: datetime.now(UTC), "Europe/Berlin", None)
print("\\n".join(titles))
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Folders of their own for everything that the program may write."""
    folder = tmp_path / "home"
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    (folder / "tmp").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder / "tmp"))
    monkeypatch.setenv("MPLCONFIGDIR", str(folder / "matplotlib"))
    (tmp_path / "passphrase").write_text(PASS)
    monkeypatch.setenv("DIARY_PASSPHRASE_FILE", str(tmp_path / "passphrase"))
    return folder


def run(*words, code=0):
    done = subprocess.run(
        [sys.executable, "main.py", *words], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == code, f"{words}: {done.stdout}{done.stderr}"
    return done.stdout


def readable(folder):
    """The files in which the word stands, in any of the ways a program may write it."""
    ways = [CANARY.encode(), CANARY.encode("utf-16-le"), CANARY.encode().hex().encode()]
    files = [each for each in folder.rglob("*") if each.is_file()]
    assert files
    return [each for each in files if any(way in each.read_bytes() for way in ways)]


def enter_everywhere():
    run("medicine", "add", CANARY, "--strength", "10 mg", "--dose", "10 mg", "--times", "08:00")
    run("log", "dose", CANARY, "--amount", "10 mg", "--note", f"note {CANARY}")
    run("log", "note", f"a note of {CANARY} " * 300)
    run("log", "event", "other", CANARY)
    run("settings", "doctor_phone", f"0171 {CANARY}")
    run("settings", "name", CANARY)
    run("settings", "other_medicines", CANARY)


def test_the_search_finds_what_is_not_locked(home):
    enter_everywhere()
    assert readable(home)


def test_s1_a_locked_diary_leaves_no_word_in_any_file(home):
    run("log", "symptom", "spasms", "5")
    run("lock", "set")
    enter_everywhere()
    run("undo")
    run("redo")
    run("today")
    run("check")
    run("backup", str(home / "stick"))
    run("lock", "delete-plain", "--confirm")
    (path,) = (home / "data").rglob("diary.db")
    done = subprocess.run(
        [sys.executable, "-c", WINDOW, str(path), PASS, CANARY],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 7
    assert CANARY not in done.stdout + done.stderr
    damage(path)
    run("check", code=1)
    run("rescue", str(path), "-o", str(home / "saved.db"))
    assert readable(home) == []


def test_s2_whatever_is_written_is_open_to_nobody_else(home):
    before = os.umask(0o022)
    try:
        enter_everywhere()
        run("backup", str(home / "stick"))
        run("export", "csv", "-o", str(home / "stick" / "list.csv"))
    finally:
        os.umask(before)
    ours = [each for each in home.rglob("*") if {"dose-diary", "stick"} & {*each.parts}]
    files = {each: stat.S_IMODE(each.stat().st_mode) for each in ours}
    assert len(files) > 5
    assert [str(each) for each, mode in files.items() if mode & 0o077] == []


def damage(path):
    content = bytearray(path.read_bytes())
    content[4096 * 8 + 900] ^= 1
    path.write_bytes(content)
