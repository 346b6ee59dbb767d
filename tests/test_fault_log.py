"""The notes of faults: types and places, never what a person typed or took."""

import logging
import stat
import subprocess
import sys

import pytest

from diary_app import fault_log
from diary_app.errors import DiaryError

CANARY = "lithium 300"
meant = pytest.mark.expects_log("notes of .*: test: ")


@pytest.fixture
def notes(monkeypatch, tmp_path):
    """The notes in a folder of the test's own."""
    logger = logging.getLogger(f"notes of {tmp_path.name}")
    monkeypatch.setattr(fault_log, "_LOG", logger)
    monkeypatch.setattr(fault_log, "folder", lambda: tmp_path / "state")
    yield tmp_path / "state"
    for handler in logger.handlers:
        handler.close()


def caught(work):
    try:
        work()
    except Exception as error:  # noqa: BLE001  that is what is noted
        return error
    raise AssertionError("nothing was raised")


def of_number():
    float(CANARY)


def of_sql():
    from diary_app.storage.engine import in_memory

    in_memory().execute(f"SELECT '{CANARY}' FROM nowhere WHERE x = ?", [CANARY])


def of_chain():
    try:
        {}[CANARY]
    except KeyError as error:
        raise DiaryError("disk_failing", path=CANARY) from error


def of_surrogate():
    (CANARY + "\ud800").encode()


@meant
@pytest.mark.parametrize("work", [of_number, of_sql, of_chain, of_surrogate])
def test_a_note_holds_types_and_places_and_no_word_of_the_diary(notes, work):
    fault_log.note(caught(work), "test")
    text = fault_log.path().read_text(encoding="utf-8")
    assert CANARY not in text and "lithium" not in text
    assert f":{work.__name__} " in text + " " or f":{work.__name__}" in text
    assert type(caught(work)).__name__ in text and "Python 3" in text


@meant
def test_a_chain_names_each_error_and_the_kind_that_our_code_gave_it(notes):
    fault_log.note(caught(of_chain), "test")
    text = fault_log.path().read_text(encoding="utf-8")
    assert "DiaryError disk_failing" in text and "<- KeyError" in text


@meant
def test_the_notes_are_private_and_never_grow_beyond_three_files(notes):
    error = caught(of_chain)
    for _each in range(6000):
        fault_log.note(error, "test")
    files = sorted(notes.glob("faults.log*"))
    assert [file.name for file in files] == ["faults.log", "faults.log.1", "faults.log.2"]
    assert all(file.stat().st_size <= 256 * 1024 for file in files)
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in files)
    assert stat.S_IMODE(notes.stat().st_mode) == 0o700


@meant
def test_where_nothing_can_be_written_the_program_goes_on(notes):
    notes.write_text("a file where the folder should be")
    fault_log.note(caught(of_number), "test")


def test_a_crash_of_the_process_leaves_frames_and_no_word_of_the_diary(tmp_path):
    code = (
        "import ctypes; from diary_app import fault_log; fault_log.begin();"
        f"dose = '{CANARY}'; ctypes.string_at(0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"XDG_STATE_HOME": str(tmp_path), "PATH": ""},
        capture_output=True,
        check=False,
    )
    assert done.returncode < 0
    text = (tmp_path / "dose-diary" / "crashes.log").read_text()
    assert "Segmentation fault" in text and CANARY not in text
