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
    file.write_text("date,pain\n")
    robot.go("settings").press("Bring in a file")
    assert "no program that is known here" in robot.text()
