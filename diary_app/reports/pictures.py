"""The pictures of the summary: our charts, drawn for paper, as SVG with real text."""

from __future__ import annotations

from dataclasses import replace

from diary_app.charts.chart import Chart, inner_svg
from diary_app.charts.from_history import event_marks, flag_marks, line_of_days, short_names
from diary_app.charts.series import DoseLine, Mark, SymptomLine, symptom_line
from diary_app.charts.small import small_chart
from diary_app.charts.style import Look
from diary_app.charts.symptoms import SymptomsView, symptoms_chart
from diary_app.domain.amounts import DoseChange, amounts_on, dose_changes
from diary_app.domain.knowledge import Category, Entry, Level
from diary_app.domain.plan import Plan
from diary_app.reports.given import Given
from diary_app.reports.report import Picture

MOST_DOSE_LINES = 3
_PAGE_WIDTH = 520.0  # points between the margins of A4; Letter scales by a hair


def line_of(given: Given, entry: Entry) -> SymptomLine:
    """The ratings of a symptom on the days of the summary."""
    return symptom_line(
        given.seen(entry.id),
        entry.id,
        entry.label,
        given.span,
        top=entry.scale.highest,
        best_is_high=entry.scale.best > 0,
        unit=entry.scale.unit,
        is_open=entry.scale.is_open,
    )


def changes_of(given: Given, plan: Plan) -> tuple[DoseChange, ...]:
    """The dose changes of a medicine on the days of the summary."""
    return dose_changes(plan, given.span.days)


def _changes(given: Given) -> tuple[DoseChange, ...]:
    """Every change of the medicines the paper is about, in their order of time."""
    found = [change for plan in given.main_plans for change in changes_of(given, plan)]
    return tuple(sorted(found, key=lambda change: change.day))


def small_picture(given: Given, entry: Entry, scale: str, words: str) -> Picture:
    """One symptom in the width of half a page."""
    chart = small_chart(line_of(given, entry), _changes(given), given.span)
    return _picture(chart, f"{entry.label} {scale}".strip(), words)


def of_chart(chart: Chart) -> Picture:
    """A chart that stands under a heading of its own."""
    return _picture(chart, "", "")


def timeline(given: Given, entries: tuple[Entry, ...]) -> Picture:
    """At most three symptoms above the daily doses the paper is about, on one time axis."""
    view = SymptomsView(
        given.span,
        tuple(line_of(given, entry) for entry in entries),
        _dose_lines(given),
        _changes(given),
        _marks(given),
    )
    chart = symptoms_chart(view, Look("paper", text_scale=0.75, width=_PAGE_WIDTH))
    return _picture(chart, "", "")


def _picture(chart: Chart, title: str, words: str) -> Picture:
    return Picture(title, words, inner_svg(chart), chart.alt)


def _dose_lines(given: Given) -> tuple[DoseLine, ...]:
    """A line for each medicine that has amounts planned on these days; a pump is one of them."""
    found = (
        line_of_days(plan, amounts_on(plan, given.matched(plan), given.span.days, given.now))
        for plan in given.main_plans
    )
    lines = [line for line in found if any(day.planned is not None for day in line.days)]
    return tuple(lines[:MOST_DOSE_LINES])


def _marks(given: Given) -> tuple[Mark, ...]:
    """Serious events and what the patient noted beside them; never in free text."""
    flags = (f for f in given.flags if given.inside(f.at) and f.level >= Level.CALL_DOCTOR)
    events = (replace(e, words="") for e in given.history.events if given.inside(e.at))
    return (*flag_marks(flags, short_names(given.knowledge.entries)), *event_marks(events))


def shown_on_timeline(given: Given) -> tuple[Entry, ...]:
    """What the patient rated most of what the medicine treats, and the two most rated effects."""
    return (*given.treated[:1], *given.most_rated(Category.COMMON)[:2])
