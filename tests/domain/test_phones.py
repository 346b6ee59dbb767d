"""Public numbers are data with a source, and what fits an advice is data too."""

from collections import Counter

import pytest

from diary_app import resources
from diary_app.domain.checked_table import Malformed
from diary_app.domain.knowledge import Level
from diary_app.domain.knowledge_file import parse
from diary_app.domain.phones import PhoneKind, parse_phones

TEXT = resources.read_text("phones.toml")
NUMBERS = parse_phones(TEXT)
BASE = parse(resources.read_text("baclofen.toml"))
E, P, C, CLINIC, D, PH = PhoneKind
WANTED = "AT AU BE CA CH DE ES FR GB IE IN MX NL NZ US ZA".split()  # noqa: SIM905


@pytest.mark.parametrize("country", WANTED)
def test_a_country_has_an_emergency_number_and_a_crisis_line(country):
    kinds = {number.kind for number in NUMBERS if number.country == country}
    assert {E, C} <= kinds
    assert not kinds & {CLINIC, D, PH}


def test_a_poison_centre_is_offered_where_one_serves_the_whole_country():
    served = {number.country for number in NUMBERS if number.kind is P}
    assert served == {"US", "GB", "IE", "CA", "AU", "NZ", "AT", "CH", "ES", "BE", "ZA"}


def test_no_number_stands_twice():
    assert max(Counter((n.country, n.kind, n.number) for n in NUMBERS).values()) == 1


@pytest.mark.parametrize(
    "wrong", ['address = "by hand"', 'kind = "aunt"', 'country = "usa"', 'colour = "red"']
)
def test_a_number_without_a_source_is_refused(wrong):
    name = wrong.partition(" ")[0]
    lines = [line for line in TEXT.partition("[[number]]\n\n")[0].splitlines() if line]
    one = TEXT.split("[[number]]")[1].strip().splitlines()
    kept = [line for line in one if not line.startswith(name)]
    assert lines
    with pytest.raises(Malformed):
        parse_phones("\n".join(["schema = 1", "[[number]]", *kept, wrong]))


@pytest.mark.parametrize(
    ("id", "level", "kinds"),
    [
        ("overdose", Level.EMERGENCY, (E, P, D)),
        ("above_plan", Level.CALL_DOCTOR, (E, P, D, PH)),
        ("suicidal_thoughts", Level.EMERGENCY, (E, C, D)),
        ("pump_due", Level.CALL_DOCTOR, (E, CLINIC, D)),
        ("run_out_before_refill", Level.NEXT_VISIT, (PH, D)),
        ("seizure", Level.EMERGENCY, (E, D)),
        ("a_rule_of_tomorrow", Level.CALL_DOCTOR, (E, D)),
        ("drowsiness", Level.NEXT_VISIT, (D,)),
    ],
)
def test_the_numbers_that_fit_an_advice(id, level, kinds):
    assert BASE.kinds_to_call(id, level) == kinds
