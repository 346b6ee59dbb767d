"""Amounts as other programs write them, read with more patience than what a person types here."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from diary_app.domain.medicine import Medicine, Strength, in_own_unit
from diary_app.domain.quantity import Quantity, Unit, parse_number, parse_unit
from diary_app.domain.refusal import Refused

_TABLETS = ("tab", "pill", "pil", "compr", "cp", "caps", "kaps", "gél", "gel")
_AMOUNT = re.compile(
    r"\s*([0-9]+(?:[.,][0-9]+)?(?:[eE][+-]?[0-9]+)?(?: [1-7]/[248])?|"
    r"[0-9]+/[0-9]+|[0-9]* ?[½¼¾])\s*(.*)",
    re.DOTALL,
)
_STRENGTH = re.compile(
    r"(?<![\d.,/])([0-9]+(?:[.,][0-9]+)?)\s*(mg|mcg|ug|µg|μg|g)\b(?!\s*/)", re.IGNORECASE
)


def unit_of(text: str) -> Unit | None:
    """The unit of another program's word (`Tablet(s)`, `pill(s)`, `Tabl.`), None for none."""
    word = text.strip().casefold().replace("(s)", "").rstrip(".")
    try:
        return parse_unit(word)
    except Refused:
        pass
    if word.startswith(("caps", "kaps", "gél", "gel")):
        return Unit.CAPSULE
    return Unit.TABLET if word.startswith(_TABLETS) else None


def number_of(text: str) -> Decimal | None:
    """The number of `6.0`, `1.0E1`, `1,5`, `1½`; None for another text.

    A point is a program's decimal point: `1.000` is one.
    """
    clean = text.strip()
    try:
        found = Decimal(clean)
    except InvalidOperation:
        try:
            found = parse_number(clean)
        except Refused:
            return None
    return found if found.is_finite() and abs(found) < 10**9 else None


def hours_of(text: str) -> Decimal | None:
    """The hours of `7:35`, `7:35:00` or `-1:-30:00`, to a hundredth; None for another text."""
    found = re.fullmatch(r"(-?)(\d{1,5}):-?(\d\d?)(?::-?(\d\d?))?", text.strip(), re.ASCII)
    if not found:
        return None
    hours, minutes, seconds = (Decimal(part or 0) for part in found.group(2, 3, 4))
    whole = (hours + minutes / 60 + seconds / 3600).quantize(Decimal("0.01"))
    return -whole if found[1] or ":-" in text else whole


def amount_of(text: str) -> Quantity | None:
    """The amount of `10 mg`, `1.5 Tablet(s)`, `1,5 Tabl.`; None where it cannot be known.

    A number without a unit is none: `1½` may be tablets or mL.
    """
    found = _AMOUNT.fullmatch(text.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\xa0", " "))
    if not found:
        return None
    value, unit = number_of(found[1]), unit_of(found[2])
    if value is None or value <= 0 or unit is None:
        return None
    return Quantity(value, unit)


def strength_in(name: str) -> Quantity | None:
    """The strength that a medicine's name says, `Baclofen 10 mg`; None for none or several."""
    found = {(n.replace(",", "."), u.lower()) for n, u in _STRENGTH.findall(name)}
    if len(found) != 1:
        return None
    ((number, unit),) = found
    value = Decimal(number)
    return Quantity(value, parse_unit(unit)) if value > 0 else None


def in_medicine(amount: Quantity, name: str, medicine: Medicine) -> Quantity | None:
    """The amount in the unit of the diary's `medicine`, None where it cannot be known.

    What is counted is of the strength that the other program's `name` says, where it says one.
    """
    said = strength_in(name)
    if said is not None and amount.unit in (Unit.TABLET, Unit.CAPSULE):
        if medicine.unit in (Unit.TABLET, Unit.CAPSULE) and not medicine.strengths:
            return amount
        amount = said.times(amount.value)
    try:
        own = in_own_unit(amount, medicine)
    except Refused:
        return None
    return own if own.value > 0 else None


def strengths_of(name: str) -> tuple[Strength, ...]:
    """The strength of a tablet that is made from another program's name."""
    said = strength_in(name)
    return () if said is None else (Strength(said, Quantity(Decimal(1), Unit.TABLET)),)
