"""One of a few: buttons joined in a row, of which at most one is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup

from diary_app.ui.widgets.button import Button
from diary_app.ui.widgets.layouts import Flow


class Choice(Flow):
    """Segments with a value each. Arrow keys move inside, Tab leaves.

    Where a choice stores something, an arrow only moves the keys: who scrolls must not answer.

    Nothing is chosen until the patient or `select` chooses: no answer is ever assumed. One that
    only fills in a form is not `guarded`: it may be answered as fast as the patient likes.
    """

    picked = Signal(object)

    def __init__(
        self,
        options: Sequence[tuple[object, str]],
        *,
        about: str = "",
        value: object = None,
        guarded: bool = True,
    ) -> None:
        super().__init__(0, line_gap=6)
        self.setAccessibleName(about)
        self._chosen: object = None
        self._buttons: dict[object, Button] = {}
        self._group = QButtonGroup(self)
        for key, text in options:
            button = Button(text, about=about, guarded=guarded, records="nothing")
            button.setCheckable(True)
            button.setProperty("segment", "middle")
            button.chosen.connect(lambda key=key: self._pick(key))
            button.refused.connect(lambda: self.select(self._chosen))
            self._group.addButton(button)
            self._buttons[key] = button
            self.add(button)
        self._round_ends()
        self.select(value)

    def select(self, value: object) -> None:
        """Choose `value` without announcing it; one that is not offered chooses nothing."""
        if value in self._buttons:
            self._chosen = value
            self._buttons[value].setChecked(True)
            return
        self._chosen = None
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    def _pick(self, value: object) -> None:
        self._chosen = value
        self.picked.emit(value)

    @property
    def value(self) -> object:
        """The chosen value, None when nothing is chosen."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), None)

    def first(self) -> Button:
        """The first button."""
        return next(iter(self._buttons.values()))

    def button(self, value: object) -> Button:
        """The button of one of the options. Raises KeyError for a value that is not offered."""
        return self._buttons[value]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        every = list(self._buttons.values())
        at = next((n for n, button in enumerate(every) if button.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        every[min(max(at + step, 0), len(every) - 1)].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._round_ends()

    def _round_ends(self) -> None:
        """Round the first and last button of each line the row has wrapped to."""
        lines: dict[int, list[Button]] = {}
        for button in self._buttons.values():
            lines.setdefault(button.y(), []).append(button)
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for line in lines.values():
            if right_to_left:
                line.reverse()
            for button in line:
                end = "middle"
                if button is line[0]:
                    end = "only" if len(line) == 1 else "first"
                elif button is line[-1]:
                    end = "last"
                if button.property("segment") != end:
                    button.setProperty("segment", end)
                    button.style().unpolish(button)
                    button.style().polish(button)
