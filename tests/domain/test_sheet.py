from dataclasses import replace
from datetime import timedelta

from diary_app.domain.days import MATCHED_AROUND, Days
from diary_app.domain.matching import State
from diary_app.domain.medicine import Form, Medicine, parse_strength
from diary_app.domain.moment import DAY
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import Quantity
from diary_app.domain.schedule import AfterLast, Daily, Pump
from diary_app.domain.sheet import day_sheet, matched, reach
from tests.domain.made_up import (
    BACLOFEN,
    HERE,
    amount,
    at,
    course,
    day,
    days,
    missed,
    new_id,
    plan,
    skipped,
    taken,
    times,
    when_needed,
)


def sheet(doses, *plans, on="2026-03-02", now="2026-03-03 12:00"):
    return day_sheet(plans or (plan(),), doses, day(on), at(now), HERE)


def states(doses, *plans, **more) -> list[str]:
    found = sheet(doses, *plans, **more)
    return [f"{line.slot.at.local:%H:%M} {line.state}" for line in found.lines]


def test_a_day_lists_its_slots_in_order_with_what_is_known():
    doses = [taken("2026-03-02 08:10"), skipped("2026-03-02 14:00"), missed("2026-03-02 20:00")]
    assert states(doses) == ["08:00 taken", "14:00 skipped", "20:00 missed"]


def test_the_totals_count_everything_taken_for_the_day_and_extras():
    doses = [taken("2026-03-02 08:10"), taken("2026-03-02 09:30", 5), taken("2026-03-03 01:00")]
    (total,) = sheet(doses).totals
    assert (str(total.taken), str(total.planned)) == ("25 mg", "30 mg")


def test_a_dose_change_leaves_the_day_before_as_it_was():
    """MediTrak#222: changing the dose rewrote what had been taken."""
    before = plan(course())
    after = plan(
        course(until="2026-03-03"), course("2026-03-03", Daily(times("08:00=20", "20:00=20")))
    )
    doses = [taken("2026-03-02 08:00"), taken("2026-03-02 14:00"), taken("2026-03-02 20:00")]
    assert states(doses, after) == states(doses, before)
    assert sheet(doses, after).totals == sheet(doses, before).totals


def test_a_dose_bound_to_a_slot_of_last_week_is_found_there_and_eats_none_today():
    late = taken("2026-03-10 08:05", planned="2026-03-02 08:00")
    assert states([late], on="2026-03-10", now="2026-03-10 10:00")[0] == "08:00 late"
    assert sheet([late], on="2026-03-10").extras == ()
    assert states([late], on="2026-03-02", now="2026-03-10 12:00")[0] == "08:00 taken"


def test_as_needed_shows_one_dose_the_last_one_and_the_day():
    needed = plan(course("2026-03-01", when_needed()))
    doses = [taken("2026-03-01 23:00"), taken("2026-03-02 09:00", 5), taken("2026-03-02 18:00")]
    (line,) = sheet(doses, needed).as_needed
    assert (line.amount, line.last_taken_at) == (amount(10), at("2026-03-02 18:00"))
    assert (line.taken_today, line.taken_amount) == (2, amount(15))
    assert sheet(doses, needed).totals[0].planned is None


def test_two_medicines_share_a_sheet_and_never_a_dose():
    other = replace(BACLOFEN, id="n", name="tizanidine")
    second = Plan(other, (replace(course("2026-03-01", Daily(times("08:00=4"))), medicine_id="n"),))
    doses = [taken("2026-03-02 08:00"), replace(taken("2026-03-02 08:05", 4), medicine_id="n")]
    found = sheet(doses, plan(), second)
    assert [(line.medicine.name, line.state) for line in found.lines[:2]] == [
        ("baclofen", State.TAKEN),
        ("tizanidine", State.TAKEN),
    ]
    assert [str(total.taken) for total in found.totals] == ["10 mg", "4 mg"]


def test_a_medicine_not_in_force_and_not_taken_is_not_on_the_sheet():
    found = sheet([], plan(course("2026-04-01")))
    assert (found.lines, found.totals, found.as_needed) == ((), (), ())


def test_a_dose_taken_of_a_medicine_that_has_ended_is_still_on_its_day():
    found = sheet([taken("2026-03-02 08:00")], plan(course(until="2026-03-01")))
    assert [extra.dose.amount for extra in found.extras] == [amount(10)]
    assert found.totals[0].planned is None


def test_the_answers_of_a_day_do_not_depend_on_the_days_asked_for_around_it():
    doses = [taken(f"2026-03-{n:02d} {clock}") for n in range(1, 9) for clock in ("07:10", "21:59")]
    a_plan = plan()
    wide = matched(a_plan, doses, days("2026-03-01", "2026-03-09"), HERE)
    single = [matched(a_plan, doses, Days.of(day("2026-03-01") + n * DAY), HERE) for n in range(8)]
    assert wide.answers == tuple(a for found in single for a in found.answers)
    assert wide.extras == tuple(dose for found in single for dose in found.extras)


def test_hours_after_the_last_one_need_the_doses_before_the_day():
    after = plan(course("2026-03-01", AfterLast(timedelta(hours=72), amount(10))))
    assert reach(after) > timedelta(hours=72)
    assert states([taken("2026-03-01 08:00")], after, on="2026-03-04", now="2026-03-04 09:00") == [
        "08:00 due"
    ]


def test_the_total_of_a_sheet_is_in_the_medicines_unit():
    tablets = replace(taken("2026-03-02 08:00"), id=new_id(), amount=Quantity.times(amount(10), 2))
    assert str(sheet([tablets]).totals[0].taken) == "20 mg"


def test_the_longest_wait_after_the_last_one_says_how_far_doses_reach():
    waits = [AfterLast(timedelta(hours=hours), amount(10)) for hours in (8, 72)]
    both = plan(course("2026-03-01", waits[0], "2026-03-10"), course("2026-03-10", waits[1]))
    assert reach(both) - reach(plan()) == timedelta(hours=72)
    assert reach(plan()) == MATCHED_AROUND


def test_as_needed_knows_nothing_of_doses_after_the_day_nor_of_those_not_taken():
    needed = plan(course("2026-03-01", when_needed()))
    doses = [taken("2026-03-02 09:00"), taken("2026-03-03 09:00"), missed("2026-03-02 10:00")]
    (line,) = sheet(doses, needed).as_needed
    assert (line.last_taken_at, line.taken_today) == (at("2026-03-02 09:00"), 1)


def test_a_sheet_names_no_planned_total_for_a_pump():
    fluid = parse_strength("500 mcg/mL", Form.PUMP)
    medicine = Medicine("m", "baclofen by pump", Form.PUMP, (fluid,))
    by_pump = Plan(medicine, (course(schedule=Pump(amount("150 mcg"), fluid)),))
    (total,) = sheet([], by_pump).totals
    assert (str(total.taken), total.planned) == ("0 mcg", None)


def test_a_dose_of_unknown_amount_makes_the_total_the_least_it_can_be():
    doses = [taken("2026-03-02 08:10"), replace(taken("2026-03-02 14:00"), amount=None)]
    (found,) = sheet(doses).totals
    assert (found.taken, found.unknown) == (amount("10 mg"), 1)


def test_a_dose_of_unknown_time_answers_its_slot_unless_its_amount_is_unknown_too():
    untimed = taken("2026-03-02 13:00", time_known=False)
    assert "14:00 taken" in states([untimed])
    nothing_known = sheet([replace(untimed, amount=None)])
    assert [extra.dose.id for extra in nothing_known.extras] == [untimed.id]
