"""Looks after the file while the window is open: the full check after the start, and backups."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from diary_app.errors import DiaryError
from diary_app.services import backups, files
from diary_app.services.backups import Made
from diary_app.services.files import CheckResult
from diary_app.ui.session import Session
from diary_app.wording.refusals import in_words

_AFTER_START_MS = 800  # Today is painted by then
_LOOK_MS = 60_000
_BETWEEN_MS = 30 * 60_000


class Safekeeping(QObject):
    """One for each window that can store something; `begin` when it is shown."""

    damaged = Signal(object)  # what the check found, a CheckResult

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._backed_up = -1  # the count of edits at the last backup
        self._waited = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """Check the file, back it up, and again after half an hour with changes."""
        backups.clear_left_over(self._session.diary.file.path)
        QTimer.singleShot(_AFTER_START_MS, self, self.check)
        self._timer.start(_LOOK_MS)

    def check(self) -> None:
        """The full check in the background; a backup where all is sound."""
        path = self._session.diary.file.path
        self._run(partial(files.check, path), self._checked)

    def back_up(self) -> None:
        """A backup in the background, where something changed since the last one."""
        self._waited = 0
        counted = self._session.diary.file.edits_so_far()
        self._run(backups.make_apart(self._session.diary), partial(self._made, counted))

    def end(self) -> None:
        """The window closes: what changed since the last backup is backed up before it is gone."""
        self._timer.stop()
        diary = self._session.diary
        if diary.file.edits_so_far() == self._backed_up:
            return
        try:
            made = backups.make_apart(diary)()
            if made is not None:
                backups.note(diary, made.at)
        except DiaryError:
            return  # the next start tries again, and says why where it cannot

    def _run(self, work: Callable[[], object], then: Callable[[object], None]) -> None:
        self._session.tasks.run(work, then, self._failed)

    def _checked(self, result: object) -> None:
        assert isinstance(result, CheckResult)
        if result.ok:
            self.back_up()
        else:
            self.damaged.emit(result)

    def _made(self, counted: int, made: object) -> None:
        self._backed_up = counted
        if isinstance(made, Made):
            backups.note(self._session.diary, made.at)
            if made.problem is not None:
                self._session.problem.emit(str(in_words(made.problem)))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, DiaryError):
            raise error
        self._session.problem.emit(str(in_words(error)))

    def _look(self) -> None:
        self._waited += _LOOK_MS
        changed = self._session.diary.file.edits_so_far() != self._backed_up
        if changed and self._waited >= _BETWEEN_MS:
            self.back_up()
