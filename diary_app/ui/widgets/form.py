"""The scaffold of every form: what to fill in, Save and Back, and what was not accepted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol, runtime_checkable
from uuid import uuid4

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
from diary_app.ui.widgets.confirm import ConfirmStep, Unsure
from diary_app.ui.widgets.fields import (
    AmountField,
    Field,
    LineField,
    NoteField,
    NotRead,
    field,
)
from diary_app.ui.widgets.text import Runs
from diary_app.wording.refusals import in_words


@runtime_checkable
class Grows(Protocol):
    """A part of a form that gets more fields as it is filled in."""

    def grow(self, wanted: Collection[str]) -> None:
        """Add rows while the next row has a field of a `wanted` name."""


class InputForm(Card):
    """Enter in a line saves, Escape leaves. `left` fires after either.

    `store` reads the fields with `fields.read` and stores; what a field holds and is not accepted
    gets its words beside it and the keys. Anything else that is not accepted is said above Save.
    `about` completes the spoken names of the buttons. `draft` names the form and the record it is
    about, the same at every start: under that name what is typed is kept until it is stored. ""
    for what is not worth it.
    """

    left = Signal()
    stored = Signal()  # before `left`, where it was stored

    def __init__(
        self,
        about: str,
        kind: CardKind = "bare",
        *,
        gap: float = 14,
        store: Callable[[], bool] = lambda: False,
        draft: str = "",
    ) -> None:
        """`store` for a form without a class of its own; one without any has nothing to save."""
        super().__init__(kind, padding=0 if kind == "bare" else 20, gap=gap)
        self.about, self._store, self.draft = about, store, draft
        self.attempting: Callable[[], AbstractContextManager[None]] = nullcontext
        self._offer: QWidget | None = None
        self._agreed: Unsure | None = None  # what the person has just said yes to
        self._step: ConfirmStep | None = None
        self._put_away: list[QWidget] = []  # what the step stands in the place of
        self._came_from: QWidget | None = None
        self.stores_for = draft  # the draft that goes when it is stored
        self.ids = uuid4()  # what the next record of the form gets its id from
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
        for part in self.findChildren(Field):
            if self._holds(part):
                part.mend()
        try:
            with self.attempting():
                done = verb()
        except NotRead as wrong:
            self._show(wrong.control)
        except Unsure as unsure:
            self._confirm(unsure, verb)
        except (Refused, DiaryError) as error:
            self.say(str(in_words(error)))
        else:
            if done:
                self.ids = uuid4()
                self.stored.emit()
                self.left.emit()

    def lines(self) -> dict[str, LineField | NoteField]:
        """The fields to type in, by their spoken names."""
        typed: list[LineField | NoteField] = [*self.findChildren(LineField)]
        typed += self.findChildren(NoteField)
        return {each.accessibleName(): each for each in typed if self._holds(each)}

    def texts(self) -> dict[str, str]:
        """What each field holds, by its spoken name; a button that is chosen holds "1"."""
        texts = {name: _text(typed) for name, typed in self.lines().items()}
        return texts | {
            name: "1" if button.isChecked() else "" for name, button in self._choices().items()
        }

    def fill(self, texts: Mapping[str, str]) -> None:
        """Show what was typed before. What no field has room for is said at the end of the form."""
        filled = {*self.texts()}
        for _round in range(3):  # a choice brings fields, and these may bring more
            for name, button in self._choices().items():
                if name in texts and button.isChecked() != bool(texts[name]):
                    _turn(button)
            for part in (self, *self.findChildren(QWidget)):
                if isinstance(part, Grows):
                    part.grow(texts.keys())
            lines = self.lines()
            for name in texts.keys() & lines.keys():
                if _text(lines[name]) != texts[name]:
                    _write(lines[name], texts[name])
            if filled == {*self.texts()}:
                break
            filled = {*self.texts()}
        homeless = [text for name, text in texts.items() if name not in filled and len(text) > 1]
        if homeless:
            self.say(_("This was written too: {words}").format(words="; ".join(homeless)))

    @property
    def offered(self) -> bool:
        """Whether a draft is offered and neither taken nor thrown away."""
        return self._offer is not None

    def offer(
        self, words: str, go_on: Callable[[], object], throw_away: Callable[[], object]
    ) -> None:
        """Offer a draft at the top of the form, in `words` that say when it was written."""

        def answer(verb: Callable[[], object]) -> None:
            offer, self._offer = self._offer, None
            if offer is not None:
                offer.hide()
                verb()
                self._first_line()

        more = Button(_("Continue"), about=self.about, records="nothing")
        more.chosen.connect(lambda: answer(go_on))
        away = way(_("Throw away"), "plain", about=self.about)
        away.chosen.connect(lambda: answer(throw_away))
        said = Runs(words, "strong")
        self._offer = row(said, more, away, grow=said)
        self.column.insertWidget(0, self._offer)

    def _first_line(self) -> None:
        for typed in self.lines().values():
            if typed.isVisible():
                typed.setFocus()
                return

    def _choices(self) -> dict[str, Button]:
        """The buttons of which some are chosen and that store nothing."""
        return {
            button.accessibleName(): button
            for button in self.findChildren(Button)
            if button.isCheckable() and button.records == "nothing" and self._holds(button)
        }

    def _holds(self, widget: QWidget) -> bool:
        """Whether the widget is of this form, not of another one inside it."""
        holder = widget.parentWidget()
        while holder is not None and not isinstance(holder, InputForm):
            holder = holder.parentWidget()
        return holder is self

    def ask(self, questions: Sequence[str] = (), lines: Sequence[str] = (), yes: str = "") -> None:
        """Raises Unsure until the person has said yes to exactly this.

        `questions` name what is probably a slip, `lines` read back what would be stored, `yes` is
        what the button says.
        """
        unsure = Unsure(tuple(questions), tuple(lines), yes)
        agreed = self._agreed is not None and self._agreed.args == unsure.args
        if (questions or lines) and not agreed:
            raise unsure

    def _confirm(self, unsure: Unsure, verb: Callable[[], bool]) -> None:
        """Put the question in the place of the fields, which keep what was typed."""
        window = self.window()
        self._came_from = window.focusWidget()
        inside = self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        self._put_away = [widget for widget in inside if widget.isVisibleTo(self)]
        step = self._step = ConfirmStep(self.about, unsure)
        step.agreed.connect(lambda: self._agree(unsure, verb))
        step.left.connect(self.back_to_fields)
        self.add(step)
        step.show()
        step.first.setFocus()
        for widget in self._put_away:
            widget.hide()
        theme.current().guard.drawn()
        _into_sight(step)

    def _agree(self, unsure: Unsure, verb: Callable[[], bool]) -> None:
        self.back_to_fields()
        self._agreed = unsure
        self.attempt(verb)
        self._agreed = None

    def back_to_fields(self) -> None:
        """Leave the question: the fields are as they were, with the keys where they were."""
        step, self._step = self._step, None
        if step is None:
            return
        for widget in self._put_away:
            widget.show()
        target = self._doubtful(step) or self._came_from
        if target is not None:
            target.setFocus()
            _into_sight(target)
        step.hide()
        step.setParent(None)
        step.deleteLater()

    def _doubtful(self, step: ConfirmStep) -> QWidget | None:
        """The line that a question begins with; the first line where Save was pressed."""
        lines = [line for line in self.findChildren(LineField) if line.isVisibleTo(self)]
        typed = [line for line in lines if line.text().strip()]
        named = (
            line for line in typed for q in step.questions if q.startswith(line.text().strip())
        )
        saved = isinstance(self._came_from, Button)
        return next(named, None) or (next(iter(lines), None) if saved else None)

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
        if event.key() == Qt.Key.Key_Escape and self._step is not None:
            self.back_to_fields()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in ENTER and self._step is None:  # of a line, which has asked the guard
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
        draft: str = "",
        echo: QWidget | None = None,
    ) -> None:
        """`echo` says below the line how it is read."""
        super().__init__(title if about is None else about, gap=6, store=store, draft=draft)
        self.line = line
        buttons = [self.save(save)]
        if left is not None:
            self.left.connect(left)
            buttons.append(self.back(back))
        self.add(field(title, row(line, *buttons, gap=gap)), *([echo] if echo else []))
        self.add(self.problem)


def _text(typed: LineField | NoteField) -> str:
    return typed.text() if isinstance(typed, LineField) else typed.toPlainText()


def _write(typed: LineField | NoteField, text: str) -> None:
    if isinstance(typed, LineField):
        typed.setText(text)
    else:
        typed.setPlainText(text)


def _turn(button: Button) -> None:
    """Choose the button, or take the choice back, as a press does."""
    button.setChecked(not button.isChecked())
    button.chosen.emit()


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
