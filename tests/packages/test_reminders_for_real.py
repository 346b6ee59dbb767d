"""Reminders on a desktop of their own: screen, session bus, portal and notification daemon.

`pytest tests/packages/test_reminders_for_real.py -m packages -n 0 -rs`; it says what it lacks. Only
the clock is ours (`reminded.py`): the notifications, their action and the window are real.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from diary_app.services import settings
from diary_app.services.diary import open_diary
from diary_app.ui.desktop import autostart
from tests.packages.reminded import TICK_MS

TOP = Path(__file__).parents[2]
ZONE = "Europe/Berlin"
PATIENCE_S = 25
NOTIFICATIONS = "org.freedesktop.Notifications"
SYSTEM_PYTHON = "/usr/bin/python3"
DEBIAN = {
    "Xvfb": "xvfb",
    "dbus-daemon": "dbus",
    "dunst": "dunst",
    "dunstctl": "dunst",
    "gio": "libglib2.0-bin",
    "xdotool": "xdotool",
    "/usr/libexec/xdg-desktop-portal": "xdg-desktop-portal",
    "/usr/libexec/xdg-desktop-portal-gtk": "xdg-desktop-portal-gtk",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
}
READER = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"

pytestmark = pytest.mark.packages


def lacking():
    """What this machine lacks for a desktop of its own, "" for nothing."""
    if not sys.platform.startswith("linux"):
        return "the portal is one of Linux"
    missing = {package for program, package in DEBIAN.items() if shutil.which(program) is None}
    reader = subprocess.run([SYSTEM_PYTHON, "-c", READER], capture_output=True, check=False)
    if reader.returncode:
        missing |= {"python3-gi", "gir1.2-atspi-2.0"}
    return "apt-get install " + " ".join(sorted(missing)) if missing else ""


def wait_for(answer):
    end = time.monotonic() + PATIENCE_S
    while not (got := answer()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)
    return got


def some_ticks():
    time.sleep(6 * TICK_MS / 1000)


class Desktop:
    """One person at one desktop, with one diary."""

    def __init__(self, folder, held):
        self.folder, self._held = folder, held
        self.diary, self._ahead = folder / "a diary.db", folder / "ahead"
        self._told = folder / "told"
        self._errors = held.enter_context((folder / "errors").open("w"))
        (folder / "run").mkdir(mode=0o700)
        own = {f"XDG_{name}_HOME": str(folder / name) for name in ("DATA", "CONFIG", "CACHE")}
        self.environment = own | {
            "PATH": os.environ["PATH"],
            "LC_ALL": "C.UTF-8",
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "XDG_CURRENT_DESKTOP": "GNOME",  # the portal shows by the backend of this desktop
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        screen = self.begin(["Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24"])
        self.environment["DISPLAY"] = f":{screen.stdout.readline().strip()}"
        bus = self.begin(["dbus-daemon", "--session", "--nofork", "--print-address=1"])
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        with self._told.open("w") as told:
            self.begin(["dunst", "-print"], told)
        # Asked before it is there, the bus would start another daemon that is installed.
        self.run("gdbus", "wait", "--session", f"--timeout={PATIENCE_S}", NOTIFICATIONS)

    def begin(self, command, output=subprocess.PIPE):
        began = subprocess.Popen(
            command, stdout=output, stderr=self._errors, text=True, cwd=TOP,
            env=self.environment,
        )  # fmt: skip
        self._held.callback(self._end, began)
        return began

    @staticmethod
    def _end(began):
        began.terminate()
        try:
            began.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            began.kill()
            began.communicate()

    def run(self, *command, code=0):
        done = subprocess.run(
            [*map(str, command)], capture_output=True, text=True, timeout=120, cwd=TOP,
            env=self.environment, check=False,
        )  # fmt: skip
        assert code is None or done.returncode == code, done.stdout + done.stderr
        return done.stdout.strip()

    def command(self, *words):
        """A command on the diary, at the time that the window's clock shows."""
        at = datetime.fromtimestamp(time.time() + self.ahead(), ZoneInfo(ZONE)).isoformat()
        own = (sys.executable, "main.py", "--db", self.diary, "--zone", ZONE, "--now", at)
        return self.run(*own, *words)

    def ahead(self):
        return float(self._ahead.read_text())

    def clock(self, at):
        """The clock of the computer shows `at`, ISO with or without its distance from UTC."""
        shown = datetime.fromisoformat(at)
        shown = shown if shown.tzinfo else shown.replace(tzinfo=ZoneInfo(ZONE))
        new = self._ahead.with_suffix(".new")
        new.write_text(str(shown.timestamp() - time.time()))
        new.replace(self._ahead)

    def plan(self, times, **own):
        """A first medicine, and reminders on."""
        how = ("--form", "tablet", "--strength", "10 mg", "--dose", "10 mg", "--times", times)
        self.command("medicine", "add", "baclofen", *how)
        diary = open_diary(self.diary, lambda: datetime.now(UTC), ZONE)
        settings.save(diary, reminders=True, **own)
        diary.file.close()

    def window(self, page="Charts"):
        program = [sys.executable, "-m", "tests.packages.reminded"]
        own = [str(self.diary), str(self._ahead), ZONE, page.lower()]
        began = self.begin([*program, *own])
        self.titled(page)
        return began

    def titled(self, page):
        wait_for(lambda: self.run("xdotool", "search", "--name", page, code=None))

    def press(self, window, name):
        self.run(SYSTEM_PYTHON, Path(__file__).with_name("pressed.py"), window.pid, name)

    def told(self):
        """Title and text of each notification the daemon has shown so far."""
        shown = self._told.read_text()
        titles, texts = (
            re.findall(rf"^\s{key}: '(.*)'$", shown, re.M) for key in ("summary", "body")
        )
        return list(zip(titles, texts, strict=True))

    def times_told(self, count):
        """Wait until so many were told, and see that no more come."""
        wait_for(lambda: len(self.told()) >= count)
        some_ticks()
        assert len(self.told()) == count

    def displayed(self):
        return int(self.run("dunstctl", "count", "displayed"))


