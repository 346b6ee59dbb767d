"""A span of days against the plain set of its days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary_app.domain.days import Days
from diary_app.domain.moment import DAY

START = date(2026, 2, 20)
AROUND = [START + n * DAY for n in range(-5, 45)]
DATES = st.integers(0, 30).map(lambda n: START + n * DAY)
SPANS = st.builds(Days, DATES, st.none() | DATES)
ENDED = st.builds(Days, DATES, DATES)


def members(days: Days) -> set[date]:
    """The days around the span that are in it, by asking for each."""
    return {day for day in AROUND if day in days}


@given(ENDED)
def test_a_span_has_its_first_day_and_not_its_end_and_is_walked_in_order(days):
    walked = list(days)
    assert walked == sorted(members(days))
    assert len(walked) == days.count
    assert bool(days) == bool(walked)
    assert days.end not in days
    if walked:
        assert (walked[0], walked[-1]) == (days.since, days.last)


@given(SPANS, SPANS)
def test_what_two_spans_share_are_the_days_in_both(one, other):
    assert members(one.clipped(other)) == members(one) & members(other)
    shares = bool(members(one) & members(other)) or (one.until is other.until is None)
    assert one.overlaps(other) == other.overlaps(one) == shares


@given(SPANS, DATES)
def test_before_a_day_are_the_days_before_it(days, day):
    assert members(days.before(day)) == {other for other in members(days) if other < day}


@given(SPANS, DATES)
def test_a_span_is_over_on_a_day_when_neither_it_nor_a_later_day_is_in_it(days, day):
    if days:
        later = any(other >= day for other in members(days)) or days.until is None
        assert days.over_on(day) == (not later)


@given(ENDED, st.integers(0, 4), st.integers(0, 4))
def test_wider_by_days_on_each_side(days, before, after):
    wide = days.widened(before * DAY, after * DAY)
    assert (days.since - wide.since, wide.end - days.end) == (before * DAY, after * DAY)
    assert days.widened(before * DAY) == days.widened(before * DAY, before * DAY)


@given(ENDED)
def test_the_days_before_a_span_are_as_many_and_end_where_it_begins(days):
    earlier = days.preceding()
    assert (earlier.count, earlier.end) == (days.count, days.since)


def test_one_day_and_first_to_last():
    assert list(Days.of(START)) == [START]
    assert list(Days.through(START, START + DAY)) == [START, START + DAY]
    assert Days.through(START, None) == Days(START)


def test_an_open_span_goes_on_and_refuses_to_be_counted_or_walked():
    days = Days(START)
    assert START + timedelta(days=5000) in days
    assert (days.last, bool(days), days.widened(DAY)) == (None, True, Days(START - DAY))
    for asked in (lambda: days.end, lambda: days.count, lambda: list(days), days.preceding):
        with pytest.raises(ValueError, match="endless"):
            asked()
