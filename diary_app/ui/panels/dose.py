"""Other time or amount: a panel under the dose, in place of a dialog."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from diary_app.domain.medicine import Medicine, volume_of
from diary_app.domain.moment import Moment
from diary_app.domain.quantity import Quantity
from diary_app.services.doses import Doubtful
from diary_app.text import _
from diary_app.ui.widgets.button import Button
from diary_app.ui.widgets.card import row, rule
from diary_app.ui.widgets.fields import AmountField, LineField, field, read, read_all, refused
from diary_app.ui.widgets.form import InputForm
from diary_app.ui.widgets.layouts import flow
from diary_app.wording.days import clock, near_moment, short_full_day
from diary_app.wording.doses import question_words
from diary_app.wording.writing import amount_words

_AGO = (15, 30, 60, 120)


@dataclass(frozen=True, slots=True)
class DoseEntry:
    """What the patient said: how much, when, whether the time is known, and a note."""

    amount: Quantity
    at: Moment
    time_known: bool
    note: str
    sure: bool = False  # a check has asked about it, and the answer was yes


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A planned dose that was not taken: on purpose or forgotten, with the reason given."""

    on_purpose: bool
    reason: str = ""


class DosePanel(InputForm):
    """How much and when. Pressing a time saves."""

    def __init__(
        self,
        medicine: Medicine,
        usual: Quantity | None,
        planned_at: Moment | None,
        now: Moment,
        read_time: Callable[[str], Moment],
        enter: Callable[[DoseEntry], bool],
        leave_out: Callable[[LeftOut], bool] | None = None,
        *,
        amount: Quantity | None = None,
        taken_at: Moment | None = None,
        note: str = "",
        day: date | None = None,
        record: str = "",
    ) -> None:
        """`enter` and `leave_out` store what was said, and answer whether that is done.

        `amount`, `taken_at` and `note` are those of the `record` that is being changed, by its id.

        `day` is the day that is spoken of, today by default: a past one has no "30 min ago".
        """
        about = medicine.name
        if planned_at is not None:
            about = _("{name}, {time}").format(name=about, time=clock(planned_at))
        which = record or (planned_at.utc.isoformat() if planned_at else f"extra {day or ''}")
        super().__init__(about, "plain", gap=16, draft=f"dose {medicine.id} {which}".strip())
        self._read_time, self._enter = read_time, enter
        self._sure = False  # a check has just asked, and the answer was yes
        self._past = day if day is not None and day != now.day else None
        self.add(
            self.title(
                self._purpose(
                    changing=taken_at is not None, extra=planned_at is None and usual is None
                )
            )
        )
        self.amount = AmountField(about, medicine, amount or usual)
        hint = _usual_words(usual, medicine) if usual else ""
        self.add(field(_("How much?"), self.amount, hint=hint))
        self._note = LineField(_("Note, {about}").format(about=self.about), note, units=560)
        self.add(field(_("Note (if you like)"), self._note))
        times = self._times(planned_at, now, taken_at)
        if times:
            self.add(field(_("When was it taken? Press one to save."), flow(*times, gap=10)))
        self._add_time(planned_at, now, taken_at)
        if leave_out is not None and planned_at is not None:
            self._add_left_out(leave_out, planned_at <= now)
        self.add(self.problem)

    def _add_time(self, planned_at: Moment | None, now: Moment, taken_at: Moment | None) -> None:
        """A time to type, and the answer that it is not known."""
        self.time = LineField(
            _("Another time, {about}").format(about=self.about),
            near_moment(taken_at, now.day) if taken_at else "",
            _("13:40") if self._past else _("13:40, -20m, yesterday 20:00"),
            units=280,
        )
        self.time.tells_when = self._past is None
        self._taken_at, self._typed_before = taken_at, self.time.text()
        around = planned_at or taken_at or now
        if self._past is not None and planned_at is None:
            around = self._read_time("12:00")  # of that day, not of this one
        unknown = Button(_("Time not known"), "plain", about=self.about)
        unknown.chosen.connect(lambda: self.attempt(lambda: self._store_unknown(around)))
        another = _("Another time")
        if self._past is not None:
            another = _("Time on {day}").format(day=short_full_day(self._past))
        self.add(field(another, row(self.time, self.save(), unknown)))

    def first(self) -> QWidget:
        """Where the keys go when the panel opens: not on a time, which saves when it is pressed."""
        return self.amount.line

    def _purpose(self, *, changing: bool, extra: bool) -> str:
        about = self.about
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
            button = Button(text, about=self.about)
            button.chosen.connect(lambda at=at: self.attempt(lambda: self._store_at(at)))
            buttons.append(button)
        return buttons

    def _add_left_out(self, leave_out: Callable[[LeftOut], bool], could_be_missed: bool) -> None:
        """A planned dose that was not taken, with a reason where the patient likes to give one."""
        reason = LineField(
            _("Reason, {about}").format(about=self.about), hint=_("reason, if you like"), units=320
        )
        reason.saves = False  # Enter would save a dose that was taken

        def store(*, on_purpose: bool) -> None:
            self.attempt(lambda: leave_out(LeftOut(on_purpose, reason.text().strip())))

        about = _("with this reason, {about}").format(about=self.about)
        skipped = Button(_("Skipped"), about=about)
        skipped.chosen.connect(lambda: store(on_purpose=True))
        buttons = [skipped]
        if could_be_missed:
            missed = Button(_("Forgotten"), about=about)
            missed.chosen.connect(lambda: store(on_purpose=False))
            buttons.append(missed)
        self.add(rule(), field(_("It was not taken?"), row(reason, *buttons)))

    def store(self) -> bool:
        """At the time that is typed."""
        if self._taken_at is not None and self.time.text() == self._typed_before:
            return self._store_at(self._taken_at)  # to the second, which the words do not say
        read_all(self.amount.read, self._typed_time)
        return self._store_at(self._typed_time(), self.amount.read())

    def _typed_time(self) -> Moment:
        if not self.time.text().strip():
            raise refused(self.time, _("When was it? Press a time, or write one here."))
        return read(self.time, self._read_time)

    def _store_unknown(self, around: Moment) -> bool:
        """Some time around the planned one; where none is planned, around what is typed."""
        if self.time.text().strip() and self.time.text() != self._typed_before:
            around = read(self.time, self._read_time)
        return self._store_at(around, time_known=False)

    def _store_at(
        self, at: Moment, amount: Quantity | None = None, *, time_known: bool = True
    ) -> bool:
        amount = amount or self.amount.read()
        note = self._note.text().strip()
        return self._enter(DoseEntry(amount, at, time_known, note, self._sure))

    def attempt(self, verb: Callable[[], bool]) -> None:
        super().attempt(lambda: self._looked_over(verb))

    def _looked_over(self, verb: Callable[[], bool]) -> bool:
        """Do `verb`; what a check asks of the dose stands in place of the fields first."""
        try:
            return verb()
        except Doubtful as doubt:
            amount = amount_words(doubt.dose.amount)
            yes = _("Save {amount} anyway").format(amount=amount)
            self.ask([question_words(one) for one in doubt.asked], yes=yes)
            self._sure = True
            try:
                return verb()
            finally:
                self._sure = False


def _usual_words(usual: Quantity, medicine: Medicine) -> str:
    """The usual amount; of a liquid also what is measured."""
    volume = volume_of(usual, medicine)
    if volume is None:
        return _("Usual amount: {amount}.").format(amount=amount_words(usual))
    text = _("Usual amount: {amount}, that is {volume}.")
    return text.format(amount=amount_words(usual), volume=amount_words(volume))
