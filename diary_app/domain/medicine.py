"""A medicine, the strengths it comes in, and how an amount is made up of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from diary_app.domain.moment import Moment
from diary_app.domain.quantity import Quantity, Unit, parse_quantity, plain_number
from diary_app.domain.refusal import Refused
from diary_app.frozen import dataclass


class Form(StrEnum):
    """What the patient holds in the hand."""

    TABLET = "tablet"
    CAPSULE = "capsule"
    LIQUID = "liquid"
    GRANULES = "granules"
    PATCH = "patch"
    INHALER = "inhaler"
    DROPS = "drops"
    INJECTION = "injection"
    PUMP = "pump"
    OTHER = "other"


@dataclass(frozen=True)
class Strength:
    """So much medicine (`amount`) in so much of what is counted or measured (`per`).

    A 10 mg tablet is 10 mg per 1 tablet; a liquid of 5 mg in 5 mL is 5 mg per 5 mL.
    """

    amount: Quantity
    per: Quantity

    def __str__(self) -> str:
        if self.per.unit == Unit.ML:
            return f"{self.amount} in {self.per}"
        return f"{self.amount} {self.per.unit}"


@dataclass(frozen=True)
class Medicine:
    """A medicine as the patient knows it. `refill_on` is the next day tablets can be fetched.

    `planned_in` is the unit of its plan, which counts where no strength is known. `substance` is
    what was answered: a substance the diary knows, "" for none of them, None: not answered. Ask
    `substance.substance_of`, which reads the name where nobody answered.
    """

    id: str
    name: str
    form: Form
    strengths: tuple[Strength, ...] = ()
    reason: str = ""
    refill_on: date | None = None
    planned_in: Unit | None = None
    substance: str | None = None

    @property
    def unit(self) -> Unit:
        """The unit its doses are added up in: its strength's, else its plan's, else its form's."""
        if self.strengths:
            return self.strengths[0].amount.unit
        if self.planned_in is not None:
            return self.planned_in
        return {
            Form.PUMP: Unit.MCG,
            Form.LIQUID: Unit.ML,
            Form.CAPSULE: Unit.CAPSULE,
            Form.DROPS: Unit.DROP,
            Form.INHALER: Unit.PUFF,
        }.get(self.form, Unit.TABLET)


@dataclass(frozen=True)
class StockEntry:
    """Tablets of one strength: `count` (so many are here) or `refill` (so many came)."""

    id: str
    medicine_id: str
    strength: str
    kind: str
    count: Decimal
    at: Moment


@dataclass(frozen=True)
class PumpRefill:
    """A filling of an intrathecal pump, with the dates that must not pass."""

    id: str
    medicine_id: str
    day: date
    alarm_date: date | None
    refill_by: date | None
    reservoir_ml: Decimal | None = None
    phone: str = ""


def parse_strength(text: str, form: Form) -> Strength:
    """A strength as typed: `10 mg`, `5 mg/5 mL`, `5 mg in 5 mL`, `500 mcg/mL`, or Refused."""
    left, separator, right = text.replace(" in ", "/").partition("/")
    amount = parse_quantity(left)
    if separator:
        per = right.strip()
        return Strength(amount, parse_quantity(per if per[:1].isdigit() else f"1 {per}"))
    if form in (Form.LIQUID, Form.PUMP):
        raise Refused("concentration_needed", text)
    counted = Unit.CAPSULE if form == Form.CAPSULE else Unit.TABLET
    return Strength(amount, Quantity(Decimal(1), counted))


def in_own_unit(amount: Quantity, medicine: Medicine) -> Quantity:
    """`amount` in the medicine's unit: ½ tablet of 10 mg is 5 mg, 5 mL of 5 mg in 5 mL is 5 mg.

    Raises Refused where it cannot be known: tablets of several strengths, a foreign unit.
    """
    if amount.unit == medicine.unit or (not medicine.strengths and medicine.planned_in is None):
        return amount
    if amount.converts_to(medicine.unit):
        return amount.to(medicine.unit)
    fitting = {s for s in medicine.strengths if s.per.unit == amount.unit}
    if len(fitting) > 1:
        raise Refused("several_strengths", str(amount))
    if not fitting:
        raise Refused("unit_of_other_form", str(amount))
    (strength,) = fitting
    return strength.amount.times(amount.value / strength.per.value)


def made_of(amount: Quantity, medicine: Medicine) -> tuple[tuple[Strength, Decimal], ...]:
    """What to count out for `amount`: each strength with how many, largest first, halves allowed.

    Empty where it cannot be made of whole and half tablets, or the form is not counted. Whole
    tablets are preferred to halves: 15 mg of 10 mg and 5 mg is one of each.
    """
    solid = [s for s in medicine.strengths if s.per.unit in (Unit.TABLET, Unit.CAPSULE)]
    solid = [s for s in solid if amount.converts_to(s.amount.unit)]
    solid.sort(key=lambda strength: strength.amount.to(amount.unit).value, reverse=True)
    for step in (Decimal(1), Decimal("0.5")):
        rest, counts = amount.value, []
        for strength in solid:
            one = strength.amount.to(amount.unit).value
            number = (rest // (one * step)) * step
            if number:
                counts.append((strength, number))
                rest -= number * one
        if solid and not rest:
            return tuple(counts)
    return ()


def volume_of(amount: Quantity, medicine: Medicine) -> Quantity | None:
    """The millilitres that hold `amount` of a liquid, None for what is not a liquid."""
    for strength in medicine.strengths:
        if strength.per.unit == Unit.ML and amount.converts_to(strength.amount.unit):
            share = amount.to(strength.amount.unit).value / strength.amount.value
            return Quantity(Decimal(plain_number(share * strength.per.value)), Unit.ML)
    return None
