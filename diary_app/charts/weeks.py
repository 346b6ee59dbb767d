"""The thick bars: each week's middle value over the days it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from diary_app.domain.trends import Point, weekly


@dataclass(frozen=True)
class WeekBar:
    """A week's median from the first to the last rated day, so a bar never reaches into a gap."""

    first: date
    end: date
    value: float


def week_bars(points: Sequence[Point]) -> list[WeekBar]:
    """The bars of the weeks that have a median (`domain.trends.weekly`)."""
    rated: dict[date, list[date]] = {}
    for point in points:
        rated.setdefault(point.day - timedelta(days=point.day.weekday()), []).append(point.day)
    return [
        WeekBar(rated[week.day][0], rated[week.day][-1] + timedelta(days=1), week.value)
        for week in weekly(points)
    ]
