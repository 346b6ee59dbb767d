"""A time that the clock change doubles or leaves out: asked about, and told apart when listed."""

import pytest

WINTER = "2026-11-22T14:05:00+01:00"


@pytest.mark.parametrize(
    ("typed", "code", "shown"),
    [
        ("2026-10-25 02:30", 4, None),
        ("25 oct 02:30", 4, None),
        ("2026-10-25T02:30", 4, None),
        ("2026-10-25 first 02:30", 0, "2026-10-25T02:30:00+02:00"),
        ("25 oct second 02:30", 0, "2026-10-25T02:30:00+01:00"),
        ("25 oct 2:30 am second", 0, "2026-10-25T02:30:00+01:00"),
        ("2026-10-25T02:30+01:00", 0, "2026-10-25T02:30:00+01:00"),
        ("2026-10-25T02:30+02:00", 0, "2026-10-25T02:30:00+02:00"),
        ("2026-10-25 01:59", 0, "2026-10-25T01:59:00+02:00"),
        ("2026-10-25 03:00", 0, "2026-10-25T03:00:00+01:00"),
        ("2026-10-25 first 03:00", 0, "2026-10-25T03:00:00+01:00"),
        ("2026-03-29 02:30", 2, None),
        ("2026-03-29T02:30", 2, None),
        ("2026-03-29 03:00", 0, "2026-03-29T03:00:00+02:00"),
    ],
)
def test_r21_a_time_of_the_night_of_the_change_is_never_guessed(terminal, typed, code, shown):
    terminal("log", "note", "legs like wood", "--at", typed, code=code)
    if code == 4:
        assert "comes twice that night" in terminal.err and "first or the second" in terminal.err
    if code == 2:
        assert "did not come that night" in terminal.err
    if shown is not None:
        (note,) = terminal.json("list", "--from", "2026-01-01")
        assert note["at"] == shown


def test_in_the_first_of_the_two_hours_nothing_has_to_be_asked(terminal):
    terminal.at("2026-10-25T02:40:00+02:00")("log", "note", "awake", "--at", "02:30")
    terminal.at("2026-10-25T02:40:00+01:00")("log", "note", "again", "--at", "02:30", code=4)


def test_r21_both_are_told_apart_when_they_are_listed(terminal):
    for which in ("first", "second"):
        terminal("log", "note", f"the {which}", "--at", f"2026-10-25 {which} 02:30")
    lines = terminal("list", "--from", "2026-10-25", "--to", "2026-10-25").splitlines()
    assert [line[:24] for line in lines if "02:30" in line] == [
        "2026-10-25 first 02:30  ",
        "2026-10-25 second 02:30 ",
    ]
