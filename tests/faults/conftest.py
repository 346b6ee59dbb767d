"""The long tests of what a failing machine does: `pytest tests/faults -m faults -n 2`.

FAULTS_SCALE (1 by default) shortens them: CI runs a fiftieth. A tool that is missing fails
its test, since a promise that was not tested is not kept.
"""

import os
import shutil
from datetime import UTC, datetime

import pytest

from diary_app.services import demo, symptoms
from diary_app.services.diary import open_diary

NOW = datetime(2026, 11, 22, 13, 5, tzinfo=UTC)
ZONE = "Europe/Berlin"


def clock():
    return NOW


def opened(path, create=False):
    return open_diary(path, clock, ZONE, create)


def times(most):
    """How often, of `most` times, at the scale that was asked for."""
    return max(2, round(most * float(os.environ.get("FAULTS_SCALE", "1"))))


def tool(name):
    """The path of a program that the test needs."""
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"this test needs the program {name}, and it is not installed")
    return found


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    """The bytes of a diary of a year with corrections."""
    path = tmp_path_factory.mktemp("made") / "diary.db"
    diary = opened(path, create=True)
    demo.fill(diary, 1)
    for n in range(20):
        symptoms.observe(diary, "spasms", n % 11, note=f"note {n} " * (n % 9))
    diary.file.undo()
    diary.file.redo()
    diary.file.close()
    return path.read_bytes()


@pytest.fixture
def small(tmp_path, made_once):
    """The path of that diary; nobody has it open."""
    path = tmp_path / "diary.db"
    path.write_bytes(made_once)
    return path
