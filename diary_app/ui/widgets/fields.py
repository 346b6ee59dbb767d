"""Fields to type in. No spin boxes, lists or date pickers: a mouse wheel changes those unseen."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from diary_app.domain.medicine import Medicine
from diary_app.domain.quantity import Quantity, parse_quantity, print_quantity
from diary_app.domain.refusal import Refused
from diary_app.text import _
from diary_app.ui import theme
from diary_app.ui.guard import Press
from diary_app.ui.widgets.button import ENTER, Button
from diary_app.ui.widgets.card import stack
from diary_app.ui.widgets.layouts import Flow
from diary_app.ui.widgets.text import Runs
from diary_app.wording.refusals import in_words


class LineField(QLineEdit):
    """One line of text. Enter fires `entered` once; a held key does not repeat it."""

    entered = Signal()

    def __init__(self, name: str, text: str = "", hint: str = "", *, units: float = 220) -> None:
        super().__init__(text)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setMaxLength(2000)
        self.setMinimumWidth(theme.current().px(min(units, 120)))
        self.setMaximumWidth(theme.current().px(units))
        self._units = units
        self.textEdited.connect(lambda: self.mark(bad=False))

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(self._units), super().sizeHint().height())

    def mark(self, *, bad: bool) -> None:
        """Show that the text could not be read, or that it is well again."""
        if bool(self.property("bad")) != bad:
            self.setProperty("bad", bad)
            self.style().unpolish(self)
            self.style().polish(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in ENTER:
            super().keyPressEvent(event)
            return
        guard, key = theme.current().guard, event.key()
        if guard.begins(key, repeats=event.isAutoRepeat()):
            guard.act(Press(self.accessibleName(), "key", key=key), self.entered.emit)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        theme.current().guard.ends(event.key())
        super().keyReleaseEvent(event)


class NoteField(QPlainTextEdit):
    """Several lines of plain text; Tab leaves it."""

    def __init__(self, name: str, text: str = "", hint: str = "", *, lines: int = 3) -> None:
        super().__init__(text)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        look = theme.current()
        self.setFixedHeight(look.px(24 * lines + 26))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class AmountField(Flow):
    """An amount with large − and +. Typing is read strictly: see `domain/quantity.py`."""

    def __init__(self, about: str, medicine: Medicine | None, amount: Quantity | None) -> None:
        super().__init__(8)
        self._step = step_of(medicine, amount) if medicine and amount else None
        self.line = LineField(_("Amount, {about}").format(about=about), units=130)
        self.line.setText(print_quantity(amount) if amount else "")
        self.line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.problem = Runs("", "warn")
        self.problem.hide()
        if self._step is not None:
            step = print_quantity(self._step)
            minus = Button("\N{MINUS SIGN}", "step", guarded=False)
            minus.setAccessibleName(_("{step} less, {about}").format(step=step, about=about))
            minus.chosen.connect(lambda: self._move(-1))
            plus = Button("+", "step", guarded=False)
            plus.setAccessibleName(_("{step} more, {about}").format(step=step, about=about))
            plus.chosen.connect(lambda: self._move(1))
            for widget in (minus, self.line, plus):
                self.add(widget)
        else:
            self.add(self.line)
        self.add(self.problem)

    def read(self) -> Quantity | None:
        """The amount as typed. None, with the reason shown beside it, where it cannot be read."""
        try:
            amount = parse_quantity(self.line.text())
        except Refused as refused:
            self.line.mark(bad=True)
            self.problem.show_runs(str(in_words(refused)))
            self.problem.show()
            self.line.setFocus()
            return None
        self.problem.hide()
        return amount

    def _move(self, by: int) -> None:
        assert self._step is not None
        try:
            amount = parse_quantity(self.line.text())
            moved = amount.value + by * self._step.to(amount.unit).value
        except Refused:
            return  # the words in the field are the patient's; Save says what is wrong with them
        if moved > 0:
            self.line.setText(print_quantity(Quantity(moved, amount.unit)))


def step_of(medicine: Medicine, amount: Quantity) -> Quantity:
    """How much − and + move: half of the smallest tablet, else half of the usual amount."""
    fitting = [s.amount for s in medicine.strengths if s.amount.converts_to(amount.unit)]
    smallest = min((one.to(amount.unit).value for one in fitting), default=amount.value)
    return Quantity(smallest / Decimal(2), amount.unit)


def field(title: str, *widgets: QWidget, hint: str = "") -> QWidget:
    """A field under its label."""
    shown = Runs(title, "strong")
    for widget in widgets[:1]:
        shown.setBuddy(widget)
    parts = [shown, *widgets]
    if hint:
        parts.append(Runs(hint, "small"))
    return stack(*parts, gap=6)
