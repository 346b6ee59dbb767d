from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary_app.domain.dose import Taken
from diary_app.domain.matching import State, match, slot_for, state_of
from diary_app.domain.moment import Moment
from diary_app.domain.plan import Slot, slots_of
from diary_app.domain.schedule import Cycle, Daily, Interval, Weekly
from tests.domain.made_up import (
    HERE,
    amount,
    at,
    course,
    day,
    days,
    hold,
    missed,
    plan,
    skipped,
    taken,
    times,
    wall,
)


def slots(a_plan=None, first="2026-03-01", end="2026-03-05") -> tuple[Slot, ...]:
    return slots_of(a_plan or plan(), days(first, end), HERE)


def answered(doses, some_slots=None, on="2026-03-02") -> dict[str, str]:
    """`{"08:00": "07:50"}`: which slot of the day is answered by the dose taken when."""
    found = match(some_slots or slots(), doses)
    return {
        f"{a.slot.at.local:%H:%M}": f"{a.dose.taken_at.local:%H:%M}"
        for a in found.answers
        if isinstance(a.dose, Taken) and a.slot.day == day(on)
    }


@pytest.mark.parametrize(
    ("time", "slot"),
    [
        ("08:00", "08:00"),
        ("02:00", "none"),  # as near to 20:00 the evening before, which is the earlier
        ("02:01", "08:00"),
        ("10:59", "08:00"),
        ("11:00", "08:00"),  # equally near: the earlier
        ("11:01", "14:00"),
        ("16:59", "14:00"),
        ("17:01", "20:00"),
        ("23:59", "20:00"),
    ],
)
def test_a_dose_answers_the_nearest_slot_within_half_the_interval(time, slot):
    found = answered([taken(f"2026-03-02 {time}")])
    assert found == ({} if slot == "none" else {slot: time})


def test_a_dose_after_midnight_answers_the_evening_before():
    found = match(slots(), [taken("2026-03-03 01:30")])
    assert [a.slot.at for a in found.answers if a.dose] == [at("2026-03-02 20:00")]


def test_windows_never_reach_further_than_six_hours():
    weekly = slots(plan(course("2026-03-01", Daily(times("08:00")))))
    assert answered([taken("2026-03-02 14:00")], weekly) == {"08:00": "14:00"}
    assert answered([taken("2026-03-02 14:01")], weekly) == {}
    assert len(match(weekly, [taken("2026-03-02 14:01")]).extras) == 1


def test_a_second_dose_in_the_same_window_is_extra():
    doses = [taken("2026-03-02 07:50"), taken("2026-03-02 08:40")]
    found = match(slots(), doses)
    assert found.extras == (doses[1],)


def test_backfilling_yesterday_leaves_today_alone():
    """did-i-take-my-meds#42: a dose filled in later used up the dose of the day it was typed on."""
    late = taken("2026-03-01 20:00", recorded="2026-03-02 07:55")
    assert answered([late]) == {}
    assert answered([late], on="2026-03-01") == {"20:00": "20:00"}


def test_a_bound_dose_answers_its_slot_whenever_it_was_taken():
    found = answered([taken("2026-03-02 13:00", planned="2026-03-02 08:00")])
    assert found == {"08:00": "13:00"}


def test_of_two_doses_bound_to_one_slot_the_first_recorded_holds_it():
    doses = [
        taken("2026-03-02 08:30", planned="2026-03-02 08:00", recorded="2026-03-02 09:00"),
        taken("2026-03-02 08:10", planned="2026-03-02 08:00", recorded="2026-03-02 09:05"),
    ]
    found = match(slots(), reversed(doses))
    assert found.extras == (doses[1],)


def test_a_bound_answer_comes_before_an_unbound_one_taken_earlier():
    doses = [taken("2026-03-02 08:00"), taken("2026-03-02 09:00", planned="2026-03-02 08:00")]
    assert match(slots(), doses).extras == (doses[0],)


def test_a_dose_bound_to_a_slot_that_was_corrected_away_is_matched_by_time():
    dose = taken("2026-03-02 08:05", planned="2026-03-02 09:00")
    assert answered([dose]) == {"08:00": "08:05"}


def test_a_dose_whose_slot_is_gone_is_dealt_to_no_other_slot():
    """A change at 9 to 14:00 and 20:00 must leave 14:00 open, whatever was taken at 8."""
    changed = slots(plan(course("2026-03-01", Daily(times("14:00", "20:00")))))
    morning = taken("2026-03-02 08:00", planned="2026-03-02 08:00")
    found = match(changed, [morning])
    assert found.extras == (morning,)
    assert slot_for(changed, [morning], at("2026-03-02 14:00")).at == at("2026-03-02 14:00")


