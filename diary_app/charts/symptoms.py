"""Symptoms over time: every rating, each week's middle value, the doses below on the same axis."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from diary_app.charts.axis import Axis
from diary_app.charts.chart import Chart
from diary_app.charts.dose_panel import (
    DoseBar,
    dose_bars,
    dose_names,
    dose_panel,
    draw_dose_names,
    draw_doses,
    top_of,
)
from diary_app.charts.drawing import (
    LINE_HEIGHT,
    NOWHERE,
    Drawing,
    Panel,
    Point,
    end_label,
    lines_height,
    spread,
)
from diary_app.charts.heading import Heading, empty_chart, heading
from diary_app.charts.series import DoseLine, Mark, Span, SymptomLine
from diary_app.charts.style import LINE_STYLES, Look, drawable, drawing_rules, width_of, wrapped
from diary_app.charts.symptom_words import symptom_words
from diary_app.charts.time_table import reading_stops, symptom_table
from diary_app.charts.timeline import (
    ChangeRows,
    MarkRows,
    change_rows,
    draw_changes,
    draw_dates,
    draw_gaps,
    draw_marks,
    gaps,
    mark_rows,
    row_height,
)
from diary_app.charts.weeks import WeekBar, week_bars
from diary_app.charts.words import middles_note
from diary_app.domain.amounts import DoseChange
from diary_app.domain.days import Days
from diary_app.frozen import dataclass
from diary_app.text import _
from diary_app.wording.numbers import amount
from diary_app.wording.symptoms import severity

MOST_LINES = 3
DENSE = 100  # ratings of a line from which on the thin line would only be noise


@dataclass(frozen=True)
class SymptomsView:
    """What the picture shows: at most three symptoms, the doses, changes and marks of a span."""

    span: Span
    lines: tuple[SymptomLine, ...]
    doses: tuple[DoseLine, ...] = ()
    changes: tuple[DoseChange, ...] = ()
    marks: tuple[Mark, ...] = ()

    def __post_init__(self) -> None:
        if len(self.lines) > MOST_LINES:
            raise ValueError(f"{len(self.lines)} lines in one picture; at most {MOST_LINES}")


@dataclass(frozen=True)
class _Group:
    """The lines that share a scale, each with its number among all lines (its style)."""

    top: int
    best_is_high: bool
    axis: Axis
    lines: tuple[tuple[int, SymptomLine], ...]


@dataclass(frozen=True)
class _Layout:
    """Where everything stands, in points from the top."""

    edges: tuple[float, float]
    changes: ChangeRows
    marks: MarkRows
    changes_top: float
    titles: tuple[float, ...]
    panels: tuple[Panel, ...]
    dose_panels: tuple[Panel, ...]
    marks_top: float
    dates_top: float
    height: float


def symptoms_chart(view: SymptomsView, look: Look) -> Chart:
    """The picture of `view`, with its words, its table and its reading stops."""
    if not any(line.ratings for line in view.lines):
        return empty_chart(
            _("Your ratings will be here, with the doses below them, once you log a symptom."), look
        )
    words = symptom_words(view.lines, view.changes, view.span)
    groups = _groups(view.lines)
    bars = [dose_bars(line, view.span) for line in view.doses]
    with drawing_rules():
        head = heading(words, look, _named(view))
        layout = _laid_out(view, groups, bars, head, look)
        drawing = Drawing(look, layout.height)
        head.draw(drawing)
        for panel, title, group in zip(layout.panels, layout.titles, groups, strict=True):
            _draw_group(drawing, panel, title, group, view.span)
        for panel, line, drawn in zip(layout.dose_panels, view.doses, bars, strict=True):
            if len(view.doses) > 1:
                at = (panel.left, panel.top - look.gap(4) - look.small * 0.8)
                drawing.text(at, drawable(line.medicine), size=look.small, bold=True)
            draw_doses(drawing, panel, line, drawn, view.span)
            draw_dose_names(drawing, panel, drawn, _name_room(look), panel.bottom + look.gap(8))
        panels = (*layout.panels, *layout.dose_panels)
        draw_changes(drawing, layout.changes, view.span, layout.changes_top, panels)
        draw_marks(drawing, layout.marks, view.span, layout.marks_top, panels)
        draw_dates(drawing, panels[-1], view.span, layout.dates_top)
    table = symptom_table(view.lines, view.doses, view.marks, view.span)
    stops = reading_stops(panels[0], view.span, look.width)
    alt = _("Chart of symptoms over time. {words}").format(words=words)
    return Chart(drawing.figure, words, table, alt, stops)


def _named(view: SymptomsView) -> list[str]:
    """The names that stand in the picture beside its words."""
    medicines = [line.medicine for line in view.doses]
    return [*medicines, *(mark.label for mark in view.marks)]


def _groups(lines: Sequence[SymptomLine]) -> list[_Group]:
    """The lines by scale: what the medicine is for before side effects, never two on one axis.

    What is counted or measured has an axis of its own, below the others.
    """
    by_scale: dict[tuple[bool, int, bool, str], list[tuple[int, SymptomLine]]] = {}
    for n, line in enumerate(lines):
        alone = line.label if line.is_open else ""
        by_scale.setdefault((line.is_open, -line.top, line.best_is_high, alone), []).append(
            (n, line)
        )
    return [
        _Group(-top, best, found[0][1].axis, tuple(found))
        for (_open, top, best, _alone), found in sorted(by_scale.items(), key=lambda pair: pair[0])
    ]


def _name_room(look: Look) -> float:
    """The room for names at the right of the panels."""
    return min(look.gap(110), look.width * 0.2)


def _laid_out(
    view: SymptomsView,
    groups: Sequence[_Group],
    bars: Sequence[Sequence[DoseBar]],
    head: Heading,
    look: Look,
) -> _Layout:
    """As high as is good to read, lower where the look asks for that."""
    height = look.gap(165 if len(groups) == 1 else 120)
    laid = _laid_out_at(height, view, groups, bars, head, look)
    lower = look.lower(height, len(groups), laid.height, look.gap(70))
    return laid if lower == height else _laid_out_at(lower, view, groups, bars, head, look)


def _laid_out_at(
    height: float,
    view: SymptomsView,
    groups: Sequence[_Group],
    bars: Sequence[Sequence[DoseBar]],
    head: Heading,
    look: Look,
) -> _Layout:
    edges = _edges(view, groups, bars, look)
    changes = change_rows(view.changes, view.span, *edges, look)
    marks = mark_rows(view.marks, view.span, *edges, look)
    title = look.small * 1.6
    y = head.height + look.gap(6)
    heads = [_title(group, view.span, edges[0], look) for group in groups]
    changes_top = y + lines_height(len(heads[0]), look.small) + look.small * 0.3
    titles, panels, doses = [], [], []
    for number, (group, lines) in enumerate(zip(groups, heads, strict=True)):
        titles.append(y + title / 2)
        y += lines_height(len(lines), look.small) + look.small * 0.3
        y += (changes.rows * row_height(look) if number == 0 else 0) + look.gap(4)
        panels.append(
            Panel(
                edges[0],
                y,
                edges[1],
                y + height,
                0,
                view.span.days.count,
                group.axis.low,
                group.axis.high,
            )
        )
        y += height + look.gap(16)
    several = len(view.doses) > 1
    for drawn in bars:
        y += title + look.gap(4) if several else look.gap(4)
        bottom = y + max(look.gap(44), lines_height(_name_lines(drawn, look), look.small))
        doses.append(dose_panel(drawn, view.span, edges, y, bottom))
        y = bottom + look.gap(12)
    marks_top = y - look.gap(8)
    dates_top = marks_top + marks.rows * row_height(look) + (look.gap(6) if marks.rows else 0)
    whole = dates_top + look.gap(10) + lines_height(1, look.small)
    return _Layout(
        edges,
        changes,
        marks,
        changes_top,
        tuple(titles),
        tuple(panels),
        tuple(doses),
        marks_top,
        dates_top,
        whole,
    )


def _name_lines(bars: Sequence[DoseBar], look: Look) -> int:
    room = _name_room(look)
    return sum(len(end_label(words, look.small, room)) for words, _c in dose_names(bars, ("", "")))


def _edges(
    view: SymptomsView,
    groups: Sequence[_Group],
    bars: Sequence[Sequence[DoseBar]],
    look: Look,
) -> tuple[float, float]:
    """Left and right of all panels: room for the axis marks at the left, for names at the right."""
    marks = [words for group in groups for _v, words in _scale_marks(group, look)]
    marks += [amount(top_of(b), line.unit) for line, b in zip(view.doses, bars, strict=True)]
    left = max(width_of(words, look.small) for words in marks) + look.gap(10)
    names = [drawable(line.label) for line in view.lines]
    blocks = [end_label(name, look.text, _name_room(look)) for name in names]
    names_width = max(width_of(w, look.text, bold=True) for block in blocks for w in block)
    small = [words for b in bars for words, _c in dose_names(b, ("", ""))]
    small_blocks = [end_label(words, look.small, _name_room(look)) for words in small]
    small_width = [width_of(w, look.small, bold=True) for block in small_blocks for w in block]
    right = look.width - max([names_width, *small_width]) - look.gap(14)
    return left, right


def _scale_marks(group: _Group, look: Look) -> Sequence[tuple[float, str]]:
    """The named values of a panel's scale: words for side effects where they have room."""
    if group.top != 4 or group.best_is_high:
        return group.axis.marks
    words = [(float(value), f"{value} {severity(value)}") for value in range(5)]
    widest = max(width_of(text, look.small) for _v, text in words)
    return words if widest < look.width * 0.16 else group.axis.marks


