from dataclasses import replace
from datetime import timedelta

import pytest

from diary_app.domain.limits import (
    AboveMaximum,
    BelowMinimumGap,
    MoreThanTwice,
    SoonAgain,
    planned_for,
    questions,
)
from diary_app.domain.schedule import AfterLast, Daily
from tests.domain.made_up import (
    HERE,
    amount,
    course,
    day,
    hold,
    missed,
    plan,
    taken,
    times,
    when_needed,
)

LIMITED = plan(course(max_per_day=amount(40), min_gap=timedelta(hours=4)))
MORNING, NOON, EVENING = (
    taken(f"2026-03-02 {clock}", recorded="2026-03-02 21:00")
    for clock in ("08:00", "14:00", "20:00")
)


def kinds(dose, others=(), a_plan=LIMITED) -> list[type]:
    return [type(question) for question in questions(dose, a_plan, others, HERE)]


def test_a_planned_dose_at_its_time_asks_nothing():
    assert kinds(EVENING, (MORNING, NOON)) == []


def test_the_maximum_is_asked_about_before_the_dose_that_passes_it():
    """medTimer#992: the warning came only after the dose that was too much."""
    others = (MORNING, replace(NOON, amount=amount(15)))
    (question,) = questions(taken("2026-03-02 20:00", 20), LIMITED, others, HERE)
    assert isinstance(question, AboveMaximum)
    assert (str(question.total), str(question.maximum)) == ("45 mg", "40 mg")
    assert kinds(taken("2026-03-02 20:00", 15), others) == []


def test_a_dose_after_midnight_counts_for_the_plan_day_it_answers():
    others = (MORNING, replace(NOON, amount=amount(20)))
    (question,) = questions(taken("2026-03-03 00:30", 15), LIMITED, others, HERE)
    assert isinstance(question, AboveMaximum)
    assert question.day == day("2026-03-02")


def test_filling_in_an_earlier_dose_counts_the_later_ones_of_the_day():
    assert kinds(taken("2026-03-02 08:00", 25), (NOON, EVENING)) == [AboveMaximum, MoreThanTwice]


@pytest.mark.parametrize(
    ("when", "gap"), [("2026-03-02 10:30", 150), ("2026-03-02 05:00", 180), ("2026-03-02 12:00", 0)]
)
def test_the_gap_is_kept_to_the_dose_before_and_the_one_after(when, gap):
    found = list(questions(taken(when), LIMITED, (MORNING,), HERE))
    if gap:
        assert isinstance(found[0], BelowMinimumGap)
        assert (found[0].gap, found[0].other) == (timedelta(minutes=gap), MORNING)
    else:
        assert found == []


def test_a_dose_between_two_others_is_compared_with_the_nearer():
    (question,) = questions(taken("2026-03-02 11:30"), LIMITED, (MORNING, NOON), HERE)
    assert isinstance(question, BelowMinimumGap)
    assert question.other == NOON


@pytest.mark.parametrize(
    ("minutes", "asked"), [(0, [SoonAgain]), (-30, [SoonAgain]), (30, [SoonAgain]), (31, [])]
)
def test_the_same_medicine_within_half_an_hour_by_taken_times(minutes, asked):
    again = replace(MORNING, id="x", taken_at=MORNING.taken_at.shifted(timedelta(minutes=minutes)))
    assert kinds(again, (MORNING,), plan()) == asked


def test_recording_several_doses_of_the_day_in_a_row_asks_nothing():
    assert kinds(EVENING, (MORNING, NOON), plan()) == []


def test_more_than_twice_the_slots_amount_and_not_exactly_twice():
    assert kinds(taken("2026-03-02 08:00", 20), (), plan()) == []
    assert kinds(taken("2026-03-02 08:00", 21), (), plan()) == [MoreThanTwice]


@pytest.mark.parametrize("schedule", [when_needed(), AfterLast(timedelta(hours=6), amount(10))])
def test_where_no_slot_is_planned_the_dose_of_the_course_is_the_measure(schedule):
    no_slot = plan(course("2026-03-01", schedule))
    assert kinds(taken("2026-03-02 08:00", 30), (), no_slot) == [MoreThanTwice]


def test_an_extra_dose_is_measured_by_the_largest_amount_of_the_plan():
    assert kinds(taken("2026-03-02 09:00", 30), (MORNING,), plan()) == [MoreThanTwice]


def test_the_limits_of_the_course_in_force_count():
    changed = plan(
        course(until="2026-03-03", max_per_day=amount(10)), course("2026-03-03", max_per_day=None)
    )
    assert kinds(EVENING, (MORNING,), changed) == [AboveMaximum]
    assert kinds(taken("2026-03-03 20:00"), (taken("2026-03-03 08:00"),), changed) == []


def test_a_correction_is_not_compared_with_the_record_it_corrects():
    corrected = replace(MORNING, amount=amount(15))
    assert kinds(corrected, (MORNING, NOON)) == []


def test_doses_that_were_not_taken_and_other_medicines_do_not_count():
    others = (missed("2026-03-02 08:00"), replace(taken("2026-03-02 13:55"), medicine_id="n"))
    assert kinds(NOON, others) == []


def test_a_pause_takes_no_limit_away():
    paused = plan(course(max_per_day=amount(10)), holds=(hold("2026-03-02"),))
    assert kinds(EVENING, (MORNING,), paused) == [AboveMaximum]


def test_the_questions_do_not_depend_on_the_order_of_the_record():
    doses = (MORNING, NOON, taken("2026-03-02 10:00"))
    dose = taken("2026-03-02 11:00", 30)
    assert questions(dose, LIMITED, doses, HERE) == questions(dose, LIMITED, doses[::-1], HERE)


UNEQUAL = plan(course(schedule=Daily(times("08:00=5", "20:00=20"))))


def planned(dose, others=(), a_plan=UNEQUAL) -> str:
    return str(planned_for(dose, a_plan, others, HERE))


def test_what_is_planned_for_a_dose_is_the_amount_of_its_slot():
    assert planned(taken("2026-03-02 08:10")) == "5 mg"
    assert planned(taken("2026-03-02 20:10")) == "20 mg"


def test_the_record_before_an_edit_and_other_medicines_take_no_slot_away():
    before = taken("2026-03-02 08:00")
    assert planned(replace(before, amount=amount(10)), (before,)) == "5 mg"
    assert planned(before, (replace(taken("2026-03-02 08:00"), medicine_id="n"),)) == "5 mg"


@pytest.mark.parametrize(
    ("when", "bound"),
    [("2026-03-12 12:00", "2026-03-02 08:00"), ("2026-03-02 12:00", "2026-03-12 08:00")],
)
def test_a_dose_bound_to_a_slot_of_another_week_is_measured_there(when, bound):
    assert planned(taken(when, planned=bound)) == "5 mg"


def test_an_extra_dose_is_measured_by_the_largest_and_outside_a_course_by_nothing():
    assert planned(taken("2026-03-02 08:40"), (taken("2026-03-02 08:00"),)) == "20 mg"
    ended = plan(course(until="2026-03-01"))
    assert planned(taken("2026-03-02 08:00"), a_plan=ended) == "None"
    assert kinds(taken("2026-03-02 08:00", 500), (), ended) == []
