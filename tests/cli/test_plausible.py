"""Probable slips are asked about wherever an amount or a day is entered; --confirm answers."""

import pytest

ADD = ["medicine", "add", "baclofen", "--strength", "10 mg"]
TIMES = ["--times", "08:00,20:00"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([*ADD, "--dose", "5000 mg", *TIMES], "5000 mg is 500 tablets of 10 mg. Did you mean mic"),
        ([*ADD, "--dose", "10 mcg", *TIMES], "Did you mean milligrams (mg)?"),
        ([*ADD, "--dose", "90 mg", *TIMES], "more than the 80 mg a day"),
        ([*ADD, "--dose", "10 mg", *TIMES, "--from", "2027-12-05"], "5 December 2027?"),
        ([*ADD, "--dose", "10 mg", *TIMES, "--until", "2037-01-05"], "5 January 2037?"),
        ([*ADD, "--dose", "10 mg", *TIMES, "--refill-on", "2028-01-05"], "5 January 2028?"),
        ([*ADD, "--dose", "10 mg", *TIMES, "--stock", "9000"], "9000 tablets?"),
        (["medicine", "add", "baclofen pump", "--form", "pump", "--strength", "500 mcg/mL",
          "--rate", "150 mg/day"], "A pump that gives 150000 mcg a day?"),
        (["medicine", "add", "baclofen pump", "--form", "pump", "--strength", "500 mcg/mL",
          "--rate", "150 mcg/day", "--alarm-date", "2028-03-01"], "1 March 2028?"),
    ],
)  # fmt: skip
def test_a_new_medicine_is_asked_about_and_stored_with_confirm(terminal, words, said):
    terminal(*words, code=4)
    assert said in terminal.err
    assert "--confirm" in terminal.err
    assert terminal.json("medicine", "list") == []
    terminal(*words, "--confirm")
    assert len(terminal.json("medicine", "list")) == 1


@pytest.mark.parametrize(
    "words",
    [
        ["medicine", "change", "baclofen", "--dose", "5000 mg", "--from", "today"],
        ["medicine", "change", "baclofen", "--dose", "15 mg", "--from", "2028-01-01"],
        ["medicine", "correct", "baclofen", "--dose", "10 mcg"],
        ["medicine", "correct", "baclofen", "--strength", "10 g"],
        ["medicine", "stop", "baclofen", "--from", "2028-01-01"],
        ["medicine", "hold", "baclofen", "--from", "2028-01-01"],
        ["medicine", "refill", "baclofen", "9000"],
        ["refill", "baclofen", "9000"],
        ["taper", "add", "baclofen", "--step", "2026-12-01 5000 mg 08:00"],
        ["taper", "add", "baclofen", "--step", "2028-12-01 5 mg 08:00"],
        ["log", "dose", "baclofen", "--amount", "10 mcg"],
        ["log", "dose", "baclofen", "--amount", "90 mg"],
    ],
)
def test_every_command_that_enters_an_amount_or_a_day_asks(baclofen, words):
    before = baclofen.json("trail")
    baclofen(*words, code=4)
    assert baclofen.json("trail") == before
    baclofen(*words, "--confirm")
    assert len(baclofen.json("trail")) > len(before)


def test_a_record_that_is_corrected_is_asked_about(baclofen):
    baclofen("log", "dose", "baclofen")
    (dose,) = baclofen.json("list")
    baclofen("record", "edit", dose["id"], "--amount", "10 mcg", code=4)
    baclofen("record", "edit", dose["id"], "--amount", "10 mcg", "--confirm")


def test_a_pump_s_dates_are_asked_about(terminal):
    terminal("medicine", "add", "baclofen pump", "--form", "pump", "--strength", "500 mcg/mL",
             "--rate", "150 mcg/day")  # fmt: skip
    terminal("pump-refill", "baclofen pump", "--refill-by", "2029-01-01", code=4)
    terminal("pump-refill", "baclofen pump", "--refill-by", "2029-01-01", "--confirm")


def test_what_was_confirmed_once_is_not_asked_again(terminal):
    terminal(*ADD, "--dose", "90 mg", *TIMES, "--confirm")
    terminal("medicine", "correct", "baclofen", "--reason", "spasms")
    terminal("medicine", "change", "baclofen", "--times", "09:00,21:00", "--from", "tomorrow")


def test_steps_out_of_order_are_refused(baclofen):
    steps = ["--step", "2026-12-08 5 mg 08:00", "--step", "2026-12-01 10 mg 08:00"]
    baclofen("taper", "add", "baclofen", *steps, code=2)
    assert "order of their days" in baclofen.err


def test_the_whole_plan_is_read_back(terminal):
    out = terminal("medicine", "add", "Lioresal", "--strength", "10 mg", "--dose", "10 mg",
                   "--times", "08:00,14:00,20:00", "--max-per-day", "60 mg", "--min-gap", "4h",
                   "--prescriber", "Dr Lee", "--stock", "90")  # fmt: skip
    for words in (
        "Lioresal (substance: baclofen): tablet of 10 mg",
        "10 mg at 08:00, 14:00, 20:00 every day, from 22 Nov 2026, at most 60 mg a day",
        "30 mg a day in all",
        "prescribed by Dr Lee",
        "90 left of 10 mg tablet",
    ):
        assert words in out
    out = terminal("medicine", "change", "Lioresal", "--dose", "15 mg", "--from", "5 dec",
                   "--decided-by", "doctor")  # fmt: skip
    assert "from 5 Dec 2026" in out
    assert "decided by the doctor" in out
    assert "45 mg a day in all" in terminal("medicine", "correct", "Lioresal", "--reason", "spasms",
                                            "--course-on", "2026-12-06")  # fmt: skip
    out = terminal("taper", "add", "Lioresal", "--step", "2026-12-10 5 mg 08:00,20:00",
                   "--step", "2026-12-20 stop")  # fmt: skip
    assert "from 10 December 2026: 5 mg at 08:00, 20:00 a day" in out
    assert "from 20 December 2026: no doses any more" in out
