"""How often a medicine is taken: nothing is chosen or filled in before the patient does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial

from PySide6.QtWidgets import QWidget

from diary_app.domain.course import Course
from diary_app.domain.medicine import Form, Medicine
from diary_app.domain.quantity import Quantity
from diary_app.domain.schedule import (
    AfterLast,
    AsNeeded,
    Cycle,
    Daily,
    DoseTime,
    Interval,
    Pump,
    Schedule,
    Weekly,
)
from diary_app.domain.when import DayOf, parse_clock, parse_day, parse_span
from diary_app.errors import Told
from diary_app.services import settings
from diary_app.text import _
from diary_app.ui.panels.days import day_echo
from diary_app.ui.panels.times import TimesFields, amount_of
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button
from diary_app.ui.widgets.card import clear, column
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.fields import LineField, field, read, read_all, refused
from diary_app.ui.widgets.layouts import flow
from diary_app.wording import writing
from diary_app.wording.days import weekdays
from diary_app.wording.writing import amount_words, clock_words

_TIMED = ("daily", "weekly", "cycle")


class ScheduleFields(QWidget):
    """The kind of schedule, then only the fields that kind needs."""

    def __init__(
        self,
        about: str,
        session: Session,
        old: Course | None = None,
        now: Schedule | None = None,
    ) -> None:
        """`old` is the course that is to be corrected, `now` the schedule that is changed from."""
        super().__init__()
        self._about, self._session = about, session
        self._parts = settings.load(session.diary).day_parts
        self._times: TimesFields | None = None
        self._old = old
        self._days: list[Button] = []
        self._lines: dict[str, LineField] = {}
        self._column = column(self, gap=14)
        kinds: list[tuple[object, str]] = [
            ("daily", _("At certain times every day")),
            ("weekly", _("On certain weekdays")),
            ("interval", _("Every so many hours")),
            ("after", _("So many hours after the last one")),
            ("cycle", _("Some days on, some days off")),
            ("needed", _("Only when needed")),
            ("pump", _("By a pump")),
        ]
        self.kind = Choice(kinds, about=about, guarded=False)
        self._shown: object = None  # the kind whose fields stand there
        self.kind.picked.connect(lambda kind: None if kind == self._shown else self._show())
        self._column.addWidget(field(_("How often?"), self.kind))
        self._fields = QWidget()
        self._inner = column(self._fields, gap=14)
        self._column.addWidget(self._fields)
        shown = now if old is None else old.schedule
        if shown is not None:
            self._fill(shown)

    def read(self, medicine: Medicine | None, first: date) -> Schedule:
        """The schedule as entered, from the day `first` on.

        Raises NotRead, the reason shown beside each line that cannot be read. `medicine` None: it
        is not known yet, and only what is wrong in any case is.
        """
        match self.kind.value:
            case "daily":
                return Daily(self._doses(medicine))
            case "weekly":
                read_all(self._weekdays, lambda: self._doses(medicine))
                return Weekly(self._weekdays(), self._doses(medicine))
            case "cycle":
                return self._cycle(medicine, first)
            case "interval":
                read_all(self._hours, lambda: self._start(first), lambda: self._amount(medicine))
                return Interval(self._hours(), self._start(first), self._amount(medicine))
            case "after":
                read_all(self._hours, lambda: self._amount(medicine))
                return AfterLast(self._hours(), self._amount(medicine))
            case "needed":
                return AsNeeded(self._amount(medicine))
            case "pump":
                return self._pump(medicine)
            case _:
                raise refused(self.kind, _("How often is it taken? Choose one."))

    def _weekdays(self) -> tuple[int, ...]:
        chosen = tuple(n for n, day in enumerate(self._days) if day.isChecked())
        if not chosen:
            raise refused(self._days[0], _("No weekday is chosen. Choose at least one."))
        return chosen

    def _cycle(self, medicine: Medicine | None, first: date) -> Cycle:
        on, off = partial(self._number, "on"), partial(self._number, "off")
        begun, doses = partial(self._cycle_first, first), partial(self._doses, medicine)
        read_all(on, off, begun, doses)
        return Cycle(on(), off(), begun(), doses())

    def _pump(self, medicine: Medicine | None) -> Pump:
        amount = self._amount(medicine)
        if medicine is None or medicine.form != Form.PUMP or not medicine.strengths:
            raise refused(
                self.kind, _("Choose the form “Pump” and give its strength, as 500 mcg/mL.")
            )
        return Pump(amount, medicine.strengths[0])

    def _show(self) -> None:
        clear(self._inner)
        self._times, self._days, self._lines = None, [], {}
        kind = self._shown = self.kind.value
        if kind == "weekly":
            self._days = [Button(day, "chip", guarded=False) for day in weekdays()]
            self._inner.addWidget(
                field(_("On which days?"), flow(*_in_week_order(self._days), gap=8))
            )
        if kind == "cycle":
            on = self._line("on", _("Days on"), "21")
            off = self._line("off", _("Days off"), "7")
            self._inner.addWidget(flow(field(_("Days on"), on), field(_("Days off"), off)))
            begun = self._line("begun", _("First day on"), _("as below"))
            title = _("First day on (if it is not the first day of the plan)")
            self._inner.addWidget(field(title, begun, day_echo(self._session, begun, DayOf.PLAN)))
        if kind in ("interval", "after"):
            self._inner.addWidget(
                field(_("How many hours?"), self._line("hours", _("How many hours?"), "8"))
            )
        if kind == "interval":
            first = self._line("first", _("First time"), "08:00")
            self._inner.addWidget(field(_("The first one at"), first))
        if kind in _TIMED:
            self._times = TimesFields(self._parts)
            self._inner.addWidget(self._times)
        elif kind is not None:
            title = _("How much a day?") if kind == "pump" else _("How much each time?")
            hint = "150 mcg" if kind == "pump" else _("10 mg, ½ tablet")
            self._inner.addWidget(field(title, self._line("amount", title, hint)))

    def _line(self, key: str, name: str, hint: str) -> LineField:
        made = LineField(f"{name} {self._about}", hint=hint, units=200)
        self._lines[key] = made
        return made

    def _amount(self, medicine: Medicine | None) -> Quantity:
        return amount_of(self._lines["amount"], medicine)

    def _hours(self) -> timedelta:
        def hours(text: str) -> timedelta:
            number = text.strip()
            return parse_span(f"{number}h" if number.isascii() and number.isdigit() else number)

        return read(self._lines["hours"], hours)

    def _number(self, key: str) -> int:
        return read(self._lines[key], _number_of_days)

    def _doses(self, medicine: Medicine | None) -> tuple[DoseTime, ...]:
        return self._times.read(medicine) if self._times is not None else ()

    def _start(self, first: date) -> datetime:
        """When "every so many hours" begins: on the first day, unless it went on from before."""
        at = read(self._lines["first"], parse_clock)
        match self._old:
            case Course(schedule=Interval(first=begun), since=since) if begun.time() == at:
                return datetime.combine(first, at) if begun.date() == since else begun
        return datetime.combine(first, at)

    def _cycle_first(self, first: date) -> date:
        typed, today = self._lines["begun"], self._session.today
        if not typed.text().strip():
            return first
        return read(typed, lambda text: parse_day(text, today, DayOf.PLAN, first))

    def _fill(self, old: Schedule) -> None:
        """Show a schedule that is to be corrected."""
        kinds = {
            Daily: "daily",
            Weekly: "weekly",
            Cycle: "cycle",
            Interval: "interval",
            AfterLast: "after",
            AsNeeded: "needed",
            Pump: "pump",
        }
        self.kind.select(kinds[type(old)])
        self._show()
        match old:
            case Daily(doses) | Weekly(_, doses) | Cycle(_, _, _, doses):
                assert self._times is not None
                self._times.fill(doses)
            case Interval(every, first, amount):
                self._set(hours=_hours_text(every.total_seconds()), first=clock_words(first.time()))
                self._set(amount=amount_words(amount))
            case AfterLast(gap, amount):
                self._set(hours=_hours_text(gap.total_seconds()), amount=amount_words(amount))
            case AsNeeded(amount) | Pump(amount, _):
                self._set(amount=amount_words(amount))
        if isinstance(old, Weekly):
            for number, day in enumerate(self._days):
                day.setChecked(number in old.weekdays)
        if isinstance(old, Cycle):
            self._set(on=str(old.on), off=str(old.off))
            if self._old is None or old.first != self._old.since:
                self._set(begun=old.first.isoformat())

    def _set(self, **values: str) -> None:
        for key, value in values.items():
            self._lines[key].setText(value)


def _number_of_days(text: str) -> int:
    number = text.strip()
    if not (number.isascii() and number.isdigit() and 0 < int(number) < 1000):
        raise Told(_("“{given}” is not a number of days.").format(given=number))
    return int(number)


def _hours_text(seconds: float) -> str:
    hours, rest = divmod(round(seconds / 60), 60)
    return f"{hours}h{rest}m" if rest else str(hours)


def _in_week_order(days: Sequence[Button]) -> list[Button]:
    """Monday first to the order in which the person counts the days of a week."""
    first = writing.current().first_weekday
    return [*days[first:], *days[:first]]
