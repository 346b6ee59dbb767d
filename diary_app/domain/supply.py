"""How long the tablets last: what is left of each strength, and the first day it will not do.

Stock is what was counted last, plus what came since, less what was taken since. The future is the
plan's own, taper steps included. Nothing counted means not known, never 0.

A strength is named in `StockEntry.strength` by `str(strength)` (`10 mg tablet`), and by "" where
the medicine has none; it is counted in tablets, or in mL for a liquid.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from diary_app.domain.days import Days
from diary_app.domain.dose import Dose, Taken
from diary_app.domain.matching import State, state_of
from diary_app.domain.medicine import Medicine, StockEntry, made_of, volume_of
from diary_app.domain.moment import DAY, Moment, Zones
from diary_app.domain.plan import Plan, Slot, slots_of
from diary_app.domain.quantity import Quantity
from diary_app.domain.schedule import Schedule, asks_for_doses, gap_after_last, one_dose
from diary_app.domain.sheet import matched
from diary_app.domain.taper import TaperPlan, last_day
from diary_app.frozen import dataclass

COUNT, REFILL = "count", "refill"
HORIZON = timedelta(days=3 * 365)
_AT_ONCE = timedelta(days=56)


@dataclass(frozen=True)
class Left:
    """What is left of a strength, None where it was never counted."""

    strength: str
    count: Decimal | None


@dataclass(frozen=True)
class StrengthEnd:
    """The first day on which `strength` will not do, None if it lasts as far as the plan goes."""

    strength: str
    day: date | None


@dataclass(frozen=True)
class RunOut:
    """The first day that is not fully covered, over all counted strengths and for each.

    None: the stock lasts until the plan ends, or for three years. A strength that was never
    counted is left out.
    """

    day: date | None
    strengths: tuple[StrengthEnd, ...]


def counted_out(amount: Quantity, medicine: Medicine) -> dict[str, Decimal] | None:
    """How much of each strength a dose of `amount` uses up, None where it cannot be known."""
    if not medicine.strengths:
        return {"": amount.value} if amount.unit == medicine.unit else None
    volume = volume_of(amount, medicine)
    if volume is not None:
        liquid = next(s for s in medicine.strengths if s.per.unit == volume.unit)
        return {str(liquid): volume.value}
    return {str(strength): number for strength, number in made_of(amount, medicine)} or None


def stock_left(
    medicine: Medicine, stock: Iterable[StockEntry], doses: Iterable[Dose], now: Moment
) -> tuple[Left, ...]:
    """What is left of each strength at `now`, never below 0.

    None for a strength that was never counted, or from which a dose was taken since that cannot
    be counted out. `stock` comes oldest first, of one moment in the order of entry; `doses` are
    the medicine's since the last count, or more.
    """
    names = [str(strength) for strength in medicine.strengths] or [""]
    own = [e for e in stock if e.medicine_id == medicine.id and e.at <= now]
    taken = [d for d in doses if isinstance(d, Taken) and d.medicine_id == medicine.id]
    return tuple(
        Left(name, _left(name, medicine, [e for e in own if e.strength == name], taken))
        for name in names
    )


def _left(
    name: str, medicine: Medicine, entries: Sequence[StockEntry], taken: Sequence[Taken]
) -> Decimal | None:
    counted = [number for number, entry in enumerate(entries) if entry.kind == COUNT]
    if not counted:
        return None
    last, since = entries[counted[-1]], entries[counted[-1] + 1 :]
    left = last.count + sum((e.count for e in since), Decimal(0))
    for dose in taken:
        # The first count comes with the medicine: a dose at that very moment was entered after it.
        if dose.taken_at > last.at or (dose.taken_at == last.at and len(counted) == 1):
            used = None if dose.amount is None else counted_out(dose.amount, medicine)
            if used is None:
                return None
            left -= used.get(name, Decimal(0))
    return max(left, Decimal(0))


def run_out(
    plan: Plan, stock: Iterable[StockEntry], doses: Sequence[Dose], now: Moment, zones: Zones
) -> RunOut | None:
    """The first day the stock does not cover, going through the plan from `now` on.

    None where it cannot be known: nothing was counted, an amount cannot be made of the strengths,
    or the plan sets no times (as needed, a pump). Open doses of today are still to be taken.
    `doses` as for `stock_left` and `sheet.matched`.
    """
    counts = stock_left(plan.medicine, stock, doses, now)
    left = {s.strength: s.count for s in counts if s.count is not None}
    if not left or _without_times(plan, now.day):
        return None
    ends: dict[str, date | None] = dict.fromkeys(left)
    uncounted = False
    for day, amount in _needs(plan, doses, now, zones):
        used = counted_out(amount, plan.medicine)
        if used is None:
            return None
        uncounted |= not used.keys() <= left.keys()
        for strength in used.keys() & left.keys():
            left[strength] -= used[strength]
            if left[strength] < 0 and ends[strength] is None:
                ends[strength] = day
        if None not in ends.values():
            break
    found = [day for day in ends.values() if day is not None]
    if uncounted and not found:
        return None
    return RunOut(min(found, default=None), tuple(StrengthEnd(s, d) for s, d in ends.items()))


def _without_times(plan: Plan, day: date) -> bool:
    course = plan.course_on(day)
    return course is not None and not asks_for_doses(course.schedule)


def _needs(
    plan: Plan, doses: Sequence[Dose], now: Moment, zones: Zones
) -> Iterator[tuple[date, Quantity]]:
    """The day and amount of each dose still to come, in order, up to the horizon."""
    own = [dose for dose in doses if dose.medicine_id == plan.medicine.id]
    today = now.day
    course = plan.course_on(today)
    if course is not None and gap_after_last(course.schedule) is not None:
        yield from _after_last(plan, course.schedule, own, now)
        return
    for answered in matched(plan, own, Days.of(today), zones).answers:
        if state_of(answered, now) in (State.LATER, State.DUE, State.LATE):
            yield answered.slot.day, answered.slot.amount
    ahead = Days(today + DAY, today + DAY + _AT_ONCE)
    while ahead.since < today + HORIZON and _goes_on(plan, ahead.since):
        for slot in slots_of(plan, ahead, zones):
            if not slot.held:
                yield slot.day, slot.amount
        ahead = Days(ahead.end, ahead.end + _AT_ONCE)


def _goes_on(plan: Plan, day: date) -> bool:
    return any(not course.days.over_on(day) for course in plan.all_courses())


def _after_last(
    plan: Plan, schedule: Schedule, doses: Sequence[Dose], now: Moment
) -> Iterator[tuple[date, Quantity]]:
    gap, amount = gap_after_last(schedule), one_dose(schedule)
    assert gap is not None and amount is not None
    last = max((dose.taken_at for dose in doses if isinstance(dose, Taken)), default=None)
    at = now if last is None else max(now, last.shifted(gap))
    while at - now < HORIZON:
        course = plan.course_on(at.day)
        if course is None or course.schedule != schedule:
            return
        if not plan.held_on(at.day):
            yield at.day, amount
        at = at.shifted(gap)


def uncovered_days(
    out: RunOut, plan: Plan, refill_on: date | None, zones: Zones
) -> tuple[date, ...]:
    """The days with planned doses from the run-out day on, before the day of the next refill."""
    if out.day is None or refill_on is None or out.day >= refill_on:
        return ()
    slots = slots_of(plan, Days(out.day, refill_on), zones)
    return tuple(sorted({slot.day for slot in slots if not slot.held}))


def needed_to_finish(
    plan: Plan, taper: TaperPlan, since: date, zones: Zones
) -> tuple[Left, ...] | None:
    """How much of each strength the taper still asks for from the day `since` on.

    None where the taper has no last day, or an amount cannot be made of the strengths.
    """
    last = last_day(taper)
    if last is None:
        return None
    wanted = dict.fromkeys([str(s) for s in plan.medicine.strengths] or [""], Decimal(0))
    for slot in _taper_slots(plan, taper, Days.through(since, last), zones):
        used = counted_out(slot.amount, plan.medicine)
        if used is None:
            return None
        for strength, number in used.items():
            wanted[strength] += number
    return tuple(Left(strength, number) for strength, number in wanted.items())


def _taper_slots(plan: Plan, taper: TaperPlan, days: Days, zones: Zones) -> Iterator[Slot]:
    alone = Plan(plan.medicine, holds=plan.holds, tapers=(taper,))
    yield from (slot for slot in slots_of(alone, days, zones) if not slot.held)
