"""The plain values our pictures are drawn from. Whoever asks for a picture makes them.

Amounts of one `DoseLine` are all in its one unit, so a picture can never mix mg and mcg.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Literal

from diary_app.charts.axis import Axis, closed, opened
from diary_app.domain.days import Days
from diary_app.domain.quantity import Unit
from diary_app.domain.symptom import Observation
from diary_app.domain.trends import (
    DAYS_BEFORE,
    LONGEST_DAILY,
    LONGEST_WEEKLY,
    Point,
    monthly,
    points_of,
    ratings,
    weekly,
)
from diary_app.frozen import dataclass


@dataclass(frozen=True)
class Span:
    """The local days (they have an end) that a picture shows, and its time axis."""

    days: Days

    @property
    def first(self) -> date:
        """The first day."""
        return self.days.since

    @property
    def end(self) -> date:
        """The first day after them."""
        return self.days.end

    @property
    def is_long(self) -> bool:
        """Whether days are too many to show: past a year pictures and tables go by week."""
        return self.end - self.first > LONGEST_DAILY

    @property
    def by_month(self) -> bool:
        """Whether weeks are too many as well: past three years it is months."""
        return self.end - self.first > LONGEST_WEEKLY

    def row_of(self, day: date) -> date:
        """The first day of what is shown as one: the day itself, its week's Monday, its month's
        first.
        """
        if self.by_month:
            return day.replace(day=1)
        return day - timedelta(days=day.weekday()) if self.is_long else day

    def row_days(self, first: date) -> Days:
        """All days of what is shown as one and begins on `first`."""
        if self.by_month:
            return Days(first, (first + timedelta(days=31)).replace(day=1))
        return Days(first, first + timedelta(days=7 if self.is_long else 1))

    def middles(self, points: Iterable[Point]) -> tuple[Point, ...]:
        """The median of each week, or past three years of each month, with days enough."""
        return monthly(points) if self.by_month else weekly(points)

    def x_of_row(self, first: date) -> float:
        """The middle of what is shown as one and begins on `first`, within the span."""
        days = self.row_days(first).clipped(self.days)
        return self.x(days.since) + days.count / 2

    def x(self, at: date | datetime) -> float:
        """Days since the first midnight; a moment of the day is a fraction."""
        if isinstance(at, datetime):
            since = at - datetime.combine(self.first, datetime.min.time())
            return since.total_seconds() / 86400
        return float((at - self.first).days)


@dataclass(frozen=True)
class SymptomLine:
    """One symptom of a picture: every rating of its days, and the daily values for its figures.

    `ratings` lie in the picture's span; `points` reach back before it, for comparisons. `top` is
    10, 4 or 1; `best_is_high` where that is the best. `is_open`: counted or measured in `unit`.
    """

    label: str
    top: int
    ratings: tuple[Observation, ...]
    points: tuple[Point, ...]
    best_is_high: bool = False
    unit: str = ""
    is_open: bool = False

    @cached_property
    def axis(self) -> Axis:
        """The scale of its values."""
        if self.is_open:
            values = (float(rating.value or 0) for rating in self.ratings)
            return opened([*values, *(point.value for point in self.points)], self.unit)
        return closed(self.top, best_is_high=self.best_is_high)

    def shown(self, span: Span) -> tuple[Point, ...]:
        """The daily values of the span."""
        return tuple(point for point in self.points if point.day in span.days)


def symptom_line(
    observations: Iterable[Observation],
    symptom: str,
    label: str,
    span: Span,
    *,
    top: int,
    best_is_high: bool = False,
    unit: str = "",
    is_open: bool = False,
) -> SymptomLine:
    """The line of the symptom with this id, from observations that reach back before the span."""
    days = span.days.widened(timedelta(days=max(span.days.count, DAYS_BEFORE)), timedelta(0))
    rated = ratings(observations, symptom, days)
    return SymptomLine(
        label,
        top,
        tuple(rating for rating in rated if rating.at.day in span.days),
        points_of(rated),
        best_is_high,
        unit,
        is_open,
    )


@dataclass(frozen=True)
class DoseDay:
    """What is known of one day: the amount taken (None: nothing recorded) and the plan's amount.

    `planned` None: no amount is planned. `complete`: every planned dose that is past is answered;
    `still_open`: some are not past yet. `held`: the clinician paused the medicine.
    """

    day: date
    taken: Decimal | None
    planned: Decimal | None
    complete: bool = True
    still_open: bool = False
    held: bool = False

    @property
    def awaited(self) -> bool:
        """Whether doses were planned on the day, so that no record means something is missing."""
        return bool(self.planned) and not self.held


@dataclass(frozen=True)
class DoseLine:
    """The days of one medicine, all amounts in `unit`.

    `is_pump`: nobody logs what a pump gives, so only its set rate is known and no day is a gap.
    """

    medicine: str
    unit: Unit
    days: tuple[DoseDay, ...]
    is_pump: bool = False


Sign = Literal["serious", "fall", "therapy", "event"]


@dataclass(frozen=True)
class Mark:
    """A flag, an event or a fall on the time axis; `until` is the first day without it.

    `sign` tells what it is without colour: a serious symptom, a fall, a session of therapy, else an
    event. `emergency`: a serious one that is named before all others. `short`: a shorter name where
    the whole one has no room, "" for none.
    """

    day: date
    label: str
    serious: bool = False
    until: date | None = None
    sign: Sign = "event"
    emergency: bool = False
    short: str = ""

    @property
    def rank(self) -> int:
        """Which mark is named first where there is no room for all: the gravest."""
        return 0 if self.emergency else 1 if self.serious else 2


@dataclass(frozen=True)
class TimedRating:
    """A rating at `hour` of the day (0-24), `since_dose` hours after the last dose if known."""

    hour: float
    since_dose: float | None
    value: float
