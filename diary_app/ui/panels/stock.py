"""What is in the house of each strength, what came, and when the next can be fetched."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from diary_app.domain.medicine import Form, Medicine, Strength
from diary_app.domain.moment import DAY
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import Unit, parse_number
from diary_app.domain.refusal import Refused
from diary_app.domain.supply import COUNT, REFILL
from diary_app.domain.when import DayOf
from diary_app.services import medicines, plausibility, substances
from diary_app.text import _
from diary_app.ui.panels.days import ask_days, day_after, day_echo
from diary_app.ui.panels.substance import SubstanceQuestion, read_substance
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button
from diary_app.ui.widgets.card import row
from diary_app.ui.widgets.fields import LineField, field, read, read_all, refused
from diary_app.ui.widgets.form import InputForm, LineForm
from diary_app.ui.widgets.text import Runs
from diary_app.wording.days import short_full_day
from diary_app.wording.plausible import plausible_words
from diary_app.wording.refusals import in_words
from diary_app.wording.writing import amount_words, number_words

COUNTED = (Form.TABLET, Form.CAPSULE, Form.LIQUID)


class StockPanel(InputForm):
    """One form for each strength. Each press stores one thing; Back leaves."""

    def __init__(self, session: Session, plan: Plan) -> None:
        super().__init__(plan.medicine.name)
        self._session, self._plan, self._medicine = session, plan, plan.medicine
        self._lines: list[LineField] = []
        self.add(*[self._of(strength) for strength in plan.medicine.strengths])
        hint = _("Count them once, and the diary says how long they last. Add what comes later.")
        self.add(Runs(hint, "small"), self._next_refill(), row(self.back()))

    def first(self) -> QWidget:
        """Where the keys go."""
        return self._lines[0]

    def _of(self, strength: Strength) -> QWidget:
        title = _("How many of {strength}?")
        if strength.per.unit == Unit.ML:
            title = _("How many mL of {strength}?")
        title = title.format(strength=amount_words(strength))
        typed = LineField(f"{title} {self._medicine.name}", hint="90", units=130)
        self._lines.append(typed)
        about = f"{strength}, {self._medicine.name}"
        typed.saves = False  # Enter does not say which of the two is meant
        form = InputForm(about, draft=f"stock {self._medicine.id} {strength}")
        form.left.connect(self.left)

        def store(kind: str) -> None:
            form.attempt(lambda: self._count(form, typed, strength, kind))

        every = Button(_("That is all I have"), about=about)
        every.chosen.connect(lambda: store(COUNT))
        came = Button(_("These are new"), about=about)
        came.chosen.connect(lambda: store(REFILL))
        form.add(field(title, row(typed, every, came)), form.problem)
        return form

    def _next_refill(self) -> QWidget:
        on = self._medicine.refill_on
        name = _("Next refill on, {name}").format(name=self._medicine.name)
        typed = LineField(name, on.isoformat() if on else "", _("24 dec, 2026-12-24"), units=260)
        title = _("When can you fetch the next? (if you know)")

        def coming(text: str) -> date:
            today, complaint = self._session.today, _("{day} is past already.")
            return day_after(text, today, DayOf.COMING, today - DAY, complaint)

        def store() -> bool:
            day = read(typed, coming) if typed.text().strip() else None
            ask_days(self._session, form, day)
            said = _("Saved: no day for the next refill of {name}.")
            if day is not None:
                said = _("Saved: next refill of {name} on {day}.")
            return self._session.store(
                lambda: medicines.correct_medicine(
                    self._session.diary, replace(self._medicine, refill_on=day)
                ),
                said.format(
                    name=self._medicine.name, day="" if day is None else short_full_day(day)
                ),
            )

        save, name = _("Save the day"), self._medicine.name
        key = f"refill {self._medicine.id}"
        echo = day_echo(self._session, typed, DayOf.COMING)
        form = LineForm(title, typed, store, about=name, save=save, draft=key, echo=echo)
        form.left.connect(self.left)
        return form

    def _count(self, form: InputForm, typed: LineField, strength: Strength, kind: str) -> bool:
        count = read(typed, parse_number)
        if kind == REFILL and not count:
            raise refused(typed, str(in_words(Refused("not_positive", typed.text()))))
        asked = plausibility.of_supply(self._session.diary, self._plan, count, strength)
        form.ask([plausible_words(one) for one in asked])
        said = _("Saved: {n} of {strength} came.")
        if kind == COUNT:
            said = _("Saved: {n} of {strength} are here.")
        return self._session.store(
            lambda: medicines.refill(
                self._session.diary, self._medicine, count, str(strength), kind
            ),
            said.format(n=number_words(count), strength=amount_words(strength)),
        )


class MedicinePanel(InputForm):
    """The name and the strengths, where they were entered wrongly or another strength came."""

    def __init__(self, session: Session, plan: Plan) -> None:
        super().__init__(plan.medicine.name, draft=f"medicine {plan.medicine.id}")
        self._session, self._medicine = session, plan.medicine
        about = plan.medicine.name
        self._name = LineField(_("Name of the medicine"), about, units=420)
        shown = ", ".join(_typed(strength) for strength in plan.medicine.strengths)
        hint = _("10 mg; 10 mg, 5 mg; 5 mg/5 mL")
        self._strengths = LineField(_("Strength"), shown, hint, units=320)
        self._reason = LineField(_("What it is for"), plan.medicine.reason, units=320)
        known = substances.of(plan.medicine) or ""
        self._known, self._plan = known, plan
        self._substance = LineField(_("Substance"), known, units=320)
        self._asked = SubstanceQuestion(session)
        self.add(field(_("What is it called?"), self._name), self._asked)
        hint = _("The diary looks out for dangers by it. Leave it empty if the name says it.")
        self.add(field(_("Substance, as on the box"), self._substance, hint=hint))
        self.add(field(_("Strengths, as on the boxes"), self._strengths))
        self.add(field(_("What is it for? (if you like)"), self._reason))
        self.add(self.problem, row(self.save(), self.back()))

    def first(self) -> QWidget:
        """Where the keys go."""
        return self._name

    def store(self) -> bool:
        session, form = self._session, self._medicine.form
        named = partial(read, self._name, medicines.checked_name)
        strengths = partial(read, self._strengths, lambda t: medicines.strengths_of(t, form))
        read_all(named, strengths)
        name, substance = named(), self._medicine.substance
        if self._substance.text().strip() != self._known:
            substance = read_substance(self._substance)
        elif name != self._medicine.name and not self._known:
            self._asked.look_at(name)
            answer = self._asked.answer()
            substance = substances.stored(name, answer) if answer else substance
        changed = replace(
            self._medicine,
            name=name,
            substance=substance,
            strengths=strengths(),
            reason=self._reason.text().strip(),
        )
        self._look_over(changed)
        return session.store(
            lambda: medicines.correct_medicine(session.diary, changed),
            _("Corrected: {name}.").format(name=changed.name),
        )

    def _look_over(self, changed: Medicine) -> None:
        """Ask about strengths that make the plan unlikely; what stood there is not asked again."""
        course = next(iter(reversed(self._plan.courses)), None)
        if course is not None:
            asked = plausibility.of_prescription(
                self._session.diary,
                changed,
                course.prescription,
                before=(self._medicine, course),
            )
            self.ask([plausible_words(one) for one in asked])


def _typed(strength: Strength) -> str:
    """A strength as it would be typed: 10 mg, 5 mg/5 mL."""
    if strength.per.unit == Unit.ML:
        return f"{strength.amount}/{strength.per}"
    return str(strength.amount)
