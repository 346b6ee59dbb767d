from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary_app.domain.moment import DAY
from diary_app.domain.refusal import Refused
from diary_app.domain.taper import (
    Pause,
    PauseKind,
    Step,
    TaperPlan,
    courses_of,
    last_day,
    stretches_of,
    total_of,
)
from tests.domain.made_up import amount, day, times

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
    assert [total_of(step) for step in THREE_STEPS] == [amount(30), amount(20), amount(5), None]


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
