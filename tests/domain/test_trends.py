from datetime import timedelta
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary_app.domain.days import Days
from diary_app.domain.moment import DAY
from diary_app.domain.symptom import Answer, SafetyCheck
from diary_app.domain.trends import (
    Difference,
    Point,
    Worst,
    before_after,
    compared,
    daily,
    on_days,
    period,
    points_of,
    symptom_figures,
    thinned,
    weekly,
)
from tests.domain.made_up import at, day, days, new_id, rated

MARCH = day("2026-03-01")
ALL_MARCH = days("2026-03-01", "2026-04-01")


def points(values, first="2026-03-01") -> list[Point]:
    """One point a day; None for a day nobody rated."""
    numbered = enumerate(values)
    return [Point(day(first) + n * DAY, v, 1) for n, v in numbered if v is not None]


def checked(when: str, **answers: Answer) -> SafetyCheck:
    return SafetyCheck(new_id(), at(when), at(when), answers)


def asked(observations, checks=(), symptom="drowsiness", **more):
    return symptom_figures(symptom, observations, checks, ALL_MARCH, **more)


def test_a_day_is_the_median_of_its_ratings_and_a_day_without_is_absent():
    seen = [rated("pain", v, f"2026-03-02 {h}:00") for v, h in ((8, "08"), (2, "12"), (3, "20"))]
    seen += [rated("pain", 5, "2026-03-04 08:00"), rated("sleep", 1, "2026-03-03 08:00")]
    assert daily(seen, "pain", ALL_MARCH) == (
        Point(day("2026-03-02"), 3, 3),
        Point(day("2026-03-04"), 5, 1),
    )


def test_present_without_a_rating_is_no_value():
    assert daily([rated("pain", None, "2026-03-02 08:00")], "pain", ALL_MARCH) == ()


def test_zero_is_a_rating():
    (point,) = daily([rated("pain", 0, "2026-03-02 08:00")], "pain", ALL_MARCH)
    assert (point.value, point.n) == (0, 1)


def test_a_week_needs_four_rated_days():
    weeks = weekly(points([1, 2, 3, None, None, None, None, 4, 4, 5, 5], "2026-03-02"))
    assert weeks == (Point(day("2026-03-09"), 4.5, 4),)


def test_a_period_shows_median_and_quartiles_from_seven_days_on():
    seven = period(points([1, 2, 3, 4, 5, 6, 7]), ALL_MARCH)
    assert (seven.n, seven.days, seven.median) == (7, 31, 4)
    assert (seven.low_quartile, seven.high_quartile) == (2.5, 5.5)
    assert period(points([1, 2, 3, 4, 5, 6]), ALL_MARCH).median is None


@pytest.mark.parametrize(
    ("before", "now", "top", "expected"),
    [
        (5, 7, 10, Difference.HIGHER),
        (5, 3, 10, Difference.LOWER),
        (5, 6, 10, Difference.SIMILAR),
        (1, 2, 4, Difference.HIGHER),
    ],
)
def test_periods_differ_from_a_meaningful_step_on(before, now, top, expected):
    both = points([before] * 14 + [now] * 14, "2026-02-15")
    assert compared(both, days("2026-03-01", "2026-03-15"), top).difference == expected


def test_too_few_days_to_compare_say_so():
    both = points([5] * 14 + [9] * 9, "2026-02-15")
    found = compared(both, days("2026-03-01", "2026-03-15"), 10)
    assert (found.difference, found.before.n, found.now.n) == (Difference.TOO_FEW, 14, 9)


def test_before_and_after_leaves_the_first_three_days_out():
    # 14 days at 6, the change, three days at 9, 14 days at 4, then others that do not count
    found = before_after(points([1, *[6] * 14, *[9] * 3, *[4] * 14, 10], "2026-02-14"), MARCH)
    assert (found.n_before, found.median_before) == (14, 6)
    assert (found.n_after, found.median_after) == (14, 4)
    assert (found.share_below, found.share_above) == (1, 0)


