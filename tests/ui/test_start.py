"""Starting: one window for a diary, and plain words where there can be none."""

import subprocess
import sys

import pytest

from diary_app.errors import DiaryError
from diary_app.ui import start
from diary_app.ui.desktop.one_window import OneWindow


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


def test_a_second_start_raises_the_first(qtbot, tmp_path):
    first, second = OneWindow(tmp_path / "a.db"), OneWindow(tmp_path / "a.db")
    assert first.take()
    with qtbot.waitSignal(first.raised, timeout=3000):
        assert not second.take()
    first.release()
    assert second.take()
    second.release()


def test_two_diaries_may_be_open(tmp_path):
    first, second = OneWindow(tmp_path / "a.db"), OneWindow(tmp_path / "b.db")
    assert first.take() and second.take()
    first.release()
    second.release()
