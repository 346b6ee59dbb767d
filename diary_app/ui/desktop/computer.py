"""What the computer asks of every program: text size, clock, sign in numbers, week, direction."""

from __future__ import annotations

import sys

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFontDatabase

from diary_app.services.settings import WEEK_BEGINS
from diary_app.text import first_known
from diary_app.ui.desktop.desktop_settings import said
from diary_app.wording.writing import Writing

# Points of the system's font where nobody has asked for larger text.
_USUAL_POINTS = {"win32": 9.0, "darwin": 13.0}
_USUAL_ELSEWHERE = 11.0


def text_percent() -> int:
    """The text size that the computer asks for, 100 to 200 per cent in tens."""
    points = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
    usual = _USUAL_POINTS.get(sys.platform, _USUAL_ELSEWHERE)
    return max(100, min(200, round(points / usual * said.scale * 10) * 10))


def writing(clock: str, decimal: str, week_begins: str, locale: QLocale | None = None) -> Writing:
    """How to write: as the settings say, else as the computer's region does."""
    own = locale or QLocale.system()
    half_days = (
        said.clock == "12h"
        if said.clock
        else "a" in own.timeFormat(QLocale.FormatType.ShortFormat).lower()
    )
    comma = own.decimalPoint() == ","
    first = own.firstDayOfWeek().value - 1
    return Writing(
        half_days=half_days if clock == "system" else clock == "12",
        comma=comma if decimal == "system" else decimal == "comma",
        first_weekday=WEEK_BEGINS.get(week_begins, first),
    )


def language(chosen: str) -> str:
    """The language to speak: as the settings say, else the computer's."""
    if chosen == "system" and sys.platform in ("win32", "darwin"):  # no variables tell it there
        return first_known(QLocale.system().uiLanguages())
    return chosen


def direction(chosen: str, locale: QLocale | None = None) -> Qt.LayoutDirection:
    """Whether pages run from the left or from the right."""
    if chosen == "system":
        return (locale or QLocale.system()).textDirection()
    return Qt.LayoutDirection.RightToLeft if chosen == "right" else Qt.LayoutDirection.LeftToRight
