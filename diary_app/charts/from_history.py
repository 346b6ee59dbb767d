"""From a diary's history to the plain values of the pictures: dose lines, flags, events, times."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from diary_app.charts.series import DoseDay, DoseLine, Mark, Span, TimedRating
from diary_app.domain.amounts import DayAmount, daily_amounts
from diary_app.domain.dose import Dose, Taken
from diary_app.domain.fall import Fall
from diary_app.domain.flag import Flag
from diary_app.domain.knowledge import Entry, Level
from diary_app.domain.medicine import Form
from diary_app.domain.moment import DAY, Moment, Zones
from diary_app.domain.plan import Plan
from diary_app.domain.symptom import Event, Observation
from diary_app.wording.events import event_name, therapy_names
from diary_app.wording.falls import fall_words

REAL_TIME = timedelta(hours=1)  # recorded later than this, the time of an entry is a guess
LONGEST_SINCE = timedelta(hours=24)


def dose_line(plan: Plan, doses: Sequence[Dose], span: Span, now: Moment, zones: Zones) -> DoseLine:
    """The days of one medicine up to today; `doses` as `domain.amounts.daily_amounts` asks."""
    return line_of_days(plan, daily_amounts(plan, doses, span.days, now, zones))


def line_of_days(plan: Plan, amounts: Iterable[DayAmount]) -> DoseLine:
    """The line of one medicine's days."""
    return DoseLine(
        plan.medicine.name,
        plan.medicine.unit,
        tuple(
            DoseDay(
                found.day,
                None if found.taken is None else found.taken.value,
                None if found.planned is None else found.planned.value,
                complete=found.complete,
                still_open=not found.over,
                held=plan.held_on(found.day),
            )
            for found in amounts
        ),
        is_pump=plan.medicine.form == Form.PUMP,
    )


def short_names(entries: Iterable[Entry]) -> dict[str, str]:
    """What the safety check calls a symptom, by its id: shorter than its label."""
    return {entry.id: entry.question.text for entry in entries if entry.question}


def flag_marks(flags: Iterable[Flag], short: Mapping[str, str] | None = None) -> tuple[Mark, ...]:
    """Flags as marks: those that need a call at once or a doctor are the serious ones."""
    return tuple(
        Mark(
            flag.at.day,
            flag.label,
            serious=flag.level in (Level.EMERGENCY, Level.CALL_DOCTOR),
            emergency=flag.level is Level.EMERGENCY,
            short=(short or {}).get(flag.id, ""),
        )
        for flag in flags
    )


def event_marks(events: Iterable[Event]) -> tuple[Mark, ...]:
    """Events as marks: the patient's words, else the name of the kind."""
    return tuple(
        Mark(
            event.at.day,
            event.words or event_name(event.kind),
            until=None if event.until is None else event.until + DAY,
            sign="therapy" if event.kind in therapy_names() else "event",
        )
        for event in events
    )


def fall_marks(falls: Iterable[Fall]) -> tuple[Mark, ...]:
    """Falls as marks."""
    return tuple(Mark(fall.at.day, fall_words(fall), sign="fall") for fall in falls)


def timed_ratings(
    observations: Iterable[Observation], symptom: str, doses: Sequence[Dose], span: Span
) -> tuple[TimedRating, ...]:
    """The ratings of a symptom whose time is real, with the hours since the last dose taken.

    A rating written down more than an hour after its moment is left out: its time is a guess. So
    is the time since a dose whose time is not known, and one of more than a day.
    """
    taken = sorted((d for d in doses if isinstance(d, Taken)), key=lambda dose: dose.taken_at)
    found = []
    for observation in observations:
        if observation.symptom != symptom or observation.value is None:
            continue
        if observation.at.day not in span.days:
            continue
        if abs(observation.recorded_at - observation.at) > REAL_TIME:
            continue
        found.append(
            TimedRating(
                observation.at.local.hour + observation.at.local.minute / 60,
                _hours_since(taken, observation.at),
                float(observation.value),
            )
        )
    return tuple(found)


def _hours_since(taken: Sequence[Taken], at: Moment) -> float | None:
    number = bisect_right(taken, at, key=lambda dose: dose.taken_at)
    if not number or not taken[number - 1].time_known:
        return None
    since = at - taken[number - 1].taken_at
    return since / timedelta(hours=1) if since <= LONGEST_SINCE else None
