"""Too little of a medicine that must not end suddenly: gaps, small totals, courses that end."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from diary_app.domain.course import Course
from diary_app.domain.days import Days
from diary_app.domain.dose_log import NOT_TAKEN, DoseLog
from diary_app.domain.flag import Flag, of_rule, rule_of
from diary_app.domain.knowledge import KnowledgeBase
from diary_app.domain.matching import Answered, State
from diary_app.domain.moment import DAY, Moment
from diary_app.domain.schedule import is_as_needed, same_every_day
from diary_app.domain.taper import Stretch, TaperPlan, courses_of, stretches_of


def hours(base: KnowledgeBase, id: str) -> timedelta:
    """A threshold in hours as a time."""
    return timedelta(hours=float(base.threshold(id).value))


@dataclass(frozen=True)
class _Without:
    """A time without a taken dose; `settled` slots are answered as not taken or not recorded."""

    since: Moment
    until: Moment
    settled: tuple[tuple[Answered, State], ...]

    @property
    def unknown(self) -> list[Answered]:
        return [answered for answered, state in self.settled if state is State.NOT_RECORDED]


def gap_in_cover(log: DoseLog) -> Iterator[Flag]:
    """At least 24 h between taken doses, or since the last one, with a planned slot in them.

    Hours of days without a plan (days off, pauses, as needed) do not count, nor does the time
    before the first dose ever recorded, unless the patient says that doses were missed. Where slots
    are not recorded it only asks: each of them may have been taken.
    """
    rule = rule_of(log.base, "gap_in_cover")
    if rule is None or log.base is None:
        return
    longest = hours(log.base, "gap_hours")
    for gap in _times_without(log, longest):
        if not gap.settled or _counted(log, gap.since, gap.until) < longest:
            continue
        evidence = [log.slot_evidence(answered, state) for answered, state in gap.settled]
        before = next((dose for dose in log.taken if dose.taken_at == gap.since), None)
        if before is not None:
            evidence.append(log.dose_evidence(before))
        sure = not gap.unknown or _surely(log, gap, longest)
        level = rule.level if sure else rule.unconfirmed_level
        at = _raised_at(log, gap, longest)
        yield of_rule(rule, at, evidence, level, max(at, gap.until))


def _times_without(log: DoseLog, longest: timedelta) -> Iterator[_Without]:
    taken = [dose.taken_at for dose in log.taken]
    ends = [*taken[1:], log.now] if taken else []
    if not taken:
        first = next((a.slot.at for a, state in log.slots if state in NOT_TAKEN), None)
        taken, ends = ([first], [log.now]) if first is not None else ([], [])
    for since, until in zip(taken, ends, strict=True):
        if until - since < longest:
            continue
        settled = [
            (answered, state)
            for answered, state in log.slots
            if since <= answered.slot.at <= until and state in (*NOT_TAKEN, State.NOT_RECORDED)
        ]
        yield _Without(since, until, tuple(settled))


def _counted(log: DoseLog, since: Moment, until: Moment) -> timedelta:
    """The time from `since` to `until` on days with planned doses; all of it before the log."""
    time = max(min(log.zones.start(log.first), until) - since, timedelta(0))
    for day in Days.through(max(since.day, log.first), until.day):
        if log.to_be_taken(day):
            begins, ends = log.zones.start(day), log.zones.start(day + DAY)
            time += max(min(until, ends) - max(since, begins), timedelta(0))
    return time


def _surely(log: DoseLog, gap: _Without, longest: timedelta) -> bool:
    """Whether 24 h are without a dose even if every slot not recorded was taken after all."""
    windows = {a.slot.at.utc: a.window for a in gap.unknown}
    known = sorted(windows.values(), key=lambda window: window.slot.at)
    starts = [gap.since, *(window.closes for window in known)]
    ends = [*(window.opens for window in known), gap.until]
    return any(
        _counted(log, since, until) >= longest
        and any(since <= a.slot.at <= until for a, state in gap.settled if state in NOT_TAKEN)
        for since, until in zip(starts, ends, strict=True)
    )


def _raised_at(log: DoseLog, gap: _Without, longest: timedelta) -> Moment:
    """When 24 h were full and a slot in them was known not to be recorded as taken."""
    settled = min(
        a.window.closes if state is State.NOT_RECORDED else a.slot.at for a, state in gap.settled
    )
    if gap.since < log.zones.start(log.first):
        settled = gap.since  # which slots came first is no longer looked at
    full = gap.since.shifted(longest)
    missing = longest - _counted(log, gap.since, full)
    while missing > timedelta(0) and full < gap.until:
        full = full.shifted(missing)
        missing = longest - _counted(log, gap.since, full)
    return min(max(full, settled), gap.until)


def under_half_of_plan(log: DoseLog) -> Iterator[Flag]:
    """Less than half of the plan on two days in a row, every slot answered, outside a taper."""
    if log.base is not None and rule_of(log.base, "under_half_of_plan") is not None:
        share = log.base.threshold("under_half_share").value
        number = int(log.base.threshold("under_half_days").value)
        low = [day for day in _days_below(log, share) if not _tapering(log, day)]
        yield from _in_a_row(log, "under_half_of_plan", low, number)


def taper_faster_than_plan(log: DoseLog) -> Iterator[Flag]:
    """Less than the step in force on two days of a taper in a row, or a later step's dose already.

    Every slot is answered; a day with a forgotten dose is no step ahead.
    """
    if log.base is not None and rule_of(log.base, "taper_faster_than_plan") is not None:
        number = int(log.base.threshold("taper_below_days").value)
        low = [day for day in _days_below(log, Decimal(1)) if _tapering(log, day)]
        early = {day for day in low if _a_step_ahead(log, day)}
        yield from _in_a_row(log, "taper_faster_than_plan", low, number, early)


def _days_below(log: DoseLog, share: Decimal) -> Iterator[date]:
    for day in log.days.values():
        taken = log.sum_taken(day)
        if taken is None or day.planned is None or not day.confirmed:
            continue
        if taken < day.planned.times(share):
            yield day.day


def _a_step_ahead(log: DoseLog, day: date) -> bool:
    """Whether the day's total was already as small as the next step's, with no dose forgotten."""
    taken = log.sum_taken(log.days[day])
    if taken is None or any(state is State.MISSED for _, state in log.days[day].slots):
        return False
    ahead = [c for c in log.courses if c.since > day and same_every_day(c.schedule)]
    # The same amount at other clock times is no step.
    amounts = (log.a_day(course) for course in ahead)
    following = next((a for a in amounts if a != log.days[day].planned), None)
    return not taken.value if following is None else not taken > following


def _in_a_row(
    log: DoseLog,
    rule_id: str,
    low: Sequence[date],
    number: int,
    at_once: Collection[date] = (),
) -> Iterator[Flag]:
    """A flag for each run of `number` days, or with a day `at_once`, raised as that day ends."""
    rule = rule_of(log.base, rule_id)
    assert rule is not None
    # Days in a row keep the same distance to their place in the list.
    for _, run in groupby(enumerate(low), key=lambda pair: pair[1] - pair[0] * DAY):
        found = [day for _, day in run]
        last = next((d for n, d in enumerate(found, 1) if n >= number or d in at_once), None)
        if last is not None:
            evidence = [log.slot_evidence(*slot) for day in found for slot in log.days[day].slots]
            at = log.zones.start(last + DAY)
            yield of_rule(rule, at, evidence, until=log.zones.start(found[-1] + DAY))


def _tapering(log: DoseLog, day: date) -> bool:
    """Whether a plan that comes down is under way on `day`.

    Its last step, if that goes on for good, is an ordinary dose again.
    """
    for taper in log.plan.tapers:
        for stretch in stretches_of(taper):
            if day in stretch.days:
                return _falls(log, taper) and stretch.days.until is not None
    return False


def _falls(log: DoseLog, taper: TaperPlan) -> bool:
    first, last = (log.sum([d.amount for d in taper.steps[n].doses]) for n in (0, -1))
    return first is not None and last is not None and last < first


def stopped_without_taper(log: DoseLog, same: Sequence[DoseLog]) -> Iterator[Flag]:
    """A course that ended with no taper and nothing after it.

    `same` are the logs of all medicines with the same active substance: another may go on.
    """
    rule = rule_of(log.base, "stopped_without_taper")
    if rule is None:
        return
    tapered = {course.id for taper in log.plan.tapers for course in _written_end(taper)}
    for course in log.courses:
        if course.until is None or is_as_needed(course.schedule) or course.id in tapered:
            continue
        if log.first <= course.until < log.end and not _goes_on(course, same):
            piece = log.course_evidence(course)
            yield of_rule(rule, piece.at, [piece])


def _written_end(taper: TaperPlan) -> Sequence[Course]:
    """The taper's last course, if it was reached as written."""
    dosed = [number for number, step in enumerate(taper.steps) if step.doses]
    reached: list[Stretch] = [s for s in stretches_of(taper) if taper.steps[s.step].doses]
    return courses_of(taper)[-1:] if reached and reached[-1].step == dosed[-1] else ()


def _goes_on(course: Course, same: Sequence[DoseLog]) -> bool:
    end = course.until
    assert end is not None
    return any(
        other.since <= end + DAY and not other.days.over_on(end)
        for log in same
        for other in log.courses
    )
