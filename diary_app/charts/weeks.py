"""The thick bars: each week's middle value over the days it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from diary_app.charts.timeline import SHORTEST_GAP
from diary_app.domain.days import Days
from diary_app.domain.trends import Point, weekly
from diary_app.frozen import dataclass


@dataclass(frozen=True)
class WeekBar:
    """A week's median over rated days; a gap inside the week makes two bars."""

    days: Days
    value: float


def week_bars(points: Sequence[Point]) -> list[WeekBar]:
    """The bars of the weeks that have a median (`domain.trends.weekly`), none across a gap."""
    medians = {week.day: week.value for week in weekly(points)}
    bars: list[WeekBar] = []
    for point in points:
        monday = point.day - timedelta(days=point.day.weekday())
        if monday not in medians:
            continue
        last = bars[-1] if bars else None
        near = last and (point.day - last.days.end).days < SHORTEST_GAP
        if last and near and last.days.since >= monday:
            bars[-1] = WeekBar(Days.through(last.days.since, point.day), last.value)
        else:
            bars.append(WeekBar(Days.of(point.day), medians[monday]))
    return bars
