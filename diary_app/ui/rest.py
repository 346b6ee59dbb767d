"""What changes by itself, by the clock or outside, must not move rows under a hand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from diary_app.ui import theme

_AGAIN_MS = 200


def at_rest(owner: QObject, do: Callable[[], object]) -> None:
    """Do it as soon as nobody presses: now, or when the guard's quiet time is over.

    It is dropped where `owner` ends before that.
    """
    held = QApplication.mouseButtons() != Qt.MouseButton.NoButton
    if theme.current().guard.rests() and not held:
        do()
    else:
        QTimer.singleShot(_AGAIN_MS, owner, lambda: at_rest(owner, do))
