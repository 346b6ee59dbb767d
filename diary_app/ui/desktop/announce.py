"""Spoken messages for screen readers."""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtCore import QObject, QTimer


class Announcer(QObject):
    """Says messages once the keys rest: a control that gets the keys would cut them short.

    While a rebuild is owed, `hold` keeps them back; `release` says them in their order.
    """

    def __init__(self, source: QObject) -> None:
        super().__init__(source)
        self._source = source
        self._texts: list[str] = []
        self._held = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._say)

    def say(self, text: str) -> None:
        """Have `text` said when nothing moves the keys any more; the same text only once."""
        if text and text not in self._texts:
            self._texts.append(text)
        self._start()

    def hold(self) -> None:
        """A rebuild is about to come."""
        self._held = True
        self._timer.stop()

    def release(self) -> None:
        """The keys are where they stay."""
        self._held = False
        self._start()

    def _start(self) -> None:
        if self._texts and not self._held:
            self._timer.start(0)

    def _say(self) -> None:
        texts, self._texts = self._texts, []
        for text in texts:
            announce(self._source, text)


def announce(source: QObject, text: str) -> None:
    """Have a screen reader say `text`. Without one, or before Qt 6.8, nothing happens."""
    event = getattr(QtGui, "QAccessibleAnnouncementEvent", None)
    if event is not None and QtGui.QAccessible.isActive():
        QtGui.QAccessible.updateAccessibility(event(source, text))
