"""The ways to show a notification on this desktop, and finding one that works.

On Linux the portal `org.freedesktop.portal.Notification`, over QtDBus: its arguments have types
that PySide can send. (`org.freedesktop.Notifications` wants an unsigned number, which it cannot.)
Elsewhere, and where there is no portal, the tray, if there is one.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from diary_app.text import _

SERVICE = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
INTERFACE = "org.freedesktop.portal.Notification"
OPEN = "open"  # what a press on the notification asks for
# A desktop that has just been started may take minutes until somebody answers: asked again at so
# many ticks, and no more, since each may hold the window up for as long as the patience lasts.
TRIES = 4
_PATIENCE_MS = 1500


class Portal(QObject):
    """Notifications through the desktop's portal, which works inside a Flatpak too."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._bus = QDBusConnection.sessionBus()
        self._bus.connect(  # type: ignore[call-overload]  # SLOT() answers text, the stub says bytes
            SERVICE, PATH, INTERFACE, "ActionInvoked", self, SLOT("_pressed(QDBusMessage)")
        )

    def works(self) -> bool:
        """Whether somebody answers. Waits at most a second and a half."""
        asked = QDBusMessage.createMethodCall(
            SERVICE, PATH, "org.freedesktop.DBus.Properties", "Get"
        )
        asked.setArguments([INTERFACE, "version"])
        return self._answered(asked)

    def send(self, key: str, title: str, body: str) -> bool:
        """Show it in place of an earlier one with the same key; whether the portal took it."""
        asked = QDBusMessage.createMethodCall(SERVICE, PATH, INTERFACE, "AddNotification")
        shown = {"title": title, "priority": "high", "default-action": OPEN}
        if body:
            shown["body"] = body
        asked.setArguments([key, shown])
        return self._answered(asked)

    def withdraw(self, key: str) -> None:
        """Take it away again."""
        asked = QDBusMessage.createMethodCall(SERVICE, PATH, INTERFACE, "RemoveNotification")
        asked.setArguments([key])
        self._bus.send(asked)

    def _answered(self, asked: QDBusMessage) -> bool:
        answer = self._bus.call(asked, QDBus.CallMode.Block, _PATIENCE_MS)
        return answer.type() == QDBusMessage.MessageType.ReplyMessage

    @Slot(QDBusMessage)
    def _pressed(self, message: QDBusMessage) -> None:
        if message.arguments()[1:2] == [OPEN]:
            self.opened.emit()


class Tray(QObject):
    """The icon beside the clock, with Open and Quit. Only where the desktop has such a place."""

    opened = Signal()
    quit_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._icon = QSystemTrayIcon(QApplication.windowIcon(), self)
        self._icon.setToolTip(_("Dose Diary"))
        self._menu = QMenu()
        for text, signal in ((_("Open the diary"), self.opened), (_("Quit"), self.quit_wanted)):
            action = QAction(text, self._menu)
            action.triggered.connect(signal)
            self._menu.addAction(action)
        self._icon.setContextMenu(self._menu)
        self._icon.messageClicked.connect(self.opened)
        self._icon.activated.connect(self._activated)

    @staticmethod
    def there() -> bool:
        """Whether this desktop has a tray now. The stock GNOME desktop has none."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self, *, shown: bool) -> None:
        """Show the icon or take it away."""
        self._icon.setVisible(shown)

    def shown(self) -> bool:
        """Whether the patient can reach the icon."""
        return self._icon.isVisible() and self.there()

    def send(self, key: str, title: str, body: str) -> bool:
        """Show a message at the icon; False where there is no tray. `key` is the portal's."""
        if not self.there() or not QSystemTrayIcon.supportsMessages():
            return False
        self._icon.show()
        # Without a body Qt shows nothing on some desktops.
        self._icon.showMessage(title, body or " ", QApplication.windowIcon())
        return True

    def withdraw(self, key: str) -> None:
        """A tray cannot take a message back; it fades by itself."""

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self.opened.emit()


Notifier = Portal | Tray


def find(tray: Tray | None) -> Notifier | None:
    """The way that works on this desktop now, None where there is none."""
    if sys.platform.startswith("linux") and QDBusConnection.sessionBus().isConnected():
        portal = Portal()
        if portal.works():
            return portal
    return tray
