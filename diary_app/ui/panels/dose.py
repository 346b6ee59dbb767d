"""Other time or amount: a panel under the dose, in place of a dialog."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from diary_app.domain.medicine import Medicine
from diary_app.domain.moment import Moment
from diary_app.domain.quantity import Quantity
from diary_app.domain.refusal import Refused
from diary_app.text import _
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import Card, row, rule
from diary_app.ui.widgets.fields import AmountField, LineField, field
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.text import Runs
from diary_app.wording.days import clock, near_moment, short_full_day
from diary_app.wording.refusals import in_words

_AGO = (15, 30, 60, 120)


@dataclass(frozen=True, slots=True)
class DoseEntry:
    """What the patient said: how much, when, whether the time is known, and a note."""

    amount: Quantity
    at: Moment
    time_known: bool
    note: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A planned dose that was not taken: on purpose or forgotten, with the reason given."""

    on_purpose: bool
    reason: str = ""


class DosePanel(Card):
    """How much and when. Pressing a time saves."""

    entered = Signal(object)  # DoseEntry
    left_out = Signal(object)  # LeftOut
    left = Signal()

    def __init__(
        self,
        medicine: Medicine,
        usual: Quantity | None,
        planned_at: Moment | None,
        now: Moment,
        read_time: Callable[[str], Moment],
        *,
        amount: Quantity | None = None,
        taken_at: Moment | None = None,
        note: str = "",
        day: date | None = None,
    ) -> None:
        """`amount`, `taken_at` and `note` are those of a record that is being changed.

        `day` is the day that is spoken of, today by default: a past one has no "30 min ago".
        """
        super().__init__(gap=16)
        self._first: QWidget | None = None
        self._read_time = read_time
        self._past = day if day is not None and day != now.day else None
        about = medicine.name
        if planned_at is not None:
            about = _("{name}, {time}").format(name=about, time=clock(planned_at))
        self._about = about
        back = way(_("Back"), "plain", about=about)
        back.chosen.connect(self.left)
        title = Runs(
            self._title(
                about, changing=taken_at is not None, extra=planned_at is None and usual is None
            ),
            "words",
        )
        self.add(row(title, back, grow=title))
        self.amount = AmountField(about, medicine, amount or usual)
        hint = _("Usual amount: {amount}.").format(amount=usual) if usual else ""
        self.add(field(_("How much?"), self.amount, hint=hint))
        self._note = LineField(_("Note, {about}").format(about=about), note, units=560)
        self.add(field(_("Note (if you like)"), self._note))
        times = self._times(planned_at, now, taken_at)
        if times:
            self.add(field(_("When was it taken? Press one to save."), flow(*times, gap=10)))
        self._add_time(planned_at, now, taken_at)
        if planned_at is not None and taken_at is None:
            self._add_left_out(planned_at <= now)

    def _add_time(self, planned_at: Moment | None, now: Moment, taken_at: Moment | None) -> None:
        """A time to type, and the answer that it is not known."""
        self.time = LineField(
            _("Another time, {about}").format(about=self._about),
            near_moment(taken_at, now.day) if taken_at else "",
            _("13:40") if self._past else _("13:40, -20m, yesterday 20:00"),
            units=280,
        )
        self._taken_at, self._typed_before = taken_at, self.time.text()
        self.time.entered.connect(self._save_typed)
        save = Button(_("Save"), about=self._about)
        save.chosen.connect(self._save_typed)
        around = planned_at or taken_at or now
        if self._past is not None and planned_at is None:
            around = self._read_time("12:00")  # of that day, not of this one
        unknown = Button(_("Time not known"), "plain", about=self._about)
        unknown.chosen.connect(lambda: self._save_unknown(around))
        self._problem = Runs("", "warn")
        self._problem.hide()
        another = _("Another time")
        if self._past is not None:
            another = _("Time on {day}").format(day=short_full_day(self._past))
        self.add(field(another, row(self.time, save, unknown)), self._problem)

    def first(self) -> QWidget:
        """Where the keys go when the panel opens."""
        return self._first or self.time

    def _title(self, about: str, *, changing: bool, extra: bool) -> str:
        if extra and not changing:
            return _("{about}: another dose").format(about=about)
        text = _("{about}: change this record") if changing else _("{about}: other time or amount")
        return text.format(about=about)

    def _times(
        self, planned_at: Moment | None, now: Moment, taken_at: Moment | None
    ) -> list[QWidget]:
        offered: list[tuple[str, Moment]] = []
        if planned_at is not None and planned_at <= now:
            offered.append((_("At {time}").format(time=clock(planned_at)), planned_at))
        # How long ago it was is for a dose of now, not for the record of another day.
        near = taken_at is None and self._past is None
        if near:
            offered.append((_("Just now"), now))
        for minutes in _AGO if near else ():
            text = _("{n} min ago") if minutes < 60 else _("{n} h ago")
            number = minutes if minutes < 60 else minutes // 60
            offered.append((text.format(n=number), now.shifted(-timedelta(minutes=minutes))))
        buttons: list[QWidget] = []
        for text, at in offered:
            button = Button(text, about=self._about)
            button.chosen.connect(lambda at=at: self._save(at))
            buttons.append(button)
        self._first = buttons[0] if taken_at is None and buttons else None
        return buttons

    def _add_left_out(self, could_be_missed: bool) -> None:
        """A planned dose that was not taken, with a reason where the patient likes to give one."""
        reason = LineField(
            _("Reason, {about}").format(about=self._about), hint=_("reason, if you like"), units=320
        )
        about = _("with this reason, {about}").format(about=self._about)
        skipped = Button(_("Skipped"), about=about)
        skipped.chosen.connect(lambda: self.left_out.emit(LeftOut(True, reason.text().strip())))
        buttons = [skipped]
        if could_be_missed:
            missed = Button(_("Forgotten"), about=about)
            missed.chosen.connect(lambda: self.left_out.emit(LeftOut(False, reason.text().strip())))
            buttons.append(missed)
        self.add(rule(), field(_("It was not taken?"), row(reason, *buttons)))

    def _save_typed(self) -> None:
        if self._taken_at is not None and self.time.text() == self._typed_before:
            self._save(self._taken_at)  # to the second, which the words do not say
            return
        try:
            at = self._read_time(self.time.text())
        except Refused as refused:
            self.time.mark(bad=True)
            self._problem.show_runs(str(in_words(refused)))
            self._problem.show()
            self.time.setFocus()
            return
        self._save(at)

    def _save_unknown(self, around: Moment) -> None:
        """Some time around the planned one; where none is planned, around what is typed."""
        if self.time.text().strip() and self.time.text() != self._typed_before:
            try:
                around = self._read_time(self.time.text())
            except Refused:
                self._save_typed()  # says what cannot be read
                return
        self._save(around, time_known=False)

    def _save(self, at: Moment, *, time_known: bool = True) -> None:
        amount = self.amount.read()
        if amount is not None:
            self.entered.emit(DoseEntry(amount, at, time_known, self._note.text().strip()))
