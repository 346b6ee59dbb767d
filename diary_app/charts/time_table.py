"""The numbers of the symptoms picture as a table: a day, a week or a month a row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from diary_app.charts.chart import Table
from diary_app.charts.dose_panel import DoseBar, dose_bars
from diary_app.charts.drawing import Panel
from diary_app.charts.series import DoseLine, Mark, Span, SymptomLine
from diary_app.text import _, ngettext
from diary_app.wording.days import short_full_day
from diary_app.wording.numbers import amount, number

Column = tuple[str, dict[date, str]]


def row_days(span: Span) -> tuple[date, ...]:
    """The first day of each row: every day, past a year each Monday, past three each month."""
    found, day = [], span.row_of(span.first)
    while day < span.end:
        found.append(day)
        day = span.row_days(day).end
    return tuple(found)


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
            named.setdefault(span.row_of(mark.day), []).append(mark.label)
    return {day: ", ".join(labels) for day, labels in named.items()}


def table_of(columns: Sequence[Column], span: Span, notes: dict[date, str]) -> Table:
    """The columns side by side; a cell without a record says so. Notes make a last column."""
    rows_are = _("Month from") if span.by_month else _("Week from") if span.is_long else _("Day")
    header = (rows_are, *(title for title, _cells in columns))
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
    """Each day's ratings in order; past a year each row's middle value and its days."""
    title = _("{symptom} (0 to {top})").format(symptom=line.label, top=line.top)
    if line.is_open:
        title = f"{line.label} ({line.unit})" if line.unit else line.label
    if span.is_long:
        cell = _("{middle} (middle value of {n} days)")
        rows = span.middles(line.shown(span))
        return title, {row.day: cell.format(middle=number(row.value), n=row.n) for row in rows}
    found: dict[date, list[str]] = {}
    for rating in line.ratings:
        found.setdefault(rating.at.day, []).append(number(rating.value or 0))
    return title, {day: ", ".join(values) for day, values in found.items()}


def dose_columns(dose: DoseLine, span: Span) -> list[Column]:
    """Taken and planned, by row."""
    bars = [(span.row_of(bar.days.since), bar) for bar in dose_bars(dose, span)]
    known = [(day, bar) for day, bar in bars if bar.taken is not None]
    taken = {day: _taken(dose, bar, span) for day, bar in known}
    planned = {day: amount(b.planned, dose.unit) for day, b in bars if b.planned is not None}
    return [
        (_("{medicine} taken").format(medicine=dose.medicine), taken),
        (_("{medicine} planned").format(medicine=dose.medicine), planned),
    ]


def _taken(dose: DoseLine, bar: DoseBar, span: Span) -> str:
    """The amount; of a week or month the middle one, and on how many days it rests."""
    words = "" if bar.taken is None else amount(bar.taken, dose.unit)
    if not span.is_long:
        return words
    counted = ngettext("{amount} (middle of {n} day)", "{amount} (middle of {n} days)", bar.n)
    return counted.format(amount=words, n=bar.n)


def reading_stops(panel: Panel, span: Span, width: float) -> tuple[float, ...]:
    """Where the reading cursor stands for each row, as shares of the width: the row's middle."""
    middles = (span.x_of_row(day) for day in row_days(span))
    return tuple(
        panel.x(min(max(middle, 0.0), float(span.days.count))) / width for middle in middles
    )
