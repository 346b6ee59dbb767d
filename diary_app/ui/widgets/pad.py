"""Rating a symptom: a tile, and in its place the numbers 0-10 or five words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from diary_app.text import _
from diary_app.ui import theme
from diary_app.ui.guard import Press
from diary_app.ui.widgets.button import Button
from diary_app.ui.widgets.card import Card, row
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.text import Runs, label


class SymptomTile(Button):
    """A symptom with its last value. Pressing it opens the pad."""

    def __init__(self, name: str, last: str) -> None:
        super().__init__("", "tile", records="nothing")
        self.setAccessibleName(f"{name}, {last}")
        self.words = name
        self.setCheckable(False)
        look = theme.current()
        layout = self._inner = QVBoxLayout(self)
        side = look.px(14)
        layout.setContentsMargins(side, side, side, side)
        layout.setSpacing(look.px(6))
        for made in (Runs(name, "strong"), Runs(last, "small")):
            made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(made)

    def sizeHint(self) -> QSize:
        look = theme.current()
        inner = self._inner.sizeHint()
        return QSize(max(look.px(152), inner.width()), max(look.px(72), inner.height()))

    def minimumSizeHint(self) -> QSize:
        least = max(theme.current().px(152), self._inner.minimumSize().width())
        return QSize(least, self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        return max(theme.current().px(72), self._inner.heightForWidth(width))


class RatingPad(Card):
    """The values of one scale as large buttons; a press is the answer.

    Keys 0-9 choose while the pad is open, X or - is 10, Escape goes back.
    """

    rated = Signal(int)
    left = Signal()
    more = Signal()  # where, how long

    def __init__(self, name: str, scale: str, values: Sequence[tuple[int, str]], last: str) -> None:
        super().__init__(gap=14)
        self.setAccessibleName(name)
        back = self._back = Button(_("Back"), "plain", about=name, records="nothing")
        back.chosen.connect(self.left)
        words = Runs(name, "words")
        self.add(row(words, back, grow=words), label(scale, "muted", wrap=True))
        self._buttons: dict[int, Button] = {}
        numeric = all(text == str(value) for value, text in values)
        for value, text in values:
            button = Button(text, "number" if numeric else "outlined", about=name, large=True)
            button.chosen.connect(lambda value=value: self.rated.emit(value))
            self._buttons[value] = button
        self.add(flow(*self._buttons.values(), gap=10, equal=True))
        self._name = name
        self._last = Runs(last, "small") if last else None
        if self._last is not None:
            self.add(self._last)

    def offer_more(self, words: str) -> None:
        """A way to say more than the value, at the end of the pad."""
        more = Button(words, "plain", about=self._name, records="nothing")
        more.chosen.connect(self.more)
        self.add(row(more))

    def first(self) -> Button:
        """Back: with the keys there the number keys work at once, and Return records nothing."""
        return self._back

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        value = _value(event)
        if value not in self._buttons:
            super().keyPressEvent(event)
            return
        guard, key = theme.current().guard, event.key()
        if guard.begins(key, repeats=event.isAutoRepeat(), stamp=event.timestamp()):
            name = self._buttons[value].accessibleName()
            press = Press(name, "key", key=key, typed=True, stamp=event.timestamp())
            guard.act(press, lambda: self.rated.emit(value))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        theme.current().guard.ends(event.key(), event.timestamp())
        super().keyReleaseEvent(event)


def _value(event: QKeyEvent) -> int:
    if event.key() in (Qt.Key.Key_X, Qt.Key.Key_Minus):
        return 10
    text = event.text()
    return int(text) if text.isascii() and text.isdigit() and len(text) == 1 else -1
