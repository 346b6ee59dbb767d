"""Keeps the open diary in step with its copies on other computers: at the start, on demand, at the
end. Reading and writing copies is the worker's; what they bring is stored on the window's thread.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from diary_app.errors import DiaryError
from diary_app.services import in_step
from diary_app.services.in_step import Copy, Met
from diary_app.services.joins import Worked
from diary_app.text import _
from diary_app.ui.main_window import MainWindow
from diary_app.ui.session import Session
from diary_app.ui.widgets.banner import Banner
from diary_app.wording.imports import counts
from diary_app.wording.joins import brought_words, settled_words
from diary_app.wording.refusals import in_words

_AFTER_START_MS = 1500  # Today is painted and the check of the file has begun


class InStep(QObject):
    """One for each window that can store something. `asks` tells a copy that needs a decision."""

    asks = Signal(object)  # a Copy

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session

    def begin(self) -> None:
        """Join what the others wrote, then write the own copy, where a folder was named."""
        if in_step.folder(self._session.diary) is not None:
            QTimer.singleShot(_AFTER_START_MS, self, self.meet)

    def meet(self) -> None:
        """The same now."""
        self._run(in_step.read_others(self._session.diary), self._read)

    def end(self) -> None:
        """The window closes: the others shall have what was recorded."""
        with suppress(DiaryError):  # the stick may be out; the next start tries again and says so
            in_step.write_copy(self._session.diary)()

    def _read(self, copies: object) -> None:
        assert isinstance(copies, tuple)
        self._next(list(copies))

    def _next(self, waiting: list[Copy]) -> None:
        """Judge the first of them with the worker, store what it brings, and go on."""
        if not waiting:
            self._run(in_step.write_copy(self._session.diary), lambda _path: None)
            return
        copy, *others = waiting
        if copy.other is None:
            self._tell(Met(copy, problem=copy.problem))
            self._next(others)
            return

        def judged(worked: Worked | None) -> None:
            diary, met = self._session.diary, list[Met]()
            self._session.keep(lambda: met.append(in_step.join_one(diary, copy, worked)))
            for one in met:
                self._tell(one)
            self._next(others)

        def failed(error: Exception) -> None:
            self._failed(error)
            self._next(others)

        self._session.tasks.run(in_step.judge(self._session.diary, copy), judged, failed)

    def _tell(self, met: Met) -> None:
        session, name = self._session, met.copy.path.name
        if met.problem is not None and met.problem.kind == "step_locked":
            self.asks.emit(met.copy)
        elif met.problem is not None:
            session.problem.emit(str(in_words(met.problem)))
        elif met.found is not None and met.found.questions:
            self.asks.emit(met.copy)
        elif met.found is not None and (met.found.new or met.found.changed or met.found.settled):
            brought = brought_words(counts(met.found.new), met.found.changed)
            words = " ".join(filter(None, (brought, settled_words(met.found.settled))))
            session.said.emit(_("{name}: {what}").format(name=name, what=words))

    def _run(self, work: Callable[[], object], then: Callable[[object], None]) -> None:
        self._session.tasks.run(work, then, self._failed)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, DiaryError):
            raise error
        self._session.problem.emit(str(in_words(error)))


def keep_in_step(window: MainWindow) -> InStep:
    """Keep the diary of `window` in step until the window closes."""
    step = InStep(window.session)
    window.session.step_wanted.connect(step.meet)
    step.asks.connect(partial(_offer_join, window))
    window.closing.connect(step.end)
    step.begin()
    return step


def _offer_join(window: MainWindow, copy: Copy) -> None:
    """Both computers changed the same thing, or the copy is locked: nothing is stored before a
    person decided, or typed the passphrase.
    """
    if copy.other is None:
        text, verb = _("The copy {name} has another passphrase."), _("Type its passphrase")
    else:
        text = _("This diary and {name} changed the same thing. Please decide which is right.")
        verb = _("Look at both")

    def look() -> None:
        banner.hide()
        window.open_page("settings")
        window.session.join_wanted.emit(copy)

    banner = Banner(text.format(name=copy.path.name), (verb, look))
    window.put_on_top(banner)
