"""Every file that leaves the program: private, whole or not at all, refused in plain words."""

import errno
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from diary_app import disk
from tests.said import refused

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes and signals of POSIX")
OLD, NEW = b"the old file", b"the new file " * 1000


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "summary.pdf"
    path.write_bytes(OLD)
    path.chmod(0o644)
    return path


def alone(path: Path) -> bool:
    """Whether nothing half-done lies beside `path`."""
    return list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_a_file_is_whole_and_nobody_else_may_read_it(old, mask):
    before = os.umask(mask)
    try:
        disk.write_whole(old, NEW)
    finally:
        os.umask(before)
    assert old.read_bytes() == NEW
    assert stat.S_IMODE(old.stat().st_mode) == 0o600
    assert alone(old)


def test_content_and_name_are_flushed_in_that_order(old, monkeypatch):
    steps = []
    flush, rename = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (steps.append(_kind(handle)), flush(handle)))
    monkeypatch.setattr(Path, "replace", lambda *two: (steps.append("name"), rename(*two)))
    disk.write_whole(old, NEW)
    assert steps == ["file", "name", "folder"]


def _kind(handle):
    return "folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file"


def test_a_link_stays_a_link_and_its_file_is_written(old):
    link = old.with_name("link.pdf")
    link.symlink_to(old)
    disk.write_whole(link, NEW)
    assert link.is_symlink()
    assert old.read_bytes() == NEW


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        disk.write_whole(pipe, NEW)
        assert reader.stdout.read() == NEW
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_the_longest_name_a_folder_takes_is_written(tmp_path):
    path = tmp_path / ("ü" * 125 + ".csv")
    disk.write_whole(path, NEW)
    assert path.read_bytes() == NEW


REFUSED = [
    ("missing/x.csv", r"There is no folder .*missing\."),
    ("folder", "There is a folder of that name"),
    ("summary.pdf/x.csv", "A file stands where a folder should be"),
    ("x" * 300, "Its name is too long"),
]


@pytest.mark.parametrize(("name", "why"), REFUSED)
def test_a_place_that_takes_no_file_is_named_with_the_reason(old, name, why):
    (old.parent / "folder").mkdir()
    with refused(f"cannot be written. {why}"):
        disk.write_whole(old.parent / name, NEW)
    assert sorted(each.name for each in old.parent.iterdir()) == ["folder", "summary.pdf"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_device_is_refused_in_words():
    with refused("There is no room left"):
        disk.write_whole(Path("/dev/full"), NEW)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_keeps_its_file(old):
    old.parent.chmod(0o500)
    try:
        with refused("The system does not permit it"):
            disk.write_whole(old, NEW)
        assert old.read_bytes() == OLD
        assert alone(old)
    finally:
        old.parent.chmod(0o700)


@pytest.mark.parametrize("step", ["open", "write", "fsync"])
@pytest.mark.parametrize("number", ["EACCES", "ENOSPC", "EROFS", "EIO", "EDQUOT"])
def test_whatever_step_the_system_refuses_the_old_file_stays(old, monkeypatch, step, number):
    def refuse(*_args):
        raise OSError(getattr(errno, number), os.strerror(getattr(errno, number)))

    with monkeypatch.context() as failing:
        failing.setattr(disk.os, step, refuse)
        with refused(r"summary\.pdf cannot be written"):
            disk.write_whole(old, NEW)
    assert old.read_bytes() == OLD
    assert alone(old)


def _child(old, before, after="disk.write_whole(path, new)"):
    """What a program of its own does to the file `old`."""
    made = f"path, new = Path({str(old)!r}), {NEW[:9]!r} * 10_000; "
    code = "from pathlib import Path; from diary_app import disk; " + made + before + after
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)


def test_a_disk_that_fills_up_while_writing_keeps_the_old_file(old):
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)); "
    ended = _child(old, limit)
    assert "DiaryError: no_room" in ended.stderr
    assert old.read_bytes() == OLD
    assert alone(old)


@pytest.mark.parametrize("step", ["os.fsync", "Path.replace"])
def test_a_kill_before_the_new_name_keeps_the_old_file(old, step):
    kill = "import os; "
    kill += f"{step} = lambda *_: os.kill(os.getpid(), {signal.SIGKILL.value}); "
    ended = _child(old, kill)
    assert ended.returncode == -signal.SIGKILL
    assert old.read_bytes() == OLD


def test_an_interrupt_leaves_nothing_half_done(old, monkeypatch):
    def interrupt(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(disk.os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        disk.write_whole(old, NEW)
    assert old.read_bytes() == OLD
    assert alone(old)
