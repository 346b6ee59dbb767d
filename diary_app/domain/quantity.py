"""Amounts with their units: the strict reader of what people type, the safe printer of doses.

Printing follows the ISMP list of error-prone designations and NHS CUI: no trailing zero, a leading
zero, a space before the unit, `mcg` and never the Greek letter, halves as ½.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum

from diary_app.domain import typed_words
from diary_app.domain.refusal import Refused
from diary_app.frozen import dataclass


class Unit(StrEnum):
    """The units the diary knows. Any other raises."""

    MG = "mg"
    MCG = "mcg"
    G = "g"
    ML = "mL"
    TABLET = "tablet"
    CAPSULE = "capsule"
    DROP = "drop"
    PUFF = "puff"
    UNIT = "unit"


COUNTED = frozenset({Unit.TABLET, Unit.CAPSULE, Unit.DROP, Unit.PUFF, Unit.UNIT})
_IN_MCG = {Unit.MCG: Decimal(1), Unit.MG: Decimal(1000), Unit.G: Decimal(1_000_000)}
_NAMES = {
    "mg": Unit.MG,
    "milligram": Unit.MG,
    "mcg": Unit.MCG,
    "microgram": Unit.MCG,
    "ug": Unit.MCG,
    "µg": Unit.MCG,  # micro sign
    "μg": Unit.MCG,  # Greek mu: keyboards give either
    "g": Unit.G,
    "gram": Unit.G,
    "ml": Unit.ML,
    "millilitre": Unit.ML,
    "milliliter": Unit.ML,
    **{name: Unit(unit) for unit, names in typed_words.COUNTED.items() for name in names},
}
UNIT_WORDS = tuple(_NAMES)
_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_SIGN_OF = {value: sign for sign, value in _FRACTIONS.items()}
_NUMBER = re.compile(r"([0-9]{1,12})(?:([.,])([0-9]{1,4}))?")
_FRACTION = re.compile(r"([0-9]{0,3}) ?([½¼¾])")
_TWO_NUMBERS = re.compile(r"(?:([0-9]{1,3}) )?([1-7])/([248])")  # 1/2, 1 1/2; no third is exact
_LARGEST_TYPED = Decimal(999_999)


@dataclass(frozen=True)
class Quantity:
    """An amount: a decimal number of one unit. Never negative; 0 only as a sum or for none."""

    value: Decimal
    unit: Unit

    def __post_init__(self) -> None:
        if not self.value.is_finite() or self.value < 0:
            raise Refused("number_out_of_range", str(self.value))

    def __add__(self, other: Quantity) -> Quantity:
        return Quantity(self.value + other.to(self.unit).value, self.unit)

    def __lt__(self, other: Quantity) -> bool:
        return self.value < other.to(self.unit).value

    def __gt__(self, other: Quantity) -> bool:
        return other < self

    def times(self, factor: Decimal | int) -> Quantity:
        """The amount taken `factor` times."""
        return Quantity(self.value * factor, self.unit)

    def to(self, unit: Unit) -> Quantity:
        """The same amount in `unit`. Only g, mg and mcg convert; anything else raises Refused."""
        if unit == self.unit:
            return self
        if unit not in _IN_MCG or self.unit not in _IN_MCG:
            raise Refused("units_do_not_convert", f"{self.unit} to {unit}")
        return Quantity(self.value * _IN_MCG[self.unit] / _IN_MCG[unit], unit)

    def converts_to(self, unit: Unit) -> bool:
        """Whether `to(unit)` would answer."""
        return unit == self.unit or (unit in _IN_MCG and self.unit in _IN_MCG)

    def __str__(self) -> str:
        return print_quantity(self)


def plain_number(value: Decimal) -> str:
    """`value` without exponent, trailing zero or bare point: 2.5, 10, 0.5."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def print_quantity(quantity: Quantity) -> str:
    """How an amount is written for people: `10 mg`, `2.5 mg`, `½ tablet`, `1½ tablets`."""
    if quantity.unit not in COUNTED:
        return f"{plain_number(quantity.value)} {quantity.unit}"
    whole = quantity.value.to_integral_value(rounding="ROUND_FLOOR")
    sign = _SIGN_OF.get(quantity.value - whole)
    number = plain_number(quantity.value)
    if sign is not None:
        number = f"{plain_number(whole)}{sign}" if whole else sign
    plural = "s" if quantity.value > 1 or quantity.value == 0 else ""
    return f"{number} {quantity.unit}{plural}"


def parse_unit(text: str) -> Unit:
    """The unit named by `text` (`mg`, `micrograms`, `tablets`). An unknown one raises Refused."""
    name = text.strip().lower()
    for candidate in (name, name.removesuffix("s")):
        if candidate in _NAMES:
            return _NAMES[candidate]
    raise Refused("unknown_unit", text)


def parse_number(text: str) -> Decimal:
    """A plain number with at most one point or comma, or with a fraction: `2,5`, `1½`, `1 1/2`.

    Thousands look-alikes are asked about: `1.000`, `1,000` and `12,500` could be a thousand or
    one, and raise `ambiguous_number`.
    """
    fraction = _FRACTION.fullmatch(text)
    if fraction:
        return Decimal(fraction[1] or 0) + _FRACTIONS[fraction[2]]
    two = _TWO_NUMBERS.fullmatch(text)
    if two and int(two[2]) < int(two[3]):
        return Decimal(two[1] or 0) + Decimal(two[2]) / Decimal(two[3])
    number = _NUMBER.fullmatch(text)
    if not number:
        raise Refused("unreadable_number", text)
    whole, _, decimals = number.groups()
    if decimals and len(decimals) == 3 and int(whole) > 0:
        raise Refused("ambiguous_number", text)
    value = Decimal(f"{whole}.{decimals or 0}").normalize() + 0
    if value > _LARGEST_TYPED:
        raise Refused("number_out_of_range", text)
    return value


def parse_quantity(text: str) -> Quantity:
    """An amount more than zero as typed: `10 mg`, `2,5 mg`, `½ tablet`, `1 1/2 tablets`.

    Raises Refused with kind `no_unit`, `unknown_unit`, `unreadable_number`, `ambiguous_number`,
    `number_out_of_range` or `not_positive`.
    """
    words = " ".join(text.replace("\N{FRACTION SLASH}", "/").split())
    half = re.fullmatch(r"(?:a )?half(?: a| of a)? (.+)", words, re.IGNORECASE)
    if half:
        words = f"½ {half[1]}"
    split = re.fullmatch(r"([0-9][0-9., /]*[½¼¾]?|[½¼¾]) ?([^\W\d_½¼¾]+)", words)
    if not split:
        bare = re.fullmatch(r"[0-9]+(?:[.,][0-9]+)?|[0-9]* ?[½¼¾]|(?:[0-9]+ )?[0-9]/[0-9]", words)
        raise Refused("no_unit" if bare else "unreadable_number", text)
    quantity = Quantity(parse_number(split[1].strip()), parse_unit(split[2]))
    if not quantity.value:
        raise Refused("not_positive", text)
    return quantity


def total(quantities: list[Quantity], unit: Unit) -> Quantity:
    """The sum in `unit`, 0 of it for none. An amount that does not convert raises Refused."""
    return Quantity(sum((quantity.to(unit).value for quantity in quantities), Decimal(0)), unit)
