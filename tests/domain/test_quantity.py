from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary_app.domain.quantity import (
    Quantity,
    Unit,
    parse_number,
    parse_quantity,
    parse_unit,
    print_quantity,
    total,
)
from diary_app.domain.refusal import Refused

READ = [
    ("10 mg", "10 mg"),
    ("10mg", "10 mg"),
    ("10 MG", "10 mg"),
    ("  10   mg ", "10 mg"),
    ("10\tmg", "10 mg"),
    ("2.5 mg", "2.5 mg"),
    ("2,5 mg", "2.5 mg"),
    ("2.50 mg", "2.5 mg"),
    ("5.0 mg", "5 mg"),
    ("05 mg", "5 mg"),
    ("0.5 mg", "0.5 mg"),
    ("0.125 mg", "0.125 mg"),
    ("0,125 mg", "0.125 mg"),
    ("12.3456 mg", "12.3456 mg"),
    ("1000 mg", "1000 mg"),
    ("1.00 mg", "1 mg"),
    ("999999 mg", "999999 mg"),
    ("50 mcg", "50 mcg"),
    ("50 micrograms", "50 mcg"),
    ("50 Microgram", "50 mcg"),
    ("50 µg", "50 mcg"),
    ("50 μg", "50 mcg"),
    ("50ug", "50 mcg"),
    ("1 g", "1 g"),
    ("2 grams", "2 g"),
    ("10 milligrams", "10 mg"),
    ("5 mL", "5 mL"),
    ("5 ml", "5 mL"),
    ("5 millilitres", "5 mL"),
    ("5 milliliters", "5 mL"),
    ("1 tablet", "1 tablet"),
    ("2 tablets", "2 tablets"),
    ("1 tab", "1 tablet"),
    ("2 tabs", "2 tablets"),
    ("½ tablet", "½ tablet"),
    ("0.5 tablet", "½ tablet"),
    ("0,5 tablets", "½ tablet"),
    ("1½ tablets", "1½ tablets"),
    ("1 ½ tablets", "1½ tablets"),
    ("1.5 tablets", "1½ tablets"),
    ("1/2 tablet", "½ tablet"),
    ("1⁄2 tablet", "½ tablet"),
    ("1 1/2 tablets", "1½ tablets"),
    ("2 3/4 tablets", "2¾ tablets"),
    ("1/8 tablet", "0.125 tablet"),
    ("1/2 mg", "0.5 mg"),
    ("¼ tablet", "¼ tablet"),
    ("2¾ tablets", "2¾ tablets"),
    ("half a tablet", "½ tablet"),
    ("a half tablet", "½ tablet"),
    ("Half of a tablet", "½ tablet"),
    ("1 capsule", "1 capsule"),
    ("3 capsules", "3 capsules"),
    ("20 drops", "20 drops"),
    ("2 puffs", "2 puffs"),
    ("100 units", "100 units"),
    ("½ mg", "0.5 mg"),
]
REFUSED = [
    ("", "unreadable_number"),
    ("mg", "unreadable_number"),
    ("10", "no_unit"),
    ("2,5", "no_unit"),
    ("½", "no_unit"),
    ("1.000 mg", "ambiguous_number"),
    ("1,000 mg", "ambiguous_number"),
    ("12,500 mg", "ambiguous_number"),
    ("1.000", "no_unit"),
    ("1 000 mg", "unreadable_number"),
    ("1,000,000 mg", "unreadable_number"),
    ("1.2.3 mg", "unreadable_number"),
    ("10-20 mg", "unreadable_number"),
    ("-5 mg", "unreadable_number"),
    ("+5 mg", "unreadable_number"),
    ("1e3 mg", "unreadable_number"),
    (".5 mg", "unreadable_number"),
    ("5. mg", "unreadable_number"),
    ("NaN mg", "unreadable_number"),
    ("1/3 tablet", "unreadable_number"),
    ("4/4 tablet", "unreadable_number"),
    ("3/2 tablets", "unreadable_number"),
    ("10/20 mg", "unreadable_number"),
    ("11/2 tablets", "unreadable_number"),
    ("1 2 1/2 tablets", "unreadable_number"),
    ("0 1/0 tablet", "unreadable_number"),
    ("1/2", "no_unit"),
    ("1 1/2", "no_unit"),
    ("10 mg 20 mg", "unreadable_number"),
    ("٣ mg", "unreadable_number"),
    ("0 mg", "not_positive"),
    ("0.00 mg", "not_positive"),
    ("10 cc", "unknown_unit"),
    ("10 IU", "unknown_unit"),
    ("10 pills", "unknown_unit"),
    ("1000000 mg", "number_out_of_range"),
    ("99999999999 mg", "number_out_of_range"),
    ("10 mg.", "unreadable_number"),
]


