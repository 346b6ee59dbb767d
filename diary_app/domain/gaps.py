"""The times between taken doses: which were longer than planned, and which are known for sure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import pairwise
from operator import attrgetter

from diary_app.domain.days import Days
from diary_app.domain.dose import Dose, Taken
from diary_app.domain.matching import Answered
from diary_app.domain.moment import Moment
from diary_app.domain.plan import Plan
from diary_app.domain.schedule import asks_for_doses
from diary_app.frozen import dataclass

_INSTANT = attrgetter("utc")
TOO_LONG = 1.5  # times the prescribed interval (clinical.md 4.3)


@dataclass(frozen=True)
class Gap:
    """A time without a taken dose, from a dose until the next.

    `slots` planned doses lie in it that were not taken; `certain` is False where nobody recorded
    one of them, so that a dose may have been taken. `running`: no dose has ended it yet.
    """

    since: Moment
    until: Moment
    slots: int
    certain: bool
    running: bool = False

    @property
    def length(self) -> timedelta:
        """How long, in elapsed time."""
        return self.until - self.since

    @property
    def hours(self) -> float:
        """How long, in hours, unrounded."""
        return self.length.total_seconds() / 3600


@dataclass(frozen=True)
class Gaps:
    """`long`: those over 1.5 times the prescribed interval. `longest`: of the certain ones.

    `longest_possible` counts those in which a slot was not recorded too: so long it may have been.
    None where there is none.
    """

    long: tuple[Gap, ...]
    longest: Gap | None
    longest_possible: Gap | None


def gaps_of(
    plan: Plan,
    doses: Sequence[Dose],
    answers: Sequence[Answered],
    span: tuple[Moment, Moment],
    now: Moment,
) -> Gaps:
    """The intervals without a dose in `span` (start, end): the long ones, and the longest.

    Intervals run between consecutive taken doses, extra and partial ones too, and are cut at the
    span's edges: from its start if a dose was taken before, and from the last dose to the end (or
    `now`) as far as the slots after it are confirmed as not taken. A pause ends an interval; times
    without a plan of doses are left out. `answers` are those of the span and a day around it.
    """
    start, end = span
    taken = sorted((d.taken_at for d in doses if isinstance(d, Taken)), key=_INSTANT)
    first = bisect_left(taken, start.utc, key=_INSTANT)
    inside = taken[first : bisect_left(taken, end.utc, key=_INSTANT)]
    if first:
        inside.insert(0, start)
    untaken = _Untaken(answers)
    every = [_between(since, until, untaken) for since, until in pairwise(inside)]
    if inside:
        every.append(_running(inside[-1], min(end, now), untaken))
    found = [gap for gap in every if gap is not None]
    prescribed = _Prescribed(answers)
    # Whether doses were planned throughout takes longest to say, so it is asked last.
    long = (gap for gap in found if prescribed.exceeded_by(gap))
    return Gaps(
        long=tuple(gap for gap in long if _planned_throughout(plan, gap)),
        longest=_longest(plan, (gap for gap in found if gap.certain)),
        longest_possible=_longest(plan, found),
    )


def _longest(plan: Plan, found: Iterable[Gap]) -> Gap | None:
    """Of several as long the first."""
    in_order = sorted(found, key=lambda gap: gap.length, reverse=True)
    return next((gap for gap in in_order if _planned_throughout(plan, gap)), None)


class _Untaken:
    """The slots that no taken dose answers, in order of instant."""

    def __init__(self, answers: Sequence[Answered]) -> None:
        self.slots = [answered for answered in answers if not isinstance(answered.dose, Taken)]
        self.starts = [answered.slot.at.utc for answered in self.slots]

    def between(self, since: Moment, until: Moment) -> list[Answered]:
        """Those after `since` and before `until`."""
        first = bisect_right(self.starts, since.utc)
        return self.slots[first : max(first, bisect_left(self.starts, until.utc))]


def _between(since: Moment, until: Moment, untaken: _Untaken) -> Gap | None:
    missing = untaken.between(since, until)
    held = next((n for n, answered in enumerate(missing) if answered.slot.held), None)
    if held is not None:
        until, missing = missing[held].slot.at, missing[:held]
        if not missing:
            return None
    certain = all(answered.dose is not None for answered in missing)
    return Gap(since, until, len(missing), certain)


def _running(since: Moment, stop: Moment, untaken: _Untaken) -> Gap | None:
    """From the last dose until the first slot that nobody answered, None if none is confirmed."""
    missing = untaken.between(since, stop)
    unknown = [answered.slot.at for answered in missing if answered.dose is None]
    until = min([stop, *unknown])
    confirmed = [answered for answered in missing if answered.slot.at < until]
    return Gap(since, until, len(confirmed), certain=True, running=True) if confirmed else None


def _planned_throughout(plan: Plan, gap: Gap) -> bool:
    last = gap.until.shifted(-timedelta(microseconds=1)).day  # midnight ends the day before
    for day in Days.through(gap.since.day, last):
        course = plan.course_on(day)
        if course is None or not asks_for_doses(course.schedule):
            return False
    return True


class _Prescribed:
    """The interval the plan sets after a moment: from the slot answered there to the next one."""

    def __init__(self, answers: Sequence[Answered]) -> None:
        self.starts = [answered.slot.at.utc for answered in answers]
        self.answered_at = {
            answered.dose.taken_at.utc: number
            for number, answered in enumerate(answers)
            if isinstance(answered.dose, Taken)
        }

    def exceeded_by(self, gap: Gap) -> bool:
        around = bisect_right(self.starts, gap.since.utc) - 1
        number = self.answered_at.get(gap.since.utc, around)
        if not 0 <= number < len(self.starts) - 1:
            return False
        return gap.length > (self.starts[number + 1] - self.starts[number]) * TOO_LONG