@given(st.sets(st.sampled_from(range(0, 24, 2)), min_size=1), st.integers(0, 23))
def test_a_binding_never_moves_further_than_its_slot_may_have_moved(hours, bound):
    clocks = [f"{hour:02}:00" for hour in sorted(hours)]
    planned = f"2026-03-02 {bound:02}:00"
    dose = taken(planned, planned=planned)
    found = match(slots(plan(course("2026-03-01", Daily(times(*clocks))))), [dose])
    moved = [abs(a.slot.at - dose.planned_at) for a in found.answers if a.dose is dose]
    assert len(moved) + len(found.extras) == 1
    assert all(distance <= timedelta(hours=3) for distance in moved)


def test_a_skip_of_a_slot_that_was_corrected_away_answers_nothing():
    found = match(slots(), [skipped("2026-03-02 09:00")])
    assert all(a.dose is None for a in found.answers)


def test_a_binding_follows_the_wall_clock_of_somebody_who_travelled_since():
    dose = taken("2026-03-02 08:00", planned="2026-03-02 08:00", zone="America/New_York")
    assert answered([dose]) == {"08:00": "08:00"}


def test_a_binding_to_a_plan_of_elapsed_hours_is_to_the_instant():
    every = Interval(timedelta(hours=6), wall("2026-03-01 02:00"), amount(10))
    dose = taken("2026-03-02 08:00", planned="2026-03-02 08:00", zone="America/New_York")
    assert answered([dose], slots(plan(course("2026-03-01", every)))) == {"14:00": "08:00"}


def test_a_paused_slot_is_answered_by_none_that_was_not_bound_to_it():
    paused = slots(plan(course(), holds=(hold("2026-03-02", "2026-03-03"),)))
    assert len(match(paused, [taken("2026-03-02 08:00")]).extras) == 1
    bound = taken("2026-03-02 08:00", planned="2026-03-02 08:00")
    assert answered([bound], paused) == {"08:00": "08:00"}


def test_two_doses_of_a_repeated_hour_answer_two_slots():
    """02:30 comes twice on 25 October 2026 in Berlin; they are 60 minutes apart."""
    twice = plan(course("2026-03-01", Daily(times("02:30", "03:00"))))
    night = slots(twice, "2026-10-24", "2026-10-27")
    first = taken("2026-10-25 02:30")
    an_hour_on = first.taken_at.shifted(timedelta(hours=1))
    second = replace(taken("2026-10-25 09:00"), taken_at=an_hour_on)
    found = match(night, [second, first])
    assert found.extras == ()
    assert [a.dose for a in found.answers if a.slot.day == day("2026-10-25")] == [first, second]


def test_two_slots_pushed_to_one_instant_in_spring_can_both_be_answered():
    twice = plan(course("2026-03-01", Daily(times("02:30", "03:30"))))
    night = slots(twice, "2026-03-28", "2026-03-31")
    doses = [skipped("2026-03-29 03:30"), skipped("2026-03-29 03:30")]
    found = match(night, doses)
    assert [a.dose for a in found.answers if a.slot.day == day("2026-03-29")] == doses


def state(now: str, dose=None, at_slot="14:00", some_slots=None) -> State:
    found = match(some_slots or slots(), [dose] if dose else [])
    (answer,) = (
        a for a in found.answers if f"{a.slot.at.local:%Y-%m-%d %H:%M}" == f"2026-03-02 {at_slot}"
    )
    return state_of(answer, at(now))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-03-02 13:29", State.LATER),
        ("2026-03-02 13:30", State.DUE),
        ("2026-03-02 15:29", State.DUE),  # a quarter of the 6 hours to 20:00
        ("2026-03-02 15:30", State.LATE),
        ("2026-03-02 16:59", State.LATE),
        ("2026-03-02 17:00", State.NOT_RECORDED),
        ("2026-06-01 00:00", State.NOT_RECORDED),
    ],
)
def test_an_unanswered_slot_is_later_due_late_and_then_not_recorded(now, expected):
    assert state(now) == expected


@pytest.mark.parametrize(
    ("dose", "expected"),
    [
        (taken("2026-03-02 14:00"), State.TAKEN),
        (taken("2026-03-02 14:00", 15), State.TAKEN),
        (taken("2026-03-02 14:00", 5), State.PARTIAL),
        (skipped("2026-03-02 14:00"), State.SKIPPED),
        (missed("2026-03-02 14:00"), State.MISSED),
    ],
)
def test_an_answered_slot_says_how(dose, expected):
    assert state("2026-03-02 12:00", dose) == expected


def test_a_paused_slot_is_held_unless_somebody_answered_it():
    paused = slots(plan(course(), holds=(hold("2026-03-02"),)))
    assert state("2026-03-09 00:00", some_slots=paused) == State.HELD


