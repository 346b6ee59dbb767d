"""What is no file, and what must not be written over: devices, circles of links, the diary."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from diary_app.services import files


@pytest.mark.parametrize("form", ["csv", "json", "html", "ics", "fhir"])
def test_no_export_is_written_over_the_diary(baclofen, form):
    baclofen("export", form, "-o", str(baclofen.path), code=1)
    assert "never written over" in baclofen.err
    assert files.check(baclofen.path).ok


def test_no_picture_is_written_over_the_diary(baclofen, tmp_path):
    link = tmp_path / "doses.png"
    link.symlink_to(baclofen.path)
    baclofen("chart", "doses", "-o", str(link), code=1)
    assert files.check(baclofen.path).ok


def test_no_export_is_written_over_a_backup_or_a_journal(baclofen, tmp_path):
    backup = Path(baclofen("backup", str(tmp_path / "backups")).strip())
    other = backup.rename(tmp_path / "backup")  # known by what is in it
    baclofen("export", "csv", "-o", str(other), code=1)
    baclofen("export", "csv", "-o", f"{baclofen.path}-journal", code=1)
    assert files.check(other).ok


def test_an_export_is_written_over_an_older_export(baclofen, tmp_path):
    for _n in range(2):
        baclofen("chart", "doses", "-o", str(tmp_path / "doses.png"))
        baclofen("export", "pdf", "-o", str(tmp_path / "doses.pdf"))


@pytest.fixture
def odd(tmp_path):
    """A folder, a pipe, and a link to itself, a link to a device without an end."""
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "endless").symlink_to("/dev/zero")
    return tmp_path


@pytest.mark.parametrize("name", ["folder", "pipe", "circle", "endless"])
@pytest.mark.parametrize("words", [("today",), ("log", "note", "tired"), ("check",)])
def test_what_is_no_file_is_no_diary(baclofen, odd, name, words):
    baclofen.path = odd / name
    baclofen(*words, code=1)
    assert name in baclofen.err + baclofen.out or "/dev/zero" in baclofen.err
    assert "fault" not in baclofen.err


@pytest.mark.parametrize("name", ["folder", "pipe", "circle", "endless"])
@pytest.mark.parametrize("verb", ["rescue", "restore", "import", "backup"])
def test_what_is_no_file_is_neither_read_nor_waited_for(baclofen, odd, name, verb):
    more = ("-o", str(odd / "new.db")) if verb == "rescue" else ()
    code = 0 if (name, verb) == ("folder", "backup") else 1
    baclofen(verb, str(odd / name), *more, code=code)
    assert "fault" not in baclofen.err


def test_an_empty_name_of_a_diary_is_not_the_persons_own(tmp_path):
    command = [sys.executable, "main.py", "--db", "", "log", "note", "tired"]
    home = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    run = subprocess.run(command, env=home, capture_output=True, text=True)
    assert run.returncode == 2 and "names no file" in run.stderr
    assert not list(tmp_path.rglob("*.db"))


def test_a_passphrase_file_without_an_end_is_refused(baclofen, odd, monkeypatch):
    monkeypatch.setenv("DIARY_PASSPHRASE_FILE", str(odd / "endless"))
    baclofen("lock", "set", code=1)
    assert files.check(baclofen.path).ok
