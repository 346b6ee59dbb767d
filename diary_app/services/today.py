"""The day's sheet and the days that still have doses not recorded."""

from __future__ import annotations

from datetime import date

from diary_app.domain.days import Days
from diary_app.domain.dose import Dose
from diary_app.domain.matching import State, state_of
from diary_app.domain.moment import DAY
from diary_app.domain.sheet import DaySheet, Line, day_sheet, matched
from diary_app.services.diary import Diary
from diary_app.services.histories import doses_around
from diary_app.storage import queries


def sheet(diary: Diary, day: date | None = None) -> DaySheet:
    """The sheet of `day` (today by default) as it stands now."""
    now, zones = diary.now(), diary.zones()
    day = now.day if day is None else day
    doses: dict[str, Dose] = {dose.id: dose for dose in doses_around(diary, Days.of(day))}
    # The last dose of an as-needed medicine may be long ago.
    last = queries.last_taken(diary.file, zones.start(day + DAY).utc)
    doses.update({dose.id: dose for dose in last.values()})
    return day_sheet(queries.plans(diary.file), tuple(doses.values()), day, now, zones)


def not_recorded(diary: Diary, days: int = 14) -> tuple[tuple[date, tuple[Line, ...]], ...]:
    """The days before today, newest first, with the slots that nothing was recorded for."""
    now, zones = diary.now(), diary.zones()
    asked = Days(now.day - days * DAY, now.day)
    doses = doses_around(diary, asked)
    found: dict[date, list[Line]] = {}
    for plan in queries.plans(diary.file):
        own = [dose for dose in doses if dose.medicine_id == plan.medicine.id]
        for answered in matched(plan, own, asked, zones).answers:
            state = state_of(answered, now)
            if state == State.NOT_RECORDED:
                line = Line(plan.medicine, answered.slot, state, None)
                found.setdefault(answered.slot.day, []).append(line)
    return tuple(
        (day, tuple(sorted(found[day], key=lambda line: (line.slot.at, line.medicine.name))))
        for day in sorted(found, reverse=True)
    )
