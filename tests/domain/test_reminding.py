from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diary_app.domain.medicine import Form, Medicine, PumpRefill
from diary_app.domain.moment import DAY
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import Unit
from diary_app.domain.reminding import (
    Ends,
    Told,
    countdown,
    in_daytime,
    open_doses,
    pump_countdowns,
    still_true,
    to_say,
)
from diary_app.domain.schedule import Daily
from diary_app.domain.sheet import day_sheet
from tests.domain.made_up import (
    BERLIN,
    at,
    course,
    day,
    hold,
    later,
    one_zone,
    plan,
    skipped,
    taken,
    times,
)

NOT_AGAIN, NO_LEAD = None, timedelta(0)
OTHER = Medicine("o", "tizanidine", Form.TABLET, planned_in=Unit.MG)
TWO = [plan(), Plan(OTHER, (course(schedule=Daily(times("14:00"))),))]


def lines_at(now, plans, doses=(), zone=BERLIN):
    zones = one_zone(zone)
    days = (now.day - DAY, now.day, now.day + DAY)
    return [line for d in days for line in day_sheet(plans, doses, d, now, zones).lines]


def open_at(when, *doses, plans=None, lead=0, zone=BERLIN):
    now = at(when, zone) if isinstance(when, str) else when
    found = open_doses(lines_at(now, plans or [plan()], doses, zone), now, timedelta(minutes=lead))
    return [f"{one.at.local:%H:%M}" for one in found]


def listen(ticks, doses=lambda now: (), plans=None, zone=BERLIN, again=NOT_AGAIN):
    """The planned times that are told at each of the moments `ticks`, as the window would."""
    told, heard = {}, []
    for now in ticks:
        found = open_doses(lines_at(now, plans or [plan()], doses(now), zone), now, NO_LEAD)
        told = still_true(told, now)
        for one in to_say(found, told, now, again):
            told[one.key] = Told(now)
            heard.append((f"{one.at.local:%H:%M}", f"{now.local:%d %H:%M}"))
    return heard


def each(step, since, until, zone=BERLIN):
    now, end = at(since, zone), at(until, zone)
    while now < end:
        yield now
        now = now.shifted(step)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2026-02-02 13:59", []),
        ("2026-02-02 14:00", ["14:00"]),
        ("2026-02-02 16:30", ["14:00"]),  # late, its window still open
        ("2026-02-02 17:00", []),  # nobody knows any more: Today asks, no reminder does
        ("2026-02-03 01:30", ["20:00"]),  # past midnight
        ("2026-02-03 02:00", []),
    ],
)
def test_a_dose_is_open_from_its_time_until_its_window_closes(when, expected):
    assert open_at(when) == expected


def test_a_lead_opens_the_dose_before_its_time_even_over_midnight():
    early = [plan(course(schedule=Daily(times("00:10"))))]
    assert open_at("2026-02-02 23:54", plans=early, lead=15) == []
    assert open_at("2026-02-02 23:55", plans=early, lead=15) == ["00:10"]


def test_a_lead_of_more_than_half_an_hour_is_refused():
    with pytest.raises(ValueError, match="before_due"):
        open_at("2026-02-02 14:00", lead=31)


@pytest.mark.parametrize(
    "answer",
    [
        taken("2026-02-02 14:05"),
        taken("2026-02-02 14:05", mg=5),
        skipped("2026-02-02 14:00"),
    ],
    ids=["taken", "partly taken", "skipped"],
)
def test_an_answered_dose_is_never_reminded_of(answer):
    assert open_at("2026-02-02 14:06", answer) == []


def test_a_dose_on_hold_is_not_reminded_of():
    assert open_at("2026-02-02 14:00", plans=[plan(holds=(hold("2026-02-01"),))]) == []


def test_several_medicines_due_at_one_time_are_one_reminder():
    now = at("2026-02-02 14:00")
    (one,) = open_doses(lines_at(now, TWO), now, NO_LEAD)
    assert [line.medicine.name for line in one.lines] == ["baclofen", "tizanidine"]


def test_it_is_still_the_same_reminder_when_one_of_two_was_answered():
    answer = taken("2026-02-02 14:01")
    ticks = each(timedelta(minutes=5), "2026-02-02 13:50", "2026-02-02 16:00")
    heard = listen(ticks, lambda now: [answer] if now > answer.taken_at else [], TWO)
    assert heard == [("14:00", "02 14:00")]


def test_a_day_of_ticks_tells_each_dose_once():
    heard = listen(each(timedelta(minutes=15), "2026-02-02 07:00", "2026-02-03 03:00"))
    assert heard == [("08:00", "02 08:00"), ("14:00", "02 14:00"), ("20:00", "02 20:00")]


def test_waking_after_three_hours_tells_the_dose_that_is_still_open():
    asleep = [at("2026-02-02 13:30"), at("2026-02-02 16:30"), at("2026-02-02 16:31")]
    assert listen(asleep) == [("14:00", "02 16:30")]


def test_waking_the_next_day_does_not_tell_of_yesterday():
    assert listen([at("2026-02-02 13:30"), at("2026-02-03 03:00")]) == []


