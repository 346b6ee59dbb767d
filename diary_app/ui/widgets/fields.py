"""Fields to type in. No spin boxes, lists or date pickers: a mouse wheel changes those unseen."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from diary_app.domain.medicine import Medicine
from diary_app.domain.quantity import Quantity, parse_quantity
from diary_app.domain.refusal import Refused
from diary_app.errors import DiaryError
from diary_app.text import _
from diary_app.ui import theme
from diary_app.ui.guard import Press
from diary_app.ui.widgets.button import ENTER, Button
from diary_app.ui.widgets.card import column
from diary_app.ui.widgets.layouts import Flow
from diary_app.ui.widgets.text import Runs
from diary_app.wording.refusals import in_words
from diary_app.wording.writing import amount_words

T = TypeVar("T")


class LineField(QLineEdit):
    """One line of text. Enter fires `entered`, and saves the form the line stands in, once."""

    entered = Signal()

    def __init__(self, name: str, text: str = "", hint: str = "", *, units: float = 220) -> None:
        super().__init__(text)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setMaxLength(2000)
        self.setMinimumWidth(theme.current().px(min(units, 120)))
        self._wide = max(theme.current().px(units), self._hint_width(hint))
        self.setMaximumWidth(self._wide)
        self.saves = True  # whether Enter saves the form that the line stands in
        self.tells_when = False  # whether a clock time in it is one of the day it is typed on

    def sizeHint(self) -> QSize:
        return QSize(self._wide, super().sizeHint().height())

    def _hint_width(self, hint: str) -> int:
        """What a hint needs, which cannot be scrolled: in some languages it is long."""
        if not hint:
            return 0
        beside = theme.current().px(2 * 13) + 8  # the padding of the style, and Qt's own
        return QFontMetrics(QApplication.font()).horizontalAdvance(hint) + beside

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
        new = guard.begins(key, repeats=event.isAutoRepeat(), stamp=event.timestamp())
        if new and guard.allows(
            Press(self.accessibleName(), "key", key=key, stamp=event.timestamp())
        ):
            self.entered.emit()
            event.setAccepted(not self.saves)  # passed on, the form that it stands in saves

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        theme.current().guard.ends(event.key(), event.timestamp())
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
        self.line.setText(amount_words(amount) if amount else "")
        self.line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if self._step is not None:
            step = amount_words(self._step)
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

    def read(self) -> Quantity:
        """The amount as typed. Raises NotRead, the reason shown beside it, for what is none."""
        return read(self.line, parse_quantity)

    def _move(self, by: int) -> None:
        assert self._step is not None
        try:
            amount = parse_quantity(self.line.text())
            moved = amount.value + by * self._step.to(amount.unit).value
        except Refused:
            return  # the words in the field are the patient's; Save says what is wrong with them
        if moved > 0:
            self.line.setText(amount_words(Quantity(moved, amount.unit)))


def step_of(medicine: Medicine, amount: Quantity) -> Quantity:
    """How much − and + move: half of the smallest tablet, else half of the usual amount."""
    fitting = [s.amount for s in medicine.strengths if s.amount.converts_to(amount.unit)]
    smallest = min((one.to(amount.unit).value for one in fitting), default=amount.value)
    return Quantity(smallest / Decimal(2), amount.unit)


class Field(QWidget):
    """Controls under their label, with what is wrong about them beside them until it is mended."""

    def __init__(self, title: str, *widgets: QWidget, hint: str = "") -> None:
        super().__init__()
        inside = column(self, 0, 6)
        if title:
            shown = Runs(title, "strong")
            for widget in widgets[:1]:
                shown.setBuddy(widget)
                if isinstance(widget, Flow) and len(widget.findChildren(Button)) > 1:
                    widget.setAccessibleName(title)  # a group by ear
            inside.addWidget(shown)
        for widget in widgets:
            inside.addWidget(widget)
        self._wrong: dict[QWidget, str] = {}  # of each control that was not accepted, why
        self._problem = Runs("", "warn")
        self._problem.hide()
        inside.addWidget(self._problem)
        if hint:
            inside.addWidget(Runs(hint, "small"))
        self._lines = self.findChildren(LineField)
        for line in self._lines:
            line.textEdited.connect(self.mend)
        for button in self.findChildren(Button):
            if button.isCheckable():
                button.chosen.connect(self.mend)

    def say(self, control: QWidget, text: str) -> None:
        """Show what is wrong with one of the controls, beside what is wrong with the others."""
        self._wrong[control] = text
        self._problem.show_runs("\n".join(dict.fromkeys(self._wrong.values())))
        self._problem.show()

    def mend(self) -> None:
        """Take the words away again: something is being put right."""
        self._wrong.clear()
        self._problem.hide()
        for line in self._lines:
            line.mark(bad=False)
            line.setAccessibleDescription("")


class NotRead(Exception):
    """What `control` holds was not accepted; the reason stands beside it."""

    def __init__(self, control: QWidget) -> None:
        self.control = control
        super().__init__(control.accessibleName())


def read(line: LineField, reader: Callable[[str], T]) -> T:
    """What is typed in `line`, read by `reader`, which may raise Refused or DiaryError.

    Raises NotRead, with the reason beside the line.
    """
    try:
        return reader(line.text())
    except (Refused, DiaryError) as error:
        raise refused(line, str(in_words(error))) from error


def read_all(*readers: Callable[[], object]) -> None:
    """Have every field read, so that each one that is not accepted says so beside itself.

    Raises the first NotRead. Who mends one field and presses Save must not meet the next one then.
    """
    wrong: list[NotRead] = []
    for reader in readers:
        try:
            reader()
        except NotRead as one:
            wrong.append(one)
    if wrong:
        raise wrong[0]


def refused(control: QWidget, text: str) -> NotRead:
    """Show beside a control what is wrong about it; the error to raise."""
    if isinstance(control, LineField):
        control.mark(bad=True)
        control.setAccessibleDescription(text)  # said when the keys come to it
    holder = control.parentWidget()
    while holder is not None and not isinstance(holder, Field):
        holder = holder.parentWidget()
    if isinstance(holder, Field):
        holder.say(control, text)
    return NotRead(control)


def field(title: str, *widgets: QWidget, hint: str = "") -> Field:
    """A field under its label."""
    return Field(title, *widgets, hint=hint)
