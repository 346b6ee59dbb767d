"""Too much, too close, too little left: the rules about doses that hold for every medicine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from diary_app.domain.dose_log import Day, DoseLog
from diary_app.domain.flag import Evidence, Flag, of_rule
from diary_app.domain.history import History
from diary_app.domain.knowledge import LabelMaximum, Rule
from diary_app.domain.medicine import Form, PumpRefill
from diary_app.domain.moment import DAY
from diary_app.domain.quantity import Quantity


def above_plan(log: DoseLog, rule: Rule) -> Iterator[Flag]:
    """More taken for a plan day than planned, or than the prescriber's maximum when only needed."""
    for day in log.days.values():
        if day.planned is not None:
            yield from _exceeded(log, day, day.planned, rule)


def _exceeded(log: DoseLog, day: Day, limit: Quantity, rule: Rule) -> Iterator[Flag]:
    """The flag of the dose with which the day's total went above `limit`."""
    everything = log.sum_taken(day)
    if everything is None or not everything > limit:
        return
    evidence = [log.dose_evidence(dose) for dose in day.taken]
    for number, dose in enumerate(day.taken, 1):
        reached = log.sum([dose.amount for dose in day.taken[:number]])
        if reached is not None and reached > limit:
            yield of_rule(rule, dose.taken_at, evidence)
            return


def doses_too_close(log: DoseLog, rule: Rule) -> Iterator[Flag]:
    """Two doses closer than the prescriber's minimum gap; one of unknown time says nothing."""
    timed = [dose for dose in log.taken if dose.time_known]
    for before, later in pairwise(timed):
        course = log.course_on(later.taken_at.day)
        if course is None or course.prescription.min_gap is None:
            continue
        if later.taken_at - before.taken_at < course.prescription.min_gap:
            evidence = [log.dose_evidence(before), log.dose_evidence(later)]
            yield of_rule(rule, later.taken_at, evidence)


def above_label_maximum(log: DoseLog, rule: Rule, maximum: LabelMaximum) -> Iterator[Flag]:
    """A planned or taken total above the label's maximum of the configured country, not for pumps.

    A course that is planned above it is noted once; its days only if more was taken than planned.
    """
    if log.medicine.form is Form.PUMP or log.medicine.unit != maximum.per_day.unit:
        return
    limit = maximum.per_day
    noted: set[str] = set()
    for day in log.days.values():
        course = log.course_on(day.day)
        if course is None or day.day > log.now.day:
            continue
        above = day.planned is not None and day.planned > limit
        if above and course.id not in noted:
            noted.add(course.id)
            until = course.until or log.now.day + DAY
            at = log.zones.start(course.since)
            piece = Evidence(course.id, at, f"{log.medicine.name} {day.planned} a day planned")
            yield of_rule(rule, at, [piece], until=min(log.zones.start(until), log.now))
        if not above or (day.planned is not None and _more(log, day, day.planned)):
            yield from _exceeded(log, day, limit, rule)


def _more(log: DoseLog, day: Day, planned: Quantity) -> bool:
    taken = log.sum_taken(day)
    return taken is not None and taken > planned


def pump_due(log: DoseLog, rule: Rule, history: History) -> Iterator[Flag]:
    """A pump's alarm or refill date that passed, both being last days, before the next filling."""
    own = [refill for refill in history.pump_refills if refill.medicine_id == log.medicine.id]
    in_order = sorted(own, key=lambda refill: refill.day)
    for refill, following in zip(in_order, [*in_order[1:], None], strict=False):
        due = min(_dates(refill), default=None)
        if due is None or (following is not None and following.day <= due):
            continue
        if log.course_on(due) is None:
            continue
        at = log.zones.start(due + DAY)
        until = log.now if following is None else log.zones.start(following.day)
        words = f"{log.medicine.name}, due on {due}"
        yield of_rule(rule, at, [Evidence(refill.id, at, words)], until=max(at, until))


def _dates(refill: PumpRefill) -> list[date]:
    return [day for day in (refill.alarm_date, refill.refill_by) if day is not None]


def run_out_before_refill(
    log: DoseLog, rule: Rule, history: History, uncovered: Sequence[date]
) -> Iterator[Flag]:
    """The stock ends before the next refill, leaving planned days `uncovered` (`supply`)."""
    stock = [e for e in history.stock if e.medicine_id == log.medicine.id and e.at <= log.now]
    if not uncovered or not stock:
        return
    entry = max(stock, key=lambda entry: entry.at)
    words = f"{log.medicine.name}, without from {min(uncovered)}"
    yield of_rule(rule, entry.at, [Evidence(entry.id, entry.at, words)], until=log.now)
