"""The list of pages: a column at the left, or wrapped lines on top of a narrow window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from diary_app.text import _
from diary_app.ui import theme
from diary_app.ui.widgets.button import Button
from diary_app.ui.widgets.card import row
from diary_app.ui.widgets.layouts import Flow
from diary_app.ui.widgets.text import Icon, label

WIDTH = 200  # units


class Navigation(QFrame):
    """Icon and word for each page; the current one is tinted and has a bar."""

    wanted = Signal(str)

    def __init__(self, pages: Sequence[tuple[str, str, str]]) -> None:
        """`pages` are (key, word, icon) in order."""
        super().__init__()
        self.setObjectName("navigation")
        self.setAccessibleName(_("Pages"))
        pill, name = Icon("medicines", 20, accent=True), label(_("Dose Diary"), "brand")
        self._brand = row(pill, name, padding=(13, 0), least=34)
        self.buttons: dict[str, Button] = {}
        self._icons = {key: icon for key, _word, icon in pages}
        for key, word, icon in pages:
            button = Button(word, "nav", icon=icon, guarded=False)
            button.chosen.connect(lambda key=key: self.wanted.emit(key))
            self.buttons[key] = button
        self._narrow: bool | None = None
        self._scale = 0.0
        self._lines_shown: Flow | None = None

    def mark(self, key: str) -> None:
        """Show `key` as the page that is open."""
        for name, button in self.buttons.items():
            button.setChecked(name == key)

    def arrange(self, *, narrow: bool) -> None:
        """Lay out as a column or as wrapped lines, at the text size in force."""
        look = theme.current()
        if (self._narrow, self._scale) == (narrow, look.scale):
            self._fit()  # a size that was asked for before the letters had it
            return
        self._narrow, self._scale = narrow, look.scale
        self._let_go()
        self.setProperty("narrow", narrow)
        for key, button in self.buttons.items():
            button.setProperty("narrow", narrow)
            button.set_icon("" if narrow else self._icons[key])  # words alone need fewer lines
            button.style().unpolish(button)
            button.style().polish(button)
            button.show()
        self.setLayout(self._lines() if narrow else self._column())
        self._brand.setVisible(not narrow)
        self.style().unpolish(self)
        self.style().polish(self)

    def column_height(self) -> int:
        """What the list needs as a column, in pixels; a lower window has it on top."""
        look = theme.current()
        return look.px(80 + 56 * len(self.buttons))

    def _let_go(self) -> None:
        """Take brand and buttons out of the layout they are in, and end it."""
        old = self.layout()
        if old is None:
            return
        for widget in (self._brand, *self.buttons.values()):
            old.removeWidget(widget)
            widget.setParent(self)
        if self._lines_shown is not None:  # before the layout goes, which would take it along
            old.removeWidget(self._lines_shown)
            self._lines_shown.hide()
            self._lines_shown.deleteLater()
            self._lines_shown = None
        QWidget().setLayout(old)  # the way Qt lets go of a layout

    def _column(self) -> QLayout:
        look = theme.current()
        self._fit()
        layout = QVBoxLayout()
        layout.setContentsMargins(look.px(12), look.px(16), look.px(12), look.px(12))
        layout.setSpacing(look.px(4))
        layout.addWidget(self._brand)
        layout.addSpacing(look.px(14))
        for button in self.buttons.values():
            layout.addWidget(button)
        layout.addStretch(1)
        return layout

    def _fit(self) -> None:
        """As wide as the longest word asks for, while the pages are a column."""
        if not self._narrow:
            self.setMaximumWidth(16_777_215)
            self.setFixedWidth(self._width())

    def _width(self) -> int:
        look = theme.current()
        widest = max(button.sizeHint().width() for button in self.buttons.values())
        line = 1  # of the frame, which the style draws inside of the width
        return max(look.px(WIDTH), widest + look.px(24) + line)

    def _lines(self) -> QLayout:
        self.setMinimumWidth(0)
        self.setMaximumWidth(16_777_215)
        lines = self._lines_shown = Flow(4)
        for button in self.buttons.values():
            lines.add(button)
        layout = QVBoxLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(lines)
        return layout
