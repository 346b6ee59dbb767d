"""Where on the body, the week's diary of a clinic, own numbers, lengths: what the pictures say."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary_app.charts.axis import closed, opened
from diary_app.charts.body import BodyView, body_chart
from diary_app.charts.parts import PartsView, parts_chart
from diary_app.charts.series import Span, symptom_line
from diary_app.charts.style import Look, mixed, readable
from diary_app.charts.symptoms import SymptomsView, symptoms_chart
from diary_app.domain.body_shapes import View, middle, shapes
from diary_app.domain.days import Days
from diary_app.domain.measure import DayDiary
from diary_app.domain.region import BACK, FRONT, Region
from diary_app.domain.where import RegionFigures
from tests.charts.made_up import rated
from tests.contrast import contrast

FIRST = date(2026, 11, 1)
SPAN = Span(Days(FIRST, FIRST + timedelta(days=28)))
numbers = st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 2))


@given(st.lists(numbers, max_size=20), st.sampled_from(["", "kg"]))
def test_an_open_axis_holds_every_value_between_round_numbers(values, unit):
    axis = opened([abs(v) for v in values] if not unit else values, unit)
    shown = [abs(v) for v in values] if not unit else values
    assert all(axis.low - 1e-6 <= value <= axis.high + 1e-6 for value in shown)
    assert 2 <= len(axis.marks) <= 8
    assert axis.low < axis.high


@pytest.mark.parametrize("top", [1, 4, 10])
def test_a_closed_axis_begins_at_nought_and_ends_at_its_top(top):
    axis = closed(top, best_is_high=False)
    assert (axis.marks[0][0], axis.marks[-1][0]) == (0, top)


@pytest.mark.parametrize("view", View)
def test_left_is_at_the_right_from_the_front_and_at_the_left_from_behind(view):
    drawn = shapes(view)
    for region in drawn:
        if region.startswith("left-"):
            other = Region(region.replace("left", "right"))
            at_right = middle(drawn[region])[0] > middle(drawn[other])[0]
            assert at_right == (view is View.FRONT)
    assert set(drawn) == (FRONT if view is View.FRONT else BACK)


@given(st.dictionaries(st.sampled_from(Region), st.integers(1, 28), min_size=1))
def test_the_picture_of_the_body_names_every_area_with_its_days_in_its_table(days):
    figures = {region: RegionFigures(n, n, None, None) for region, n in days.items()}
    chart = body_chart(BodyView(SPAN, figures, ()), Look())
    assert [row[1] for row in chart.table.rows] == [str(n) for n in days.values()]
    assert max(days.values()) in [int(w) for w in str(chart.words).split() if w.isdecimal()]


def test_a_part_that_nobody_answered_is_not_recorded_and_never_one():
    day = DayDiary(FIRST, (3, None, None, None, None, 1))
    chart = parts_chart(PartsView(SPAN, (day,)), Look())
    assert chart.table.rows[0][1:] == ("3", *["not recorded"] * 4, "1")


def test_days_without_any_answer_are_an_empty_picture():
    chart = parts_chart(PartsView(SPAN, (DayDiary(FIRST, (None,) * 6),)), Look())
    assert "Nothing recorded" in str(chart.words)


def test_an_own_number_has_its_unit_in_words_and_table_and_an_axis_of_its_own():
    weights = [rated("w", FIRST + timedelta(days=n), Decimal("72.5") + n) for n in range(9)]
    line = symptom_line(weights, "w", "Weight", SPAN, top=0, unit="kg", is_open=True)
    chart = symptoms_chart(SymptomsView(SPAN, (line,)), Look())
    assert "lowest 72.5 kg, highest 80.5 kg" in str(chart.words)
    assert chart.table.header[1] == "Weight (kg)"
    assert line.axis.low > 0


@given(st.integers(0, 100))
def test_a_number_on_a_shaded_area_can_be_read(share):
    face = mixed("#FFFFFF", "#0072B2", share / 100)
    assert contrast(readable(face, ("#FFFFFF", "#15202B")), face) >= 4
    assert mixed("#FFFFFF", "#0072B2", 1) == "#0072B2"


@pytest.mark.parametrize(("width", "scale"), [(640, 1), (400, 2), (300, 1)])
def test_the_two_figures_never_lie_over_each_other_or_past_the_edge(width, scale):
    figures = {region: RegionFigures(1, 1, None, None) for region in Region}
    drawn = body_chart(BodyView(SPAN, figures, ()), Look(width=width, text_scale=scale)).figure
    patches = drawn.axes[0].patches
    boxes = [patch.get_path().get_extents() for patch in patches]
    assert all(box.x0 >= 0 and box.x1 <= width for box in boxes)
    half = len(boxes) // 2
    front, back = boxes[: half + 1], boxes[half + 1 :]
    beside = max(box.x1 for box in front) <= min(box.x0 for box in back)
    assert beside or max(box.y1 for box in front) <= min(box.y0 for box in back)
