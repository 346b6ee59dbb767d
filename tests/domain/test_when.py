"""What people type for a time, a day, a moment: read in one way, or refused, never a traceback."""

import contextlib
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diary_app.domain.moment import at_wall, day_start
from diary_app.domain.quantity import parse_number, parse_quantity, parse_unit
from diary_app.domain.refusal import Refused
from diary_app.domain.when import (
    ComesTwice,
    DayOf,
    anchored,
    parse_clock,
    parse_day,
    parse_instant,
    parse_span,
    parse_when,
    split_day,
    split_times,
    within_day,
    year_left_out,
)
from diary_app.wording.days import full_day, short_day, short_full_day, stamp
from diary_app.wording.days import span as span_words

BERLIN = "Europe/Berlin"
TODAY = date(2026, 11, 22)
NOW = at_wall(TODAY, time(14, 5), BERLIN)

CLOCKS = [
    ("14:05", "14:05"),
    ("1405", "14:05"),
    ("14.05", "14:05"),
    ("8", "08:00"),
    ("08", "08:00"),
    ("800", "08:00"),
    ("0800", "08:00"),
    ("8.30", "08:30"),
    ("8:00 AM", "08:00"),
    ("8am", "08:00"),
    ("8 a.m.", "08:00"),
    ("2 pm", "14:00"),
    ("  2   PM ", "14:00"),
    ("230pm", "14:30"),
    ("12 am", "00:00"),
    ("12pm", "12:00"),
    ("0", "00:00"),
    ("23:59", "23:59"),
]


@pytest.mark.parametrize(("typed", "clock"), CLOCKS)
def test_a_clock_time_is_read_as_people_type_it(typed, clock):
    assert parse_clock(typed) == time.fromisoformat(clock)
    assert parse_when(typed, NOW).local == datetime.combine(TODAY, time.fromisoformat(clock))


@pytest.mark.parametrize(
    "typed",
    ["", " ", "24", "24:00", "2400", "8:60", "860", "0 am", "13 pm", "8:0", "12345", "-8", "8 xm",
     "٨:٠٠", "8,30", "8:00 8:00", "noon"],
)  # fmt: skip
def test_what_is_no_clock_time_is_refused(typed):
    with pytest.raises(Refused, match="unreadable_time"):
        parse_clock(typed)


DAYS = [
    ("2026-11-21", "2026-11-21"),
    ("today", "2026-11-22"),
    ("Yesterday", "2026-11-21"),
    ("tomorrow", "2026-11-23"),
    ("-2d", "2026-11-20"),
    ("\N{MINUS SIGN}2d", "2026-11-20"),
    ("+3d", "2026-11-25"),
    ("21 nov 2026", "2026-11-21"),
    ("21-November-2026", "2026-11-21"),
    ("21. November 2026", "2026-11-21"),
    ("21 de noviembre de 2026", "2026-11-21"),
    ("21 nov. 2026", "2026-11-21"),
    ("1er mars 2026", "2026-03-01"),
    ("1 SEPT 2026", "2026-09-01"),
    ("29 feb 2028", "2028-02-29"),
]


@pytest.mark.parametrize(("typed", "day"), DAYS)
@pytest.mark.parametrize("of", DayOf)
def test_a_day_that_says_its_year_is_that_day(typed, day, of):
    assert parse_day(typed, TODAY, of) == date.fromisoformat(day)
    assert not year_left_out(typed)


# typed on 22 November 2026: the nearest, the last one, the next one
WITHOUT_YEAR = [
    ("5 jan", "2027-01-05", "2026-01-05", "2027-01-05"),
    ("1 nov", "2026-11-01", "2026-11-01", "2027-11-01"),
    ("22 nov", "2026-11-22", "2026-11-22", "2026-11-22"),
    ("24 Dec", "2026-12-24", "2025-12-24", "2026-12-24"),
    ("1 aug", "2026-08-01", "2026-08-01", "2027-08-01"),
]


@pytest.mark.parametrize(("typed", "plan", "record", "coming"), WITHOUT_YEAR)
def test_without_a_year_it_is_the_nearest_such_day(typed, plan, record, coming):
    assert year_left_out(typed)
    read = [parse_day(typed, TODAY, of).isoformat() for of in DayOf]
    assert read == [plan, record, coming]


