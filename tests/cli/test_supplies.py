"""`refill` and `pump-refill`: what came counts at once, and a date that passed is said."""

import pytest

PUMP = ["--form", "pump", "--strength", "500 mcg/mL", "--rate", "150 mcg/day"]


def flagged(terminal):
    return {flag["id"]: flag["level"] for flag in terminal.json("flags")}


def test_what_came_counts_even_at_the_moment_of_the_count(terminal):
    add = ["medicine", "add", "baclofen", "--strength", "10 mg", "--dose", "10 mg"]
    terminal(*add, "--times", "08:00,14:00,20:00", "--stock", "12", "--refill-on", "2026-12-20")
    assert flagged(terminal) == {"run_out_before_refill": "call_doctor"}
    terminal("refill", "baclofen", "90")
    assert terminal.json("medicine", "list")[0]["stock"][0]["count"] == "102"
    assert flagged(terminal) == {}


def test_a_pump_that_is_entered_after_its_date_is_overdue(terminal):
    terminal("medicine", "add", "itb baclofen", *PUMP, "--refill-by", "2026-11-21")
    assert flagged(terminal) == {"pump_due": "call_doctor"}
    terminal("pump-refill", "itb baclofen", "--on", "2026-11-22", "--refill-by", "2027-02-20")
    assert flagged(terminal) == {}


def test_a_pump_that_stopped_before_its_date_is_not_overdue(terminal):
    add = ["medicine", "add", "itb baclofen", *PUMP, "--from", "2026-11-01"]
    terminal(*add, "--refill-by", "2026-11-21")
    terminal("medicine", "stop", "itb baclofen", "--from", "2026-11-15")
    assert "pump_due" not in flagged(terminal)


@pytest.mark.parametrize(
    "dates",
    [
        ["--on", "2026-11-23"],
        ["--on", "2026-11-20", "--refill-by", "2026-11-20"],
        ["--on", "2026-11-20", "--alarm-date", "2026-11-01"],
    ],
)
def test_a_filling_is_past_and_its_dates_lie_after_it(terminal, dates):
    terminal("medicine", "add", "itb baclofen", *PUMP)
    terminal("pump-refill", "itb baclofen", *dates, code=2)
