"""Two copies changed apart: own things, lengths, measures and answers about doses meet again."""

import json
import shutil

import pytest


@pytest.fixture
def copies(terminal, tmp_path):
    """A diary and its copy, with an own thing, a symptom that goes on and an as-needed dose."""
    terminal.at("2026-11-22T14:05:00+01:00")
    terminal("track", "add", "weight", "--scale", "number", "--unit", "kg")
    terminal("log", "symptom", "pain", "4", "--from", "08:00", "--where", "neck")
    add = ["medicine", "add", "diazepam", "--strength", "5 mg", "--dose", "5 mg"]
    terminal(*add, "--as-needed", "--from", "2026-11-15")
    terminal("log", "dose", "diazepam", "--at", "12:00")
    other = tmp_path / "other.db"
    shutil.copy(terminal.path, other)
    return terminal.path, other


def on(terminal, path):
    terminal.path = path
    return terminal


def everything(terminal, path):
    on(terminal, path)
    return terminal.json("list"), terminal.json("track", "list"), terminal.json("goal", "list")


def test_what_each_copy_added_is_in_both_after_a_join_either_way(terminal, copies):
    here, there = copies
    on(terminal, here)("track", "add", "cold feet", "--scale", "0-10")
    terminal("log", "symptom", "cold feet", "6")
    terminal("measure", "troubled", "3")
    on(terminal, there).at("2026-11-22T15:05:00+01:00")
    terminal("track", "add", "Cold feet", "--scale", "count", "--tile", code=0)
    terminal("undo")
    terminal("track", "add", "steps", "--scale", "number", "--unit", "steps")
    terminal("symptom", "end", "pain", "--at", "14:30")
    terminal("goal", "add", "walk to the shop")
    on(terminal, here)("import", str(there), "--merge")
    on(terminal, there)("import", str(here), "--merge")
    first, second = everything(terminal, here), everything(terminal, there)
    assert first == second
    assert {one["name"] for one in first[1]} == {"weight", "cold feet", "steps"}
    assert [one["goes_on"] for one in first[0] if one.get("symptom") == "pain"] == [False]


def test_the_same_thing_added_in_both_copies_is_one(terminal, copies):
    here, there = copies
    for path, now in ((here, "14:10"), (there, "14:20")):
        on(terminal, path).at(f"2026-11-22T{now}:00+01:00")
        terminal("track", "add", "cold feet", "--scale", "0-10")
        terminal("log", "symptom", "cold feet", "6")
    on(terminal, here)("import", str(there), "--merge")
    assert [one["name"] for one in terminal.json("track", "list")] == ["weight", "cold feet"]
    assert len([one for one in terminal.json("list") if one.get("label") == "cold feet"]) == 2


def test_one_thing_with_two_scales_is_asked_and_never_mixed(terminal, copies):
    here, there = copies
    on(terminal, here)("track", "add", "cold feet", "--scale", "0-10")
    on(terminal, there)("track", "add", "cold feet", "--scale", "count")
    (asked,) = json.loads(on(terminal, here)("import", str(there), "--merge", "--json", code=4))
    assert (asked["kind"], asked["about"]) == ("record", "own_cold_feet")
    terminal("import", str(there), "--merge", "--prefer", "here")
    assert {one["scale"] for one in terminal.json("track", "list")} == {"number", "0-10"}


def test_one_dose_answered_differently_in_both_copies_is_asked(terminal, copies):
    here, there = copies
    (dose,) = on(terminal, here).json("list", "--kind", "dose")
    terminal("helped", dose["id"], "better")
    on(terminal, there)("helped", dose["id"], "worse")
    on(terminal, here)("import", str(there), "--merge", code=4)
    terminal("import", str(there), "--merge", "--prefer", "there")
    assert terminal.json("stats")["helped"]["diazepam"]["worse"] == 1


def test_a_broken_page_costs_no_own_thing(terminal, copies, tmp_path):
    here, _there = copies
    before = everything(terminal, here)
    content = bytearray(here.read_bytes())
    place = content.index(b"own_weight")
    content[place] ^= 1
    here.write_bytes(bytes(content))
    on(terminal, here)("list", code=1)
    saved = tmp_path / "saved.db"
    terminal("rescue", str(here), "-o", str(saved))
    assert everything(terminal, saved) == before
