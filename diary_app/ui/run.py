"""Making the application, its session and its window."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox, QScrollArea, QScrollBar, QWidget

from diary_app import __version__, disk, fault_log
from diary_app.domain.moment import Moment
from diary_app.domain.rescued import Rescue
from diary_app.errors import DiaryError, Told
from diary_app.frozen import dataclass
from diary_app.resources import folder
from diary_app.services import backups, diaries, files, lock, reminders, rescue, settings
from diary_app.services.diary import Diary, open_diary
from diary_app.text import _
from diary_app.ui import at_start, roles, theme
from diary_app.ui.desktop.locked_reminders import LockedReminders
from diary_app.ui.desktop.one_window import OneWindow
from diary_app.ui.faults import fault_words
from diary_app.ui.garbage import GarbageCollector
from diary_app.ui.in_step import keep_in_step
from diary_app.ui.kept_look import first_size, geometry_bytes, keep_geometry, keep_look, kept_look
from diary_app.ui.locking import Locking
from diary_app.ui.main_window import MainWindow, Place
from diary_app.ui.pages.page import Page
from diary_app.ui.safekeeping import Safekeeping
from diary_app.ui.session import Session
from diary_app.ui.theme import Look, Theme
from diary_app.wording.refusals import in_words

Done = tuple[Path, str]  # the diary to open then, and what was done
APP_ID = "org.dosediary.DoseDiary"


def run(path: Path, clock: Callable[[], datetime], zone: str, page: str | None) -> int:
    """Show the window until it is closed; the exit code. A diary that is not there is made.

    Raises DiaryError, said in a box first, where there can be no window on it.
    """
    fault_log.begin()
    try:
        return _run(application(), disk.followed(path), clock, zone, page)
    except _Shown as shown:
        raise shown.error from shown
    except DiaryError as error:
        _show_error(str(in_words(error)))
        raise
    except Exception as error:
        fault_log.note(error, "start")
        _show_error(fault_words())
        raise Told(fault_words(), exit_code=1) from error


def _run(
    app: QApplication, path: Path, clock: Callable[[], datetime], zone: str, page: str | None
) -> int:
    own, start, look, times = path, _Start(page or "today"), Look(), tuple[Moment, ...]()
    while True:
        _make_folder(path.parent)
        one = OneWindow(path)
        if not one.take():
            return 0
        with ExitStack() as held:
            held.callback(one.release)
            look = _unlocked(app, look, path, one, LockedReminders(times, clock))
            if lock.needs_key(path):
                return 0
            try:
                diary, missing = _opened(path, clock, zone, held)
            except DiaryError as error:
                one.release()
                if not _show_error(str(in_words(error)), _way_back(path)):
                    raise _Shown(error) from error
                start = _Start("today", *_restored(path, clock))
                continue
            window = make_window(app, diary)
            held.callback(window.session.faults.listen())
            _remember(diary)
            if own != path:
                window.offer_way_back(own)
            at_start.say(window, path, one.trouble)
            keeping = _look_after(window, path, missing)
            one.raised.connect(partial(show_window, window))
            locking = Locking(window, path)
            _show(window, start)
            code = app.exec()
            work, look = window.session.after_closing, theme.current().look
            start, times = _begun_again(window), _coming(window)
            locking.end()
            if keeping is not None:
                keeping.end()
            _let_go(window)
        if work is None:
            return code
        try:
            path, said = _done(app, look, work)
            start = replace(start, said=said)
        except DiaryError as error:
            start = replace(start, wrong=str(in_words(error)))


def _remember(diary: Diary) -> None:
    """Keep the diary in the list of those opened last; made-up data is nobody's."""
    if not settings.load(diary).demo:
        with suppress(DiaryError):  # the list is a comfort, no need
            diaries.remember(diary.file.path)


def _done(app: QApplication, look: Look, work: Callable[[], Done]) -> Done:
    """Do `work`; where it meets a locked backup, ask for the passphrase of that and begin again."""
    try:
        return work()
    except lock.NeedsKey as locked:
        from diary_app.ui.lock_screens import unlocked  # at no other start

        unlocked(app, look, Path(str(locked.given["path"])), [])
    return work()