@pytest.mark.parametrize(("typed", "shown"), READ)
def test_amounts_are_read_as_people_type_them(typed, shown):
    assert print_quantity(parse_quantity(typed)) == shown


@pytest.mark.parametrize(("typed", "kind"), REFUSED)
def test_what_is_unclear_is_refused_by_kind(typed, kind):
    with pytest.raises(Refused) as refusal:
        parse_quantity(typed)
    assert refusal.value.kind == kind


VALUES = st.decimals(min_value="0.0001", max_value="999999", places=4).map(
    lambda value: value.normalize() + 0
)
# `1.125` looks like a thousand to somebody: what is shown with three decimals is asked about.
TYPED = VALUES.filter(lambda value: value < 1 or value.as_tuple().exponent != -3)


@given(TYPED, st.sampled_from(Unit))
def test_what_is_shown_can_be_typed_back(value, unit):
    quantity = Quantity(value, unit)
    assert parse_quantity(print_quantity(quantity)) == quantity


@given(VALUES, st.sampled_from(Unit))
def test_no_trailing_zero_no_naked_point_a_space_before_the_unit(value, unit):
    number, _, name = print_quantity(Quantity(value, unit)).partition(" ")
    assert name.removesuffix("s") == unit
    assert not number.startswith(".")
    assert not (number.endswith(("0", ".")) and "." in number)


@given(st.lists(VALUES, max_size=30))
def test_totals_are_exact(values):
    summed = total([Quantity(value, Unit.MG) for value in values], Unit.MG)
    assert summed.value == sum(values, Decimal(0))


def test_years_of_large_doses_add_up_beyond_what_may_be_typed():
    assert total([Quantity(Decimal(900), Unit.MG)] * 3 * 3650, Unit.MG).value == 9_855_000


def test_grams_and_their_parts_convert_and_nothing_else_does():
    assert parse_quantity("1 g") + parse_quantity("500 mcg") == parse_quantity("1.0005 g")
    assert parse_quantity("1500 mcg") > parse_quantity("1 mg")
    with pytest.raises(Refused, match="units_do_not_convert"):
        parse_quantity("1 tablet") + parse_quantity("10 mg")


@pytest.mark.parametrize("value", ["-1", "NaN", "Infinity"])
def test_an_amount_is_a_finite_number_not_below_zero(value):
    with pytest.raises(Refused, match="number_out_of_range"):
        Quantity(Decimal(value), Unit.MG)


def test_zero_is_shown_as_a_sum():
    assert str(total([], Unit.MG)) == "0 mg"
    assert str(total([], Unit.TABLET)) == "0 tablets"


def test_units_and_numbers_are_read_alone():
    assert parse_unit(" Tablets ") == Unit.TABLET
    assert parse_number("½") == Decimal("0.5")
    assert str(parse_number("10")) == "10"


@pytest.mark.parametrize(
    "typed",
    ["½ Tablette", "½ comprimido", "1/2 pastilla", "½ comprimé", "0,5 Tabletten", "½ tablet"],
)
def test_tablets_are_read_in_the_languages_of_the_diary(typed):
    assert parse_quantity(typed) == Quantity(Decimal("0.5"), Unit.TABLET)
