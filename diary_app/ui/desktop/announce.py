"""Spoken messages for screen readers."""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtCore import QObject


def announce(source: QObject, text: str) -> None:
    """Have a screen reader say `text`. Without one, or before Qt 6.8, nothing happens."""
    event = getattr(QtGui, "QAccessibleAnnouncementEvent", None)
    if event is not None and QtGui.QAccessible.isActive():
        QtGui.QAccessible.updateAccessibility(event(source, text))
