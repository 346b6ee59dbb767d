"""Times without a dose: between doses, since the last one, and of a medicine never recorded."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import timedelta

from diary_app.domain.days import Days
from diary_app.domain.dose_log import NOT_TAKEN, DoseLog
from diary_app.domain.evidence import Evidence, PlanEvent, PlanFact
from diary_app.domain.flag import Flag, of_rule
from diary_app.domain.matching import State, Window
from diary_app.domain.moment import DAY, Moment, moment
from diary_app.domain.plan import slots_of
from diary_app.domain.substance_log import LogSlot, SubstanceLog
from diary_app.frozen import dataclass

SETTLED = (*NOT_TAKEN, State.NOT_RECORDED)
NO_TIME = timedelta(0)
FIRST_TIMES = timedelta(days=45)  # the first planned time of a schedule lies within


@dataclass(frozen=True)
class Gap:
    """A time without a taken dose, with the slots in it that no dose answered.

    `full`: when it was as long as the rule asks and one of those slots was past. `certain`: it is
    as long even if every slot that nobody recorded was taken in its window.
    """

    since: Moment
    until: Moment
    full: Moment
    slots: tuple[LogSlot, ...]
    certain: bool
    before: Evidence | None


def gaps_of(log: SubstanceLog, longest: timedelta) -> tuple[Gap, ...]:
    """The times of `longest` or more without a dose by mouth, oldest first.

    Hours of days without a plan (days off, holds, as needed) do not count, nor does the time before
    the first dose ever recorded, unless the patient says that doses were missed.
    """
    unanswered = [slot for slot in log.slots if slot.state in SETTLED]
    moments = [slot.answered.slot.at.utc for slot in unanswered]
    found = []
    for since, until, before in _times_without(log, longest):
        inside = unanswered[bisect_left(moments, since.utc) : bisect_right(moments, until.utc)]
        clock = _Counted(log)
        if inside and clock.between(since, until) >= longest:
            full = _full(clock, since, until, inside, longest)
            certain = _certain(clock, since, until, inside, longest)
            found.append(Gap(since, until, full, tuple(inside), certain, before))
    return tuple(found)


def _times_without(
    log: SubstanceLog, longest: timedelta
) -> Iterator[tuple[Moment, Moment, Evidence | None]]:
    """From each dose to the next, and from the last to now; from the first missed slot without."""
    taken = log.taken
    if not taken:
        first = next((s.answered.slot.at for s in log.slots if s.state in NOT_TAKEN), None)
        if first is not None and log.now - first >= longest:
            yield first, log.now, None
        return
    ends = [one.dose.taken_at for one in taken[1:]] + [log.now]
    for one, until in zip(taken, ends, strict=True):
        if until - one.dose.taken_at >= longest:
            yield one.dose.taken_at, until, one.log.dose_fact(one.dose)


class _Counted:
    """The clock of the hours that count: those of days with planned doses, all before the log."""

    def __init__(self, log: SubstanceLog) -> None:
        self.log = log
        self.start = log.zones.start(log.span.since)

    def between(self, since: Moment, until: Moment) -> timedelta:
        time = max(min(self.start, until) - since, NO_TIME)
        first = max(since.day, self.log.span.since)
        for day in Days.through(first, max(until.day, first)):
            if self.log.to_be_taken(day):
                begins, ends = self.log.zones.start(day), self.log.zones.start(day + DAY)
                time += max(min(until, ends) - max(since, begins), NO_TIME)
        return time


def _full(
    clock: _Counted,
    since: Moment,
    until: Moment,
    inside: list[LogSlot],
    longest: timedelta,
) -> Moment:
    """When `longest` was full and a slot in it was known not to be recorded as taken."""
    settled = min(
        s.answered.window.closes if s.state is State.NOT_RECORDED else s.answered.slot.at
        for s in inside
    )
    if since < clock.start:
        settled = since  # which slots came first is no longer looked at
    full = since.shifted(longest)
    missing = longest - clock.between(since, full)
    while missing > NO_TIME and full < until:
        full = full.shifted(missing)
        missing = longest - clock.between(since, full)
    return min(max(full, settled), until)


def _certain(
    clock: _Counted,
    since: Moment,
    until: Moment,
    inside: list[LogSlot],
    longest: timedelta,
) -> bool:
    """Whether no way of taking the unrecorded doses in their windows leaves less than `longest`.

    Each is placed as late as it can be: that reaches furthest. A gap is only certain where the
    patient said of a slot in it that it was not taken.
    """
    if all(slot.state is State.NOT_RECORDED for slot in inside):
        return False
    unknown = [slot.answered.window for slot in inside if slot.state is State.NOT_RECORDED]
    start = max(since, clock.start) if unknown else since
    last = NO_TIME
    for window in sorted(unknown, key=lambda window: window.slot.at):
        opens, closes = _edges(clock, start, window)
        if opens - last >= longest:
            return True
        last = max(last, min(closes, last + longest))
    return clock.between(start, until) - last >= longest


def _edges(clock: _Counted, start: Moment, window: Window) -> tuple[timedelta, timedelta]:
    return clock.between(start, max(start, window.opens)), clock.between(
        start, max(start, window.closes)
    )


def gap_in_cover(log: SubstanceLog) -> Iterator[Flag]:
    """A day or more between taken doses, or since the last one, with a planned slot in it.

    It only asks where each slot that is not recorded may have been taken, and of a medicine that
    no file knows, after two days.
    """
    rule = log.rules.any("gap_in_cover")
    if rule is None:
        return
    asks = rule.unconfirmed_level or rule.level
    longest = log.rules.hours("gap_hours" if log.rules.known else "other_gap_hours")
    for gap in gaps_of(log, longest):
        evidence: list[Evidence] = [s.log.slot_fact(s.answered, s.state) for s in gap.slots]
        if gap.before is not None:
            evidence.append(gap.before)
        level = rule.level if gap.certain and log.rules.known else asks
        yield of_rule(rule, gap.full, evidence, level, max(gap.full, gap.until))
    for own in log.by_mouth:
        due = _never_recorded(own, log.rules.hours("never_recorded_hours"))
        if due is not None:
            record = own.courses[0].id
            fact = PlanFact(record, due, own.medicine.name, PlanEvent.NEVER_RECORDED, due.day)
            yield of_rule(rule, due, [fact], asks, log.now)


def _never_recorded(log: DoseLog, patience: timedelta) -> Moment | None:
    """When nothing had been recorded for `patience` since the entry and the first slot.

    None where anything was ever recorded of the medicine.
    """
    if log.doses or log.medicine.id in log.looked.recorded:
        return None
    first = _first_slot(log)
    if first is None:
        return None
    written = log.looked.entered.get(log.medicine.id)
    entered = first if written is None else moment(written, first.zone)
    due = max(first, entered).shifted(patience)
    return None if due > log.now else due


def _first_slot(log: DoseLog) -> Moment | None:
    for course in log.courses:
        days = course.days.clipped(Days(course.since, course.since + FIRST_TIMES))
        slots = [slot for slot in slots_of(log.plan, days, log.zones) if not slot.held]
        if slots:
            return slots[0].at
    return None
