"""Where the keys go: when a page opens, when it is built anew, and when F6 asks.

A page is built beside the one it takes the place of, the keys move straight across, and only then
the old one goes. Otherwise Qt would send them through the list of pages, which is spoken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QBoxLayout, QLayout, QScrollArea, QWidget

from diary_app.ui import theme
from diary_app.ui.desktop.announce import Announcer
from diary_app.ui.pages.page import Page
from diary_app.ui.widgets.button import Button
from diary_app.ui.widgets.form import InputForm
from diary_app.ui.widgets.pad import RatingPad

_MARGIN = 24  # units around what has the keys, so that its ring and its neighbours are seen


class FocusKeeper:
    """Moves the keys, keeps what has them in sight, and lets messages be said after that."""

    def __init__(
        self,
        scroll: QScrollArea,
        right: QWidget,
        column: QWidget,
        areas: Callable[[], Sequence[QWidget]],
        announcer: Announcer,
    ) -> None:
        """`column` scrolls in `right`, above the undo bar. `areas` are the window's, in order."""
        self._scroll, self._right, self._column = scroll, right, column
        self._areas, self._announcer = areas, announcer

    def open(self, page: Page, before: Page, *, anew: bool) -> None:
        """Show `page` in the place of `before`, at its top, built `anew` where it must be."""
        old = page.renew() if anew else None
        with self._left_alone(before, page):
            page.show()
            self.order()
            self._settle()
            first = page.first_control()
            target = first if first is not None and _records(first) != "many" else None
            self._give(target or _first_quiet(page))
            if old is not None:
                page.let_go(old)
            if before is not page:
                before.hide()
        self._rest(page, 0)

    @contextmanager
    def _left_alone(self, before: Page, page: Page) -> Iterator[None]:
        """While `page` takes its place, `before`, which still has the keys, takes no room from it:
        each row of both would be laid out squeezed, and then again.
        """
        pages = _layout(self._column)
        at = pages.indexOf(before)
        if before is page or at < 0 or not isinstance(pages, QBoxLayout):
            yield
            return
        pages.removeWidget(before)
        try:
            yield
        finally:
            pages.insertWidget(at, before)

    def rebuild(self, page: Page) -> None:
        """Build the open page again; the keys go on from where they are, and so does the sight."""
        focused = self._focused()
        here = focused is not None and page.isAncestorOf(focused)
        around = [control.accessibleName() for control in controls(page)] if here else []
        name = focused.accessibleName() if focused is not None and here else ""
        height = self._height_of(focused) if focused is not None and here else 0
        bar = self._scroll.verticalScrollBar()
        place = bar.value()
        old = page.renew()
        self.order()
        asked = page.next_control()
        if asked is not None and _records(asked) == "many":
            asked = None
        same = _named(page.body(), name) if here else None
        if page.top_wanted and asked is None and here:
            self._give(_first_quiet(page.body()))
        elif asked is not None or here:
            self._give(asked or _onward(page.body(), name, same, around))
        if old is not None:
            page.let_go(old)
        self._settle()
        if same is not None and same is self._focused():
            # A card that appears above must not push away what the hand is on.
            place += self._height_of(same) - height
        self._rest(page, place, _panel_of(asked))

    def go(self, widget: QWidget | None) -> None:
        """Give the keys to a control, in sight."""
        self._settle()
        self._give(widget)
        self._show(self._focused())

    def into_sight(self) -> None:
        """Scroll to what has the keys."""
        self._settle()
        self._show(self._focused())

    def onto(self, page: Page) -> None:
        """Give the keys to the first control of a page that stores nothing."""
        self.go(_first_quiet(page.body()))

    def next_area(self, areas: Sequence[QWidget], current: QWidget) -> None:
        """From the area that has the keys to the next one; to `current` in the first area."""
        focused = self._focused()
        at = next((i for i, a in enumerate(areas) if focused and a.isAncestorOf(focused)), 0)
        area = areas[(at + 1) % len(areas)]
        self.go(current if area.isAncestorOf(current) else next(iter(controls(area)), None))

    def grown(self) -> None:
        """Have what was added below what is shown in its place, and Tab go there."""
        self.order()
        self._settle()

    def order(self) -> None:
        """Have Tab go in reading order: pages, text size, the page, the undo bar."""
        every = [control for area in self._areas() for control in controls(area)]
        for before, after in pairwise(every):
            QWidget.setTabOrder(before, after)

    def _rest(self, page: Page, place: int, panel: QWidget | None = None) -> None:
        """Scroll to `place` unless the page or an opened `panel` asks for more, then let the
        messages be said.
        """
        bar = self._scroll.verticalScrollBar()
        self._settle()
        bar.setValue(0 if page.top_wanted else place)
        if page.shown_wanted is not None:
            self._scroll.ensureWidgetVisible(page.shown_wanted)
        page.shown_wanted, page.top_wanted = None, False
        if panel is not None:
            self._show_whole(panel)
        focused = self._focused()
        if focused is not None and page.isAncestorOf(focused):
            self._show(focused)
        theme.current().guard.drawn()
        self._announcer.release()

    def _focused(self) -> QWidget | None:
        # Of the window, which may not be the active one just now.
        return self._scroll.window().focusWidget()

    def _give(self, widget: QWidget | None) -> None:
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, widget: QWidget | None) -> None:
        if widget is not None and self._column.isAncestorOf(widget):
            margin = theme.current().px(_MARGIN)
            self._scroll.ensureWidgetVisible(widget, 0, margin)

    def _show_whole(self, panel: QWidget) -> None:
        """Scroll no further than shows all of a panel; of one that is too high its top."""
        bar, height = self._scroll.verticalScrollBar(), self._scroll.viewport().height()
        margin = theme.current().px(_MARGIN)
        top = self._height_of(panel) - margin
        bar.setValue(min(max(bar.value(), top + panel.height() + 2 * margin - height), top))

    def _height_of(self, widget: QWidget) -> int:
        """Where a control stands in the column, from its top."""
        return widget.mapTo(self._column, QPoint(0, 0)).y()

    def _settle(self) -> None:
        """Have everything laid out now, the undo bar too, so that places are known."""
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        column, viewport = self._column, self._scroll.viewport()
        for layout in (_layout(self._right), _layout(column)):
            layout.activate()
        needed = _layout(column).heightForWidth(column.width())
        column.resize(viewport.width(), max(needed, viewport.height()))


