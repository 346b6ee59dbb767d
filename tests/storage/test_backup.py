import hashlib
import os
import resource
import stat

import pytest

from diary_app.domain.deeds import Labelled
from diary_app.errors import DiaryError, NotFound
from diary_app.storage import engine
from diary_app.storage.backup import backup, restore
from diary_app.storage.check import check
from diary_app.storage.diary_file import DiaryFile
from diary_app.wording.files import how_to_restore
from tests.said import refused
from tests.storage.made_up import clock, everything, log, observation


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "backups"


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def names(folder):
    return sorted(each.name for each in folder.iterdir())


def test_a_backup_holds_the_whole_diary_and_its_trail(diary, folder):
    log(diary, observation("o1"))
    log(diary, observation("o2"))
    diary.undo()
    with DiaryFile.open(backup(diary, folder, "note"), clock) as copy:
        assert everything(copy) == everything(diary)
        assert copy.trail() == diary.trail()
        assert copy.redo().deed == Labelled("Log symptom")


def test_backups_are_numbered_private_and_explained(diary, folder):
    assert [backup(diary, folder, "note").name for _ in range(2)] == [
        "dose-diary-0001-20261122T080000Z.db",
        "dose-diary-0002-20261122T080000Z.db",
    ]
    assert (folder / "READ-ME-RESTORE.txt").read_text() == "note"
    assert "dose-diary restore" in how_to_restore()
    assert len(names(folder)) == 3
    assert {stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_backup_that_does_not_fit_leaves_nothing_that_looks_like_one(diary, folder):
    log(diary, observation(note="x" * 100_000))
    backup(diary, folder, "note")
    before = names(folder)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))
    try:
        with refused(r"(?i)disk.*backups.*(full|space)"):
            backup(diary, folder, "note")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert names(folder) == before
    assert backup(diary, folder, "note").name.startswith("dose-diary-0002")


def test_a_copy_that_lost_records_is_no_backup(diary, folder, monkeypatch):
    monkeypatch.setattr(
        "diary_app.storage.copies.verified_rows", lambda path, trail: {"observations": 7}
    )
    with refused("does not hold"):
        backup(diary, folder, "note")
    assert names(folder) == []


def test_a_backup_into_a_file_is_refused(diary, path):
    with refused("cannot be written"):
        backup(diary, path, "note")


def test_restoring_brings_back_the_backup_and_keeps_the_present_file(diary, path, folder):
    log(diary, observation("o1"))
    saved = backup(diary, folder, "note")
    log(diary, observation("o2"))
    diary.close()
    present = digest(path)
    kept = restore(saved, path, clock)
    assert kept.name == "diary.before-restore-20261122T080000Z.db"
    assert digest(kept) == present
    with DiaryFile.open(path, clock) as restored:
        assert [row["id"] for row in restored.read("SELECT id FROM observations")] == ["o1"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_restoring_twenty_times_loses_no_backup_and_no_kept_file(diary, path, folder):
    log(diary, observation())
    saved = backup(diary, folder, "note")
    before = digest(saved)
    diary.close()
    kept = {restore(saved, path, clock) for _ in range(20)}
    assert len(kept) == 20
    assert all(check(each).ok for each in kept)
    assert digest(saved) == before


def test_restoring_where_there_is_no_diary_makes_one(diary, folder, tmp_path):
    saved = backup(diary, folder, "note")
    assert restore(saved, tmp_path / "new" / "diary.db", clock) is None
    assert check(tmp_path / "new" / "diary.db").ok


def test_a_damaged_or_empty_diary_is_kept_byte_for_byte_and_replaced(diary, path, folder):
    log(diary, observation())
    saved = backup(diary, folder, "note")
    diary.close()
    for content in (b"", b"noise" * 900, path.read_bytes()[:5000], saved.read_bytes()[:4096] * 3):
        path.write_bytes(content)
        assert restore(saved, path, clock).read_bytes() == content
        assert check(path).rows["observations"] == 1


def test_leftover_journals_do_not_reach_the_restored_diary(diary, path, folder):
    log(diary, observation("o1"))
    saved = backup(diary, folder, "note")
    diary.close()
    for ending in ("-journal", "-wal", "-shm"):
        path.with_name(path.name + ending).write_bytes(b"left by a crash")
    restore(saved, path, clock)
    assert not path.with_name("diary.db-journal").exists()
    assert not path.with_name("diary.db-wal").exists()
    assert check(path).ok


@pytest.mark.parametrize("content", [b"", b"\x00" * 8192, b"SQLite format 3\x00" * 300])
def test_restoring_from_no_diary_changes_nothing(diary, path, tmp_path, content):
    source = tmp_path / "source.db"
    source.write_bytes(content)
    diary.close()
    before = digest(path)
    with pytest.raises(DiaryError):
        restore(source, path, clock)
    assert digest(path) == before
    assert names(path.parent) == ["diary.db"]


def test_restoring_from_a_pipe_a_folder_nothing_or_itself_changes_nothing(diary, path, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    diary.close()
    before = digest(path)
    for source in (tmp_path / "pipe", tmp_path, path):
        with pytest.raises(DiaryError):
            restore(source, path, clock)
    with pytest.raises(NotFound):
        restore(tmp_path / "nothing", path, clock)
    assert digest(path) == before


@pytest.mark.parametrize(
    "extra",
    [
        "CREATE TRIGGER evil AFTER INSERT ON doses BEGIN DELETE FROM doses; END",
        "CREATE VIEW evil AS SELECT 1",
        "DROP TRIGGER revisions_never_delete",
        "ALTER TABLE doses ADD COLUMN evil TEXT",
    ],
)
def test_a_backup_whose_tables_were_tampered_with_is_refused(diary, path, folder, extra):
    saved = backup(diary, folder, "note")
    db = engine.connect(saved)
    db.execute(extra)
    db.close()
    diary.close()
    with refused("not those of a diary"):
        restore(saved, path, clock)


def test_restoring_while_another_program_writes_is_refused(impatient, diary, path, folder):
    saved = backup(diary, folder, "note")
    before = digest(path)
    diary.db.execute("BEGIN IMMEDIATE")
    with refused("in use"):
        restore(saved, path, clock)
    diary.db.execute("ROLLBACK")
    assert digest(path) == before


def test_a_window_left_open_over_a_restore_cannot_save_into_the_old_file(diary, path, folder):
    saved = backup(diary, folder, "note")
    restore(saved, path, clock)
    with refused("no longer at"):
        log(diary, observation())


def test_a_crash_before_the_last_step_leaves_the_old_diary(diary, path, folder, monkeypatch):
    saved = backup(diary, folder, "note")
    log(diary, observation())
    diary.close()
    before = digest(path)

    def crash(_path):
        raise KeyboardInterrupt

    monkeypatch.setattr("diary_app.storage.engine.set_leftovers_aside", crash)
    with pytest.raises(KeyboardInterrupt):
        restore(saved, path, clock)
    assert digest(path) == before


def test_file_systems_without_hard_links_work_too(diary, path, folder, monkeypatch):
    def refuse(*_args):
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    log(diary, observation())
    saved = backup(diary, folder, "note")
    diary.close()
    kept = restore(saved, path, clock)
    assert check(kept).rows == check(path).rows == check(saved).rows
    with DiaryFile.open(path.with_name("new.db"), clock, create=True) as new:
        log(new, observation())
