"""`log dose`: what a dose log means (the contract's section of that name)."""

import pytest


def test_the_slot_s_amount_and_the_present_moment_are_taken_for_granted(baclofen):
    baclofen("log", "dose", "baclofen")
    slot = baclofen.json("today")["doses"][1]
    assert slot["state"] == "taken"
    assert slot["taken_amount"] == "10 mg"
    assert slot["taken_at"] == "2026-11-22T14:05:00+01:00"


def test_without_a_slot_the_amount_is_asked_for_and_nothing_is_stored(baclofen):
    baclofen("log", "dose", "baclofen")
    baclofen.at("2026-11-22T14:50:00+01:00")("log", "dose", "baclofen", code=2)
    assert "amount" in baclofen.err
    assert len(baclofen.json("list")) == 1


def test_as_needed_takes_the_course_s_dose(terminal):
    terminal("medicine", "add", "paracetamol", "--strength", "500 mg", "--dose", "1 g",
             "--as-needed")  # fmt: skip
    terminal("log", "dose", "paracetamol")
    (needed,) = terminal.json("today")["as_needed"]
    assert needed["taken_today"] == 1
    assert needed["amount"] == "1000 mg"
    assert needed["last_taken_at"] == "2026-11-22T14:05:00+01:00"


@pytest.mark.parametrize("amount", ["1.000 mg", "1,000 mg", "10", "a lot", "0 mg", "-5 mg", "5 cc"])
def test_an_amount_that_cannot_be_known_is_refused(baclofen, amount):
    baclofen("log", "dose", "baclofen", f"--amount={amount}", code=2)
    assert baclofen.json("list") == []


@pytest.mark.parametrize("when", ["14:06", "tomorrow 08:00", "2026-11-22T14:05:01+01:00"])
def test_a_time_still_to_come_is_refused(baclofen, when):
    baclofen("log", "dose", "baclofen", "--amount", "10 mg", "--at", when, code=2)
    assert "still to come" in baclofen.err


@pytest.mark.parametrize(
    ("when", "local"),
    [
        ("08:05", "2026-11-22T08:05:00+01:00"),
        ("-20m", "2026-11-22T13:45:00+01:00"),
        ("yesterday 20:00", "2026-11-21T20:00:00+01:00"),
        ("2026-11-21T07:55", "2026-11-21T07:55:00+01:00"),
        ("2026-11-21T06:55Z", "2026-11-21T07:55:00+01:00"),
    ],
)
def test_when_is_read_as_people_write_it(baclofen, when, local):
    baclofen("log", "dose", "baclofen", "--at", when)
    assert baclofen.json("list")[0]["taken_at"] == local


def test_a_half_tablet_is_kept_in_mg_and_is_partial(baclofen):
    baclofen("log", "dose", "baclofen", "--amount", "½ tablet")
    slot = baclofen.json("today")["doses"][1]
    assert (slot["state"], slot["taken_amount"]) == ("partial", "5 mg")


def test_skipped_missed_and_not_recorded_are_three_things(baclofen):
    baclofen("log", "dose", "baclofen", "--skip", "--planned", "yesterday 08:00")
    baclofen("log", "dose", "baclofen", "--missed", "--planned", "yesterday 14:00")
    assert baclofen.states("--day", "yesterday") == ["skipped", "missed", "not_recorded"]


def test_a_dose_can_be_bound_to_a_slot_far_from_its_time(baclofen):
    baclofen("log", "dose", "baclofen", "--planned", "yesterday 20:00", "--at", "13:00")
    assert baclofen.states("--day", "yesterday")[2] == "taken"
    assert baclofen.states()[1] == "due"


def test_a_slot_that_is_not_in_the_plan_is_named(baclofen):
    baclofen("log", "dose", "baclofen", "--planned", "09:00", code=2)
    assert "No dose of baclofen is planned" in baclofen.err


def test_the_same_slot_is_not_taken_twice(baclofen):
    baclofen("log", "dose", "baclofen", "--planned", "14:00")
    baclofen("log", "dose", "baclofen", "--planned", "14:00", code=2)


def test_taking_a_skipped_dose_after_all_replaces_the_skip(baclofen):
    baclofen("log", "dose", "baclofen", "--skip", "--planned", "08:00")
    baclofen("log", "dose", "baclofen", "--planned", "08:00", "--at", "11:00")
    assert baclofen.states()[0] == "taken"
    assert len(baclofen.json("list")) == 1
    assert len(baclofen.json("list", "--removed")) == 1


def test_the_prescriber_s_limits_are_asked_about_and_can_be_confirmed(terminal):
    terminal("medicine", "add", "baclofen", "--strength", "10 mg", "--dose", "10 mg", "--times",
             "08:00,20:00", "--max-per-day", "20 mg", "--min-gap", "4h",
             "--from", "today")  # fmt: skip
    terminal("log", "dose", "baclofen", "--at", "08:00")
    terminal("log", "dose", "baclofen", "--amount", "20 mg", "--at", "09:00", code=4)
    assert "20 mg a day" in terminal.err
    assert "4 h" in terminal.err
    assert len(terminal.json("list")) == 1
    terminal("log", "dose", "baclofen", "--amount", "20 mg", "--at", "09:00", "--confirm")
    assert terminal.json("list")[1]["confirmed"] is True


