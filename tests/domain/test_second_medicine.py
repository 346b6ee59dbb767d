"""What every knowledge file holds to, and what two of them are together."""

import tomllib

import pytest

from diary_app import resources
from diary_app.domain.knowledge import Level, Tier
from diary_app.domain.knowledge_file import parse
from diary_app.domain.spoken import joined
from diary_app.domain.substance import Certain, named
from tests.domain.flag_scenarios import FOLDER, SHIPPED
from tests.test_claims import claims, orders

FIRST, *OTHERS = SHIPPED
BOTH = joined(SHIPPED)


def by_name(base):
    return base.medicine


def items(base):
    return (*base.entries, *base.rules, *base.thresholds, *base.facts, *base.follow_ups)


def test_every_knowledge_file_is_named_in_the_list():
    folder = resources.folder("")
    about_one = {
        path.name
        for path in folder.glob("*.toml")
        if "medicine" in tomllib.loads(path.read_text("utf-8"))
    }
    assert set(resources.read_text("medicines.txt").split()) == about_one


@pytest.mark.parametrize("base", OTHERS, ids=by_name)
def test_every_statement_says_which_edition_it_rests_on(base):
    sources = [source for item in items(base) for source in item.sources]
    assert sources
    for source in sources:
        assert source.tier is Tier.PROPOSAL or (
            source.version and source.address.startswith("http")
        )


@pytest.mark.parametrize("base", OTHERS, ids=by_name)
def test_no_advice_names_the_medicine_tells_to_alter_it_or_claims_more_than_it_can(base):
    shown = [text for item in (*base.entries, *base.rules) for text in (item.label, item.advice)]
    said = [text.replace("{medicine}", "the medicine") for text in shown]
    assert not [
        text for text in said if base.medicine in text.lower() or orders(text) or claims(text)
    ]


@pytest.mark.parametrize("base", OTHERS, ids=by_name)
def test_a_symptom_that_two_files_know_is_the_same_one(base):
    first = {entry.id: entry for entry in FIRST.entries}
    for entry in base.entries:
        if (same := first.get(entry.id)) is not None:
            assert (entry.label, entry.category, entry.level) == (
                same.label,
                same.category,
                same.level,
            )
            assert (entry.scale.highest, entry.scale.best) == (same.scale.highest, same.scale.best)


@pytest.mark.parametrize("base", OTHERS, ids=by_name)
def test_what_is_new_in_a_file_stands_in_its_scenarios(base):
    told = (FOLDER / f"{base.medicine}.toml").read_text("utf-8")
    known = {entry.id for entry in FIRST.entries}
    new = {entry.id for entry in base.entries if entry.id not in known}
    assert new
    assert {id for id in new if f" {id}" not in told and f'"{id}' not in told} == set()


def test_joined_each_name_leads_to_one_symptom():
    names = [name for entry in BOTH.entries for name in (entry.label, *entry.synonyms)]
    found = {name: BOTH.find(name).id for name in names}
    assert found["Drowsiness (sleepy)"] == "drowsiness"
    assert all(
        name in (e.label, *e.synonyms) for name, id in found.items() for e in [BOTH.entry(id)]
    )


def test_joined_a_follow_up_is_asked_once_for_the_symptoms_of_both():
    keys = [item.key for item in BOTH.follow_ups]
    assert len(keys) == len(set(keys))
    asked = BOTH.follow_ups_for(("high_blood_pressure",))
    assert [item.key for item in asked] == ["missed_or_stopped_doses"]


def test_one_base_alone_is_left_as_it_is():
    assert joined((FIRST,)) == FIRST


@pytest.mark.parametrize(
    "name", ["Tizanidin 4 mg", "SIRDALUD MR", "Zanaflex capsules", "tizanidina"]
)
def test_a_name_or_brand_is_the_second_substance(name):
    assert named(name, SHIPPED) == Certain("tizanidine")


def test_a_rule_of_the_second_is_as_grave_as_the_first_ones():
    levels = {rule.id: rule.level for rule in FIRST.rules}
    for base in OTHERS:
        assert {rule.id: rule.level for rule in base.rules}.items() <= levels.items()
        assert all(entry.level >= Level.NEXT_VISIT for entry in base.entries)


def test_the_parsed_files_are_those_of_the_list():
    assert [
        parse(resources.read_text(n)).medicine for n in ("baclofen.toml", "tizanidine.toml")
    ] == [base.medicine for base in SHIPPED]
