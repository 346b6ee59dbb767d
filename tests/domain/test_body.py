"""Own things, areas, lengths, clinic measures and helped doses: each calculation and its edges."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary_app.domain.course import Course, Prescription
from diary_app.domain.days import Days
from diary_app.domain.dose import Taken
from diary_app.domain.helped import Helped, HelpedAnswer, by_ratings, figures, still_asked
from diary_app.domain.knowledge import plain
from diary_app.domain.measure import (
    SPANS,
    DayPart,
    Measure,
    Measurement,
    parse_value,
    part_at,
    week_of,
)
from diary_app.domain.medicine import Form, Medicine
from diary_app.domain.moment import moment
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import parse_quantity
from diary_app.domain.reading import read
from diary_app.domain.reading_own import read_all
from diary_app.domain.refusal import Refused
from diary_app.domain.region import Region, parse_region, parse_regions
from diary_app.domain.schedule import AsNeeded
from diary_app.domain.symptom import Observation
from diary_app.domain.tracked import checked_name, new_id, parse_count, parse_number
from diary_app.domain.trends import number_figures
from diary_app.domain.where import region_figures
from diary_app.services.texts import lexicon

FIRST = date(2026, 11, 1)
DAYS = Days(FIRST, FIRST + timedelta(days=28))


def at(day=0, hour=12, minute=0):
    when = datetime(2026, 11, 1, hour, minute, tzinfo=UTC) + timedelta(days=day)
    return moment(when, "UTC")


# --- own things ---------------------------------------------------------------------------------


@given(st.decimals(-99999, 99999, places=2))
def test_a_number_is_read_as_it_is_written_with_its_unit_or_without(value):
    for written in (str(value), f"{value} kg", f"{value}kg", str(value).replace(".", ",")):
        assert parse_number(written, "kg") == value


@pytest.mark.parametrize("text", ["", "kg", "1,000", "1.2.3", "ten", "1e5", "nan", "-", "5 lb"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(Refused):
        parse_number(text, "kg")


@pytest.mark.parametrize("text", ["-1", "1.5", "", "many", "٣", "9" * 7])
def test_what_is_no_count_is_refused(text):
    with pytest.raises(Refused):
        parse_count(text)


@given(st.text(min_size=1, max_size=40), st.lists(st.text(max_size=10), max_size=3))
def test_a_new_id_is_like_no_other_and_the_same_in_every_copy(name, taken):
    first = new_id(name, taken)
    assert first not in taken
    assert first == new_id(name.upper().lower(), taken) or name.upper().lower() != name.casefold()
    assert new_id(name, [*taken, first]) != first


@given(st.text(max_size=80))
def test_a_name_that_is_kept_is_one_line_and_can_be_typed_again(text):
    try:
        name = checked_name(text)
    except Refused:
        return
    assert checked_name(name) == name
    assert plain(name)
    assert "\n" not in name


@given(st.lists(st.tuples(st.decimals(0, 200, places=1), st.integers(-5, 35)), max_size=30))
def test_figures_of_a_number_are_of_its_own_days_and_unit_alone(values):
    seen = [
        Observation(f"{n}", "own", value, at(day), at(day), unit="kg")
        for n, (value, day) in enumerate(values)
    ]
    seen += [Observation("lb", "own", Decimal(999), at(), at(), unit="lb")]
    inside = [value for value, day in values if 0 <= day < 28]
    found = number_figures("own", seen, DAYS, "kg")
    assert found.n == len(inside)
    assert found.median == (median(inside) if inside else None)
    assert found.most == max(inside, default=None)
    assert found.days == len({day for _value, day in values if 0 <= day < 28})


SERIOUS = ["No seizure today.", "I had a seizure", "cannot breathe", "a fit?", "confused, no fit"]


@given(st.sampled_from(SERIOUS), st.text("abno sezur", min_size=1, max_size=12))
def test_no_name_that_a_person_chooses_changes_how_a_serious_symptom_is_read(text, name):
    built_in = set(read(text, lexicon()))
    assert built_in <= set(read_all(text, lexicon(), {"own": name}))


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("My cold feet were bad", "flag"),
        ("COLD  FEET again", "flag"),
        ("no cold feet today", "none_but_show"),
        ("the feet are cold", None),
        ("coldfeet", None),
    ],
)
def test_an_own_name_is_read_in_a_text_with_the_words_around_it(text, outcome):
    found = [str(one.outcome) for one in read_all(text, lexicon(), {"own": "Cold feet"})]
    assert found == ([] if outcome is None else [outcome])


# --- where --------------------------------------------------------------------------------------


@given(st.sampled_from(Region), st.sampled_from(["{}", " {} ", "{}".upper()]))
def test_an_area_is_read_however_it_is_written(region, form):
    for sign in "- _":
        assert parse_region(form.format(region.replace("-", sign)).title()) is region


@given(st.sets(st.sampled_from(Region)))
def test_areas_come_in_the_order_of_the_body_each_once(regions):
    text = ",".join([*regions, *regions])
    assert parse_regions(text) == tuple(region for region in Region if region in regions)


SEEN = st.builds(
    lambda day, value, regions: (day, value, tuple(regions)),
    st.integers(-3, 30),
    st.one_of(st.none(), st.integers(0, 10)),
    st.sets(st.sampled_from(list(Region)[:4])),
)


@given(st.lists(SEEN, max_size=25))
def test_days_of_an_area_never_exceed_its_records_and_a_nought_is_none_of_them(seen):
    observations = [
        Observation(f"{n}", "pain", value, at(day), at(day), regions=regions)
        for n, (day, value, regions) in enumerate(seen)
    ]
    found = region_figures(observations, DAYS)
    for region in Region:
        own = [(d, v) for d, v, rs in seen if region in rs and 0 <= d < 28 and v != 0]
        assert (region in found) == bool(own)
        if own:
            assert found[region].records == len(own)
            assert found[region].days == len({day for day, _value in own})
            assert found[region].highest == max((v for _d, v in own if v is not None), default=None)


# --- clinic measures ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hour", "minute", "part"),
    [(4, 59, "night"), (5, 0, "waking"), (8, 59, "waking"), (9, 0, "morning"), (12, 0, "midday"),
     (14, 0, "afternoon"), (18, 0, "evening"), (21, 59, "evening"), (22, 0, "night"),
     (0, 0, "night")],
)  # fmt: skip
def test_the_clock_says_which_part_of_the_day_it_is(hour, minute, part):
    assert part_at(at(0, hour, minute)) == part


@given(st.sampled_from(Measure), st.integers(-3, 15))
def test_a_value_of_a_measure_is_on_its_scale_or_refused(measure, value):
    low, high = SPANS[measure]
    if low <= value <= high:
        assert parse_value(measure, str(value), ()) == value
    else:
        with pytest.raises(Refused):
            parse_value(measure, str(value), ())


def troubled(day, hour, part, value, id="m"):
    return Measurement(id, Measure.TROUBLED, value, at(day, hour), at(day, hour), part)


def test_of_two_answers_for_one_part_the_later_one_stands_and_the_rest_is_not_asked():
    days = week_of([troubled(0, 9, "morning", 4, "a"), troubled(0, 11, "morning", 2, "b")], DAYS)
    assert days[0].parts == (None, 2, None, None, None, None)
    assert days[1].parts == (None,) * 6


def test_what_is_said_of_the_night_after_midnight_is_of_the_day_before():
    days = week_of([troubled(3, 2, "night", 3)], DAYS)
    assert days[2].parts[-1] == 3
    assert days[3].parts[-1] is None


@given(st.lists(st.tuples(st.integers(0, 27), st.sampled_from(DayPart), st.integers(1, 4))))
def test_the_week_holds_the_last_answer_of_each_part_and_nothing_else(answers):
    given_ = [troubled(d, 12, str(p), v, f"{n:03}") for n, (d, p, v) in enumerate(answers)]
    last = {(FIRST + timedelta(days=d), p): v for d, p, v in answers}
    for day in week_of(given_, DAYS):
        for part, value in zip(DayPart, day.parts, strict=True):
            assert value == last.get((day.day, part))


# --- did it help --------------------------------------------------------------------------------

PLAN = Plan(
    Medicine("m", "diazepam", Form.TABLET, ()),
    (Course("c", "m", Prescription(AsNeeded(parse_quantity("5 mg")), Days(FIRST))),),
)


def taken(id, day=0, hour=12, minute=0, **more):
    return Taken(id, "m", parse_quantity("5 mg"), at(day, hour, minute), at(day, hour), **more)


@pytest.mark.parametrize(
    ("minutes", "asked"), [(0, False), (59, False), (60, True), (719, True), (720, False)]
)
def test_a_dose_is_asked_about_from_its_time_on_and_not_for_ever(minutes, asked):
    now = at(0, 12).shifted(timedelta(minutes=minutes))
    found = still_asked([taken("d")], (), timedelta(minutes=60), now)
    assert bool(found) is asked


def test_a_dose_is_asked_about_once_and_not_where_its_time_is_unknown():
    now, after = at(0, 14), timedelta(minutes=60)
    assert still_asked([taken("d")], ["d"], after, now) == ()
    assert still_asked([taken("d", time_known=False)], (), after, now) == ()


ANSWERS = st.lists(
    st.tuples(
        st.integers(0, 27), st.sampled_from(HelpedAnswer), st.one_of(st.none(), st.integers(0, 90))
    ),
    max_size=20,
)  # fmt: skip


@given(ANSWERS, st.integers(0, 3))
def test_figures_count_answers_and_say_how_many_the_median_rests_on(answers, unanswered):
    doses = [taken(f"{n}", day, minute=n) for n, (day, _a, _m) in enumerate(answers)]
    doses += [taken(f"x{n}", n) for n in range(unanswered)]
    said = {
        f"{n}": Helped(f"{n}", answer, at(), minutes)
        for n, (_day, answer, minutes) in enumerate(answers)
    }
    found = figures(PLAN, doses, said, DAYS)
    better = [m for _d, a, m in answers if a is HelpedAnswer.BETTER and m is not None]
    assert found.answered == sum(a is not HelpedAnswer.NOT_SAID for _d, a, _m in answers)
    assert (found.n, found.median_minutes) == (len(better), median(better) if better else None)
    assert found.days_used == len({dose.taken_at.day for dose in doses})
    assert (found.doses, found.days) == (len(doses), 28)


@given(st.integers(0, 10), st.integers(0, 10), st.booleans())
def test_two_ratings_say_better_worse_or_the_same_by_the_end_that_is_well(before, after, high):
    said = by_ratings(before, after, high)
    assert (said is HelpedAnswer.SAME) == (before == after)
    assert by_ratings(after, before, high) is {
        HelpedAnswer.BETTER: HelpedAnswer.WORSE,
        HelpedAnswer.WORSE: HelpedAnswer.BETTER,
    }.get(said, HelpedAnswer.SAME)
    if after < before:
        assert said is (HelpedAnswer.WORSE if high else HelpedAnswer.BETTER)
