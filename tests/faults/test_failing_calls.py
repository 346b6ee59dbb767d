"""R2, R3, R5: calls of the system that fail or never return, a full disk, a cut of the power."""

import os
import re
import resource
import subprocess
import sys

import pytest

from diary_app.errors import DiaryError
from diary_app.services import files, symptoms
from tests.faults.conftest import opened, times, tool
from tests.faults.power import states

pytestmark = pytest.mark.faults
FAULTS = (
    ("pwrite64", "error=ENOSPC"),
    ("pwrite64", "error=EIO"),
    ("fdatasync,fsync", "error=EIO"),
    ("unlink", "error=EACCES"),
    ("pwrite64", "signal=KILL"),
    ("fdatasync,fsync", "signal=KILL"),
    ("unlink", "signal=KILL"),
)


@pytest.fixture
def path(tmp_path):
    made = opened(tmp_path / "diary.db", create=True)
    symptoms.observe(made, "spasms", 1)
    made.file.close()
    return tmp_path / "diary.db"


def stored(path):
    diary = opened(path)
    rows = diary.file.rows("observations")
    diary.file.close()
    return [row["id"] for row in rows]


@pytest.mark.parametrize(("calls", "fault"), FAULTS)
def test_r3_a_failing_call_loses_nothing_and_stores_nothing_twice(calls, fault, path):
    strace = tool("strace")
    content = path.read_bytes()
    for n in range(1, times(30) + 1):
        path.write_bytes(content)
        command = [strace, "-f", "-qq", "-o", os.devnull, "-P", str(path), "-P", f"{path}-journal"]
        command += ["-e", f"inject={calls}:{fault}:when={n}"]
        command += [sys.executable, "-m", "tests.faults.save_some", str(path), "3"]
        run = subprocess.run(command, capture_output=True, text=True)
        assert "Traceback" not in run.stderr, run.stderr
        told = run.stdout.split()
        assert files.check(path).ok
        there = stored(path)
        assert set(told) <= set(there)
        assert len(there) == len(set(there))


def test_r5_a_file_that_may_not_grow_says_so_and_saves_again_with_room(path):
    diary = opened(path)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for _ in range(times(5)):
        before = stored(path)
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, hard))
        try:
            with pytest.raises(DiaryError) as refused:
                for n in range(200):
                    symptoms.observe(diary, "spasms", n % 11, note="x" * 3000)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert refused.value.kind in ("disk_full", "disk_failing")
        assert set(before) <= set(stored(path))
        symptoms.observe(diary, "pain", 3)
    diary.file.close()
    assert files.check(path).ok


def test_r5_a_full_disk_says_so_and_saves_again_with_room(tmp_path):
    place = tmp_path / "disk"
    place.mkdir()
    mount = [tool("mount"), "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.fail("this test needs the right to mount a small disk (tmpfs)")
    try:
        diary = opened(place / "diary.db", create=True)
        ballast = place / "ballast"
        with pytest.raises(OSError), ballast.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(4096))
        with pytest.raises(DiaryError) as refused:
            for n in range(50):
                symptoms.observe(diary, "spasms", n % 11, note="x" * 3000)
        assert refused.value.kind == "disk_full"
        ballast.unlink()
        symptoms.observe(diary, "pain", 3)
        diary.file.close()
        assert files.check(place / "diary.db").ok
    finally:
        subprocess.run([tool("umount"), "-l", str(place)], check=True)


def test_r2_a_cut_of_the_power_loses_no_acknowledged_entry(path, tmp_path):
    strace = tool("strace")
    before = path.read_bytes()
    log = tmp_path / "calls"
    calls = "openat,pwrite64,ftruncate,fsync,fdatasync,unlink,write"
    command = [strace, "-f", "-xx", "-s", "70000", "-y", "-o", str(log), "-e", f"trace={calls}"]
    command += [sys.executable, "-m", "tests.faults.save_some", str(path), "12"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    told = run.stdout.split()
    assert len(told) == 12
    place = tmp_path / "after"
    place.mkdir()
    checked = 0
    for state in states(log.read_text(), path, before, told, times(2000)):
        for old in place.iterdir():
            old.unlink()
        for name, content in state.files.items():
            (place / name).write_bytes(content)
        assert set(state.promised) <= set(stored(place / "diary.db")), state.at
        checked += bool(re.search("journal", " ".join(state.files)))
    assert checked
