from itertools import permutations
from math import factorial

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from diary_app.domain.kendall import _exact, trend
from tests.domain.test_trends import points


def test_a_steady_rise_of_eight_weeks_is_tau_1():
    found = trend(points(range(8)))
    assert found is not None
    assert (found.weeks, found.tau) == (8, 1)
    assert found.p == pytest.approx(2 / factorial(8))


def test_no_trend_is_told_of_seven_weeks_or_of_weeks_all_alike():
    assert trend(points(range(7))) is None
    assert trend(points([3] * 20)) is None


@pytest.mark.parametrize(
    ("weeks", "tau", "p"),
    [  # scipy.stats.kendalltau(range(n), weeks): exact without ties, asymptotic with
        ([3, 1, 4, 2, 6, 5, 8, 7], 0.6428571428571429, 0.031150793650793652),
        ([3, 3, 4, 4, 5, 5, 6, 6, 5], 0.7911548052852398, 0.004884063010547584),
        ([6, 5, 5, 4, 5, 3, 4, 2, 2, 1], -0.848528137423857, 0.0009824591060571862),
    ],
)
def test_the_figures_are_those_of_a_known_library(weeks, tau, p):
    found = trend(points(weeks))
    assert found is not None
    assert (found.tau, found.p) == (pytest.approx(tau), pytest.approx(p))


@pytest.mark.parametrize("n", [3, 4, 5, 6])
def test_the_exact_probability_counts_every_order(n):
    def score(order) -> int:
        return sum((b > a) - (b < a) for i, a in enumerate(order) for b in order[i + 1 :])

    scores = [score(order) for order in permutations(range(n))]
    for asked in set(scores):
        as_far = sum(abs(found) >= abs(asked) for found in scores) / len(scores)
        assert _exact(n, asked) == pytest.approx(min(1.0, as_far))


@given(st.lists(st.integers(0, 10), min_size=8, max_size=30))
def test_turning_the_weeks_round_turns_the_trend_round(values):
    assume(len(set(values)) > 1)
    there, back = trend(points(values)), trend(points(values[::-1]))
    assert there is not None
    assert back is not None
    assert (there.tau, there.p) == (pytest.approx(-back.tau), pytest.approx(back.p))
    assert -1 <= there.tau <= 1
    assert 0 <= there.p <= 1
