"""Says when the person leaves: the screen is locked, or the computer goes to sleep.

On Linux logind and the desktop's screen saver tell it on their buses. Elsewhere, and where no bus
is, nothing is heard, and the diary locks when nobody has touched it for a while.
"""

from __future__ import annotations

import os

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage

LOGIN = "org.freedesktop.login1"
# Service, path and interface of the screen savers: the common one (KDE, Xfce) and GNOME's own.
SAVERS = (
    ("org.freedesktop.ScreenSaver", "/ScreenSaver", "org.freedesktop.ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"),
)


class Away(QObject):
    """Listens on the two buses as long as it lives."""

    began = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        system, session = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        self._hear(system, LOGIN, "/org/freedesktop/login1", f"{LOGIN}.Manager", "PrepareForSleep")
        own = session_path(os.environ.get("XDG_SESSION_ID", ""))
        if own:
            self._hear(system, LOGIN, own, f"{LOGIN}.Session", "Lock")
        for service, path, interface in SAVERS:
            self._hear(session, service, path, interface, "ActiveChanged")

    def _hear(
        self, bus: QDBusConnection, service: str, path: str, interface: str, name: str
    ) -> None:
        if bus.isConnected():
            bus.connect(  # type: ignore[call-overload]  # SLOT() answers text, the stub says bytes
                service, path, interface, name, self, SLOT("_told(QDBusMessage)")
            )

    @Slot(QDBusMessage)
    def _told(self, message: QDBusMessage) -> None:
        """`Lock` has no argument; the others say whether it begins or is over."""
        if message.arguments() in ([], [True]):
            self.began.emit()


def session_path(id: str) -> str:
    """The path of a session's object at logind, "" for no session.

    Letters stand for themselves, a digit only behind another sign; the rest is written in hex
    (systemd, bus_label_escape).
    """
    if not id:
        return ""
    signs = (
        sign if sign.isascii() and (sign.isalpha() or (sign.isdigit() and number)) else _hex(sign)
        for number, sign in enumerate(id)
    )
    return f"/org/freedesktop/login1/session/{''.join(signs)}"


def _hex(sign: str) -> str:
    return "".join(f"_{byte:02x}" for byte in sign.encode())
