from datetime import timedelta

import pytest

from diary_app.domain.days import Days
from diary_app.domain.medicine import Form, Medicine, parse_strength
from diary_app.domain.plan import Plan, planned_amount, slots_of
from diary_app.domain.schedule import AfterLast, Cycle, Daily, Pump, Weekly
from diary_app.domain.taper import Step, TaperPlan
from tests.domain.made_up import (
    HERE,
    amount,
    course,
    day,
    days,
    hold,
    plan,
    taken,
    times,
    travelling,
    when_needed,
)


def on(a_plan, text, zones=HERE, doses=()) -> list[str]:
    found = slots_of(a_plan, Days.of(day(text)), zones, doses)
    return [f"{s.at.local:%H:%M} {s.amount}{' held' if s.held else ''}" for s in found]


def asked(a_plan, text) -> str:
    slots = slots_of(a_plan, Days.of(day(text)), HERE)
    return str(planned_amount(a_plan, day(text), slots))


def test_each_day_is_planned_by_the_course_then_in_force():
    changed = plan(
        course(until="2026-03-10"), course("2026-03-10", Daily(times("08:00=15", "20:00=15")))
    )
    assert on(changed, "2026-03-09") == ["08:00 10 mg", "14:00 10 mg", "20:00 10 mg"]
    assert on(changed, "2026-03-10") == ["08:00 15 mg", "20:00 15 mg"]


def test_a_pause_keeps_the_slots_and_marks_them():
    paused = plan(course(), holds=(hold("2026-03-02", "2026-03-03"),))
    assert on(paused, "2026-03-02") == ["08:00 10 mg held", "14:00 10 mg held", "20:00 10 mg held"]
    assert on(paused, "2026-03-03")[0] == "08:00 10 mg"


def test_a_taper_follows_the_course_it_ends_and_its_last_step_ends_the_plan():
    steps = (
        Step(day("2026-03-10"), times("08:00", "20:00")),
        Step(day("2026-03-17"), times("20:00")),
        Step(day("2026-03-24"), ()),
    )
    tapered = plan(course(until="2026-03-10"), tapers=(TaperPlan("t", "m", steps),))
    first_days = ["2026-03-09", "2026-03-10", "2026-03-17", "2026-03-24"]
    assert [len(on(tapered, text)) for text in first_days] == [3, 2, 1, 0]
    assert tapered.course_on(day("2026-03-24")) is None


def test_n_hours_after_the_last_one_follows_the_doses_taken():
    after = plan(course("2026-03-01", AfterLast(timedelta(hours=8), amount(10))))
    doses = [taken("2026-03-01 07:00"), taken("2026-03-01 16:30")]
    assert on(after, "2026-03-01", doses=doses) == ["15:00 10 mg"]
    assert on(after, "2026-03-02", doses=doses) == ["00:30 10 mg"]


def test_n_hours_are_counted_from_the_doses_of_the_course_and_not_of_the_one_before():
    after = plan(
        course("2026-02-01", until="2026-03-01"),
        course("2026-03-01", AfterLast(timedelta(hours=8), amount(10))),
    )
    assert on(after, "2026-03-01", doses=[taken("2026-02-28 20:00")]) == []


def test_a_dose_well_before_it_was_due_moves_the_next_one():
    after = plan(course("2026-03-01", AfterLast(timedelta(hours=8), amount(10))))
    doses = [taken("2026-03-01 07:00"), taken("2026-03-01 09:00")]
    assert on(after, "2026-03-01", doses=doses) == ["17:00 10 mg"]


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        (Daily(times("08:00", "20:00")), "20 mg"),
        (Weekly((0,), times("08:00")), "0 mg"),  # 2026-03-03 is a Tuesday
        (Cycle(1, 1, day("2026-03-02"), times("08:00")), "0 mg"),
        (when_needed(), "None"),
        (AfterLast(timedelta(hours=8), amount(10)), "None"),
    ],
)
def test_a_day_off_asks_for_nothing_and_as_needed_names_no_amount(schedule, expected):
    assert asked(plan(course("2026-03-01", schedule)), "2026-03-03") == expected


def test_outside_every_course_nothing_is_planned():
    assert asked(plan(course("2026-03-10")), "2026-03-09") == "None"
    assert on(plan(course("2026-03-10")), "2026-03-09") == []


def test_a_paused_day_asks_for_nothing():
    paused = plan(course(), holds=(hold("2026-03-02"),))
    assert asked(paused, "2026-03-02") == "0 mg"


def test_a_pump_asks_for_its_rate_until_it_is_paused():
    fluid = parse_strength("500 mcg/mL", Form.PUMP)
    by_pump = Plan(
        Medicine("m", "baclofen", Form.PUMP, (fluid,)),
        (course(schedule=Pump(amount("150 mcg"), fluid)),),
        (hold("2026-03-02"),),
    )
    assert [asked(by_pump, text) for text in ("2026-03-01", "2026-03-02")] == ["150 mcg", "None"]


def test_the_slots_of_the_day_before_are_not_asked_for_on_the_day():
    slots = slots_of(plan(), days("2026-03-01", "2026-03-04"), HERE)
    assert str(planned_amount(plan(), day("2026-03-02"), slots)) == "30 mg"


def test_travelling_moves_no_past_slot_to_another_day():
    zones = travelling(
        ("2026-03-01", "Asia/Kolkata"), ("2026-03-05", "America/New_York"), today="2026-03-06"
    )
    for text in ("2026-03-04", "2026-03-05", "2026-03-06"):
        assert on(plan(), text, zones) == ["08:00 10 mg", "14:00 10 mg", "20:00 10 mg"]


def test_the_day_apia_left_out_has_no_slots():
    apia = travelling(("2011-12-01", "Pacific/Apia"), today="2012-06-01")
    lived = plan(course("2011-01-01"))
    around = ("2011-12-29", "2011-12-30", "2011-12-31")
    assert [len(on(lived, text, apia)) for text in around] == [3, 0, 3]
