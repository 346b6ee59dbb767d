"""Hands, eyes and ears for window tests: everything is found by its spoken name.

A name that is missing or stands twice is a fault of the window, and fails here.
"""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from diary_app.ui import theme
from diary_app.ui.main_window import MainWindow


class Robot:
    """A person at the window."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self._rested = 0.0  # seconds
        self.rest()
        theme.current().guard.drawn()

    def settle(self) -> Robot:
        """Wait until everything that was asked for is shown."""
        for _ in range(6):
            QApplication.processEvents()
            # What an event loop does between two events.
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return self

    def go(self, page: str) -> Robot:
        self.window.open_page(page)
        return self.settle()

    def controls(self, area: QWidget | None = None) -> list[QWidget]:
        """What can be pressed or typed in, in reading order.

        In a row of which one is chosen, Tab stops at one and the arrow keys reach the others.
        """
        area = area or self.window.page
        return [
            w
            for w in area.findChildren(QWidget)
            if (w.focusPolicy() & Qt.FocusPolicy.TabFocus or isinstance(w, QAbstractButton))
            and w.isVisible()
            and w.isEnabled()
        ]

    def names(self, area: QWidget | None = None) -> list[str]:
        return [control.accessibleName() for control in self.controls(area)]

    def find(self, name: str) -> QWidget:
        """The one control whose spoken name begins with `name`."""
        every = self.controls(self.window)
        found = [w for w in every if w.accessibleName() == name]
        found = found or [w for w in every if w.accessibleName().startswith(name)]
        names = [w.accessibleName() for w in found]
        assert len(found) == 1, f"{name!r}: {names} of {[w.accessibleName() for w in every]}"
        return found[0]

    def press(self, name: str) -> Robot:
        """Press with the mouse, after a pause that no guard mistakes for a second press."""
        self.rest()
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)
        return self.settle()

    def confirm(self) -> Robot:
        """Say yes to what was read back."""
        return self.press("Yes, save it")

    def press_twice(self, name: str) -> Robot:
        """A shaking hand: two presses of the same place, at once."""
        self.rest()
        button = self.find(name)
        place = button.mapTo(self.window, button.rect().center())
        for _ in range(2):
            self.rest(0.2)
            under = self.window.childAt(place)
            QTest.mouseClick(
                under, Qt.MouseButton.LeftButton, pos=_inside(self.window, under, place)
            )
            self.settle()
        return self

    def key(self, keys: str) -> Robot:
        """Press a key or a chord, where the keys are now, after a pause."""
        return self.rest().stroke(keys)

    def stroke(self, keys: str) -> Robot:
        """Press a key or a chord at once, as in a burst."""
        chord = QKeySequence(keys)[0]
        at = QApplication.focusWidget() or self.window
        QTest.keyClick(at, chord.key(), chord.keyboardModifiers())
        return self.settle()

    def type(self, name: str, text: str) -> Robot:
        """Replace what a field holds."""
        field = self.find(name)
        assert isinstance(field, QLineEdit | QPlainTextEdit)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
        return self.settle()

    def rest(self, seconds: float = 10) -> Robot:
        """Let time pass for the guard against second presses, which hears no other clock."""
        with suppress(RuntimeError):
            self._rested += seconds
            theme.current().guard.clock = lambda: self._rested
        return self

    def focused(self) -> str:
        """The spoken name of what the keys are on."""
        widget = QApplication.focusWidget()
        return widget.accessibleName() if widget else ""

    def text(self) -> str:
        """Everything that can be read on the window."""
        labels = [w.text() for w in self.window.findChildren(QLabel) if w.isVisible()]
        return "\n".join([*labels, *self.names(self.window)])


def _inside(window: MainWindow, widget: QWidget, place: QPoint) -> QPoint:
    return widget.mapFrom(window, place)