def test_the_year_may_be_judged_beside_another_day_than_today():
    step_before = date(2027, 12, 15)
    assert parse_day("5 jan", TODAY, DayOf.PLAN, step_before) == date(2028, 1, 5)
    assert parse_day("1 dec", TODAY, DayOf.PLAN, step_before) == date(2027, 12, 1)
    assert parse_day("tomorrow", TODAY, DayOf.PLAN, step_before) == date(2026, 11, 23)


def test_a_leap_day_without_a_year_is_one_of_these_years_or_refused():
    assert parse_day("29 feb", date(2028, 3, 1), DayOf.RECORD) == date(2028, 2, 29)
    with pytest.raises(Refused, match="unreadable_day"):
        parse_day("29 feb", TODAY, DayOf.RECORD)


@pytest.mark.parametrize(
    "typed",
    ["", "?", "30 feb", "30 february 2026", "31 apr", "0 jan", "2026-02-29", "2026-13-01",
     "21 marble", "21 ju", "22", "nov", "2026-1-5", "-d", "٢ nov"],
)  # fmt: skip
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(Refused, match="unreadable_day"):
        parse_day(typed, TODAY, DayOf.PLAN)


@pytest.mark.parametrize("typed", ["0001-01-01", "9999-12-31", "31 dec 1899", "2200-01-01"])
def test_a_day_beyond_any_life_is_refused(typed):
    with pytest.raises(Refused, match="day_too_far"):
        parse_day(typed, TODAY, DayOf.PLAN)


def test_the_first_and_the_last_day_that_are_read():
    for typed in ("1900-01-01", "2199-12-31"):
        assert parse_day(typed, TODAY, DayOf.PLAN).isoformat() == typed


MOMENTS = [
    ("now", "2026-11-22T14:05:00+01:00"),
    ("-20m", "2026-11-22T13:45:00+01:00"),
    ("-1h 30m", "2026-11-22T12:35:00+01:00"),
    ("-2d", "2026-11-20T14:05:00+01:00"),
    ("-2d 20:00", "2026-11-20T20:00:00+01:00"),
    ("-2d 8", "2026-11-20T08:00:00+01:00"),
    ("yesterday 20:00", "2026-11-21T20:00:00+01:00"),
    ("Yesterday 8 PM", "2026-11-21T20:00:00+01:00"),
    ("yesterday 2026", "2026-11-21T20:26:00+01:00"),
    ("21 nov 10", "2026-11-21T10:00:00+01:00"),
    ("21 nov 1405", "2026-11-21T14:05:00+01:00"),
    ("21 nov 2026 10:00", "2026-11-21T10:00:00+01:00"),
    ("24 dec 10:00", "2025-12-24T10:00:00+01:00"),
    ("2026-11-21 10:00", "2026-11-21T10:00:00+01:00"),
    ("2026-11-21 8", "2026-11-21T08:00:00+01:00"),
    ("2026-11-21 08:00 pm", "2026-11-21T20:00:00+01:00"),
    ("2026-11-21T10:00:30", "2026-11-21T10:00:30+01:00"),
    ("2026-11-21t09:00z", "2026-11-21T10:00:00+01:00"),
    ("2026-11-21 09:00 +00:00", "2026-11-21T10:00:00+01:00"),
]


@pytest.mark.parametrize(("typed", "iso"), MOMENTS)
def test_a_moment_is_read_as_people_type_it(typed, iso):
    assert parse_when(typed, NOW).iso == iso


@pytest.mark.parametrize(
    "typed",
    ["", "21 nov", "21 nov 2026", "2026-11-21", "yesterday", "14:05 yesterday", "20m", "-20",
     "--20m", "2026-11-21T24:00", "2026-11-21T10:00+25:00", "soon", "yesterday 24:00",
     "30 feb 8:00",
     "0001-01-01 00:00", "9999-12-31 23:59", "9999-12-31T23:59-12:00", "-9999d -9999d"],
)  # fmt: skip
def test_what_is_no_moment_is_refused(typed):
    with pytest.raises(Refused):
        parse_when(typed, NOW)


def test_the_hour_that_comes_twice_is_asked_about_unless_it_is_said_which():
    now = at_wall(date(2026, 10, 25), time(12), BERLIN)
    with pytest.raises(ComesTwice):
        parse_when("02:30", now)
    assert parse_when("02:30", now, planned=True).iso.endswith("+02:00")
    assert parse_when("2026-10-25T02:30+01:00", now).iso.endswith("+01:00")
    assert parse_when("second 02:30", now).iso.endswith("+01:00")


