"""The charts of a diary. Imports matplotlib: only for who wants a picture, and in a worker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from diary_app.charts.body import BodyView, body_chart
from diary_app.charts.calendar import calendar_chart
from diary_app.charts.change import change_chart
from diary_app.charts.chart import Chart, picture
from diary_app.charts.day import DaySymptom, day_chart
from diary_app.charts.doses import DosesView, doses_chart
from diary_app.charts.from_history import (
    dose_line,
    event_marks,
    fall_marks,
    flag_marks,
    short_names,
    timed_ratings,
)
from diary_app.charts.parts import PartsView, parts_chart
from diary_app.charts.series import DoseLine, Mark, Span, SymptomLine, symptom_line
from diary_app.charts.style import Look
from diary_app.charts.symptoms import MOST_LINES, SymptomsView, symptoms_chart
from diary_app.charts.tradeoff import tradeoff_chart
from diary_app.domain.amounts import DoseChange, dose_changes
from diary_app.domain.days import Days
from diary_app.domain.dose import Dose
from diary_app.domain.history import History
from diary_app.domain.knowledge import Entry, Level
from diary_app.domain.measure import week_of
from diary_app.domain.moment import Moment
from diary_app.domain.plan import Plan
from diary_app.domain.region import Region
from diary_app.domain.symptom import Event
from diary_app.domain.where import of_region, region_figures
from diary_app.errors import BadInput
from diary_app.frozen import dataclass
from diary_app.services import files, flags, symptoms, tracked
from diary_app.services.diary import Diary
from diary_app.services.histories import load
from diary_app.wording.regions import region_name

PAPER = Look(with_words=True)


@dataclass(frozen=True)
class PictureMaterial:
    """What a chart is drawn from: plain values, so that a worker needs no open file."""

    kind: str
    history: History
    now: Moment
    span: Span
    entries: tuple[Entry, ...]
    marks: tuple[Mark, ...]


def material(
    diary: Diary,
    kind: str,
    days: Days,
    ids: Sequence[str] | None = None,
    where: Region | None = None,
) -> PictureMaterial:
    """Read what the chart `kind` of `days` needs.

    `ids` are symptom ids or names, at most three; None: those that were rated, in the order of the
    tiles, and for the picture of the body all. `where`: only what was recorded of that area.
    Raises BadInput for more than three.
    """
    # As long again before the span, for the comparison with the period before.
    history = load(diary, Days(days.preceding().since, days.end))
    if where is not None:
        history = replace(history, observations=of_region(history.observations, where))
    entries = _entries(diary, history, days, ids)
    if kind == "body" and ids is None:
        entries = ()
    if where is not None:
        name = region_name(where)
        entries = tuple(replace(one, label=f"{one.label}, {name}") for one in entries)
    serious = [flag for flag in flags.between(diary, days) if flag.level >= Level.CALL_DOCTOR]
    fallen = [fall for fall in history.falls if fall.at.day in days]
    short = short_names(diary.vocabulary.entries)
    marks = (*flag_marks(serious, short), *event_marks(_events(history, days)), *fall_marks(fallen))
    return PictureMaterial(kind, history, diary.now(), Span(days), entries, marks)


def _events(history: History, days: Days) -> list[Event]:
    return [event for event in history.events if event.at.day in days]


def _entries(
    diary: Diary, history: History, days: Days, ids: Sequence[str] | None
) -> tuple[Entry, ...]:
    if ids is not None:
        found = tuple(dict.fromkeys(symptoms.find(diary, id).id for id in ids))
        if len(found) > MOST_LINES:
            raise BadInput("too_many_symptoms", n=MOST_LINES)
    else:
        rated = {
            o.symptom for o in history.observations if o.value is not None and o.at.day in days
        }
        wanted = dict.fromkeys((*tracked.tile_ids(diary), *sorted(rated)))
        found = tuple(id for id in wanted if id in rated)[:MOST_LINES]
    known = (symptoms.entry(diary, id) for id in found)
    return tuple(entry for entry in known if entry is not None)


def draw(made_of: PictureMaterial, look: Look = PAPER) -> Chart:
    """The chart. Touches no file: may run in a worker."""
    view = made_of
    match view.kind:
        case "symptoms":
            doses, changes = _doses(view)
            flat = tuple(change for own in changes for change in own)
            shown = SymptomsView(view.span, _lines(view), doses, flat, view.marks)
            return symptoms_chart(shown, look)
        case "doses":
            doses, changes = _doses(view)
            return doses_chart(DosesView(view.span, doses, changes, view.marks), look)
        case "calendar":
            return calendar_chart(_main_doses(view), view.span, look)
        case "change":
            steps = dose_changes(_main_plan(view), view.span.days)
            return change_chart(_lines(view), steps, look)
        case "day":
            return day_chart(tuple(_by_the_hour(view)), view.span, look)
        case "body":
            return body_chart(_body(view), look)
        case "parts":
            week = week_of(view.history.measurements, view.span.days)
            return parts_chart(PartsView(view.span, week), look)
        case "tradeoff":
            return tradeoff_chart(_lines(view), _main_doses(view), view.span, look)
        case _:
            raise BadInput("no_such_chart", kind=view.kind)


def _body(view: PictureMaterial) -> BodyView:
    """The areas of the symptoms that were chosen, of all where none was."""
    ids = {entry.id for entry in view.entries}
    seen = [one for one in view.history.observations if not ids or one.symptom in ids]
    labels = tuple(entry.label for entry in view.entries)
    return BodyView(view.span, region_figures(seen, view.span.days), labels)


def _lines(view: PictureMaterial) -> tuple[SymptomLine, ...]:
    return tuple(_line(view.history, entry, view.span) for entry in view.entries)


def _by_the_hour(view: PictureMaterial) -> Iterator[DaySymptom]:
    doses = _own(view, _main_plan(view))
    for entry in view.entries:
        timed = timed_ratings(view.history.observations, entry.id, doses, view.span)
        yield DaySymptom(
            entry.label,
            entry.scale.highest,
            timed,
            best_is_high=entry.scale.best > 0,
            unit=entry.scale.unit,
            is_open=entry.scale.is_open,
        )


def _main_plan(view: PictureMaterial) -> Plan:
    """The medicine a picture of one medicine is about: of those with planned doses on these days
    the one with the most doses recorded.
    """
    planned = [line.medicine for line in _doses(view)[0]]
    plans = [plan for plan in view.history.plans if plan.medicine.name in planned]
    if not plans:
        raise BadInput("nothing_planned_then")
    return max(plans, key=lambda plan: len(_own(view, plan)))


def _main_doses(view: PictureMaterial) -> DoseLine:
    name = _main_plan(view).medicine.name
    return next(line for line in _doses(view)[0] if line.medicine == name)


def _line(history: History, entry: Entry, span: Span) -> SymptomLine:
    return symptom_line(
        history.observations,
        entry.id,
        entry.label,
        span,
        top=entry.scale.highest,
        best_is_high=entry.scale.best > 0,
        unit=entry.scale.unit,
        is_open=entry.scale.is_open,
    )


def _doses(
    view: PictureMaterial,
) -> tuple[tuple[DoseLine, ...], tuple[tuple[DoseChange, ...], ...]]:
    """The medicines with a plan of amounts on these days, each with the changes of its plan."""
    lines, changes = [], []
    for plan in view.history.plans:
        line = dose_line(plan, _own(view, plan), view.span, view.now, view.history.zones)
        if any(day.planned is not None for day in line.days):
            lines.append(line)
            changes.append(dose_changes(plan, view.span.days))
    return tuple(lines), tuple(changes)


def _own(view: PictureMaterial, plan: Plan) -> tuple[Dose, ...]:
    return view.history.doses_of(plan.medicine.id)


def chart(
    diary: Diary,
    kind: str,
    days: Days,
    ids: Sequence[str] | None = None,
    where: Region | None = None,
) -> Chart:
    """The chart `kind` of `days`, with its words, as for paper."""
    return draw(material(diary, kind, days, ids, where))


def save(drawn: Chart, path: Path) -> None:
    """Write the picture to `path` as its suffix says. Raises DiaryError where it cannot."""
    files.write(path, picture(drawn, path.suffix.lower().removeprefix(".")))
