"""What a spasticity clinic asks, and the person's goals: entering and reading them."""

from __future__ import annotations

from datetime import date

from diary_app.domain.body_deeds import EndedGoal, SetGoal
from diary_app.domain.days import Days
from diary_app.domain.deeds import Corrected, Logged, named
from diary_app.domain.dose import EnteredBy
from diary_app.domain.knowledge import plain
from diary_app.domain.measure import (
    MOST_GOALS,
    SPANS,
    DayPart,
    Goal,
    Measure,
    Measurement,
    part_at,
)
from diary_app.domain.moment import DAY, Moment
from diary_app.errors import BadInput, NotFound
from diary_app.services import texts
from diary_app.services.diary import Diary
from diary_app.storage import body_queries, body_rows

LONGEST_GOAL = 200  # characters: it stands in one line of the paper


def measure(
    diary: Diary,
    what: Measure,
    value: int,
    part: str = "",
    at: Moment | None = None,
    note: str = "",
    entered_by: EnteredBy = EnteredBy.ME,
) -> Measurement:
    """Store an answer. `part` is a part of the day or the id of a goal; "": the clock says which
    part, and the only goal is meant. Raises BadInput for a value or a part that does not fit.
    """
    now = diary.now()
    at = at or now
    if at > now:
        raise BadInput("still_to_come", time=at)
    low, high = SPANS[what]
    if not low <= value <= high:
        raise BadInput("measure_out_of_range", low=low, high=high)
    found = _part_of(diary, what, part, at)
    made = Measurement(diary.new_id(), what, value, at, now, found, texts.checked(note), entered_by)
    with diary.edit(Logged((named(made),))) as edit:
        edit.put("measurements", body_rows.from_measurement(made))
    return made


def _part_of(diary: Diary, what: Measure, part: str, at: Moment) -> str:
    match what:
        case Measure.TROUBLED:
            return str(DayPart(part)) if part else str(part_at(at))
        case Measure.GOAL:
            return goal(diary, part).id
        case _:
            if part:
                raise BadInput("measure_without_parts")
            return ""


def change(diary: Diary, after: Measurement) -> None:
    """Correct a measure; the trail keeps what stood there."""
    if after.at > diary.now():
        raise BadInput("still_to_come", time=after.at)
    low, high = SPANS[after.measure]
    if not low <= after.value <= high:
        raise BadInput("measure_out_of_range", low=low, high=high)
    texts.checked(after.note)
    with diary.edit(Corrected(named(after))) as edit:
        edit.put("measurements", body_rows.from_measurement(after))


def of_days(diary: Diary, days: Days) -> tuple[Measurement, ...]:
    """The measures of the local `days`, oldest first; the night of the last day is in them."""
    zones = diary.zones()
    start, end = zones.start(days.since).utc, zones.start(days.end + DAY).utc
    return body_queries.measurements(diary.file, start, end)


def goals(diary: Diary, on: date | None = None) -> tuple[Goal, ...]:
    """The goals of a day, today by default, in the order they were set."""
    day = diary.now().day if on is None else on
    return tuple(goal for goal in all_goals(diary) if goal.open_on(day))


def all_goals(diary: Diary) -> tuple[Goal, ...]:
    """Every goal there ever was."""
    return body_queries.goals(diary.file)


def goal(diary: Diary, text: str) -> Goal:
    """The goal of today with that id or those words, or their beginning; "" is the only one.

    Raises NotFound for none and BadInput for several.
    """
    found = goals(diary)
    if text.strip():
        named_so = [one for one in found if text.strip() in (one.id, one.words)]
        begins = [one for one in found if plain(one.words).startswith(plain(text))]
        found = tuple(named_so or begins)
    if not found:
        raise NotFound("no_such_goal", name=text)
    if len(found) > 1:
        raise BadInput("several_goals", names=tuple(one.words for one in found))
    return found[0]


def set_goal(diary: Diary, words: str) -> Goal:
    """Keep what the person wants to be able to do. Raises BadInput for none, or a fourth."""
    words = " ".join(texts.checked(words).split())
    if not 1 <= len(words) <= LONGEST_GOAL:
        raise BadInput("goal_not_kept", limit=LONGEST_GOAL)
    there = goals(diary)
    if any(plain(one.words) == plain(words) for one in there):
        raise BadInput("goal_there_already", name=words)
    if len(there) >= MOST_GOALS:
        raise BadInput("too_many_goals", limit=MOST_GOALS)
    made = Goal(diary.new_id(), words, diary.now().day)
    with diary.edit(SetGoal(made.id, words)) as edit:
        edit.put("goals", body_rows.from_goal(made))
    return made


def end_goal(diary: Diary, ended: Goal) -> None:
    """It is no goal any more, from today on. What was measured of it stays."""
    with diary.edit(EndedGoal(ended.id, ended.words)) as edit:
        edit.put("goals", {"id": ended.id, "until": diary.now().day.isoformat()})
