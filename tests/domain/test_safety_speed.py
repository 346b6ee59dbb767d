"""Flags of a ten-year diary come within 50 ms: only the last month is looked at."""

from datetime import timedelta
from time import process_time

import pytest

from diary_app.domain.history import History
from diary_app.domain.plan import slots_of
from diary_app.domain.safety import flags
from tests.domain.flag_scenarios import KNOWLEDGE
from tests.domain.made_up import HERE, at, course, days, plan, rated, taken


def ten_years() -> History:
    """Three doses and one rating a day since 2016."""
    own = plan(course("2016-11-20"))
    slots = slots_of(own, days("2016-11-20", "2026-11-20"), HERE)
    doses = tuple(taken(f"{slot.at.local:%Y-%m-%d %H:%M}") for slot in slots)
    ratings = tuple(
        rated("drowsiness", 2, f"{slot.at.local:%Y-%m-%d %H:%M}") for slot in slots[::3]
    )
    return History(HERE, (own,), doses, ratings)


@pytest.mark.benchmark(timer=process_time)  # other work on the machine does not count
def test_flags_of_ten_years(benchmark):
    history, now = ten_years(), at("2026-11-20 07:00")
    assert benchmark(flags, history, KNOWLEDGE, now) == ()
    assert benchmark.stats.stats.median < timedelta(milliseconds=50).total_seconds()
