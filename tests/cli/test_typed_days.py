"""Days, times and amounts as people type them, on the command line. It is 22 November 2026."""

import json

import pytest


def start_of(terminal):
    return terminal.json("medicine", "list")[0]["courses"][-1]["from"]


@pytest.mark.parametrize(
    ("typed", "since", "year"),
    [
        ("5 jan", "2027-01-05", "2027"),
        ("1 nov", "2026-11-01", "2026"),
        ("2027-01-05", "2027-01-05", ""),
    ],
)
def test_a_plan_begins_on_the_nearest_such_day_and_the_year_is_said_back(
    terminal, typed, since, year
):
    add = ["medicine", "add", "baclofen", "--strength", "10 mg", "--dose", "10 mg"]
    terminal(*add, "--times", "8,2 pm,20.30", "--from", typed)
    assert ("is" in terminal.err) == bool(year)
    assert year in terminal.err
    assert start_of(terminal) == since


def test_a_record_is_of_the_last_such_day(baclofen):
    baclofen("log", "symptom", "pain", "7", "--at", "24 dec 8 pm")
    assert "“24 dec 8 pm” is 24 December 2025." in baclofen.err
    assert baclofen.json("list", "--from", "24 dec")[0]["at"].startswith("2025-12-24T20:00")
    assert "24 December 2025" not in baclofen("--quiet", "list", "--from", "24 dec")


def test_the_year_is_said_back_once_and_as_it_was_typed(baclofen):
    baclofen("medicine", "change", "baclofen", "--dose", "5 mg", "--from", "5 Jan")
    assert baclofen.err.count("“5 Jan” is 5 January 2027.") == 1
    baclofen("log", "event", "infection", "--at", "1 Nov")
    assert "“1 Nov” is 1 November 2026." in baclofen.err


def test_an_event_does_not_end_before_it_began(baclofen):
    days = ["--at", "2026-11-04", "--until", "2026-11-03"]
    baclofen("log", "event", "infection", *days, code=2)
    assert baclofen.json("list", "--kind", "event") == []


def test_a_step_without_a_year_comes_after_the_one_before(baclofen):
    steps = ["15 dec 5 mg 8,8 pm", "5 jan 1/2 tablet 8 am", "1 feb 2027 stop"]
    baclofen("taper", "add", "baclofen", *(word for step in steps for word in ("--step", step)))
    assert "“5 jan” is 5 January 2027." in baclofen.err
    shown = baclofen.json("taper", "show", "baclofen")["steps"]
    assert [step["from"] for step in shown] == ["2026-12-15", "2027-01-05", "2027-02-01"]


def test_steps_out_of_order_are_refused_not_sorted(baclofen):
    steps = ["--step", "15 dec 5 mg 8", "--step", "1 dec stop"]
    baclofen("taper", "add", "baclofen", *steps, code=2)
    assert "in the order of their days" in baclofen.err


def test_a_pump_is_refilled_on_the_next_such_day(terminal):
    add = ["medicine", "add", "b", "--form", "pump", "--strength", "500 mcg/mL"]
    terminal(*add, "--rate", "150 mcg/day", "--from", "1 nov")
    terminal(
        "pump-refill", "b", "--on", "20 nov", "--refill-by", "18 may", "--alarm-date", "15 may"
    )
    (filled,) = json.loads(terminal("export", "json", "-o", "-"))["tables"]["pump_refills"]
    assert (filled["refill_by"], filled["alarm_date"]) == ("2027-05-18", "2027-05-15")


def test_the_last_day_of_a_course_is_seen_from_its_first(terminal):
    add = ["medicine", "add", "b", "--strength", "10 mg", "--dose", "1 1/2 tablets", "--times", "8"]
    terminal(*add, "--from", "20 dec", "--until", "5 jan")
    course = terminal.json("medicine", "list")[0]["courses"][0]
    assert (course["from"], course["until"]) == ("2026-12-20", "2027-01-05")


@pytest.mark.parametrize(
    "typed",
    ["30 feb", "30 february 8:00", "24:00", "9999-12-31", "0001-01-01 00:00", "", "1" * 400],
)
@pytest.mark.parametrize(
    "words",
    [
        ("today", "--day"),
        ("list", "--to"),
        ("log", "symptom", "pain", "--at"),
        ("log", "event", "heat", "--at"),
        ("log", "dose", "baclofen", "--planned"),
        ("medicine", "stop", "baclofen", "--from"),
        ("medicine", "change", "baclofen", "--dose", "5 mg", "--until"),
        ("chart", "symptoms", "-o", "x.svg", "--from"),
    ],
)
def test_a_day_or_time_that_is_none_is_refused_in_words(baclofen, words, typed):
    baclofen(*words, typed, code=2)
    assert baclofen.err.count("\n") == 1


def test_an_event_may_be_of_a_whole_day(baclofen):
    baclofen("log", "event", "infection", "--at", "2026-11-04", "--until", "6 nov")
    (event,) = baclofen.json("list")
    assert (event["at"][:16], event["until"]) == ("2026-11-04T12:00", "2026-11-06")
