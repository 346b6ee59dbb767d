"""The thick bars: each week's middle value over the days it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from diary_app.charts.timeline import SHORTEST_GAP
from diary_app.domain.trends import Point, weekly


@dataclass(frozen=True)
class WeekBar:
    """A week's median over rated days `[first, end)`; a gap inside the week makes two bars."""

    first: date
    end: date
    value: float


def week_bars(points: Sequence[Point]) -> list[WeekBar]:
    """The bars of the weeks that have a median (`domain.trends.weekly`), none across a gap."""
    medians = {week.day: week.value for week in weekly(points)}
    bars: list[WeekBar] = []
    for point in points:
        monday = point.day - timedelta(days=point.day.weekday())
        if monday not in medians:
            continue
        end, last = point.day + timedelta(days=1), bars[-1] if bars else None
        if last and last.first >= monday and (point.day - last.end).days < SHORTEST_GAP:
            bars[-1] = WeekBar(last.first, end, last.value)
        else:
            bars.append(WeekBar(point.day, end, medians[monday]))
    return bars
