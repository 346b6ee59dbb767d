"""Loading what a stretch of days holds, as one plain value."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from diary_app.domain.dose import Dose
from diary_app.domain.history import History
from diary_app.domain.moment import DAY
from diary_app.errors import BadInput
from diary_app.services.diary import Diary
from diary_app.storage import queries
from diary_app.text import _

# A slot's neighbours and a dose's windows reach over the edge; zones differ by up to 26 hours.
MARGIN = timedelta(days=4)


def load(diary: Diary, first: date, end: date) -> History:
    """All plans, and the records of the local days `[first, end)` with a margin of days around.

    The margin is for the matching of doses; whoever counts, counts within its own days.
    """
    file, zones = diary.file, diary.zones()
    start_utc = zones.start(first).utc - MARGIN
    end_utc = zones.start(end).utc + MARGIN
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
    )


def doses_around(diary: Diary, first: date, end: date) -> tuple[Dose, ...]:
    """The doses that matter for the slots of the local days `[first, end)`."""
    zones = diary.zones()
    start, stop = zones.start(first).utc - MARGIN, zones.start(end).utc + MARGIN
    return queries.doses(diary.file, start, stop)


def whole(diary: Diary) -> tuple[date, date]:
    """`[first, end)` of all days from the first record or course to today."""
    today = diary.now().day
    first = queries.first_day(diary.file)
    return (today if first is None else min(first, today)), today + DAY


def medicine_names(diary: Diary) -> dict[str, str]:
    """The name of each medicine by its id."""
    return {medicine.id: medicine.name for medicine in queries.medicines(diary.file)}


def months_back(diary: Diary, months: int) -> tuple[date, date]:
    """`[first, end)` of the last `months` calendar months, today included."""
    if months < 1:
        raise BadInput(_("A period has at least one month."))
    today = diary.now().day
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(today.day, last)) + DAY, today + DAY