def _gaps(group: _Group, span: Span) -> list[Days]:
    """The days without a rating of any line of the group."""
    return gaps({r.at.day for _n, line in group.lines for r in line.ratings}, span)


def _title(group: _Group, span: Span, left: float, look: Look) -> list[str]:
    """Which end of the scale is which, and what a grey band means if there is one."""
    words = [group.axis.title]
    if span.is_long:
        words.append(middles_note([line for _n, line in group.lines], span))
    if _gaps(group, span):
        words.append(_("grey: nothing recorded"))
    return wrapped(" · ".join(words), look.small, look.width - left - look.gap(4))


def _draw_group(drawing: Drawing, panel: Panel, title: float, group: _Group, span: Span) -> None:
    look, colors = drawing.look, drawing.look.palette
    draw_gaps(drawing, panel, span, _gaps(group, span))
    at = (panel.left, title)
    drawing.lines(at, _title(group, span, panel.left, look), size=look.small, color=colors.muted)
    ys = [(panel.y(value), words) for value, words in _scale_marks(group, look)]
    drawing.strokes([((panel.left, y), (panel.right, y)) for y, _words in ys], colors.grid)
    for y, words in ys:
        at = (panel.left - look.gap(6), y)
        drawing.text(at, words, size=look.small, color=colors.muted, across="right")
    ends = [_draw_line(drawing, panel, n, line, span) for n, line in group.lines]
    _draw_names(drawing, panel, group, ends)