def _coming(window: MainWindow) -> tuple[Moment, ...]:
    """When to remind while the diary is locked; none where that cannot be read."""
    if not window.session.same_place:
        return ()
    with suppress(DiaryError):
        return reminders.coming(window.session.diary)
    return ()


def _unlocked(
    app: QApplication, look: Look, path: Path, one: OneWindow, reminding: LockedReminders
) -> Look:
    """Ask for the passphrase where one is needed; the look, which may be changed meanwhile."""
    if not lock.is_locked(path):
        lock.lock_now()  # to made-up data: the own diary does not stay open behind it
    if not lock.needs_key(path):
        reminding.stop()
        return look
    from diary_app.ui.lock_screens import Screen, unlocked  # at no other start

    shown = list[Screen]()

    def rise() -> None:
        for screen in shown:
            _bring_up(screen)

    one.raised.connect(rise)
    reminding.opened.connect(rise)
    try:
        return unlocked(app, look, path, shown)
    finally:
        one.raised.disconnect(rise)
        reminding.stop()


@dataclass(frozen=True)
class _Start:
    """Where a window opens, and what it says: what was done, or why it could not be."""

    page: str
    said: str = ""
    wrong: str = ""
    scrolled: int = 0


def _begun_again(window: MainWindow) -> _Start:
    """Where the window that takes the place of `window` opens."""
    if not window.session.same_place:
        return _Start("today")
    return _Start(window.page.key, scrolled=_place(window).value())


def _place(window: MainWindow) -> QScrollBar:
    """How far down the page is scrolled."""
    scroll = window.findChild(QScrollArea)
    assert isinstance(scroll, QScrollArea)  # the one that holds every page
    return scroll.verticalScrollBar()


def _show(window: MainWindow, start: _Start) -> None:
    window.open_page(start.page)
    window.show()
    if start.scrolled:
        QTimer.singleShot(0, window, partial(_place(window).setValue, start.scrolled))
    if start.said:
        window.session.said.emit(start.said)
    window.session.problem.emit(start.wrong)


def _opened(
    path: Path, clock: Callable[[], datetime], zone: str, held: ExitStack
) -> tuple[Diary, Rescue | None]:
    """The diary at `path`; of a damaged one what can be read of it, and what is missing."""
    try:
        diary = open_diary(path, clock, zone, create=True)
    except DiaryError as error:
        if not rescue.is_damage(error, path):
            raise
        found = held.enter_context(rescue.readable(path, clock, zone))
        return found.diary, found.missing
    held.callback(diary.file.close)
    return diary, None


def _look_after(window: MainWindow, path: Path, missing: Rescue | None) -> Safekeeping | None:
    """Have the file checked and backed up; a damaged one offers the ways on instead."""
    session = window.session
    clock = session.diary.clock
    if missing is None:
        keeping = Safekeeping(session)
        keeping.damaged.connect(lambda _found: session.reopen(lambda: (path, "")))
        keeping.begin()
        keep_in_step(window)
        return keeping
    backup = backups.last_good(path)

    def rescued() -> tuple[Path, str]:
        kept = rescue.rescue_in_place(path, clock)
        said = _("What could be read is saved. The damaged file is kept as {kept}.")
        return path, said.format(kept=kept.name if kept else "")

    def restored() -> tuple[Path, str]:
        assert backup is not None
        kept = files.restore(backup, path, clock)
        said = _("{name} is restored. The damaged file is kept as {kept}.")
        return path, said.format(name=backup.name, kept=kept.name if kept else "")

    save, back = partial(session.reopen, rescued), partial(session.reopen, restored)
    from diary_app.ui.parts.damaged import DamagedCard  # at no other start

    window.put_on_top(DamagedCard(missing, backup, save, back))
    return None


