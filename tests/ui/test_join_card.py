"""Joining another copy with the window: both versions in words, and nothing stored before a yes."""

import shutil

import pytest
from PySide6.QtWidgets import QFileDialog

from diary_app.services import lock, medicines, symptoms
from diary_app.services.diary import open_diary


@pytest.fixture
def other(diary, tmp_path, monkeypatch):
    """A copy on another computer, where a note was written and the plan was stopped."""
    path = tmp_path / "other.db"
    shutil.copyfile(diary.file.path, path)
    apart = open_diary(path, diary.clock, diary.zone)
    symptoms.write_note(apart, "a long day")
    plan = medicines.all_plans(apart)[0]
    medicines.stop(apart, plan, apart.now().day)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words: (str(path), ""))
    yield apart
    apart.file.close()


def test_what_only_the_other_changed_comes_in_on_a_yes(robot, diary, other, qtbot):
    before = len(diary.file.rows("notes"))
    robot.go("settings").press("Bring in a file")
    qtbot.waitUntil(lambda: "New: 1 note." in robot.text(), timeout=10_000)
    assert len(diary.file.rows("notes")) == before
    robot.press("Join the two copies")
    assert len(diary.file.rows("notes")) == before + 1
    assert medicines.all_plans(diary)[0].course_on(diary.now().day) is None


def test_a_plan_changed_in_both_is_shown_in_words_and_decided(robot, diary, other, qtbot):
    plan = medicines.all_plans(diary)[0]
    medicines.hold(diary, plan, diary.now().day)
    robot.go("settings").press("Bring in a file")
    name = plan.medicine.name
    qtbot.waitUntil(lambda: f"The plan of {name}" in robot.text(), timeout=10_000)
    assert "on hold from" in robot.text()
    assert "Join the two copies" not in robot.names()
    robot.press(f"As it is here, The plan of {name}")
    qtbot.waitUntil(lambda: "Join the two copies" in robot.names(), timeout=10_000)
    robot.press("Join the two copies")
    assert medicines.all_plans(diary)[0].held_on(diary.now().day)


def test_a_locked_copy_asks_for_its_passphrase(robot, diary, other, qtbot):
    before = len(diary.file.rows("notes"))
    path, clock, zone = other.file.path, other.clock, other.zone
    other.file.close()
    lock.set_passphrase(path, "correct horse", clock, zone)
    lock.lock_now()
    robot.go("settings").press("Bring in a file")
    name = "Passphrase or recovery code of the copy"
    robot.type(name, "wrong horse").press(f"Open the copy, {name}")
    assert "New: 1 note." not in robot.text()
    robot.type(name, "correct horse").press(f"Open the copy, {name}")
    qtbot.waitUntil(lambda: "New: 1 note." in robot.text(), timeout=10_000)
    robot.press("Join the two copies")
    assert len(diary.file.rows("notes")) == before + 1
