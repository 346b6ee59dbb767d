"""The window: pages at the left, one column that scrolls, the undo bar below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QMainWindow,
    QMessageBox,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from diary_app.services import settings, trail
from diary_app.text import _
from diary_app.ui import theme
from diary_app.ui.desktop.announce import announce
from diary_app.ui.keys import bind, keys_help
from diary_app.ui.navigation import Navigation
from diary_app.ui.pages.page import Page
from diary_app.ui.session import Session
from diary_app.ui.widgets.banner import Banner
from diary_app.ui.widgets.button import Button
from diary_app.ui.widgets.card import clear, row
from diary_app.ui.widgets.text import Run, Runs
from diary_app.ui.widgets.undo_bar import UndoBar

NARROW = 700  # units: below this the pages stand on top
WIDEST = 1120  # units: a longer line is hard to follow


@dataclass(frozen=True)
class Place:
    """A page as the list of pages names it; the page is made when it is opened first."""

    key: str
    word: str
    icon: str
    make: Callable[[Session], Page]


class MainWindow(QMainWindow):
    """One window on one diary. `pages` are those opened so far."""

    closing = Signal()

    def __init__(self, session: Session, places: Sequence[Place]) -> None:
        super().__init__()
        self.session = session
        self._places = {place.key: place for place in places}
        self.pages: dict[str, Page] = {}
        self._kept_focus = ""
        self._quitting = False
        self.setWindowTitle(_("Dose Diary"))
        self._navigation = Navigation([(p.key, p.word, p.icon) for p in places])
        self._navigation.wanted.connect(self.open_page)
        self._bar = UndoBar()
        self._bar.undo.connect(session.undo)
        self._bar.redo.connect(session.redo)
        self._title = Runs("", "title")
        self._smaller = Button("A\N{MINUS SIGN}", guarded=False)
        self._smaller.setAccessibleName(_("A\N{MINUS SIGN}, smaller text"))
        self._bigger = Button("A+", "bigger", guarded=False)
        self._bigger.setAccessibleName(_("A+, bigger text"))
        self._problem = QWidget()
        self._problem_column = QVBoxLayout(self._problem)
        self._problem_column.setContentsMargins(0, 0, 0, 0)
        self._problem.hide()
        self._build()
        self.page = self._page_of(places[0].key)
        self._connect()
        self._add_shortcuts()
        self._say_last()

    def open_page(self, key: str, day: date | None = None) -> None:
        """Show the page `key`, at `day` where it has days."""
        self.page.hide()
        self.page = self._page_of(key)
        if day is not None:
            self.page.open_at(day)
        if day is not None or (self.page.stale and not self.page.keeps_typing()):
            self.page.refresh()
        self._navigation.mark(key)
        self._show_title()
        self.page.show()
        self._set_tab_order()
        self._scroll.verticalScrollBar().setValue(0)
        self._focus(self.page.first_control() or _first_in(self.page))

    def _page_of(self, key: str) -> Page:
        """The page, made now if it was not opened before."""
        if key not in self.pages:
            page = self._places[key].make(self.session)
            page.hide()
            page.altered.connect(self._later)
            self._body.insertWidget(self._body.count() - 1, page)  # above what fills the rest
            self.pages[key] = page
        return self.pages[key]

    def offer_way_back(self, own: Path) -> None:
        """From made-up data to the patient's own diary."""
        back = Button(_("Back to my own diary"))
        back.chosen.connect(lambda: self.session.reopen(lambda: (own, "")))
        self._mark.add(back)

    def reread(self) -> None:
        """Read the open page again; the control the keys are on keeps them, and its place."""
        focused = QApplication.focusWidget()
        name = self._kept_focus or self._focused_name()
        self._kept_focus = ""
        here = bool(focused and self.page.isAncestorOf(focused))
        height = self._height_of(focused) if focused and here else 0
        bar = self._scroll.verticalScrollBar()
        place = bar.value()
        self.page.refresh()
        self._show_title()
        self._set_tab_order()
        self._settle()
        bar.setValue(place)
        asked = self.page.next_control()
        same = _named(self.page, name) if name else None
        if asked is not None:
            self._focus(asked)
        elif same is not None:
            same.setFocus(Qt.FocusReason.OtherFocusReason)
            # A card that appears above must not push away what the hand is on.
            bar.setValue(place + self._height_of(same) - height if here else place)
        elif name:
            # A second press must not record the next dose: the keys stay with what was answered.
            near = _about_the_same(self.page, name)
            self._focus(near or self.page.first_control() or _first_in(self.page))
        if self.page.shown_wanted is not None:
            self._scroll.ensureWidgetVisible(self.page.shown_wanted)
            self.page.shown_wanted = None
        if self.page.top_wanted:
            self.page.top_wanted = False
            bar.setValue(0)

    def _focused_name(self) -> str:
        """The name of the control of the page that has the keys, "" where none has."""
        focused = QApplication.focusWidget()
        inside = focused is not None and self.page.isAncestorOf(focused)
        return focused.accessibleName() if focused and inside else ""

    def _height_of(self, widget: QWidget) -> int:
        """Where a control stands in the column, from its top."""
        return widget.mapTo(self._column, QPoint(0, 0)).y()

    def _settle(self) -> None:
        """Have the new page laid out now, so that places in it are known."""
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self._body.activate()
        self._column.resize(
            self._scroll.viewport().width(),
            max(self._body.heightForWidth(self._column.width()), self._scroll.viewport().height()),
        )

    def quit(self) -> None:
        """Close for good, also where closing would leave the diary in the tray."""
        hidden = not self.isVisible()
        self._quitting = True
        self.close()
        if hidden:  # then no last window is closed, which would end the program
            QApplication.quit()

    def closeEvent(self, event: QCloseEvent) -> None:
        app = QApplication.instance()
        self._quitting |= isinstance(app, QApplication) and app.isSavingSession()
        if not self._quitting and self.session.reminders.stays():
            event.ignore()
            self.hide()
            return
        for page in self.pages.values():
            page.leave()
        self.closing.emit()
        self.hide()  # a paper being made is waited for, but not on the screen
        self.session.close()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _build(self) -> None:
        self._column = QWidget()
        self._column.setObjectName("column")
        self._body = QVBoxLayout(self._column)
        self._head = row(self._title, self._smaller, self._bigger, grow=self._title, gap=8)
        self._mark = row(Runs(_("Made-up data: nothing here is about you."), "muted"))
        self._mark.setVisible(settings.load(self.session.diary).demo)
        self._body.addWidget(self._mark)
        self._body.addWidget(self._head)
        self._body.addWidget(self._problem)
        # Not an alignment of the layout: that would cut what is higher than its first wish.
        self._body.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._column)
        right = QWidget()
        below = QVBoxLayout(right)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self._scroll, 1)
        below.addWidget(self._bar)
        self._bar.hide()
        whole = QWidget()
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight, whole)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(0)
        self._beside.addWidget(self._navigation)
        self._beside.addWidget(right, 1)
        self.setCentralWidget(whole)
        self._narrow = False

    def _connect(self) -> None:
        session = self.session
        session.changed.connect(self._on_changed)
        session.ticked.connect(self._on_tick)
        session.said.connect(self._say)
        session.problem.connect(self._show_problem)
        session.wanted.connect(self.open_page)
        session.record_wanted.connect(lambda id: self._page_of("history").open_record(id))
        session.documents_wanted.connect(lambda back: self._page_of("check").open_documents(back))
        theme.current().changing.connect(self._drop_pages)
        theme.current().changed.connect(self._restyle)
        self._smaller.chosen.connect(lambda: theme.current().bigger(-1))
        self._bigger.chosen.connect(lambda: theme.current().bigger())

    def _add_shortcuts(self) -> None:
        look = theme.current()
        light: dict[str, Callable[[], object]] = {
            "Ctrl++": look.bigger,
            "Ctrl+=": look.bigger,
            "Ctrl+-": lambda: look.bigger(-1),
            "Ctrl+0": lambda: look.use(replace(look.look, percent=100)),
            "Ctrl+Left": lambda: self.page.move_day(-1),
            "Ctrl+Right": lambda: self.page.move_day(1),
            "Ctrl+N": lambda: self._begin("log", "note"),
            "Ctrl+D": lambda: self._begin("log", "day"),
            "F1": self._help,
            "F6": self._next_area,
            "Ctrl+Q": self.quit,
        }
        for number, key in enumerate(self._places, 1):
            light[f"Alt+{number}"] = partial(self.open_page, key)
        guarded: dict[str, Callable[[], object]] = {
            "Ctrl+Z": self.session.undo,
            "Ctrl+Shift+Z": self.session.redo,
            "Ctrl+P": lambda: self._begin("reports", "print"),
        }
        for number in range(1, 10):
            guarded[f"Ctrl+{number}"] = partial(self._open_tile, number)
        bind(self, light, light=True)
        bind(self, guarded, light=False)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        theme.current().guard.ends(event.key())  # of a shortcut that no control has heard of
        super().keyReleaseEvent(event)

    def _open_tile(self, number: int) -> None:
        self.page.open_tile(number)

    def _begin(self, key: str, what: str) -> None:
        self.open_page(key)
        self.page.begin(what)
        self._settle()
        self._focus(QApplication.focusWidget())

    def _on_changed(self, tables: frozenset[str]) -> None:
        if "*" in tables:  # changed outside: Undo now means that change, not the one named so far
            self._say_last()
        for page in self.pages.values():
            page.stale = True
        QTimer.singleShot(0, self, self._reread_unless_busy)

    def _reread_unless_busy(self) -> None:
        # What is being typed in an open panel is not taken away; closing it reads again.
        if self.page.stale and self.isVisible() and not self.page.busy():
            self.reread()

    def _later(self) -> None:
        self.page.stale = True
        # After the press has been dealt with: its button must outlive its own signal.
        QTimer.singleShot(0, self, self._reread_if_stale)

    def _reread_if_stale(self) -> None:
        if self.page.stale and self.isVisible():
            self.reread()

    def _on_tick(self) -> None:
        if self.isVisible() and self.page.ticks and not self.page.busy() and self.page.outdated():
            self.reread()

    def _say_last(self) -> None:
        last = trail.to_undo(self.session.diary)
        if last is not None:
            self._say(_("Last change: {edit}.").format(edit=self.session.edit_words(last)))

    def _say(self, words: Sequence[Run] | str) -> None:
        self._bar.say(
            words,
            can_undo=trail.to_undo(self.session.diary) is not None,
            can_redo=trail.to_redo(self.session.diary) is not None,
        )
        self._bar.show()
        announce(self, words if isinstance(words, str) else "".join(run.text for run in words))

    def _show_problem(self, text: str) -> None:
        clear(self._problem_column)
        self._problem.setVisible(bool(text))
        if text:
            close = (_("Close this message"), lambda: self._show_problem(""))
            self._problem_column.addWidget(Banner(text, close))
            self._scroll.verticalScrollBar().setValue(0)
            announce(self, text)

    def _show_title(self) -> None:
        title, beside = self.page.title()
        runs = [Run(title)]
        if beside:
            runs += [Run("\N{EN SPACE}", "subtitle"), Run(beside, "subtitle")]
        self._title.show_runs(runs)
        self.setWindowTitle(f"{title} – {_('Dose Diary')}")

    def _drop_pages(self) -> None:
        """Every page is built anew in the new style; styling it first would be for nothing."""
        self._kept_focus = self._focused_name()
        for page in self.pages.values():
            if page is not self.page or not page.busy():
                page.drop()

    def _restyle(self) -> None:
        for page in self.pages.values():
            page.stale = True
        self._arrange(force=True)
        self._bar.measure()
        self._reread_unless_busy()

    def _arrange(self, *, force: bool = False) -> None:
        """Put the pages at the left, or on top where the window is narrow for its text."""
        look = theme.current()
        narrow = self.width() < NARROW * look.scale
        if narrow != self._narrow or force:
            self._narrow = narrow
            # On top the list scrolls with the page, or large text would leave the page no room.
            if narrow:
                self._body.insertWidget(0, self._navigation)
            else:
                self._beside.insertWidget(0, self._navigation)
        self._navigation.arrange(narrow=narrow)
        side = look.px(16 if narrow else 32)
        self._body.setContentsMargins(side, look.px(24), side, look.px(24))
        self._body.setSpacing(look.px(18))
        self._column.setMaximumWidth(look.px(WIDEST) + 2 * side)

    def _set_tab_order(self) -> None:
        """Tab goes in reading order: pages, text size, the page, the undo bar."""
        areas = (self._navigation, self._mark, self._head, self._problem, self.page, self._bar)
        order = [control for area in areas for control in _controls(area)]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Tab: what a panel has added since it opened stands in the order too."""
        self._set_tab_order()
        return super().focusNextPrevChild(onward)

    def _help(self) -> None:
        box = QMessageBox(self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(_("Help"))
        box.setText("\n".join((self.page.help_text(), "", *keys_help())))
        box.open()

    def _next_area(self) -> None:
        """F6: from the pages to the page to the undo bar and round again."""
        focused = QApplication.focusWidget()
        areas = [self._navigation, self.page]
        if self._bar.isVisible():
            areas.append(self._bar)
        at = next((i for i, a in enumerate(areas) if focused and a.isAncestorOf(focused)), 0)
        area = areas[(at + 1) % len(areas)]
        if area is self._navigation:
            self._focus(self._navigation.buttons[self.page.key])
        else:
            self._focus(_first_in(area))

    def _focus(self, widget: QWidget | None) -> None:
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(widget)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._on_tick()


def _first_in(area: QWidget) -> QWidget | None:
    return next((w for w in _controls(area)), None)


def _about_the_same(page: QWidget, name: str) -> QWidget | None:
    """A control about the same thing as the one called `name`: "Change…, baclofen 10 mg, 14:00"."""
    about = name.partition(", ")[2]
    if not about:
        return None
    return next(
        (w for w in _controls(page) if w.accessibleName().partition(", ")[2] == about), None
    )


def _named(area: QWidget, name: str) -> QWidget | None:
    return next((w for w in _controls(area) if w.accessibleName() == name), None)


def _controls(area: QWidget) -> list[QWidget]:
    """The controls of an area that take keys, in reading order."""
    return [
        w
        for w in area.findChildren(QWidget)
        if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisibleTo(area) and w.isEnabled()
    ]
