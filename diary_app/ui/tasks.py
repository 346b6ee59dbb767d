"""Work off the window's thread: one worker, so nothing overtakes anything, results on the window's.

The worker gets plain values only. The diary's file belongs to the window's thread and is never
touched from here.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")


class Tasks(QObject):
    """Runs one piece of work at a time. Must live as long as its work: keep it on the session."""

    _done = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="dose-diary")
        self._closed = False
        # Queued: the signal is sent on the worker's thread and arrives on the window's.
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Do `work`; then `then(result)` or `failed(error)` on the window's thread."""

        def job() -> None:
            try:
                result = work()
            except Exception as error:  # noqa: BLE001  the window decides what is a bug
                self._done.emit(failed, error)
            else:
                self._done.emit(then, result)

        if not self._closed:  # a timer may still fire while the window goes
            self._pool.submit(job)

    def close(self) -> None:
        """Wait for the running work, drop what has not begun, deliver nothing more."""
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _deliver(self, receiver: Callable[[object], None], value: object) -> None:
        if not self._closed:
            receiver(value)
