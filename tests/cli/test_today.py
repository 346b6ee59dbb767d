"""`today`: the states of a slot as the clock moves on."""

import pytest


@pytest.mark.parametrize(
    ("clock", "state"),
    [
        ("13:29:59", "later"),
        ("13:30:00", "due"),
        ("15:29:59", "due"),  # a quarter of the 6 hours to the next slot
        ("15:30:00", "late"),
        ("16:59:59", "late"),
        ("17:00:00", "not_recorded"),  # half the way to the next slot
    ],
)
def test_the_state_of_the_14_00_slot(baclofen, clock, state):
    assert baclofen.at(f"2026-11-22T{clock}+01:00").states()[1] == state


def test_the_shape_of_the_sheet(baclofen):
    baclofen("log", "dose", "baclofen", "--at", "08:04")
    sheet = baclofen.json("today")
    assert sheet["schema"] == 1
    assert (sheet["date"], sheet["zone"]) == ("2026-11-22", "Europe/Berlin")
    assert sheet["totals"] == {"baclofen": {"taken": "10 mg", "planned": "30 mg"}}
    expected = {"medicine": "baclofen", "planned_at": "2026-11-22T14:00:00+01:00"}
    assert expected.items() <= sheet["doses"][1].items()
    assert (sheet["as_needed"], sheet["flags"]) == ([], [])


def test_a_dose_beside_the_plan_is_extra_and_counts(baclofen):
    baclofen("log", "dose", "baclofen", "--at", "08:00")
    baclofen("log", "dose", "baclofen", "--at", "09:00", "--amount", "5 mg")
    sheet = baclofen.json("today")
    assert [dose["amount"] for dose in sheet["extra"]] == ["5 mg"]
    assert sheet["totals"]["baclofen"]["taken"] == "15 mg"


def test_reading_does_not_make_a_file(terminal):
    assert terminal.json("today")["doses"] == []
    assert terminal.json("list") == []
    assert not terminal.path.exists()


def test_a_file_that_is_not_a_diary_stays_as_it_is(terminal):
    terminal.path.touch()
    terminal("today", code=1)
    terminal("log", "note", "hello", code=1)
    assert terminal.path.read_bytes() == b""


def test_r21_a_doubled_hour_holds_two_doses(terminal):
    terminal.now = "2026-10-25T06:00:00+01:00"
    terminal("medicine", "add", "baclofen", "--strength", "10 mg", "--dose", "10 mg", "--times",
             "02:30,14:00", "--from", "2026-10-24")  # fmt: skip
    terminal("log", "dose", "baclofen", "--at", "2026-10-25T02:30+02:00")
    terminal("log", "dose", "baclofen", "--at", "2026-10-25T02:30+01:00", "--amount", "10 mg")
    sheet = terminal.json("today")
    assert sheet["doses"][0]["taken_at"] == "2026-10-25T02:30:00+02:00"
    assert sheet["extra"][0]["taken_at"] == "2026-10-25T02:30:00+01:00"
    assert [dose["at"][19:] for dose in terminal.json("list")] == ["+02:00", "+01:00"]


def test_a_time_that_spring_skips_is_read_an_hour_later(terminal):
    terminal.now = "2026-03-29T12:00:00+02:00"
    terminal("medicine", "add", "baclofen", "--strength", "10 mg", "--dose", "10 mg", "--times",
             "02:30", "--from", "2026-03-29")  # fmt: skip
    assert terminal.json("today")["doses"][0]["planned_at"] == "2026-03-29T03:30:00+02:00"


def test_a_first_record_that_is_refused_leaves_no_file(terminal):
    terminal("log", "dose", "baclofen", code=3)
    terminal("log", "symptom", "nonsense", code=2)
    assert not terminal.path.exists()
