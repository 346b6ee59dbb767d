"""What the window does when the program itself fails: it says so, and lives on where it can.

Qt calls Python for slots, timers, painting and closing. An error in such a call ends in
`sys.excepthook`, not where the call came from; one in a thread in `threading.excepthook`.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from traceback import walk_tb
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QWidget

from diary_app import fault_log
from diary_app.errors import DiaryError
from diary_app.services import backups, files, rescue
from diary_app.services.diary import Diary
from diary_app.text import _
from diary_app.ui.widgets.banner import Banner
from diary_app.wording.refusals import in_words


def fault_words() -> str:
    """What happened, why, and what to do, after a fault of the program's own."""
    return _(
        "Something in the program went wrong, and it could not finish what it was doing. "
        "Look at Today before you enter it again. What went wrong is noted in {log}, with nothing "
        "from your diary. If it happens again, close the diary and open it again."
    ).format(log=fault_log.path())


def words_of(error: BaseException) -> str:
    """The message for any error at all: never a traceback."""
    if not isinstance(error, DiaryError):
        return fault_words()
    try:
        return str(in_words(error))
    except (KeyError, IndexError):  # a kind without words: a fault too
        return fault_words()


class Faults(QObject):
    """Hears of every error that nobody caught; `met` comes on the window's thread, once a place.

    A fault in painting comes again with every drawing of the window.
    """

    met = Signal(object)
    _heard = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seen: set[str] = set()
        # Queued: what is heard while a widget is painted must not change widgets.
        self._heard.connect(self.met, Qt.ConnectionType.QueuedConnection)

    def listen(self) -> Callable[[], None]:
        """Hear from now on; calling the result ends it."""
        hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self._hook(args.exc_type, args.exc_value, None)
        sys.unraisablehook = _note_unraisable
        before = qInstallMessageHandler(_note_qt)

        def end() -> None:
            sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
            qInstallMessageHandler(before)

        return end

    def tell(self, error: BaseException, where: str) -> None:
        """An error that was caught where it arose, but is to be said on the window."""
        fault_log.note(error, where)
        self._heard.emit(error)

    def _hook(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        if error is None or issubclass(kind, KeyboardInterrupt | SystemExit):
            return
        places = [f"{f.f_code.co_filename}:{n}" for f, n in walk_tb(error.__traceback__)]
        place = f"{kind.__name__} {places[-1:]}"
        if place not in self._seen:
            self._seen.add(place)
            self.tell(error, "window")


def _note_unraisable(args: sys.UnraisableHookArgs) -> None:
    """While something is let go of: nothing the person was doing has failed."""
    if args.exc_value is not None:
        fault_log.note(args.exc_value, "letting go")


def _note_qt(severity: QtMsgType, context: QMessageLogContext, _text: str) -> None:
    """Keep how grave a message of Qt is and what part it comes from: its text may quote a field."""
    if severity not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
        part = context.category if (context.category or "").replace(".", "").isalnum() else "?"
        fault_log.note_event(f"Qt: {severity.name} {part}")


def fault_banner(
    diary: Diary,
    error: BaseException,
    reopen: Callable[[Callable[[], tuple[Path, str]]], None],
    shut: Callable[[], None],
    show: Callable[[QWidget], None],
) -> Banner:
    """What happened, with Close and a way back to the last good backup, where there is one.

    `reopen` is that of the session, `shut` takes the message away, `show` puts another in its
    place.
    """
    path, clock = diary.file.path, diary.clock
    backup = backups.last_good(path)
    close = (_("Close this message"), shut)
    if backup is None:
        return Banner(words_of(error), close)
    source = backup

    def restored() -> tuple[Path, str]:
        kept = files.restore(source, path, clock)
        said = _("{name} is restored. The file from before is kept as {kept}.")
        return path, said.format(name=source.name, kept=kept.name if kept else "")

    def ask() -> None:
        text = _(
            "Go back to the backup {name}? What was recorded after it is not in it. "
            "The file you have now is kept beside it."
        )
        go = (_("Go back to this backup"), lambda: reopen(restored))
        show(Banner(text.format(name=source.name), go, close))

    return Banner(words_of(error), close, (_("Restore a backup"), ask))


def is_damage(error: BaseException, path: Path) -> bool:
    """Whether the diary itself is damaged, so that it has to be opened as far as it can be read."""
    return isinstance(error, DiaryError) and rescue.is_damage(error, path)