@given(st.integers(0, 24 * 60 - 1), st.sampled_from([date(2026, 10, 25), date(2026, 3, 29)]))
def test_what_is_listed_can_be_typed_again_and_is_the_same_moment(minutes, day):
    at = day_start(day, BERLIN).shifted(timedelta(minutes=minutes))
    now = at_wall(date(2026, 11, 22), time(12), BERLIN)
    assert parse_when(stamp(at), now) == at


AWAY = ("now", "-20m", "-1h 30m", "-2d", "-2d 8", "yesterday 20:00", "today 9 am", "-1d 8 PM")


@pytest.mark.parametrize("typed", AWAY)
def test_what_counts_from_the_present_means_the_same_when_it_is_read_later(typed):
    kept = anchored(typed, NOW, clock_too=True)
    assert kept != typed
    later = NOW.shifted(timedelta(days=3, hours=5))
    assert parse_when(kept, later) == parse_when(kept, NOW) == parse_when(typed, NOW)


@pytest.mark.parametrize("typed", ["8:00", "21 nov 10", "5 jan 5 mg 8", "soon", ""])
def test_what_does_not_count_from_the_present_stays_as_it_was_typed(typed):
    assert anchored(typed, NOW) == typed


def test_a_clock_time_alone_is_one_of_its_day_only_where_a_record_is_typed():
    assert anchored("8:00", NOW, clock_too=True) == "2026-11-22 8:00"
    assert (anchored("-2d", NOW), anchored("-2d 8", NOW)) == ("2026-11-20", "2026-11-20 8")
    assert anchored("21 nov 10", NOW, clock_too=True) == "21 nov 10"
    assert (anchored("tomorrow", NOW), anchored("+3d 5 mg 8", NOW)) == (
        "2026-11-23",
        "2026-11-25 5 mg 8",
    )


def test_a_day_without_its_hour_stands_for_now_or_for_noon():
    assert within_day(TODAY, NOW) == NOW
    assert within_day(date(2026, 11, 21), NOW).iso == "2026-11-21T12:00:00+01:00"


@pytest.mark.parametrize(
    ("typed", "split"),
    [
        ("2026-12-01 5 mg 08:00,20:00", ("2026-12-01", "5 mg 08:00,20:00")),
        ("5 jan 5 mg 8", ("5 jan", "5 mg 8")),
        ("5 Jan 2027 5 mg 8", ("5 jan 2027", "5 mg 8")),
        ("5 jan 2000 mcg 8", ("5 jan", "2000 mcg 8")),
        ("5 jan 2027 stop", ("5 jan 2027", "stop")),
        ("5 jan 2027 morning=5 mg", ("5 jan 2027", "morning=5 mg")),
        ("+3d stop", ("+3d", "stop")),
        ("5 mg 08:00", ("", "5 mg 08:00")),
    ],
)
def test_a_step_begins_with_its_day(typed, split):
    assert split_day(typed) == split


@pytest.mark.parametrize(
    ("typed", "times"),
    [
        ("8,1405,20:00", [("8", ""), ("1405", ""), ("20:00", "")]),
        ("8 am, 2 pm", [("8 am", ""), ("2 pm", "")]),
        ("08:00=2,5 mg,20:00=5 mg", [("08:00", "2,5 mg"), ("20:00", "5 mg")]),
        ("noon=1,5 tablets, night=1 mg", [("noon", "1,5 tablets"), ("night", "1 mg")]),
        ("8=10 mg,9.30 = 5 mg", [("8", "10 mg"), ("9.30", "5 mg")]),
    ],
)  # fmt: skip
def test_a_comma_parts_times_and_never_a_number(typed, times):
    assert split_times(typed) == times


@pytest.mark.parametrize("typed", ["", "0h", "8", "h", "1.5h", "-8h", "99999h", "8 o'clock"])
def test_what_is_no_length_of_time_is_refused(typed):
    with pytest.raises(Refused, match="unreadable_span"):
        parse_span(typed)


def test_the_clock_given_by_hand_says_its_offset():
    assert parse_instant("2026-11-22T14:05+01:00") == NOW.utc
    for typed in ("2026-11-22T14:05", "2026-11-22", "soon", "", "0001-01-01T00:00+01:00"):
        with pytest.raises(Refused):
            parse_instant(typed)


