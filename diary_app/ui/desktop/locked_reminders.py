"""Reminds while the diary is locked: of the times alone, which were read before it was closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from diary_app.domain.moment import Moment
from diary_app.text import _
from diary_app.ui.desktop.notifier import TRIES, Notifier, Tray, find

TICK_MS = 30_000
_KEY = "doses"


class LockedReminders(QObject):
    """Says "Time for your diary" at each of `times`, and nothing more: no name, no amount."""

    opened = Signal()  # the patient wants to see the diary

    def __init__(self, times: Sequence[Moment], clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._times, self._clock = sorted(times), clock
        self._tries = TRIES  # how often the desktop is still asked for the times that are due
        self.notifier: Notifier | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tick)
        if times:
            self._timer.start(TICK_MS)

    def tick(self) -> None:
        """Remind where a time has come."""
        now = self._clock()
        due = [at for at in self._times if at.utc <= now]
        if not due:
            return
        self._tries -= 1
        if self._sent() or not self._tries:
            self._times, self._tries = self._times[len(due) :], TRIES

    def _sent(self) -> bool:
        """Whether the desktop took the one notification there is."""
        if self.notifier is None:
            self.notifier = find(Tray() if Tray.there() else None)
            if self.notifier is None:
                return False
            self.notifier.opened.connect(self.opened)
        if self.notifier.send(_KEY, _("Time for your diary"), ""):
            return True
        self.notifier = None  # looked for again the next time
        return False

    def stop(self) -> None:
        """The diary is open again and reminds itself."""
        self._timer.stop()
        if self.notifier is not None:
            self.notifier.withdraw(_KEY)
        self.deleteLater()
