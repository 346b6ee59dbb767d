from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary_app.domain.days import Days
from diary_app.domain.moment import at_wall, day_exists, day_start, moment, one_zone
from diary_app.domain.refusal import Refused
from tests.domain.made_up import BERLIN, at, day, travelling, wall

ZONES = st.sampled_from(
    [
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Asia/Kolkata",
        "UTC",
    ]
)
UTC_TIMES = st.datetimes(datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2040-01-01"))


@given(UTC_TIMES, ZONES)
def test_a_moment_is_written_with_its_offset_and_read_back(utc, zone):
    seen = moment(utc.replace(tzinfo=UTC), zone)
    assert datetime.fromisoformat(seen.iso) == seen.utc
    assert moment(datetime.fromisoformat(seen.iso), zone) == seen


@pytest.mark.parametrize(
    ("zone", "missing", "read_as"),
    [
        (BERLIN, "2026-03-29 02:30", "2026-03-29T03:30:00+02:00"),
        ("America/New_York", "2026-03-08 02:30", "2026-03-08T03:30:00-04:00"),
        ("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-04T02:45:00+11:00"),
    ],
)
def test_a_time_that_the_clock_skips_is_read_with_the_offset_before(zone, missing, read_as):
    assert at(missing, zone).iso == read_as


@pytest.mark.parametrize(
    ("zone", "twice", "read_as"),
    [
        (BERLIN, "2026-10-25 02:30", "2026-10-25T02:30:00+02:00"),
        ("America/New_York", "2026-11-01 01:30", "2026-11-01T01:30:00-04:00"),
        ("Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-05T01:45:00+11:00"),
    ],
)
def test_a_time_that_comes_twice_is_the_first(zone, twice, read_as):
    assert at(twice, zone).iso == read_as


def test_r21_order_is_by_instant_in_a_repeated_hour():
    first = at("2026-10-25 02:30")
    second = first.shifted(timedelta(hours=1))
    assert first.local == second.local
    assert first < second
    assert second - first == timedelta(hours=1)


def test_the_same_instant_elsewhere_is_equal_and_has_its_own_day():
    here = at("2026-03-02 01:00")
    there = moment(here.utc, "America/New_York")
    assert here == there
    assert (here.day, there.day) == (day("2026-03-02"), day("2026-03-01"))


def test_apia_never_lived_30_december_2011():
    assert not day_exists(date(2011, 12, 30), "Pacific/Apia")
    assert day_exists(date(2011, 12, 31), "Pacific/Apia")
    assert day_exists(date(2011, 12, 30), BERLIN)


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), ZONES)
def test_r21_a_day_starts_on_itself_and_the_days_tile_time(start, zone):
    if day_exists(start, zone):
        assert day_start(start, zone).day == start
    assert day_start(start, zone) <= day_start(start + timedelta(days=1), zone)


def test_days_are_half_open():
    assert list(Days(date(2028, 2, 28), date(2028, 3, 1))) == [
        date(2028, 2, 28),
        date(2028, 2, 29),
    ]


def test_an_unknown_zone_and_a_time_without_offset_are_refused():
    with pytest.raises(Refused, match="unknown_zone"):
        one_zone("Mars/Base")
    with pytest.raises(Refused, match="unknown_zone"):
        one_zone("../etc")
    with pytest.raises(Refused, match="no_offset"):
        moment(wall("2026-01-01"), BERLIN)


def test_r21_a_travellers_past_keeps_its_zone():
    zones = travelling(("2026-03-05", BERLIN), ("2026-03-10", "Asia/Kolkata"), today="2026-03-20")
    asked = ["2026-01-01", "2026-03-09", "2026-03-10", "2026-03-20", "2026-06-01"]
    found = [zones.on(day(text)) for text in asked]
    assert found == [BERLIN, BERLIN, "Asia/Kolkata", "Asia/Kolkata", "Asia/Kolkata"]


def test_midnight_belongs_to_the_day_it_begins():
    assert at_wall(date(2026, 5, 1), time(0), BERLIN).day == date(2026, 5, 1)
