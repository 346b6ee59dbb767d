"""What a plan itself says: a stop, a deep cut, a hold without an end, more than the label."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from diary_app.domain.course import Course, DecidedBy
from diary_app.domain.days import Days
from diary_app.domain.dose_log import DoseLog
from diary_app.domain.evidence import PlanEvent, PlanFact
from diary_app.domain.flag import Flag, of_rule
from diary_app.domain.knowledge import LabelMaximum
from diary_app.domain.moment import DAY
from diary_app.domain.plan_totals import Stretch, stretches_of
from diary_app.domain.quantity import Quantity
from diary_app.domain.safety_less import falls
from diary_app.domain.schedule import is_as_needed
from diary_app.domain.substance_log import Amounts, SubstanceLog
from diary_app.domain.taper import TaperPlan, courses_of
from diary_app.domain.taper import stretches_of as steps_in_force
from diary_app.frozen import dataclass


def stopped_without_taper(log: SubstanceLog) -> Iterator[Flag]:
    """A course that ended, or a hold by the person's own decision, with no taper and nothing after.

    Where a pump of the substance runs on, it only asks.
    """
    rule = log.rules.own("stopped_without_taper")
    if rule is None:
        return
    for end in _ends(log):
        if end.day not in Days(log.span.since, log.now.day + DAY) or _goes_on(log, end):
            continue
        evidence = [end.log.plan_fact(end.record, end.event, end.day)]
        pump = None if end.log.is_pump else log.pump_on(end.day)
        if pump is not None:
            runs = PlanEvent.PUMP_RUNS
            evidence.append(
                PlanFact(pump[1].id, evidence[0].at, pump[0].medicine.name, runs, end.day)
            )
        level = rule.unconfirmed_level if pump is not None else rule.level
        yield of_rule(rule, evidence[0].at, evidence, level)


@dataclass(frozen=True)
class _End:
    """`day` is the first day without; `course` the one that ended or is on hold."""

    log: DoseLog
    course: Course
    record: str
    event: PlanEvent
    day: date


def _ends(log: SubstanceLog) -> Iterator[_End]:
    for own in log.all:
        tapered = {id for taper in own.plan.tapers for id in _tapered(log, own, taper)}
        for course in own.courses:
            until = course.days.until
            if until is None or is_as_needed(course.schedule) or course.id in tapered:
                continue
            yield _End(own, course, course.id, PlanEvent.ENDED, until)
        for hold in own.plan.holds:
            held = own.course_on(hold.days.since)
            if hold.decided_by is DecidedBy.ME and held is not None:
                yield _End(own, held, hold.id, PlanEvent.HELD, hold.days.since)


def _tapered(log: SubstanceLog, own: DoseLog, taper: TaperPlan) -> Iterator[str]:
    """The course that ended as the taper is written, or soon after its last step began."""
    dosed = [number for number, step in enumerate(taper.steps) if step.doses]
    reached = [s for s in steps_in_force(taper) if taper.steps[s.step].doses]
    if not falls(own, taper) or not reached or reached[-1].step != dosed[-1]:
        return
    last, course = reached[-1].days, courses_of(taper)[-1]
    written = not taper.steps[-1].doses
    if written or (last.until and last.until - last.since <= log.rules.days("taper_end_days")):
        yield course.id


def _goes_on(log: SubstanceLog, end: _End) -> bool:
    """Whether the substance is taken on after the end: by mouth, or after a pump by a pump."""
    logs = log.by_mouth if not end.log.is_pump else log.all
    for other in logs:
        for course in other.courses:
            if end.event is PlanEvent.HELD and other is end.log:
                continue
            if course.since <= end.day + DAY and not course.days.over_on(end.day + DAY):
                return True
    return False


def cut_without_taper(log: SubstanceLog) -> Iterator[Flag]:
    """The planned total falls by more than half in one step, or by three quarters in three days.

    It stood for a week or more before. A stop is judged by its own rule; the written end of a taper
    is none. What the prescriber decided is asked about, not accused.
    """
    rule = log.rules.own("cut_without_taper")
    if rule is None:
        return
    for part in log.parts:
        for cut in cuts_of(part):
            if cut.day not in Days(log.span.since, log.now.day + DAY):
                continue
            level = rule.unconfirmed_level if cut.prescribed else rule.level
            yield of_rule(rule, cut.fact.at, [cut.fact], level)


@dataclass(frozen=True)
class Cut:
    """The plan fell too far on `day`; `prescribed`: a prescriber decided so."""

    day: date
    fact: PlanFact
    prescribed: bool


def cuts_of(part: Amounts) -> Iterator[Cut]:
    """Every deep cut of the plan, in order of day."""
    rules, stretches = part.rules, stretches_of(part.logs)
    steady, quick = rules.count("cut_steady_days"), rules.days("cut_quick_days")
    left, left_quick = 1 - rules.number("fall_share"), 1 - rules.number("cut_quick_share")
    latest: date | None = None
    for number, after in enumerate(stretches):
        before = stretches[number - 1] if number else None
        if before is None or not after.total < before.total:
            continue
        day = after.days.since
        if after.nothing and (not _by_taper(part, day) or _written_end(part, day, before.total)):
            continue
        from_total = None
        if before.days.count >= steady and after.total < before.total.times(left):
            from_total = before.total
        else:
            recent = latest is not None and day - latest <= quick
            for high, following in pairwise(stretches[:number]):
                first = following.days.since
                deep = after.total < high.total.times(left_quick)
                if high.days.count >= steady and day - first <= quick and deep and not recent:
                    from_total = high.total
        if from_total is not None:
            latest = day
            yield _cut(part, after, from_total)


def _cut(part: Amounts, after: Stretch, before: Quantity) -> Cut:
    day = after.days.since
    ended = [(log, c) for log in part.logs for c in log.courses if c.days.until == day]
    log, course = after.begun[0] if after.begun else ended[0]
    taper = _taper_of(log, course)
    prescribed = bool(taper.prescriber) if taper else _decided(after) is DecidedBy.DOCTOR
    record = taper.id if taper else course.id
    return Cut(day, log.plan_fact(record, PlanEvent.FELL, day, after.total, before), prescribed)


def _decided(after: Stretch) -> DecidedBy | None:
    decided = (course.prescription.decided_by for _, course in after.begun)
    return next((one for one in decided if one is not None), None)


def _taper_of(log: DoseLog, course: Course) -> TaperPlan | None:
    id = course.id.partition("#")[0]
    return next((taper for taper in log.plan.tapers if taper.id == id), None)


def _by_taper(part: Amounts, day: date) -> bool:
    """Whether a taper's step without doses begins on `day`."""
    return any(
        stretch.days.since == day and not taper.steps[stretch.step].doses
        for log in part.logs
        for taper in log.plan.tapers
        for stretch in steps_in_force(taper)
    )


