"""The screen is locked, the computer sleeps: heard on buses of our own."""

import json
import subprocess
import sys

import pytest

from diary_app.ui.desktop.away import LOGIN, SAVERS, session_path
from tests.ui.test_notifier import ROOT, bus, needs_bus

__all__ = ["bus"]
TELL = """
import json, sys
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from diary_app.ui.desktop.away import Away
app = QCoreApplication([])
heard = []
away = Away(app)
away.began.connect(lambda: heard.append(1))
said = json.loads(sys.argv[1])
other = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "other")
assert other.registerService(said["service"])
signal = QDBusMessage.createSignal(said["path"], said["interface"], said["name"])
signal.setArguments(said["arguments"])
QTimer.singleShot(100, lambda: other.send(signal))
QTimer.singleShot(400, app.quit)
app.exec()
print(len(heard))
"""


def heard(environment, service, path, interface, name, arguments):
    """How often `Away` says that the person left, after that signal. One bus stands for both."""
    said = {"service": service, "path": path, "interface": interface, "name": name}
    address = environment["DBUS_SESSION_BUS_ADDRESS"]
    done = subprocess.run(
        [sys.executable, "-c", TELL, json.dumps(said | {"arguments": arguments})],
        env=environment | {"DBUS_SYSTEM_BUS_ADDRESS": address, "XDG_SESSION_ID": "c2"},
        cwd=ROOT, capture_output=True, text=True, timeout=30,
    )  # fmt: skip
    assert done.stderr == ""
    return int(done.stdout)


@needs_bus
@pytest.mark.parametrize("saver", SAVERS)
def test_a_locked_screen_is_heard_once_and_an_unlocked_one_is_not(bus, saver):
    assert heard(bus, *saver, "ActiveChanged", [True]) == 1
    assert heard(bus, *saver, "ActiveChanged", [False]) == 0


@needs_bus
def test_sleep_is_heard_before_it_begins_and_waking_up_is_not(bus):
    manager = LOGIN, "/org/freedesktop/login1", f"{LOGIN}.Manager", "PrepareForSleep"
    assert heard(bus, *manager, [True]) == 1
    assert heard(bus, *manager, [False]) == 0


@needs_bus
def test_only_the_own_session_is_heard(bus):
    assert heard(bus, LOGIN, session_path("c2"), f"{LOGIN}.Session", "Lock", []) == 1
    assert heard(bus, LOGIN, session_path("c3"), f"{LOGIN}.Session", "Lock", []) == 0


@pytest.mark.parametrize(
    ("id", "path"), [("2", "_32"), ("12", "_312"), ("c2", "c2"), ("a-1", "a_2d1")]
)
def test_a_session_has_the_path_that_logind_gives_it(id, path):
    assert session_path(id) == f"/org/freedesktop/login1/session/{path}"


def test_without_a_session_there_is_no_path():
    assert session_path("") == ""
