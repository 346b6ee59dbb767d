"""What is said of a save is true whichever flush fails, and saving again adds nothing twice."""

import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from diary_app.domain.days import Days
from diary_app.errors import DiaryError
from diary_app.services import histories, symptoms
from diary_app.services.diary import open_diary

NOW = datetime(2026, 11, 22, 13, 5, tzinfo=UTC)
CHILD = Path(__file__).with_name("unsure.py")


def works(strace):
    done = subprocess.run([strace, "-e", "trace=none", "true"], capture_output=True, check=False)
    return done.returncode == 0


STRACE = shutil.which("strace")
needs_strace = pytest.mark.skipif(
    STRACE is None or not works(STRACE), reason="strace, which makes calls fail, does not run here"
)


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "diary.db"
    open_diary(made, lambda: NOW, "UTC", create=True).file.close()
    return made


def notes(path):
    diary = open_diary(path, lambda: NOW, "UTC")
    found = histories.load(diary, Days.of(NOW.date())).notes
    diary.file.close()
    return found


def save(path, form, *before):
    command = [*before, sys.executable, str(CHILD), str(path), str(form)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@needs_strace
@pytest.mark.parametrize(
    ("call", "numbers", "answers"),
    [
        ("fsync,fdatasync", range(1, 20), {"disk_failing", "perhaps_stored", "stored"}),
        ("unlink", range(1, 5), {"disk_failing", "stored"}),
        ("pwrite64", (2, 9, 20), {"disk_failing"}),
    ],
)
def test_r4_whatever_call_fails_the_answer_is_true_and_saving_again_is_the_same_record(
    path, call, numbers, answers
):
    said = set()
    for number in numbers:
        copy = path.with_name(f"{number}.db")
        shutil.copy(path, copy)
        form, trace = uuid4(), path.with_name("trace")
        inject = f"inject={call}:error=EIO:when={number}"
        which = ["-P", str(copy), "-P", f"{copy}-journal", "-P", str(path.parent)]
        done = save(copy, form, STRACE, "-f", "-o", str(trace), "-e", inject, *which)
        assert done.stderr == "", done.stderr
        kind = done.stdout.strip()
        said.add(kind)
        here = len(notes(copy))
        if kind == "stored":
            assert here == 1
        elif kind != "perhaps_stored":
            assert here == 0, (number, kind)
        assert save(copy, form).stdout == "stored\n"
        assert len(notes(copy)) == 1, (number, kind)
        if not re.search(r"INJECTED", trace.read_text()):
            break
    assert said == answers


class Failing:
    """A connection whose COMMIT is done and then reported as failed."""

    def __init__(self, db):
        self._db = db

    def __getattr__(self, name):
        return getattr(self._db, name)

    def execute(self, sql, *given):
        done = self._db.execute(sql, *given)
        if sql == "COMMIT":
            raise failed()
        return done


def failed():
    from sqlcipher3 import dbapi2

    error = dbapi2.OperationalError("disk I/O error")
    error.sqlite_errorname = "SQLITE_IOERR_DIR_FSYNC"
    return error


def test_a_save_that_may_have_landed_says_so_and_is_shown(path):
    diary = open_diary(path, lambda: NOW, "UTC")
    told = []
    diary.file.add_listener(told.append)
    form, sound = uuid4(), diary.file.db
    diary.file.db = Failing(sound)
    with pytest.raises(DiaryError) as refused, diary.same_ids(form):
        symptoms.write_note(diary, "legs like wood")
    assert refused.value.kind == "perhaps_stored" and told
    diary.file.db = sound
    with diary.same_ids(form):
        symptoms.write_note(diary, "legs like wood")
    diary.file.close()
    assert len(notes(path)) == 1


def test_what_is_stored_for_two_forms_is_two_records(path):
    for form in (uuid4(), uuid4()):
        assert save(path, form).stdout == "stored\n"
    assert len(notes(path)) == 2
