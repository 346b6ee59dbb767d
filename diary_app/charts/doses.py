"""Plan against taken, day by day: one panel for each medicine, so no two units share an axis."""

from __future__ import annotations

from collections.abc import Sequence

from diary_app.charts.chart import Chart, Words
from diary_app.charts.dose_panel import (
    DoseBar,
    dose_bars,
    dose_names,
    dose_panel,
    draw_dose_names,
    draw_doses,
    top_of,
)
from diary_app.charts.drawing import Drawing, Panel, end_label, lines_height
from diary_app.charts.heading import empty_chart, heading
from diary_app.charts.series import DoseDay, DoseLine, Mark, Span
from diary_app.charts.style import Look, drawable, drawing_rules, width_of
from diary_app.charts.time_table import dose_columns, marks_by_row, reading_stops, table_of
from diary_app.charts.timeline import (
    change_rows,
    draw_changes,
    draw_dates,
    draw_marks,
    mark_rows,
    row_height,
)
from diary_app.domain.amounts import DoseChange
from diary_app.frozen import dataclass
from diary_app.text import _, ngettext
from diary_app.wording.changes import change_sentence
from diary_app.wording.days import spelled_span
from diary_app.wording.numbers import amount


@dataclass(frozen=True)
class DosesView:
    """What the picture shows: the days of each medicine, the changes of its plan, the marks.

    `changes` holds the changes of each line, in the order of `lines`.
    """

    span: Span
    lines: tuple[DoseLine, ...]
    changes: tuple[tuple[DoseChange, ...], ...] = ()
    marks: tuple[Mark, ...] = ()


def doses_chart(view: DosesView, look: Look) -> Chart:
    """The picture of `view`, with its words, its table and its reading stops."""
    bars = [dose_bars(line, view.span) for line in view.lines]
    if not any(bar.taken is not None or bar.planned is not None for b in bars for bar in b):
        return empty_chart(
            _("What you took each day will be here, beside the plan, once you log a dose."), look
        )
    words = dose_words(view)
    changes = view.changes or ((),) * len(view.lines)
    with drawing_rules():
        head = heading(words, look, [mark.label for mark in view.marks])
        edges = _edges(view, bars, look)
        rows = [change_rows(c, view.span, *edges, look) for c in changes]
        marks = mark_rows(view.marks, view.span, *edges, look)
        beside = [look.small * 1.7 + row.rows * row_height(look) + look.gap(20) for row in rows]
        below = marks.rows * row_height(look) + look.gap(10) + lines_height(1, look.small)
        whole = head.height + look.gap(8) + sum(beside) + len(rows) * look.gap(120) + below
        panel_height = look.lower(look.gap(120), len(rows), whole, look.gap(60))
        tops, panels, y = [], [], head.height + look.gap(8)
        for drawn, row in zip(bars, rows, strict=True):
            tops.append(y)
            y += look.small * 1.7 + row.rows * row_height(look) + look.gap(4)
            panels.append(dose_panel(drawn, view.span, edges, y, y + panel_height))
            y += panel_height + look.gap(16)
        y += marks.rows * row_height(look)
        drawing = Drawing(look, y + look.gap(10) + lines_height(1, look.small))
        head.draw(drawing)
        for line, drawn, row, panel, top in zip(view.lines, bars, rows, panels, tops, strict=True):
            title = _("{medicine}, a day").format(medicine=drawable(line.medicine))
            drawing.text((edges[0], top + look.small * 0.8), title, size=look.small, bold=True)
            _draw_grid(drawing, panel)
            draw_doses(drawing, panel, line, drawn, view.span)
            draw_dose_names(drawing, panel, drawn, _name_room(look), panel.bottom)
            draw_changes(drawing, row, view.span, top + look.small * 1.7, [panel])
        marks_top = panels[-1].bottom + look.gap(4)
        draw_marks(drawing, marks, view.span, marks_top, panels)
        draw_dates(drawing, panels[-1], view.span, y)
    columns = [column for line in view.lines for column in dose_columns(line, view.span)]
    table = table_of(columns, view.span, marks_by_row(view.marks, view.span))
    stops = reading_stops(panels[0], view.span, look.width)
    alt = _("Chart of doses planned and taken. {words}").format(words=words)
    return Chart(drawing.figure, words, table, alt, stops)


def _name_room(look: Look) -> float:
    return min(look.gap(110), look.width * 0.2)


def _edges(view: DosesView, bars: Sequence[Sequence[DoseBar]], look: Look) -> tuple[float, float]:
    """Left and right of all panels: room for amounts at the left, for names at the right."""
    amounts = [amount(top_of(b), line.unit) for b, line in zip(bars, view.lines, strict=True)]
    left = max(width_of(words, look.small) for words in amounts) + look.gap(14)
    blocks = [
        end_label(words, look.small, _name_room(look))
        for b in bars
        for words, _color in dose_names(b, ("", ""))
    ]
    widths = [width_of(words, look.small, bold=True) for block in blocks for words in block]
    return left, look.width - max(widths) - look.gap(14)


def _draw_grid(drawing: Drawing, panel: Panel) -> None:
    y = panel.y(panel.high / 1.06)
    drawing.strokes([((panel.left, y), (panel.right, y))], drawing.look.palette.grid)


def dose_words(view: DosesView) -> Words:
    """For each medicine how many fully recorded days had the planned amount, what is unknown."""
    sentences, rests = [], [spelled_span(view.span.days) + "."]
    for line in view.lines:
        days = [day for day in line.days if day.day in view.span.days]
        sentences.append(_line_sentence(line, days))
        open_days = sum(day.awaited and not (day.complete or day.still_open) for day in days)
        if open_days and not line.is_pump:
            words = ngettext(
                "{medicine}: {n} of {of} days is not fully recorded.",
                "{medicine}: {n} of {of} days are not fully recorded.",
                open_days,
            )
            rests.append(words.format(medicine=line.medicine, n=open_days, of=len(days)))
    for changes in view.changes:
        shown = [c for c in changes if view.span.first < c.day < view.span.end]
        sentences += [change_sentence(change) for change in shown[-1:]]
    return Words(" ".join(sentences), " ".join(rests))


def _line_sentence(line: DoseLine, days: Sequence[DoseDay]) -> str:
    """What is known of one medicine's days."""
    name = line.medicine
    if line.is_pump:
        rate = next((day.planned for day in reversed(days) if day.planned is not None), None)
        if rate is None:
            return _("{medicine}: no rate set.").format(medicine=name)
        words = _("{medicine}: set to {amount} a day; what the pump gives is not logged here.")
        return words.format(medicine=name, amount=amount(rate, line.unit))
    planned = [
        d for d in days if d.awaited and d.complete and d.taken is not None and not d.still_open
    ]
    if planned:
        words = ngettext(
            "{medicine}: exactly the planned amount on {full} of {n} fully recorded day.",
            "{medicine}: exactly the planned amount on {full} of {n} fully recorded days.",
            len(planned),
        )
        full = sum(day.taken == day.planned for day in planned)
        return words.format(medicine=name, full=full, n=len(planned))
    taken = sum(bool(day.taken) for day in days)
    words = ngettext(
        "{medicine}: taken on {n} of {of} day.", "{medicine}: taken on {n} of {of} days.", len(days)
    )
    return words.format(medicine=name, n=taken, of=len(days))
