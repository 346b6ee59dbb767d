"""What every page of the window has in common."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from diary_app.text import _
from diary_app.ui.faults import words_of
from diary_app.ui.session import Session
from diary_app.ui.widgets.banner import Banner
from diary_app.ui.widgets.card import column


class Page(QWidget):
    """One page. It shows what the diary says when asked to, and keeps no copy of it.

    Subclasses fill `column` in `build`. A page that is hidden when something changes is only marked
    stale and read again when it is shown.
    """

    altered = Signal()  # the page should be built again: a panel opened or closed
    grown = Signal()  # more of the page is there than when it was shown

    key: str
    icon: str
    asks_day = "log"  # the page that asks which day to go to
    ticks = False  # whether the page changes by the clock alone

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.stale = True
        self.top_wanted = False  # show the top of the page after the next refresh
        self.begun_at: QWidget | None = None  # what `begin` began at: its top comes into view
        self.shown_wanted: QWidget | None = None  # bring this into view after the next refresh
        self._body: QWidget | None = None
        self._ruin: QWidget | None = None  # what was built of a page that then failed
        self._holder = column(self)
        self.column = self._holder

    def title(self) -> tuple[str, str]:
        """The name of the page and what stands beside it, "" for nothing."""
        raise NotImplementedError

    def build(self) -> None:
        """Fill the empty column from the diary."""
        raise NotImplementedError

    def renew(self) -> QWidget | None:
        """Read again and show it below what was shown, which is answered: to be let go of.

        What was shown stays until the keys have left it.
        """
        self.session.drafts.keep_typed()  # what was typed in the last second is filled in again
        old, body = self._body, QWidget()
        if old is not None:
            self._holder.removeWidget(old)  # it stays in its place, but is not laid out again
        # Filled before it is shown: what is added to a shown widget is measured each time.
        self.column = column(body, gap=18)
        try:
            self.build()
            self.session.drafts.watch(body)
        except Exception as error:  # noqa: BLE001  said in the page's place; the others go on
            self._ruin = body  # the page may point at what is in it
            self.session.faults.tell(error, f"page {self.key}")
            body = self._broken(error)
        self._body = body
        self._holder.addWidget(body)
        body.show()  # now, not when the events come round: it may be given the keys at once
        self.stale = False
        return old

    def _broken(self, error: Exception) -> QWidget:
        """What stands in the place of a page that could not be built."""
        body = QWidget()
        again = (_("Try again"), self.altered.emit)
        column(body, gap=18).addWidget(Banner(words_of(error), again))
        return body

    def body(self) -> QWidget:
        """What is shown."""
        return self._body or self

    def let_go(self, old: QWidget) -> None:
        """Let go of what was shown before."""
        # Hidden at once, so that no name is heard twice before Qt deletes it. Not taken out of the
        # page: each of its widgets would be styled once more.
        old.hide()
        old.deleteLater()

    def drop(self) -> None:
        """Let go of what is shown: it will be built anew, and need not be styled before that."""
        if self._body is not None:
            self.let_go(self._body)
        self._body, self.stale = None, True

    def first_control(self) -> QWidget | None:
        """Where the keys go when the page opens; None for the first that records nothing."""
        return None

    def next_control(self) -> QWidget | None:
        """Where the work goes on after `build`, where the page knows it; None to stay."""
        return None

    def busy(self) -> bool:
        """Whether the patient is in the middle of something that a refresh would take away."""
        return False

    def open_at(self, day: date) -> None:
        """Show `day`, on a page that has days."""

    def chosen_again(self) -> None:
        """The page was asked for while it is open."""

    def move_day(self, by: int) -> None:
        """Show the day `by` days on, on a page that has days."""

    def open_tile(self, number: int) -> None:
        """Open the pad of the symptom tile `number`, counted from 1, on a page that has tiles."""

    def step_back(self) -> bool:
        """Close what Escape closes and no form has taken; whether there was anything."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or not self.step_back():
            super().keyPressEvent(event)

    def begin(self, what: str) -> None:
        """Begin something the window was asked for by key: "note", "day", "print"."""

    def keeps_typing(self) -> bool:
        """Whether something is being typed that reading again would take away."""
        return self._body is not None and self.busy()

    def open_record(self, id: str) -> None:
        """Begin to change a record, on the page that lists them."""

    def open_first(self) -> None:
        """Ask for the first medicine when it opens, on the page that has them."""

    def open_documents(self, back: str) -> None:
        """Show all that the documents say, on the page that has it; Back leads to `back`."""

    def outdated(self) -> bool:
        """Whether the clock alone has changed what the page should show."""
        return False

    def leave(self) -> None:
        """Store what was answered and only waits for Save: the window closes."""

    def add(self, *widgets: QWidget) -> None:
        """Add widgets below one another."""
        body = self.column.parentWidget()
        shown = body is not None and body.isVisible()
        for widget in widgets:
            self.column.addWidget(widget)
            if shown:  # at once, so that it has its place before somebody is led there
                widget.show()


class BrokenPage(Page):
    """Stands in the place of a page that could not even be made."""

    def __init__(self, session: Session, key: str, word: str, error: Exception) -> None:
        super().__init__(session)
        self.key, self._word, self._error = key, word, error

    def title(self) -> tuple[str, str]:
        return self._word, ""

    def build(self) -> None:
        self.add(Banner(words_of(self._error)))
