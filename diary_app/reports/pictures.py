"""The pictures of the summary: our charts, drawn for paper, as SVG with real text."""

from __future__ import annotations

from dataclasses import replace

from diary_app.charts.chart import Chart, picture
from diary_app.charts.from_history import dose_line, event_marks, flag_marks
from diary_app.charts.series import DoseLine, Mark, SymptomLine, symptom_line
from diary_app.charts.small import small_chart
from diary_app.charts.style import Look
from diary_app.charts.symptoms import SymptomsView, symptoms_chart
from diary_app.domain.amounts import DoseChange, dose_changes
from diary_app.domain.knowledge import Category, Entry, Level
from diary_app.domain.plan import Plan
from diary_app.reports.given import Given
from diary_app.reports.report import Picture

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


def _first_changes(given: Given) -> tuple[DoseChange, ...]:
    plans = given.plans
    return changes_of(given, plans[0]) if plans else ()


def small_picture(given: Given, entry: Entry, scale: str, words: str) -> Picture:
    """One symptom in the width of half a page."""
    chart = small_chart(line_of(given, entry), _first_changes(given), given.span)
    return _picture(chart, f"{entry.label} {scale}".strip(), words)


def of_chart(chart: Chart) -> Picture:
    """A chart that stands under a heading of its own."""
    return _picture(chart, "", "")


def timeline(given: Given, entries: tuple[Entry, ...]) -> Picture:
    """At most three symptoms above the daily dose of the first medicine, on one time axis."""
    plans = given.plans
    view = SymptomsView(
        given.span,
        tuple(line_of(given, entry) for entry in entries),
        tuple(_dose_line(given, plan) for plan in plans[:1]),
        _first_changes(given),
        _marks(given),
    )
    chart = symptoms_chart(view, Look("paper", text_scale=0.75, width=_PAGE_WIDTH))
    return _picture(chart, "", "")


def _picture(chart: Chart, title: str, words: str) -> Picture:
    return Picture(title, words, picture(chart, "svg").decode("utf-8"), chart.alt)


def _dose_line(given: Given, plan: Plan) -> DoseLine:
    history = given.history
    doses = history.doses_of(plan.medicine.id)
    return dose_line(plan, doses, given.span, given.now, history.zones)


def _marks(given: Given) -> tuple[Mark, ...]:
    """Serious events and what the patient noted beside them; never in free text."""
    flags = (f for f in given.flags if given.inside(f.at) and f.level >= Level.CALL_DOCTOR)
    events = (replace(e, words="") for e in given.history.events if given.inside(e.at))
    return (*flag_marks(flags), *event_marks(events))


def shown_on_timeline(given: Given) -> tuple[Entry, ...]:
    """What the patient rated most of what the medicine treats, and the two most rated effects."""
    return (*given.treated[:1], *given.most_rated(Category.COMMON)[:2])
