"""Symptoms over time: descriptive figures, each withheld below the data it needs.

Minimum data, methods and windows: `clinical.md` 5.2 and 5.3. Missing days are never filled in and
0 (asked, none) is not the same as no entry. Nothing here says why a symptom changed.

A day's value in a series is the median of that day's ratings, so a day that was rated often weighs
no more than another. `worst` and `days_at_3_or_more` look at single ratings: a median must not
hide a bad hour.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from statistics import median, quantiles

from diary_app.domain.days import Days
from diary_app.domain.moment import DAY, Moment
from diary_app.domain.symptom import Answer, Observation, SafetyCheck
from diary_app.frozen import dataclass

FEWEST_IN_WEEK = 4
FEWEST_IN_MONTH = 7
FEWEST_IN_PERIOD = 7
FEWEST_TO_COMPARE = 10
LONGEST_DAILY = timedelta(days=366)
LONGEST_WEEKLY = timedelta(days=3 * 366)
DAYS_BEFORE, SKIPPED_AFTER, DAYS_AFTER = 14, 3, 14
SEVERE = 3  # of 4
_INSTANT, _DAY = attrgetter("at.utc"), attrgetter("day")
SMALLEST_STEP = {10: 2.0, 4: 1.0}  # the difference worth a word, by the top of the scale


@dataclass(frozen=True)
class Point:
    """The value of a day (or of the week or month that begins on `day`), the median of `n`: ratings
    of a day, rated days of a week or month.
    """

    day: date
    value: float
    n: int


@dataclass(frozen=True)
class Worst:
    """The worst rating, the earliest of several."""

    value: int
    at: Moment


@dataclass(frozen=True)
class SymptomFigures:
    """What is known of a symptom in a span, in days: asked, present, at 3 or more.

    `median_when_present` is over the single ratings above 0; None if there is none. `worst` is the
    highest rating, or the lowest on a scale whose 10 is best.
    """

    symptom: str
    asked: int
    present: int
    median_when_present: float | None
    worst: Worst | None
    days_at_3_or_more: int


@dataclass(frozen=True)
class Period:
    """Median and quartiles of a period's daily values; they are None with fewer than 7 days."""

    n: int
    days: int
    median: float | None
    low_quartile: float | None
    high_quartile: float | None


class Difference(StrEnum):
    """How a period's median compares with the one before."""

    HIGHER = "higher"
    LOWER = "lower"
    SIMILAR = "similar"
    TOO_FEW = "too_few"


@dataclass(frozen=True)
class Comparison:
    """Two periods, and what may be said of them: nothing with fewer than 10 days in either."""

    before: Period
    now: Period
    difference: Difference


@dataclass(frozen=True)
class BeforeAfter:
    """The 14 days before a day and days 4 to 17 from it on, that day being day 1.

    Medians, `share_below` (of the days after, below the median before) and `share_above` are None
    with fewer than 7 rated days on either side.
    """

    day: date
    n_before: int
    n_after: int
    median_before: float | None
    median_after: float | None
    share_below: float | None
    share_above: float | None


def ratings(
    observations: Iterable[Observation], symptom: str, days: Days
) -> tuple[Observation, ...]:
    """The symptom's rated observations on the local `days`, in order of instant."""
    own = (o for o in observations if o.symptom == symptom and o.value is not None)
    since, until = days.since, days.until
    found = (o for o in own if since <= o.at.day and (until is None or o.at.day < until))
    return tuple(sorted(found, key=_INSTANT))


def daily(observations: Iterable[Observation], symptom: str, days: Days) -> tuple[Point, ...]:
    """One point for each rated day of `days`, in order; other days have none."""
    return points_of(ratings(observations, symptom, days))


def points_of(rated: Iterable[Observation]) -> tuple[Point, ...]:
    """One point for each day of one symptom's ratings, in order of day.

    A traveller over the date line can live a later instant on an earlier day.
    """
    by_day: dict[date, list[float]] = {}
    for observation in rated:
        if observation.value is not None:
            by_day.setdefault(observation.at.day, []).append(float(observation.value))
    return tuple(
        Point(day, median(values) if len(values) > 1 else values[0], len(values))
        for day, values in sorted(by_day.items())
    )


def on_days(points: Sequence[Point], days: Days) -> list[float]:
    """The values of `days`, of points in order of day."""
    first = bisect_left(points, days.since, key=_DAY)
    end = len(points) if days.until is None else bisect_left(points, days.until, key=_DAY)
    return [point.value for point in points[first:end]]


def weekly(points: Iterable[Point]) -> tuple[Point, ...]:
    """The median of each week from Monday on with at least 4 rated days; `n` counts days."""
    by_week: dict[date, list[float]] = {}
    for point in points:
        by_week.setdefault(_monday(point.day), []).append(point.value)
    return tuple(
        Point(monday, median(values), len(values))
        for monday, values in sorted(by_week.items())
        if len(values) >= FEWEST_IN_WEEK
    )


