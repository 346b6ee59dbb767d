"""What was saved says the day where it is not today, so that a year left out is seen."""

from datetime import date, time
from decimal import Decimal

import pytest

from diary_app.domain.dose import Missed, Taken
from diary_app.domain.moment import at_wall
from diary_app.domain.quantity import Quantity, Unit
from diary_app.domain.when import parse_when
from diary_app.wording.doses import dose_words

NOW = at_wall(date(2026, 11, 22), time(14, 5), "Europe/Berlin")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("13:50", "13:50"),
        ("yesterday 20:00", "yesterday 20:00"),
        ("24 dec 20:00", "24 Dec 2025 20:00"),
    ],
)
def test_a_dose_says_the_day_where_it_is_not_today(typed, said):
    at = parse_when(typed, NOW)
    taken = Taken("d", "m", Quantity(Decimal(10), Unit.MG), at, NOW)
    assert dose_words(taken, "baclofen", NOW.day) == f"baclofen 10 mg, taken at {said}"
    missed = Missed("d", "m", at, NOW)
    assert dose_words(missed, "baclofen", NOW.day) == f"baclofen, {said} dose missed"
