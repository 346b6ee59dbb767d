"""The figures of a span: doses and symptoms with the denominators they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from diary_app.domain.adherence import Figures, figures
from diary_app.domain.history import History
from diary_app.domain.moment import Moment
from diary_app.domain.trends import SymptomFigures, symptom_figures
from diary_app.services.diary import Diary
from diary_app.services.histories import load


@dataclass(frozen=True)
class SpanFigures:
    """The figures of the days `[first, end)`: one for each medicine, one for each symptom asked."""

    first: date
    end: date
    doses: tuple[Figures, ...]
    symptoms: dict[str, SymptomFigures]


def of_span(diary: Diary, first: date, end: date) -> SpanFigures:
    """The figures of the local days `[first, end)` as they stand now."""
    return of_history(diary, load(diary, first, end), first, end, diary.now())


def of_history(diary: Diary, history: History, first: date, end: date, now: Moment) -> SpanFigures:
    """The figures of records that are loaded already."""
    doses = tuple(
        figures(plan, history.doses_of(plan.medicine.id), first, end, now, history.zones)
        for plan in history.plans
    )
    return SpanFigures(first, end, doses, symptoms(diary, history, first, end))


def symptoms(diary: Diary, history: History, first: date, end: date) -> dict[str, SymptomFigures]:
    """The figures of each symptom that was asked about, by id, in the knowledge bases' order."""
    found = {}
    for base in diary.knowledge:
        for entry in base.entries:
            best_is_high = entry.scale.best > 0
            own = symptom_figures(
                entry.id, history.observations, history.checks, first, end, best_is_high
            )
            if own.asked and entry.id not in found:
                found[entry.id] = own
    return found