@pytest.mark.parametrize(
    ("zone", "night"),
    [
        (BERLIN, "2026-03-29"),
        (BERLIN, "2026-10-25"),
        ("America/New_York", "2026-03-08"),
        ("America/New_York", "2026-11-01"),
    ],
)
def test_the_night_of_a_clock_change_tells_each_dose_once_at_its_wall_time(zone, night):
    plans = [plan(course(schedule=Daily(times("01:30", "02:30", "08:00"))))]
    ticks = each(timedelta(minutes=10), f"{night} 00:00", f"{night} 09:00", zone)
    heard = listen(ticks, plans=plans, zone=zone)
    assert len(heard) == 3
    assert all(planned == told[3:] for planned, told in heard)


def test_a_clock_set_right_by_seconds_does_not_tell_twice():
    assert len(listen([at("2026-02-02 14:00"), later(at("2026-02-02 14:00"), seconds=-2)])) == 1
    assert len(listen([later(at("2026-02-02 14:00"), seconds=n) for n in (20, 3, 60)])) == 1


def test_a_clock_put_back_tells_again_at_the_true_time():
    wrong, right = at("2026-02-02 14:00"), at("2026-02-02 12:00")
    heard = listen([wrong, right, at("2026-02-02 13:59"), at("2026-02-02 14:00")])
    assert heard == [("14:00", "02 14:00"), ("14:00", "02 14:00")]


def test_it_repeats_while_due_and_stops_once_late():
    ticks = each(timedelta(minutes=5), "2026-02-02 13:50", "2026-02-02 17:30")
    heard = listen(ticks, again=timedelta(minutes=30))
    assert [told[3:] for _planned, told in heard] == ["14:00", "14:30", "15:00"]


@pytest.mark.parametrize("minutes", [10, 30, 60])
def test_a_snooze_is_kept_and_then_told_once(minutes):
    now = at("2026-02-02 14:02")
    (one,) = open_doses(lines_at(now, [plan()]), now, NO_LEAD)
    told = {one.key: Told(now, later(now, minutes=minutes))}
    before, after = later(now, minutes=minutes, seconds=-1), later(now, minutes=minutes)
    assert to_say([one], told, before, timedelta(minutes=5)) == ()
    assert to_say([one], told, after, None) == (one,)


def test_a_snooze_does_not_outlive_the_window():
    now = at("2026-02-02 16:50")
    assert open_at(later(now, minutes=60)) == []


@settings(max_examples=40)
@given(
    steps=st.lists(st.integers(-300, 600), min_size=1, max_size=12),
    answered=st.sets(st.integers(0, 2)),
)
def test_however_the_clock_jumps_no_answered_and_no_closed_dose_is_told(steps, answered):
    slots = [at(f"2026-02-02 {clock}") for clock in ("08:00", "14:00", "20:00")]
    doses = [taken(f"2026-02-02 {slots[n].local:%H:%M}") for n in answered]
    now, told = at("2026-02-02 06:00"), {}
    for step in steps:
        now = now.shifted(timedelta(minutes=step))
        found = open_doses(lines_at(now, [plan()], doses), now, NO_LEAD)
        told = still_true(told, now)
        for one in to_say(found, told, now, None):
            told[one.key] = Told(now)
            assert one.at not in [slots[n] for n in answered]
            assert timedelta(0) <= now - one.at < timedelta(hours=6)


@pytest.mark.parametrize(
    ("today", "left", "lead"),
    [
        ("2026-12-09", 15, None),
        ("2026-12-10", 14, 14),
        ("2026-12-16", 8, 14),
        ("2026-12-17", 7, 7),
        ("2026-12-22", 2, 2),
        ("2026-12-24", 0, 2),
        ("2026-12-25", -1, None),  # passed: a flag says so
    ],
)
def test_a_countdown_reaches_three_lead_times(today, left, lead):
    found = countdown(
        Medicine("p", "baclofen", Form.PUMP),
        Ends.REFILL_BY,
        day("2026-12-24"),
        day(today),
        (14, 7, 2),
    )
    assert (found.days_left, found.lead) == (left, lead)


def test_each_lead_time_is_another_thing_to_tell():
    pump = Medicine("p", "baclofen", Form.PUMP)
    keys = {
        countdown(pump, Ends.REFILL_BY, day("2026-12-24"), day(f"2026-12-{n}"), (14, 7, 2)).key
        for n in range(10, 25)
    }
    assert len(keys) == 3


def test_of_a_pump_the_nearest_date_comes_first_and_unknown_ones_not_at_all():
    pump = Medicine("p", "baclofen", Form.PUMP)
    filled = PumpRefill("r", "p", day("2026-09-24"), day("2026-12-28"), day("2026-12-24"))
    ends = [one.ends for one in pump_countdowns(pump, filled, day("2026-12-12"), (14, 7, 2))]
    assert ends == [Ends.REFILL_BY, Ends.ALARM]
    nothing = PumpRefill("r", "p", day("2026-09-24"), None, None)
    assert pump_countdowns(pump, nothing, day("2026-12-12"), (14,)) == ()


def test_nobody_is_told_of_a_date_at_night():
    hours = [hour for hour in range(24) if in_daytime(at(f"2026-02-02 {hour:02d}:00"))]
    assert (hours[0], hours[-1]) == (9, 20)
