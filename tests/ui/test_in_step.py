"""Keeping in step with another computer, from Settings."""

import shutil

import pytest
from PySide6.QtWidgets import QFileDialog

from diary_app.services import in_step, lock, medicines, symptoms
from diary_app.services.diary import open_diary
from diary_app.ui.in_step import keep_in_step


@pytest.fixture
def shared(tmp_path, monkeypatch):
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_words: str(folder))
    return folder


@pytest.fixture
def there(diary, shared, tmp_path):
    """The same diary on another computer, which wrote a note and its copy."""
    path = tmp_path / "there" / "diary.db"
    path.parent.mkdir()
    shutil.copyfile(diary.file.path, path)
    apart = open_diary(path, diary.clock, diary.zone)
    in_step.use(apart, shared)
    symptoms.write_note(apart, "a long day")
    in_step.write_copy(apart)()
    yield apart
    apart.file.close()


def test_a_folder_is_named_and_the_other_copy_comes_in(robot, diary, there, shared, qtbot):
    step = keep_in_step(robot.window)
    before = len(diary.file.rows("notes"))
    robot.go("settings").press("Keep in step with a folder")
    qtbot.waitUntil(lambda: len(diary.file.rows("notes")) == before + 1, timeout=10_000)
    qtbot.waitUntil(lambda: len(list(shared.iterdir())) == 2, timeout=10_000)
    assert "This computer's copy" in robot.text()
    assert step.parent() is robot.window.session


def test_what_both_changed_is_offered_and_shown_side_by_side(robot, diary, there, qtbot):
    for apart, verb in ((diary, medicines.hold), (there, medicines.stop)):
        verb(apart, medicines.all_plans(apart)[0], apart.now().day)
    in_step.write_copy(there)()
    keep_in_step(robot.window)
    robot.go("settings").press("Keep in step with a folder")
    qtbot.waitUntil(lambda: "Look at both" in robot.text(), timeout=10_000)
    robot.press("Look at both")
    qtbot.waitUntil(lambda: "on hold from" in robot.text(), timeout=10_000)
    assert medicines.all_plans(diary)[0].held_on(diary.now().day)


def test_a_copy_with_another_passphrase_is_joined_when_it_was_typed(
    robot, diary, there, shared, qtbot
):
    before = len(diary.file.rows("notes"))
    path, clock, zone = there.file.path, there.clock, there.zone
    there.file.close()
    lock.set_passphrase(path, "correct horse", clock, zone)
    locked = open_diary(path, clock, zone)
    in_step.write_copy(locked)()
    locked.file.close()
    lock.lock_now()
    keep_in_step(robot.window)
    robot.go("settings").press("Keep in step with a folder")
    qtbot.waitUntil(lambda: "Type its passphrase" in robot.text(), timeout=10_000)
    name = "Passphrase or recovery code of the copy"
    robot.press("Type its passphrase").type(name, "correct horse")
    robot.press(f"Open the copy, {name}")
    qtbot.waitUntil(lambda: len(diary.file.rows("notes")) == before + 1, timeout=10_000)
    lock.lock_now()
