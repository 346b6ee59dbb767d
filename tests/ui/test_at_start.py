"""What stands above the pages when the window opens, and what a box says where there is none."""

import pytest
from PySide6.QtCore import QLockFile

from diary_app import disk, resources
from diary_app.errors import DiaryError
from diary_app.services import drafts
from diary_app.ui import run as window_run
from diary_app.ui.desktop import one_window
from tests.ui.conftest import NOW, ZONE
from tests.ui.test_damaged import drive
from tests.ui.test_drafts import FORMS, opened


@pytest.fixture
def boxes(monkeypatch):
    """What is said in a box instead of a window."""
    said = []
    monkeypatch.setattr(window_run, "_show_error", lambda text, *_: said.append(text) and False)
    return said


@pytest.mark.parametrize("name", FORMS)
def test_what_was_begun_is_listed_and_leads_to_its_place(diary, name):
    page, path, chosen, line, typed = FORMS[name]
    diary.file.close()
    drive(diary.file.path, lambda robot: opened(robot, page, [*path, *chosen]).type(line, typed))
    seen = []

    def go(robot):
        seen.append(robot.text())
        (button,) = [each for each in robot.names(robot.window) if each.startswith("Open, ")]
        robot.press(button)
        seen.append(robot.text())
        if "You were writing this" not in seen[-1]:  # a form that a page opens
            seen.append(opened(robot, robot.window.page.key, path).text())

    drive(diary.file.path, go)
    assert "You began this and did not save it:" in seen[0]
    assert "did not save it" not in seen[1]
    assert "You were writing this at 14:05." in seen[-1]


def test_what_was_begun_can_be_thrown_away_or_left_for_later(diary):
    for form in ("note", "visit"):
        drafts.keep(diary, form, {"": "half a"})
    diary.file.close()
    seen = []

    def throw(robot):
        (away,) = [
            name for name in robot.names(robot.window) if name.startswith("Throw away, a visit")
        ]
        robot.press(away)
        seen.append((list(drafts.waiting(robot.window.session.diary)), robot.text()))
        robot.press("Not now, what was not saved")
        seen.append(robot.text())

    drive(diary.file.path, throw)
    assert seen[0][0] == ["note"] and "a note" in seen[0][1]
    assert "did not save it" not in seen[1]


def test_what_was_begun_about_something_that_is_gone_is_listed(diary):
    drafts.keep(diary, "dose no-such-medicine 2026-11-22T13:00:00+00:00", {"": "x"})
    drafts.keep(diary, "symptom nothing", {"": "x"})
    drafts.keep(diary, "of a later version", {"": "x"})
    assert len(drafts.begun(diary)) == 3


class Refused(QLockFile):
    """A lock that no disk takes, or that another holds."""

    why = QLockFile.LockError.UnknownError

    def tryLock(self, *_):  # noqa: N802  Qt's name
        return False

    def error(self):
        return self.why


@pytest.mark.parametrize("kind", ["no_room", "read_only_disk", "not_permitted"])
def test_the_window_opens_to_be_looked_at_where_nothing_can_be_written(diary, monkeypatch, kind):
    monkeypatch.setattr(one_window, "QLockFile", Refused)
    trouble = DiaryError(kind, path=diary.file.path, folder=diary.file.path.parent)
    monkeypatch.setattr(disk, "trouble", lambda _path: trouble)
    diary.file.close()
    seen = []
    drive(diary.file.path, lambda robot: seen.append(robot.text()))
    assert "cannot be written" in seen[0] and "can be looked at" in seen[0]
    assert "10 mg" in seen[0]


def test_a_lock_that_another_holds_is_not_taken_for_a_full_disk(diary, monkeypatch, boxes):
    monkeypatch.setattr(one_window, "QLockFile", Refused)
    diary.file.close()
    with pytest.raises(DiaryError):
        window_run.run(diary.file.path, lambda: NOW, ZONE, None)
    assert "open already" in boxes[0] and len(boxes) == 1


def test_a_folder_that_cannot_be_made_is_said_in_a_box(tmp_path, boxes, qapp):
    (tmp_path / "file").write_text("")
    with pytest.raises(DiaryError):
        window_run.run(tmp_path / "file" / "diary.db", lambda: NOW, ZONE, None)
    assert "A file stands where a folder should be." in boxes[0] and len(boxes) == 1


def test_a_file_of_the_program_that_is_missing_is_said_in_a_box(diary, boxes, monkeypatch):
    diary.file.close()
    real = resources.folder
    monkeypatch.setattr(
        resources, "folder", lambda name="": real("nowhere" if name == "baclofen.toml" else name)
    )
    from diary_app.services import diary as diaries

    diaries._shipped.cache_clear()
    with pytest.raises(DiaryError):
        window_run.run(diary.file.path, lambda: NOW, ZONE, None)
    diaries._shipped.cache_clear()
    assert "baclofen.toml" in boxes[0] and len(boxes) == 1
