"""Entering what may matter beside the doses: charts mark it, the paper lists it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from diary_app.domain.when import DayOf, within_day
from diary_app.services import symptoms
from diary_app.text import _
from diary_app.ui.panels.days import read_day
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import Card, heading, row
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.fields import LineField, field
from diary_app.wording.days import short_full_day
from diary_app.wording.events import event_names


class EventForm(Card):
    """What it was, from when to when; nothing is chosen beforehand but today."""

    def __init__(self, session: Session, left: Callable[[], None]) -> None:
        super().__init__(gap=14)
        self._session, self._left = session, left
        kinds: list[tuple[object, str]] = [*event_names().items()]
        self._kind = Choice(kinds, about=_("what it was"), guarded=False)
        self._day = LineField(_("Since which day?"), _("today"), units=220)
        self._until = LineField(
            _("Until which day?"), "", _("leave empty if it goes on"), units=260
        )
        self._words = LineField(_("In your words"), "", _("flu with fever"), units=560)
        save = Button(_("Save"), about=_("what may matter"))
        save.chosen.connect(self._store)
        self._words.entered.connect(self._store)
        close = way(_("Close"), "plain", about=_("what may matter"))
        close.chosen.connect(left)
        self.add(
            heading(_("Something that may matter")),
            field(_("What was it?"), self._kind),
            row(field(_("Since which day?"), self._day), field(_("Until which day?"), self._until)),
            field(_("In your words"), self._words),
            row(save, close),
        )

    def first(self) -> QWidget:
        """Where the keys go when the form opens."""
        return self._kind.first()

    def _store(self) -> None:
        kind, session = self._kind.value, self._session
        if kind is None:
            session.problem.emit(_("It is not said what it was. Choose one of the four."))
            return
        day = read_day(session, self._day, DayOf.RECORD)
        goes_on = not self._until.text().strip()
        until = None if goes_on else read_day(session, self._until, DayOf.RECORD)
        if day is None or (until is None and not goes_on):
            return
        if until is not None and until < day:
            self._until.mark(bad=True)
            session.problem.emit(_("The last day is before the first one."))
            return
        words, at = self._words.text().strip(), within_day(day, session.now())
        if session.save(
            lambda: symptoms.log_event(session.diary, str(kind), words, at, until),
            _("Saved for {day}: charts and the summary will show it.").format(
                day=short_full_day(day)
            ),
        ):
            self._left()
