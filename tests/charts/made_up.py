"""Made-up diaries for pictures: two weeks, a year with a taper, ten years, almost empty."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise

from diary_app.charts.day import DaySymptom
from diary_app.charts.series import DoseDay, DoseLine, Mark, Span, TimedRating, symptom_line
from diary_app.charts.symptoms import SymptomsView
from diary_app.domain.amounts import DoseChange
from diary_app.domain.days import Days
from diary_app.domain.moment import moment
from diary_app.domain.quantity import Quantity, Unit
from diary_app.domain.symptom import Observation
from diary_app.domain.trends import Point

HOSTILE = (
    r"$x_{$ \frac{1}{2}",
    '<img src="x" onerror="alert(1)">',
    "_x",
    "تشنج العضلات",
    "Spasms\u202egnihtemos",
    "long " * 24,
    "😵‍💫 Schwindel 💊",
    "line\nbreak\x07and bell",
    "=cmd|' /C calc'!A0",
    "痙攣",
)


def mg(n) -> Quantity:
    return Quantity(Decimal(n), Unit.MG)


def rated(symptom, day, value, hour=9.0) -> Observation:
    at = moment(datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=hour), "UTC")
    return Observation(f"{symptom}-{day}-{hour}", symptom, value, at, at)


def ratings_of(symptom, first, values) -> list[Observation]:
    """One rating a day from `first` on; None: nothing recorded."""
    days = (first + timedelta(days=n) for n in range(len(values)))
    return [rated(symptom, d, v) for d, v in zip(days, values, strict=True) if v is not None]


def points_of(first, values) -> tuple[Point, ...]:
    days = (first + timedelta(days=n) for n in range(len(values)))
    return tuple(Point(d, v, 1) for d, v in zip(days, values, strict=True) if v is not None)


@cache
def diary(
    days,
    first,
    steps,
    *,
    holes=(),
    marks=(),
    labels=("Spasms", "Drowsiness", "Pain"),
    medicine="baclofen",
) -> SymptomsView:
    """Three symptoms (0-10, 0-4, 0-10) and one medicine; `steps` are (day number, mg a day)."""
    chance = random.Random(1)
    span = Span(Days(first, first + timedelta(days=days)))
    level, tops = [5.5, 1.5, 3.0], (10, 4, 10)
    found: list[list[Observation]] = [[], [], []]
    doses = []
    for n in range(days):
        day = first + timedelta(days=n)
        plan = Decimal(next(amount for since, amount in reversed(steps) if n >= since))
        if any(a <= n < b for a, b in holes):
            doses.append(DoseDay(day, None, plan, complete=False))
            continue
        doses.append(_dose_day(day, plan, chance.random()))
        for i, top in enumerate(tops):
            level[i] += chance.gauss(0, 0.5) + 0.1 * ((5, 1.5, 3)[i] - level[i])
            value = max(0, min(top, round(level[i] + chance.gauss(0, 0.7))))
            if chance.random() < 0.93:
                found[i].append(rated(str(i), day, value, 9 + i))
    lines = tuple(
        symptom_line(found[i], str(i), labels[i], span, top=tops[i]) for i in range(len(labels))
    )
    changes = tuple(
        DoseChange(first + timedelta(days=since), mg(a), mg(b))
        for (_, a), (since, b) in pairwise(steps)
    )
    dose_line = DoseLine(medicine, Unit.MG, tuple(doses))
    return SymptomsView(span, lines, (dose_line,), changes, tuple(marks))


def _dose_day(day, plan, chance) -> DoseDay:
    if chance < 0.05:
        return DoseDay(day, plan - 10, plan, complete=chance < 0.02)
    if chance < 0.08:
        return DoseDay(day, None, plan, complete=False)
    return DoseDay(day, Decimal(0) if chance < 0.09 else plan, plan)


def two_weeks(**more) -> SymptomsView:
    return diary(14, date(2026, 11, 9), ((0, 30),), **more)


def year(**more) -> SymptomsView:
    """A taper, gaps, and fifteen flags and events close together."""
    marks = (
        *(
            Mark(date(2026, 1, 1) + timedelta(days=17 * n), f"Event {n}", serious=n % 4 == 0)
            for n in range(15)
        ),
        Mark(date(2026, 7, 3), "Infection", until=date(2026, 7, 20)),
    )
    steps = ((0, 60), (150, 55), (160, 50), (170, 45), (180, 40), (190, 35), (230, 30), (300, 20))
    holes = ((40, 47), (200, 203), (330, 345))
    return diary(365, date(2025, 11, 23), steps, holes=holes, marks=marks, **more)


def ten_years(**more) -> SymptomsView:
    steps = tuple((n * 400, 20 + 5 * n) for n in range(9))
    return diary(3650, date(2016, 11, 25), steps, holes=((1000, 1200),), **more)


def almost_empty(**more) -> SymptomsView:
    return diary(1, date(2026, 11, 22), ((0, 30),), **more)


DIARIES = (two_weeks, year, ten_years, almost_empty)


@cache
def day_symptoms(labels=("Spasms", "Drowsiness")) -> list[DaySymptom]:
    chance = random.Random(3)
    return [
        DaySymptom(label, top, tuple(_timed(chance, top) for _ in range(120)), left_out=4)
        for label, top in zip(labels, (10, 4), strict=False)
    ]


def _timed(chance, top) -> TimedRating:
    hour = chance.choice([8, 9, 13, 14.5, 19, 21.2])
    value = round(top / 3 + hour / 8 + chance.gauss(0, 1))
    return TimedRating(hour, hour % 6, max(0, min(top, value)))
