"""Own things, where, how long, falls, clinic measures, did it help: logged, listed, taken back."""

import pytest

KINDS = [
    (["cold feet", "--scale", "0-10"], "6", 6),
    (["mood today", "--scale", "words", "--best", "high"], "good", 3),
    (["did my exercises", "--scale", "yes-no"], "yes", 1),
    (["woken at night", "--scale", "count"], "3", 3),
    (["weight", "--scale", "number", "--unit", "kg"], "72,5", 72.5),
    (["temperature", "--scale", "number", "--unit", "°C"], "36.9 °C", 36.9),
]


@pytest.mark.parametrize(("words", "typed", "value"), KINDS, ids=lambda x: str(x)[:20])
def test_an_own_thing_is_logged_by_its_name_and_listed_with_its_value(
    terminal, words, typed, value
):
    terminal("track", "add", *words)
    terminal("log", "symptom", words[0], typed)
    (seen,) = terminal.json("list")
    assert (seen["label"], seen["value"]) == (words[0], value)
    terminal("undo")
    assert terminal.json("list") == []


def test_what_is_put_away_keeps_its_records_and_comes_back(terminal):
    terminal("track", "add", "cold feet", "--scale", "0-10", "--regions", "--tile")
    terminal("log", "symptom", "cold feet", "6")
    terminal("track", "archive", "cold feet")
    assert [one["archived"] for one in terminal.json("track", "list")] == [True]
    assert terminal.json("list")[0]["label"] == "cold feet"
    terminal("track", "add", "cold feet", "--scale", "count", code=2)
    assert "put away" in terminal.err
    terminal("track", "archive", "cold feet", "--back")
    terminal("track", "rename", "Cold  Feet", "icy feet")
    assert terminal.json("list")[0]["label"] == "icy feet"


@pytest.mark.parametrize("name", ["Seizure", "fits", "hallucinations", "Seizzure"])
def test_a_serious_symptom_typed_as_an_own_thing_is_that_symptom(terminal, name):
    terminal("track", "add", name, "--scale", "count", code=4)
    assert "log symptom" in terminal.err
    assert not terminal.path.exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["add", "pain", "--scale", "0-10"], 2),
        (["add", "weight", "--scale", "number"], 2),
        (["add", "steps", "--scale", "count", "--unit", "m"], 2),
        (["add", "a,b", "--scale", "count"], 2),
        (["archive", "nothing"], 3),
    ],
)
def test_what_cannot_be_tracked_is_refused(terminal, words, code):
    terminal("track", *words, code=code)


def test_where_and_how_long_are_kept_and_a_symptom_ends_once(terminal):
    terminal("log", "symptom", "spasms", "7", "--where", "right_leg, Left Leg", "--from", "08:00")
    (seen,) = terminal.json("list")
    assert (seen["where"], seen["goes_on"]) == (["left-leg", "right-leg"], True)
    terminal("symptom", "end", "spasms", "--at", "08:40")
    (seen,) = terminal.json("list")
    assert (seen["until"], seen["goes_on"]) == ("2026-11-22T08:40:00+01:00", False)
    assert "until 08:40 (40 min)" in terminal("list")
    terminal("symptom", "end", "spasms", code=3)


@pytest.mark.parametrize(
    "words",
    [
        ["--where", "left knee cap"],
        ["--from", "09:00", "--until", "08:00"],
        ["--until", "08:00"],
        ["--from", "08:00", "--at", "08:00"],
        ["--from", "08:00", "--until", "2026-11-22T15:00+01:00"],
    ],
)
def test_a_place_or_a_length_that_cannot_be_is_refused(terminal, words):
    terminal("log", "symptom", "pain", "3", *words, code=2)


def test_regions_are_listed_with_left_and_right_apart(terminal):
    ids = [one["id"] for one in terminal.json("regions")]
    lefts = {id for id in ids if id.startswith("left-")}
    assert {id.replace("left", "right") for id in lefts} <= set(ids)
    assert "left-leg" in terminal("regions")


