"""Backups that are made by themselves, and which of them are let go."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary_app import disk
from diary_app.services import backups, files, settings, symptoms
from diary_app.services.diary import open_diary
from diary_app.storage.backup_list import NEVER_LET_GO, listed, to_let_go
from diary_app.storage.check import check

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


@pytest.fixture
def mine(tmp_path):
    diary = open_diary(tmp_path / "diary.db", lambda: NOW, "Europe/Berlin", create=True)
    symptoms.observe(diary, "spasms", 3)
    yield diary
    diary.file.close()


def beside(diary):
    return listed(diary.file.path.parent / "backups")


def test_a_backup_is_made_where_something_changed_and_only_there(mine):
    first = backups.make_apart(mine)()
    backups.note(mine, first.at)
    again = backups.make_apart(mine)()
    symptoms.observe(mine, "spasms", 4)
    third = backups.make_apart(mine)()
    assert first.path == again.path != third.path
    assert [each.path for each in beside(mine)] == [first.path, third.path]
    assert all(check(each.path).ok for each in beside(mine))


def test_an_empty_diary_gets_no_backup(tmp_path):
    empty = open_diary(tmp_path / "diary.db", lambda: NOW, "UTC", create=True)
    assert backups.make_apart(empty)() is None
    assert backups.last(empty) == backups.LastBackup(None, old=False)


def test_the_last_verified_backup_is_told_and_is_old_after_a_week(mine):
    assert backups.last(mine) == backups.LastBackup(None, old=False)
    backups.note(mine, backups.make(mine).at)
    assert backups.last(mine) == backups.LastBackup(mine.now(), old=False)
    mine.clock = lambda: NOW + timedelta(days=7)
    assert backups.last(mine).old


def test_a_second_folder_gets_a_copy_and_a_missing_one_is_told(mine, tmp_path):
    stick = tmp_path / "stick"
    settings.save(mine, backup_folder=str(stick))
    assert backups.make(mine).problem.kind == "second_folder_missing"
    stick.mkdir()
    assert backups.make(mine).problem is None
    assert [check(each.path).ok for each in listed(stick)] == [True]


def test_r11_twenty_restores_and_a_wrong_clock_cost_no_good_backup(mine, tmp_path):
    path, times = mine.file.path, iter([2035, 1999, 2026] * 7)
    first = backups.make(mine).path
    for n in range(20):
        mine.file.close()
        files.restore(first, path, lambda: NOW)
        year = next(times)
        mine = open_diary(path, lambda y=year: NOW.replace(year=y), "Europe/Berlin")
        symptoms.observe(mine, "spasms", n % 5)
        backups.make(mine)
    mine.file.close()
    assert check(first).ok
    assert first in [each.path for each in listed(path.parent / "backups")]


@given(st.lists(st.integers(0, 3000), min_size=1, max_size=200))
def test_what_is_let_go_is_never_the_newest_the_oldest_or_a_gap(grown):
    ages, now, kept = [], 0, list[int]()
    for more in grown:
        now += more
        kept.append(now)
        gone = to_let_go(kept, now)
        assert 0 not in gone
        assert not set(gone) & set(range(len(kept) - NEVER_LET_GO, len(kept)))
        kept = [age for place, age in enumerate(kept) if place not in gone]
    assert ages == []
    assert len(kept) <= NEVER_LET_GO + 4 * 18


def test_a_killed_copy_is_cleared_by_the_next_start_and_a_running_one_is_not(mine, tmp_path):
    kill = (
        "import os, signal, sys; from pathlib import Path; from diary_app import disk\n"
        "with disk.unfinished(Path(sys.argv[1])) as draft:\n"
        "    draft.with_name(draft.name + '-journal').touch()\n"
        "    os.kill(os.getpid(), signal.SIGKILL)"
    )
    for folder in (tmp_path, tmp_path / "backups"):
        folder.mkdir(exist_ok=True)
        subprocess.run([sys.executable, "-c", kill, str(folder / "dose-diary")])
        assert len([each for each in folder.iterdir() if each.name[0] == "."]) == 2
    with disk.unfinished(tmp_path / "running") as draft:
        backups.clear_left_over(mine.file.path)
        assert draft.exists()
    assert not [each for each in tmp_path.rglob("*") if each.name[0] == "."]


def test_before_the_schema_changes_the_old_file_is_backed_up(tmp_path):
    from tests.storage.test_migrations import SCHEMAS

    old = SCHEMAS / "diary_v1.db"
    (tmp_path / "diary.db").write_bytes(old.read_bytes())
    open_diary(tmp_path / "diary.db", lambda: NOW, "UTC").file.close()
    (kept,) = listed(tmp_path / "backups")
    assert check(kept.path).version == 1
    assert check(kept.path).ok


def test_the_note_beside_the_backups_is_true(mine):
    """By the system's own sqlite3 program, whatever its version."""
    import shutil

    program = shutil.which("sqlite3")
    if program is None:
        pytest.fail("this test needs the program sqlite3")
    made = backups.make(mine)
    readme = (made.path.parent / "READ-ME-RESTORE.txt").read_text("utf-8")
    commands = [line.strip() for line in readme.splitlines() if line.startswith("    sqlite3")]
    assert commands
    for command in commands:
        words = command.replace("FILE", str(made.path)).split('"')
        run = subprocess.run([*words[0].split(), words[1]], capture_output=True, text=True)
        assert (run.returncode, run.stderr) == (0, "")
    whole = subprocess.run(
        [program, str(made.path), "PRAGMA integrity_check"], capture_output=True, text=True
    )
    assert whole.stdout.split() == ["ok"]


def test_a_backup_is_due_half_an_hour_after_the_first_record_and_after_the_last_backup(mine):
    assert backups.make_where_due(mine) is None
    for minutes, due in ((29, False), (30, True), (59, False), (60, True), (-60, True)):
        mine.clock = mine.file.now = lambda minutes=minutes: NOW + timedelta(minutes=minutes)
        symptoms.observe(mine, "spasms", 5)
        made = backups.make_where_due(mine)
        assert (made is not None) == due, minutes
        if made:
            assert check(made.path).ok
            assert backups.last(mine).at == mine.now()
