"""Areas of the body. Left is the person's own left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from diary_app.domain.region import Region
from diary_app.text import _


def region_names() -> Mapping[Region, str]:
    """Every area with its name, in the order of the body."""
    return {
        Region.HEAD: _("head"),
        Region.FACE: _("face"),
        Region.NECK: _("neck"),
        Region.LEFT_SHOULDER: _("left shoulder"),
        Region.RIGHT_SHOULDER: _("right shoulder"),
        Region.LEFT_ARM: _("left arm"),
        Region.RIGHT_ARM: _("right arm"),
        Region.LEFT_HAND: _("left hand"),
        Region.RIGHT_HAND: _("right hand"),
        Region.CHEST: _("chest"),
        Region.BELLY: _("belly"),
        Region.UPPER_BACK: _("upper back"),
        Region.LOWER_BACK: _("lower back"),
        Region.LEFT_HIP: _("left hip"),
        Region.RIGHT_HIP: _("right hip"),
        Region.LEFT_LEG: _("left leg"),
        Region.RIGHT_LEG: _("right leg"),
        Region.LEFT_FOOT: _("left foot"),
        Region.RIGHT_FOOT: _("right foot"),
    }


def region_name(region: Region) -> str:
    """The name of one area."""
    return region_names()[region]


def regions_words(regions: Iterable[Region]) -> str:
    """The areas in one line: left leg, right leg."""
    names = region_names()
    return ", ".join(names[region] for region in regions)
