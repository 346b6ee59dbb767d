"""Numbers, amounts and shares, and parts in one line."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from diary_app.domain.quantity import Quantity, Unit
from diary_app.text import _
from diary_app.wording.writing import amount_words, number_words


def number(value: float | Decimal) -> str:
    """A middle value or a rating: 4, 4.5."""
    return number_words(Decimal(str(round(value, 2))))


def amount(value: Decimal, unit: Unit) -> str:
    """30 mg, 150 mcg, 1½ tablets."""
    return amount_words(Quantity(value, unit))


def percent(share: float) -> str:
    """85 %, rounded to the nearest whole one, never to 0 or 100 unless it is that."""
    rounded = round(share * 100)
    if (rounded == 0 and share > 0) or (rounded == 100 and share < 1):
        return _("less than 1 %") if rounded == 0 else _("more than 99 %")
    return _("{n} %").format(n=rounded)


def listed(parts: Sequence[str]) -> str:
    """The parts in one line, between dots; empty ones left out."""
    return " · ".join(part for part in parts if part)