def test_what_was_before_a_fall_and_how_long_a_session_took_are_kept(terminal):
    terminal("log", "fall", "--where", "bathroom", "--before", "got up at night")
    terminal("log", "event", "Physiotherapy", "--minutes", "45", "--by", "carer")
    event, fall = sorted(terminal.json("list"), key=lambda one: one["kind"])
    assert fall["before"] == "got up at night"
    assert (event["event"], event["minutes"], event["by"]) == ("physio", 45, "carer")
    assert "written by a carer" in terminal("list")


MEASURES = [
    (["troubled", "3", "--part", "morning"], (3, "morning")),
    (["troubled", "Very much"], (4, "afternoon")),
    (["spasm_frequency", "0"], (0, None)),
    (["change-since-visit", "a little better"], (3, None)),
]


@pytest.mark.parametrize(("words", "kept"), MEASURES)
def test_a_clinic_measure_is_kept_with_its_part_of_the_day(terminal, words, kept):
    terminal("measure", *words)
    (one,) = terminal.json("list", "--kind", "measure")
    assert (one["value"], one["part"]) == kept
    terminal("record", "remove", one["id"])
    assert terminal.json("list") == []


@pytest.mark.parametrize(
    "words", [["troubled", "5"], ["troubled", "2", "--part", "dusk"], ["penn", "1"],
              ["spasm_frequency", "2", "--part", "morning"]]
)  # fmt: skip
def test_a_value_or_part_that_is_none_is_refused(terminal, words):
    terminal("measure", *words, code=2)


def test_goals_are_three_at_most_and_rated_by_their_first_words(terminal):
    for words in ("walk to the shop", "sleep through", "hold a cup"):
        terminal("goal", "add", words)
    terminal("goal", "add", "a fourth", code=2)
    terminal("measure", "goal", "4", code=2)
    terminal("measure", "goal", "4", "--part", "walk")
    terminal("goal", "end", "walk to the shop")
    assert [goal["until"] for goal in terminal.json("goal", "list")] == [None, None, "2026-11-22"]
    assert terminal.json("list")[0]["value"] == 4


def test_what_a_dose_did_is_kept_and_said_again_replaces_it(terminal):
    add = ["medicine", "add", "diazepam", "--strength", "5 mg", "--dose", "5 mg"]
    terminal(*add, "--as-needed", "--from", "2026-11-15")
    terminal("log", "dose", "diazepam", "--at", "12:00")
    (dose,) = terminal.json("list")
    terminal("helped", dose["id"][:8], "worse")
    terminal("helped", dose["id"], "better", "--minutes", "40")
    after = [entry["changes"][0]["after"] for entry in terminal.json("trail")[-2:]]
    assert [row["answer"] for row in after] == ["worse", "better"]
    assert {row["id"] for row in after} == {dose["id"]}
    terminal("helped", "0000", "better", code=3)


def test_all_of_it_is_sound_and_goes_into_another_diary_whole(terminal, tmp_path):
    terminal("track", "add", "weight", "--scale", "number", "--unit", "kg")
    terminal("log", "symptom", "weight", "72.5")
    terminal("log", "symptom", "pain", "4", "--where", "neck", "--from", "08:00")
    terminal("goal", "add", "walk to the shop")
    terminal("measure", "goal", "4")
    before = terminal.json("list"), terminal.json("trail"), terminal.json("goal", "list")
    assert "sound" in terminal("check")
    path = tmp_path / "diary.json"
    terminal("export", "json", "-o", str(path))
    terminal.path.unlink()
    terminal("import", str(path))
    assert (terminal.json("list"), terminal.json("trail"), terminal.json("goal", "list")) == before


def test_what_else_happened_before_a_jump_is_told_and_no_cause_is_claimed(baclofen):
    baclofen("log", "event", "infection", "--at", "2026-11-18")
    baclofen("log", "event", "heat", "--at", "2026-11-10", "--until", "2026-11-12")
    baclofen("log", "symptom", "spasms", "2", "--at", "2026-11-19T09:00+01:00")
    baclofen("log", "dose", "baclofen", "--missed", "--planned", "2026-11-20T08:00+01:00")
    baclofen("log", "symptom", "spasms", "7", "--at", "2026-11-20T21:00+01:00")
    assert "In the week before you also recorded: Infection (18 Nov)" in baclofen.err
    jumps = [flag for flag in baclofen.json("flags") if flag["rule"] == "spasticity_jump"]
    assert [[event["event"] for event in flag["what_else"]] for flag in jumps] == [["infection"]]
    others = [flag for flag in baclofen.json("flags") if flag["rule"] != "spasticity_jump"]
    assert not [flag for flag in others if "what_else" in flag]


