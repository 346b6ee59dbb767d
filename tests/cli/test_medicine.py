"""`medicine` and `taper`: plans that change without changing the past."""

from dataclasses import replace

import pytest


def _amounts(terminal, day):
    return [dose["amount"] for dose in terminal.json("today", "--day", day)["doses"]]


def test_a_change_from_a_past_day_leaves_earlier_days_and_recorded_doses(baclofen):
    baclofen("log", "dose", "baclofen", "--at", "2026-11-20T08:00")
    baclofen("medicine", "change", "baclofen", "--dose", "15 mg", "--from", "2026-11-20")
    assert _amounts(baclofen, "2026-11-19") == ["10 mg"] * 3
    assert _amounts(baclofen, "2026-11-20") == ["15 mg"] * 3
    assert baclofen.json("list")[0]["amount"] == "10 mg"
    assert baclofen.states("--day", "2026-11-20")[0] == "partial"


def test_a_correction_alters_the_course_in_place_and_the_trail_says_so(baclofen):
    baclofen("medicine", "correct", "baclofen", "--dose", "5 mg")
    (medicine,) = baclofen.json("medicine", "list")
    assert len(medicine["courses"]) == 1
    assert _amounts(baclofen, "2026-11-15") == ["5 mg"] * 3
    entry = baclofen.json("trail")[-1]
    assert entry["label"] == "baclofen: plan from 15 Nov corrected"
    assert entry["changes"][0]["before"] is not None


def test_stop_names_the_first_day_without(baclofen):
    baclofen("medicine", "stop", "baclofen", "--from", "2026-11-21")
    assert len(_amounts(baclofen, "2026-11-20")) == 3
    assert _amounts(baclofen, "2026-11-21") == []


def test_held_slots_are_shown_and_not_planned(baclofen):
    baclofen("medicine", "hold", "baclofen", "--from", "2026-11-20")
    baclofen("medicine", "resume", "baclofen", "--from", "2026-11-21")
    assert baclofen.states("--day", "2026-11-20") == ["held"] * 3
    assert baclofen.states("--day", "2026-11-21") == ["not_recorded"] * 3
    stats = baclofen.json("stats", "--from", "2026-11-19", "--to", "2026-11-21")
    doses = stats["doses"]["baclofen"]
    assert (doses["planned"], doses["held"]) == (6, 3)


def test_amounts_by_time_and_decimal_commas(terminal):
    terminal("medicine", "add", "baclofen", "--strength", "10 mg", "--strength", "5 mg", "--times",
             "08:00=2,5 mg,20:00=15 mg", "--from", "today")  # fmt: skip
    assert _amounts(terminal, "today") == ["2.5 mg", "15 mg"]


@pytest.mark.parametrize(
    ("options", "planned"),
    [
        (["--every", "8h"], ["00:00", "08:00", "16:00"]),
        (["--times", "08:00", "--weekdays", "sun"], ["08:00"]),
        (["--times", "08:00", "--weekdays", "mon,thu"], []),
        (["--times", "08:00", "--cycle", "2/1"], ["08:00"]),
        (["--as-needed"], []),
        (["--after-last", "6h"], []),
    ],
)
def test_every_way_it_is_prescribed(terminal, options, planned):
    terminal("medicine", "add", "x", "--strength", "10 mg", "--dose", "10 mg", *options, "--from",
             "2026-11-22")  # fmt: skip
    times = [dose["planned_at"][11:16] for dose in terminal.json("today")["doses"]]
    assert times == planned


def test_after_last_is_due_its_gap_after_the_last_one(terminal):
    terminal("medicine", "add", "x", "--strength", "10 mg", "--dose", "10 mg", "--after-last", "6h")
    terminal("log", "dose", "x", "--at", "09:30")  # the first of a chain answers no slot
    assert [d["planned_at"][11:16] for d in terminal.json("today")["doses"]] == ["15:30"]


def test_day_parts_are_asked_for_until_they_are_set(terminal):
    add = ["medicine", "add", "x", "--strength", "10 mg", "--dose", "10 mg", "--times",
           "morning,night", "--from", "today"]  # fmt: skip
    terminal(*add, code=2)
    assert "morning" in terminal.err
    terminal("settings", "morning", "07:30")
    terminal("settings", "night", "22:00")
    terminal(*add)
    assert [d["planned_at"][11:16] for d in terminal.json("today")["doses"]] == ["07:30", "22:00"]


