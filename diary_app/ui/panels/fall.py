"""Entering a fall: when, where, what was hurt, the head, and what was just before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from diary_app.domain.moment import Moment
from diary_app.services import falls
from diary_app.text import _
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button
from diary_app.ui.widgets.card import row
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.fields import LineField, field, read, read_all, refused
from diary_app.ui.widgets.form import InputForm


class FallForm(InputForm):
    """A fall on `day`; only when it was, and whether the head was knocked, must be said."""

    def __init__(self, session: Session, day: date, left: Callable[[], None]) -> None:
        super().__init__(_("fall"), "plain", draft="fall")
        self._session, self._day = session, day
        self.left.connect(left)
        now = _("now") if day == session.today else ""
        self._when = LineField(_("When was the fall?"), now, units=220)
        self._place = LineField(_("Where was the fall?"), units=360)
        self._hurt = LineField(_("What was hurt?"), units=360)
        yes_no: list[tuple[object, str]] = [(True, _("Yes")), (False, _("No"))]
        self._head = Choice(yes_no, about=_("was the head knocked"), guarded=False)
        self._before = LineField(_("What was just before?"), units=560)
        self._note = LineField(_("Anything else about the fall?"), units=560)
        save: Button = self.save(kind="main")
        self.add(
            self.title(_("A fall")),
            field(_("When?"), self._when, hint=_("14:05, -20m, yesterday 20:00")),
            field(_("Was the head knocked?"), self._head),
            row(field(_("Where?"), self._place), field(_("What was hurt?"), self._hurt)),
            field(
                _("What was just before?"),
                self._before,
                hint=_("stood up, turned, a spasm, a dose, tired"),
            ),
            field(_("Anything else?"), self._note),
            self.problem,
            row(save, self.back(_("Close"))),
        )

    def first(self) -> QWidget:
        """Where the keys go when the form opens."""
        return self._when

    def store(self) -> bool:
        read_all(self._read_when, self._read_head)
        at, head, session = self._read_when(), self._read_head(), self._session
        place, hurt, before, note = (
            line.text().strip() for line in (self._place, self._hurt, self._before, self._note)
        )
        by = session.entered_by
        return session.store(
            lambda: falls.log_fall(session.diary, at, place, hurt, head, note, by, before=before),
            _("Saved: a fall."),
        )

    def _read_when(self) -> Moment:
        text = self._when.text().strip()
        if not text:
            raise refused(self._when, _("When was it? Write a time, like 14:05."))
        if text == _("now"):
            return self._session.now()
        return read(self._when, lambda typed: self._session.read_time(typed, self._day))

    def _read_head(self) -> bool:
        if self._head.value is None:
            raise refused(self._head, _("Was the head knocked? Choose yes or no."))
        return bool(self._head.value)