def controls(area: QWidget) -> list[QWidget]:
    """The controls of an area that take keys, in reading order."""
    return [
        w
        for w in area.findChildren(QWidget)
        if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisibleTo(area) and w.isEnabled()
    ]


def _panel_of(widget: QWidget | None) -> QWidget | None:
    """The form or the pad that a control stands in."""
    while widget is not None and not isinstance(widget, InputForm | RatingPad):
        widget = widget.parentWidget()
    return widget


def _layout(widget: QWidget) -> QLayout:
    layout = widget.layout()
    assert layout is not None
    return layout


def _onward(
    body: QWidget, name: str, same: QWidget | None, around: Sequence[str]
) -> QWidget | None:
    """Where the keys go when nobody asks for them: the same control, or one beside it.

    Where a press has just recorded something, not on what records: a second press, long after the
    first, must not record the next dose.
    """
    if same is not None and (name != theme.current().guard.last_pressed() or _is_quiet(same)):
        return same
    about = name.partition(", ")[2]
    quiet = [control for control in controls(body) if _is_quiet(control)]
    near = (w for w in quiet if about and w.accessibleName().partition(", ")[2] == about)
    by_name = {control.accessibleName(): control for control in quiet}
    at = around.index(name) if name in around else 0
    beside = [*reversed(around[:at]), *around[at + 1 :]]
    kept = (by_name[one] for one in beside if one in by_name)
    return next(near, None) or next(kept, None) or _first_quiet(body)


def _first_quiet(area: QWidget) -> QWidget | None:
    every = controls(area)
    return next((w for w in every if _is_quiet(w)), None) or next(
        (w for w in every if _records(w) != "many"), None
    )


def _is_quiet(widget: QWidget) -> bool:
    return _records(widget) == "nothing"


def _records(widget: QWidget) -> str:
    return widget.records if isinstance(widget, Button) else "nothing"


def _named(area: QWidget, name: str) -> QWidget | None:
    return next((w for w in controls(area) if w.accessibleName() == name), None)