def _draw_line(drawing: Drawing, panel: Panel, number: int, line: SymptomLine, span: Span) -> float:
    """Every rating, the thin line between neighbouring days, each week's bar; past a year the
    middle of each week or month. The answer is where the line's name wants to be.
    """
    look, style = drawing.look, LINE_STYLES[number]
    color = look.palette.lines[number]
    if span.is_long:
        rows = span.middles(line.shown(span))
        points = [(panel.x(span.x_of_row(row.day)), panel.y(row.value)) for row in rows]
        apart = 31 if span.by_month else 7
        drawing.line(_broken(points, [row.day for row in rows], apart), color, width=0.8, alpha=0.6)
        drawing.dots(points, color, style, size=1.6 * look.text_scale)
    else:
        points = [(panel.x(span.x(r.at.local)), panel.y(float(r.value or 0))) for r in line.ratings]
        _draw_lengths(drawing, panel, color, line, span)
        dense = len(points) > DENSE
        if not dense:
            broken = _broken(points, [r.at.day for r in line.ratings], 1)
            drawing.line(broken, color, width=0.7, dash=style.dash, alpha=0.6)
        size = (2.6 if dense else 3.8) * look.text_scale
        drawing.dots(points, color, style, size=size, alpha=0.4 if dense else 1.0)
        _draw_weeks(drawing, panel, number, week_bars(line.shown(span)), span, dense=dense)
    return points[-1][1] if points else panel.bottom


