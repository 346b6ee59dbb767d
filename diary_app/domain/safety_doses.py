"""Too much, too close, too little left: the rules about doses that hold for every medicine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from diary_app.domain.days import Days
from diary_app.domain.dose_log import DoseLog
from diary_app.domain.evidence import Evidence, PumpFact, StockFact
from diary_app.domain.flag import Flag, of_rule
from diary_app.domain.history import History
from diary_app.domain.knowledge import LabelMaximum, Rule
from diary_app.domain.medicine import PumpRefill
from diary_app.domain.moment import DAY, Moment
from diary_app.domain.quantity import Quantity
from diary_app.domain.signs import SignsOfTooMuch
from diary_app.domain.substance_log import Amounts, Day, LogDose, SubstanceLog
from diary_app.frozen import dataclass


@dataclass(frozen=True)
class Excess:
    """A plan day on which more was taken than planned.

    `crossing` is the dose with which the total went above the plan. `doses` are those that made it
    too much: that one and all after it, and from the first on that was itself more than its slot.
    """

    part: Amounts
    day: Day
    taken: Quantity
    limit: Quantity
    crossing: LogDose
    doses: tuple[LogDose, ...]

    @property
    def at(self) -> Moment:
        """When the total went above the plan."""
        return self.crossing.dose.taken_at


def excesses_of(log: SubstanceLog) -> tuple[Excess, ...]:
    """Each plan day with more than planned, by more than can be a matter of measuring."""
    found = []
    for part in log.parts:
        for day in part.days.values():
            if day.limit is not None:
                excess = _above(part, day, day.limit, _tolerated(part, day.limit))
                if excess is not None:
                    found.append(excess)
    return tuple(found)


def _tolerated(part: Amounts, limit: Quantity) -> Quantity:
    """Half of the smallest strength; of a liquid a tenth of the plan."""
    if part.smallest is None:
        return limit.times(part.rules.number("tolerance_liquid"))
    return part.smallest.times(part.rules.number("tolerance_share"))


def _above(part: Amounts, day: Day, limit: Quantity, tolerated: Quantity) -> Excess | None:
    """Doses taken before the plan of the day began, or was written down, are not "more"."""
    counted = [
        one
        for one in day.taken
        if not one.log.before_it_was_decided(one.dose) and not _before_the_plan(one)
    ]
    taken = part.sum_taken(counted)
    most = limit + tolerated
    if taken is None or not taken > most:
        return None
    for number in range(len(counted)):
        reached = part.sum_taken(counted[: number + 1])
        if reached is not None and reached > most:
            more = (place for place, one in enumerate(counted) if _more_than_its_slot(day, one))
            first = min(number, next(more, number))
            return Excess(part, day, taken, limit, counted[number], tuple(counted[first:]))
    return None


def _more_than_its_slot(day: Day, one: LogDose) -> bool:
    """Whether the dose answers no slot, is larger than its slot, or came well before it.

    One that came early may be the extra: the slot's own dose then follows in its time.
    """
    own = (s.answered for s in day.slots if s.log is one.log and s.answered.dose is one.dose)
    answered = next(own, None)
    if answered is None:
        return True
    if one.dose.amount is None:
        return False  # nobody knows how much it was; it answers its slot
    planned, taken = (one.log.in_unit(a) for a in (answered.slot.amount, one.dose.amount))
    early = answered.slot.at - one.dose.taken_at > answered.window.tolerance
    return early or planned is None or taken is None or taken > planned


def _before_the_plan(one: LogDose) -> bool:
    """Whether it was taken before the first course of its medicine began, and answers no slot."""
    if one.dose.planned_at is not None or not one.log.courses:
        return not one.log.courses
    first, at = one.log.courses[0], one.dose.taken_at
    return at.day < first.since or not first.prescription.begun(at)


def above_plan(
    log: SubstanceLog,
    excesses: Sequence[Excess],
    raising: Sequence[Evidence],
    signs: SignsOfTooMuch,
) -> Iterator[Flag]:
    """More taken for a plan day than planned, as-needed limits included.

    An emergency where it is very much, with a sign of too much within a day after the dose, or, of
    a substance that a file knows, with one of the person's facts (`raising`).
    """
    rule = log.rules.any("above_plan")
    if rule is None:
        return
    for excess in excesses:
        evidence: list[Evidence] = [one.log.dose_fact(one.dose) for one in excess.day.taken]
        graver = list(signs.after([one.dose.taken_at for one in excess.doses]))
        if log.rules.known:
            graver += raising
        grave = bool(graver) or _very_much(excess)
        level = rule.worse_level if grave and rule.worse_level else rule.level
        yield of_rule(rule, excess.at, [*evidence, *graver], level)


def _very_much(excess: Excess) -> bool:
    part, rules = excess.part, excess.part.rules
    taken, limit = excess.taken, excess.limit
    if rules.known and part.in_mg(taken):
        twice = not taken < limit.times(rules.count("excess_times"))
        more = not taken < limit + rules.mg("excess_more")
        return (twice and more) or not taken < rules.mg("excess_total")
    times = limit.times(rules.count("excess_times_other"))
    return bool(limit.value) and not taken < times


def doses_too_close(log: SubstanceLog) -> Iterator[Flag]:
    """Two doses closer than the prescriber's minimum gap; one of unknown time says nothing."""
    rule = log.rules.any("doses_too_close")
    if rule is None:
        return
    timed = [one for one in log.taken if one.dose.time_known]
    for before, later in pairwise(timed):
        gaps = [
            course.prescription.min_gap
            for own in {before.log, later.log}
            for course in [own.course_on(later.dose.taken_at.day)]
            if course is not None and course.prescription.min_gap is not None
        ]
        if gaps and later.dose.taken_at - before.dose.taken_at < max(gaps):
            evidence = [one.log.dose_fact(one.dose) for one in (before, later)]
            yield of_rule(rule, later.dose.taken_at, evidence)


