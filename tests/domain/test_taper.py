from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary_app.domain.moment import DAY
from diary_app.domain.refusal import Refused
from diary_app.domain.schedule import planned_on
from diary_app.domain.taper import (
    Pause,
    PauseKind,
    Step,
    TaperPlan,
    courses_of,
    last_day,
    stretches_of,
    with_day_part,
)
from tests.domain.made_up import BACLOFEN, amount, day, times

THREE_STEPS = (
    Step(day("2026-03-01"), times("08:00", "14:00", "20:00")),
    Step(day("2026-03-08"), times("08:00", "20:00")),
    Step(day("2026-03-15"), times("20:00=5")),
    Step(day("2026-03-22"), ()),
)


def taper(*pauses: tuple[str, str], steps=THREE_STEPS, until=None) -> TaperPlan:
    done = tuple(Pause(day(on), PauseKind(kind)) for on, kind in pauses)
    return TaperPlan("t", "m", steps, done, until)


def shown(plan: TaperPlan) -> list[str]:
    """`1:03-01` for step 1 from 1 March on."""
    return [f"{s.step + 1}:{s.days.since:%m-%d}" for s in stretches_of(plan)]


def test_steps_follow_each_other_as_written():
    assert shown(taper()) == ["1:03-01", "2:03-08", "3:03-15", "4:03-22"]
    assert last_day(taper()) == day("2026-03-21")


def test_a_hold_keeps_the_step_and_resuming_gives_it_the_days_it_had_left():
    held = taper(("2026-03-10", "hold"))
    assert shown(held) == ["1:03-01", "2:03-08"]
    assert last_day(held) is None
    resumed = taper(("2026-03-10", "hold"), ("2026-03-20", "resume"))
    assert shown(resumed) == ["1:03-01", "2:03-08", "3:03-25", "4:04-01"]


def test_a_step_back_takes_up_the_step_before_and_resuming_begins_anew():
    back = taper(("2026-03-10", "back"))
    assert shown(back) == ["1:03-01", "2:03-08", "1:03-10"]
    resumed = taper(("2026-03-10", "back"), ("2026-03-17", "resume"))
    assert shown(resumed) == ["1:03-01", "2:03-08", "1:03-10", "2:03-17", "3:03-24", "4:03-31"]


def test_two_steps_back_then_on_again_walks_every_step():
    twice = taper(("2026-03-16", "back"), ("2026-03-18", "back"), ("2026-03-25", "resume"))
    assert shown(twice) == [
        "1:03-01", "2:03-08", "3:03-15", "2:03-16", "1:03-18", "2:03-25", "3:04-01", "4:04-08",
    ]  # fmt: skip


def test_a_hold_after_a_step_back_still_resumes_with_the_step_that_was_left():
    plan = taper(("2026-03-10", "back"), ("2026-03-12", "hold"), ("2026-03-17", "resume"))
    assert shown(plan)[-3:] == ["2:03-17", "3:03-24", "4:03-31"]


def test_going_back_from_the_first_step_stays_on_it():
    assert shown(taper(("2026-03-03", "back"))) == ["1:03-01", "1:03-03"]


@pytest.mark.parametrize(
    ("kind", "first"), [("hold", ["1:03-01", "2:03-08"]), ("back", ["1:03-01", "1:03-08"])]
)
def test_a_hold_or_a_step_back_on_the_first_day_of_a_step_is_of_that_step(kind, first):
    assert shown(taper(("2026-03-08", kind))) == first
    assert shown(taper(("2026-03-08", kind), ("2026-03-10", "resume")))[:3] == [
        *first,
        {"hold": "3:03-17", "back": "2:03-10"}[kind],
    ]


def test_a_move_on_the_first_day_of_a_step_leaves_no_piece_of_it_at_the_old_time():
    steps = tuple(
        Step(day(since), in_the_morning("08:00")) for since in ("2026-03-01", "2026-03-08")
    )
    second = steps[1].since
    moved = with_day_part(taper(steps=steps), "morning", time(9), second)
    assert moved.steps[1] == Step(second, in_the_morning("09:00"))


def test_resuming_what_was_never_held_changes_nothing():
    assert shown(taper(("2026-03-10", "resume"))) == shown(taper())


def test_a_plan_cut_short_ends_there():
    cut = taper(until=day("2026-03-10"))
    assert [(c.since, c.until) for c in courses_of(cut)] == [
        (day("2026-03-01"), day("2026-03-08")),
        (day("2026-03-08"), day("2026-03-10")),
    ]
    assert last_day(cut) == day("2026-03-09")


def test_a_step_without_doses_is_no_course():
    assert [c.id for c in courses_of(taper())] == ["t#0", "t#1", "t#2"]


def test_a_moved_day_part_moves_the_step_in_force_and_those_to_come_and_no_past_day():
    steps = (
        Step(day("2026-03-01"), (*in_the_morning("08:00"), *times("20:00"))),
        Step(day("2026-03-08"), in_the_morning("08:00")),
        Step(day("2026-03-15"), ()),
    )
    moved = with_day_part(taper(steps=steps), "morning", time(21), day("2026-03-05"))
    assert clocks(moved, "2026-03-04") == ["08:00", "20:00"]
    assert clocks(moved, "2026-03-05") == ["20:00", "21:00"]
    assert clocks(moved, "2026-03-08") == ["21:00"]
    assert shown(moved) == ["1:03-01", "2:03-08", "3:03-15"]
    assert last_day(moved) == day("2026-03-14")