def test_a_carer_is_named_where_the_name_is_known(terminal):
    terminal("log", "symptom", "pain", "3", "--by", "carer")
    assert "written by a carer" in terminal("list")
    terminal("settings", "carer_name", "Anna")
    assert "written by Anna" in terminal("list")


def test_what_goes_on_and_what_asks_stand_on_today(terminal):
    add = ["medicine", "add", "diazepam", "--strength", "5 mg", "--dose", "5 mg"]
    terminal(*add, "--as-needed", "--from", "2026-11-15")
    terminal("log", "dose", "diazepam", "--at", "12:00")
    terminal("log", "symptom", "pain", "3", "--from", "08:00", "--where", "neck")
    sheet = terminal.json("today")
    assert [one["symptom"] for one in sheet["going_on"]] == ["pain"]
    (asked,) = sheet["helped_open"]
    assert f"helped {asked['id'][:8]}" in terminal("today")
    terminal("helped", asked["id"], "same")
    assert terminal.json("today")["helped_open"] == []


def test_figures_have_keys_of_their_own_for_numbers_and_for_helped_doses(terminal):
    terminal("track", "add", "weight", "--scale", "number", "--unit", "kg")
    for value in ("72", "73.5", "74"):
        terminal("log", "symptom", "weight", value)
    numbers = terminal.json("stats")["numbers"]
    assert numbers == {"own_weight": {"unit": "kg", "n": 3, "days": 1, "median": 73.5,
                                      "lowest": 72, "highest": 74}}  # fmt: skip
    assert terminal.json("stats")["helped"] == {}


@pytest.mark.parametrize("kind", ["body", "parts", "symptoms"])
def test_a_chart_of_one_area_or_of_the_parts_of_the_day_is_a_file(terminal, tmp_path, kind):
    terminal("log", "symptom", "pain", "3", "--where", "left leg")
    terminal("log", "symptom", "pain", "8", "--where", "right leg")
    terminal("measure", "troubled", "2", "--part", "morning")
    path = tmp_path / "chart.svg"
    where = [] if kind == "parts" else ["--where", "left leg"]
    terminal("chart", kind, *where, "-o", str(path))
    assert path.read_text("utf-8").count("<svg") == 1
    if kind == "symptoms":
        assert "highest 3" in terminal.err
    terminal("chart", "body", "--where", "elbow", "-o", str(path), code=2)


def test_a_record_of_each_new_kind_can_be_corrected(terminal):
    terminal("log", "fall", "--where", "bath")
    terminal("log", "event", "physio")
    terminal("measure", "troubled", "2", "--part", "morning")
    terminal("log", "symptom", "pain", "3", "--from", "08:00")
    ids = {one["kind"]: one["id"] for one in terminal.json("list")}
    terminal("record", "edit", ids["fall"], "--where", "kitchen", "--note", "slipped")
    terminal("record", "edit", ids["event"], "--minutes", "30")
    terminal("record", "edit", ids["measure"], "--value", "very much")
    terminal("record", "edit", ids["symptom"], "--until", "09:00", "--where", "neck")
    found = {one["kind"]: one for one in terminal.json("list")}
    assert (found["fall"]["where"], found["event"]["minutes"]) == ("kitchen", 30)
    assert (found["measure"]["value"], found["symptom"]["where"]) == (4, ["neck"])
    assert found["symptom"]["goes_on"] is False
    terminal("record", "edit", ids["event"], "--value", "3", code=2)


@pytest.mark.parametrize(
    ("value", "code"), [("45", 0), ("5", 0), ("4", 2), ("soon", 2), ("721", 2)]
)
def test_how_long_after_a_dose_it_is_asked_is_set_in_minutes(terminal, value, code):
    terminal("settings", "help_after", value, code=code)
    assert f"help_after: {value if not code else 60}" in terminal("settings", "help_after")
