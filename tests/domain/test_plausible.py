"""What an entry is asked before it is stored: probable slips of the pen, and nothing ordinary."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary_app import resources
from diary_app.domain.checked_table import Malformed
from diary_app.domain.knowledge_file import parse
from diary_app.domain.medicine import Form, Medicine, parse_strength
from diary_app.domain.plausible import (
    AboveLabelAtOnce,
    DayFarAhead,
    FarFromPlanned,
    FarFromStrength,
    Known,
    LimitFar,
    ManyPieces,
    PumpAboveMost,
    SupplyForYears,
    UnusualStrength,
    of_amount,
    of_days,
    of_plan,
    of_supply,
    of_taken,
    parse_bounds,
)
from diary_app.domain.quantity import Quantity, Unit, parse_quantity
from diary_app.domain.schedule import AsNeeded, Daily, DoseTime, Pump

BOUNDS = parse_bounds(resources.read_text("plausible.toml"))
BASE = parse(resources.read_text("baclofen.toml"))
KNOWN = Known(BOUNDS, BASE, "US")
TODAY = date(2026, 11, 26)


def medicine(*strengths, form=Form.TABLET):
    return Medicine("m", "baclofen", form, tuple(parse_strength(s, form) for s in strengths))


def kinds(asked):
    return [type(one) for one in asked]


@pytest.mark.parametrize(
    ("form", "strengths", "amount", "asked"),
    [
        (Form.TABLET, ["10 mg"], "5000 mg", [FarFromStrength, AboveLabelAtOnce]),
        (Form.TABLET, ["10 mg"], "10 mcg", [FarFromStrength]),
        (Form.TABLET, ["10 mg"], "0.5 mg", [FarFromStrength]),
        (Form.TABLET, ["10 mg"], "0.6 mg", []),
        (Form.TABLET, ["10 mg"], "200 mg", [FarFromStrength, AboveLabelAtOnce]),
        (Form.TABLET, ["10 mg"], "190 mg", [AboveLabelAtOnce]),
        (Form.TABLET, ["10 mg"], "80 mg", []),
        (Form.TABLET, ["10 mg"], "100 tablets", [FarFromStrength, AboveLabelAtOnce]),
        (Form.TABLET, ["5 mg", "20 mg"], "60 mg", []),
        (Form.TABLET, ["5 mg", "20 mg"], "1 mg", []),
        (Form.TABLET, ["10 mg", "100 units"], "20 mg", []),
        (Form.TABLET, [], "30 tablets", [ManyPieces]),
        (Form.TABLET, [], "3 tablets", []),
        (Form.TABLET, [], "100 mg", [AboveLabelAtOnce]),
        (Form.LIQUID, ["5 mg/5 mL"], "30 mg", []),
        (Form.LIQUID, ["25 mg/5 mL"], "1 mg", []),
        (Form.LIQUID, ["5 mg/5 mL"], "10 mcg", [FarFromStrength]),
        (Form.LIQUID, ["5 mg/5 mL"], "10 g", [FarFromStrength, AboveLabelAtOnce]),
    ],
)
def test_an_amount_is_measured_against_its_strength_and_the_label(form, strengths, amount, asked):
    own = medicine(*strengths, form=form)
    assert kinds(of_amount(parse_quantity(amount), own, KNOWN)) == asked


def test_a_slip_between_milligrams_and_micrograms_is_named():
    big, *_rest = of_amount(parse_quantity("5000 mg"), medicine("10 mg"), KNOWN)
    assert (str(big.pieces), big.thousandth, big.thousandfold) == ("500 tablets", True, False)
    (small,) = of_amount(parse_quantity("10 mcg"), medicine("10 mg"), KNOWN)
    assert (small.thousandth, small.thousandfold) == (False, True)
    (plain, _label) = of_amount(parse_quantity("250 mg"), medicine("10 mg"), KNOWN)
    assert (plain.thousandth, plain.thousandfold) == (False, False)


@pytest.mark.parametrize(
    ("strength", "rate", "asked"),
    [
        ("500 mcg/mL", "150 mcg", []),
        ("2000 mcg/mL", "90 mcg", []),
        ("50 mcg/mL", "22 mcg", []),
        ("2000 mcg/mL", "1900 mcg", []),
        ("2000 mcg/mL", "2001 mcg", [PumpAboveMost]),
        ("500 mcg/mL", "150 mg", [PumpAboveMost, FarFromStrength]),
        ("500 mg/mL", "150 mcg", [UnusualStrength, FarFromStrength]),
    ],
)
def test_a_pump_is_measured_against_two_milligrams_a_day_and_its_fluid(strength, rate, asked):
    own = medicine(strength, form=Form.PUMP)
    pump = Pump(parse_quantity(rate), own.strengths[0])
    assert kinds(of_plan(own, pump, None, KNOWN)) == asked


@pytest.mark.parametrize(
    ("amount", "planned", "asked"),
    [
        ("10 mg", "10 mg", []),
        ("25 mg", "10 mg", []),
        ("0.3 mg", "6 mg", [FarFromPlanned]),
        ("60 mg", "3 mg", [FarFromPlanned]),
        ("60 mg", None, []),
    ],
)
def test_a_dose_taken_is_measured_against_its_slot(amount, planned, asked):
    slot = None if planned is None else parse_quantity(planned)
    assert kinds(of_taken(parse_quantity(amount), slot, medicine("5 mg"), KNOWN)) == asked


def test_a_strength_that_no_label_knows_is_asked_about():
    asked = of_plan(medicine("10 mcg"), AsNeeded(parse_quantity("10 mcg")), None, KNOWN)
    assert kinds(asked) == [UnusualStrength]


def test_each_amount_of_a_plan_is_measured_once():
    times = [(8, "10 mg"), (14, "5000 mg"), (20, "5000 mg")]
    plan = Daily(tuple(DoseTime(time(hour), parse_quantity(text)) for hour, text in times))
    asked = of_plan(medicine("10 mg"), plan, None, KNOWN)
    assert kinds(asked) == [FarFromStrength, AboveLabelAtOnce]


def test_the_prescriber_s_maximum_is_measured_against_the_plan():
    plan = AsNeeded(parse_quantity("10 mg"))
    assert kinds(of_plan(medicine("10 mg"), plan, parse_quantity("60 mg"), KNOWN)) == []
    assert kinds(of_plan(medicine("10 mg"), plan, parse_quantity("60 mcg"), KNOWN)) == [LimitFar]


@pytest.mark.parametrize(
    ("day", "asked"),
    [
        (date(2027, 11, 27), ()),
        (date(2027, 12, 5), (DayFarAhead(date(2027, 12, 5), date(2026, 12, 5)),)),
        (date(2028, 1, 15), (DayFarAhead(date(2028, 1, 15), date(2027, 1, 15)),)),
        (date(2028, 11, 26), (DayFarAhead(date(2028, 11, 26), TODAY),)),
        (date(2036, 2, 29), (DayFarAhead(date(2036, 2, 29), None),)),
        (date(2016, 1, 1), ()),
        (None, ()),
    ],
)
def test_a_day_more_than_a_year_ahead_is_asked_about(day, asked):
    assert of_days([day], TODAY, BOUNDS) == asked


@pytest.mark.parametrize(("count", "days"), [(90, None), (1098, None), (1101, 367), (9000, 3000)])
def test_tablets_for_more_than_a_year_are_asked_about(count, days):
    a_day, strength = parse_quantity("30 mg"), parse_strength("10 mg", Form.TABLET)
    asked = of_supply(Decimal(count), strength, a_day, BOUNDS)
    wanted = () if days is None else (SupplyForYears(Quantity(Decimal(count), Unit.TABLET), days),)
    assert asked == wanted


@pytest.mark.parametrize(
    ("strength", "a_day"), [(None, "30 mg"), ("10 mg", None), ("10 mg", "0 mg"), ("10 mg", "30 mL")]
)
def test_a_supply_that_cannot_be_reckoned_asks_nothing(strength, a_day):
    of = strength and parse_strength(strength, Form.TABLET)
    planned = None if a_day is None else Quantity(Decimal(a_day[:-3]), Unit(a_day[-2:]))
    assert of_supply(Decimal(9000), of, planned, BOUNDS) == ()


@pytest.mark.parametrize("change", [("spoon", "ladle"), ("[[threshold]]", "[[limit]]")])
def test_bounds_with_a_name_missing_or_unknown_are_refused(change):
    with pytest.raises(Malformed):
        parse_bounds(resources.read_text("plausible.toml").replace(*change, 1))


def test_the_bounds_are_those_of_the_file():
    assert (BOUNDS.many_times, BOUNDS.days_ahead, BOUNDS.supply_days) == (20, 366, 366)
    assert (str(BOUNDS.pump_most), BOUNDS.spoon) == ("2 mg", 5)


@st.composite
def ordinary(draw):
    """Tablets of one or more usual strengths, 1 to 30 mg each time, 1 to 6 times a day."""
    doses = draw(st.lists(st.integers(1, 30), min_size=1, max_size=6))
    usual = [number for number in (5, 10, 15, 20, 25) if number < 20 * min(doses)]
    strengths = draw(st.lists(st.sampled_from(usual), min_size=1, unique=True))
    schedule = Daily(
        tuple(
            DoseTime(time(4 * hour), Quantity(Decimal(mg), Unit.MG))
            for hour, mg in enumerate(doses)
        )
    )
    return medicine(*(f"{number} mg" for number in strengths)), schedule


@given(ordinary(), st.sampled_from(["US", "GB", "DE"]))
def test_an_ordinary_plan_asks_nothing(case, country):
    own, schedule = case
    assert of_plan(own, schedule, None, Known(BOUNDS, BASE, country)) == ()


@given(
    st.integers(1, 30),
    st.sampled_from(["5 mg", "10 mg"]),
    st.sampled_from([1000, Decimal("0.001")]),
)
def test_a_thousandfold_slip_of_an_ordinary_dose_is_always_asked_about(mg, strength, factor):
    amount = Quantity(mg * Decimal(factor), Unit.MG)
    assert of_amount(amount, medicine(strength), KNOWN) != ()
