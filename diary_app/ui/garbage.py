"""Python's garbage is collected where the widgets live, never in a worker.

A worker that draws a chart may otherwise be the one in which Python ends a widget that the window
has just let go of, and Qt ends the program for that.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000
_GROWN = (700, 10, 10)  # Python's own thresholds, which the program's start has raised


class GarbageCollector(QObject):
    """Collects from the event loop, as often as Python would by itself, while it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self.destroyed.connect(lambda *_gone: gc.enable())
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_EVERY_MS)

    def look(self) -> None:
        """Collect the oldest generation that has grown beyond its threshold."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > _GROWN[generation]:
                gc.collect(generation)
                return
