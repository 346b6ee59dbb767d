"""Where on the body things were, in figures: on how many days, how often, how strong."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

from diary_app.domain.days import Days
from diary_app.domain.region import Region
from diary_app.domain.symptom import Observation
from diary_app.frozen import dataclass


@dataclass(frozen=True)
class RegionFigures:
    """What was recorded of one area: on how many days, how many records, and the middle of the
    ratings above 0 and the highest one, None where nothing was rated.
    """

    days: int
    records: int
    median: float | None
    highest: int | None


def of_region(observations: Iterable[Observation], region: Region) -> tuple[Observation, ...]:
    """Those of that area."""
    return tuple(seen for seen in observations if region in seen.regions)


def region_figures(observations: Iterable[Observation], days: Days) -> dict[Region, RegionFigures]:
    """The figures of each area that was named on the local `days`, in the order of the body.

    A rating of 0 says that it was not there, so it does not count.
    """
    seen = [one for one in observations if one.regions and one.at.day in days and one.value != 0]
    found = {}
    for region in Region:
        own = of_region(seen, region)
        if own:
            ratings = [one.rating for one in own if one.rating is not None]
            found[region] = RegionFigures(
                days=len({one.at.day for one in own}),
                records=len(own),
                median=median(ratings) if ratings else None,
                highest=max(ratings) if ratings else None,
            )
    return found