def test_a_pump_has_no_slots_and_is_never_added_to_mg(terminal):
    terminal("medicine", "add", "baclofen pump", "--form", "pump", "--strength", "500 mcg/mL",
             "--rate", "150 mcg/day", "--alarm-date", "2026-12-20", "--refill-by",
             "2026-12-24")  # fmt: skip
    sheet = terminal.json("today")
    assert sheet["doses"] == []
    assert sheet["totals"]["baclofen pump"] == {"taken": "0 mcg", "planned": None}


@pytest.mark.parametrize(
    "wrong",
    [
        ["--times", "25:00", "--dose", "10 mg"],
        ["--times", "08:00"],
        ["--dose", "10 mg"],
        ["--times", "08:00,08:00", "--dose", "10 mg"],
        ["--times", "08:00", "--dose", "10 mg", "--cycle", "0/7"],
        ["--times", "08:00", "--dose", "10 mg", "--weekdays", "funday"],
        ["--times", "08:00", "--dose", "10 mg", "--from", "today", "--until", "yesterday"],
    ],
)
def test_a_plan_that_cannot_be_read_is_refused_whole(terminal, wrong):
    terminal("medicine", "add", "x", "--strength", "10 mg", *wrong, code=2)
    assert terminal.json("medicine", "list") == []


def test_a_taper_is_followed_held_and_resumed(baclofen):
    baclofen("taper", "add", "baclofen", "--step", "2026-11-24 5 mg 08:00,20:00", "--step",
             "2026-11-27 5 mg 20:00", "--step", "2026-11-30 stop")  # fmt: skip
    assert _amounts(baclofen, "2026-11-23") == ["10 mg"] * 3
    assert _amounts(baclofen, "2026-11-24") == ["5 mg"] * 2
    assert _amounts(baclofen, "2026-11-30") == []
    baclofen("taper", "hold", "baclofen", "--from", "2026-11-25")
    assert _amounts(baclofen, "2026-12-05") == ["5 mg"] * 2
    baclofen("taper", "resume", "baclofen", "--from", "2026-11-28")
    steps = baclofen.json("taper", "show", "baclofen")["steps"]
    assert [step["from"] for step in steps] == ["2026-11-24", "2026-11-30", "2026-12-03"]


def test_stock_runs_out_on_the_day_the_future_plan_says(baclofen):
    baclofen("medicine", "refill", "baclofen", "10", "--counted")
    (medicine,) = baclofen.json("medicine", "list")
    assert medicine["stock"][0]["first_day_without"] == "2026-11-25"


def test_without_a_strength_the_unit_of_the_plan_counts(terminal):
    terminal("medicine", "add", "baclofen", "--dose", "10 mg", "--times", "08:00,20:00",
             "--from", "today")  # fmt: skip
    terminal("log", "dose", "baclofen", "--planned", "08:00")
    terminal("log", "dose", "baclofen", "--amount", "1 tablet", "--at", "13:00", code=2)
    totals = terminal.json("today")["totals"]
    assert totals == {"baclofen": {"taken": "10 mg", "planned": "20 mg"}}
    terminal("medicine", "stop", "baclofen", "--from", "2026-11-22")
    assert terminal.json("today")["totals"]["baclofen"]["taken"] == "10 mg"


def test_amounts_that_cannot_be_added_up_are_refused(terminal):
    add = ["medicine", "add", "baclofen", "--times"]
    terminal(*add, "08:00=10 mg,20:00=1 tablet", code=2)
    terminal(*add, "08:00", "--dose", "1 tablet", "--max-per-day", "60 mg", code=2)
    assert terminal.json("medicine", "list") == []


def test_a_pause_filled_in_for_the_past_leaves_a_later_one_alone(baclofen):
    for verb, day in (("hold", "20"), ("resume", "22"), ("hold", "16"), ("resume", "17")):
        baclofen("medicine", verb, "baclofen", "--from", f"2026-11-{day}")
    held = [d for d in range(15, 23) if "held" in baclofen.states("--day", f"2026-11-{d}")]
    assert held == [16, 20, 21]


def test_weekdays_without_clock_times_are_refused(terminal):
    add = ["medicine", "add", "baclofen", "--dose", "10 mg"]
    terminal(*add, "--every", "8h", "--weekdays", "mon", code=2)
    terminal(*add, "--as-needed", "--cycle", "1/1", code=2)