def _written_end(part: Amounts, day: date, before: Quantity) -> bool:
    """Whether nothing follows on little enough: a third of the first step, or 10 mg."""
    small = part.rules.mg("taper_end_mg")
    if part.in_mg(before) and not before > small:
        return True
    parts = part.rules.count("taper_end_parts")
    for log in part.logs:
        for taper in log.plan.tapers:
            own = part.sum([(log, dose.amount) for dose in taper.steps[0].doses])
            ends = any(s.days.since == day for s in steps_in_force(taper))
            if ends and own is not None and not before.times(parts) > own:
                return True
    return False


def falls_of(part: Amounts) -> Iterator[tuple[date, PlanFact]]:
    """The days on which the plan has fallen by more than half within a week, whoever decided."""
    stretches = stretches_of(part.logs)
    within = part.rules.days("fall_days")
    left = 1 - part.rules.number("fall_share")
    for number, after in enumerate(stretches[1:], 1):
        day = after.days.since
        recent = [
            stretch.total
            for stretch in stretches[:number]
            if stretch.days.until is not None and day - (stretch.days.until - DAY) <= within
        ]
        high = max(recent, key=lambda total: total.value)
        falling = after.total < stretches[number - 1].total
        if falling and after.total < high.times(left):
            logs = [(log, c) for log in part.logs for c in log.courses if c.days.until == day]
            log, course = after.begun[0] if after.begun else logs[0]
            yield day, log.plan_fact(course.id, PlanEvent.FELL, day, after.total, high)


def hold_open(log: SubstanceLog) -> Iterator[Flag]:
    """A hold without an end, from its third day on, then every seven days."""
    rule = log.rules.own("hold_open")
    if rule is None:
        return
    first, every = log.rules.count("hold_open_day"), log.rules.days("hold_open_every")
    for own in log.all:
        for hold in own.plan.holds:
            day = hold.days.since + (first - 1) * DAY
            if hold.days.until is not None:
                continue
            while day <= log.now.day:
                if day >= log.span.since and own.course_on(day) is not None:
                    fact = own.plan_fact(hold.id, PlanEvent.HELD, day)
                    yield of_rule(rule, fact.at, [fact])
                day += every


def planned_above_label(
    log: SubstanceLog, maximum: LabelMaximum | None, above: frozenset[date]
) -> Iterator[Flag]:
    """A plan above the label's maximum a day, once for each plan; not on a day of `above`."""
    rule = log.rules.own("above_label_maximum")
    if rule is None or maximum is None:
        return
    noted: set[frozenset[str]] = set()
    for part in log.parts:
        for day in part.span.clipped(Days(part.span.since, log.now.day + DAY)):
            courses = [(own, own.course_on(day)) for own in part.logs]
            in_force = [(own, course) for own, course in courses if course is not None]
            plan = frozenset(course.id for _, course in in_force)
            if not plan or plan in noted or day in above:
                continue
            planned = part.day(day).limit
            if planned is None or not planned.converts_to(maximum.per_day.unit):
                continue
            if planned > maximum.per_day:
                noted.add(plan)
                own, course = max(in_force, key=lambda pair: pair[1].since)
                fact = own.plan_fact(course.id, PlanEvent.ABOVE_LABEL, course.since, planned)
                ends = [c.days.until for _, c in in_force if c.days.until is not None]
                until = min([log.now, *(log.zones.start(end) for end in ends)])
                yield of_rule(rule, fact.at, [fact], until=max(fact.at, until))
