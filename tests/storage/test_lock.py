"""S1, S3, S4: a locked diary, wrong keys and damage told apart, kills while the lock changes."""

import os
import subprocess
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest

from diary_app.errors import DiaryError
from diary_app.storage import engine, key
from diary_app.storage.backup import backup, restore
from diary_app.storage.check import check
from diary_app.storage.diary_file import DiaryFile
from diary_app.storage.engine import Damaged, NeedsKey
from diary_app.storage.key import recovery_code
from diary_app.storage.locked import WrongKey, is_locked, needs_key, unlock
from diary_app.storage.plain_left import plain_left
from diary_app.storage.relock import relock
from diary_app.storage.rescue import rescue
from tests.storage.made_up import clock, log, observation

PASS = 'zebra\'s "stripes" \N{PILL}'


@pytest.fixture(autouse=True)
def no_key_left(monkeypatch):
    monkeypatch.setattr(key, "_ROUNDS", 1000)  # the time of a try is tested with the key
    key.let_go()
    yield
    key.let_go()


@pytest.fixture
def backups(path):
    return path.parent / "backups"


@pytest.fixture
def locked_path(path, diary):
    """A locked diary of 40 records; its key is held."""
    for n in range(40):
        log(diary, observation(f"o{n}", note="canary-mixo " * 60))
    diary.close()
    relock(path, key.new_key(PASS), clock)
    return path


def key_of(path):
    return key.held(engine.salt_of(path))


def digest(path):
    return sha256(path.read_bytes()).hexdigest()


def test_s1_a_locked_file_shows_no_header_and_no_record(locked_path):
    content = locked_path.read_bytes()
    assert not content.startswith(b"SQLite") and b"canary" not in content
    assert locked_path.stat().st_mode & 0o777 == 0o600


def test_a_locked_diary_holds_what_it_held(locked_path):
    (kept,) = locked_path.parent.glob("*before-lock*")
    assert check(kept).rows == check(locked_path).rows
    assert check(locked_path).ok


def test_without_its_key_it_is_said_to_be_locked_and_stays_as_it_is(locked_path):
    before = digest(locked_path)
    key.let_go()
    assert needs_key(locked_path)
    for ask in (check, lambda path: DiaryFile.open(path, clock)):
        with pytest.raises(NeedsKey):
            ask(locked_path)
    assert digest(locked_path) == before


def test_s3_twenty_wrong_tries_change_nothing(locked_path, backups):
    before = digest(locked_path)
    key.let_go()
    for n in range(20):
        with pytest.raises(WrongKey):
            unlock(locked_path, f"wrong {n}", backups)
    assert digest(locked_path) == before and needs_key(locked_path)


def test_s3_the_recovery_code_opens_the_diary_and_its_backups(locked_path, backups):
    code = recovery_code(key_of(locked_path))
    with DiaryFile.open(locked_path, clock) as diary:
        saved = backup(diary, backups, "note")
    for file in (locked_path, saved):
        key.let_go()
        unlock(file, code.lower().replace("-", " "), backups)
        assert check(file).rows["observations"] == 40


def test_backups_of_a_locked_diary_are_locked_with_its_salt(locked_path, backups):
    with DiaryFile.open(locked_path, clock) as diary:
        saved = backup(diary, backups, "note")
    assert engine.salt_of(saved) == engine.salt_of(locked_path)
    assert b"canary" not in saved.read_bytes()


def test_a_new_passphrase_makes_a_new_code_and_the_old_ones_open_nothing(locked_path, backups):
    old = recovery_code(key_of(locked_path))
    relock(locked_path, key.new_key("another"), clock)
    assert recovery_code(key_of(locked_path)) != old
    for typed in (PASS, old):
        key.let_go()
        with pytest.raises(WrongKey):
            unlock(locked_path, typed, backups)
    unlock(locked_path, "another", backups)
    assert check(locked_path).rows["observations"] == 40


def test_a_lock_taken_away_leaves_an_ordinary_diary(locked_path):
    relock(locked_path, None, clock)
    key.let_go()
    assert locked_path.read_bytes().startswith(b"SQLite format 3\x00")
    assert check(locked_path).rows["observations"] == 40


def test_a_damaged_diary_is_not_locked(locked_path):
    relock(locked_path, None, clock)
    content = bytearray(locked_path.read_bytes())
    content[content.index(b"canary")] ^= 1
    locked_path.write_bytes(content)
    with pytest.raises(Damaged):
        relock(locked_path, key.new_key("new"), clock)
    assert locked_path.read_bytes() == content


def test_nothing_is_locked_while_another_program_stores(impatient, locked_path):
    before = digest(locked_path)
    with DiaryFile.open(locked_path, clock) as other:
        other.db.execute("BEGIN IMMEDIATE")
        with pytest.raises(engine.Locked):
            relock(locked_path, None, clock)
        other.db.rollback()
    assert digest(locked_path) == before


def garble_first_page(content, _size):
    content[16:4096] = os.urandom(4080)


def garble_salt(content, _size):
    content[:16] = os.urandom(16)


def zero_first_sector(content, _size):
    content[:512] = bytes(512)


