"""How the window looked when it was left: its look, its place and its size."""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from typing import Any

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtWidgets import QApplication, QWidget

from diary_app.errors import DiaryError
from diary_app.services import settings
from diary_app.services.diary import Diary
from diary_app.ui import theme
from diary_app.ui.theme import Look

_TITLE_BAR = 40  # pixels


def keep_look(diary: Diary) -> None:
    """Store the look that the window has now."""
    look = theme.current().look
    settings.save(
        diary,
        theme=look.theme,
        text_scale=look.percent,
        big_buttons=look.large_targets,
        second_press=look.second_press_s,
        clock=look.clock,
        decimal=look.decimal,
        week_begins=look.week_begins,
        direction=look.direction,
        language=look.language,
    )


def kept_look(own: settings.Settings) -> Look:
    """The look that is stored; a part that cannot be is as at first."""

    def known(name: str) -> Any:
        """The part of the look as stored; its first value where a file says what cannot be."""
        value = getattr(own, name)
        return value if value in settings.LOOKS[name] else getattr(settings.Settings(), name)

    return Look(
        known("theme"),
        own.text_scale,
        own.big_buttons,
        own.second_press,
        known("clock"),
        known("decimal"),
        known("week_begins"),
        known("direction"),
        known("language"),
    )


def geometry_bytes(text: str) -> QByteArray:
    """The stored place and size of the window as Qt reads it, empty where it is unreadable."""
    try:
        return QByteArray(b64decode(text, validate=True))
    except (NotBase64, ValueError):
        return QByteArray()


def keep_geometry(diary: Diary, window: QWidget) -> None:
    """Store where the window stands and how large it is."""
    kept = b64encode(window.saveGeometry().data()).decode()
    try:
        settings.save(diary, geometry=kept)
    except DiaryError:
        return  # a window's place is not worth keeping the patient from quitting


def first_size(app: QApplication) -> QSize:
    """The size of a window that was never open before: what it likes, and the screen has."""
    screen = app.primaryScreen().availableGeometry().size()
    return QSize(1180, 820).boundedTo(QSize(screen.width(), screen.height() - _TITLE_BAR))