def monthly(points: Iterable[Point]) -> tuple[Point, ...]:
    """The median of each month with at least 7 rated days; `n` counts days."""
    by_month: dict[date, list[float]] = {}
    for point in points:
        by_month.setdefault(point.day.replace(day=1), []).append(point.value)
    return tuple(
        Point(first, median(values), len(values))
        for first, values in sorted(by_month.items())
        if len(values) >= FEWEST_IN_MONTH
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def thinned(points: Sequence[Point], days: Days) -> tuple[Point, ...]:
    """The points as they are, or weekly ones where `days` are more than a year."""
    return weekly(points) if days.count * DAY > LONGEST_DAILY else tuple(points)


def period(points: Sequence[Point], days: Days) -> Period:
    """Median and quartiles of `days`, of points in order of day."""
    values = on_days(points, days)
    if len(values) < FEWEST_IN_PERIOD:
        return Period(len(values), days.count, None, None, None)
    low, middle, high = quantiles(values, n=4, method="inclusive")
    return Period(len(values), days.count, middle, low, high)


def compared(points: Sequence[Point], days: Days, top: int) -> Comparison:
    """`days` beside as many days before them, on a scale up to `top`; 10 and 4 are compared."""
    now, before = period(points, days), period(points, days.preceding())
    few = min(now.n, before.n) < FEWEST_TO_COMPARE
    if few or now.median is None or before.median is None:
        return Comparison(before, now, Difference.TOO_FEW)
    change = now.median - before.median
    if top not in SMALLEST_STEP or abs(change) < SMALLEST_STEP[top]:
        return Comparison(before, now, Difference.SIMILAR)
    return Comparison(before, now, Difference.HIGHER if change > 0 else Difference.LOWER)


def around_change(day: date) -> tuple[Days, Days]:
    """The days that `before_after` compares: 14 before `day`, and days 4 to 17 from it on."""
    since = day + timedelta(days=SKIPPED_AFTER)
    days_before = Days(day - timedelta(days=DAYS_BEFORE), day)
    return days_before, Days(since, since + timedelta(days=DAYS_AFTER))


def before_after(points: Sequence[Point], day: date) -> BeforeAfter:
    """The daily values on both sides of a change that began on `day`, its first 3 days left out.

    `points` are in order of day.
    """
    days_before, days_after = around_change(day)
    before, after = on_days(points, days_before), on_days(points, days_after)
    if min(len(before), len(after)) < FEWEST_IN_PERIOD:
        return BeforeAfter(day, len(before), len(after), None, None, None, None)
    middle = median(before)
    return BeforeAfter(
        day,
        len(before),
        len(after),
        middle,
        median(after),
        sum(value < middle for value in after) / len(after),
        sum(value > middle for value in after) / len(after),
    )


def symptom_figures(
    symptom: str,
    observations: Iterable[Observation],
    checks: Iterable[SafetyCheck],
    days: Days,
    best_is_high: bool = False,
) -> SymptomFigures:
    """The figures of one symptom on the local `days`.

    Asked: the day has an observation of it, 0 included, or a check that asked for it ("not sure"
    is an answer too). Present: a value above 0, present without a rating, or a check's yes.
    """
    seen = [o for o in observations if o.symptom == symptom and o.at.day in days]
    answers = [
        (check.at.day, check.answers[symptom])
        for check in checks
        if symptom in check.answers and check.at.day in days
    ]
    rated = ratings(seen, symptom, days)
    present = {o.at.day for o in seen if o.value != 0}
    present |= {day for day, answer in answers if answer == Answer.YES}
    asked = {o.at.day for o in seen}
    asked |= {day for day, answer in answers if answer != Answer.NOT_ASKED}
    above_zero = [o.rating for o in rated if o.rating]
    return SymptomFigures(
        symptom,
        len(asked),
        len(present),
        median(above_zero) if above_zero else None,
        _worst(rated, best_is_high),
        len({o.at.day for o in rated if (o.rating or 0) >= SEVERE}),
    )


def _worst(rated: Sequence[Observation], best_is_high: bool) -> Worst | None:
    values = [o.rating for o in rated if o.rating is not None]
    if not values:
        return None
    value = min(values) if best_is_high else max(values)
    return next(Worst(value, o.at) for o in rated if o.rating == value)


@dataclass(frozen=True)
class NumberFigures:
    """What was counted or measured in a span: the single values, in `unit`, and on how many days.

    All but the counts are None where there is no value.
    """

    unit: str
    n: int
    days: int
    median: Decimal | None
    least: Decimal | None
    most: Decimal | None


def number_figures(
    symptom: str, observations: Iterable[Observation], days: Days, unit: str
) -> NumberFigures:
    """The figures of an own thing that is counted or measured, on the local `days`.

    Only values in `unit` are in them: kilograms and pounds are not added up.
    """
    found = [
        (o.value, o.at.day)
        for o in ratings(observations, symptom, days)
        if isinstance(o.value, Decimal) and o.unit == unit
    ]
    values = [value for value, _day in found]
    if not values:
        return NumberFigures(unit, 0, 0, None, None, None)
    rated_days = len({day for _value, day in found})
    return NumberFigures(unit, len(values), rated_days, median(values), min(values), max(values))