def _let_go(window: MainWindow) -> None:
    """Before another window is made: nothing of this one is styled or heard again."""
    window.session.deleteLater()
    window.deleteLater()
    theme.current().setParent(None)
    theme.current().deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def application() -> QApplication:
    """The application, named so that desktops find its icon."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("dose-diary")
    app.setApplicationDisplayName(_("Dose Diary"))
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(APP_ID)
    app.setWindowIcon(QIcon(str(folder("desktop") / f"{APP_ID}.svg")))
    return app


def make_window(app: QApplication, diary: Diary) -> MainWindow:
    """The window on an open diary, as it was left."""
    own = settings.load(diary)
    roles.install()
    Theme(app, kept_look(own))
    session = Session(diary)
    GarbageCollector(session)
    theme.current().changed.connect(partial(keep_look, diary))
    try:
        window = MainWindow(session, _places())
    except BaseException:
        session.close()  # nothing looks at the diary while a box says what happened
        raise
    if not own.geometry or not window.restoreGeometry(geometry_bytes(own.geometry)):
        window.resize(first_size(app))
    window.closing.connect(lambda: keep_geometry(diary, window))
    session.reminders.opened.connect(lambda: show_window(window, "today"))
    session.reminders.quit_wanted.connect(window.quit)
    session.closing_wanted.connect(window.quit)
    session.reminders.start()
    return window


def _places() -> list[Place]:
    names = {
        "today": (_("Today"), "TodayPage"),
        "log": (_("Log"), "LogPage"),
        "check": (_("Safety check"), "CheckPage"),
        "history": (_("History"), "HistoryPage"),
        "charts": (_("Charts"), "ChartsPage"),
        "medicines": (_("Medicines"), "MedicinesPage"),
        "reports": (_("Reports"), "ReportsPage"),
        "settings": (_("Settings"), "SettingsPage"),
    }
    return [Place(key, word, key, partial(_make, key, name)) for key, (word, name) in names.items()]


def _make(key: str, name: str, session: Session) -> Page:
    # Imported when it is opened: eight pages at the start cost a tenth of it.
    page: Page = getattr(import_module(f"diary_app.ui.pages.{key}"), name)(session)
    return page


def show_window(window: MainWindow, page: str = "") -> None:
    """Bring the window to the front, on `page` where one is named."""
    if page:
        window.open_page(page)
    _bring_up(window)


def _bring_up(window: QWidget) -> None:
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def _make_folder(folder: Path) -> None:
    with disk.refusals(folder):
        disk.make_folder(folder)


class _Shown(Exception):
    """An error that was said in a box already."""

    def __init__(self, error: DiaryError) -> None:
        super().__init__(error.kind)
        self.error = error


def _way_back(path: Path) -> Path | None:
    """The last good backup of a diary that cannot be opened, None for none."""
    with suppress(DiaryError, OSError):
        return backups.last_good(path) if path.exists() else None
    return None


def _restored(path: Path, clock: Callable[[], datetime]) -> tuple[str, str]:
    """Put the last good backup in the place of the diary: what was done, and why it was not."""
    backup = _way_back(path)
    try:
        kept = None if backup is None else files.restore(backup, path, clock)
    except DiaryError as error:
        return "", str(in_words(error))
    said = _("{name} is restored. The file from before is kept as {kept}.")
    name = "" if backup is None else backup.name
    return said.format(name=name, kept=kept.name if kept else ""), ""


def _show_error(text: str, backup: Path | None = None) -> bool:
    """Started from a menu there is no terminal to read the message in.

    Whether the `backup` that is offered is wanted; Escape and Close leave everything as it is.
    """
    if QApplication.platformName() in ("offscreen", "minimal"):
        return False
    box = QMessageBox(QMessageBox.Icon.Warning, _("Dose Diary"), "")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    close = box.addButton(QMessageBox.StandardButton.Close)
    box.setDefaultButton(close)
    box.setEscapeButton(close)
    restore = None
    if backup is not None:
        words = _("Restore the backup {name}").format(name=backup.name)
        restore = box.addButton(words, QMessageBox.ButtonRole.ActionRole)
    box.exec()
    return restore is not None and box.clickedButton() is restore
