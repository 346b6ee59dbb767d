from dataclasses import replace
from datetime import time

import pytest

from diary_app.domain.course import ended, with_day_part
from diary_app.domain.schedule import Cycle, Daily, Weekly, clock_times
from tests.domain.made_up import course, day, hold, times


@pytest.mark.parametrize(
    ("asked", "answer"),
    [("2026-02-28", False), ("2026-03-01", True), ("2026-03-09", True), ("2026-03-10", False)],
)
def test_a_course_and_a_pause_hold_from_their_first_day_until_the_day_after_the_last(asked, answer):
    assert (day(asked) in course("2026-03-01", until="2026-03-10").days) is answer
    assert (day(asked) in hold("2026-03-01", "2026-03-10").days) is answer


def test_a_course_without_an_end_goes_on():
    assert day("2036-03-01") in course("2026-03-01").days
    assert day("2036-03-01") in hold("2026-03-01").days


def test_ending_cuts_the_course_in_force_drops_later_ones_and_leaves_earlier_ones():
    first = course("2026-01-01", until="2026-02-01")
    second = course("2026-02-01", until="2026-04-01")
    third = course("2026-04-01")
    kept = ended((first, second, third), day("2026-03-01"))
    assert [(c.id, c.until) for c in kept] == [
        (first.id, day("2026-02-01")),
        (second.id, day("2026-03-01")),
    ]


def test_ending_on_the_first_day_of_a_course_leaves_no_empty_course():
    assert ended((course("2026-03-01"),), day("2026-03-01")) == ()


MORNING = (replace(times("08:00")[0], part="morning"),)


def pieces(a_course, since):
    moved = with_day_part(a_course, "morning", time(9), day(since))
    return [
        (str(c.days.since), str(c.days.until), f"{clock_times(c.schedule)[0].at:%H:%M}")
        for c in moved
    ]


@pytest.mark.parametrize(
    "schedule", [Daily(MORNING), Weekly((0, 3), MORNING), Cycle(2, 1, day("2026-01-01"), MORNING)]
)
def test_a_moved_day_part_begins_a_course_and_the_past_keeps_its_time(schedule):
    assert pieces(course("2026-03-01", schedule, "2026-04-01"), "2026-03-10") == [
        ("2026-03-01", "2026-03-10", "08:00"),
        ("2026-03-10", "2026-04-01", "09:00"),
    ]


@pytest.mark.parametrize("since", ["2026-02-20", "2026-03-01"])
def test_a_course_to_come_moves_whole(since):
    coming = course("2026-03-01", Daily(MORNING))
    assert pieces(coming, since) == [("2026-03-01", "None", "09:00")]
    assert with_day_part(coming, "morning", time(9), day(since))[0].id == coming.id


def test_an_ended_course_and_one_without_the_part_stay_as_they_are():
    ended_before = course("2026-03-01", Daily(MORNING), "2026-03-10")
    other = course("2026-03-01")
    for kept in (ended_before, other):
        assert with_day_part(kept, "morning", time(9), day("2026-03-10")) == (kept,)
