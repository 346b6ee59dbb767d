"""The scale of a picture's values: where it begins and ends, what is named on it, its title."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor, log10

from diary_app.domain.trends import SMALLEST_STEP
from diary_app.frozen import dataclass
from diary_app.text import _
from diary_app.wording.numbers import number
from diary_app.wording.symptoms import scale_title

_PARTS = 4  # about so many steps between the ends of an open scale


@dataclass(frozen=True)
class Axis:
    """`marks` are values with their words, from `low` to `high`. `title` says which end is which.

    `smallest` is the difference worth a word, None where nobody knows one.
    """

    low: float
    high: float
    marks: tuple[tuple[float, str], ...]
    title: str
    smallest: float | None


def closed(top: int, *, best_is_high: bool) -> Axis:
    """The axis of a scale that ends at `top`: 10, 4, or 1 for no and yes."""
    title = scale_title(top, best_is_high=best_is_high)
    if top == 1:
        return Axis(0, 1, ((0, _("No")), (1, _("Yes"))), title, None)
    marks = tuple((float(n), str(n)) for n in range(0, top + 1, 1 if top <= 4 else 2))
    return Axis(0, top, marks, title, SMALLEST_STEP.get(top))


def opened(values: Iterable[float], unit: str) -> Axis:
    """The axis of what is counted ("" for its unit) or measured, round numbers about the values.

    A count begins at 0; a weight would be a flat line there.
    """
    found = list(values)
    least, most = (min(found), max(found)) if found else (0.0, 1.0)
    least = least if unit else min(least, 0.0)
    step = _round_step((most - least) or abs(most) or 1.0, whole=not unit)
    low, high = floor(least / step) * step, ceil(most / step) * step
    high = high if high > low else low + step
    count = round((high - low) / step)
    marks = tuple((low + n * step, number(low + n * step)) for n in range(count + 1))
    return Axis(low, high, marks, _("in {unit}").format(unit=unit) if unit else _("how many"), None)


def _round_step(width: float, *, whole: bool) -> float:
    """The round step (1, 2 or 5 of some power of ten) of which some four make the width."""
    raw = width / _PARTS
    power = float(10 ** floor(log10(raw)))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw * 0.999)
    return max(step, 1.0) if whole else step
