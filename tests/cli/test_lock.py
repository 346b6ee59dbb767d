"""S3, S4 on the command line: `lock`, and every command on a locked diary."""

import io
import os

import pytest

from diary_app.storage import key

CANARY = "mixolydian"


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch):
    monkeypatch.setattr(key, "_ROUNDS", 1000)  # the time of a try is tested with the key
    monkeypatch.delenv("DIARY_NEW_PASSPHRASE_FILE", raising=False)


@pytest.fixture
def told(monkeypatch, tmp_path):
    """Writes the passphrase file; None: there is none."""

    def tell(text):
        file = tmp_path / "told" / "passphrase"
        file.parent.mkdir(exist_ok=True)
        if text is None:
            monkeypatch.delenv("DIARY_PASSPHRASE_FILE", raising=False)
            return
        file.write_text(text, encoding="utf-8", newline="")
        monkeypatch.setenv("DIARY_PASSPHRASE_FILE", str(file))

    monkeypatch.setattr("sys.stdin", io.StringIO())  # no terminal
    return tell


@pytest.fixture
def locked(baclofen, told):
    """A locked diary; `locked.recovery` is its recovery code."""
    baclofen("log", "note", CANARY)
    told("first one\nsecond one\n")
    baclofen.recovery = baclofen("lock", "set").strip()
    return baclofen


def test_the_recovery_code_alone_is_printed_and_the_warning_said(locked):
    assert len(locked.recovery.split("-")) == 13 and "\n" not in locked.recovery
    assert "everything in it is lost" in locked.err
    assert "before-lock" in locked.err and "lock delete-plain" in locked.err


@pytest.mark.parametrize(
    "words",
    [
        ["today"],
        ["list"],
        ["check"],
        ["flags"],
        ["stats"],
        ["trail"],
        ["medicine", "list"],
        ["log", "dose", "baclofen"],
        ["undo"],
        ["export", "json", "-o", "-"],
        ["export", "csv", "-o", "-"],
    ],
)
def test_every_command_works_on_a_locked_diary(locked, words):
    locked(*words)


def test_without_the_passphrase_nothing_is_shown_and_it_says_what_to_do(locked, told):
    told(None)
    locked("today", code=1)
    assert "DIARY_PASSPHRASE_FILE" in locked.err and "baclofen" not in locked.out + locked.err


@pytest.mark.parametrize("text", ["wrong", "First one", "", "\n"])
def test_a_wrong_or_an_empty_passphrase_opens_nothing(locked, told, text):
    before = locked.path.read_bytes()
    told(text)
    assert locked("list", code=1 if text.strip() else 2) == ""
    assert locked.path.read_bytes() == before


def test_the_recovery_code_stands_for_the_passphrase(locked, told):
    told(locked.recovery.lower())
    assert CANARY in locked("list")


def test_a_slip_in_the_recovery_code_is_named_by_its_group(locked, told):
    told(locked.recovery[:-1] + ("0" if locked.recovery[-1] != "0" else "1"))
    locked("list", code=2)
    assert "group 13" in locked.err


def test_a_change_takes_the_second_line_and_prints_a_new_code(locked, told):
    code = locked("lock", "change").strip()
    assert code != locked.recovery and len(code) == len(locked.recovery)
    told("first one")
    locked("list", code=1)
    told("second one\r\n")
    assert CANARY in locked("list")


def test_the_new_passphrase_may_have_a_file_of_its_own(locked, told, tmp_path, monkeypatch):
    (tmp_path / "new").write_text("third\u2028one", encoding="utf-8")
    monkeypatch.setenv("DIARY_NEW_PASSPHRASE_FILE", str(tmp_path / "new"))
    locked("lock", "change")
    told("third\u2028one")
    assert CANARY in locked("list")


def test_a_lock_taken_away_leaves_an_ordinary_diary(locked, told):
    locked("lock", "remove")
    told(None)
    assert CANARY in locked("list")


def test_a_lock_is_set_once_and_changed_only_where_there_is_one(locked, told):
    locked("lock", "set", code=1)
    assert "lock change" in locked.err
    locked("lock", "remove")
    locked("lock", "change", code=1)
    assert "lock set" in locked.err


