"""When in the day a symptom was rated how, and how long after a dose: descriptive bins only."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from statistics import median

from diary_app.domain.dose import Dose, Taken
from diary_app.domain.symptom import Observation

FEWEST_IN_BIN = 4
HOURS = (0, 4, 8, 12, 16, 20, 24)
HOURS_SINCE_DOSE = (0, 1, 2, 3, 4, 6, 8, 12, 24)


@dataclass(frozen=True)
class Bin:
    """The ratings from `since` up to `until` hours; `median` is None with fewer than 4."""

    since: int
    until: int
    n: int
    median: float | None


def by_hour(observations: Iterable[Observation], edges: Sequence[int] = HOURS) -> tuple[Bin, ...]:
    """The ratings of one symptom by the hour on the patient's clock."""
    return _binned([(_hour(o), o.value) for o in observations if o.value is not None], edges)


def _hour(observation: Observation) -> float:
    local = observation.at.local
    return local.hour + local.minute / 60


def by_time_since_dose(
    observations: Iterable[Observation],
    doses: Iterable[Dose],
    edges: Sequence[int] = HOURS_SINCE_DOSE,
) -> tuple[Bin, ...]:
    """The ratings of one symptom by the hours since the last taken dose of one medicine.

    Doses whose time is not known count as no time: a rating that follows one is left out.
    """
    taken = sorted(
        (dose for dose in doses if isinstance(dose, Taken)), key=lambda dose: dose.taken_at.utc
    )
    instants = [dose.taken_at.utc for dose in taken]
    found = []
    for observation in observations:
        number = bisect_right(instants, observation.at.utc) - 1
        if observation.value is not None and number >= 0 and taken[number].time_known:
            since: timedelta = observation.at.utc - instants[number]
            found.append((since.total_seconds() / 3600, observation.value))
    return _binned(found, edges)


def _binned(values: Sequence[tuple[float, int]], edges: Sequence[int]) -> tuple[Bin, ...]:
    bins = []
    for since, until in pairwise(edges):
        inside = [value for hours, value in values if since <= hours < until]
        middle = median(inside) if len(inside) >= FEWEST_IN_BIN else None
        bins.append(Bin(since, until, len(inside), middle))
    return tuple(bins)