def test_a_strength_that_was_not_known_at_first_puts_everything_in_mg(terminal):
    add = ("medicine", "add", "x", "--dose", "½ tablet", "--times", "08:00,14:00")
    terminal(*add, "--from", "today")
    terminal("log", "dose", "x", "--at", "08:00")
    terminal("medicine", "correct", "x", "--strength", "10 mg")
    sheet = terminal.json("today")
    assert [dose["amount"] for dose in sheet["doses"]] == ["5 mg", "5 mg"]
    assert sheet["totals"]["x"] == {"taken": "5 mg", "planned": "10 mg"}
    terminal("undo")
    assert terminal.json("today")["totals"]["x"]["taken"] == "½ tablet"


def test_other_times_keep_the_weekdays(terminal):
    add = ["medicine", "add", "x", "--strength", "10 mg", "--dose", "10 mg", "--times", "08:00"]
    terminal(*add, "--weekdays", "mon,wed", "--from", "2026-11-16")
    terminal("medicine", "change", "x", "--times", "09:00", "--from", "2026-11-20")
    assert _amounts(terminal, "2026-11-22") == []
    assert _amounts(terminal, "2026-11-23") == ["10 mg"]


ADD = ["--strength", "10 mg", "--dose", "10 mg", "--times", "08:00,20:00"]


@pytest.mark.parametrize(
    ("name", "substance"),
    [("Baclofène", "baclofen"), ("Lioresal 10 mg", "baclofen"), ("paracetamol", None)],
)
def test_the_substance_comes_from_the_name(terminal, name, substance):
    terminal("medicine", "add", name, *ADD)
    (medicine,) = terminal.json("medicine", "list")
    assert (medicine["name"], medicine["substance"]) == (name, substance)


@pytest.mark.parametrize(("answer", "substance"), [("baclofen", "baclofen"), ("none", None)])
def test_a_name_that_is_close_is_asked_about_and_only_an_answer_answers_it(
    terminal, answer, substance
):
    terminal("medicine", "add", "bacloefn", *ADD, "--confirm", code=4)
    assert "--substance baclofen or --substance none" in terminal.err
    assert terminal.json("medicine", "list") == []
    terminal("medicine", "add", "bacloefn", *ADD, "--substance", answer)
    assert terminal.json("medicine", "list")[0]["substance"] == substance
    terminal("medicine", "add", "other", *ADD, "--substance", "aspirin", code=2)


def test_the_substance_is_corrected_later(terminal):
    terminal("medicine", "add", "my tablets", *ADD)
    assert terminal.json("medicine", "list")[0]["substance"] is None
    terminal("medicine", "correct", "my tablets", "--substance", "baclofen")
    assert terminal.json("medicine", "list")[0]["substance"] == "baclofen"
    terminal("medicine", "correct", "my tablets", "--name", "the small ones")
    assert terminal.json("medicine", "list")[0]["substance"] == "baclofen"
    terminal("undo")
    terminal("undo")
    assert terminal.json("medicine", "list")[0]["substance"] is None


def test_a_new_name_is_asked_about_like_a_first_one(terminal):
    terminal("medicine", "add", "Lioresal", *ADD)
    terminal("medicine", "correct", "Lioresal", "--name", "bacloefn", code=4)
    terminal("medicine", "correct", "Lioresal", "--name", "my pill")
    assert terminal.json("medicine", "list")[0]["substance"] == "baclofen"
    terminal("medicine", "correct", "my pill", "--substance", "none")
    terminal("medicine", "correct", "my pill", "--name", "Baclofen")
    assert terminal.json("medicine", "list")[0]["substance"] == "baclofen"


def test_a_second_medicine_of_a_substance_is_told_of_and_not_asked_about(baclofen):
    baclofen("medicine", "add", "Ozobax", "--form", "liquid", "--strength", "5 mg/5 mL",
             "--dose", "5 mg", "--times", "12:00")  # fmt: skip
    assert "baclofen" in baclofen.err
    assert "counted together" in baclofen.err
    baclofen("medicine", "add", "baclofen pump", "--form", "pump", "--strength", "500 mcg/mL",
             "--rate", "150 mcg/day")  # fmt: skip
    assert "counted together" not in baclofen.err


