"""The checklist of other medicines and drinks: one tick each, kept, printed, deciding nothing."""

import pytest

from diary_app import resources
from diary_app.domain.knowledge_file import parse
from diary_app.domain.person import PersonFact


def answers(terminal):
    return {one["id"]: one["answer"] for one in terminal.json("also-taken")["also_taken"]}


def test_every_item_says_why_it_is_asked_and_where_that_stands(terminal):
    items = terminal.json("also-taken")["also_taken"]
    assert len(items) == 14
    assert {item["answer"] for item in items} == {"unknown"}
    assert all(item["why"] and item["sources"][0]["address"] for item in items)
    assert not terminal.path.exists()


def test_a_tick_is_kept_undone_and_taken_back(terminal):
    terminal("also-taken", "lithium", "yes")
    terminal("also-taken", "tricyclics", "no")
    assert (answers(terminal)["lithium"], answers(terminal)["tricyclics"]) == ("yes", "no")
    terminal("undo")
    assert answers(terminal)["tricyclics"] == "unknown"
    terminal("also-taken", "lithium", "unknown")
    assert answers(terminal)["lithium"] == "unknown"


def test_a_yes_is_a_yes_to_the_fact_that_the_rules_ask_for(terminal):
    terminal("also-taken", "sleep-medicines", "no")
    assert terminal.json("fact")["facts"]["sedatives"] == "unknown"
    terminal("also-taken", "benzodiazepines", "yes")
    terminal("also-taken", "alcohol", "no")
    facts = terminal.json("fact")["facts"]
    assert (facts["sedatives"], facts["alcohol"]) == ("yes", "no")
    terminal("fact", "alcohol", "yes")
    assert answers(terminal)["alcohol"] == "yes"


@pytest.mark.parametrize("words", [["tea", "yes"], ["alcohol"], ["alcohol", "often"]])
def test_what_is_not_on_the_list_is_refused(terminal, words):
    terminal("also-taken", *words, code=2)


def test_the_ticks_are_printed(baclofen):
    baclofen("also-taken", "lithium", "yes")
    baclofen("also-taken", "alcohol", "no")
    page = baclofen("export", "html", "-o", "-")
    assert "as the patient ticked: Lithium" in page
    assert "Asked and answered no: Alcohol" in page


def test_only_facts_that_raise_an_excess_are_answered_by_a_tick():
    base = parse(resources.read_text("baclofen.toml"))
    linked = {item.fact for item in base.also_taken if item.fact}
    assert linked == {PersonFact.ALCOHOL, PersonFact.OPIOIDS, PersonFact.SEDATIVES}