@pytest.mark.parametrize("damage", [garble_first_page, garble_salt, zero_first_sector])
def test_a_right_key_on_a_damaged_file_is_told_from_a_wrong_one(locked_path, backups, damage):
    with DiaryFile.open(locked_path, clock) as diary:
        backup(diary, backups, "note")
    content = bytearray(locked_path.read_bytes())
    damage(content, len(content))
    locked_path.write_bytes(content)
    key.let_go()
    with pytest.raises(WrongKey):
        unlock(locked_path, "wrong", backups)
    with pytest.raises(Damaged):
        unlock(locked_path, PASS, backups)
    assert locked_path.read_bytes() == content


def test_every_flipped_bit_of_a_locked_diary_is_noticed(locked_path):
    import random

    whole, chance = locked_path.read_bytes(), random.Random(7)
    for _ in range(60):
        content, place = bytearray(whole), chance.randrange(16, len(whole))
        content[place] ^= 1 << chance.randrange(8)
        locked_path.write_bytes(content)
        with suppress(Damaged):
            assert not check(locked_path).ok, place


@pytest.mark.parametrize("left", [4096 * 3, 4096 * 6 + 100, 0])
def test_a_cut_locked_diary_is_damaged_or_none_and_never_empty(locked_path, left):
    content = locked_path.read_bytes()
    locked_path.write_bytes(content[:left])
    try:
        assert not check(locked_path).ok
    except DiaryError as error:
        assert not isinstance(error, NeedsKey)


@pytest.mark.parametrize("content", [b"\x00" * 40960, b"%PDF-1.7 " * 5000, b"noise" * 9000])
def test_a_file_of_another_kind_is_no_locked_diary(tmp_path, content):
    file = tmp_path / "other.db"
    file.write_bytes(content)
    assert not is_locked(file)


def test_a_change_cut_off_in_a_locked_diary_is_taken_back(locked_path):
    """R1 on a locked file: the journal beside it holds locked pages."""
    code = (
        "import os, sys; from pathlib import Path;"
        "from diary_app.storage import engine, locked, key;"
        "key._ROUNDS = 1000; path = Path(sys.argv[1]);"
        "locked.unlock(path, sys.argv[2], path.parent); db = engine.connect(path);"
        "db.execute('PRAGMA cache_size=1'); db.execute('BEGIN IMMEDIATE');"
        "db.execute('UPDATE observations SET note = note || hex(randomblob(900))'); os._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(locked_path), PASS])
    assert done.returncode == 9
    assert locked_path.with_name("diary.db-journal").stat().st_size > 4096
    key.let_go()
    unlock(locked_path, PASS, locked_path.parent)
    assert check(locked_path).rows["observations"] == 40


def test_the_memory_of_a_locked_diary_is_wiped_and_kept_from_the_swap(locked_path):
    code = (
        "import sys; from pathlib import Path; from diary_app.storage import engine, locked, key;"
        "key._ROUNDS = 1000; path = Path(sys.argv[1]);"
        "locked.unlock(path, sys.argv[2], path.parent); db = engine.connect(path);"
        "print(db.execute('PRAGMA cipher_memory_security').fetchone()[0])"
    )
    told = subprocess.check_output([sys.executable, "-c", code, str(locked_path), PASS], text=True)
    assert told == "1\n"


def test_what_anyone_can_read_beside_a_locked_diary_is_named(locked_path, backups):
    (kept,) = locked_path.parent.glob("*before-lock*")
    backups.mkdir()
    old = backups / "dose-diary-0001-20261122T080000Z.db"
    old.write_bytes(kept.read_bytes())
    (backups / "letter.txt").write_text("not ours")
    assert plain_left(locked_path, [backups]) == (kept, old)
    relock(locked_path, None, clock)
    assert plain_left(locked_path, [backups]) == ()


def test_a_locked_backup_goes_back_locked(locked_path, backups):
    with DiaryFile.open(locked_path, clock) as diary:
        saved = backup(diary, backups, "note")
        log(diary, observation("later"))
    restore(saved, locked_path, clock)
    assert is_locked(locked_path)
    assert check(locked_path).rows["observations"] == 40


@pytest.mark.parametrize("damage", [garble_first_page, zero_first_sector])
def test_what_is_sound_of_a_damaged_locked_diary_is_saved_locked(
    locked_path, backups, damage, tmp_path
):
    """R7, S1: a page that SQLCipher refuses is read as far as its rows are sound."""
    with DiaryFile.open(locked_path, clock) as diary:
        backup(diary, backups, "note")
    content = bytearray(locked_path.read_bytes())
    damage(content, len(content))
    content[4096 * 5 + 700] ^= 4
    locked_path.write_bytes(content)
    key.let_go()
    with pytest.raises(Damaged):
        unlock(locked_path, PASS, backups)
    saved = rescue(locked_path, tmp_path / "new.db", clock, "Medicine {n}")
    assert saved.records >= 39 and is_locked(tmp_path / "new.db")
    assert check(tmp_path / "new.db").ok
    key.let_go()
    with pytest.raises(NeedsKey):
        rescue(locked_path, tmp_path / "other.db", clock, "Medicine {n}")


def kill(rounds):
    program = Path(__file__).with_name("kill_relock.py")
    done = subprocess.run(
        [sys.executable, str(program), str(rounds)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{rounds} kills") and done.stdout.endswith("none lost\n")


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 is of POSIX")


@needs_fork
def test_s4_a_kill_leaves_the_old_lock_or_the_new_one():
    kill(10)


@needs_fork
@pytest.mark.slow
def test_s4_two_hundred_kills_leave_the_old_lock_or_the_new_one():
    kill(200)
