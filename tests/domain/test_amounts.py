from datetime import timedelta

import pytest

from diary_app.domain.amounts import daily_amounts, dose_changes
from diary_app.domain.medicine import Form, Medicine, parse_strength
from diary_app.domain.plan import Plan
from diary_app.domain.schedule import AfterLast, Daily, Interval, Pump, Weekly
from diary_app.domain.taper import Step, TaperPlan
from tests.domain.made_up import (
    BACLOFEN,
    HERE,
    amount,
    at,
    course,
    day,
    days,
    hold,
    missed,
    plan,
    taken,
    times,
    wall,
    when_needed,
)

TWO_A_DAY = Daily(times("08:00", "20:00"))


def amounts(a_plan, doses, first="2026-03-01", end="2026-03-04", now="2026-04-01 00:00"):
    found = daily_amounts(a_plan, doses, days(first, end), at(now), HERE)
    return [f"{d.taken} of {d.planned}{'' if d.complete else '?'}" for d in found]


def test_nothing_recorded_is_none_and_all_missed_is_zero():
    doses = [taken("2026-03-01 08:00"), taken("2026-03-01 20:00", 15), missed("2026-03-02 08:00")]
    doses.append(missed("2026-03-02 20:00"))
    assert amounts(plan(course(schedule=TWO_A_DAY)), doses) == [
        "25 mg of 20 mg",
        "0 mg of 20 mg",
        "None of 20 mg?",
    ]


def test_a_day_half_recorded_is_a_lower_bound_until_it_is_complete():
    doses = [taken("2026-03-01 08:00")]
    assert amounts(plan(course(schedule=TWO_A_DAY)), doses, end="2026-03-02") == ["10 mg of 20 mg?"]


def test_the_future_has_no_days():
    assert len(amounts(plan(), [], end="2026-03-20", now="2026-03-05 12:00")) == 5


def test_a_pause_plans_nothing():
    paused = plan(course(schedule=TWO_A_DAY), holds=(hold("2026-03-01"),))
    assert amounts(paused, [], end="2026-03-02") == ["None of 0 mg"]


def test_as_needed_plans_no_amount():
    needed = plan(course(schedule=when_needed()))
    assert amounts(needed, [taken("2026-03-01 08:00")], end="2026-03-03") == [
        "10 mg of None",
        "None of None",
    ]


def test_a_pump_is_counted_in_its_own_unit():
    fluid = parse_strength("500 mcg/mL", Form.PUMP)
    medicine = Medicine("m", "baclofen by pump", Form.PUMP, (fluid,))
    pump = Plan(medicine, (course(schedule=Pump(amount("150 mcg"), fluid)),))
    assert amounts(pump, [], end="2026-03-02") == ["None of 150 mcg"]


def changes(a_plan, first="2026-01-01", end="2027-01-01"):
    found = dose_changes(a_plan, days(first, end))
    return [(f"{c.day:%m-%d}", str(c.before), str(c.after)) for c in found]


def test_a_change_says_what_a_day_was_and_is():
    changed = plan(course("2026-02-01", until="2026-03-01"), course("2026-03-01", TWO_A_DAY))
    assert changes(changed) == [("02-01", "None", "30 mg"), ("03-01", "30 mg", "20 mg")]
    assert changes(changed, first="2026-02-02") == [("03-01", "30 mg", "20 mg")]


def test_a_course_that_goes_on_the_same_is_no_change():
    same = plan(course("2026-02-01", until="2026-03-01"), course("2026-03-01"))
    assert changes(same, first="2026-02-02") == []


def test_a_stop_and_every_step_of_a_taper_are_changes():
    steps = (Step(day("2026-03-01"), times("08:00")), Step(day("2026-03-08"), ()))
    tapered = Plan(
        BACLOFEN,
        (course("2026-02-01", TWO_A_DAY, "2026-03-01"),),
        (),
        (TaperPlan("t", "m", steps),),
    )
    assert changes(tapered)[1:] == [("03-01", "20 mg", "10 mg"), ("03-08", "10 mg", "None")]


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        (Daily(times("08:00", "20:00=5")), "15 mg"),
        (Interval(timedelta(hours=8), wall("2026-03-01 06:00"), amount(10)), "30 mg"),
        (Interval(timedelta(hours=36), wall("2026-03-01 06:00"), amount(10)), "None"),
        (Weekly((0,), times("08:00")), "None"),
        (AfterLast(timedelta(hours=8), amount(10)), "None"),
        (when_needed(), "None"),
    ],
)
def test_a_change_names_an_amount_only_where_every_day_has_it(schedule, expected):
    assert changes(plan(course("2026-02-01", schedule))) == [("02-01", "None", expected)]
