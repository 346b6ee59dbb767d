"""Whether weekly medians rise or fall more steadily than chance would have them (Kendall's tau).

Weekly medians, because daily ratings follow on one another so much that a test on days raises a
false alarm in three of ten flat diaries (`clinical.md` 5.1). Eight weeks at least.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import erfc, factorial, sqrt

from diary_app.domain.trends import Point

FEWEST_WEEKS = 8


@dataclass(frozen=True)
class Trend:
    """Tau-b from -1 (falling) to 1 (rising), and its two-sided probability under no trend."""

    weeks: int
    tau: float
    p: float


def trend(weeks: Sequence[Point]) -> Trend | None:
    """The test on weekly medians as `trends.weekly` gives them.

    None with fewer than 8 weeks or where all are equal. Exact without ties; with ties the normal
    approximation with the variance corrected for them (Kendall, Rank Correlation Methods, ch. 4).
    """
    n = len(weeks)
    ties = Counter(point.value for point in weeks)
    if n < FEWEST_WEEKS or len(ties) == 1:
        return None
    score = sum(
        (later.value > point.value) - (later.value < point.value)
        for point, later in combinations(weeks, 2)
    )
    pairs = n * (n - 1) // 2
    tied = sum(count * (count - 1) // 2 for count in ties.values())
    tau = score / sqrt(pairs * (pairs - tied))
    p = _exact(n, score) if not tied else _normal(n, score, list(ties.values()))
    return Trend(n, tau, p)


def _exact(n: int, score: int) -> float:
    """The share of the orders of `n` values whose score is as far from 0, counted by inversions."""
    ways = [1]
    for size in range(2, n + 1):
        ways = [sum(ways[max(0, k - size + 1) : k + 1]) for k in range(len(ways) + size - 1)]
    fewer = (n * (n - 1) // 2 - abs(score)) // 2
    return float(min(1.0, 2 * sum(ways[: fewer + 1]) / factorial(n)))


def _normal(n: int, score: int, ties: Sequence[int]) -> float:
    corrected = n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)
    return erfc(abs(score) / sqrt(corrected / 18) / sqrt(2))
