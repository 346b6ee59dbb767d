from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from diary_app.domain.medicine import Form, Medicine, StockEntry, made_of, parse_strength
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import Unit
from diary_app.domain.schedule import AfterLast, Daily
from diary_app.domain.supply import (
    counted_out,
    needed_to_finish,
    run_out,
    stock_left,
    uncovered_days,
)
from diary_app.domain.taper import Pause, PauseKind, Step, TaperPlan
from tests.domain.made_up import (
    BACLOFEN,
    HERE,
    amount,
    at,
    course,
    day,
    hold,
    missed,
    new_id,
    plan,
    taken,
    times,
    when_needed,
)

TEN, FIVE = "10 mg tablet", "5 mg tablet"
BOTH = replace(BACLOFEN, strengths=tuple(parse_strength(s, Form.TABLET) for s in ("10 mg", "5 mg")))
STEPS = (
    Step(day("2026-03-01"), times("08:00", "14:00", "20:00")),
    Step(day("2026-03-08"), times("08:00=5", "20:00=5")),
    Step(day("2026-03-15"), ()),
)


def entry(count, when="2026-03-01 06:00", kind="count", strength=TEN) -> StockEntry:
    return StockEntry(new_id(), "m", strength, kind, Decimal(count), at(when))


def left(stock, doses=(), now="2026-03-05 12:00", medicine=BACLOFEN) -> dict[str, Decimal | None]:
    return {s.strength: s.count for s in stock_left(medicine, stock, doses, at(now))}


def end_day(stock, a_plan=None, doses=(), now="2026-03-01 07:00") -> str:
    found = run_out(a_plan or plan(), stock, doses, at(now), HERE)
    return "unknown" if found is None else str(found.day)


def test_what_is_left_is_the_last_count_and_what_came_less_what_was_taken_since():
    stock = [entry(100, "2026-01-01 06:00"), entry(20), entry(30, "2026-03-02 09:00", "refill")]
    doses = [taken("2026-02-01 08:00"), taken("2026-03-03 08:00"), taken("2026-03-04 08:00", 15)]
    assert left(stock, doses) == {TEN: Decimal("47.5")}


def test_nothing_counted_is_unknown_and_never_zero():
    assert left([]) == {TEN: None}
    assert left([entry(30, kind="refill")]) == {TEN: None}
    assert end_day([]) == "unknown"


def test_less_than_nothing_is_nothing():
    assert left([entry(1)], [taken("2026-03-02 08:00", 30)]) == {TEN: 0}


def test_a_dose_that_cannot_be_counted_out_makes_the_rest_unknown():
    assert left([entry(20)], [taken("2026-03-02 08:00", 7)]) == {TEN: None}


def test_each_strength_is_counted_for_itself():
    stock = [entry(10), entry(10, strength=FIVE)]
    assert left(stock, [taken("2026-03-02 08:00", 15)], medicine=BOTH) == {TEN: 9, FIVE: 9}


@pytest.mark.parametrize(
    ("count", "first_day_not_covered"),
    [(0, "2026-03-01"), (2, "2026-03-01"), (3, "2026-03-02"), (30, "2026-03-11")],
)
def test_the_first_day_that_is_not_fully_covered(count, first_day_not_covered):
    assert end_day([entry(count)]) == first_day_not_covered


def test_doses_already_taken_today_are_not_needed_again():
    doses = [taken("2026-03-01 08:00")]
    assert end_day([entry(3)], doses=doses, now="2026-03-01 09:00") == "2026-03-02"


def test_the_future_plan_counts_not_todays():
    changed = plan(
        course(until="2026-03-03"), course("2026-03-03", Daily(times("08:00=20", "20:00=20")))
    )
    assert end_day([entry(14)], changed) == "2026-03-05"


def test_a_taper_makes_the_tablets_last_and_its_end_needs_no_more():
    tapered = Plan(BACLOFEN, tapers=(TaperPlan("t", "m", STEPS),))
    assert end_day([entry(27)], tapered) == "2026-03-14"  # 21 and then 1 a day
    assert end_day([entry(28)], tapered) == "None"


def test_a_pause_needs_no_tablets():
    paused = plan(course(), holds=(hold("2026-03-02", "2026-03-10"),))
    assert end_day([entry(6)], paused) == "2026-03-11"
    assert end_day([entry(3)], plan(course(), holds=(hold("2026-03-02"),))) == "None"


def test_every_strength_has_its_own_last_day():
    both = Plan(BOTH, (course(schedule=Daily(times("08:00=15", "20:00=10"))),))
    found = run_out(both, [entry(20), entry(5, strength=FIVE)], (), at("2026-03-01 07:00"), HERE)
    assert found is not None
    assert [(s.strength, str(s.day)) for s in found.strengths] == [
        (TEN, "2026-03-11"),
        (FIVE, "2026-03-06"),
    ]
    assert found.day == day("2026-03-06")


def test_a_strength_nobody_counted_leaves_the_others_known():
    both = Plan(BOTH, (course(schedule=Daily(times("08:00=15"))),))
    assert end_day([entry(3)], both) == "2026-03-04"
    assert end_day([entry(3, strength=FIVE)], both) == "2026-03-04"


def test_hours_after_the_last_one_go_on_at_that_pace():
    after = plan(course("2026-03-01", AfterLast(timedelta(hours=12), amount(10))))
    doses = [taken("2026-03-01 06:30")]
    assert end_day([entry(4)], after, doses) == "2026-03-03"


@pytest.mark.parametrize("schedule", [when_needed(), Daily(times("08:00=7"))])
def test_what_cannot_be_known_is_not_said(schedule):
    assert end_day([entry(30)], plan(course(schedule=schedule))) == "unknown"