# --- what is shown can be typed back --------------------------------------------------------------

DATES = st.dates(date(1900, 1, 1), date(2199, 12, 31))
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
ZONES = st.sampled_from([BERLIN, "UTC", "America/St_Johns", "Pacific/Apia", "Asia/Kolkata"])


@given(DATES, st.sampled_from([date.isoformat, full_day, short_full_day]), st.sampled_from(DayOf))
def test_a_day_as_it_is_shown_is_read_as_that_day(day, shown, of):
    assert parse_day(shown(day), TODAY, of) == day


@given(st.dates(date(1901, 1, 1), date(2198, 12, 31)), st.integers(-180, 180))
def test_a_day_shown_without_its_year_is_the_nearest_one(today, away):
    day = today + timedelta(days=away)
    if (day.month, day.day) != (2, 29):
        assert parse_day(short_day(day), today, DayOf.PLAN) == day
        assert parse_day(short_day(day), today, DayOf.RECORD) <= today
        assert parse_day(short_day(day), today, DayOf.COMING) >= today


@given(TIMES, st.sampled_from(["%H:%M", "%H%M", "%I:%M %p", "%I:%M%p", "%H:%M:%S"]))
def test_a_clock_time_as_it_is_shown_is_read_as_that_time(at, pattern):
    assert parse_clock(at.strftime(pattern)) == at


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.times(), ZONES)
def test_a_moment_as_it_is_shown_is_read_as_that_moment(day, clock, zone):
    shown = at_wall(day, clock, zone)
    if shown.offset % timedelta(minutes=1) == timedelta(0):  # ISO as it is written has no seconds
        assert parse_when(shown.iso, NOW).utc == shown.utc


@given(st.integers(1, 9999))
def test_a_length_of_time_as_it_is_shown_is_read_as_that_length(minutes):
    length = timedelta(minutes=minutes)
    assert parse_span(span_words(length)) == length


READERS = [
    parse_clock,
    parse_span,
    parse_instant,
    parse_number,
    parse_quantity,
    parse_unit,
    *(lambda text, of=of: parse_day(text, TODAY, of) for of in DayOf),
    lambda text: parse_when(text, NOW),
]
NEARLY = st.text("0123456789 -+:.,/½ampdhzt½−janfebov", max_size=20)
NEARLY_MOMENTS = st.builds(
    "{}{}{}".format, st.text("0123456789-", min_size=10, max_size=10), st.sampled_from(" T"), NEARLY
)


@pytest.mark.parametrize("read", READERS)
@given(st.text() | NEARLY | NEARLY_MOMENTS)
@example("9" * 5000)
@example("1" * 30 + " mg")
@example("\0")
def test_whatever_is_typed_is_read_or_refused(read, text):
    with contextlib.suppress(Refused):
        read(text)


@given(st.text() | NEARLY)
def test_splitting_loses_nothing(text):
    day, rest = split_day(text)
    words = " ".join(text.replace("\N{MINUS SIGN}", "-").lower().split())
    assert " ".join(f"{day} {rest}".split()) == words
    assert len(split_times(text)) == 1 + text.count(",") - sum(
        amount.count(",") + time.count(",") for time, amount in split_times(text)
    )


@pytest.mark.parametrize(
    ("typed", "days"),
    [("gestern", -1), ("ayer", -1), ("hier", -1), ("heute", 0), ("hoy", 0), ("aujourd'hui", 0)],
)
def test_days_are_read_in_the_languages_of_the_diary(typed, days):
    today = date(2026, 11, 22)
    assert parse_day(typed, today, DayOf.RECORD) == today + timedelta(days=days)


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        ("3 märz", 3),
        ("3 mai", 5),
        ("3 août", 8),
        ("3 dic", 12),
        ("3 déc", 12),
        ("3 okt", 10),
        ("3 ene", 1),
    ],
)
def test_months_are_read_in_the_languages_of_the_diary(typed, month):
    assert parse_day(typed, date(2026, 12, 31), DayOf.RECORD) == date(2026, month, 3)


def test_a_month_that_two_names_begin_alike_is_refused():
    with pytest.raises(Refused):
        parse_day("3 jui", date(2026, 12, 31), DayOf.RECORD)
