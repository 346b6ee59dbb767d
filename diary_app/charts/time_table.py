"""The numbers of the symptoms picture as a table: a row a day, past a year a row a week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from diary_app.charts.chart import Table
from diary_app.charts.dose_panel import dose_bars
from diary_app.charts.drawing import Panel
from diary_app.charts.series import DoseLine, Mark, Span, SymptomLine
from diary_app.domain.trends import weekly
from diary_app.text import _
from diary_app.wording.days import short_full_day
from diary_app.wording.numbers import amount, number

Column = tuple[str, dict[date, str]]


def row_days(span: Span) -> tuple[date, ...]:
    """The first day of each row: every day, or past a year every Monday."""
    if not span.is_long:
        return tuple(span.days)
    monday = span.first - timedelta(days=span.first.weekday())
    return tuple(monday + timedelta(days=n) for n in range(0, (span.end - monday).days, 7))


def row_of(day: date, span: Span) -> date:
    """The row that `day` belongs to."""
    return day - timedelta(days=day.weekday()) if span.is_long else day


def symptom_table(
    lines: Sequence[SymptomLine], doses: Sequence[DoseLine], marks: Sequence[Mark], span: Span
) -> Table:
    """Day (or week), each symptom, each medicine taken and planned, flags and events."""
    columns = [_symptom_column(line, span) for line in lines]
    for dose in doses:
        columns += dose_columns(dose, span)
    return table_of(columns, span, marks_by_row(marks, span))


def marks_by_row(marks: Sequence[Mark], span: Span) -> dict[date, str]:
    """The names of the marks of each row."""
    named: dict[date, list[str]] = {}
    for mark in marks:
        if mark.day in span.days:
            named.setdefault(row_of(mark.day, span), []).append(mark.label)
    return {day: ", ".join(labels) for day, labels in named.items()}


def table_of(columns: Sequence[Column], span: Span, notes: dict[date, str]) -> Table:
    """The columns side by side; a cell without a record says so. Notes make a last column."""
    header = (_("Week from") if span.is_long else _("Day"), *(title for title, _cells in columns))
    unrecorded = _("not recorded")
    rows = [
        (short_full_day(day), *(cells.get(day, unrecorded) for _title, cells in columns))
        for day in row_days(span)
    ]
    if notes:
        header = (*header, _("Flags and events"))
        rows = [(*row, notes.get(day, "")) for row, day in zip(rows, row_days(span), strict=True)]
    return Table(header, tuple(rows))


def _symptom_column(line: SymptomLine, span: Span) -> Column:
    """Each day's ratings in order; past a year each week's middle value and its days."""
    title = _("{symptom} (0 to {top})").format(symptom=line.label, top=line.top)
    if line.is_open:
        title = f"{line.label} ({line.unit})" if line.unit else line.label
    if span.is_long:
        cell = _("{middle} (middle value of {n} days)")
        weeks = weekly(line.shown(span))
        return title, {w.day: cell.format(middle=number(w.value), n=w.n) for w in weeks}
    found: dict[date, list[str]] = {}
    for rating in line.ratings:
        found.setdefault(rating.at.day, []).append(number(rating.value or 0))
    return title, {day: ", ".join(values) for day, values in found.items()}


def dose_columns(dose: DoseLine, span: Span) -> list[Column]:
    """Taken and planned, by row."""
    bars = [(row_of(bar.days.since, span), bar) for bar in dose_bars(dose, span)]
    taken = {day: amount(b.taken, dose.unit) for day, b in bars if b.taken is not None}
    planned = {day: amount(b.planned, dose.unit) for day, b in bars if b.planned is not None}
    return [
        (_("{medicine} taken").format(medicine=dose.medicine), taken),
        (_("{medicine} planned").format(medicine=dose.medicine), planned),
    ]


def reading_stops(panel: Panel, span: Span, width: float) -> tuple[float, ...]:
    """Where the reading cursor stands for each row, as shares of the width: the row's middle."""
    step = 7 if span.is_long else 1
    middles = (span.x(day) + step / 2 for day in row_days(span))
    return tuple(
        panel.x(min(max(middle, 0.0), float(span.days.count))) / width for middle in middles
    )
