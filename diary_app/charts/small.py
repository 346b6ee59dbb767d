"""The small multiples of the paper: one symptom each, as SVG whose text stays text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from diary_app.charts.chart import Chart, Table
from diary_app.charts.drawing import Drawing, Panel, lines_height
from diary_app.charts.series import Span, SymptomLine
from diary_app.charts.style import LINE_STYLES, Look, drawing_rules, width_of
from diary_app.charts.symptom_words import symptom_words
from diary_app.charts.timeline import change_rows, draw_changes, draw_gaps, gaps, row_height
from diary_app.charts.weeks import week_bars
from diary_app.domain.amounts import DoseChange
from diary_app.text import _
from diary_app.wording.days import short_day, short_full_day

WIDTH = 242.0  # points: two beside each other on A4 and on Letter
PAPER = Look(theme="paper", text_scale=0.78, width=WIDTH)


def small_chart(
    line: SymptomLine, changes: Sequence[DoseChange], span: Span, look: Look = PAPER
) -> Chart:
    """Every rating, the weekly bars, the dose changes, gaps; title and figures stand beside it."""
    words = symptom_words([line], [], span)
    with drawing_rules():
        widest = max(width_of(words, look.small) for _v, words in _ends_of(line))
        left = widest + look.gap(8)
        right = look.width - look.gap(6)
        rows = change_rows(changes, span, left, right, look, longest=1)
        top = look.gap(4) + rows.rows * row_height(look) + look.small * 0.5
        ends = line.axis.low, line.axis.high
        panel = Panel(left, top, right, top + look.gap(60), 0, span.days.count, *ends)
        drawing = Drawing(look, panel.bottom + look.gap(8) + lines_height(1, look.small))
        draw_gaps(drawing, panel, span, gaps({r.at.day for r in line.ratings}, span))
        _draw_scale(drawing, panel, line)
        _draw_ratings(drawing, panel, line, span)
        draw_changes(drawing, rows, span, look.gap(2), [panel])
        _draw_ends(drawing, panel, span)
    scale = line.axis.title
    alt = _("Chart of {symptom} over time, {scale}. {words}").format(
        symptom=line.label, scale=scale, words=words
    )
    return Chart(drawing.figure, words, Table((), ()), alt)


def _ends_of(line: SymptomLine) -> tuple[tuple[float, str], ...]:
    """The ends of its scale, and the middle of one that has a top."""
    marks = line.axis.marks
    if line.is_open or line.top == 1:
        return (marks[0], marks[-1])
    return marks[0], (line.top // 2, str(line.top // 2)), marks[-1]


def _draw_scale(drawing: Drawing, panel: Panel, line: SymptomLine) -> None:
    look, colors = drawing.look, drawing.look.palette
    for value, words in _ends_of(line):
        y = panel.y(value)
        drawing.strokes([((panel.left, y), (panel.right, y))], colors.grid, width=0.5)
        at = (panel.left - look.gap(4), y)
        drawing.text(at, words, size=look.small, color=colors.muted, across="right")


def _draw_ratings(drawing: Drawing, panel: Panel, line: SymptomLine, span: Span) -> None:
    """Dots, and over them the bars; past a year only the middle of each week or month."""
    color = drawing.look.palette.lines[0]
    shown = line.shown(span)
    if span.is_long:
        points = [
            (panel.x(span.x_of_row(row.day)), panel.y(row.value)) for row in span.middles(shown)
        ]
        drawing.dots(points, color, LINE_STYLES[0], size=1.0)
        return
    points = [(panel.x(span.x(r.at.local)), panel.y(float(r.value or 0))) for r in line.ratings]
    drawing.dots(points, color, LINE_STYLES[0], size=1.4, alpha=0.5)
    bars = [
        (
            (panel.x(span.x(bar.days.since)), panel.y(bar.value)),
            (panel.x(span.x(bar.days.end)), panel.y(bar.value)),
        )
        for bar in week_bars(shown)
    ]
    drawing.strokes(bars, color, width=2.0)


def _draw_ends(drawing: Drawing, panel: Panel, span: Span) -> None:
    look = drawing.look
    y = panel.bottom + look.gap(6) + look.small * 0.6
    muted = look.palette.muted
    last = span.end - timedelta(days=1)
    name = short_day if span.first.year == last.year else short_full_day
    drawing.text((panel.left, y), name(span.first), size=look.small, color=muted)
    drawing.text((panel.right, y), name(last), size=look.small, color=muted, across="right")
