"""The bar that says what was saved last and takes it back. It has no time limit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from diary_app.text import _
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import column, row
from diary_app.ui.widgets.text import Run, Runs


class UndoBar(QFrame):
    """Last saved action in words, and Undo: far from where the press that saved was made."""

    undo = Signal()
    redo = Signal()
    check = Signal()
    emptied = Signal()  # the keys were on a button that goes, and the bar has no other

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("undoBar")
        self.setAccessibleName(_("Last change"))
        self._words = Runs("")
        self._undo = Button(_("Undo"))
        self._undo.chosen.connect(self.undo)
        self._redo = Button(_("Redo"), "plain")
        self._redo.chosen.connect(self.redo)
        self._check = way(_("Answer the safety check"))
        self._check.chosen.connect(self.check)
        self._check.hide()
        self._column = column(self)
        self._line = QWidget()
        self.measure()

    def say(self, words: Sequence[Run] | str, *, can_undo: bool, can_redo: bool) -> None:
        """Show what was done, and what can be taken back or brought back."""
        self._words.show_runs(words)
        for button, shown in ((self._undo, can_undo), (self._redo, can_redo)):
            if shown:
                button.show()
        # The keys leave a button before it goes, or Qt sends them through the list of pages.
        if self._undo.hasFocus() and not can_undo and can_redo:
            self._redo.setFocus()
        elif self._redo.hasFocus() and not can_redo and can_undo:
            self._undo.setFocus()
        elif (self._undo.hasFocus() or self._redo.hasFocus()) and not (can_undo or can_redo):
            self.emptied.emit()
        self._undo.setVisible(can_undo)
        self._redo.setVisible(can_redo)

    def offer_check(self, *, offered: bool) -> None:
        """Offer the safety check beside what was saved: a text is not read reliably."""
        if self._check.hasFocus() and not offered:
            self.emptied.emit()  # before it goes, or Qt sends the keys through the list of pages
        self._check.setVisible(offered)

    def measure(self, *, narrow: bool = False) -> None:
        """Lay out again, at the text size in force; in a narrow window it leaves the page room."""
        old = self._line
        self._words.setProperty("role", "said-small" if narrow else "")
        self._words.style().unpolish(self._words)
        self._words.style().polish(self._words)
        self._line = row(
            self._words,
            self._check,
            self._redo,
            self._undo,
            grow=self._words,
            padding=(16, 4) if narrow else (32, 10),
            least=56 if narrow else 68,
        )
        self._column.addWidget(self._line)
        self._column.removeWidget(old)
        old.deleteLater()
