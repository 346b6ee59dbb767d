"""Where on the body something was: large areas, left and right as the person has them."""

from __future__ import annotations

from enum import StrEnum

from diary_app.domain.refusal import Refused


class Region(StrEnum):
    """An area of the body. `left` is the person's own left. In the order in which they are listed.

    The value is what is stored, and what the command line takes.
    """

    HEAD = "head"
    FACE = "face"
    NECK = "neck"
    LEFT_SHOULDER = "left-shoulder"
    RIGHT_SHOULDER = "right-shoulder"
    LEFT_ARM = "left-arm"
    RIGHT_ARM = "right-arm"
    LEFT_HAND = "left-hand"
    RIGHT_HAND = "right-hand"
    CHEST = "chest"
    BELLY = "belly"
    UPPER_BACK = "upper-back"
    LOWER_BACK = "lower-back"
    LEFT_HIP = "left-hip"
    RIGHT_HIP = "right-hip"
    LEFT_LEG = "left-leg"
    RIGHT_LEG = "right-leg"
    LEFT_FOOT = "left-foot"
    RIGHT_FOOT = "right-foot"


ON_BOTH_SIDES = frozenset(Region) - {
    Region.FACE,
    Region.CHEST,
    Region.BELLY,
    Region.UPPER_BACK,
    Region.LOWER_BACK,
}
"""The areas that are seen from the front and from behind."""
FRONT = ON_BOTH_SIDES | {Region.FACE, Region.CHEST, Region.BELLY}
BACK = ON_BOTH_SIDES | {Region.UPPER_BACK, Region.LOWER_BACK}


def parse_region(text: str) -> Region:
    """The area of that name: `left-leg`, `left leg`, `Left Leg`. Any other raises `Refused`."""
    plain = "-".join(text.strip().lower().replace("_", " ").replace("-", " ").split())
    try:
        return Region(plain)
    except ValueError as error:
        raise Refused("no_such_region", text) from error


def parse_regions(text: str) -> tuple[Region, ...]:
    """Areas with commas between them, each once, in the order of the body."""
    found = {parse_region(part) for part in text.split(",") if part.strip()}
    return tuple(region for region in Region if region in found)
