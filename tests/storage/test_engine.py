import hashlib
import os
import stat
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary_app.domain.deeds import Labelled
from diary_app.errors import DiaryError, NotFound
from diary_app.storage import engine
from diary_app.storage.diary_file import DiaryFile
from diary_app.storage.migrations import NEWEST, migrate
from diary_app.wording.refusals import in_words
from tests.said import refused
from tests.storage.made_up import clock, log, observation


def refusal(path, kind=DiaryError):
    """The message of refusing the file, which must stay as it is."""
    before = hashlib.sha256(path.read_bytes()).digest()
    with pytest.raises(kind) as caught:
        DiaryFile.open(path, clock, create=True)
    assert hashlib.sha256(path.read_bytes()).digest() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert caught.value.exit_code == 1
    said = in_words(caught.value)
    assert said.why
    assert said.todo
    return str(said)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"Dear diary, today I took two tablets. " * 9, "another kind"),
        (b"SQLite format 3\x00", "damaged"),
        (os.urandom(4096), "another kind"),
    ],
)
def test_a_file_that_is_no_diary_is_refused_and_untouched(tmp_path, content, words):
    path = tmp_path / "diary.db"
    path.write_bytes(content)
    assert words in refusal(path)


def test_a_database_of_another_program_is_refused_and_untouched(tmp_path):
    path = tmp_path / "diary.db"
    engine.create(path, lambda db: db.execute("CREATE TABLE contacts (name TEXT)"))
    assert "another program" in refusal(path)


def test_r13_a_newer_diary_is_refused_with_both_versions(tmp_path):
    path = tmp_path / "diary.db"
    DiaryFile.open(path, clock, create=True).close()
    db = engine.connect(path)
    db.execute(f"PRAGMA user_version={NEWEST + 41}")
    db.close()
    message = refusal(path)
    assert f"version is {NEWEST + 41}" in message
    assert f"up to {NEWEST}" in message


def test_a_folder_and_a_pipe_are_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        with refused("not a file"):
            DiaryFile.open(path, clock, create=True)


def test_a_missing_file_is_not_found_and_not_made(path):
    with refused("no diary at", NotFound):
        DiaryFile.open(path, clock)
    assert not path.exists()


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_only_the_owner_can_read_the_diary(path):
    old = os.umask(0)
    try:
        deed = Labelled("Log symptom")
        with DiaryFile.open(path, clock, create=True) as diary, diary.edit(deed) as edit:
            edit.put("observations", observation())
            journal = path.with_name(path.name + "-journal")
            modes = {stat.S_IMODE(each.stat().st_mode) for each in (path, journal)}
    finally:
        os.umask(old)
    assert modes == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_crash_while_making_the_diary_leaves_no_diary(path):
    def crash(db):
        migrate(db)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.create(path, crash)
    assert list(path.parent.iterdir()) == []


def test_making_a_diary_never_replaces_one(diary, path):
    log(diary, observation())
    engine.create(path, migrate)
    assert len(diary.read("SELECT * FROM observations")) == 1
    assert list(path.parent.iterdir()) == [path]


def test_a_journal_left_by_a_lost_diary_is_kept_and_not_played_in(path):
    path.parent.mkdir()
    (path.parent / "diary.db-journal").write_bytes(b"what a crash left")
    DiaryFile.open(path, clock, create=True).close()
    (kept,) = path.parent.glob("diary.db-journal.left-*")
    assert kept.read_bytes() == b"what a crash left"


def test_the_connection_is_set_for_durability(diary):
    wanted = {
        "journal_mode": "delete",
        "synchronous": 3,
        "fullfsync": 1,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "secure_delete": 1,
    }
    found = {name: diary.db.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
    assert found == wanted


@pytest.mark.parametrize("name", ["a b.db", "50%.db", "was?.db", "#1.db", "büro.db", "'x'.db"])
def test_any_file_name_works(tmp_path, name):
    DiaryFile.open(tmp_path / name, clock, create=True).close()
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_the_table_layer_uses_our_engine_and_leaves_numpy_alone():
    code = (
        "import sys; from diary_app.storage import migrations; from sqlite_utils import utils;"
        "assert utils.sqlite3.__name__ == 'sqlcipher3', utils.sqlite3;"
        "assert not {'numpy', 'pandas'} & sys.modules.keys();"
        "import numpy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


NAMES = ["BUSY", "LOCKED", "FULL", "IOERR", "IOERR_FSYNC", "READONLY", "READONLY_DBMOVED"]
NAMES += ["CANTOPEN", "PERM", "CORRUPT", "CORRUPT_INDEX", "NOTADB"]


@pytest.mark.parametrize("name", NAMES)
def test_every_failure_says_what_why_and_what_to_do_without_the_engines_words(tmp_path, name):
    error = engine.dbapi2.OperationalError("INSERT INTO doses VALUES ('lithium 300')")
    error.sqlite_errorname = f"SQLITE_{name}"
    with pytest.raises(DiaryError) as caught, engine.translated(tmp_path / "diary.db"):
        raise error
    said = in_words(caught.value)
    assert said.what
    assert said.why
    assert said.todo
    assert "lithium" not in f"{caught.value} {said}"
    assert "INSERT" not in str(caught.value)


@given(st.binary(min_size=1, max_size=300))
def test_no_bytes_pass_for_a_diary_by_chance(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("bytes") / "diary.db"
    path.write_bytes(content)
    with pytest.raises(DiaryError):
        engine.examine(path, NEWEST)
