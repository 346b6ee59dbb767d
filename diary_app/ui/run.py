"""Making the application, its session and its window."""

from __future__ import annotations

import sys
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Callable
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from diary_app import __version__
from diary_app.errors import DiaryError
from diary_app.resources import folder
from diary_app.services import settings
from diary_app.services.diary import Diary, open_diary
from diary_app.text import _
from diary_app.ui import theme
from diary_app.ui.desktop.one_window import OneWindow
from diary_app.ui.main_window import MainWindow, Place
from diary_app.ui.pages.page import Page
from diary_app.ui.session import Session
from diary_app.ui.theme import Look, Theme
from diary_app.wording.refusals import in_words

APP_ID = "org.dosediary.DoseDiary"


def run(path: Path, clock: Callable[[], datetime], zone: str, page: str | None) -> int:
    """Show the window until it is closed; the exit code. A diary that is not there is made."""
    app = application()
    path = path.expanduser().resolve()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    own, said, wrong = path, "", ""
    while True:
        one = OneWindow(path)
        if not one.take():
            return 0
        try:
            diary = open_diary(path, clock, zone, create=True)
        except DiaryError as error:
            one.release()
            _show_error(error)
            raise
        window = make_window(app, diary)
        if own != path:
            window.offer_way_back(own)
        one.raised.connect(partial(show_window, window))
        window.open_page(page or "today")
        window.show()
        if said:
            window.session.told.emit(said)
        window.session.problem.emit(wrong)
        code = app.exec()
        work = window.session.after_closing
        _let_go(window)
        diary.file.close()
        one.release()
        if work is None:
            return code
        page, said, wrong = None, "", ""
        try:
            path, said = work()
        except DiaryError as error:
            wrong = str(in_words(error))


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
    Theme(app, _look(own))
    session = Session(diary)
    theme.current().changed.connect(partial(_keep_look, diary))
    window = MainWindow(session, _places())
    if not own.geometry or not window.restoreGeometry(_bytes(own.geometry)):
        window.resize(1180, 820)
    window.closing.connect(lambda: _keep_geometry(diary, window))
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


def _keep_look(diary: Diary) -> None:
    look = theme.current().look
    settings.save(
        diary,
        theme=look.theme,
        text_scale=look.percent,
        big_buttons=look.large_targets,
        second_press=look.second_press_s,
    )


def _look(own: settings.Settings) -> Look:
    known = ("system", "light", "dark", "hc-light", "hc-dark")
    name = own.theme if own.theme in known else "system"
    return Look(name, own.text_scale, own.big_buttons, own.second_press)  # type: ignore[arg-type]


def _bytes(text: str) -> QByteArray:
    try:
        return QByteArray(b64decode(text, validate=True))
    except (NotBase64, ValueError):
        return QByteArray()


def _keep_geometry(diary: Diary, window: MainWindow) -> None:
    kept = b64encode(window.saveGeometry().data()).decode()
    try:
        settings.save(diary, geometry=kept)
    except DiaryError:
        return  # a window's place is not worth keeping the patient from quitting


def show_window(window: MainWindow, page: str = "") -> None:
    """Bring the window to the front, on `page` where one is named."""
    if page:
        window.open_page(page)
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def _show_error(error: DiaryError) -> None:
    """Started from a menu there is no terminal to read the message in."""
    if QApplication.platformName() in ("offscreen", "minimal"):
        return
    box = QMessageBox(QMessageBox.Icon.Warning, _("Dose Diary"), "")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(str(in_words(error)))
    box.exec()
