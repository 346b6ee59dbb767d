"""The window on a damaged diary: what can be read is shown, and two ways lead on."""

import os
import stat
from datetime import timedelta

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from diary_app.services import backups, today
from diary_app.services.diary import open_diary
from diary_app.storage.backup_list import listed
from diary_app.ui import run as window_run
from diary_app.ui.desktop.one_window import OneWindow
from tests.ui.conftest import NOW, ZONE
from tests.ui.robots import Robot


@pytest.fixture
def damaged(diary):
    """The path of the small diary, with an amount of 90 mg by one flipped bit; and its bytes."""
    path = diary.file.path
    backups.make(diary)
    diary.file.close()
    content = path.read_bytes().replace(b"taken10mg2026", b"taken90mg2026")
    path.write_bytes(content)
    return path, content


def windows():
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, window_run.MainWindow)]


def drive(path, *steps):
    """Run the program's window; each step gets a robot on the window that is open then."""
    window_run.application()
    left, robots = list(steps), []

    def next_step():
        shown = [w for w in windows() if w.isVisible()]
        if not shown:
            return
        step = left.pop(0) if left else lambda robot: robot.window.quit()
        if not robots or robots[-1].window is not shown[0]:
            robots.append(Robot(shown[0]))
        step(robots[-1])

    timer = QTimer()
    timer.timeout.connect(next_step)
    timer.start(300)
    code = window_run.run(path, lambda: NOW, ZONE, None)
    timer.stop()
    assert left == []
    return code


def test_r7_no_page_shows_the_changed_amount(damaged):
    path, content = damaged
    said = []

    def look(robot):
        for page in ("today", "history", "medicines", "charts", "reports", "settings"):
            robot.go(page)
            said.append(robot.text())

    drive(path, look)
    assert "The diary is damaged" in said[0]
    assert not [words for words in said if "90 mg" in words]
    assert path.read_bytes() == content


def test_r8_one_press_saves_what_can_be_read_and_keeps_the_damaged_file(damaged):
    path, content = damaged
    drive(path, lambda robot: robot.press("Save what can be read, and go on with it"))
    (kept,) = path.parent.glob("diary.damaged-*.db")
    assert kept.read_bytes() == content
    again = open_diary(path, lambda: NOW, ZONE)
    assert str(today.sheet(again).totals[0].taken) == "10 mg"
    again.file.close()


def test_r8_two_presses_bring_the_last_backup_back(damaged):
    path, content = damaged
    name = listed(path.parent / "backups")[-1].path.name
    drive(path, lambda robot: robot.press(f"Go back to the backup {name}"))
    (kept,) = path.parent.glob("diary.before-restore-*.db")
    assert kept.read_bytes() == content
    open_diary(path, lambda: NOW, ZONE).file.close()


def test_a_backup_is_made_after_the_start_and_at_the_end(diary):
    path = diary.file.path
    diary.file.close()
    drive(path, lambda robot: None, lambda robot: robot.press("Taken now, baclofen 10 mg, 14:00"))
    assert len(listed(path.parent / "backups")) >= 1
    newest = listed(path.parent / "backups")[-1].path
    copy = open_diary(newest, lambda: NOW, ZONE)
    assert len([line for line in today.sheet(copy).lines if line.dose is not None]) == 2
    copy.file.close()


def test_settings_tell_the_last_checked_backup_and_lead_back_to_one(diary):
    path = diary.file.path
    backups.note(diary, backups.make(diary).at)
    diary.file.close()
    said = []

    def choose(robot):
        robot.go("settings")
        said.append(robot.text())
        robot.press("Go back to the backup of 22 Nov 14:05")

    drive(path, choose, lambda robot: robot.press("Restore this backup"))
    assert "Last backup, made and checked" in said[0]
    assert len(list(path.parent.glob("diary.before-restore-*.db"))) == 1


@pytest.mark.parametrize(("days", "said"), [(0, False), (8, True)])
def test_today_says_when_no_backup_was_checked_for_a_week(robot, clock, days, said):
    clock.now = NOW + timedelta(days=days)
    robot.go("history").go("today").window.reread()
    assert ("No backup was checked" in robot.text()) == said


def test_s2_the_lock_of_the_window_is_private(tmp_path, qapp):
    one = OneWindow(tmp_path / "diary.db")
    before = os.umask(0o022)
    try:
        assert one.take()
        modes = {stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()}
    finally:
        os.umask(before)
        one.release()
    assert modes == {0o600}


def test_an_odd_setting_is_named_above_the_page_until_it_was_read(diary, qtbot):
    diary.file.set_quietly("second_press", '"long"')
    diary.file.close()
    seen = []

    def read(robot):
        seen.append(robot.text())
        robot.press("I have read this")
        seen.append(robot.text())
        robot.window.quit()

    drive(diary.file.path, read)
    assert ["cannot be read and stands as it was at first: second press" in t for t in seen] == [
        True,
        False,
    ]
