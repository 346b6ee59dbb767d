"""Names at line ends, rows of labels and date marks: never over one another."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary_app.charts.drawing import Panel, end_label, spread
from diary_app.charts.series import Mark, Span
from diary_app.charts.style import Look, width_of
from diary_app.charts.timeline import date_marks, gaps, mark_rows, placed
from diary_app.domain.days import Days

DAY = timedelta(days=1)
FIRST = date(2026, 9, 24)


def named(wanted, heights, low=0.0, high=100.0):
    return spread(wanted, heights, low, high)


def test_names_with_room_stay_where_they_want_to_be():
    assert named([20, 60], [10, 10]) == [20, 60]


def test_names_that_collide_part_evenly():
    assert named([50, 50], [10, 10]) == [45, 55]


def test_names_stay_inside_the_panel():
    assert named([-5, 130], [10, 10]) == [5, 95]


@given(st.lists(st.tuples(st.floats(-50, 150), st.floats(1, 30)), min_size=1, max_size=3))
def test_names_never_overlap_and_keep_their_order(items):
    wanted, heights = zip(*items, strict=True)
    middles = named(wanted, heights)
    order = sorted(range(len(items)), key=lambda n: (middles[n], wanted[n]))
    for above, below in pairwise(order):
        assert middles[above] + heights[above] / 2 <= middles[below] - heights[below] / 2 + 1e-6
        assert wanted[above] <= wanted[below]
    assert all(
        h / 2 - 1e-6 <= m <= 100 - h / 2 + 1e-6 for m, h in zip(middles, heights, strict=True)
    )


def test_a_panel_maps_its_edges():
    panel = Panel(10, 20, 110, 220, 0, 50, 0, 10)
    assert (panel.x(0), panel.x(50)) == (10, 110)
    assert (panel.y(0), panel.y(10)) == (220, 20)


def test_a_long_name_takes_two_lines_at_most():
    lines = end_label("a very long name of a symptom " * 4, 10, 80)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(width_of(line, 10, bold=True) <= 80 for line in lines)


@given(
    st.lists(
        st.tuples(st.floats(0, 400), st.sampled_from(["a", "dose 5 mg", "x" * 30])), max_size=12
    )
)
def test_labels_in_rows_never_overlap_nor_lie_across_a_line(items):
    found = placed([(x, (words,)) for x, words in items], 9, (0, 500))
    boxes = [(p, p.left, p.left + width_of(p.words, 9, bold=True)) for p in found if p]
    for n, (one, left, right) in enumerate(boxes):
        assert left >= 0
        assert right <= 500
        for other, other_left, other_right in boxes[n + 1 :]:
            if one.row == other.row:
                assert right <= other_left or other_right <= left
            above, under = (one, other) if one.row < other.row else (other, one)
            if one.row != other.row:
                width = width_of(under.words, 9, bold=True)
                assert not under.left < above.x < under.left + width


@given(st.integers(1, 5000), st.floats(150, 900), st.floats(8, 20))
def test_date_marks_have_room(days, room, size):
    span = Span(Days(FIRST, FIRST + days * DAY))
    marks = date_marks(span, room, size)
    assert marks
    assert len({words for _day, words in marks}) > 0
    for (day, words), (following, others) in pairwise(marks):
        apart = (following - day).days / days * room
        assert (width_of(words, size) + width_of(others, size)) / 2 <= apart


@pytest.mark.parametrize(
    ("days", "expected"),
    [(14, "24 Sep"), (60, "24 Sep"), (365, "Nov 2026"), (3650, "2027")],
)
def test_date_marks_fit_the_length_of_the_span(days, expected):
    assert date_marks(Span(Days(FIRST, FIRST + days * DAY)), 500, 9)[0][1] == expected


def test_a_gap_is_two_days_without_a_record_or_more():
    span = Span(Days(FIRST, FIRST + 8 * DAY))
    recorded = {FIRST, FIRST + 2 * DAY, FIRST + 5 * DAY}
    assert [(days.since, days.end) for days in gaps(recorded, span)] == [
        (FIRST + 3 * DAY, FIRST + 5 * DAY),
        (FIRST + 6 * DAY, FIRST + 8 * DAY),
    ]


def test_past_a_year_only_a_gap_of_weeks_is_wide_enough_to_see():
    span = Span(Days(FIRST, FIRST + 400 * DAY))
    recorded = {FIRST + n * DAY for n in range(400) if n % 10 and not 100 <= n < 120}
    assert [(days.since, days.end) for days in gaps(recorded, span)] == [
        (FIRST + 100 * DAY, FIRST + 121 * DAY)
    ]


def test_the_gravest_mark_is_named_first_and_no_name_is_cut_for_a_lesser_one():
    day = date(2026, 5, 10)
    marks = [Mark(day + timedelta(days=n), f"a sign of everyday number {n}") for n in range(30)]
    grave = Mark(day + timedelta(days=15), "Seizure", serious=True, emergency=True)
    span = Span(Days(day, day + timedelta(days=30)))
    rows = mark_rows([*marks, grave], span, 40, 400, Look(width=420))
    names = {mark.label: label for mark, label in zip(rows.marks, rows.labels, strict=True)}
    assert names["Seizure"] is not None
    assert all(label.words == name for name, label in names.items() if label)
