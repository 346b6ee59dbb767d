"""Loading what a stretch of days holds, as one plain value."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime

from diary_app.domain.days import LOADED_AROUND, Days
from diary_app.domain.dose import Dose
from diary_app.domain.history import History
from diary_app.domain.moment import DAY, Zones
from diary_app.errors import BadInput
from diary_app.services.diary import Diary
from diary_app.storage import body_queries, queries


def load(diary: Diary, days: Days) -> History:
    """All plans, and the records of the local `days` (which have an end) and some around them.

    The margin is for the matching of doses; whoever counts, counts within its own days.
    """
    file, zones = diary.file, diary.zones()
    start_utc, end_utc = _around(days, zones)
    return History(
        zones=zones,
        plans=queries.plans(file),
        doses=queries.doses(file, start_utc, end_utc),
        observations=queries.observations(file, start_utc, end_utc),
        checks=queries.checks(file, start_utc, end_utc),
        notes=queries.notes(file, start_utc, end_utc),
        readings=queries.readings(file, start_utc, end_utc),
        events=queries.events(file, start_utc, end_utc),
        stock=queries.stock(file),
        pump_refills=queries.pump_refills(file),
        flag_answers=queries.flag_answers(file),
        falls=queries.falls(file, start_utc, end_utc),
        facts=queries.facts(file),
        entered=queries.entered(file),
        rated_then=queries.rated_then(file, start_utc),
        recorded=queries.recorded(file),
        measurements=body_queries.measurements(file, start_utc, end_utc),
        goals=body_queries.goals(file),
        helped=body_queries.helped(file),
        tracked=body_queries.tracked(file),
    )


def doses_around(diary: Diary, days: Days) -> tuple[Dose, ...]:
    """The doses that matter for the slots of the local `days` (which have an end)."""
    return queries.doses(diary.file, *_around(days, diary.zones()))


def _around(days: Days, zones: Zones) -> tuple[datetime, datetime]:
    return zones.start(days.since).utc - LOADED_AROUND, zones.start(days.end).utc + LOADED_AROUND


def whole(diary: Diary) -> Days:
    """All days from the first record or course to today."""
    today = diary.now().day
    first = queries.first_day(diary.file)
    return Days.through(today if first is None else min(first, today), today)


def medicine_names(diary: Diary) -> dict[str, str]:
    """The name of each medicine by its id."""
    return {medicine.id: medicine.name for medicine in queries.medicines(diary.file)}


def months_back(diary: Diary, months: int) -> Days:
    """The last `months` calendar months, today included."""
    if months < 1:
        raise BadInput("period_too_short")
    today = diary.now().day
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    last = monthrange(year, month + 1)[1]
    return Days.through(date(year, month + 1, min(today.day, last)) + DAY, today)
