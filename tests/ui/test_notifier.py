"""The portal is spoken to over a bus of its own; without `dbus-daemon` these are left out."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ASK = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from diary_app.ui.desktop.notifier import Portal
app = QCoreApplication([])
portal = Portal()
portal.opened.connect(lambda: (print("opened", flush=True), app.quit()))
print("works", portal.works(), flush=True)
print("sent", portal.send("doses", "Time for your diary", ""), flush=True)
QTimer.singleShot(int(sys.argv[1]), app.quit)
app.exec()
portal.withdraw("doses")
print("works", portal.works(), flush=True)
"""
LISTEN = """
from PySide6.QtCore import QCoreApplication, QTimer
from diary_app.ui.desktop.desktop_settings import DesktopSettings, said
app = QCoreApplication([])
desktop = DesktopSettings()
def heard():
    if (said.scale, said.clock) == (1.5, "12h"):
        print("heard", flush=True)
        app.quit()
desktop.changed.connect(heard)
QTimer.singleShot(8000, app.quit)
app.exec()
"""
needs_bus = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("dbus-daemon") is None, reason="needs dbus-daemon"
)


@pytest.fixture
def bus(monkeypatch):
    """A session bus that nobody else is on."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    daemon = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    yield os.environ | {"DBUS_SESSION_BUS_ADDRESS": daemon.stdout.readline().strip()}
    daemon.terminate()
    daemon.communicate()


def ask(environment, wait_ms=300):
    done = subprocess.run(
        [sys.executable, "-c", ASK, str(wait_ms)],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


@needs_bus
def test_the_portal_is_sent_the_types_it_asks_for_and_hears_the_press(bus):
    command = [sys.executable, "-m", "tests.ui.fake_portal"]
    with subprocess.Popen(command, env=bus, cwd=ROOT, stdout=subprocess.PIPE, text=True) as fake:
        assert fake.stdout.readline() == "ready\n"
        assert ask(bus, 8000) == ["works True", "sent True", "opened", "works True"]
        fake.terminate()
        calls = [json.loads(line) for line in fake.stdout]
    assert ["AddNotification", "sa{sv}", ["doses"]] in calls
    assert ["RemoveNotification", "s", ["doses"]] in calls


@needs_bus
def test_the_text_scale_and_the_clock_of_the_desktop_are_heard_and_followed(bus):
    command = [sys.executable, "-m", "tests.ui.fake_portal"]
    with subprocess.Popen(command, env=bus, cwd=ROOT, stdout=subprocess.PIPE, text=True) as fake:
        assert fake.stdout.readline() == "ready\n"
        done = subprocess.run(
            [sys.executable, "-c", LISTEN], env=bus, cwd=ROOT, capture_output=True, text=True
        )
        fake.terminate()
    assert ({*done.stdout.split()}, done.stderr) == ({"heard"}, "")


@needs_bus
def test_a_bus_without_a_portal_is_seen_and_said(bus):
    assert ask(bus)[:2] == ["works False", "sent False"]


def test_without_a_bus_nothing_is_claimed(tmp_path):
    nowhere = os.environ | {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path / 'none'}"}
    assert ask(nowhere)[:2] == ["works False", "sent False"]
