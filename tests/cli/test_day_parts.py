"""A part of the day at another time: every plan that uses it moves, no past day does."""

import pytest


@pytest.fixture
def diary(terminal):
    terminal("settings", "morning", "08:00")
    terminal("settings", "night", "22:00")
    return terminal


def add(terminal, *options):
    strength = ["--strength", "10 mg", "--dose", "10 mg"]
    terminal("medicine", "add", "baclofen", *strength, "--from", "2026-11-15", *options)


def clocks(terminal, day="2026-11-22"):
    doses = terminal.json("today", "--day", day)["doses"]
    return [f"{dose['planned_at'][11:16]} {dose['state']}" for dose in doses]


def test_the_course_in_force_moves_from_today_on(diary):
    add(diary, "--times", "morning,night")
    diary("settings", "morning", "09:30")
    assert clocks(diary, "2026-11-21") == ["08:00 not_recorded", "22:00 not_recorded"]
    assert [clock[:5] for clock in clocks(diary)] == ["09:30", "22:00"]
    assert [clock[:5] for clock in clocks(diary, "2026-12-24")] == ["09:30", "22:00"]


def test_weekdays_and_cycles_move_too_and_clock_times_stay(diary):
    add(diary, "--times", "morning,20:00", "--cycle", "3/1")
    diary("settings", "morning", "07:00")
    assert [clock[:5] for clock in clocks(diary, "2026-11-23")] == ["07:00", "20:00"]
    assert clocks(diary, "2026-11-26") == []  # day off, as before


def test_a_course_that_begins_later_moves_whole(diary):
    add(diary, "--times", "08:00")
    change = ["medicine", "change", "baclofen", "--times", "night", "--dose", "10 mg"]
    diary(*change, "--from", "2026-12-01")
    diary("settings", "night", "21:00")
    assert [clock[:5] for clock in clocks(diary, "2026-12-01")] == ["21:00"]
    assert len(diary.json("medicine", "list")[0]["courses"]) == 2


def test_the_steps_of_a_taper_move_and_those_that_are_past_keep_their_times(diary):
    add(diary, "--times", "08:00")
    steps = ["--step", "2026-11-20 5 mg morning,night", "--step", "2026-11-25 5 mg night"]
    diary("taper", "add", "baclofen", *steps, "--step", "2026-12-02 stop")
    diary("settings", "night", "23:00")
    assert [clock[:5] for clock in clocks(diary, "2026-11-21")] == ["08:00", "22:00"]
    assert [clock[:5] for clock in clocks(diary)] == ["08:00", "23:00"]
    assert [clock[:5] for clock in clocks(diary, "2026-11-25")] == ["23:00"]
    shown = diary.json("taper", "show", "baclofen")["steps"]
    assert [step["from"] for step in shown] == ["2026-11-20", "2026-11-25", "2026-12-02"]
    assert [dose["time"] for dose in shown[0]["times"]] == ["08:00", "23:00"]


def test_a_held_taper_and_a_held_medicine_move_and_stay_held(diary):
    add(diary, "--times", "08:00")
    steps = ["--step", "2026-11-20 5 mg night", "--step", "2026-11-25 2,5 mg night"]
    diary("taper", "add", "baclofen", *steps)
    diary("taper", "hold", "baclofen", "--from", "2026-11-21")
    diary("medicine", "hold", "baclofen", "--from", "2026-11-22")
    diary("settings", "night", "23:00")
    assert clocks(diary, "2026-11-21") == ["22:00 not_recorded"]
    assert clocks(diary) == ["23:00 held"]
    diary("taper", "resume", "baclofen", "--from", "2026-11-30")
    steps = diary.json("taper", "show", "baclofen")["steps"]
    assert [(step["from"], step["times"][0]["time"]) for step in steps] == [
        ("2026-11-20", "23:00"),
        ("2026-12-04", "23:00"),
    ]


@pytest.mark.parametrize("answer", [[], ["--skip"], ["--missed"]])
def test_a_dose_answered_today_keeps_its_time_and_the_new_one_begins_tomorrow(diary, answer):
    add(diary, "--times", "morning,night")
    diary("log", "dose", "baclofen", *answer, "--planned", "2026-11-22T08:00")
    before = clocks(diary)
    diary("settings", "morning", "11:00")
    assert clocks(diary) == before
    assert [clock[:5] for clock in clocks(diary, "2026-11-23")] == ["11:00", "22:00"]


def test_moving_twice_and_undo(diary):
    add(diary, "--times", "morning")
    diary("settings", "morning", "09:00")
    diary("settings", "morning", "10:00")
    assert [clock[:5] for clock in clocks(diary)] == ["10:00"]
    diary("undo")
    assert [clock[:5] for clock in clocks(diary)] == ["09:00"]
    diary("undo")
    assert clocks(diary) == ["08:00 not_recorded"]
    assert len(diary.json("medicine", "list")[0]["courses"]) == 1
