"""The day's sheet and the days that still have doses not recorded."""

from __future__ import annotations

from datetime import date

from diary_app.domain.days import Days
from diary_app.domain.dose import Dose
from diary_app.domain.matching import OPENS_BEFORE, State, state_of
from diary_app.domain.moment import DAY
from diary_app.domain.plan import LONGEST_WINDOW
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


def open_around(diary: Diary) -> tuple[Line, ...]:
    """The doses of yesterday and tomorrow that are open now, in order of time.

    One of 23:00 stays open past midnight until its window closes; one of 00:15 opens before it.
    """
    now, zones = diary.now(), diary.zones()
    near = Days.through(now.shifted(-LONGEST_WINDOW).day, now.shifted(OPENS_BEFORE).day)
    if near == Days.of(now.day):
        return ()
    doses = doses_around(diary, near)
    lines: list[Line] = []
    for plan in queries.plans(diary.file):
        own = [dose for dose in doses if dose.medicine_id == plan.medicine.id]
        for answered in matched(plan, own, near, zones).answers:
            state = state_of(answered, now)
            if answered.slot.day != now.day and state in (State.DUE, State.LATE):
                lines.append(Line(plan.medicine, answered.slot, state, None))
    return tuple(sorted(lines, key=lambda line: (line.slot.at, line.medicine.name)))


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
