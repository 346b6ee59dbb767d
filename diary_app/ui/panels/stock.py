"""What is in the house of each strength, what came, and when the next can be fetched."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from diary_app.domain.medicine import Form, Strength
from diary_app.domain.moment import DAY
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import Unit, parse_number, plain_number
from diary_app.domain.refusal import Refused
from diary_app.domain.supply import COUNT, REFILL
from diary_app.domain.when import DayOf
from diary_app.errors import BadInput
from diary_app.services import medicines
from diary_app.text import _
from diary_app.ui.panels.days import day_after
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import column, row
from diary_app.ui.widgets.fields import LineField, field
from diary_app.ui.widgets.text import Runs
from diary_app.wording.days import short_full_day
from diary_app.wording.refusals import in_words

COUNTED = (Form.TABLET, Form.CAPSULE, Form.LIQUID)


class StockPanel(QWidget):
    """One line for each strength. Each press stores one thing; Back leaves."""

    left = Signal()

    def __init__(self, session: Session, plan: Plan) -> None:
        super().__init__()
        self._session, self._medicine = session, plan.medicine
        self._lines: list[LineField] = []
        inside = column(self, gap=14)
        for strength in plan.medicine.strengths:
            inside.addWidget(self._of(strength))
        hint = _("Counted once, the diary says how long it lasts. What comes later is added.")
        inside.addWidget(Runs(hint, "small"))
        inside.addWidget(self._next_refill())
        back = way(_("Back"), "plain", about=plan.medicine.name)
        back.chosen.connect(self.left)
        inside.addWidget(row(back))

    def first(self) -> QWidget:
        """Where the keys go."""
        return self._lines[0]

    def _of(self, strength: Strength) -> QWidget:
        title = _("How many of {strength}?")
        if strength.per.unit == Unit.ML:
            title = _("How many mL of {strength}?")
        title = title.format(strength=strength)
        typed = LineField(f"{title} {self._medicine.name}", hint="90", units=130)
        self._lines.append(typed)
        about = f"{strength}, {self._medicine.name}"
        every = Button(_("That is all I have"), about=about)
        every.chosen.connect(lambda: self._store(typed, strength, COUNT))
        came = Button(_("They came new"), about=about)
        came.chosen.connect(lambda: self._store(typed, strength, REFILL))
        return field(title, row(typed, every, came))

    def _next_refill(self) -> QWidget:
        on = self._medicine.refill_on
        name = _("Next refill on, {name}").format(name=self._medicine.name)
        typed = LineField(name, on.isoformat() if on else "", _("24 dec, 2026-12-24"), units=260)
        save = Button(_("Save the day"), about=self._medicine.name)

        def store() -> None:
            try:
                day = None
                if typed.text().strip():
                    today = self._session.today
                    complaint = _("{day} is past already.")
                    day = day_after(typed.text(), today, DayOf.COMING, today - DAY, complaint)
            except (Refused, BadInput) as error:
                typed.mark(bad=True)
                problem = in_words(error)
                self._session.problem.emit(str(problem))
                return
            said = _("Saved: no day for the next refill of {name}.")
            if day is not None:
                said = _("Saved: next refill of {name} on {day}.")
            done = self._session.save(
                lambda: medicines.correct_medicine(
                    self._session.diary, replace(self._medicine, refill_on=day)
                ),
                said.format(
                    name=self._medicine.name, day="" if day is None else short_full_day(day)
                ),
            )
            if done:
                self.left.emit()

        typed.entered.connect(store)
        save.chosen.connect(store)
        return field(_("When can you fetch the next? (if you know)"), row(typed, save))

    def _store(self, typed: LineField, strength: Strength, kind: str) -> None:
        try:
            count = parse_number(typed.text())
            if kind == REFILL and not count:
                raise Refused("not_positive", typed.text())
        except Refused as refused:
            typed.mark(bad=True)
            typed.setFocus()
            self._session.problem.emit(str(in_words(refused)))
            return
        said = _("Saved: {n} of {strength} came.")
        if kind == COUNT:
            said = _("Saved: {n} of {strength} are here.")
        done = self._session.save(
            lambda: medicines.refill(
                self._session.diary,
                self._medicine,
                count,
                str(strength),
                kind,
            ),
            said.format(n=plain_number(count), strength=strength),
        )
        if done:
            self.left.emit()


class MedicinePanel(QWidget):
    """The name and the strengths, where they were entered wrongly or another strength came."""

    left = Signal()

    def __init__(self, session: Session, plan: Plan) -> None:
        super().__init__()
        self._session, self._medicine = session, plan.medicine
        about = plan.medicine.name
        self._name = LineField(_("Name of the medicine"), about, units=420)
        shown = ", ".join(_typed(strength) for strength in plan.medicine.strengths)
        hint = _("10 mg; 10 mg, 5 mg; 5 mg/5 mL")
        self._strengths = LineField(_("Strength"), shown, hint, units=320)
        self._reason = LineField(_("What it is for"), plan.medicine.reason, units=320)
        save = Button(_("Save"), about=about)
        save.chosen.connect(self._save)
        back = way(_("Back"), "plain", about=about)
        back.chosen.connect(self.left)
        inside = column(self, gap=14)
        inside.addWidget(field(_("What is it called?"), self._name))
        inside.addWidget(field(_("Strengths, as on the boxes"), self._strengths))
        inside.addWidget(field(_("What is it for? (if you like)"), self._reason))
        inside.addWidget(row(save, back))

    def first(self) -> QWidget:
        """Where the keys go."""
        return self._name

    def _save(self) -> None:
        session, name = self._session, self._name.text()
        try:
            changed = replace(
                self._medicine,
                name=medicines.checked_name(name),
                strengths=medicines.strengths_of(self._strengths.text(), self._medicine.form),
                reason=self._reason.text().strip(),
            )
            done = session.save(
                lambda: medicines.correct_medicine(session.diary, changed),
                _("Corrected: {name}.").format(name=changed.name),
            )
        except (Refused, BadInput) as error:
            said = in_words(error)
            session.problem.emit(str(said))
            return
        if done:
            self.left.emit()


def _typed(strength: Strength) -> str:
    """A strength as it would be typed: 10 mg, 5 mg/5 mL."""
    if strength.per.unit == Unit.ML:
        return f"{strength.amount}/{strength.per}"
    return str(strength.amount)
