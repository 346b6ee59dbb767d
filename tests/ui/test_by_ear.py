"""The window on a real accessibility bus: the daily tasks by a screen reader's own actions."""

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from diary_app.domain.course import Prescription
from diary_app.domain.days import Days
from diary_app.domain.dose import Skipped, Taken
from diary_app.domain.medicine import Form, parse_strength
from diary_app.domain.quantity import Quantity, Unit
from diary_app.domain.schedule import Daily, DoseTime
from diary_app.services import medicines, symptoms, today
from diary_app.services.diary import open_diary

SYSTEM_PYTHON = "/usr/bin/python3"
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
EARS = Path(__file__).with_name("ears.py")
TOP = EARS.parents[2]
BUDGETS = {"due dose": 1, "skip": 1, "other time": 2, "symptom": 2, "safety check": 2, "undo": 1}


def lacking() -> str:
    """What this machine lacks for a bus and a screen of its own, "" for nothing."""
    if not sys.platform.startswith("linux"):
        return "the accessibility bus is one of Linux"
    for program, package in (("Xvfb", "xvfb"), ("xdotool",) * 2, ("dbus-run-session", "dbus")):
        if shutil.which(program) is None:
            return f"no {program}: install {package}"
    if not any(Path(launcher).exists() for launcher in LAUNCHERS):
        return "no at-spi-bus-launcher: install at-spi2-core"
    reader = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    if subprocess.run([SYSTEM_PYTHON, "-c", reader], capture_output=True, check=False).returncode:
        return "no reader of the bus: install python3-gi gir1.2-atspi-2.0"
    from diary_app.ui.start import missing_for_x11

    return " ".join(["install", *missing]) if (missing := missing_for_x11()) else ""


def afternoon() -> str:
    """A zone in which it is between two and three in the afternoon."""
    ahead = (14 - datetime.now(UTC).hour + 12) % 24 - 12
    return f"Etc/GMT{-ahead:+d}" if ahead else "UTC"


@pytest.fixture
def screen():
    """An X screen of our own; its name."""
    with subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as screen:
        yield f":{screen.stdout.readline().strip()}"
        screen.terminate()


@pytest.fixture
def heard(tmp_path, screen):
    """Does the six tasks by an action; what was heard, and the diary after it."""
    diaries = []

    def by(action):
        db, zone = tmp_path / "diary.db", afternoon()
        diary = open_diary(db, lambda: datetime.now(UTC), zone, create=True)
        for name in ("baclofen", "tizanidine", "gabapentin"):
            dose = DoseTime(time(14), Quantity(Decimal(10), Unit.MG))
            plan = Prescription(Daily((dose,)), Days(diary.now().day))
            medicines.add(diary, name, Form.TABLET, (parse_strength("10 mg", Form.TABLET),), plan)
        diary.file.close()
        program = [sys.executable, "main.py", "--db", str(db), "--zone", zone, "open"]
        launcher = next(one for one in LAUNCHERS if Path(one).exists())
        script = f'{launcher} --launch-immediately & bus=$!; "$@"; code=$?; kill $bus; exit $code'
        ears = [SYSTEM_PYTHON, str(EARS), action, *program]
        done = subprocess.run(
            ["dbus-run-session", "--", "sh", "-c", script, "sh", *ears],
            cwd=TOP, env=own_environment(tmp_path, screen), capture_output=True, text=True,
            timeout=180, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        diaries.append(open_diary(db, lambda: datetime.now(UTC), zone))
        return json.loads(done.stdout.splitlines()[-1]), diaries[-1]

    yield by
    for diary in diaries:
        diary.file.close()


def own_environment(folder, screen):
    """Nothing of the person's own set-up; the words are English."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    own = {f"XDG_{name}_HOME": str(folder / name) for name in ("DATA", "STATE", "CONFIG", "CACHE")}
    (folder / "run").mkdir(mode=0o700)
    return kept | own | {
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder / "run"),
        "DISPLAY": screen,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("action", ["first", "Press"])
def test_the_daily_tasks_by_ear(heard, action):
    if reason := lacking():
        pytest.skip(reason)
    told, diary = heard(action)
    assert told["presses"] == BUDGETS
    assert "Done again" in told["keys"][0] and "Undone" in told["keys"][1]
    sheet = {line.medicine.name: line.dose for line in today.sheet(diary).lines}
    assert isinstance(sheet["baclofen"], Taken)
    assert isinstance(sheet["tizanidine"], Skipped)
    assert (diary.now().local - sheet["gabapentin"].taken_at.local).total_seconds() > 29 * 60
    assert symptoms.last_values(diary)["spasms"].value == 4
    assert symptoms.last_check(diary) is None  # taken back
    roles = told["roles"]
    assert (roles["Pages"], roles["Today"]) == ("list", "list item")
    assert roles["Yes, Seeing or hearing things"] == "radio button"
    assert roles["How are you now?"] == "heading"
