"""Whom to call: the kinds of numbers, and the public ones of a country with their source.

A public number is only ever offered. What a person confirmed is kept with the settings.
"""

from __future__ import annotations

from enum import StrEnum

from diary_app.domain.checked_table import Table, read_file
from diary_app.frozen import dataclass


class PhoneKind(StrEnum):
    """Whose number it is. The order is that in which a list shows them."""

    EMERGENCY = "emergency"
    POISON_CENTRE = "poison_centre"
    CRISIS_LINE = "crisis_line"
    CLINIC = "clinic"
    DOCTOR = "doctor"
    PHARMACIST = "pharmacist"


@dataclass(frozen=True)
class PublicNumber:
    """A number that everyone in a country (ISO 3166) may call, and where that is written.

    `of` is the date the page carries ("" for none), `seen` the day on which it was read.
    """

    country: str
    kind: PhoneKind
    number: str
    organisation: str
    address: str
    of: str
    seen: str


@dataclass(frozen=True)
class Number:
    """A number that fits an advice: confirmed by the person (`number`), or only offered."""

    kind: PhoneKind
    number: str
    offers: tuple[PublicNumber, ...]


def parse_phones(text: str) -> tuple[PublicNumber, ...]:
    """The public numbers of a file's text. Raises `Malformed` for what is not as it must be."""
    file = read_file(text)
    numbers = tuple(_number(table) for table in file.named("number"))
    file.done()
    return numbers


def _number(table: Table) -> PublicNumber:
    number = PublicNumber(
        country=table.word("country"),
        kind=table.choice("kind", PhoneKind),
        number=table.word("number"),
        organisation=table.word("organisation"),
        address=table.word("address"),
        of=table.word("of", ""),
        seen=table.word("seen"),
    )
    table.done()
    table.place = f"number {number.country} {number.kind}"
    if not number.address.startswith(("https://", "http://")):
        table.refuse("address", "not_an_address")
    if len(number.country) != 2 or not number.country.isupper():
        table.refuse("country", "not_a_country")
    return number
