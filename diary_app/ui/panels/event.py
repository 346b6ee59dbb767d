"""Entering what may matter beside the doses: charts mark it, the paper lists it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from diary_app.domain.when import DayOf, within_day
from diary_app.services import symptoms
from diary_app.text import _
from diary_app.ui.panels.days import day_echo, read_day
from diary_app.ui.session import Session
from diary_app.ui.widgets.card import heading, row
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.fields import LineField, field, read_all, refused
from diary_app.ui.widgets.form import InputForm
from diary_app.wording.days import short_full_day
from diary_app.wording.events import event_names


class EventForm(InputForm):
    """What it was, from when to when; nothing is chosen beforehand but today."""

    def __init__(self, session: Session, left: Callable[[], None], day: date | None = None) -> None:
        """`day` is the day it is about at first, None for today."""
        super().__init__(_("what may matter"), "plain", draft="event")
        self._session = session
        self.left.connect(left)
        kinds: list[tuple[object, str]] = [*event_names().items()]
        self._kind = Choice(kinds, about=_("what it was"), guarded=False)
        first = _("today") if day in (None, session.today) else f"{day:%Y-%m-%d}"
        self._day = LineField(_("Since which day?"), first, units=220)
        self._until = LineField(
            _("Until which day?"), "", _("leave empty if it goes on"), units=260
        )
        self._minutes = LineField(_("How many minutes?"), units=130)
        self._words = LineField(_("In your words"), "", _("flu with fever"), units=560)
        save, close = self.save(), self.back(_("Close"))
        since, until = (day_echo(session, f, DayOf.RECORD) for f in (self._day, self._until))
        self.add(
            heading(_("Something that may matter")),
            field(_("What was it?"), self._kind),
            row(
                field(_("Since which day?"), self._day, since),
                field(_("Until which day?"), self._until, until),
            ),
            field(_("How many minutes?"), self._minutes, hint=_("of a session or of stretching")),
            field(_("In your words"), self._words),
            self.problem,
            row(save, close),
        )

    def first(self) -> QWidget:
        """Where the keys go when the form opens."""
        return self._kind.first()

    def store(self) -> bool:
        session = self._session
        read_all(self._read_kind, self._read_day, self._read_until, self._read_minutes)
        kind, day, until = self._read_kind(), self._read_day(), self._read_until()
        if until is not None and until < day:
            raise refused(self._until, _("The last day is before the first one."))
        words, at = self._words.text().strip(), within_day(day, session.now())
        minutes, by = self._read_minutes(), session.entered_by
        return session.store(
            lambda: symptoms.log_event(session.diary, kind, words, at, until, minutes, by),
            _("Saved for {day}: charts and the summary will show it.").format(
                day=short_full_day(day)
            ),
        )

    def _read_kind(self) -> str:
        if self._kind.value is None:
            raise refused(self._kind, _("What was it? Choose one."))
        return str(self._kind.value)

    def _read_minutes(self) -> int | None:
        text = self._minutes.text().strip()
        if not text:
            return None
        if not (text.isascii() and text.isdecimal()):
            raise refused(self._minutes, _("Write the minutes as a number, like 30."))
        return int(text)

    def _read_day(self) -> date:
        return read_day(self._session, self._day, DayOf.RECORD)

    def _read_until(self) -> date | None:
        if not self._until.text().strip():
            return None
        return read_day(self._session, self._until, DayOf.RECORD)