def test_an_empty_new_passphrase_is_refused_before_anything_is_done(baclofen, told):
    told("\n")
    before = baclofen.path.read_bytes()
    baclofen("lock", "set", code=2)
    assert baclofen.path.read_bytes() == before
    assert [each.name for each in baclofen.path.parent.glob("*.db")] == ["diary.db"]


def test_a_passphrase_file_that_is_not_there_is_named(locked, monkeypatch):
    monkeypatch.setenv("DIARY_PASSPHRASE_FILE", "/nowhere/at/all")
    locked("today", code=1)
    assert "/nowhere/at/all" in locked.err and "No such file" in locked.err


def test_what_is_left_unlocked_goes_when_that_is_confirmed(locked):
    locked("lock", "delete-plain", code=4)
    assert "before-lock" in locked.err
    for each in (locked.path.parent / "backups").glob("*.db"):
        each.unlink()
    locked("lock", "delete-plain", "--confirm")
    assert list((locked.path.parent / "backups").glob("*.db")), "a locked backup comes first"
    folder = locked.path.parent
    files = [each for each in folder.rglob("*") if each.is_file() and "told" not in each.parts]
    assert [each for each in files if CANARY.encode() in each.read_bytes()] == []
    locked("lock", "delete-plain", "--confirm", code=3)


def test_backup_restore_and_export_work_on_a_locked_diary(locked, told, tmp_path):
    saved = locked("backup", str(tmp_path / "backups")).strip()
    locked("log", "note", "later")
    locked("restore", saved)
    assert CANARY in locked("list") and "later" not in locked.out
    told(None)
    locked("list", code=1)


def test_an_unlocked_backup_put_back_is_told_to_be_unlocked(locked, told):
    (plain,) = locked.path.parent.glob("*before-lock*")
    locked("restore", str(plain))
    assert "not locked" in locked.err
    told(None)
    assert CANARY in locked("list")


@pytest.mark.parametrize("broken", [slice(16, 4096), slice(0, 512)])
def test_a_damaged_beginning_is_told_from_a_wrong_passphrase_and_the_rest_saved(
    locked, told, tmp_path, broken
):
    content = bytearray(locked.path.read_bytes())
    content[broken] = os.urandom(broken.stop - broken.start)
    locked.path.write_bytes(content)
    locked("list", code=1)
    assert "damaged" in locked.err and "rescue" in locked.err
    locked("rescue", str(locked.path), "-o", str(tmp_path / "new" / "diary.db"))
    told("wrong")
    locked("list", code=1)
    assert "does not open" in locked.err
    told("first one")
    locked.path = tmp_path / "new" / "diary.db"
    assert CANARY in locked("list")
    assert CANARY.encode() not in locked.path.read_bytes()


def test_a_damaged_salt_is_taken_from_the_last_backup_and_mended(locked):
    whole = locked.path.read_bytes()
    locked.path.write_bytes(os.urandom(16) + whole[16:])
    assert CANARY in locked("list")
    locked("log", "note", "later")
    assert locked.path.read_bytes()[:16] == whole[:16]


def test_no_diary_is_locked_that_is_not_there(terminal, told):
    told("one")
    terminal("lock", "set", code=3)
    assert not terminal.path.exists()


def test_the_terminal_is_asked_twice_and_a_slip_sets_nothing(baclofen, told, monkeypatch):
    told(None)
    typed = iter(["one", "two", "one", "one"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("diary_app.cli.passphrase.getpass", lambda _prompt: next(typed))
    baclofen("lock", "set", code=2)
    assert "not the same" in baclofen.err
    baclofen("lock", "set")


def test_a_diary_open_in_a_window_is_not_locked_behind_its_back(baclofen, told):
    import os
    import socket

    told("one")
    beside = baclofen.path.with_name("diary.db.window")
    beside.write_text(f"{os.getppid()}\ndose-diary\n{socket.gethostname()}\n")
    baclofen("lock", "set", code=1)
    assert "open in a window" in baclofen.err
    beside.write_text(f"{2**22 + 1}\ndose-diary\n{socket.gethostname()}\n")
    baclofen("lock", "set")
