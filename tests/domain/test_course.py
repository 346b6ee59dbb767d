import pytest

from diary_app.domain.course import ended
from tests.domain.made_up import course, day, hold


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
