"""The day's sheet and the days that still have doses not recorded."""

from __future__ import annotations

from datetime import date, timedelta

from diary_app.domain.dose import Dose
from diary_app.domain.matching import State
from diary_app.domain.moment import DAY
from diary_app.domain.sheet import DaySheet, Line, day_sheet
from diary_app.services.diary import Diary
from diary_app.services.histories import doses_around
from diary_app.storage import queries


def sheet(diary: Diary, day: date | None = None) -> DaySheet:
    """The sheet of `day` (today by default) as it stands now."""
    now, zones = diary.now(), diary.zones()
    day = now.day if day is None else day
    doses: dict[str, Dose] = {dose.id: dose for dose in doses_around(diary, day, day + DAY)}
    # The last dose of an as-needed medicine may be long ago.
    last = queries.last_taken(diary.file, zones.start(day + DAY).utc)
    doses.update({dose.id: dose for dose in last.values()})
    return day_sheet(queries.plans(diary.file), tuple(doses.values()), day, now, zones)


def not_recorded(diary: Diary, days: int = 14) -> tuple[tuple[date, tuple[Line, ...]], ...]:
    """The days before today, newest first, with the slots that nothing was recorded for."""
    now, zones = diary.now(), diary.zones()
    plans = queries.plans(diary.file)
    doses = doses_around(diary, now.day - timedelta(days=days), now.day + DAY)
    found = []
    for back in range(1, days + 1):
        day = now.day - timedelta(days=back)
        lines = day_sheet(plans, doses, day, now, zones).lines
        missing = tuple(line for line in lines if line.state == State.NOT_RECORDED)
        if missing:
            found.append((day, missing))
    return tuple(found)
