from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary_app.domain.days import Days
from diary_app.domain.medicine import Form, Medicine, parse_strength
from diary_app.domain.moment import DAY, at_wall, one_zone
from diary_app.domain.refusal import Refused
from diary_app.domain.schedule import (
    AfterLast,
    AsNeeded,
    Cycle,
    Daily,
    DoseTime,
    Interval,
    Pump,
    Recurrence,
    Weekly,
    amount_a_day,
    amounts_of,
    asks_for_doses,
    clock_times,
    counts_hours,
    every_of,
    fact_types,
    facts_of,
    gap_after_last,
    has_slots,
    in_unit,
    is_as_needed,
    kind_of,
    next_by_hours,
    of_facts,
    one_dose,
    planned_on,
    planned_times,
    pump_concentration,
    pump_rate,
    recurrences,
    same_every_day,
    single_doses,
    weekdays_of,
    with_clock_times,
)
from tests.domain.made_up import BACLOFEN, BERLIN, HERE, amount, day, times, travelling, wall

# Both changes of the clock in each; Apia lost a day in December 2011, Kolkata changes nothing.
CHANGES = [
    (BERLIN, date(2026, 3, 29)),
    (BERLIN, date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Pacific/Apia", date(2011, 12, 30)),
    ("Pacific/Apia", date(2012, 4, 1)),
    ("Asia/Kolkata", date(2026, 3, 29)),
]
CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
DOSES = st.lists(CLOCKS, min_size=1, max_size=4, unique=True).map(
    lambda clocks: tuple(DoseTime(clock, amount(10)) for clock in sorted(clocks))
)
FLUID = parse_strength("500 mcg/mL", Form.PUMP)
FIRST = st.dates(date(2011, 1, 1), date(2026, 1, 1))
SCHEDULES = st.one_of(
    DOSES.map(Daily),
    st.builds(
        Weekly, st.sets(st.integers(0, 6), min_size=1).map(lambda s: tuple(sorted(s))), DOSES
    ),
    st.builds(Cycle, st.integers(1, 28), st.integers(1, 28), FIRST, DOSES),
    st.builds(
        Interval,
        st.integers(1, 72).map(lambda hours: timedelta(hours=hours)),
        st.builds(datetime.combine, FIRST, CLOCKS),
        st.just(amount(10)),
    ),
)


@given(
    SCHEDULES,
    st.sampled_from(CHANGES),
    st.lists(st.integers(0, 10 * 24 * 60), min_size=3, max_size=3, unique=True),
)
def test_adjoining_spans_hold_what_the_joined_span_holds(schedule, change, minutes):
    zone, around = change
    zones = one_zone(zone)
    start = at_wall(around - 5 * DAY, time(0), zone)
    a, b, c = (start.shifted(timedelta(minutes=m)) for m in sorted(minutes))
    joined = planned_times(schedule, a, c, zones)
    assert planned_times(schedule, a, b, zones) + planned_times(schedule, b, c, zones) == joined
    assert [p.at for p in joined] == sorted(p.at for p in joined)


@given(DOSES, st.sampled_from(CHANGES))
def test_a_daily_dose_has_one_slot_on_each_lived_day(doses, change):
    zone, around = change
    start, end = (at_wall(around + n * DAY, time(0), zone) for n in (-5, 5))
    found = planned_times(Daily(doses), start, end, one_zone(zone))
    lived = {p.day for p in found}
    assert len(found) == len(doses) * len(lived)
    missing = set(Days(around - 5 * DAY, around + 5 * DAY)) - lived
    assert missing == ({around} if around == date(2011, 12, 30) else set())


@given(
    st.integers(1, 60),
    st.integers(0, 60),
    FIRST,
    st.integers(0, 5000),
)
def test_a_cycle_repeats_in_calendar_days_whatever_the_clocks_do(on, off, first, number):
    cycle = Cycle(on, off, first, times("08:00"))
    asked = first + timedelta(days=number)
    assert bool(planned_on(cycle, asked)) == (number % (on + off) < on)


def test_a_cycle_does_not_slip_when_the_clocks_go_forward():
    """Dosage, src/window.js: 29 to 30 March 2026 in Berlin came out as 0 days there."""
    cycle = Cycle(1, 1, date(2026, 3, 27), times("08:00"))
    found = planned_times(cycle, HERE.start(date(2026, 3, 27)), HERE.start(date(2026, 4, 3)), HERE)
    assert [p.day.day for p in found] == [27, 29, 31, 2]
    assert {p.at.local.hour for p in found} == {8}


def test_clock_times_stay_and_elapsed_hours_move_when_the_clocks_change():
    start, end = HERE.start(date(2026, 10, 24)), HERE.start(date(2026, 10, 27))
    daily = planned_times(Daily(times("08:00", "20:00")), start, end, HERE)
    every = Interval(timedelta(hours=12), wall("2026-10-24 08:00"), amount(10))
    elapsed = planned_times(every, start, end, HERE)
    assert [f"{p.at.local:%d %H}" for p in daily] == [
        "24 08", "24 20", "25 08", "25 20", "26 08", "26 20",
    ]  # fmt: skip
    assert [f"{p.at.local:%d %H}" for p in elapsed] == [
        "24 08", "24 20", "25 07", "25 19", "26 07", "26 19",
    ]  # fmt: skip


def test_a_skipped_clock_time_has_one_slot_and_a_repeated_one_too():
    night = Daily(times("02:30"))
    spring = planned_times(
        night, HERE.start(date(2026, 3, 29)), HERE.start(date(2026, 3, 30)), HERE
    )
    autumn = planned_times(
        night, HERE.start(date(2026, 10, 25)), HERE.start(date(2026, 10, 26)), HERE
    )
    assert [p.at.iso for p in spring] == ["2026-03-29T03:30:00+02:00"]
    assert [p.at.iso for p in autumn] == ["2026-10-25T02:30:00+02:00"]


def test_lord_howe_moves_by_half_an_hour():
    zones = one_zone("Australia/Lord_Howe")
    start, end = (zones.start(date(2026, 10, n)) for n in (3, 5))
    found = planned_times(Daily(times("02:15", "08:00")), start, end, zones)
    assert [p.at.iso[8:] for p in found] == [
        "03T02:15:00+10:30",
        "03T08:00:00+10:30",
        "04T02:45:00+11:00",
        "04T08:00:00+11:00",
    ]


def test_weekdays_and_leap_day():
    monday = Weekly((0,), times("08:00"))
    found = planned_times(monday, HERE.start(date(2028, 2, 21)), HERE.start(date(2028, 3, 7)), HERE)
    assert [p.day for p in found] == [date(2028, 2, 21), date(2028, 2, 28), date(2028, 3, 6)]
    assert planned_on(Daily(times("08:00")), date(2028, 2, 29))


def test_a_traveller_takes_the_clock_times_along():
    zones = travelling(
        ("2026-03-01", BERLIN), ("2026-03-03", "America/New_York"), today="2026-03-10"
    )
    found = planned_times(
        Daily(times("08:00")), zones.start(day("2026-03-02")), zones.start(day("2026-03-04")), zones
    )
    assert [p.at.iso for p in found] == [
        "2026-03-02T08:00:00+01:00",
        "2026-03-03T08:00:00-05:00",
    ]


@pytest.mark.parametrize(
    "schedule",
    [
        AsNeeded(amount(10)),
        AfterLast(timedelta(hours=8), amount(10)),
        Pump(amount("150 mcg"), parse_strength("500 mcg/mL", Form.PUMP)),
    ],
)
def test_what_has_no_clock_times_plans_none(schedule):
    start, end = HERE.start(date(2026, 1, 1)), HERE.start(date(2026, 2, 1))
    assert planned_times(schedule, start, end, HERE) == ()


def test_an_interval_has_nothing_before_its_first_dose():
    every = Interval(timedelta(hours=8), wall("2026-05-02 06:00"), amount(10))
    found = planned_times(every, HERE.start(date(2026, 5, 1)), HERE.start(date(2026, 5, 3)), HERE)
    assert [p.at.local.hour for p in found] == [6, 14, 22]


@given(SCHEDULES)
def test_the_amount_a_day_is_what_the_slots_of_whole_rounds_come_to(schedule):
    """A round of 999 hours or of 28 days on and 28 off ends on a day of this span."""
    match schedule:
        case Cycle(on, off, first, _):
            days = Days(first, first + (on + off) * DAY)
        case Interval(every, first, _):
            days = Days(first.date(), first.date() + int(every / timedelta(hours=1)) * DAY)
        case _:
            days = Days(date(2026, 1, 1), date(2026, 1, 1) + 14 * DAY)
    utc = one_zone("UTC")
    start, end = utc.start(days.since), utc.start(days.end)
    if isinstance(schedule, Interval):
        by_first = at_wall(schedule.first.date(), schedule.first.time(), "UTC")
        start, end = by_first, by_first.shifted(end - start)
    planned = planned_times(schedule, start, end, utc)
    summed = sum(p.amount.value for p in planned) / days.count
    a_day = amount_a_day(schedule, BACLOFEN)
    assert abs(a_day.value - summed) < Decimal("1e-20")
    if same_every_day(schedule) and not isinstance(schedule, Interval):
        assert {sum(d.amount.value for d in planned_on(schedule, n)) for n in days} == {summed}


def test_the_amount_a_day_of_n_hours_after_the_last_one_is_that_of_doses_taken_as_they_fall_due():
    after = AfterLast(timedelta(hours=8), amount(10))
    assert str(amount_a_day(after, BACLOFEN)) == "30 mg"
    assert not same_every_day(after)


def test_as_needed_has_no_amount_a_day_and_a_pump_has_its_rate():
    fluid = parse_strength("500 mcg/mL", Form.PUMP)
    pump = Medicine("m", "baclofen", Form.PUMP, (fluid,))
    assert amount_a_day(AsNeeded(amount(10)), BACLOFEN) is None
    assert str(amount_a_day(Pump(amount("150 mcg"), fluid), pump)) == "150 mcg"
    assert pump_concentration(Pump(amount("150 mcg"), fluid)) == fluid
    assert pump_concentration(Daily(times("08:00"))) is None


def test_weekdays_are_said_where_every_week_is_the_same():
    assert weekdays_of(Daily(times("08:00"))) == (0, 1, 2, 3, 4, 5, 6)
    assert weekdays_of(Weekly((0, 3), times("08:00"))) == (0, 3)
    assert weekdays_of(Cycle(7, 7, day("2026-01-01"), times("08:00"))) == ()


def test_only_hours_from_a_first_dose_have_a_next_time_by_hours():
    start = HERE.start(day("2026-03-02"))
    every = Interval(timedelta(hours=8), wall("2026-03-01 06:00"), amount(10))
    planned = next_by_hours(every, start, HERE)
    assert planned is not None
    assert f"{planned.at.local:%d %H:%M}" == "02 06:00"
    assert next_by_hours(Daily(times("08:00")), start, HERE) is None


def test_the_amount_a_day_is_in_the_unit_of_the_medicine():
    half = Daily((DoseTime(time(8), amount("½ tablet")), DoseTime(time(20), amount("10 mg"))))
    assert str(amount_a_day(half, BACLOFEN)) == "15 mg"


@pytest.mark.parametrize(
    ("schedule", "medicine", "brought"),
    [
        (Daily((DoseTime(time(8), amount("½ tablet")),)), BACLOFEN, "5 mg"),
        (
            Interval(DAY, wall("2026-03-01 06:00"), amount("1 tablet")),
            BACLOFEN,
            "10 mg",
        ),
        (AfterLast(timedelta(hours=8), amount("2 tablets")), BACLOFEN, "20 mg"),
        (AsNeeded(amount("0.01 g")), BACLOFEN, "10 mg"),
        (Pump(amount("0.15 mg"), FLUID), Medicine("m", "x", Form.PUMP, (FLUID,)), "150 mcg"),
    ],
    ids=["daily", "interval", "after_last", "as_needed", "pump"],
)
def test_every_kind_of_schedule_is_brought_to_the_unit_of_its_medicine(schedule, medicine, brought):
    changed = in_unit(schedule, medicine)
    assert [str(amount) for amount in amounts_of(changed)] == [brought]
    assert kind_of(changed) == kind_of(schedule)


def test_adding_tablets_of_two_strengths_is_refused():
    two = replace(BACLOFEN, strengths=(*BACLOFEN.strengths, parse_strength("25 mg", Form.TABLET)))
    tablets = Daily((DoseTime(time(8), amount("1 tablet")),))
    for answer in (amount_a_day, in_unit):
        with pytest.raises(Refused, match="several_strengths"):
            answer(tablets, two)
    assert str(amount_a_day(Daily(times("08:00")), two)) == "10 mg"


@given(SCHEDULES, FIRST, st.integers(1, 40))
def test_days_come_again_as_the_recurrences_say(schedule, since, number):
    days = Days(since, since + number * DAY)
    rules = recurrences(schedule, since)
    by_rule = {day for rule in rules for day in days if recurs(rule, day)}
    assert by_rule == {day for day in days if planned_on(schedule, day)}
    assert all(rule.first >= since and planned_on(schedule, rule.first) for rule in rules)


def recurs(rule: Recurrence, day: date) -> bool:
    on = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][day.weekday()]
    if day < rule.first:
        return False
    if rule.weekdays:
        return on in rule.weekdays and rule.interval == 1
    return (day - rule.first).days % rule.interval == 0