def taken_above_label(
    log: SubstanceLog, maximum: LabelMaximum | None, above: frozenset[date]
) -> Iterator[Flag]:
    """A taken total above the label's maximum of the configured country, not on a day of `above`.

    A day on which no more than an already noted plan was taken says nothing new.
    """
    rule = log.rules.own("above_label_maximum")
    if rule is None or maximum is None:
        return
    for part in log.parts:
        if not part.in_mg(Quantity(maximum.per_day.value, part.unit)):
            continue
        for day in part.days.values():
            most = maximum.per_day.to(part.unit)
            planned = day.limit is not None and day.limit > most
            if day.day in above or planned:
                continue
            excess = _above(part, day, most, most.times(0))
            if excess is not None:
                evidence = [one.log.dose_fact(one.dose) for one in day.taken]
                yield of_rule(rule, excess.at, evidence)


def pump_due(log: DoseLog, rule: Rule, history: History) -> Iterator[Flag]:
    """A pump's alarm or refill date that passed, both being last days, and no filling since.

    Each of the two says so when it passes: the second is news to who has seen the first.
    """
    for refill, _due, until in overdue(log, history):
        if until < log.now:
            continue
        for day in _dates(refill):
            if day < log.now.day and _runs_past(log, day):
                at = log.zones.start(day + DAY)
                fact = PumpFact(refill.id, at, log.medicine.name, day)
                yield of_rule(rule, at, [fact], until=max(at, until))


def overdue(log: DoseLog, history: History) -> Iterator[tuple[PumpRefill, date, Moment]]:
    """Each filling whose date passed, that date, and until when: the next filling clears it."""
    own = [refill for refill in history.pump_refills if refill.medicine_id == log.medicine.id]
    in_order = sorted(own, key=lambda refill: refill.day)
    for refill, following in zip(in_order, [*in_order[1:], None], strict=False):
        due = min(_dates(refill), default=None)
        if due is None or (following is not None and following.day <= due):
            continue
        if due < log.now.day and _runs_past(log, due):
            yield refill, due, log.now if following is None else log.zones.start(following.day)


def _runs_past(log: DoseLog, day: date) -> bool:
    """Whether the pump ran on `day`, or runs now: one entered late had passed its dates already."""
    return any(log.course_on(each) is not None for each in (day, log.now.day))


def _dates(refill: PumpRefill) -> list[date]:
    return [day for day in (refill.alarm_date, refill.refill_by) if day is not None]


def run_out_before_refill(
    log: SubstanceLog, own: DoseLog, history: History, uncovered: Sequence[date]
) -> Iterator[Flag]:
    """The stock ends before the next refill, leaving planned days `uncovered` (`supply`)."""
    rule = log.rules.any("run_out_before_refill")
    stock = [e for e in history.stock if e.medicine_id == own.medicine.id and e.at <= own.now]
    if rule is None or not uncovered or not stock:
        return
    entry, day = stock[-1], min(uncovered)
    soon = day in Days(own.now.day, own.now.day + log.rules.days("run_out_days") + DAY)
    level = rule.worse_level if soon and rule.worse_level else rule.level
    fact = StockFact(entry.id, entry.at, own.medicine.name, day)
    yield of_rule(rule, entry.at, [fact], level, own.now)
