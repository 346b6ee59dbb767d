"""What a Linux desktop says that Qt does not pass on: GNOME's text scale and its clock.

The desktop's portal is asked without waiting, and heard when it changes. Where nobody answers
nothing is scaled, and the clock is that of the region.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusVariant

SERVICE = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
INTERFACE = "org.freedesktop.portal.Settings"
NAMESPACE = "org.gnome.desktop.interface"
SCALE, CLOCK = "text-scaling-factor", "clock-format"
_PATIENCE_MS = 30_000  # nobody waits for it


@dataclass
class Said:
    """`scale` of the text, 1 as usual; `clock` is "12h", "24h", or "" where nobody says."""

    scale: float = 1.0
    clock: str = ""


said = Said()  # of the one desktop that there is


class DesktopSettings(QObject):
    """Asks and listens as long as it lives; `changed` when `said` has."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        bus.connect(  # type: ignore[call-overload]  # SLOT() answers text, the stub says bytes
            SERVICE, PATH, INTERFACE, "SettingChanged", self, SLOT("_told(QDBusMessage)")
        )
        for key, slot in ((SCALE, "_scale(QDBusMessage)"), (CLOCK, "_clock(QDBusMessage)")):
            asked = QDBusMessage.createMethodCall(SERVICE, PATH, INTERFACE, "Read")
            asked.setArguments([NAMESPACE, key])
            asked.setAutoStartService(False)  # a desktop without one is not given one
            bus.callWithCallback(asked, self, SLOT(slot), _PATIENCE_MS)  # type: ignore[call-overload]

    @Slot(QDBusMessage)
    def _scale(self, answer: QDBusMessage) -> None:
        self._take(SCALE, answer.arguments())

    @Slot(QDBusMessage)
    def _clock(self, answer: QDBusMessage) -> None:
        self._take(CLOCK, answer.arguments())

    @Slot(QDBusMessage)
    def _told(self, message: QDBusMessage) -> None:
        space, key, *values = message.arguments()
        if space == NAMESPACE:
            self._take(str(key), values)

    def _take(self, key: str, values: list[object]) -> None:
        """Keep a value that can be one; anything else a desktop may say is left alone."""
        value = values[0] if values else None
        while isinstance(value, QDBusVariant):  # `Read` wraps it twice
            value = value.variant()
        if key == SCALE and isinstance(value, float) and 0.5 <= value <= 3:
            said.scale = value
        elif key == CLOCK and value in ("12h", "24h"):
            said.clock = str(value)
        else:
            return
        self.changed.emit()
