"""Too little taken: less than half of the plan, and a taper that goes faster than it is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from diary_app.domain.dose_log import DoseLog
from diary_app.domain.flag import Flag, of_rule
from diary_app.domain.knowledge import Rule
from diary_app.domain.moment import DAY, Moment
from diary_app.domain.substance_log import Amounts, SubstanceLog
from diary_app.domain.taper import TaperPlan, stretches_of


def under_half_of_plan(log: SubstanceLog) -> Iterator[Flag]:
    """Less than half of the plan on two days in a row, every slot answered, outside a taper."""
    rule = log.rules.own("under_half_of_plan")
    if rule is None:
        return
    share, number = log.rules.number("under_half_share"), log.rules.count("under_half_days")
    for part in log.parts:
        low = [
            day
            for day, below in part.shares
            if below < share and not any(tapering(own, day) for own in part.logs)
        ]
        yield from _in_a_row(part, rule, low, number)


def taper_faster_than_plan(log: SubstanceLog) -> Iterator[Flag]:
    """A quarter or more below the step in force on two days in a row, every slot answered."""
    rule = log.rules.own("taper_faster_than_plan")
    if rule is None:
        return
    share = 1 - log.rules.number("taper_below_share")
    number = log.rules.count("taper_below_days")
    for part in log.parts:
        low = [
            day
            for day, below in part.shares
            if below <= share and any(tapering(own, day) for own in part.logs)
        ]
        yield from _in_a_row(part, rule, low, number)


def _in_a_row(part: Amounts, rule: Rule, low: Sequence[date], number: int) -> Iterator[Flag]:
    """A flag for each run of `number` days or more, raised by the last slot of its day `number`."""
    # Days in a row keep the same distance to their place in the list.
    for _, run in groupby(enumerate(low), key=lambda pair: pair[1] - pair[0] * DAY):
        days = [day for _, day in run]
        if len(days) >= number:
            slots = (slot for day in days for slot in part.days[day].slots)
            evidence = [slot.log.slot_fact(slot.answered, slot.state) for slot in slots]
            at, last = _answered_whole(part, days[number - 1]), _answered_whole(part, days[-1])
            yield of_rule(rule, at, evidence, until=max(at, last))


def _answered_whole(part: Amounts, day: date) -> Moment:
    """The moment of the last slot or dose of a day that is answered whole, at the latest now."""
    slots = [slot.answered.slot.at for slot in part.days[day].slots]
    taken = [one.dose.taken_at for one in part.days[day].taken]
    return min(max(slots + taken), part.now)


def tapering(log: DoseLog, day: date) -> bool:
    """Whether a plan that comes down is under way on `day`.

    Its last step, if that goes on for good, is an ordinary dose again.
    """
    for taper in log.plan.tapers:
        for stretch in stretches_of(taper):
            if day in stretch.days:
                return falls(log, taper) and stretch.days.until is not None
    return False


def falls(log: DoseLog, taper: TaperPlan) -> bool:
    """Whether the plan comes down, not up."""
    first, last = (log.sum([dose.amount for dose in taper.steps[n].doses]) for n in (0, -1))
    return first is not None and last is not None and last < first
