"""The window: pages at the left, one column that scrolls, the undo bar below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QMainWindow,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from diary_app import fault_log
from diary_app.errors import DiaryError
from diary_app.frozen import dataclass
from diary_app.services import diaries, settings, trail
from diary_app.text import _
from diary_app.ui import theme
from diary_app.ui.desktop.announce import Announcer
from diary_app.ui.focus import FocusKeeper
from diary_app.ui.help import Help
from diary_app.ui.keys import bind, hear
from diary_app.ui.navigation import Navigation
from diary_app.ui.pages.page import BrokenPage, Page
from diary_app.ui.parts.problem_place import ProblemPlace
from diary_app.ui.rest import at_rest
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button
from diary_app.ui.widgets.card import row
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.scroll import PageScroll
from diary_app.ui.widgets.text import Run, Runs, text_of
from diary_app.ui.widgets.undo_bar import UndoBar

NARROW = 700  # units: below this the pages stand on top
SMALLEST = 320  # pixels, across and down
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
    page: Page
    _keys: FocusKeeper
    _scroll: QScrollArea

    def __init__(self, session: Session, places: Sequence[Place]) -> None:
        super().__init__()
        self.session = session
        self._places = {place.key: place for place in places}
        self.pages: dict[str, Page] = {}
        self._named = False  # whether the bar names the change that Undo takes back
        self._announcer = Announcer(self)
        self._quitting = self._close_failed = False
        self.setWindowTitle(_("Dose Diary"))
        self._navigation = Navigation([(p.key, p.word, p.icon) for p in places])
        self._navigation.wanted.connect(self.open_page)
        self._bar = UndoBar()
        self._bar.undo.connect(self._undo)
        self._bar.check.connect(lambda: self.open_page("check"))
        self._bar.emptied.connect(lambda: self._keys.onto(self.page))
        self._bar.redo.connect(session.redo)
        self._title = Runs("", "title")
        self._smaller = Button("A\N{MINUS SIGN}", guarded=False)
        self._smaller.setAccessibleName(_("A\N{MINUS SIGN}, smaller text"))
        self._bigger = Button("A+", "bigger", guarded=False)
        self._bigger.setAccessibleName(_("A+, bigger text"))
        self._problem = ProblemPlace(session)
        self._standing: list[QWidget] = []  # what stands above every page
        self._build()
        self._keys = FocusKeeper(
            self._scroll, self._right, self._column, self._areas, self._announcer
        )
        self.page = self._page_of(places[0].key)
        self._connect()
        self._help = Help(self, session, lambda: self.page)
        self._add_shortcuts()
        self._say_last()

    def open_page(self, key: str, day: date | None = None) -> None:
        """Show the page `key`, at `day` where it has days."""
        before, self.page = self.page, self._page_of(key)
        if day is not None:
            self.page.open_at(day)
        if before is self.page:
            self.page.chosen_again()
        old = self.page.stale or self.page.outdated()
        anew = day is not None or (old and not self.page.keeps_typing())
        self._navigation.mark(key)
        self._keys.open(self.page, before, anew=anew)
        self._show_title()

    def _page_of(self, key: str) -> Page:
        """The page, made now if it was not opened before."""
        if key not in self.pages:
            page = self._made(key)
            page.hide()
            page.altered.connect(self._later)
            page.grown.connect(lambda: self._grown(page))
            self._body.insertWidget(self._body.count() - 1, page)  # above what fills the rest
            self.pages[key] = page
        return self.pages[key]

    def _grown(self, page: Page) -> None:
        self.session.drafts.watch(page.body())
        if page is self.page:
            self._keys.grown()

    def _made(self, key: str) -> Page:
        place = self._places[key]
        try:
            return place.make(self.session)
        except Exception as error:  # noqa: BLE001  the other pages go on
            self.session.faults.tell(error, f"page {key}")
            return BrokenPage(self.session, key, place.word, error)

    def put_on_top(self, card: QWidget) -> None:
        """A card that stands above every page."""
        self._body.insertWidget(0, card)
        self._standing.append(card)

    def offer_way_back(self, own: Path) -> None:
        """From made-up data to the patient's own diary."""
        back = Button(_("Back to my own diary"))
        back.chosen.connect(lambda: self.session.reopen(lambda: (own, "")))
        self._mark.add(back)

    def reread(self) -> None:
        """Read the open page again; the keys go on from where they are."""
        self._keys.rebuild(self.page)
        self._show_title()

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
        try:
            self._close()
        except Exception as error:  # noqa: BLE001  else the window would go and say nothing
            if not self._close_failed:  # a second press closes in any case
                self._close_failed, self._quitting = True, False
                event.ignore()
                self.show()
                self.session.faults.tell(error, "close")
                return
            fault_log.note(error, "close")
            self.hide()
        super().closeEvent(event)

    def _close(self) -> None:
        with suppress(DiaryError):  # said while it was typed; nobody is kept from quitting
            self.session.drafts.keep_now()
        for page in self.pages.values():
            page.leave()
        self.closing.emit()
        self.hide()  # a paper being made is waited for, but not on the screen
        self.session.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _build(self) -> None:
        self._column = QWidget()
        self._column.setObjectName("column")
        self._body = QVBoxLayout(self._column)
        sizes = flow(self._smaller, self._bigger, gap=8)
        self._head = row(self._title, sizes, grow=self._title, gap=8)
        self._mark = row(Runs(_("Made-up data: nothing here is about you."), "muted"))
        self._mark.setVisible(settings.load(self.session.diary).demo)
        self._body.addWidget(self._mark)
        self._body.addWidget(self._head)
        self._body.addWidget(self._problem)
        # Not an alignment of the layout: that would cut what is higher than its first wish.
        self._body.addStretch(1)
        self._scroll = PageScroll(self._column)
        right = self._right = QWidget()
        below = QVBoxLayout(right)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self._scroll, 1)
        below.addWidget(self._bar)
        self._bar.hide()
        whole = QWidget()
        whole.setMinimumSize(SMALLEST, SMALLEST)  # or the list of pages would keep it higher
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
        session.told.connect(self._tell)
        session.noted.connect(lambda: self._bar.offer_check(offered=True))
        session.spoken.connect(self._announcer.say)
        session.problem.connect(self._problem.say)
        session.faults.met.connect(self._problem.tell)
        self._problem.shown.connect(self._on_problem)
        self._problem.answered.connect(lambda: self._keys.onto(self.page))
        session.wanted.connect(self.open_page)
        session.record_wanted.connect(lambda id: self._page_of("history").open_record(id))
        session.documents_wanted.connect(lambda back: self._page_of("check").open_documents(back))
        session.numbers_wanted.connect(lambda: self._begin("settings", "numbers"))
        session.medicine_wanted.connect(self._ask_first)
        session.facts_wanted.connect(lambda: self._begin("settings", "facts"))
        session.passphrase_wanted.connect(lambda: self._begin("settings", "lock"))
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
            "Ctrl+D": lambda: self._begin(self.page.asks_day, "day"),
            "F1": self._help.open,
            "F6": self._next_area,
            "Ctrl+Q": self.quit,
        }
        for number, key in enumerate(self._places, 1):
            light[f"Alt+{number}"] = partial(self.open_page, key)
        guarded: dict[str, Callable[[], object]] = {
            "Ctrl+Z": self._undo,
            "Ctrl+Shift+Z": self.session.redo,
            "Ctrl+P": lambda: self._begin("reports", "print"),
        }
        for number in range(1, 10):
            guarded[f"Ctrl+{number}"] = partial(self._open_tile, number)
        bind(self, light, light=True)
        bind(self, guarded, light=False)

    def event(self, event: QEvent) -> bool:
        hear(event)
        return super().event(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        theme.current().guard.ends(
            event.key(), event.timestamp()
        )  # of a shortcut that no control has heard of
        super().keyReleaseEvent(event)

    def _open_tile(self, number: int) -> None:
        self.page.open_tile(number)

    def _begin(self, key: str, what: str) -> None:
        self.open_page(key)
        self.page.begin(what)
        self._keys.go(self.focusWidget())
        begun, self.page.begun_at = self.page.begun_at, None
        if begun is not None:
            top = begun.mapTo(self._column, QPoint(0, 0)).y() - theme.current().px(24)
            self._scroll.verticalScrollBar().setValue(top)

    def _ask_first(self) -> None:
        self._page_of("medicines").open_first()
        self.open_page("medicines")

    def _on_changed(self, tables: frozenset[str]) -> None:
        if "*" in tables:  # changed outside: Undo now means that change, not the one named so far
            self._say_last()
        for page in self.pages.values():
            page.stale = True
        self._announcer.hold()
        if "*" in tables:
            QTimer.singleShot(0, self, lambda: at_rest(self, self._reread_unless_busy))
        else:
            QTimer.singleShot(0, self, self._reread_unless_busy)

    def _reread_unless_busy(self) -> None:
        # What is being typed in an open panel is not taken away; closing it reads again.
        if self.page.stale and self.isVisible() and not self.page.busy():
            self.reread()
        self._announcer.release()

    def _later(self) -> None:
        self.page.stale = True
        self._announcer.hold()
        # After the press has been dealt with: its button must outlive its own signal.
        QTimer.singleShot(0, self, self._reread_if_stale)

    def _reread_if_stale(self) -> None:
        if self.page.stale and self.isVisible():
            self.reread()
        self._announcer.release()

    def _on_tick(self) -> None:
        if self.isVisible() and self.page.ticks and not self.page.busy() and self.page.outdated():
            at_rest(self, self._reread_outdated)

    def _reread_outdated(self) -> None:
        if self.isVisible() and not self.page.busy() and self.page.outdated():
            self.reread()

    def _say_last(self) -> bool:
        """Name the change that Undo takes back; whether there is one."""
        last = trail.to_undo(self.session.diary)
        if last is not None:
            self._say(_("Last change: {edit}.").format(edit=self.session.edit_words(last)))
        return last is not None

    def _say(self, words: Sequence[Run] | str) -> None:
        """Name a change in the bar, with the way back."""
        self._named = True
        self._bar.offer_check(offered=False)
        self._bar.say(
            words,
            can_undo=trail.to_undo(self.session.diary) is not None,
            can_redo=trail.to_redo(self.session.diary) is not None,
        )
        self._bar.show()
        self._announcer.say(text_of(words))

    def _tell(self, words: Sequence[Run] | str) -> None:
        """Say in the bar what is no change of the diary."""
        self._named = False
        self._bar.offer_check(offered=False)
        self._bar.say(words, can_undo=False, can_redo=False)
        self._bar.show()
        self._announcer.say(text_of(words))

    def _undo(self) -> None:
        """Take back the change that the bar names; where it names none, name it first."""
        if self._named or not self._say_last():
            self.session.undo()

    def _on_problem(self, button: QWidget, words: str) -> None:
        self._keys.go(button)
        self._announcer.say(words)

    def _show_title(self) -> None:
        try:
            title, beside = self.page.title()
        except Exception as error:  # noqa: BLE001  the page stays, by the name it has in the list
            self.session.faults.tell(error, "title")
            title, beside = self._places[self.page.key].word, ""
        runs = [Run(title)]
        if beside:
            runs += [Run("\N{EN SPACE}", "subtitle"), Run(beside, "subtitle")]
        if text_of(runs) != self._title.text():
            self._title.show_runs(runs)
            # It may take a line more, and push what has the keys behind the undo bar.
            self._keys.into_sight()
        name = diaries.name_of(self.session.diary.file.path)
        self.setWindowTitle(f"{title} – {name} – {_('Dose Diary')}")

    def _drop_pages(self) -> None:
        """Every page is built anew in the new style; styling it first would be for nothing.

        The open one stays until then, for it has the keys.
        """
        for page in self.pages.values():
            if page is not self.page:
                page.drop()

    def _restyle(self) -> None:
        for page in self.pages.values():
            page.stale = True
        self._arrange(force=True)
        self._reread_unless_busy()

    def _arrange(self, *, force: bool = False) -> None:
        """Put the pages at the left, or on top where the window is narrow for its text."""
        look = theme.current()
        # A window too low for the list as a column has it on top, where it scrolls.
        low = self.height() < self._navigation.column_height()
        narrow = low or self.width() < NARROW * look.scale
        if narrow != self._narrow or force:
            self._narrow = narrow
            self._bar.measure(narrow=narrow)
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

    def _areas(self) -> list[QWidget]:
        above = [self._navigation, *self._standing, self._mark, self._head, self._problem]
        return [*above, self.page, self._bar]

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Tab: what a panel has added since it opened stands in the order too."""
        self._keys.order()
        moved = super().focusNextPrevChild(onward)
        # Qt scrolls to what it gives the keys only if they were in the page before.
        self._keys.into_sight()
        return moved

    def _next_area(self) -> None:
        """F6: from the pages to the page to the undo bar and round again."""
        bar = [self._bar] if self._bar.isVisible() else []
        areas = [self._navigation, self.page, *bar]
        self._keys.next_area(areas, self._navigation.buttons[self.page.key])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LocaleChange, QEvent.Type.ThemeChange):
            theme.current().follow_computer()
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._on_tick()
