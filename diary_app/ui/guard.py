"""The one path that every press takes: a shaking hand presses twice, and a key may be held down.

Mouse, key, shortcut and the actions of a screen reader all come here. The second press must not
take a dose again, or undo it, or answer what the first one has put in its place.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

_NEAR = 24  # pixels: a second press this close to the first is the same gesture
_SEEN_S = 0.25  # what was drawn less than this ago, nobody can have read and answered
_TRUSTED_S = 5.0  # an event that says it is older than this came by another clock
_COPIED_S = 1.0  # how long the copy of an event without its stamp may be on its way
_SAME_STROKE_S = 0.03  # some desktops send a held key as releases and presses; no finger is as fast

By = Literal["mouse", "key", "program"]


@dataclass(frozen=True, slots=True)
class Press:
    """One activation: of which control, by what, where on the screen (mouse), by which key.

    `light`: it stores nothing and may follow another one fast, such as + for an amount or a page.
    `typed`: a number on the pad. Another key than the one before is an answer, not a shaking hand.
    `stamp`: when the desktop says it was, in ms; 0 where nobody says.
    """

    name: str
    by: By
    at: tuple[int, int] = (0, 0)
    key: int = 0
    light: bool = False
    typed: bool = False
    stamp: int = 0


class PressGuard:
    """Answers whether a press counts, and does what it means.

    A press counts after `seconds` without one. Every press begins that time anew and for all
    controls, one that does not count too: who goes on pressing has not looked yet. A light press
    counts at once, unless it is the same gesture as the press before it. `seconds` of 0 turns all
    of this off, but for keys that are held.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = 0.7
        self.clock = clock  # of seconds
        self._last: Press | None = None  # the last one that counted
        self._when = 0.0  # when the last one came, counted or not
        self._drawn = 0.0
        self._strokes: dict[int, float] = {}  # when each key was last pressed or released
        self._new = False
        self._stamp = 0  # of the key pressed last
        self._stamped: dict[int, tuple[int, float]] = {}  # of each key: its stamp, and when heard
        self._ahead: float | None = None  # our clock before the desktop's, in seconds

    def act(self, press: Press, do: Callable[[], object]) -> bool:
        """Do what `press` means if it counts. Whether it counted."""
        if not self.allows(press):
            return False
        do()
        return True

    def allows(self, press: Press) -> bool:
        """Whether `press` counts; later ones are held to it in any case."""
        now, last = self._time_of(self._own(press.key, press.stamp)), self._last
        counts = last is None or self.seconds <= 0 or self._counts(press, last, now)
        self._when = max(self._when, now)
        if counts:
            self._last = press
        return counts

    def drawn(self) -> None:
        """What is on the screen has just changed: a press right now was meant for what was there.

        Presses also wait in line while a slow disk stores or a page is built.
        """
        self._drawn = self.clock()

    def rests(self) -> bool:
        """Whether no press came for as long as a shaking hand may go on: rows may move by
        themselves.
        """
        return self.clock() - self._when >= self.seconds

    def last_pressed(self) -> str:
        """The name of what was pressed last, "" before any press."""
        return self._last.name if self._last else ""

    def begins(self, key: int, *, repeats: bool, stamp: int = 0) -> bool:
        """Whether the press of a key is a new one, not that of a key which is held down.

        `repeats` is what the desktop says of it, `stamp` when it says it was, in ms. One that is
        held arms the guard like any other press.
        """
        stamp = self._own(key, stamp)
        now, heard = self._time_of(stamp), self._strokes.get(key)
        self._strokes[key], self._stamp = now, stamp
        held = heard is not None and now - heard < _SAME_STROKE_S
        self._new = not (repeats or held)
        if not self._new:
            self._when = max(self._when, now)
        return self._new

    def stamped(self, key: int, stamp: int) -> None:
        """A key comes that was pressed at `stamp`.

        While a screen reader listens, Qt asks it first and then hands on a copy without a stamp.
        """
        self._stamped[key] = stamp, self.clock()

    def _own(self, key: int, stamp: int) -> int:
        """The stamp, or that which the same key came with just now."""
        own, heard = self._stamped.get(key, (0, 0.0))
        return own if stamp <= 0 and self.clock() - heard < _COPIED_S else stamp

    def began(self) -> bool:
        """Whether the key pressed last was pressed anew."""
        return self._new

    def stamp(self) -> int:
        """When the desktop says that the key pressed last was, in ms; 0 where it does not say."""
        return self._stamp

    def ends(self, key: int, stamp: int = 0) -> None:
        """A key was released, or a desktop that repeats it says so."""
        self._strokes[key] = self._time_of(stamp)

    def _time_of(self, stamp: int) -> float:
        """When an event was, by our clock: a busy window hears of it late.

        The event that came soonest after its stamp tells how far the two clocks are apart. Seen by
        when they are heard, the presses of a burst can look as far apart as a picture takes.
        """
        now = self.clock()
        if stamp <= 0:
            return now
        ahead = now - stamp / 1000
        if self._ahead is None or not 0 <= ahead - self._ahead <= _TRUSTED_S:
            self._ahead = ahead
        return stamp / 1000 + self._ahead

    def _counts(self, press: Press, last: Press, now: float) -> bool:
        quiet = now - self._when >= self.seconds
        if press.light:
            return quiet or last.light or not _same_gesture(last, press)
        if press.typed and press.key != last.key:
            return True
        return quiet and now - self._drawn >= min(_SEEN_S, self.seconds)


def _same_gesture(one: Press, other: Press) -> bool:
    if one.by != other.by or one.by == "program":
        return one.name == other.name
    if one.by == "key":
        return one.key == other.key
    return abs(one.at[0] - other.at[0]) < _NEAR and abs(one.at[1] - other.at[1]) < _NEAR
