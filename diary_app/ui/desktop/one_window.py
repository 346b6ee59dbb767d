"""One window for each diary file: a second start raises the first."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from diary_app import disk
from diary_app.errors import DiaryError, Told
from diary_app.text import _

_WAIT_MS = 1500


class OneWindow(QObject):
    """Holds the diary's window lock and hears when somebody starts the program again."""

    raised = Signal()

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.trouble: DiaryError | None = None  # why nothing can be written beside the diary
        self._path = path
        self._name = server_name(path)
        self._lock = QLockFile(str(path) + ".window")
        # Qt sees by the process id whether the one that held it is gone; time alone says nothing.
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._heard)

    def take(self) -> bool:
        """Become the one window. False where there is one already; it was then asked to rise.

        Raises Told, naming who has the diary, where that one does not answer. Where no lock can be
        written, on a full disk or one that can only be read, `trouble` says so: what is recorded
        can still be looked at, and two windows do not harm the file.
        """
        before = os.umask(0o077)  # Qt would let others read which diary is open, and by whom
        try:
            mine = self._lock.tryLock(0)
        finally:
            os.umask(before)
        if not mine:
            if self._knock():
                return False
            self.trouble = disk.trouble(self._path)
            if self.trouble is None or self._lock.error() == QLockFile.LockError.LockFailedError:
                raise self._taken()
        QLocalServer.removeServer(self._name)  # left behind by one that was killed
        self._server.listen(self._name)
        return True

    def release(self) -> None:
        """Let another window take over."""
        self._server.close()
        self._lock.unlock()

    def _knock(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        heard = socket.waitForConnected(_WAIT_MS)
        if heard:
            socket.disconnectFromServer()
        return heard

    def _taken(self) -> Told:
        """Who has the diary, as far as its lock file tells."""
        number, host = self._lock.getLockInfo()[:2]
        return Told(
            _("The diary is open already, and that window does not answer."),
            _("It is process {number} on the computer {host}.").format(
                number=number, host=host or "?"
            ),
            _("Close it there, then open the diary again. Nothing was changed."),
            exit_code=1,
        )

    def _heard(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is not None:
            socket.close()
            socket.deleteLater()
        self.raised.emit()


def server_name(path: Path) -> str:
    """The name of the local socket for a diary file; the path itself would be too long."""
    return "dose-diary-" + hashlib.sha256(str(path).encode()).hexdigest()[:24]
