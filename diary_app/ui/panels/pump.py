"""What a pump's medicine shows besides its plan: the dates in words, its filling, its card."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtWidgets import QWidget

from diary_app.domain.medicine import PumpRefill
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import parse_number
from diary_app.domain.refusal import Refused
from diary_app.domain.when import DayOf, parse_day
from diary_app.errors import DiaryError, Told
from diary_app.services import files, medicines, plausibility, reminders
from diary_app.text import _
from diary_app.ui.desktop.documents import free_pdf
from diary_app.ui.panels.days import day_echo
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import way
from diary_app.ui.widgets.card import row
from diary_app.ui.widgets.fields import LineField, field, read, read_all
from diary_app.ui.widgets.form import InputForm
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.text import Runs
from diary_app.wording.days import short_full_day
from diary_app.wording.plausible import plausible_words
from diary_app.wording.refusals import in_words
from diary_app.wording.stock import countdown_words
from diary_app.wording.writing import number_words

T = TypeVar("T")


def pump_section(
    session: Session, plan: Plan, filled: PumpRefill | None, refill: Callable[[], None] | None
) -> list[QWidget]:
    """What is known of the filling, and the two things to do; `refill` opens the panel for it.

    None: a panel is open, and the two wait.
    """
    lines = _filling_lines(session, plan, filled)
    if refill is None:
        return lines
    name = plan.medicine.name
    again = way(_("Pump was filled…"), about=name)
    again.chosen.connect(refill)
    buttons = [again]
    if plan.course_on(session.today) is not None:
        card = way(_("Emergency card"), about=name)
        card.chosen.connect(lambda: save_card(session))
        buttons.append(card)
    return [*lines, flow(*buttons)]


def _filling_lines(session: Session, plan: Plan, filled: PumpRefill | None) -> list[QWidget]:
    """The countdown in words, the last filling, the clinic."""
    shown: list[QWidget] = []
    for one in reminders.of_pump(session.diary, plan.medicine, filled):
        near = one.lead is not None or one.days_left < 0
        shown.append(Runs(countdown_words(one), "warn" if near else "strong"))
    if filled is None:
        return [Runs(_("The diary does not know yet when it was filled."), "small")]
    last = [_("Last refill {day}").format(day=short_full_day(filled.day))]
    if filled.reservoir_ml is not None:
        last.append(_("reservoir {n} mL").format(n=number_words(filled.reservoir_ml)))
    if filled.phone:
        last.append(_("pump clinic {phone}").format(phone=filled.phone))
    return [*shown, Runs(" · ".join(last), "small")]


class PumpRefillPanel(InputForm):
    """The pump was filled: when, and which dates must not pass. Nothing stored until Save."""

    def __init__(self, session: Session, plan: Plan, before: PumpRefill | None) -> None:
        super().__init__(plan.medicine.name, draft=f"pump {plan.medicine.id}")
        self._session, self._plan = session, plan
        hint = _("24 dec, 2026-12-24")
        self._on = LineField(_("Filled on"), hint=_("today, yesterday, 21 nov"), units=260)
        self._refill_by = LineField(_("Refill by"), hint=hint, units=220)
        self._alarm = LineField(_("Low-reservoir alarm on"), hint=hint, units=220)
        size = "" if before is None or before.reservoir_ml is None else before.reservoir_ml
        shown = number_words(size) if isinstance(size, Decimal) else ""
        self._size = LineField(_("Reservoir in mL"), shown, "20", units=150)
        self._phone = LineField(
            _("Pump clinic's number"), before.phone if before else "", units=260
        )
        echo = day_echo(session, self._on, DayOf.RECORD)
        self.add(field(_("Filled on"), self._on, echo))
        by, alarm = (
            day_echo(session, typed, DayOf.COMING, self._filled_or_today)
            for typed in (self._refill_by, self._alarm)
        )
        dates = flow(
            field(_("Refill by"), self._refill_by, by),
            field(_("Low-reservoir alarm on"), self._alarm, alarm),
            gap=18,
        )
        details = flow(
            field(_("Reservoir in mL"), self._size),
            field(_("Pump clinic's number"), self._phone),
            gap=18,
        )
        self.add(dates, details, self.problem, row(self.save(), self.back()))

    def first(self) -> QWidget:
        """Where the keys go."""
        return self._on

    def store(self) -> bool:
        session, filled = self._session, self._read()
        asked = plausibility.of_filling(session.diary, filled)
        self.ask([plausible_words(one) for one in asked])
        return session.store(
            lambda: medicines.pump_refill(session.diary, filled),
            _("Saved: {name} filled on {day}.").format(
                name=self._plan.medicine.name, day=short_full_day(filled.day)
            ),
        )

    def _read(self) -> PumpRefill:
        """What was typed. Raises NotRead, the reason shown beside what cannot be read."""
        today = self._session.today

        def filled() -> date:
            return read(self._on, lambda text: filled_day(text, today))

        after = self._filled_or_today()
        alarm = partial(self._coming, self._alarm, after)
        refill_by = partial(self._coming, self._refill_by, after)
        read_all(filled, refill_by, alarm, self._reservoir)
        return PumpRefill(
            self._session.diary.new_id(),
            self._plan.medicine.id,
            filled(),
            alarm(),
            refill_by(),
            self._reservoir(),
            self._phone.text().strip(),
        )

    def _reservoir(self) -> Decimal | None:
        return read(self._size, millilitres) if self._size.text().strip() else None

    def _filled_or_today(self) -> date:
        try:
            return filled_day(self._on.text(), self._session.today)
        except (Refused, DiaryError):
            return self._session.today

    def _coming(self, typed: LineField, after: date) -> date | None:
        if not typed.text().strip():
            return None
        return read(typed, lambda text: coming_day(text, self._session.today, after))


def filled_day(text: str, today: date) -> date:
    """The day of a filling as typed, today or before. Raises Refused or Told."""
    day = parse_day(text, today, DayOf.RECORD)
    if day > today:
        raise Told(_("That day is still to come."), "", _("Enter the filling when it is done."))
    return day


def coming_day(text: str, today: date, filled: date) -> date:
    """A day after the filling as typed; without a year it is the next such day.

    Raises Refused or Told.
    """
    day = parse_day(text, today, DayOf.COMING, filled)
    if day <= filled:
        raise Told(
            _("{day} is not after the filling.").format(day=short_full_day(day)),
            "",
            _("Check the two days."),
        )
    return day


def millilitres(text: str) -> Decimal:
    """How much the reservoir holds, as typed. Raises Told."""
    try:
        volume = parse_number(text.strip().lower().removesuffix("ml").strip())
    except Refused:
        volume = Decimal(0)
    if not volume:
        raise Told(_("“{given}” is not a number of mL.").format(given=text), "", _("Write 20."))
    return volume


def save_card(session: Session, made: Callable[[Path], object] = str) -> None:
    """Draw the emergency card in the worker and put it into the documents folder, `made` there."""
    path = free_pdf(f"emergency-card-{session.today:%Y-%m-%d}")

    def failed(error: Exception) -> None:
        if not isinstance(error, DiaryError):
            raise error
        session.problem.emit(str(in_words(error)))

    def loaded(papers: Any) -> None:
        card = papers.card_of(session.diary)
        session.tasks.run(lambda: papers.card_pdf(card), write, failed)

    def write(content: bytes) -> None:
        try:
            files.write(path, content)
        except (Refused, DiaryError) as error:
            failed(error)
            return
        session.told.emit(_("Made: {name}.").format(name=path.name))
        made(path)

    # In the worker: typst and matplotlib are only for who wants a paper.
    session.tasks.run(lambda: import_module("diary_app.services.papers"), loaded, failed)
