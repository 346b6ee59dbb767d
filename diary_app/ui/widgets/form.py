"""The scaffold of every form: what to fill in, Save and Back, and what was not accepted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from diary_app.domain.refusal import Refused
from diary_app.errors import DiaryError
from diary_app.text import _
from diary_app.ui import theme
from diary_app.ui.widgets.button import ENTER, Button, Kind, way
from diary_app.ui.widgets.card import Card, CardKind, row
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.fields import (
    AmountField,
    Field,
    LineField,
    NotRead,
    field,
)
from diary_app.ui.widgets.text import Runs
from diary_app.wording.refusals import in_words


class InputForm(Card):
    """Enter in a line saves, Escape leaves. `left` fires after either.

    `store` reads the fields with `fields.read` and stores; what a field holds and is not accepted
    gets its words beside it and the keys. Anything else that is not accepted is said above Save.
    `about` completes the spoken names of the buttons.
    """

    left = Signal()

    def __init__(
        self,
        about: str,
        kind: CardKind = "bare",
        *,
        gap: float = 14,
        store: Callable[[], bool] = lambda: False,
    ) -> None:
        """`store` for a form without a class of its own; one without any has nothing to save."""
        super().__init__(kind, padding=0 if kind == "bare" else 20, gap=gap)
        self.about, self._store = about, store
        self.problem = Runs("", "warn")
        self.problem.hide()

    def store(self) -> bool:
        """Read and store; whether that is done. Raises NotRead, Refused and DiaryError."""
        return self._store()

    def submit(self) -> None:
        """Save, and leave where that is done."""
        self.attempt(self.store)

    def attempt(self, verb: Callable[[], bool]) -> None:
        """Do what a button of the form means; say what was not accepted, or leave."""
        self.problem.hide()
        try:
            done = verb()
        except NotRead as wrong:
            self._show(wrong.control)
        except (Refused, DiaryError) as error:
            self.say(str(in_words(error)))
        else:
            if done:
                self.left.emit()

    def say(self, text: str) -> None:
        """Show what was not accepted of the form as a whole, at its end if it has no place."""
        if self.column.indexOf(self.problem) < 0:
            self.add(self.problem)
        self.problem.show_runs(text)
        self.problem.show()
        _into_sight(self.problem)

    def back(self, text: str = "", about: str = "") -> Button:
        """The button that leaves without saving."""
        made = way(text or _("Back"), "plain", about=about or self.about)
        made.chosen.connect(self.left)
        return made

    def save(self, text: str = "", kind: Kind = "outlined") -> Button:
        """The button that saves."""
        made = Button(text or _("Save"), kind, about=self.about)
        made.chosen.connect(self.submit)
        return made

    def title(self, text: str) -> QWidget:
        """The first row: what the form is for, and Back."""
        words = Runs(text, "words")
        return row(words, self.back(), grow=words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in ENTER:  # of a line, which has asked the guard
            self.submit()
        else:
            super().keyPressEvent(event)

    def _show(self, control: QWidget) -> None:
        target = control
        if isinstance(control, Choice):
            target = control.first()
        elif isinstance(control, AmountField):
            target = control.line
        target.setFocus()
        _into_sight(target)


class LineForm(InputForm):
    """A form of one line, with its buttons beside it.

    `about` is the title where none is given. A form without `left` is always there: no Back.
    """

    def __init__(
        self,
        title: str,
        line: LineField,
        store: Callable[[], bool],
        *,
        about: str | None = None,
        save: str = "",
        left: Callable[[], object] | None = None,
        back: str = "",
        gap: float = 12,
    ) -> None:
        super().__init__(title if about is None else about, gap=6, store=store)
        self.line = line
        buttons = [self.save(save)]
        if left is not None:
            self.left.connect(left)
            buttons.append(self.back(back))
        self.add(field(title, row(line, *buttons, gap=gap)), self.problem)


def _into_sight(widget: QWidget) -> None:
    """Scroll to a widget once what has just been shown is laid out."""
    QTimer.singleShot(0, widget, lambda: _scroll_to(widget))


def _scroll_to(widget: QWidget) -> None:
    holder = widget.parentWidget()
    if isinstance(holder, Field):  # its words stand below the line
        widget = holder
    while holder is not None and not isinstance(holder, QScrollArea):
        holder = holder.parentWidget()
    if isinstance(holder, QScrollArea):
        holder.ensureWidgetVisible(widget, 0, theme.current().px(24))
