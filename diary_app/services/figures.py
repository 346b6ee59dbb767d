"""The figures of a span: doses and symptoms with the denominators they rest on."""

from __future__ import annotations

from dataclasses import field

from diary_app.domain.adherence import Figures, figures
from diary_app.domain.days import Days
from diary_app.domain.helped import HelpedFigures
from diary_app.domain.history import History
from diary_app.domain.moment import Moment
from diary_app.domain.trends import (
    NumberFigures,
    SymptomFigures,
    number_figures,
    symptom_figures,
)
from diary_app.frozen import dataclass
from diary_app.services import helped
from diary_app.services.diary import Diary
from diary_app.services.histories import load


@dataclass(frozen=True)
class SpanFigures:
    """The figures of `days`: one for each medicine, one for each symptom asked; `numbers` of each
    own thing that was counted or measured, `helped` of each medicine taken when needed.
    """

    days: Days
    doses: tuple[Figures, ...]
    symptoms: dict[str, SymptomFigures]
    numbers: dict[str, NumberFigures] = field(default_factory=dict)
    helped: dict[str, HelpedFigures] = field(default_factory=dict)


def of_span(diary: Diary, days: Days) -> SpanFigures:
    """The figures of the local `days` as they stand now."""
    return of_history(diary, load(diary, days), days, diary.now())


def of_history(diary: Diary, history: History, days: Days, now: Moment) -> SpanFigures:
    """The figures of records that are loaded already."""
    doses = tuple(
        figures(plan, history.doses_of(plan.medicine.id), days, now, history.zones)
        for plan in history.plans
    )
    return SpanFigures(
        days,
        doses,
        symptoms(diary, history, days),
        numbers(diary, history, days),
        helped.of_span(history, days),
    )


def numbers(diary: Diary, history: History, days: Days) -> dict[str, NumberFigures]:
    """The figures of each own thing that was counted or measured on the local `days`, by id."""
    found = {}
    for entry in diary.vocabulary.entries:
        if entry.scale.is_open:
            own = number_figures(entry.id, history.observations, days, entry.scale.unit)
            if own.n:
                found[entry.id] = own
    return found


def symptoms(diary: Diary, history: History, days: Days) -> dict[str, SymptomFigures]:
    """The figures of each symptom that was asked about, by id, in the knowledge bases' order."""
    found = {}
    for entry in diary.vocabulary.entries:
        best_is_high = entry.scale.best > 0
        own = symptom_figures(entry.id, history.observations, history.checks, days, best_is_high)
        if own.asked:
            found[entry.id] = own
    return found
