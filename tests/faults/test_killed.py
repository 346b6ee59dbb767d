"""R1, R9, R10, R12: kill -9 at any moment of a save, a backup, a restore, an update of the file."""

import os
import random
import signal
import time

import pytest

from diary_app.services import backups, files, symptoms
from diary_app.storage.backup_list import listed
from tests.faults.conftest import clock, opened, times
from tests.storage.test_migrations import SCHEMAS

pytestmark = pytest.mark.faults


def killed(work, longest):
    """Do `work(tell)` in a child and kill it within `longest` seconds; the numbers it told."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(lambda n: os.write(writing, b"%d\n" % n))
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        time.sleep(random.uniform(0, longest))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return [int(line) for line in told.read().split()]


def test_r1_no_acknowledged_entry_is_lost(tmp_path):
    path = tmp_path / "diary.db"
    opened(path, create=True).file.close()
    promised = 0

    def save(tell):
        diary = opened(path)
        for n in range(1000):
            symptoms.observe(diary, "spasms", n % 11, note="x" * 500)
            tell(diary.file.edits_so_far())

    for _round in range(times(1000)):
        told = killed(save, 0.12)
        promised = max([promised, *told])
        assert files.check(path).ok
        diary = opened(path)
        assert diary.file.edits_so_far() >= promised
        diary.file.close()


def test_r9_no_bad_backup_is_visible_and_left_overs_go(small):
    diary = opened(small)
    folder = small.parent / "backups"
    for _round in range(times(200)):
        killed(lambda tell: tell(bool(backups.make(diary))), 0.4)
    assert all(files.check(backup.path).ok for backup in listed(folder))
    backups.clear_left_over(small)
    assert [each for each in small.parent.rglob("*") if each.name.startswith(".")] == []
    diary.file.close()


def test_r10_a_restore_is_old_or_new(small, tmp_path):
    diary = opened(small)
    saved = backups.make(diary).path
    symptoms.observe(diary, "pain", 9)
    edits = diary.file.edits_so_far()
    diary.file.close()
    newer = small.read_bytes()
    for _round in range(times(200)):
        small.write_bytes(newer)
        killed(lambda tell: tell(bool(files.restore(saved, small, clock))), 0.4)
        assert files.check(small).ok
        after = opened(small)
        assert after.file.edits_so_far() in (edits, edits - 1)
        after.file.close()
        for kept in small.parent.glob("diary.before-restore-*"):
            kept.unlink()


@pytest.mark.parametrize("version", sorted(SCHEMAS.glob("diary_v*.db")), ids=lambda path: path.stem)
def test_r12_an_update_of_the_file_is_whole_or_not_begun(version, tmp_path):
    path = tmp_path / "diary.db"
    for _round in range(times(60)):
        path.write_bytes(version.read_bytes())
        killed(lambda tell: opened(path), 0.25)
        assert files.check(path).ok
        opened(path).file.close()
        assert files.check(path).ok
