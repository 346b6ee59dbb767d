"""Starting: one window for a diary, and plain words where there can be none."""

import signal
import subprocess
import sys
from time import monotonic

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from diary_app.domain.matching import State
from diary_app.errors import DiaryError, Told
from diary_app.services import medicines, today
from diary_app.services.diary import open_diary
from diary_app.ui import start
from diary_app.ui.desktop.one_window import OneWindow
from tests.ui.conftest import ZONE


@pytest.fixture
def no_screen(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")


def test_without_a_screen_it_says_what_to_do(no_screen):
    with pytest.raises(DiaryError, match="There is no screen"):
        start.check_machine()


def test_missing_libraries_are_named_as_packages(no_screen, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(start, "_loads", lambda library: "xcb" not in library)
    with pytest.raises(DiaryError, match=r"apt-get install .*libxcb-cursor0"):
        start.check_machine()


def test_the_check_itself_needs_no_qt():
    code = "import sys, diary_app.ui.start; sys.exit(any('PySide6' in m for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_the_window_opens_without_matplotlib_and_typst():
    code = (
        "import sys, diary_app.ui.run; "
        "sys.exit(any(m.split('.')[0] in ('matplotlib', 'typst') for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_r16_a_second_start_raises_the_first(qtbot, tmp_path):
    first, second = OneWindow(tmp_path / "a.db"), OneWindow(tmp_path / "a.db")
    assert first.take()
    with qtbot.waitSignal(first.raised, timeout=3000):
        assert not second.take()
    first.release()
    assert second.take()
    second.release()


HOLDS_THE_WINDOW = """
import sys
from pathlib import Path
from time import monotonic
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from diary_app.ui.desktop.one_window import OneWindow
app = QCoreApplication([])
one = OneWindow(Path(sys.argv[1]))
print(one.take(), flush=True)
app.exec()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="a process is stopped so on POSIX only")
def test_r16_a_stopped_window_keeps_the_diary_and_a_killed_one_leaves_it_at_once(qapp, tmp_path):
    path = tmp_path / "a.db"
    command = [sys.executable, "-c", HOLDS_THE_WINDOW, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout.readline() == "True\n"
        first.send_signal(signal.SIGSTOP)
        second = OneWindow(path)
        try:
            taken = second.take()
        except Told:
            taken = False
        first.kill()
    assert not taken
    began = monotonic()
    assert second.take()
    assert monotonic() - began < 1
    second.release()


def test_two_diaries_may_be_open(tmp_path):
    first, second = OneWindow(tmp_path / "a.db"), OneWindow(tmp_path / "b.db")
    assert first.take() and second.take()
    first.release()
    second.release()


# Each press of a key and each value typed whole is one. The keys begin on "Add a medicine".
FIRST_DOSE = [
    *("Return", '"baclofen"', "Tab", "Space", "Tab", '"10 mg"', "Tab", "Space"),
    *("Tab", '"8, 14, 20"', "Tab", '"10 mg"', "Return", "Return", "Return"),
]


@pytest.fixture
def nothing_yet(tmp_path, clock):
    made = open_diary(tmp_path / "new.db", clock, ZONE, create=True)
    yield made
    made.file.close()


def do(robot, step):
    if step.startswith('"'):
        assert robot.focused()
        QTest.keyClicks(QApplication.focusWidget(), step.strip('"'))
        robot.settle()
    else:
        robot.key(step)


def test_from_nothing_to_the_first_dose_in_at_most_16_presses(nothing_yet, open_window):
    robot = open_window(nothing_yet)
    assert robot.focused() == "Add a medicine" and len(FIRST_DOSE) <= 16
    for step in FIRST_DOSE:
        do(robot, step)
    times = medicines.plan_of(nothing_yet, "baclofen").courses[0].schedule.doses
    assert [dose.at.hour for dose in times] == [8, 14, 20]
    assert today.sheet(nothing_yet).lines[1].state == State.TAKEN


def test_the_plan_is_read_back_before_the_first_save(nothing_yet, open_window):
    robot = open_window(nothing_yet)
    for step in FIRST_DOSE[:13]:
        do(robot, step)
    assert "Nothing is saved yet." in robot.text() and "20:00" in robot.text()
    assert medicines.all_plans(nothing_yet) == ()


def test_the_first_medicine_can_be_left_for_later(nothing_yet, open_window):
    robot = open_window(nothing_yet).key("Return").key("Escape")
    assert robot.window.page.key == "today" and robot.focused() == "Add a medicine"