def test_a_step_back_after_a_move_goes_to_the_step_before_at_the_new_time():
    steps = tuple(
        Step(day(since), in_the_morning("08:00", each=mg))
        for since, mg in (("2026-03-01", 20), ("2026-03-08", 10))
    )
    moved = with_day_part(taper(steps=steps), "morning", time(9), day("2026-03-10"))
    back = replace(moved, pauses=(Pause(day("2026-03-12"), PauseKind.BACK),))
    assert [str(d.amount) for d in doses_on(back, "2026-03-12")] == ["20 mg"]
    assert clocks(back, "2026-03-12") == ["09:00"]
    assert clocks(back, "2026-03-01") == ["08:00"]


def test_two_moves_of_two_parts_leave_each_other_alone():
    night = replace(times("22:00")[0], part="night")
    steps = (Step(day("2026-03-01"), (*in_the_morning("08:00"), night)),)
    moved = with_day_part(taper(steps=steps), "morning", time(9), day("2026-03-06"))
    both = with_day_part(moved, "night", time(23), day("2026-03-05"))
    assert clocks(both, "2026-03-04") == ["08:00", "22:00"]
    assert clocks(both, "2026-03-05") == ["08:00", "23:00"]
    assert clocks(both, "2026-03-06") == ["09:00", "23:00"]
    assert len({course.id for course in courses_of(both)}) == 3


def test_a_second_move_on_the_same_day_stands_for_the_first():
    steps = (Step(day("2026-03-01"), in_the_morning("08:00")),)
    once = with_day_part(taper(steps=steps), "morning", time(9), day("2026-03-05"))
    twice = with_day_part(once, "morning", time(10), day("2026-03-05"))
    assert twice == with_day_part(taper(steps=steps), "morning", time(10), day("2026-03-05"))


def test_a_step_that_was_left_and_taken_up_again_is_cut_only_where_it_is_in_force():
    steps = tuple(
        Step(day(since), in_the_morning("08:00")) for since in ("2026-03-01", "2026-03-08")
    )
    back = taper(("2026-03-10", "back"), steps=steps)
    moved = with_day_part(back, "morning", time(9), day("2026-03-12"))
    assert [(str(c.days.since), str(c.days.until)) for c in courses_of(moved)] == [
        ("2026-03-01", "2026-03-08"),
        ("2026-03-08", "2026-03-10"),
        ("2026-03-10", "2026-03-12"),
        ("2026-03-12", "None"),
    ]


@pytest.mark.parametrize("since", ["2026-03-01", "2026-03-05"])
def test_a_move_of_a_part_nobody_uses_changes_nothing(since):
    assert with_day_part(taper(), "night", time(9), day(since)) == taper()


def test_a_step_is_brought_to_the_unit_of_its_medicine_with_its_later_times():
    tablet = replace(times("08:00")[0], amount=amount("1 tablet"))
    step = Step(day("2026-03-01"), (tablet,), ((day("2026-03-05"), (tablet,)),)).in_unit(BACLOFEN)
    assert {str(d.amount) for d in (*step.doses, *step.doses_on(day("2026-03-05")))} == {"10 mg"}


def in_the_morning(clock, each=10):
    return (replace(times(clock, each=each)[0], part="morning"),)


def doses_on(plan, text):
    (course,) = (c for c in courses_of(plan) if day(text) in c.days)
    return planned_on(course.schedule, day(text))


def clocks(plan, text) -> list[str]:
    return [f"{dose.at:%H:%M}" for dose in doses_on(plan, text)]


@pytest.mark.parametrize(
    ("steps", "kind"),
    [
        ((), "taper_without_steps"),
        (tuple(reversed(THREE_STEPS)), "taper_steps_out_of_order"),
        ((THREE_STEPS[0], THREE_STEPS[0]), "taper_steps_out_of_order"),
    ],
)
def test_a_plan_that_cannot_be_followed_is_refused(steps, kind):
    with pytest.raises(Refused, match=kind):
        taper(steps=steps)


def test_a_plan_cannot_be_held_before_it_begins():
    with pytest.raises(Refused, match="taper_not_begun"):
        stretches_of(taper(("2026-02-01", "hold")))


PAUSES = st.lists(
    st.tuples(st.integers(0, 60), st.sampled_from(PauseKind)), max_size=6, unique_by=lambda p: p[0]
)


@given(PAUSES)
def test_whatever_is_held_or_resumed_the_steps_stay_in_order_without_gaps_or_skips(pauses):
    since = date(2026, 3, 1)
    plan = TaperPlan(
        "t", "m", THREE_STEPS, tuple(Pause(since + timedelta(days=n), kind) for n, kind in pauses)
    )
    found = stretches_of(plan)
    assert found[0].days.since == since
    for stretch, following in pairwise(found):
        assert stretch.days.until == following.days.since
        assert stretch.days.since + DAY <= following.days.since
        assert following.step <= stretch.step + 1