def test_before_and_after_says_how_many_days_there_were_when_too_few():
    found = before_after(points([6] * 6, "2026-02-20"), MARCH)
    assert (found.n_before, found.n_after, found.median_before) == (6, 0, None)


def test_past_a_year_weeks_stand_in_for_days():
    two_years = points([n % 5 for n in range(730)], "2024-01-01")
    thin = thinned(two_years, days("2024-01-01", "2025-12-31"))
    assert len(thin) == 104
    assert thinned(two_years[:300], days("2024-01-01", "2024-12-01")) == tuple(two_years[:300])


def test_asked_and_present_count_days():
    seen = [
        rated("drowsiness", 2, "2026-03-02 08:00"),
        rated("drowsiness", 4, "2026-03-02 20:00"),
        rated("drowsiness", 0, "2026-03-03 08:00"),
        rated("drowsiness", None, "2026-03-04 08:00"),
        rated("drowsiness", 3, "2026-04-01 08:00"),
    ]
    found = asked(seen)
    assert (found.asked, found.present, found.days_at_3_or_more) == (3, 2, 1)
    assert found.median_when_present == 3
    assert found.worst == Worst(4, at("2026-03-02 20:00"))


def test_a_check_asks_and_its_yes_is_present():
    checks = [
        checked("2026-03-02 20:00", seizure=Answer.NO, falls=Answer.NOT_ASKED),
        checked("2026-03-03 20:00", seizure=Answer.YES),
        checked("2026-03-04 20:00", seizure=Answer.NOT_SURE),
    ]
    seizure = asked([], checks, "seizure")
    assert (seizure.asked, seizure.present, seizure.worst) == (3, 1, None)
    assert asked([], checks, "falls").asked == 0


def test_nothing_asked_is_not_nothing_felt():
    found = asked([])
    assert (found.asked, found.present, found.median_when_present, found.worst) == (
        0,
        0,
        None,
        None,
    )


def test_the_worst_of_a_scale_whose_ten_is_best_is_the_lowest():
    seen = [rated("sleep", v, f"2026-03-0{n} 08:00") for n, v in enumerate((7, 2, 2, 9), 1)]
    found = asked(seen, (), "sleep", best_is_high=True)
    assert found.worst == Worst(2, at("2026-03-02 08:00"))


RATINGS = st.lists(
    st.tuples(st.integers(0, 30 * 24 * 60), st.integers(0, 10) | st.none()), max_size=60
)


@given(RATINGS)
def test_days_tell_what_the_ratings_tell(made_up):
    start = at("2026-03-01 00:00")
    seen = []
    for minutes, value in made_up:
        observation = rated("pain", value, "2026-03-01 00:00")
        moment = start.shifted(timedelta(minutes=minutes))
        seen.append(type(observation)(observation.id, "pain", value, moment, moment))
    series, found = daily(seen, "pain", ALL_MARCH), asked(seen, (), "pain")
    assert sum(point.n for point in series) == sum(o.value is not None for o in seen)
    assert [point.day for point in series] == sorted(
        {o.at.day for o in seen if o.value is not None}
    )
    assert found.days_at_3_or_more <= found.present <= found.asked <= 31
    above = [o.value for o in seen if o.value]
    assert found.median_when_present == (median(above) if above else None)


@given(st.sets(st.integers(0, 60)), st.integers(0, 60), st.integers(0, 60))
def test_the_values_of_days_are_those_of_the_points_on_them(on, first, length):
    there = [Point(MARCH + n * DAY, float(n), 1) for n in sorted(on)]
    asked_for = Days(MARCH + first * DAY, MARCH + (first + length) * DAY)
    assert on_days(there, asked_for) == [p.value for p in there if p.day in asked_for]


def test_a_traveller_over_the_date_line_has_days_in_order():
    one, two = rated("spasms", 3, "2026-03-02 01:00"), rated("spasms", 5, "2026-03-01 23:00")
    assert [p.day.day for p in points_of([one, two])] == [1, 2]
