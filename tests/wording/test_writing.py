"""Times and amounts in the person's own form, read again as they were written."""

from datetime import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary_app.domain.medicine import Form, parse_strength
from diary_app.domain.quantity import Quantity, Unit, parse_quantity
from diary_app.domain.schedule import Daily, DoseTime
from diary_app.domain.when import parse_clock
from diary_app.wording.schedules import schedule_words
from diary_app.wording.writing import Writing, amount_words, clock_words, current, written

WRITINGS = st.builds(Writing, half_days=st.booleans(), comma=st.booleans())


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (time(0, 5), "12:05 am"),
        (time(8, 4), "8:04 am"),
        (time(12), "12:00 pm"),
        (time(14, 5), "2:05 pm"),
    ],
)
def test_half_days_begin_at_twelve(at, words):
    with written(Writing(half_days=True)):
        assert clock_words(at) == words


@given(at=st.times().map(lambda at: at.replace(second=0, microsecond=0)), writing=WRITINGS)
def test_a_clock_is_read_as_it_was_written(at, writing):
    with written(writing):
        assert parse_clock(clock_words(at)) == at


@given(
    value=st.decimals("0.01", "999", places=2),
    unit=st.sampled_from([Unit.MG, Unit.MCG, Unit.ML]),
    writing=WRITINGS,
)
def test_an_amount_is_read_as_it_was_written(value, unit, writing):
    amount = Quantity(Decimal(value), unit)
    with written(writing):
        assert parse_quantity(amount_words(amount)) == amount


def test_a_plan_is_told_in_the_persons_form():
    doses = tuple(DoseTime(time(hour), Quantity(Decimal("2.5"), Unit.MG)) for hour in (8, 20))
    with written(Writing(half_days=True, comma=True)):
        assert schedule_words(Daily(doses)) == "2,5 mg at 8:00 am, 8:00 pm every day"
    assert schedule_words(Daily(doses)) == "2.5 mg at 08:00, 20:00 every day"


def test_a_strength_is_an_amount_too():
    strength = parse_strength("2.5 mg", Form.TABLET)
    with written(Writing(comma=True)):
        assert amount_words(strength).startswith("2,5 mg")


def test_a_piece_of_work_leaves_the_form_of_the_program():
    before = current()
    with written(Writing(half_days=True)):
        assert current() != before
    assert current() == before
