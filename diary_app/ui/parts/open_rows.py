"""Which row the keys go to: after an answer the next open dose, after a panel the one it was of."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from diary_app.domain.moment import Moment
from diary_app.domain.sheet import Line

Key = tuple[str, Moment | None]  # medicine id, planned moment; None: only when needed


class OpenRows:
    """The answers of the rows of a page, in its order, and the dose answered last."""

    def __init__(self) -> None:
        self._open: dict[Key, QWidget] = {}
        self._done: dict[Key, QWidget] = {}
        self._ways: dict[Key, QWidget] = {}
        self._before: list[Key] = []
        self._answered: Key | None = None
        self._left: Key | None = None

    def begin(self) -> None:
        """The rows are about to be built anew."""
        self._before = list(self._open)
        self._open, self._done, self._ways = {}, {}, {}

    def add(self, line: Line, answer: QWidget) -> None:
        """An open row with its first answer."""
        self._open.setdefault(key_of(line), answer)

    def add_done(self, line: Line, change: QWidget) -> None:
        """A row that is answered, with the button that changes it."""
        self._done[key_of(line)] = change

    def add_way(self, key: Key, way: QWidget) -> None:
        """A button that opens the panel of a row."""
        self._ways.setdefault(key, way)

    def left(self, key: Key | None) -> None:
        """The panel of a row was closed."""
        self._left = key

    def answered(self, line: Line) -> None:
        """The dose of `line` has just been recorded by a press."""
        self._answered = key_of(line)

    def first(self) -> QWidget | None:
        """The answer of the first open row."""
        return next(iter(self._open.values()), None)

    def take_focus(self) -> QWidget | None:
        """After an answer: the next open row, else the record of it. After a panel: its button."""
        answered, self._answered = self._answered, None
        left, self._left = self._left, None
        if answered is None or answered in self._open:  # not stored, or asked about first
            return None if left is None else self._ways.get(left)
        at = self._before.index(answered) if answered in self._before else 0
        coming = [*self._before[at:], *self._before[:at]]
        following = next((self._open[key] for key in coming if key in self._open), None)
        return following or self.first() or self._done.get(answered)


def key_of(line: Line) -> Key:
    """What makes a planned dose one and the same before and after it is answered."""
    return line.medicine.id, line.slot.at
