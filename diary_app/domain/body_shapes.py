"""The areas of the body as shapes of a simple figure, from the front and from behind.

Seen by who looks at the picture: from the front the person's left is at the right, from behind at
the left. So a picture and a press on it never mix them up. x is 0 to 1 across, y 0 to 1 down.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from math import cos, pi, sin

from diary_app.domain.region import Region

Shape = tuple[tuple[float, float], ...]
WIDTH, HEIGHT = 68.0, 164.0  # of the figure, in the units below

# Of the person's left side, as seen from the front; x from the middle of the body.
_LEFT: Mapping[str, Shape] = {
    "shoulder": ((14, 31), (22, 34), (23.5, 46), (14, 46)),
    "arm": ((15.5, 47), (23.5, 47), (28, 82), (21.5, 83.5)),
    "hand": ((21.5, 84.5), (28.2, 83), (31.5, 97), (24.5, 99)),
    "hip": ((0.6, 80), (13, 80), (15, 97), (0.6, 97)),
    "leg": ((1, 98), (15, 98), (12.6, 150), (4.4, 150)),
    "foot": ((4.4, 151), (12.6, 151), (17, 162), (4.4, 162)),
}
_TRUNK: Mapping[str, Shape] = {
    "neck": ((-5, 26.5), (5, 26.5), (5, 31), (-5, 31)),
    "above": ((-13.4, 31.6), (13.4, 31.6), (13, 57), (-13, 57)),
    "below": ((-13, 58), (13, 58), (13, 79), (-13, 79)),
}


class View(StrEnum):
    """From where the figure is seen."""

    FRONT = "front"
    BACK = "back"


def shapes(view: View) -> dict[Region, Shape]:
    """The shape of each area that is seen from there, those below others first."""
    found = {Region.HEAD: _round(0, 13.5, 10.5, 13), Region.NECK: _TRUNK["neck"]}
    if view is View.FRONT:
        found[Region.FACE] = _round(0, 15.5, 7.2, 8.5)
    upper, lower = (
        (Region.CHEST, Region.BELLY)
        if view is View.FRONT
        else (Region.UPPER_BACK, Region.LOWER_BACK)
    )
    found |= {upper: _TRUNK["above"], lower: _TRUNK["below"]}
    for part, shape in _LEFT.items():
        side = 1 if view is View.FRONT else -1
        found[Region(f"left-{part}")] = tuple((side * x, y) for x, y in shape)
        found[Region(f"right-{part}")] = tuple((-side * x, y) for x, y in shape)
    return {region: _placed(shape) for region, shape in found.items()}


def middle(shape: Shape) -> tuple[float, float]:
    """About where the middle of a shape is."""
    n = len(shape)
    return sum(x for x, _y in shape) / n, sum(y for _x, y in shape) / n


def _round(x: float, y: float, across: float, down: float) -> Shape:
    turns = (2 * pi * n / 24 for n in range(24))
    return tuple((x + across * cos(turn), y + down * sin(turn)) for turn in turns)


def _placed(shape: Shape) -> Shape:
    return tuple(((x + WIDTH / 2) / WIDTH, y / HEIGHT) for x, y in shape)
