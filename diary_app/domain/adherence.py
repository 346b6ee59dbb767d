"""The figures of a medicine's doses over a span, each with the number it rests on.

Formulas: `clinical.md` 4.3 and the `stats` shape of the command line's contract. Sums run across
courses and never average percentages. A slot is counted when it is answered, or when nobody
answered it and it is late; slots the clinician paused stand apart, and so do doses taken only when
needed. No data is never zero: what cannot be said is None.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from diary_app.domain.days import NEIGHBOURS_AROUND, Days
from diary_app.domain.dose import Dose, Taken, amounts_known
from diary_app.domain.gaps import Gap, gaps_of
from diary_app.domain.matching import Answered, Matched, State, state_of
from diary_app.domain.medicine import Medicine, in_own_unit
from diary_app.domain.moment import DAY, Moment, Zones
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import Quantity, total
from diary_app.domain.sheet import matched, within
from diary_app.frozen import dataclass

FEWEST_RECORDED = 10  # recorded slots; with fewer: counts, no percentage (clinical.md 4.3)
LEAST_RECORDED_SHARE = 0.5
LONG_GAP = timedelta(hours=24)


@dataclass(frozen=True)
class Share:
    """`n` of `of`, both counts."""

    n: int
    of: int


@dataclass(frozen=True)
class Timing:
    """`n` of `of` taken slots whose dose came within its tolerance of the planned time.

    `minutes` is the tolerance (the median one where slots differ), None with nothing to count.
    """

    n: int
    of: int
    minutes: float | None


@dataclass(frozen=True)
class AsNeededUse:
    """Doses of a medicine on the `days` it was to be taken only when needed.

    `median_per_day` counts doses on the days it was used, None if it never was.
    `days_above_maximum` is None where the prescriber gave no maximum.
    """

    doses: int
    days_used: int
    days: int
    median_per_day: float | None
    most_per_day: int
    most_amount: Quantity
    days_above_maximum: int | None


@dataclass(frozen=True)
class Figures:
    """What is known of one medicine's doses in a span.

    `taken` leaves partial doses out. `mg_taken` is everything taken, partial, extra and as-needed
    doses included; `mg_planned` adds up the counted slots; `mg_covered` is what was taken of
    `mg_recorded`, the plan of the recorded slots, each slot up to its own amount. All are in the
    medicine's own unit. `days_not_recorded`: days over of which no slot was answered; on
    `days_without` every slot was answered, and with none taken.
    """

    medicine: Medicine
    taken: int
    partial: int
    skipped: int
    missed: int
    not_recorded: int
    held: int
    extra: int
    full_dose_days: Share
    within_window: Timing
    mg_taken: Quantity
    mg_extra: Quantity
    mg_planned: Quantity
    mg_covered: Quantity
    mg_recorded: Quantity
    gaps: tuple[Gap, ...]
    longest_gap: Gap | None
    longest_gap_possible: Gap | None
    as_needed: AsNeededUse | None
    days_not_recorded: int = 0
    days_without: int = 0

    @property
    def recorded(self) -> int:
        """The counted slots somebody answered."""
        return self.taken + self.partial + self.skipped + self.missed

    @property
    def planned(self) -> int:
        """The counted slots."""
        return self.recorded + self.not_recorded

    @property
    def recorded_share(self) -> float | None:
        """Recorded of planned, always shown; None only where nothing was planned."""
        return self.recorded / self.planned if self.planned else None

    @property
    def enough_recorded(self) -> bool:
        """Whether the record carries a percentage: 10 recorded slots and half of all."""
        share = self.recorded_share
        return (
            share is not None and self.recorded >= FEWEST_RECORDED and share >= LEAST_RECORDED_SHARE
        )

    @property
    def taken_of_recorded(self) -> float | None:
        """Taken of recorded slots, None where the record is too thin."""
        return self.taken / self.recorded if self.enough_recorded else None

    @property
    def low(self) -> float | None:
        """The share taken if nothing unrecorded was, None where the record is too thin."""
        return self.taken / self.planned if self.enough_recorded else None

    @property
    def high(self) -> float | None:
        """The share taken if all that is unrecorded was, None where the record is too thin."""
        if not self.enough_recorded:
            return None
        return (self.taken + self.not_recorded) / self.planned

    @property
    def mg_taken_of_recorded(self) -> float | None:
        """The share of the recorded slots' amount that was taken; extra doses hide no gap."""
        if not self.enough_recorded or not self.mg_recorded.value:
            return None
        return float(self.mg_covered.value / self.mg_recorded.value)

    @property
    def longest_gap_hours(self) -> float | None:
        """The longest time that was certainly without a dose, in hours; see `gaps.gaps_of`."""
        return self.longest_gap.hours if self.longest_gap else None

    @property
    def longest_gap_possible_hours(self) -> float | None:
        """The longest there may have been, if nothing that was not recorded was taken."""
        return self.longest_gap_possible.hours if self.longest_gap_possible else None

    @property
    def long_gaps(self) -> tuple[Gap, ...]:
        """The confirmed gaps of 24 hours and more that hold at least one planned slot."""
        return tuple(g for g in self.gaps if g.certain and g.slots and g.length >= LONG_GAP)


