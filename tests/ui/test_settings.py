"""Settings, the first start, and the way from one diary file to another."""

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from diary_app.services import backups, medicines, settings
from diary_app.services.diary import open_diary
from diary_app.ui import run
from diary_app.ui.main_window import MainWindow
from tests.ui.robots import Robot

NOW = datetime(2026, 11, 22, 13, 5, tzinfo=UTC)


def test_the_tiles_are_chosen(robot, diary):
    robot.go("settings").press("Pain, tile").press("Headache, tile")
    assert settings.load(diary).tiles == (
        "spasms",
        "spasticity",
        "drowsiness",
        "weakness",
        "headache",
    )


def test_one_form_at_a_time_is_open_and_escape_leaves_it(robot):
    robot.go("settings").press("Set a passphrase…").press("Track something…")
    assert "New passphrase" not in robot.names()
    robot.key("Escape")
    assert {"Set a passphrase…", "Track something…"} <= {*robot.names()}


def test_escape_shows_the_first_tiles_only(robot):
    robot.go("settings").press("More…, tiles").key("Escape")
    assert "More…, tiles" in robot.names()


def test_there_are_at_most_eight_tiles(open_window, diary):
    eight = ("spasms", "spasticity", "drowsiness", "weakness", "pain", "nausea", "dizziness")
    settings.save(diary, tiles=(*eight, "constipation"))
    robot = open_window(diary, page="settings").press("Headache, tile")
    assert "Take one away first" in robot.text()
    assert len(settings.load(diary).tiles) == 8


def test_a_birthday_is_kept_as_a_day(robot, diary):
    robot.go("settings").type("Born on", "28 feb 1970").press("Save, Born on")
    assert settings.load(diary).born == "1970-02-28"


def test_a_birthday_that_is_no_day_is_not_kept(robot, diary):
    robot.go("settings").type("Born on", "long ago").press("Save, Born on")
    assert settings.load(diary).born == ""
    assert "is not a day" in robot.text()


def test_a_backup_is_restored_only_after_a_yes(robot, diary, tmp_path, monkeypatch):
    made = backups.copy_to(diary, tmp_path / "backups")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words: (str(made), ""))
    robot.go("settings").press("Restore a backup")
    assert robot.window.session.after_closing is None
    robot.press("Keep the diary I have now")
    assert "Restore this backup" not in robot.names()


@pytest.fixture
def sitting(qapp, qtbot, tmp_path, monkeypatch):
    """Runs the program on a diary; each step is what a person does in one of its windows."""

    def sat(*steps):
        left = list(steps)

        def one_window() -> int:
            (window,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
            left.pop(0)(Robot(window).settle())
            if window.session.after_closing is None and window.isVisible() and not left:
                window.quit()
            qtbot.waitUntil(lambda: not window.isVisible(), timeout=30_000)
            return 0

        monkeypatch.setattr(qapp, "exec", one_window)
        assert run.run(tmp_path / "diary.db", lambda: NOW, "Europe/Berlin", None) == 0
        assert not left

    return sat


def test_made_up_data_has_a_file_of_its_own_and_a_way_back(sitting, tmp_path):
    seen = []
    sitting(
        lambda robot: robot.press("Try it with made-up data"),
        lambda robot: seen.append(robot.text()) or robot.press("Back to my own diary"),
        lambda robot: seen.append(robot.text()),
    )
    assert "Made-up data" in seen[0] and "Made-up data" not in seen[1]
    assert "Not for emergencies" in seen[1]
    own = open_diary(tmp_path / "diary.db", lambda: NOW, "Europe/Berlin")
    assert medicines.all_plans(own) == ()
    own.file.close()


def test_a_restored_backup_is_opened_and_the_present_diary_is_kept(
    sitting, diary, tmp_path, monkeypatch
):
    made = backups.copy_to(diary, tmp_path / "backups")
    diary.file.close()
    (tmp_path / "diary.db").unlink()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words: (str(made), ""))
    seen = []
    sitting(
        lambda robot: robot.go("settings").press("Restore a backup").press("Restore this backup"),
        lambda robot: seen.append(robot.text()),
    )
    assert "is restored" in seen[0] and "baclofen" in seen[0]
    assert len(list(tmp_path.glob("diary.before-restore-*.db"))) == 1


def test_what_is_no_backup_leaves_the_diary_and_says_so(sitting, tmp_path, monkeypatch):
    wrong = tmp_path / "letter.db"
    wrong.write_text("Dear doctor")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words: (str(wrong), ""))
    seen = []
    sitting(
        lambda robot: robot.go("settings").press("Restore a backup").press("Restore this backup"),
        lambda robot: seen.append(robot.text()),
    )
    assert "letter.db" in seen[0]
    assert (tmp_path / "diary.db").exists()