def test_a_close_name_of_an_old_diary_is_asked_about_until_it_is_answered(baclofen):
    from diary_app.services.diary import open_diary
    from diary_app.services.medicines import correct_medicine, plan_of
    from tests.storage.made_up import clock

    diary = open_diary(baclofen.path, clock, "Europe/Berlin")
    medicine = plan_of(diary, "baclofen").medicine
    # As the first schema has it: a name, and nobody was asked.
    correct_medicine(diary, replace(medicine, name="bacloefn", substance=None))
    diary.file.close()
    assert baclofen.json("medicine", "list")[0]["substance"] is None
    baclofen("medicine", "list")
    assert "--substance baclofen (or none)" in baclofen.err
    baclofen("medicine", "correct", "bacloefn", "--substance", "baclofen")
    baclofen("medicine", "list")
    assert baclofen.err == ""


def test_without_a_first_day_a_course_begins_now(terminal):
    times = ("--dose", "10 mg", "--strength", "10 mg", "--times", "08:00,14:05,20:00")
    terminal("medicine", "add", "baclofen", *times)  # at 14:05
    assert [dose["planned_at"][11:16] for dose in terminal.json("today")["doses"]] == [
        "14:05", "20:00",
    ]  # fmt: skip
    terminal("log", "dose", "baclofen", "--at", "09:00", "--amount", "40 mg", "--confirm")
    assert terminal.json("flags") == []
    terminal("log", "dose", "baclofen", "--at", "14:05")
    assert terminal.states() == ["taken", "later"]
    terminal("medicine", "add", "baclofen", *times, "--from", "today", code=2)
    terminal("medicine", "add", "x", *times, "--from", "today")
    assert len(terminal.json("today")["doses"]) == 5


def test_a_taper_that_goes_on_has_nothing_to_resume(baclofen):
    baclofen("taper", "add", "baclofen", "--step", "2026-12-01 5 mg 08:00,20:00")
    baclofen("taper", "resume", "baclofen", "--from", "2026-12-05", code=3)
    baclofen("taper", "hold", "baclofen", "--from", "2026-12-03")
    baclofen("taper", "resume", "baclofen", "--from", "2026-12-05")


def test_a_change_without_a_day_begins_now_and_leaves_the_morning_as_it_was(baclofen):
    """What was taken this morning was all of it, and is not more than the smaller plan."""
    for time in ("08:00", "14:00"):
        baclofen("log", "dose", "baclofen", "--at", time)
    baclofen("medicine", "change", "baclofen", "--dose", "6 mg", "--decided-by", "doctor")
    planned = [(d["amount"], d["state"]) for d in baclofen.json("today")["doses"]]
    assert planned == [("10 mg", "taken"), ("10 mg", "taken"), ("6 mg", "later")]
    baclofen.at("2026-11-22T20:00:00+01:00")("log", "dose", "baclofen")
    day = baclofen.json("today")
    assert (day["totals"]["baclofen"], day["flags"]) == ({"taken": "26 mg", "planned": "26 mg"}, [])


def test_a_change_from_a_day_holds_for_the_whole_day(baclofen):
    baclofen("medicine", "change", "baclofen", "--dose", "6 mg", "--from", "today")
    assert [dose["amount"] for dose in baclofen.json("today")["doses"]] == ["6 mg"] * 3


def test_a_second_change_on_one_day_keeps_what_was_planned_before_each(baclofen):
    baclofen.at("2026-11-22T09:00:00+01:00")
    baclofen("medicine", "change", "baclofen", "--dose", "6 mg")
    baclofen.at("2026-11-22T15:00:00+01:00")
    baclofen("medicine", "change", "baclofen", "--dose", "8 mg")
    amounts = [dose["amount"] for dose in baclofen.json("today")["doses"]]
    assert (amounts[0], amounts[2]) == ("10 mg", "8 mg")


@pytest.mark.parametrize(
    "name",
    [
        "\u0628\u0627\u06a9\u0644\u0648\u0641\u0646\u200c\u0647\u0627",
        "Baclo \U0001f635\u200d\U0001f4ab",
        "\u092c\u094d\u200d\u0930",
    ],
)
def test_a_name_may_hold_the_joiners_its_script_is_written_with(terminal, name):
    add = ["medicine", "add", name, "--strength", "10 mg", "--dose", "10 mg"]
    terminal(*add, "--times", "08:00", "--substance", "none", "--confirm")
    assert terminal.json("medicine", "list")[0]["name"] == name


def test_a_name_that_turns_the_line_around_is_refused(terminal):
    add = ["medicine", "add", "x\u202ey", "--strength", "10 mg", "--dose", "10 mg"]
    terminal(*add, "--times", "08:00", code=2)
