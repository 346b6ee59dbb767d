"""Locks the window of a locked diary: by key, when the person leaves, after minutes of rest."""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from diary_app.services import lock, settings
from diary_app.ui.keys import bind
from diary_app.ui.main_window import MainWindow

_MINUTE_MS = 60_000
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


class Locking(QObject):
    """One for each window. What is typed was kept as drafts, and is there again after unlocking."""

    def __init__(self, window: MainWindow, path: Path, wait_ms: int | None = None) -> None:
        """`path` is the diary's own; of a damaged one the window shows a copy of what is sound.
        `wait_ms` in the place of what the settings say.
        """
        session = window.session
        super().__init__(session)
        bind(window, {"Ctrl+L": self.lock}, light=True)
        self._session, self._path, self._wait_ms = session, path, wait_ms
        self.has_key = lock.is_locked(path)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._due)
        self._touched = time.monotonic()
        self._touched_at = session.diary.clock()
        session.lock_wanted.connect(self.lock)
        if self.has_key:
            app = QApplication.instance()
            assert app is not None
            app.installEventFilter(self)
            session.changed.connect(self._on_changed)
            self._begin()
            if sys.platform.startswith("linux"):
                self._listen()

    def _listen(self) -> None:
        """Lock when the screen is locked or the computer goes to sleep."""
        from diary_app.ui.desktop.away import Away  # QtDBus, only for a diary with a passphrase

        Away(self).began.connect(self.lock)

    def lock(self) -> None:
        """Hide all, close the diary, forget its key; without a passphrase show where to set it."""
        if not self.has_key:
            self._session.passphrase_wanted.emit()
            return
        self._timer.stop()
        _close_dialogs()
        self._session.reopen(partial(_forgotten, self._path), same_place=True)

    def end(self) -> None:
        """The window is closed."""
        self._timer.stop()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._touched = time.monotonic()
            self._touched_at = self._session.diary.clock()
        return False

    def _on_changed(self, tables: frozenset[str]) -> None:
        if "settings" in tables or "*" in tables:
            self._begin()

    def _begin(self) -> None:
        wait = self._wait()
        self._timer.stop()
        if wait:
            self._timer.start(wait)

    def _wait(self) -> int:
        """Milliseconds without a touch until it locks; 0: never."""
        if self._wait_ms is not None:
            return self._wait_ms
        return settings.load(self._session.diary).lock_after * _MINUTE_MS

    def _due(self) -> None:
        wait = self._wait()
        # The first clock stands still while the computer sleeps, the other one may be set right.
        rested = int((time.monotonic() - self._touched) * 1000)
        slept = (self._session.diary.clock() - self._touched_at) / timedelta(milliseconds=1)
        left = wait - max(rested, int(slept))
        if wait and left > 0:
            # Looks at least each minute, or a computer that wakes up would wait on.
            self._timer.start(min(left, _MINUTE_MS))
        elif wait:
            self.lock()


def _forgotten(path: Path) -> tuple[Path, str]:
    lock.lock_now()
    return path, ""


def _close_dialogs() -> None:
    """Close what stands before the window, or it would stay on the screen."""
    for _each in range(20):
        popup: QWidget | None = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if popup is None:
            return
        if isinstance(popup, QDialog):
            popup.reject()
        else:
            popup.close()
