"""Numbers of another program that no symptom of ours fits: kept as an own thing, never rescaled."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from diary_app.domain.foreign import ForeignObservation
from diary_app.domain.foreign_amount import number_of
from diary_app.domain.knowledge import Entry
from diary_app.domain.moment import Moment
from diary_app.domain.refusal import Refused
from diary_app.domain.tracked import LONGEST_NAME, LONGEST_UNIT, Tracked, TrackedScale, new_id

_SCALES = {
    "0-10": TrackedScale.NUMBERS,
    "0-4": TrackedScale.WORDS,
    "yes-no": TrackedScale.YES_NO,
    "count": TrackedScale.COUNT,
    "hours": TrackedScale.NUMBER,
    "number": TrackedScale.NUMBER,
}
_HIGHEST = {"0-10": 10, "0-4": 4, "yes-no": 1}


def fits(entry: Entry, row: ForeignObservation) -> bool:
    """Whether the row's value is one of the symptom's. While its scale is still asked for it counts
    as if it were, and nothing is stored.
    """
    scale = row.scale
    if not scale or not row.value:
        return True
    if scale == "yes-no":
        return not entry.scale.is_open
    if entry.scale.is_open:
        if entry.scale.counted:
            return scale == "count"
        return scale in ("number", "hours") and entry.scale.unit == unit_of(row)
    return _HIGHEST.get(scale) == entry.scale.highest


def unit_of(row: ForeignObservation) -> str:
    """The unit of the row's number, "" where the file does not say it."""
    return row.unit[:LONGEST_UNIT] or ("h" if row.scale == "hours" else "")


def own_name(name: str, taken: bool) -> str:
    """What the own thing is called. Where a symptom has the name, it says that it is a number."""
    plain = " ".join(name.replace(",", " ").split())
    if taken:
        plain = f"{plain[: LONGEST_NAME - 4]} (#)"
    return plain[:LONGEST_NAME]


def tracked_for(row: ForeignObservation, name: str, now: Moment, taken: Iterable[str]) -> Tracked:
    """The own thing that keeps what the row says. A value without a scale is a yes."""
    scale = row.scale or ("number" if row.value else "yes-no")
    unit = unit_of(row) if _SCALES[scale] is TrackedScale.NUMBER else ""
    return Tracked(new_id(name, taken), name, _SCALES[scale], now, unit)


def value_on(entry: Entry, row: ForeignObservation) -> int | Decimal | None:
    """The row's value on the scale of what it is about, None for present and not rated.

    Any other raises `Refused`.
    """
    if not row.value:
        return None
    present = _yes_or_no(row.value) if row.scale == "yes-no" else None
    if present is not None:
        if entry.own and entry.scale.highest == 1:
            return int(present)
        return None if present else 0
    number = number_of(row.value)
    if number is not None and entry.scale.is_open:
        return number
    if number is None or number != int(number) or not 0 <= number <= entry.scale.highest:
        raise Refused("value_outside_scale", row.value)
    return int(number)


def _yes_or_no(text: str) -> bool | None:
    words = {"yes": True, "true": True, "no": False, "false": False}
    number = number_of(text)
    if number is not None and number in (Decimal(0), Decimal(1)):
        return number == 1
    return words.get(text.strip().lower())
