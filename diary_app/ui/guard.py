"""A shaking hand presses twice. The second press must not take a dose again, or undo it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

_NEAR = 24  # pixels: a second press this close to the first is the same gesture


@dataclass(frozen=True, slots=True)
class Press:
    """One activation: which control, by what, and where on the screen (mouse only)."""

    name: str
    by: Literal["mouse", "key", "program"]
    at: tuple[int, int] = (0, 0)


class PressGuard:
    """Answers whether a press counts.

    Refused within `seconds` of the last one that counted: the same control; the same place, since
    a page that changes puts another control there; the same key when focus was not moved by hand.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = 0.7
        self._clock = clock
        self._last: Press | None = None
        self._when = 0.0

    def allows(self, press: Press) -> bool:
        """Whether `press` counts; when it does it becomes the one that later ones are held to."""
        now = self._clock()
        if self._last and now - self._when < self.seconds and _same(self._last, press):
            return False
        self._last, self._when = press, now
        return True

    def focus_moved(self) -> None:
        """The patient moved to another control by key: the next key press is meant."""
        if self._last and self._last.by == "key":
            self._last = None


def _same(one: Press, other: Press) -> bool:
    if one.name == other.name:
        return True
    if one.by != other.by or one.by == "program":
        return False
    return one.by == "key" or (
        abs(one.at[0] - other.at[0]) < _NEAR and abs(one.at[1] - other.at[1]) < _NEAR
    )
