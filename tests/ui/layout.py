"""Every place of the window, and what is cut there: for tests of longer and mirrored languages.

A place is a page, or a page after one press of a button that opens something. What is looked at is
what a reader would see: words that have less room than they need, words on words, words outside.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from itertools import count

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStyle,
    QStyleOptionFrame,
    QWidget,
)

from diary_app.ui import theme
from diary_app.ui.main_window import MainWindow
from diary_app.ui.widgets.button import Button
from diary_app.ui.widgets.text import Runs

PAGES = ("today", "log", "check", "history", "charts", "medicines", "reports", "settings")
ALIKE = 1  # of buttons with the same words on a page: they open the same
_ROUNDING = 1  # pixel


def settle() -> None:
    """Wait until what was asked for is shown and laid out: a long page takes several rounds."""
    before, alike = None, 0
    for _ in range(40):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        shown = [
            (each.x(), each.y(), each.width(), each.height())
            for each in QApplication.allWidgets()
            if each.isVisible()
        ]
        alike = alike + 1 if shown == before else 0
        if alike == 3:
            return
        before = shown
        time.sleep(0.005)


def _rest(every: Iterator[int] = count(10, 10)) -> None:  # noqa: B008  goes on from press to press
    """Let time pass, so that a press is no second one of a shaking hand."""
    now = next(every)
    theme.current().guard.clock = lambda: float(now)


def openers(window: MainWindow) -> list[Button]:
    """The buttons of the open page that store nothing, in reading order."""
    return [
        button
        for button in window.page.findChildren(Button)
        if button.records == "nothing" and button.isVisible() and button.isEnabled()
    ]


def opened(window: MainWindow, page: str) -> None:
    """The page as it is when it is opened first."""
    _finish(window)
    for dialog in window.findChildren(QDialog):
        dialog.close()
    before = window.pages.pop(page, None)
    if before is window.page:
        other = next(key for key in PAGES if key != page)
        window.open_page(other)
        settle()
    if before is not None:
        before.setParent(None)
        before.deleteLater()
    window.open_page(page)
    settle()


def _finish(window: MainWindow) -> None:
    """Wait for the work that a page has begun, which goes on in steps: pictures, papers."""
    for _ in range(4):
        window.session.tasks._pool.submit(int).result()
        settle()


def places(window: MainWindow, page: str) -> Iterator[str]:
    """Open the page, then press each of its openers on the page as it was; yields what is open."""
    opened(window, page)
    yield page
    first, alike = [(one.words, one.accessibleName()) for one in openers(window)], Counter[str]()
    look, seen = theme.current().look, {said(window)}
    for number, (words, name) in enumerate(first):
        alike[words] += 1
        if alike[words] > ALIKE:
            continue
        opened(window, page)
        now = openers(window)
        if len(now) <= number or now[number].accessibleName() != name:
            continue
        _rest()
        now[number].click()
        settle()
        if theme.current().look != look:  # a choice of how everything looks, which is taken back
            theme.current().use(look)
            settle()
            continue
        now_said = said(window)
        if now_said not in seen:
            seen.add(now_said)
            yield f"{page} > {name}"


def said(window: MainWindow) -> str:
    """All that can be read on the page."""
    labels = [one.text() for one in window.page.findChildren(QLabel) if one.isVisible()]
    buttons = [one.accessibleName() for one in window.page.findChildren(QAbstractButton)]
    return "\n".join([*labels, *buttons])


def faults(window: MainWindow) -> list[str]:
    """What is cut, outside, or written over something else, in the window and in the help."""
    areas = [window, *(each for each in window.findChildren(QDialog) if each.isVisible())]
    return [fault for area in areas for fault in _faults(area)]


def _faults(window: QWidget) -> list[str]:
    found = []
    shown = [
        each
        for each in window.findChildren(QWidget)
        if each.isVisible()
        and each.window() is window
        and isinstance(each, QLabel | QAbstractButton | QLineEdit)
    ]
    for widget in shown:
        name = widget.accessibleName() or (widget.text() if hasattr(widget, "text") else "")
        needed = _needed(widget)
        if needed is not None and (
            needed[0] > widget.width() + _ROUNDING or needed[1] > widget.height() + _ROUNDING
        ):
            found.append(
                f"cut: {name!r} needs {needed[0]}x{needed[1]}, "
                f"has {widget.width()}x{widget.height()}"
            )
        outside = _outside(widget)
        if outside is not None:
            found.append(f"outside of {type(outside).__name__}: {name!r}")
    return [*found, *_over(window, shown)]


def _needed(widget: QWidget) -> tuple[int, int] | None:
    """The width and height in pixels that the words need; None where they may scroll."""
    if isinstance(widget, Button):
        if not widget.text():  # a tile has labels
            return None
        size = widget._size(widget.text().replace("&&", "&").split("\n"))
        # Half of the room beside the words may go before a letter does.
        return size.width() - _beside(widget), size.height()
    if isinstance(widget, Runs):
        return widget.minimumSizeHint().width(), widget.heightForWidth(widget.width())
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            return widget.minimumSizeHint().width(), widget.heightForWidth(widget.width())
        return widget.sizeHint().width(), widget.sizeHint().height()
    if isinstance(widget, QLineEdit):
        return _line(widget)
    return None


def _beside(button: Button) -> int:
    return 0 if button.property("kind") == "nav" else button._measure()[0] // 2


def _line(field: QLineEdit) -> tuple[int, int] | None:
    """A hint cannot be scrolled; what is typed can."""
    hint = field.placeholderText()
    if field.text() or not hint:
        return None
    option = QStyleOptionFrame()
    field.initStyleOption(option)
    inside = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, field)
    margins = field.width() - inside.width() + 4  # Qt's own margin beside the text
    return field.fontMetrics().horizontalAdvance(hint) + margins, field.minimumSizeHint().height()


def _outside(widget: QWidget) -> QWidget | None:
    """The first widget around it that it is not wholly inside of, across; down too but where it
    scrolls.
    """
    around = widget.parentWidget()
    while around is not None and not around.isWindow():
        rect = QRect(widget.mapTo(around, QPoint(0, 0)), widget.size())
        viewport = isinstance(around.parentWidget(), QScrollArea)
        across = rect.left() < -_ROUNDING or rect.right() > around.width() + _ROUNDING
        down = rect.top() < -_ROUNDING or rect.bottom() > around.height() + _ROUNDING
        if across and viewport and _scrolls_across(around.parentWidget()):
            return None
        if across or (down and not viewport):
            return around
        if viewport:  # what is beside or below can be scrolled to; that is not cut
            return None
        around = around.parentWidget()
    return None


def _scrolls_across(area: QWidget) -> bool:
    """Whether it is a table or picture of its own width."""
    assert isinstance(area, QScrollArea)
    return area.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def _over(window: QWidget, shown: list[QWidget]) -> list[str]:
    """Words that stand on other words; a label on the button that it is part of is none."""
    placed = []
    for widget in shown:
        if isinstance(widget, QLabel) and not widget.text():
            continue
        rect = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
        placed.append((widget, rect.adjusted(1, 1, -1, -1)))
    found = []
    for number, (one, rect) in enumerate(placed):
        for other, where in placed[number + 1 :]:
            if rect.intersects(where) and not one.isAncestorOf(other):
                if other.isAncestorOf(one) or _scrolls_apart(one, other):
                    continue
                found.append(f"on one another: {_name(one)!r} and {_name(other)!r}")
    return found


def _scrolls_apart(one: QWidget, other: QWidget) -> bool:
    """Whether one of them lies in a part that scrolls and the other does not."""
    return _viewport(one) is not _viewport(other)


def _viewport(widget: QWidget) -> QWidget | None:
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around.parentWidget(), QScrollArea):
            return around
        around = around.parentWidget()
    return None


def _name(widget: QWidget) -> str:
    return widget.accessibleName() or widget.text()  # type: ignore[attr-defined]