@pytest.fixture
def desktop(tmp_path):
    if missing := lacking():
        pytest.skip(f"no desktop of its own: {missing}")
    with ExitStack() as held:
        yield Desktop(tmp_path, held)


NEUTRAL = ("Time for your diary", "")


def test_at_the_due_time_it_is_told_neutrally_and_its_action_opens_today(desktop):
    desktop.clock("2026-11-26T13:50")
    desktop.plan("14:00")
    desktop.window()
    some_ticks()
    assert desktop.told() == []
    desktop.clock("2026-11-26T14:00:01")
    desktop.times_told(1)
    assert desktop.told() == [NEUTRAL]
    desktop.run("dunstctl", "action", "0")
    desktop.titled("Today")


def test_put_off_it_comes_back_once_and_answered_it_goes_away(desktop):
    desktop.clock("2026-11-26T14:00:01")
    desktop.plan("14:00")
    window = desktop.window("Today")
    desktop.times_told(1)
    desktop.press(window, "10 min")
    wait_for(lambda: desktop.displayed() == 0)
    desktop.clock("2026-11-26T14:09:30")
    desktop.times_told(1)
    desktop.clock("2026-11-26T14:10:30")
    desktop.times_told(2)
    assert desktop.displayed() == 1
    desktop.command("log", "dose", "baclofen", "--confirm")
    wait_for(lambda: desktop.displayed() == 0)
    desktop.clock("2026-11-26T15:00")
    desktop.times_told(2)


def test_a_dose_that_was_answered_before_its_time_is_not_told(desktop):
    desktop.clock("2026-11-26T13:40")
    desktop.plan("14:00")
    desktop.command("log", "dose", "baclofen", "--confirm")
    desktop.window()
    desktop.clock("2026-11-26T14:01")
    some_ticks()
    assert desktop.told() == []


def test_after_sleep_it_is_told_once(desktop):
    desktop.clock("2026-11-26T13:50")
    desktop.plan("14:00")
    window = desktop.window()
    window.send_signal(signal.SIGSTOP)
    desktop.clock("2026-11-26T14:25")
    some_ticks()
    window.send_signal(signal.SIGCONT)
    desktop.times_told(1)


def test_where_the_clock_goes_back_an_hour_it_is_told_once(desktop):
    desktop.clock("2026-10-25T02:20+02:00")
    desktop.plan("02:30", remind_again=0)
    desktop.window()
    for at in ("02:30:01+02:00", "02:59+02:00", "02:20+01:00", "02:30:01+01:00", "02:45+01:00"):
        desktop.clock(f"2026-10-25T{at}")
        some_ticks()
    assert desktop.told() == [NEUTRAL]


def test_where_the_clock_jumps_over_the_dose_it_is_told_once(desktop):
    desktop.clock("2026-03-29T01:50+01:00")
    desktop.plan("02:30", remind_again=0)
    desktop.window()
    for at in ("01:59+01:00", "03:00:01+02:00", "03:31+02:00", "03:45+02:00"):
        desktop.clock(f"2026-03-29T{at}")
        some_ticks()
    assert desktop.told() == [NEUTRAL]


def test_the_entry_of_the_log_in_opens_this_diary(desktop, monkeypatch):
    """Started as a desktop starts it, by GLib's own reader of the entry."""
    desktop.clock("2026-11-26T13:50")
    desktop.diary = desktop.folder / 'my "own" $diary 100%.db'
    desktop.plan("14:00")
    monkeypatch.setenv("XDG_CONFIG_HOME", desktop.environment["XDG_CONFIG_HOME"])
    monkeypatch.setattr(sys, "argv", [str(TOP / "main.py")])
    autostart.turn_on(autostart.command(desktop.diary))
    lock = Path(f"{desktop.diary}.window")
    desktop.begin(["gio", "launch", str(autostart.linux_path())])
    wait_for(lock.exists)
    try:
        desktop.titled("Today")
    finally:
        os.kill(int(lock.read_text().splitlines()[0]), signal.SIGTERM)
