"""How single values stand in columns: moments, days, amounts. Used by the rows of every noun."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from diary_app.domain.moment import Moment
from diary_app.domain.quantity import Quantity, Unit, plain_number

Row = dict[str, Any]


def utc_text(at: datetime) -> str:
    """An aware instant as 27 characters that sort in order of time."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def utc_of(text: str) -> datetime:
    """The instant that `utc_text` wrote."""
    return datetime.fromisoformat(text.removesuffix("Z") + "+00:00")


def from_moment(name: str, at: Moment | None) -> Row:
    """The three columns of a moment, NULL for none."""
    if at is None:
        return {f"{name}_utc": None, f"{name}_offset": None, f"{name}_zone": None}
    minutes = round(at.offset.total_seconds() / 60)
    return {f"{name}_utc": utc_text(at.utc), f"{name}_offset": minutes, f"{name}_zone": at.zone}


def to_moment(name: str, row: Row) -> Moment:
    """The moment of a row that must have one."""
    offset = timedelta(minutes=row[f"{name}_offset"])
    return Moment(utc_of(row[f"{name}_utc"]), offset, row[f"{name}_zone"])


def to_moment_or_none(name: str, row: Row) -> Moment | None:
    """The moment of a row that may have none."""
    return None if row[f"{name}_utc"] is None else to_moment(name, row)


def day_or_none(text: str | None) -> date | None:
    """A day column, None for NULL."""
    return None if text is None else date.fromisoformat(text)


def day_text(day: date | None) -> str | None:
    """What a day column holds."""
    return None if day is None else day.isoformat()


def pair(quantity: Quantity | None) -> tuple[str | None, str | None]:
    """Decimal text and unit, both None for none."""
    if quantity is None:
        return None, None
    return plain_number(quantity.value), str(quantity.unit)


def quantity_or_none(amount: str | None, unit: str | None) -> Quantity | None:
    """The amount of two columns. An unknown unit raises ValueError."""
    return None if amount is None or unit is None else Quantity(Decimal(amount), Unit(unit))


def to_quantity(amount: str, unit: str) -> Quantity:
    """The amount of two columns that must hold one."""
    return Quantity(Decimal(amount), Unit(unit))


def json_text(value: object) -> str:
    """Compact JSON, keys in order, so that equal values are equal text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