@pytest.mark.parametrize(
    ("clocks", "minutes"), [(("08:00", "09:00"), 30), (("08:00", "12:00"), 60), (("08:00",), 120)]
)
def test_the_time_a_dose_is_due_is_a_quarter_of_the_interval_within_30_to_120_minutes(
    clocks, minutes
):
    some = slots(plan(course("2026-03-01", Daily(times(*clocks)))))
    window = next(a.window for a in match(some, []).answers if a.slot.at == at("2026-03-02 08:00"))
    assert window.tolerance == timedelta(minutes=minutes)


def test_the_slot_a_dose_would_answer_is_the_free_one():
    before = [taken("2026-03-02 08:00")]
    asked = at("2026-03-02 08:20")
    assert slot_for(slots(), before, asked) is None
    found = slot_for(slots(), [], asked)
    assert found is not None
    assert found.at == at("2026-03-02 08:00")


MINUTES = st.integers(0, 4 * 24 * 60 - 1)


def moments(minutes) -> list[Moment]:
    return [at("2026-03-01 00:00").shifted(timedelta(minutes=m)) for m in minutes]


@given(st.lists(MINUTES, max_size=20), st.lists(st.booleans(), min_size=20, max_size=20))
def test_every_taken_dose_answers_one_slot_or_is_extra(minutes, bound):
    some = slots()
    doses = [
        Taken(f"d{n}", "m", amount(10), moment, moment, some[n % len(some)].at if bind else None)
        for n, (moment, bind) in enumerate(zip(moments(minutes), bound, strict=False))
    ]
    found = match(some, doses)
    used = [a.dose.id for a in found.answers if a.dose] + [dose.id for dose in found.extras]
    assert sorted(used) == sorted(dose.id for dose in doses)


@given(st.lists(MINUTES, max_size=12, unique=True), st.randoms())
def test_the_order_of_recording_changes_nothing_for_doses_that_were_not_bound(minutes, lot):
    def answers(recorded: list[int]) -> list[str | None]:
        doses = [
            Taken(f"d{n}", "m", amount(10), moment, at(f"2026-03-09 08:{recorded[n]:02d}"))
            for n, moment in enumerate(moments(minutes))
        ]
        return [a.dose.id if a.dose else None for a in match(slots(), doses).answers]

    order = list(range(len(minutes)))
    assert answers(lot.sample(order, len(order))) == answers(order)


@given(MINUTES)
def test_a_dose_never_answers_a_slot_further_than_six_hours_away(minute):
    (moment,) = moments([minute])
    for answer in match(slots(), [Taken("d", "m", amount(10), moment, moment)]).answers:
        if answer.dose:
            assert abs(answer.slot.at - moment) <= timedelta(hours=6)
            assert all(abs(other.at - moment) >= abs(answer.slot.at - moment) for other in slots())


EVERY_OTHER_DAY = plan(course("2026-03-01", Cycle(1, 1, day("2026-03-01"), times("08:00"))))


@pytest.mark.parametrize(
    ("weekday", "clock", "answers"),
    [
        ("2026-03-03", "20:01", True),  # Tuesday evening for Monday's
        ("2026-03-04", "08:00", True),
        ("2026-03-04", "08:01", False),  # 48 hours and a minute
    ],
)
def test_a_weekly_dose_may_be_two_days_late(weekday, clock, answers):
    weekly = slots(plan(course("2026-02-01", Weekly((0,), times("08:00")))), "2026-02-20")
    found = match(weekly, [taken(f"{weekday} {clock}")])
    assert bool(found.extras) is not answers


def test_on_a_day_off_every_other_day_a_dose_reaches_back_half_the_interval():
    some = slots(EVERY_OTHER_DAY, "2026-02-27", "2026-03-09")
    assert not match(some, [taken("2026-03-04 07:59")]).extras
    answered_before = [missed("2026-03-03 08:00"), taken("2026-03-04 07:59")]
    assert match(some, answered_before).extras == (answered_before[1],)


def test_a_dose_on_a_day_off_is_never_the_next_days():
    some = slots(EVERY_OTHER_DAY, "2026-02-27", "2026-03-09")
    both = [taken("2026-03-03 08:00"), taken("2026-03-04 20:00")]
    assert match(some, both).extras == (both[1],)


def test_on_a_day_with_slots_a_dose_never_reaches_over_to_another_days():
    once = slots(plan(course("2026-03-01", Daily(times("08:00")))))
    late = [taken("2026-03-03 01:00")]
    assert match(once, late).extras == tuple(late)


def test_after_a_change_of_zone_a_dose_reaches_back_half_the_interval():
    once = slots(plan(course("2026-03-01", Daily(times("08:00")))))
    late = taken("2026-03-02 13:59", zone="America/New_York")  # 19:59 in Berlin
    assert [a.slot.day for a in match(once, [late]).answers if a.dose] == [day("2026-03-02")]
    later_still = taken("2026-03-02 14:01", zone="America/New_York")
    assert match(once, [later_still]).extras == (later_still,)