def test_tablets_that_last_for_years_have_no_last_day():
    assert end_day([entry(5000)]) == "None"


def test_the_days_without_cover_are_those_before_the_refill_with_a_dose():
    a_plan = plan(course(), holds=(hold("2026-03-13", "2026-03-14"),))
    out = run_out(a_plan, [entry(30)], (), at("2026-03-01 07:00"), HERE)
    assert out is not None
    found = uncovered_days(out, a_plan, day("2026-03-15"), HERE)
    assert [d.day for d in found] == [11, 12, 14]
    assert uncovered_days(out, a_plan, day("2026-03-11"), HERE) == ()
    assert uncovered_days(out, a_plan, None, HERE) == ()


def test_the_tablets_a_taper_still_needs():
    taper = TaperPlan("t", "m", STEPS)
    found = needed_to_finish(Plan(BACLOFEN, tapers=(taper,)), taper, day("2026-03-06"), HERE)
    assert found is not None
    assert [(s.strength, s.count) for s in found] == [(TEN, 2 * 3 + 7 * 1)]


def test_a_taper_that_is_held_has_no_known_need():
    taper = TaperPlan("t", "m", STEPS, (Pause(day("2026-03-03"), PauseKind.HOLD),))
    held = Plan(BACLOFEN, tapers=(taper,))
    assert needed_to_finish(held, taper, day("2026-03-06"), HERE) is None


def test_a_liquid_is_counted_in_millilitres():
    liquid = Medicine("m", "baclofen", Form.LIQUID, (parse_strength("5 mg/5 mL", Form.LIQUID),))
    assert counted_out(amount(12), liquid) == {"5 mg in 5 mL": 12}
    bottle = entry(300, strength="5 mg in 5 mL")
    assert end_day([bottle], Plan(liquid, (course(),))) == "2026-03-11"


def test_a_medicine_without_strengths_is_counted_as_it_is_taken():
    plain = Medicine("m", "baclofen", Form.TABLET)
    assert counted_out(amount("1½ tablets"), plain) == {"": Decimal("1.5")}
    assert counted_out(amount(10), plain) is None


def test_other_medicines_and_doses_not_taken_leave_the_count_alone():
    theirs = replace(entry(99, "2026-03-02 06:00"), medicine_id="n")
    doses = [replace(taken("2026-03-02 08:00"), medicine_id="n"), missed("2026-03-02 14:00")]
    assert left([entry(20), theirs], doses) == {TEN: 20}


def test_the_moment_of_a_count_belongs_to_the_count():
    """Who counts 20 has those that came before, and no longer the one just taken."""
    stock = [entry(9, "2026-02-01 06:00"), entry(30, kind="refill"), entry(20)]
    assert left(stock, [taken("2026-03-01 06:00")]) == {TEN: 20}
    assert left([entry(20)], now="2026-03-01 06:00") == {TEN: 20}
    assert left([entry(20)], now="2026-03-01 05:59") == {TEN: None}


def test_what_was_entered_after_the_first_count_is_not_in_it():
    """Even at the same moment: a script sets the clock, and the medicine came with its count."""
    assert left([entry(12), entry(90, kind="refill")]) == {TEN: 102}
    assert left([entry(12)], [taken("2026-03-01 06:00")]) == {TEN: 11}


def test_a_refill_before_the_last_count_is_in_it():
    assert left([entry(30, "2026-02-01 06:00", "refill"), entry(20)]) == {TEN: 20}


def test_a_dose_of_one_strength_leaves_the_other():
    stock = [entry(10), entry(10, strength=FIVE)]
    assert left(stock, [taken("2026-03-02 08:00")], medicine=BOTH) == {TEN: 9, FIVE: 10}


def test_where_a_strength_needed_was_never_counted_it_is_not_said_that_all_lasts():
    both = Plan(BOTH, (course(schedule=Daily(times("08:00=15")), until="2026-03-05"),))
    assert end_day([entry(100, strength=FIVE)], both) == "unknown"


def test_the_next_after_the_last_one_follows_the_latest_dose_and_ends_with_its_course():
    after = AfterLast(timedelta(hours=12), amount(10))
    doses = [taken("2026-02-28 18:30"), taken("2026-03-01 06:30")]
    assert end_day([entry(4)], plan(course("2026-02-01", after)), doses) == "2026-03-03"
    assert end_day([entry(4)], plan(course("2026-02-01", after, "2026-03-03")), doses) == "None"


def test_a_taper_of_amounts_that_cannot_be_counted_out_has_no_known_need():
    steps = (Step(day("2026-03-01"), times("08:00=7")), Step(day("2026-03-15"), ()))
    taper = TaperPlan("t", "m", steps)
    assert needed_to_finish(Plan(BACLOFEN, tapers=(taper,)), taper, day("2026-03-06"), HERE) is None


def test_what_is_counted_out_names_only_the_strengths_that_are_needed():
    for text, pieces in (("5 mg", [("5 mg tablet", 1)]), ("20 mg", [("10 mg tablet", 2)])):
        assert [(str(s), n) for s, n in made_of(amount(text), BOTH)] == pieces
    assert made_of(amount("7 mg"), BOTH) == ()


def test_without_a_strength_a_medicine_counts_in_the_unit_of_its_plan_or_else_of_its_form():
    unknown = replace(BACLOFEN, strengths=())
    assert unknown.unit == "tablet"
    assert replace(unknown, planned_in=Unit.MG).unit == "mg"
    assert replace(unknown, form=Form.LIQUID).unit == "mL"
