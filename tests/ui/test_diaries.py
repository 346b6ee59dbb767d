"""Several diaries on one computer: the name in the title, another one opened, those opened last."""

import pytest
from PySide6.QtWidgets import QFileDialog

from diary_app.services import diaries, symptoms
from diary_app.services.diary import open_diary


@pytest.fixture(autouse=True)
def own_list(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def other(diary, tmp_path, monkeypatch):
    """The diary of another person."""
    made = open_diary(tmp_path / "Ben.db", diary.clock, diary.zone, create=True)
    symptoms.write_note(made, "a long day")
    made.file.close()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_w: (str(made.file.path), ""))
    return made.file.path


def next_of(robot):
    return robot.window.session.after_closing


def test_another_diary_is_opened_in_the_place_of_this_one(robot, diary, other):
    assert f"– {diary.file.path.stem} –" in robot.window.windowTitle()
    robot.go("settings").press("Open another diary")
    assert next_of(robot)() == (other, "")


def test_a_file_that_is_no_diary_is_not_opened(robot, other):
    other.write_text("no diary")
    robot.go("settings").press("Open another diary")
    assert next_of(robot) is None
    assert "Ben.db" in robot.text()


def test_those_opened_last_are_one_press_away(robot, other, tmp_path):
    diaries.remember(other)
    diaries.remember(tmp_path / "diary.db")
    robot.go("settings").press("Open, Ben")
    assert next_of(robot)() == (other, "")


def test_a_new_diary_never_takes_the_place_of_a_file(robot, tmp_path, monkeypatch):
    there = tmp_path / "kept.db"
    there.write_text("mine")
    eve = tmp_path / "Eve" / "Eve.db"  # where another diary lies already a new one gets a folder
    for chosen, opens in ((there, None), (tmp_path / "Eve", eve)):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_w, c=chosen: (str(c), ""))
        robot.go("settings").press("Begin a new diary")
        work = next_of(robot)
        assert (work()[0] if work else None) == opens
    assert there.read_text() == "mine"


def test_the_list_forgets_what_is_gone_and_reads_no_nonsense(tmp_path):
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    for path in (one, two, one):
        path.write_text("")
        diaries.remember(path)
    assert diaries.recent() == (one, two)
    one.unlink()
    assert diaries.recent() == (two,)
    diaries._list().write_text("{")
    assert diaries.recent() == ()
