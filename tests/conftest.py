"""What every test gets: no screen, a private home, and a failure for whatever nobody expected.

This file is loaded before the package, so that no test can see the diary of the person running it.
"""

from __future__ import annotations

import atexit
import logging
import os
import re
import shutil
import tempfile
import time
from pathlib import Path

import hypothesis
import platformdirs
import pytest


def memory_disk(folder: str = "/dev/shm") -> str | None:
    """A folder in memory with room for all tests, where there is one: half of the tests' time was
    the disk's own waiting. None where programs may not be run from it, or it is small.
    """
    try:
        found = os.statvfs(folder)
    except (OSError, AttributeError):  # no such folder; no such call on Windows
        return None
    small = found.f_bavail * found.f_frsize < 2 * 1024**3
    if small or found.f_flag & os.ST_NOEXEC or not os.access(folder, os.W_OK):
        return None
    return folder


DISK = Path(__file__).parent.parent / ".pytest_cache"

# A worker finds TMPDIR already set by the process that started it.
_ROOM = os.environ.get("TMPDIR") or memory_disk()
PRIVATE = Path(tempfile.mkdtemp(prefix="dose-diary-tests-", dir=_ROOM))
atexit.register(shutil.rmtree, PRIVATE, ignore_errors=True)
(PRIVATE / "tmp").mkdir()
os.environ["TMPDIR"] = tempfile.tempdir = str(PRIVATE / "tmp")

_FOLDERS = ("DATA", "CONFIG", "CACHE", "STATE")
os.environ |= {
    "QT_QPA_PLATFORM": "offscreen",
    "MPLCONFIGDIR": str(PRIVATE / "matplotlib"),
    "TZ": "UTC",  # no result may rest on where the machine stands
    "LC_ALL": "C.UTF-8",
    "LANGUAGE": "en",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA": str(PRIVATE / "data"),
    **{f"XDG_{name}_HOME": str(PRIVATE / name.lower()) for name in _FOLDERS},
}
for _name in ("DISPLAY", "WAYLAND_DISPLAY", "DIARY_DB", "DIARY_PASSPHRASE_FILE", "NO_COLOR"):
    os.environ.pop(_name, None)
for _name in [name for name in os.environ if name.startswith("QT_") and name != "QT_QPA_PLATFORM"]:
    del os.environ[_name]
if hasattr(time, "tzset"):
    time.tzset()

# Said where the list of fonts takes more than five seconds: of a busy machine, not of the program.
_SLOW_FONTS = "matplotlib.font_manager: Matplotlib is building the font cache"

# Other work on the machine must not fail a test, and a failure in CI must come back.
hypothesis.settings.register_profile(
    "tests", deadline=None, derandomize="CI" in os.environ, max_examples=30
)
hypothesis.settings.load_profile("tests")


def pytest_sessionstart() -> None:
    """Refuse to run where the diary of the person at this machine could be touched."""
    folder = platformdirs.user_data_path("dose-diary")
    if not folder.is_relative_to(PRIVATE):
        pytest.exit(f"The tests would use the real data folder {folder}; nothing was run.", 2)


@pytest.fixture(autouse=True, scope="session")
def memory_as_it_comes():
    """Once a locked diary was open, the engine wipes and pins every piece of memory of the process
    and never stops: half of the tests' time. `test_lock.py` looks at a process of its own.
    """
    from diary_app.storage import engine

    engine.LOCKED_FIRST = tuple(each for each in engine.LOCKED_FIRST if "memory" not in each)


@pytest.fixture
def disk_path():
    """A folder on a real disk, for what measures how long the disk takes."""
    DISK.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=DISK) as folder:
        yield Path(folder)


@pytest.fixture(autouse=True)
def only_expected_logs(request, caplog):
    """A warning or error that is logged fails the test, unless `expects_log(pattern)` awaits it."""
    caplog.set_level(logging.DEBUG)
    expected = [marker.args[0] for marker in request.node.iter_markers("expects_log")]
    yield
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    loud = [f"{r.name}: {r.getMessage()}" for r in records if r.levelno >= logging.WARNING]
    loud = [line for line in loud if not line.startswith(_SLOW_FONTS)]
    surprising = [line for line in loud if not any(re.search(p, line) for p in expected)]
    awaited = [p for p in expected if not any(re.search(p, line) for line in loud)]
    assert not surprising, f"unexpected log lines: {surprising}"
    assert not awaited, f"log lines that never came: {awaited}"
