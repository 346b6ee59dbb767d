"""The calendar file: it rings when the plan says, on the phone's own clock, and names nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from diary_app.domain.course import Hold
from diary_app.domain.days import Days
from diary_app.domain.medicine import Form, PumpRefill, parse_strength
from diary_app.domain.moment import DAY, at_wall, day_start, one_zone
from diary_app.domain.plan import Plan, slots_of
from diary_app.domain.quantity import parse_quantity
from diary_app.domain.schedule import AfterLast, AsNeeded, Cycle, Interval, Pump, Weekly
from diary_app.exchange import ics
from diary_app.exchange.ics import reminders
from diary_app.exchange.ics_series import as_plain, of_plain, renewed
from tests.reports.diaries import (
    BACLOFEN,
    NOW,
    TABLET,
    TODAY,
    ZONE,
    ZONES,
    a_year,
    course,
    daily,
    mg,
)

TWO_A_DAY = daily("08:00=10", "20:00=15")


def write(found, now, sent=()):
    """The file of what is sent for the first time, or after `sent`."""
    return ics.write(renewed(found, sent, now), now)


def plan(schedule, since=TODAY - 10 * DAY, until=None, **more) -> Plan:
    return Plan(BACLOFEN, (course(schedule, since, until),), **more)


def written(plan: Plan, **more) -> icalendar.Calendar:
    return icalendar.Calendar.from_ical(write(reminders([plan], NOW, ZONES, **more), NOW))


def ringing(calendar: icalendar.Calendar, end: date) -> list[datetime]:
    """When the file rings until the end, as instants, on a phone that stands in our zone."""
    found = []
    for event in calendar.walk("VEVENT"):
        if str(event["status"]) == "CANCELLED":
            continue
        start = event.decoded("dtstart")
        left_out = event.get("exdate")
        skipped = {one.dt for one in left_out.dts} if left_out else set()
        rule = rrulestr(event["rrule"].to_ical().decode(), dtstart=start)
        last = datetime.combine(end + DAY, time(0), tzinfo=start.tzinfo)
        for at in rule.between(start - DAY, last, inc=True):
            if at in skipped:
                continue
            floating = at_wall(at.date(), at.time(), ZONE).utc
            found.append(floating if at.tzinfo is None else at)
    return sorted(at for at in found if at < day_start(end, ZONE).utc)


def planned(plan: Plan, end: date) -> list[datetime]:
    slots = slots_of(plan, Days(TODAY, end), ZONES)
    return [slot.at.utc for slot in slots if not slot.held]


amounts = st.just(mg(10))
weekdays = st.lists(st.integers(0, 6), min_size=1, unique=True).map(sorted).map(tuple)
schedules = st.one_of(
    st.just(TWO_A_DAY),
    st.builds(Weekly, weekdays, st.just(TWO_A_DAY.doses)),
    st.builds(
        Cycle,
        st.integers(1, 9),
        st.integers(1, 9),
        st.integers(-40, 20).map(lambda n: TODAY + n * DAY),
        st.just(TWO_A_DAY.doses),
    ),
    st.builds(
        Interval,
        st.integers(3, 60).map(lambda n: timedelta(hours=n)),
        st.just(datetime(2026, 11, 12, 7, 30)),  # noqa: DTZ001  a wall clock
        amounts,
    ),
)
length = st.none() | st.integers(1, 200)


@settings(max_examples=40)  # each writes, reads and unrolls a calendar of 150 days
@given(schedules, length, st.none() | st.tuples(st.integers(-5, 60), st.integers(1, 30)))
def test_it_rings_exactly_when_the_plan_says_across_summer_time(schedule, days, pause):
    until = None if days is None else TODAY + days * DAY
    holds = ()
    if pause:
        since = TODAY + pause[0] * DAY
        holds = (Hold("h", "baclofen-id", Days(since, since + pause[1] * DAY)),)
    made, end = plan(schedule, until=until, holds=holds), TODAY + 150 * DAY
    assert ringing(written(made), end) == planned(made, end)


def test_a_taper_rings_by_its_steps_and_ends_with_the_last():
    history, _span, _flags = a_year()
    made, end = history.plans[0], TODAY + 60 * DAY
    found = ringing(written(made), end)
    assert found == planned(made, end)
    assert max(found) < datetime(2026, 12, 7, tzinfo=UTC)


def test_clock_times_are_floating_and_elapsed_times_are_utc():
    events = written(plan(TWO_A_DAY)).walk("VEVENT")
    assert [event.decoded("dtstart").tzinfo for event in events] == [None, None]
    every_8_hours = Interval(timedelta(hours=8), datetime(2026, 11, 1, 6), mg(5))  # noqa: DTZ001
    (event,) = written(plan(every_8_hours)).walk("VEVENT")
    assert event.decoded("dtstart").utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    "schedule",
    [
        AsNeeded(mg(10)),
        AfterLast(timedelta(hours=6), mg(10)),
        Pump(parse_quantity("150 mcg"), parse_strength("500 mcg/mL", Form.PUMP)),
    ],
)
def test_what_has_no_clock_times_rings_never(schedule):
    assert reminders([plan(schedule)], NOW, ZONES) == ()


def test_the_words_name_no_medicine_unless_asked_to():
    content = write(reminders([plan(TWO_A_DAY)], NOW, ZONES), NOW).decode()
    assert "baclofen" not in content
    assert "mg" not in content
    assert content.count("SUMMARY:Time for your diary") == 2
    named = write(reminders([plan(TWO_A_DAY)], NOW, ZONES, named=True), NOW).decode()
    assert "SUMMARY:baclofen 15 mg" in named


def test_two_medicines_at_the_same_time_ring_once_without_names():
    both = [plan(TWO_A_DAY), plan(TWO_A_DAY)]
    assert len(reminders(both, NOW, ZONES)) == 2


def test_every_reminder_has_an_alarm_and_an_id_of_its_own():
    events = written(plan(TWO_A_DAY)).walk("VEVENT")
    assert all(len(event.walk("VALARM")) == 1 for event in events)
    assert len({str(event["uid"]) for event in events}) == len(events)


def test_the_same_plan_gives_the_same_bytes():
    found = reminders([plan(TWO_A_DAY)], NOW, ZONES)
    assert write(found, NOW) == write(found, NOW)


def test_a_hostile_name_stays_one_line():
    medicine = type(BACLOFEN)("m", "x\r\nEND:VCALENDAR;,\\", BACLOFEN.form, (TABLET,))
    made = Plan(medicine, (course(TWO_A_DAY, TODAY),))
    summary = written(made, named=True).walk("VEVENT")[0]["summary"]
    assert summary.replace("\r", "").startswith("x\nEND:VCALENDAR;,\\")


def test_the_zone_of_the_diary_counts_for_elapsed_times():
    made = plan(Interval(timedelta(hours=8), datetime(2026, 11, 20, 6), mg(5)))  # noqa: DTZ001
    (there,) = reminders([made], NOW, one_zone("Asia/Tokyo"))
    (here,) = reminders([made], NOW, ZONES)
    assert there.start != here.start


def later(days):
    return at_wall(TODAY + days * DAY, time(14), ZONE)


def sent_for(made, now=NOW, sent=()):
    return renewed(reminders([made], now, ZONES), sent, now)


def test_a_series_keeps_its_id_on_every_later_export():
    first = sent_for(plan(TWO_A_DAY))
    again = sent_for(plan(TWO_A_DAY), later(9), of_plain(as_plain(first)))
    assert again == first


def test_a_plan_that_ends_comes_again_with_a_higher_sequence_and_its_end():
    first = sent_for(plan(TWO_A_DAY))
    ended = sent_for(plan(TWO_A_DAY, until=TODAY + 5 * DAY), later(2), first)
    assert [one.uid for one in ended] == [one.uid for one in first]
    assert {one.sequence for one in ended} == {1}
    assert {dict(one.rule)["UNTIL"].date() for one in ended} == {TODAY + 4 * DAY}


def test_a_time_that_is_no_longer_planned_stops_ringing():
    first = sent_for(plan(TWO_A_DAY))
    changed = sent_for(plan(daily("09:00=10")), later(3), first)
    ends = {one.start.time(): dict(one.rule).get("UNTIL") for one in changed}
    assert ends[time(9)] is None
    assert {ends[time(8)].date(), ends[time(20)].date()} == {TODAY + 2 * DAY}
    assert ringing(icalendar.Calendar.from_ical(ics.write(changed, later(3))), TODAY + 20 * DAY)[
        -1
    ].hour


def test_what_had_not_begun_is_cancelled():
    future = plan(TWO_A_DAY, since=TODAY + 10 * DAY)
    changed = sent_for(plan(AsNeeded(mg(10))), later(1), sent_for(future))
    assert all(one.cancelled and one.sequence == 1 for one in changed)
    events = icalendar.Calendar.from_ical(ics.write(changed, later(1))).walk("VEVENT")
    assert {str(event["status"]) for event in events} == {"CANCELLED"}
    assert not any(event.walk("VALARM") for event in events)


def test_an_ended_series_is_sent_again_for_a_year_and_then_forgotten():
    ended = sent_for(plan(AsNeeded(mg(10))), later(3), sent_for(plan(TWO_A_DAY)))
    assert sent_for(plan(AsNeeded(mg(10))), later(200), ended) == ended
    assert sent_for(plan(AsNeeded(mg(10))), later(500), ended) == ()


both = st.lists(
    st.tuples(
        schedules.filter(lambda one: not isinstance(one, Interval)),
        st.integers(-5, 40),
        st.none() | st.integers(41, 120),
    ),
    min_size=2,
    max_size=3,
)


@settings(max_examples=30)
@given(both)
def test_at_one_minute_it_rings_once_whatever_the_number_of_medicines(given_plans):
    plans = [
        plan(one, TODAY + since * DAY, None if until is None else TODAY + until * DAY)
        for one, since, until in given_plans
    ]
    end = TODAY + 130 * DAY
    calendar = icalendar.Calendar.from_ical(write(reminders(plans, NOW, ZONES), NOW))
    found = ringing(calendar, end)
    assert len(found) == len(set(found))
    assert set(found) == {at for one in plans for at in planned(one, end)}


@settings(max_examples=30)
@given(schedules, schedules, st.integers(1, 20))
def test_after_a_change_the_two_files_together_ring_as_the_new_plan_says(old, new, after):
    now, end = later(after), TODAY + 60 * DAY
    changed = sent_for(plan(new), now, sent_for(plan(old)))
    calendar = icalendar.Calendar.from_ical(ics.write(changed, now))
    today = day_start(now.day, ZONE).utc
    live = [at for at in ringing(calendar, end) if at >= today]
    wanted = slots_of(plan(new), Days(now.day, end), ZONES)
    assert sorted(live) == [slot.at.utc for slot in wanted]


def test_a_pump_a_supply_and_a_visit_have_their_days():
    filled = PumpRefill("f", BACLOFEN.id, TODAY, TODAY + 70 * DAY, TODAY + 60 * DAY)
    made = replace(plan(TWO_A_DAY), medicine=replace(BACLOFEN, refill_on=TODAY + 7 * DAY))
    found = ics.dates([made], [filled], TODAY + 3 * DAY, NOW)
    assert [(one.start - TODAY).days for one in found] == [70, 60, 7, 3]
    events = icalendar.Calendar.from_ical(write(found, NOW)).walk("VEVENT")
    assert not any("rrule" in event for event in events)
    assert all(BACLOFEN.name not in event["summary"] for event in events)


def test_a_day_that_moved_is_the_same_entry_and_one_that_went_is_cancelled():
    def on(day):
        return ics.dates([plan(TWO_A_DAY)], [], day, NOW)

    first = renewed(on(TODAY + 3 * DAY), (), NOW)
    (moved,) = renewed(on(TODAY + 9 * DAY), first, NOW)
    assert (moved.uid, moved.sequence, moved.start) == (first[0].uid, 1, TODAY + 9 * DAY)
    (gone,) = renewed(on(None), (moved,), NOW)
    assert (gone.cancelled, gone.sequence) == (True, 2)
