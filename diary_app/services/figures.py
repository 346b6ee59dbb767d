"""The figures of a span: doses and symptoms with the denominators they rest on."""

from __future__ import annotations

from diary_app.domain.adherence import Figures, figures
from diary_app.domain.days import Days
from diary_app.domain.history import History
from diary_app.domain.moment import Moment
from diary_app.domain.trends import SymptomFigures, symptom_figures
from diary_app.frozen import dataclass
from diary_app.services.diary import Diary
from diary_app.services.histories import load


@dataclass(frozen=True)
class SpanFigures:
    """The figures of `days`: one for each medicine, one for each symptom asked."""

    days: Days
    doses: tuple[Figures, ...]
    symptoms: dict[str, SymptomFigures]


def of_span(diary: Diary, days: Days) -> SpanFigures:
    """The figures of the local `days` as they stand now."""
    return of_history(diary, load(diary, days), days, diary.now())


def of_history(diary: Diary, history: History, days: Days, now: Moment) -> SpanFigures:
    """The figures of records that are loaded already."""
    doses = tuple(
        figures(plan, history.doses_of(plan.medicine.id), days, now, history.zones)
        for plan in history.plans
    )
    return SpanFigures(days, doses, symptoms(diary, history, days))


def symptoms(diary: Diary, history: History, days: Days) -> dict[str, SymptomFigures]:
    """The figures of each symptom that was asked about, by id, in the knowledge bases' order."""
    found = {}
    for entry in diary.vocabulary.entries:
        best_is_high = entry.scale.best > 0
        own = symptom_figures(entry.id, history.observations, history.checks, days, best_is_high)
        if own.asked:
            found[entry.id] = own
    return found