EVERY_KIND = st.one_of(
    SCHEDULES,
    st.just(AsNeeded(amount(10))),
    st.just(AfterLast(timedelta(hours=8), amount(10))),
    st.just(Pump(amount("150 mcg"), parse_strength("500 mcg/mL", Form.PUMP))),
)


@given(EVERY_KIND)
def test_a_schedule_comes_back_from_its_facts(schedule):
    assert of_facts(kind_of(schedule), facts_of(schedule)) == schedule
    assert set(facts_of(schedule)) == set(fact_types(kind_of(schedule)))


def test_facts_of_an_unknown_kind_and_missing_facts_are_errors():
    with pytest.raises(ValueError, match="no_such_schedule: 'lunar'"):
        of_facts("lunar", {})
    with pytest.raises(ValueError, match="schedule_lacks: daily, doses"):
        of_facts("daily", {})


@given(EVERY_KIND)
def test_the_answers_of_a_schedule_fit_each_other(schedule):
    assert (
        bool(clock_times(schedule))
        + (one_dose(schedule) is not None)
        + (pump_rate(schedule) is not None)
        == 1
    )
    assert has_slots(schedule) == bool(clock_times(schedule) or every_of(schedule))
    assert counts_hours(schedule) == bool(every_of(schedule) or gap_after_last(schedule))
    assert asks_for_doses(schedule) == (not is_as_needed(schedule) and not pump_rate(schedule))
    assert {dose.amount for dose in clock_times(schedule)} <= set(single_doses(schedule))
    assert with_clock_times(schedule, clock_times(schedule)) == schedule
