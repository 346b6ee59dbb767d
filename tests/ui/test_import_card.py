"""Bringing records in with the window: nothing is stored before the last yes."""

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.exchange import foreign_samples as samples


@pytest.fixture
def file(tmp_path, monkeypatch):
    path = tmp_path / "Archive.csv"
    path.write_text(samples.MYTHERAPY)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words: (str(path), ""))
    return path


def test_a_file_is_looked_at_asked_about_and_stored_on_a_yes(robot, diary, file):
    before = len(diary.file.rows("doses"))
    robot.go("settings").press("Bring in a file")
    assert "New: 2 doses, 1 symptom." in robot.text()
    assert "Kept as things of your own: Weight." in robot.text()
    assert "Bring these records in" not in robot.names()
    robot.press("baclofen, Which medicine is “Baclofen 10 mg”?")
    robot.press("That is the zone, The time zone in which the file was written")
    assert len(diary.file.rows("doses")) == before
    robot.press("Bring these records in")
    assert len(diary.file.rows("doses")) == before + 2


def test_a_wrong_file_is_named_on_the_page(robot, file):
    file.write_bytes(b"\x89PNG\r\n")
    robot.go("settings").press("Bring in a file")
    assert "It is a picture" in robot.text()


TABLE = "Wann;Was genommen;Wie;Dazu\n05.06.2026;Lio;ja;müde\n06.06.2026;Lio;vergessen;\n"


@pytest.fixture
def table(file):
    file.write_bytes(TABLE.encode("cp1252"))
    return file


def test_a_table_is_brought_in_by_saying_what_its_columns_are(robot, diary, table):
    robot.go("settings").press("Bring in a file")
    assert "Which column holds the day?" in robot.text()
    robot.press("Day, Column “Wann”").press("Medicine, Column “Was genommen”")
    robot.press("Taken or not, Column “Wie”").press("Note, Column “Dazu”")
    robot.press("Taken, What does “ja” mean?").press("Not known, What does “vergessen” mean?")
    robot.press("Look at what would come in")
    assert "New: 1 dose." in robot.text() and "1 row is left out" in robot.text()
    robot.press("baclofen, Which medicine is “Lio”?")
    robot.press("That is the zone, The time zone in which the file was written")
    before = len(diary.file.rows("doses"))
    robot.press("Bring these records in")
    assert len(diary.file.rows("doses")) == before + 1
    assert diary.file.rows("doses")[-1]["note"] == "müde"
    robot.press("Bring in a file")  # what was said is known the next time
    assert "Which column holds the day?" not in robot.text()
    robot.press("Look at what would come in")
    assert "1 row is here already." in robot.text()


def test_a_day_that_can_be_read_in_two_ways_is_asked(robot, file):
    file.write_text("date,note\n05/06/2026,tired\n")
    robot.go("settings").press("Bring in a file")
    assert "Look at what would come in" not in robot.names()
    robot.press("5 June 2026, Which day is “05/06/2026”?").press("Look at what would come in")
    assert "New: 1 note." in robot.text()
