"""The substance of a medicine from its name: certain, asked about, or none."""

from pathlib import Path
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary_app import resources
from diary_app.domain.knowledge_file import parse
from diary_app.domain.medicine import Form, Medicine
from diary_app.domain.refusal import Refused
from diary_app.domain.substance import (
    NO_SUBSTANCE,
    Certain,
    Close,
    Unlike,
    answered,
    distance,
    knowledge_of,
    named,
    substance_of,
    to_ask,
)

BACLOFEN = parse(resources.read_text("baclofen.toml"))
BASES = (BACLOFEN, parse((Path(__file__).parent / "small.toml").read_text(encoding="utf-8")))
OTHERS = (Path(__file__).parent / "other_medicines.txt").read_text(encoding="utf-8").split("\n")
OTHERS = [line.partition("#")[0].strip() for line in OTHERS]
OTHERS = [name for name in OTHERS if name]
LONG_NAMES = [name for name in BACLOFEN.names if len(name) >= 6]


@pytest.mark.parametrize(
    "name",
    [
        "baclofen",
        "BACLOFEN 10 MG TABLETS",
        "Baclofène",
        "Baclofe\N{COMBINING GRAVE ACCENT}ne Zentiva 10 mg comprimé",
        "Baklofén",
        "baclofeno",
        "Baclofenum",
        "Lioresal® Intrathecal",
        "Gablofen",
        "baclofen-ratiopharm 25mg",
        "baclofen10mg",
        "Ozobax DS",
        "\N{ZERO WIDTH SPACE}Baclofen",
        "Баклофен",
        "APO-Baclofen (night)",
    ],
)
def test_a_name_or_brand_in_any_dress_is_certain(name):
    assert named(name, BASES) == Certain("baclofen")


@pytest.mark.parametrize(
    "name",
    ["bacloefn", "baclofn 10 mg", "Backlofen", "baclophen", "Lioresel", "bac lofen", "bclfen"],
)
def test_a_name_nearly_a_substance_s_is_asked_about_and_never_assumed(name):
    found = named(name, BASES)
    assert isinstance(found, Close)
    assert found.substance == "baclofen"
    medicine = Medicine("m", name, Form.TABLET)
    assert substance_of(medicine, BASES) is None
    assert to_ask(medicine, BASES) == found


@pytest.mark.parametrize("name", ["bac", "baclo", "10 mg", "my tablets", "", "mg mg mg"])
def test_a_short_or_empty_name_says_nothing(name):
    assert named(name, BASES) == Unlike()


def test_two_hundred_other_medicines_are_none_of_it_and_not_even_asked_about():
    assert len(OTHERS) >= 200
    assert {name: named(name, BASES) for name in OTHERS} == dict.fromkeys(OTHERS, Unlike())


@pytest.mark.parametrize("name", ["Diclofen", "Profen", "Reflex"])
def test_a_medicine_that_is_close_by_accident_is_asked_about_only(name):
    assert isinstance(named(name, BASES), Close)


def test_what_the_person_answered_stands_over_the_name():
    other = Medicine("m", "Lioresal", Form.TABLET, substance=NO_SUBSTANCE)
    mine = Medicine("m", "my tablets", Form.TABLET, substance="baclofen")
    assert knowledge_of(other, BASES) is None
    assert knowledge_of(mine, BASES) is BACLOFEN
    assert to_ask(Medicine("m", "bacloefn", Form.TABLET, substance=NO_SUBSTANCE), BASES) is None


def test_an_answer_is_a_substance_that_is_known_or_none():
    assert answered("Baclofen ", BASES) == "baclofen"
    assert answered("none", BASES) == NO_SUBSTANCE
    with pytest.raises(Refused):
        answered("aspirin", BASES)


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("baclofen", "baclofen", 0),
        ("bacloefn", "baclofen", 1),
        ("baclofn", "baclofen", 1),
        ("abclofne", "baclofen", 2),
        ("", "ab", 2),
        ("baclofen", "diclofenac", 4),
        ("abcdef", "fedcba", 5),
        ("ca", "abc", 2),
    ],
)
def test_letters_changed_swapped_added_or_left_out_are_counted(one, other, slips):
    assert distance(one, other) == distance(other, one) == slips


@st.composite
def slipped(draw):
    """A name with one or two slips of the finger, and the name."""
    name = word = draw(st.sampled_from(LONG_NAMES))
    for _ in range(draw(st.integers(1, 2))):
        at = draw(st.integers(0, len(word) - 2))
        letter = draw(st.sampled_from(ascii_lowercase))
        word = draw(
            st.sampled_from(
                [
                    word[:at] + letter + word[at + 1 :],
                    word[:at] + letter + word[at:],
                    word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                    word[:at] + word[at + 1 :],
                ]
            )
        )
    return name, word


@given(slipped())
def test_no_name_with_two_slips_goes_unwatched_without_a_question(case):
    _name, word = case
    found = named(f"{word} 10 mg", BASES)
    assert len(word) < 6 or not isinstance(found, Unlike)