def test_the_same_medicine_within_half_an_hour_is_asked_about_by_taken_times(baclofen):
    baclofen("log", "dose", "baclofen", "--at", "08:00")
    baclofen("log", "dose", "baclofen", "--amount", "10 mg", "--at", "08:29", code=4)
    baclofen("log", "dose", "baclofen", "--amount", "10 mg", "--at", "08:31")


def test_more_than_twice_the_slot_is_asked_about(baclofen):
    baclofen("log", "dose", "baclofen", "--amount", "20 mg")
    baclofen("undo")
    baclofen("log", "dose", "baclofen", "--amount", "20.5 mg", code=4)


def test_an_unknown_medicine_is_exit_3_and_names_those_there_are(baclofen):
    baclofen("log", "dose", "tizanidine", code=3)
    assert "baclofen" in baclofen.err


def test_time_unknown_and_the_carer_are_kept(baclofen):
    baclofen("log", "dose", "baclofen", "--planned", "08:00", "--time-unknown", "--by", "carer")
    (dose,) = baclofen.json("list")
    assert (dose["time_known"], dose["by"]) == (False, "carer")


def test_a_dose_filled_in_goes_before_the_later_one_of_its_slot(baclofen):
    baclofen("log", "dose", "baclofen", "--at", "09:00")
    baclofen("log", "dose", "baclofen", "--at", "08:05")
    assert baclofen.json("today")["doses"][0]["taken_at"] == "2026-11-22T08:05:00+01:00"
    assert len(baclofen.json("today")["extra"]) == 1


def test_a_huge_dose_beside_the_plan_is_asked_about(baclofen):
    baclofen("log", "dose", "baclofen", "--at", "08:00")
    baclofen("log", "dose", "baclofen", "--at", "10:00", "--amount", "1000 mg", code=4)
    baclofen("log", "dose", "baclofen", "--at", "10:00", "--amount", "20 mg")


def bindings(terminal) -> dict[str, str]:
    """The slot each taken dose is bound to, by its taken time."""
    return {
        dose["taken_at"][11:16]: (dose["planned_at"] or "")[11:16]
        for dose in terminal.json("list", "--kind", "dose")
    }


def test_a_dose_is_bound_to_its_slot_when_it_is_logged(baclofen):
    baclofen("log", "dose", "baclofen", "--at", "08:20")
    baclofen("medicine", "correct", "baclofen", "--times", "08:00,13:00,20:00")
    assert bindings(baclofen) == {"08:20": "08:00"}


def test_the_order_of_recording_does_not_matter(baclofen):
    for at in ("11:00", "08:10"):
        baclofen("log", "dose", "baclofen", "--at", at)
    assert bindings(baclofen) == {"08:10": "08:00", "11:00": "14:00"}


def test_a_slot_that_was_named_is_kept(baclofen):
    baclofen("log", "dose", "baclofen", "--planned", "08:00", "--at", "09:00")
    baclofen("log", "dose", "baclofen", "--at", "08:05", "--amount", "10 mg")
    assert bindings(baclofen) == {"09:00": "08:00", "08:05": ""}


def test_a_corrected_time_finds_its_slot_anew(baclofen):
    baclofen("log", "dose", "baclofen", "--at", "08:05")
    (dose,) = baclofen.json("list")
    baclofen("record", "edit", dose["id"], "--at", "13:55")
    assert bindings(baclofen) == {"13:55": "14:00"}


@pytest.mark.parametrize(
    "verbs",
    [
        [("change", "baclofen", "--dose", "5 mg", "--from", "2026-11-22")],
        [("hold", "baclofen", "--from", "2026-11-20"),
         ("resume", "baclofen", "--from", "2026-11-21")],
        [("stop", "baclofen", "--from", "2026-11-20"),
         ("resume", "baclofen", "--from", "2026-11-22")],
        [],
    ],
)  # fmt: skip
def test_the_prescribers_limits_belong_to_the_plan(terminal, verbs):
    add = ["medicine", "add", "baclofen", "--strength", "10 mg", "--dose", "10 mg"]
    limits = ["--max-per-day", "30 mg", "--min-gap", "4h", "--from", "2026-11-15"]
    terminal(*add, "--times", "08:00,14:00,20:00", *limits)
    for verb in verbs:
        terminal("medicine", *verb)
    if not verbs:
        terminal("taper", "add", "baclofen", "--step", "2026-11-20 5 mg 08:00,14:00,20:00")
    terminal("log", "dose", "baclofen", "--at", "08:00")
    terminal("log", "dose", "baclofen", "--at", "10:00", "--amount", "5 mg", code=4)


def test_an_edit_that_changes_nothing_is_refused_and_leaves_no_trail(baclofen):
    baclofen("log", "dose", "baclofen", "--at", "14:00")
    trail = baclofen.json("trail")
    baclofen("record", "edit", baclofen.json("list")[0]["id"], code=2)
    assert "Nothing was named to change." in baclofen.err
    assert baclofen.json("trail") == trail
