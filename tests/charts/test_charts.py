"""What each picture shows, beyond its words."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from statistics import median
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from diary_app.charts.calendar import DayState, calendar_chart, day_state, sign_of
from diary_app.charts.calendar_cells import day_cells
from diary_app.charts.change import change_table
from diary_app.charts.chart import picture
from diary_app.charts.day import hour_bins, since_bins
from diary_app.charts.dose_panel import DoseBar, dose_bars, dose_names
from diary_app.charts.doses import DosesView, doses_chart
from diary_app.charts.from_history import timed_ratings
from diary_app.charts.heading import Heading
from diary_app.charts.series import DoseDay, DoseLine, Mark, Span, TimedRating, symptom_line
from diary_app.charts.style import Look
from diary_app.charts.symptoms import SymptomsView, symptoms_chart
from diary_app.charts.timeline import change_rows, mark_rows
from diary_app.charts.tradeoff import paired, tradeoff_chart
from diary_app.charts.weeks import week_bars
from diary_app.domain.amounts import DoseChange
from diary_app.domain.days import Days
from diary_app.domain.dose import Taken
from diary_app.domain.quantity import Unit
from diary_app.domain.trends import monthly
from diary_app.errors import BadInput
from tests.charts.made_up import diary, mg, points_of, rated, ratings_of, ten_years, two_weeks, year
from tests.charts.seen import texts

MONDAY = date(2026, 10, 5)
DAY = timedelta(days=1)


def words_in(chart) -> list[str]:
    return [seen.words for seen in texts(chart.figure)]


def dose_day(taken, planned=30, **more) -> DoseDay:
    amounts = [None if a is None else Decimal(a) for a in (taken, planned)]
    return DoseDay(MONDAY, *amounts, **more)


def test_the_two_scales_have_panels_of_their_own():
    drawn = words_in(symptoms_chart(two_weeks(), Look()))
    assert "0 to 10, 10 is worst" in drawn
    assert "0 none to 4 very severe" in drawn


def test_a_scale_whose_ten_is_best_has_its_own_panel():
    view = two_weeks()
    sleep = replace(view.lines[0], label="Sleep", best_is_high=True)
    drawn = words_in(symptoms_chart(replace(view, lines=(view.lines[2], sleep)), Look()))
    assert "0 to 10, 10 is best" in drawn
    assert "0 to 10, 10 is worst" in drawn


def test_milligrams_and_micrograms_have_panels_of_their_own():
    view = two_weeks()
    pump = DoseLine("pump", Unit.MCG, tuple(dose_day(None, 150) for _ in range(1)), is_pump=True)
    drawn = words_in(doses_chart(DosesView(view.span, (*view.doses, pump)), Look()))
    assert "30 mg" in drawn
    assert "baclofen, a day" in drawn
    assert "pump, a day" in drawn


def test_a_weekly_bar_ends_where_the_ratings_end():
    bars = week_bars(points_of(MONDAY, [6, 6, 4, 4, None, None, None, 9, 9, 9, None]))
    assert [(b.days, b.value) for b in bars] == [(Days(MONDAY, MONDAY + 4 * DAY), 5)]


def test_a_weekly_bar_never_crosses_a_gap():
    bars = week_bars(points_of(MONDAY, [6, 6, None, 6, None, None, 4]))
    assert [(b.days.since, b.days.end) for b in bars] == [
        (MONDAY, MONDAY + 4 * DAY),
        (MONDAY + 6 * DAY, MONDAY + 7 * DAY),
    ]
    assert {b.value for b in bars} == {6}


def years(n):
    first = date(2016, 11, 25)
    return diary(365 * n, first, ((0, 30), (200, 40)), holes=((300, 330),))


@pytest.mark.parametrize(
    ("view", "rows_are", "n"), [(2, "Week", 105), (3, "Week", 157), (10, "Month", 121)]
)
def test_past_a_year_rows_and_bars_are_weeks_and_past_three_months(view, rows_are, n):
    view = years(view)
    chart = symptoms_chart(view, Look())
    assert chart.table.header[0] == f"{rows_are} from"
    assert len(chart.table.rows) == n == len(chart.stops)
    assert len(dose_bars(view.doses[0], view.span)) == n


def test_a_month_has_the_median_of_its_days_and_says_how_many_they_are():
    view = years(4)
    line, month = view.lines[0], date(2018, 3, 1)
    values = [p.value for p in line.points if (p.day.year, p.day.month) == (2018, 3)]
    chart = symptoms_chart(view, Look())
    row = next(row for row in chart.table.rows if row[0] == "1 Mar 2018")
    middle = Decimal(str(median(values))).normalize()
    assert row[1] == f"{middle:f} (middle value of {len(values)} days)"
    assert any(f"a month with {n} rated days" in w for w in words_in(chart) for n in range(7, 32))
    assert view.span.row_days(month).count == 31


@given(st.lists(st.none() | st.integers(0, 10), min_size=1, max_size=150))
def test_a_month_with_fewer_than_seven_rated_days_has_no_middle(values):
    points = points_of(date(2026, 1, 20), values)
    by_month = Counter((p.day.year, p.day.month) for p in points)
    found = {(m.day.year, m.day.month): m.n for m in monthly(points)}
    assert found == {month: n for month, n in by_month.items() if n >= 7}


def test_a_day_without_a_record_says_so_and_zero_is_zero():
    span = Span(Days(MONDAY, MONDAY + 3 * DAY))
    line = symptom_line(ratings_of("s", MONDAY, [0, None, 3]), "s", "Drowsy", span, top=4)
    rows = symptoms_chart(SymptomsView(span, (line,)), Look()).table.rows
    assert [row[1] for row in rows] == ["0", "not recorded", "3"]


def test_a_day_without_a_record_has_its_key_and_a_whole_one_has_none():
    colors = ("black", "grey")
    unknown = DoseBar(Days.of(MONDAY), None, Decimal(30), complete=False)
    known = DoseBar(Days.of(MONDAY), Decimal(30), Decimal(30), complete=True)
    assert "□ not recorded" in [name for name, _color in dose_names([unknown], colors)]
    assert "□ not recorded" not in [name for name, _color in dose_names([known], colors)]


def test_two_ratings_of_a_day_are_both_shown():
    span = Span(Days(MONDAY, MONDAY + DAY))
    both = [rated("s", MONDAY, 2, 9), rated("s", MONDAY, 5, 20)]
    chart = symptoms_chart(
        SymptomsView(span, (symptom_line(both, "s", "x", span, top=10),)), Look()
    )
    assert chart.table.rows[0][1] == "2, 5"


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (dose_day(30), DayState.ALL),
        (dose_day(20), DayState.PART),
        (dose_day(0), DayState.NONE),
        (dose_day(40), DayState.MORE),
        (dose_day(5, 0), DayState.MORE),
        (dose_day(5, None), DayState.MORE),
        (dose_day(None, complete=False), DayState.NOT_RECORDED),
        (dose_day(20, complete=False), DayState.NOT_RECORDED),
        (dose_day(None, 0), DayState.NOT_PLANNED),
        (dose_day(None, 0, held=True), DayState.HELD),
        (dose_day(20, still_open=True), DayState.OPEN),
        (dose_day(30, still_open=True), DayState.OPEN),
    ],
)
def test_the_state_of_a_day(day, state):
    assert day_state(day) == state


def test_the_calendar_shows_state_by_sign_and_counts_it():
    days = tuple(
        DoseDay(MONDAY + n * DAY, taken, Decimal(30), taken is not None)
        for n, taken in enumerate([Decimal(30), Decimal(20), Decimal(0), None])
    )
    chart = calendar_chart(
        DoseLine("b", Unit.MG, days), Span(Days(MONDAY, MONDAY + 4 * DAY)), Look()
    )
    drawn = words_in(chart)
    assert {"✓", "<", "–", "◐"} <= set(drawn)
    assert "part taken: 1" in drawn
    assert [row[1] for row in chart.table.rows] == [
        "planned amount taken",
        "part taken",
        "none taken",
        "not fully recorded",
    ]


@pytest.mark.parametrize("n", [14, 60, 366, 800, 3650])
@pytest.mark.parametrize("look", [Look(), Look(text_scale=2, width=480)])
def test_a_calendar_shows_every_day_of_any_span_once(n, look):
    view = ten_years()
    span = Span(Days(view.span.end - n * DAY, view.span.end))
    cells = day_cells(span, look, Heading((), (), 0)).cells
    assert [cell.day for cell in cells] == list(span.days)
    places = {(round(c.left, 2), round(c.top, 2)) for c in cells}
    assert len(places) == n and all(c.left + c.width <= look.width for c in cells)
    assert len(calendar_chart(view.doses[0], span, look).table.rows) == n


def test_the_table_of_changes_withholds_what_rests_on_too_little():
    span = Span(Days(MONDAY, MONDAY + 60 * DAY))
    values = [6] * 20 + [None] * 3 + [4] * 5
    line = symptom_line(ratings_of("s", MONDAY, values), "s", "Pain", span, top=10)
    table = change_table([line], [DoseChange(MONDAY + 20 * DAY, mg(5), mg(10))])
    assert table.rows[0][2:] == (
        "14 of 14",
        *["not enough entries"],
        "5 of 14",
        *["not enough entries"] * 3,
    )


def test_hours_fall_into_their_bins():
    ratings = [TimedRating(0.0, 1.9, 1), TimedRating(23.9, 2.0, 2), TimedRating(9.0, None, 3)]
    assert [found.values for found in hour_bins(ratings)] == [(1,), (), (), (3,), (), (), (), (2,)]
    assert [found.values for found in since_bins(ratings)][:2] == [(1,), (2,)]


def test_a_rating_entered_later_has_no_hour():
    span = Span(Days(MONDAY, MONDAY + DAY))
    now = rated("s", MONDAY, 4, 9)
    later = replace(rated("s", MONDAY, 5, 10), recorded_at=now.at.shifted(timedelta(hours=5)))
    dose = Taken("d", "m", mg(10), now.at.shifted(timedelta(hours=-2)), now.at)
    assert timed_ratings([now, later], "s", [dose], span) == (TimedRating(9.0, 2.0, 4),)


def test_symptoms_are_paired_with_fully_recorded_days_only():
    span = Span(Days(MONDAY, MONDAY + 3 * DAY))
    line = symptom_line(ratings_of("s", MONDAY, [6, 4, 2]), "s", "Pain", span, top=10)
    days = [
        DoseDay(MONDAY + n * DAY, Decimal(a), Decimal(30), n != 2)
        for n, a in enumerate([30, 20, 20])
    ]
    found = paired(line, DoseLine("b", Unit.MG, tuple(days)), span)
    assert found.levels == ((Decimal(20), (4,)), (Decimal(30), (6,)))
    assert not found.enough


def test_a_picture_of_an_unknown_kind_is_refused_by_name():
    chart = symptoms_chart(two_weeks(), Look())
    with pytest.raises(BadInput, match="gif"):
        picture(chart, "gif")


def test_a_saved_svg_has_title_and_description_of_its_own():
    chart = symptoms_chart(two_weeks(labels=("<b>", "x", "y")), Look())
    root = ET.fromstring(picture(chart, "svg"))
    title, desc = (root.find(f"{{http://www.w3.org/2000/svg}}{name}") for name in ("title", "desc"))
    assert (title.text, desc.text) == (chart.words.headline, chart.alt)
    assert root.attrib["aria-labelledby"].split() == [title.attrib["id"], desc.attrib["id"]]


def test_a_saved_pdf_has_title_and_description():
    chart = symptoms_chart(two_weeks(), Look())
    told = PdfReader(BytesIO(picture(chart, "pdf"))).metadata
    assert (told.title, told.subject) == (chart.words.headline, chart.alt)


def test_dots_say_in_words_how_many_days_they_stand_for():
    span = Span(Days(MONDAY, MONDAY + 40 * DAY))
    line = symptom_line(ratings_of("s", MONDAY, [4] * 30 + [5] * 10), "s", "x", span, top=10)
    days = tuple(DoseDay(MONDAY + n * DAY, Decimal(20), Decimal(20)) for n in range(40))
    chart = tradeoff_chart([line], DoseLine("b", Unit.MG, days), span, Look())
    assert "smallest dot is 10 days, the largest 30" in " ".join(words_in(chart))
    assert chart.table.rows[0][-1] == "4: 30 days, 5: 10 days"


def test_every_step_of_a_taper_is_labelled():
    rows = change_rows(year().changes, year().span, 40, 400, Look())
    assert len(rows.changes) == 7 and None not in rows.labels


def test_svg_keeps_its_text_as_text():
    svg = picture(symptoms_chart(two_weeks(), Look()), "svg").decode()
    assert "Drowsiness" in svg


def test_a_picture_for_the_window_leaves_its_words_to_the_window():
    quiet = words_in(symptoms_chart(two_weeks(), Look()))
    spoken = words_in(symptoms_chart(two_weeks(), Look(with_words=True)))
    assert not any("Recorded on" in words for words in quiet)
    assert any("Recorded on" in words for words in spoken)


def test_each_state_of_a_day_has_a_sign_of_its_own_and_none_is_an_amount():
    signs = [sign_of(state) for state in DayState if state is not DayState.NOT_PLANNED]
    assert len(signs) == len(set(signs)) and not set(signs) & set("½¼¾")


def test_a_sign_without_a_font_is_said_once_in_words_over_the_picture():
    missing = "\N{ANATOLIAN HIEROGLYPH A001}"
    view = replace(two_weeks(), marks=(Mark(two_weeks().span.first, f"{missing}{missing}"),))
    drawn = words_in(symptoms_chart(view, Look(with_words=True)))
    assert sum("No font for Anatolian" in words for words in drawn) == 1
    assert not any(
        "No font" in w for w in words_in(symptoms_chart(two_weeks(), Look(with_words=True)))
    )


def test_where_a_whole_name_has_no_room_its_short_one_stands_there():
    day = year().span.end - 20 * DAY
    label = "Seeing or hearing things that are not there"
    names = {}
    for short in ("", "Seeing things"):
        mark = Mark(day, label, serious=True, emergency=True, short=short)
        before = Mark(day - 4 * DAY, "Seizure", serious=True, emergency=True)
        rows = mark_rows([before, mark], year().span, 60, 330, Look(width=400))
        names[short] = rows.labels[1].words
    assert names == {"": "Seeing or heari…", "Seeing things": "Seeing things"}


def test_one_kind_of_mark_is_named_twice_and_an_emergency_each_time():
    days = [year().span.first + 40 * n * DAY for n in range(1, 6)]
    jumps = [Mark(day, "Jump", serious=True) for day in days]
    seizures = [Mark(day + 20 * DAY, "Fit", serious=True, emergency=True) for day in days]
    rows = mark_rows([*jumps, *seizures], year().span, 60, 600, Look(width=700))
    named = Counter(m.label for m, label in zip(rows.marks, rows.labels, strict=True) if label)
    assert named["Fit"] == 5 and 1 <= named["Jump"] <= 2
