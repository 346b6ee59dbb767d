"""What may matter on a day: triggers in one press, therapy and falls in a form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from diary_app.domain.history import History
from diary_app.domain.when import within_day
from diary_app.services import symptoms
from diary_app.text import _
from diary_app.ui.panels.event import EventForm
from diary_app.ui.panels.fall import FallForm
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import heading, stack
from diary_app.ui.widgets.layouts import flow
from diary_app.wording.days import short_full_day
from diary_app.wording.events import trigger_names

_EVENT, _FALL = "event", "fall"


class Happened(QObject):
    """The triggers of the day, and the two forms. `day` answers which day is shown."""

    altered = Signal()

    def __init__(self, session: Session, day: Callable[[], date]) -> None:
        super().__init__(session)
        self._session, self._day = session, day
        self._open = self._closed = ""
        self._fresh = False
        self._first: QWidget | None = None
        self._turns: dict[str, QWidget] = {}

    def take_focus(self) -> QWidget | None:
        """The first field of a form that has just been opened, the way to one just closed."""
        if self._fresh:
            self._fresh = False
            return self._first
        closed, self._closed = self._closed, ""
        return self._turns.get(closed)

    def build(self, history: History) -> QWidget:
        """One press for each trigger that is not there yet, and the ways to the forms."""
        day = self._day()
        there = {event.kind for event in history.events if event.at.day == day}
        chips: list[QWidget] = []
        for kind, name in trigger_names().items():
            chip = Button(name, "chip", about=_("on that day"))
            chip.setCheckable(False)
            if kind in there:
                chip.set_icon("tick")
                chip.setEnabled(False)
            else:
                chip.chosen.connect(lambda kind=kind, name=name: self._store(kind, name))
            chips.append(chip)
        ways: list[QWidget] = []
        for part, words in (
            (_FALL, _("A fall…")),
            (_EVENT, _("Therapy, or something else…")),
        ):
            turn = self._turns[part] = way(words)
            turn.chosen.connect(lambda part=part: self._turn(part))
            ways.append(turn)
        parts: list[QWidget] = [
            heading(_("What may matter on this day")),
            flow(*chips, gap=10),
            flow(*ways),
        ]
        if self._open:
            parts.append(self._form(day))
        return stack(*parts, gap=12)

    def _form(self, day: date) -> QWidget:
        form: EventForm | FallForm
        if self._open == _FALL:
            form = FallForm(self._session, day, self._close)
        else:
            form = EventForm(self._session, self._close, day)
        self._first = form.first()
        return form

    def _store(self, kind: str, name: str) -> None:
        session, day = self._session, self._day()
        at, by = within_day(day, session.now()), session.entered_by
        session.save(
            lambda: symptoms.log_event(session.diary, kind, at=at, entered_by=by),
            _("Saved: {what}, {day}.").format(what=name, day=short_full_day(day)),
        )

    def _turn(self, part: str) -> None:
        self._open, self._fresh = ("", False) if self._open == part else (part, True)
        self.altered.emit()

    def _close(self) -> None:
        self._closed, self._open = self._open, ""
        self.altered.emit()
