"""When a part of the day is for the patient: `morning` at 08:00, in every plan that says so."""

from __future__ import annotations

from datetime import date, time

from diary_app.domain import course as courses
from diary_app.domain import taper as tapers
from diary_app.domain.days import Days
from diary_app.domain.deeds import MovedDayPart
from diary_app.domain.moment import DAY, at_wall
from diary_app.domain.plan import Plan
from diary_app.domain.schedule import planned_on
from diary_app.domain.sheet import matched
from diary_app.services import settings
from diary_app.services.diary import Diary
from diary_app.services.histories import doses_around
from diary_app.storage import plan_rows, queries
from diary_app.storage.columns import json_text
from diary_app.storage.edit import Edit


def move(diary: Diary, part: str, at: time) -> None:
    """From today on `part` is `at` in every course and taper that uses it; the past stays.

    Where today's dose of that part is answered already, its medicine moves from tomorrow on: the
    answer keeps its planned time.
    """
    parts = settings.load(diary).day_parts | {part: at.isoformat("minutes")}
    today = diary.now().day
    plans = [
        (plan, today + DAY if _is_answered(diary, plan, part, today) else today)
        for plan in queries.plans(diary.file)
    ]
    with diary.edit(MovedDayPart(part, at)) as edit:
        edit.put("settings", {"id": "day_parts", "value": json_text(parts)})
        for plan, since in plans:
            _move(edit, plan, part, at, since)


def _move(edit: Edit, plan: Plan, part: str, at: time, since: date) -> None:
    for course in plan.courses:
        moved = courses.with_day_part(course, part, at, since)
        if moved != (course,):
            for each in moved:
                edit.put("courses", plan_rows.from_course(each))
    for taper in plan.tapers:
        changed = tapers.with_day_part(taper, part, at, since)
        if changed != taper and not taper.days.over_on(since):
            edit.put("tapers", plan_rows.from_taper(changed))


def _is_answered(diary: Diary, plan: Plan, part: str, today: date) -> bool:
    """Whether a dose planned at that part of today has a record."""
    course, zones = plan.course_on(today), diary.zones()
    doses = () if course is None else planned_on(course.schedule, today)
    times = {at_wall(today, dose.at, zones.on(today)) for dose in doses if dose.part == part}
    if not times:
        return False
    around = doses_around(diary, Days.of(today))
    own = [dose for dose in around if dose.medicine_id == plan.medicine.id]
    answers = matched(plan, own, Days.of(today), zones).answers
    return any(a.dose is not None for a in answers if a.slot.at in times)