def figures(plan: Plan, doses: Sequence[Dose], days: Days, now: Moment, zones: Zones) -> Figures:
    """The figures of `days` (which have an end) as they stand at `now`.

    `doses` are the medicine's, as for `sheet.matched`; others are passed over.
    """
    own = [dose for dose in doses if dose.medicine_id == plan.medicine.id]
    around = matched(plan, own, days.widened(NEIGHBOURS_AROUND), zones)
    return figures_of(plan, own, around, days, now, zones)


def figures_of(
    plan: Plan, own: Sequence[Dose], around: Matched, days: Days, now: Moment, zones: Zones
) -> Figures:
    """The same of doses that are matched: `around` holds `days` and `NEIGHBOURS_AROUND`."""
    found = within(around, days)
    every = [(answered, counted(answered, now)) for answered in found.answers]
    slots = [(answered, state) for answered, state in every if state is not None]
    count = Counter(state for _answered, state in slots)
    extras = [d for d in found.extras if plan.as_needed_on(d.taken_at.day) is None]
    when_needed = [d for d in found.extras if plan.as_needed_on(d.taken_at.day) is not None]
    answering = [a.dose for a in found.answers if isinstance(a.dose, Taken)]
    span = zones.start(days.since), zones.start(days.end)
    gaps = gaps_of(plan, own, around.answers, span, now)
    by_day = _by_day(every)
    return Figures(
        medicine=plan.medicine,
        taken=count[State.TAKEN],
        partial=count[State.PARTIAL],
        skipped=count[State.SKIPPED],
        missed=count[State.MISSED],
        not_recorded=count[State.NOT_RECORDED],
        held=count[State.HELD],
        extra=len(extras),
        full_dose_days=_full_dose_days(by_day),
        within_window=_timing(slots),
        mg_taken=_amount(plan.medicine, [*answering, *found.extras]),
        mg_extra=_amount(plan.medicine, extras),
        mg_planned=_planned(plan.medicine, [a for a, s in slots if s != State.HELD]),
        mg_covered=_covered(plan.medicine, answering, found.answers),
        mg_recorded=_planned(plan.medicine, [a for a, _ in slots if a.dose is not None]),
        gaps=gaps.long,
        longest_gap=gaps.longest,
        longest_gap_possible=gaps.longest_possible,
        as_needed=_as_needed(plan, when_needed, days.before(now.day + DAY)),
        days_not_recorded=_days_of(by_day, {State.NOT_RECORDED}),
        days_without=_days_of(by_day, {State.MISSED, State.SKIPPED}),
    )