def _draw_lengths(
    drawing: Drawing, panel: Panel, color: str, line: SymptomLine, span: Span
) -> None:
    """How long each lasted: a bar from its beginning to its end, to the edge where it goes on."""
    segments = []
    for rating in line.ratings:
        if rating.lasting:
            end = span.days.count if rating.until is None else span.x(rating.until.local)
            y = panel.y(float(rating.value or 0))
            begin = panel.x(span.x(rating.at.local))
            segments.append(((begin, y), (panel.x(min(end, span.days.count)), y)))
    drawing.strokes(segments, color, width=3.4 * drawing.look.text_scale)


def _draw_weeks(
    drawing: Drawing,
    panel: Panel,
    number: int,
    bars: Sequence[WeekBar],
    span: Span,
    *,
    dense: bool,
) -> None:
    """The bars; where days are too many for a line, a riser joins the bars of adjoining weeks."""
    color = drawing.look.palette.lines[number]
    dash = tuple(part * 0.5 for part in LINE_STYLES[number].dash)
    segments = [
        (
            (panel.x(span.x(bar.days.since)) + 0.5, panel.y(bar.value)),
            (panel.x(span.x(bar.days.end)) - 0.5, panel.y(bar.value)),
        )
        for bar in bars
    ]
    if dense:
        risers = [
            (left[1], right[0])
            for (left, right), (a, b) in zip(pairwise(segments), pairwise(bars), strict=True)
            if (b.days.since - a.days.end).days <= 1
        ]
        drawing.strokes(risers, color, width=0.9 * drawing.look.text_scale)
    drawing.strokes(segments, color, width=2.6 * drawing.look.text_scale, dash=dash)


def _broken(points: Sequence[Point], days: Sequence[date], step: int) -> list[Point]:
    """The points with a break wherever more than `step` days lie between two of them."""
    found: list[Point] = []
    for number, point in enumerate(points):
        if number and (days[number] - days[number - 1]).days > step:
            found.append(NOWHERE)
        found.append(point)
    return found


def _draw_names(drawing: Drawing, panel: Panel, group: _Group, wanted: Sequence[float]) -> None:
    """The name of each line at its end, none over another."""
    look = drawing.look
    room = look.width - panel.right - look.gap(8)
    blocks = [end_label(drawable(line.label), look.text, room) for _n, line in group.lines]
    heights = [lines_height(len(block), look.text) for block in blocks]
    middles = spread(wanted, heights, panel.top - look.gap(8), panel.bottom + look.gap(8))
    for (number, _line), block, middle, height in zip(
        group.lines, blocks, middles, heights, strict=True
    ):
        y = middle - height / 2 + look.text * LINE_HEIGHT / 2
        at = (panel.right + look.gap(6), y)
        drawing.lines(at, block, bold=True, color=look.palette.lines[number])