def counted(answered: Answered, now: Moment) -> State | None:
    """The state under which the figures count a slot at `now`, None while it is still open.

    An unanswered slot counts as not recorded as soon as it is late.
    """
    if answered.dose is None and now - answered.slot.at < answered.window.tolerance:
        return None
    state = state_of(answered, now)
    return State.NOT_RECORDED if state == State.LATE else state


def _by_day(every: Sequence[tuple[Answered, State | None]]) -> tuple[frozenset[State], ...]:
    """The states of each day whose slots are all over. Paused slots drop out, and days of them."""
    found: dict[date, set[State | None]] = {}
    for answered, state in every:
        found.setdefault(answered.slot.day, set()).add(state)
    over = (states for states in found.values() if None not in states)
    days = (frozenset(s for s in states if s and s != State.HELD) for states in over)
    return tuple(states for states in days if states)


def _full_dose_days(by_day: Sequence[frozenset[State]]) -> Share:
    """Days with every slot taken, of the days whose slots are all known."""
    known = [states for states in by_day if State.NOT_RECORDED not in states]
    return Share(sum(states == {State.TAKEN} for states in known), len(known))


def _days_of(by_day: Sequence[frozenset[State]], states: set[State]) -> int:
    """How many days have slots of these states alone."""
    return sum(found <= states for found in by_day)


def _timing(slots: Sequence[tuple[Answered, State]]) -> Timing:
    timed = [
        (abs(answered.dose.taken_at - answered.slot.at), answered.window.tolerance)
        for answered, state in slots
        if state == State.TAKEN and isinstance(answered.dose, Taken) and answered.dose.time_known
    ]
    minutes = median(w.total_seconds() / 60 for _, w in timed) if timed else None
    return Timing(sum(off <= tolerance for off, tolerance in timed), len(timed), minutes)


def _amount(medicine: Medicine, doses: Sequence[Taken]) -> Quantity:
    return total([in_own_unit(one, medicine) for one in amounts_known(doses)], medicine.unit)


def _planned(medicine: Medicine, answers: Sequence[Answered]) -> Quantity:
    return total([in_own_unit(a.slot.amount, medicine) for a in answers], medicine.unit)


def _covered(medicine: Medicine, doses: Sequence[Taken], answers: Sequence[Answered]) -> Quantity:
    slots = [a.slot for a in answers if isinstance(a.dose, Taken)]
    return total(
        [
            min(in_own_unit(dose.amount, medicine), in_own_unit(slot.amount, medicine))
            for dose, slot in zip(doses, slots, strict=True)
            if dose.amount is not None
        ],
        medicine.unit,
    )


def _as_needed(plan: Plan, doses: Sequence[Taken], days: Days) -> AsNeededUse | None:
    """The use on the as-needed days among `days`, None where there are no such days."""
    open_days = [day for day in days if plan.as_needed_on(day) is not None]
    if not open_days:
        return None
    per_day: dict[date, list[Taken]] = {}
    for dose in doses:
        per_day.setdefault(dose.taken_at.day, []).append(dose)
    amounts = {day: _amount(plan.medicine, taken) for day, taken in per_day.items()}
    counts = [len(taken) for taken in per_day.values()]
    courses = [plan.course_on(day) for day in open_days]
    limits = {c.prescription.max_per_day for c in courses if c} - {None}
    return AsNeededUse(
        doses=len(doses),
        days_used=len(per_day),
        days=len(open_days),
        median_per_day=median(counts) if counts else None,
        most_per_day=max(counts, default=0),
        most_amount=max(amounts.values(), default=Quantity(Decimal(0), plan.medicine.unit)),
        days_above_maximum=_above(plan, amounts) if limits else None,
    )


def _above(plan: Plan, amounts: dict[date, Quantity]) -> int:
    found = 0
    for day, amount in amounts.items():
        course = plan.course_on(day)
        most = course.prescription.max_per_day if course else None
        if most is not None and amount > in_own_unit(most, plan.medicine):
            found += 1
    return found
