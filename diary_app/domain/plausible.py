"""What to ask before an amount or a day is stored that is probably a slip of the pen.

5000 mg for a 10 mg tablet, mg for mcg, a wrong year. The answer never changes what may be recorded:
a person who says "yes, that is it" is believed. Facts only; the words are `wording.plausible`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from diary_app.domain.checked_table import read_file
from diary_app.domain.knowledge import KnowledgeBase, LabelMaximum, StrengthRange
from diary_app.domain.knowledge_file import thresholds_of
from diary_app.domain.medicine import Form, Medicine, Strength, in_own_unit
from diary_app.domain.quantity import Quantity, Unit
from diary_app.domain.schedule import (
    Schedule,
    amount_a_day,
    amounts_of,
    pump_concentration,
    pump_rate,
    same_every_day,
)
from diary_app.frozen import dataclass

_THOUSAND = Decimal(1000)


@dataclass(frozen=True)
class Bounds:
    """The numbers of `resources/plausible.toml`: times, days, mg a day, mL a day, mL."""

    many_times: Decimal
    days_ahead: int
    supply_days: int
    pump_most: Quantity
    pump_least_flow: Decimal
    spoon: Decimal


@dataclass(frozen=True)
class FarFromStrength:
    """`amount` would be `pieces` of `strength`: tablets, or mL of a liquid or a pump (a day).

    `thousandth` or `thousandfold`: that many would be ordinary, so mg and mcg may be mixed up.
    """

    amount: Quantity
    strength: Strength
    pieces: Quantity
    thousandth: bool
    thousandfold: bool


@dataclass(frozen=True)
class FarFromPlanned:
    """`amount` is at most a twentieth, or at least 20 times, of what is planned there."""

    amount: Quantity
    planned: Quantity
    thousandth: bool
    thousandfold: bool


@dataclass(frozen=True)
class ManyPieces:
    """So many tablets or capsules (or so small a part of one) at once, of an unknown strength."""

    amount: Quantity


@dataclass(frozen=True)
class AboveLabelAtOnce:
    """One dose alone is above what the label names as the most for a day."""

    amount: Quantity
    maximum: LabelMaximum


@dataclass(frozen=True)
class UnusualStrength:
    """The strength lies far outside those that the substance comes in."""

    strength: Strength
    usual: StrengthRange


@dataclass(frozen=True)
class PumpAboveMost:
    """A pump's rate for a day above `most`."""

    rate: Quantity
    most: Quantity


@dataclass(frozen=True)
class LimitFar:
    """The prescriber's maximum for a day is far from what the plan gives on one."""

    limit: Quantity
    planned: Quantity


@dataclass(frozen=True)
class DayFarAhead:
    """A day of the plan more than a year ahead. `nearer`: the same day and month before that."""

    day: date
    nearer: date | None


@dataclass(frozen=True)
class SupplyForYears:
    """So many tablets that they would last `days` days."""

    count: Quantity
    days: int


Question = (
    FarFromStrength
    | FarFromPlanned
    | ManyPieces
    | AboveLabelAtOnce
    | UnusualStrength
    | PumpAboveMost
    | LimitFar
    | DayFarAhead
    | SupplyForYears
)


@dataclass(frozen=True)
class Known:
    """What an entry is compared with: the bounds, what is known of the substance, the country."""

    bounds: Bounds
    base: KnowledgeBase | None
    country: str


def parse_bounds(text: str) -> Bounds:
    """The bounds of a file's text. Raises `Malformed` for what is missing or unknown."""
    file = read_file(text)
    values = {threshold.id: threshold.value for threshold in thresholds_of(file)}
    file.done()
    names = ("many_times", "days_ahead", "supply_days", "pump_most", "pump_least_flow", "spoon")
    if sorted(values) != sorted(names):
        file.refuse("threshold", f"not_exactly: {', '.join(names)}")
    return Bounds(
        values["many_times"],
        int(values["days_ahead"]),
        int(values["supply_days"]),
        Quantity(values["pump_most"], Unit.MG),
        values["pump_least_flow"],
        values["spoon"],
    )


def of_plan(
    medicine: Medicine, schedule: Schedule, limit: Quantity | None, known: Known
) -> tuple[Question, ...]:
    """What to ask of a medicine's strengths, its planned amounts and its maximum for a day."""
    asked: list[Question] = list(_strengths(medicine, known))
    rate, fluid = pump_rate(schedule), pump_concentration(schedule)
    if rate is not None and fluid is not None:
        asked += _pump(rate, fluid, known.bounds)
    else:
        for amount in dict.fromkeys(amounts_of(schedule)):
            asked += of_amount(amount, medicine, known)
        asked += _limit(schedule, limit, medicine, known.bounds)
    return tuple(dict.fromkeys(asked))


def of_amount(amount: Quantity, medicine: Medicine, known: Known) -> tuple[Question, ...]:
    """What to ask of one dose of a medicine that no pump gives, planned or taken."""
    own = in_own_unit(amount, medicine)
    asked: list[Question] = list(_against_strengths(own, medicine, known.bounds))
    maximum = _label_maximum(medicine, known)
    if maximum and own.converts_to(maximum.per_day.unit) and own > maximum.per_day:
        asked.append(AboveLabelAtOnce(own, maximum))
    return tuple(asked)


def of_taken(
    amount: Quantity, planned: Quantity | None, medicine: Medicine, known: Known
) -> tuple[Question, ...]:
    """What to ask of a dose taken, where `planned` is the amount of its slot, None for no slot."""
    asked = of_amount(amount, medicine, known)
    own = in_own_unit(amount, medicine)
    if planned is None or any(isinstance(one, FarFromStrength | ManyPieces) for one in asked):
        return asked  # once is enough: the slot would say the same
    usual, times = in_own_unit(planned, medicine), known.bounds.many_times
    if not _far(own.value, usual.value, usual.value, times):
        return asked
    less, more = _mixed_up(own.value, usual.value, usual.value, times)
    return (FarFromPlanned(own, usual, less, more), *asked)


def of_days(days: Iterable[date | None], today: date, bounds: Bounds) -> tuple[Question, ...]:
    """What to ask of days that belong to a plan: first and last days, refills, alarms, steps."""
    far = sorted({day for day in days if day and (day - today).days > bounds.days_ahead})
    return tuple(DayFarAhead(day, _nearer(day, today, bounds)) for day in far)


def of_supply(
    count: Decimal, strength: Strength | None, a_day: Quantity | None, bounds: Bounds
) -> tuple[Question, ...]:
    """What to ask of a number of tablets that came; `a_day` is planned, None: not known."""
    if strength is None or a_day is None or not a_day.value:
        return ()
    if not strength.amount.converts_to(a_day.unit):
        return ()
    days = int(count * strength.amount.to(a_day.unit).value / a_day.value)
    counted = Quantity(count, strength.per.unit)
    return (SupplyForYears(counted, days),) if days > bounds.supply_days else ()


def _nearer(day: date, today: date, bounds: Bounds) -> date | None:
    for year in (today.year, today.year + 1):
        try:
            same = day.replace(year=year)
        except ValueError:  # 29 February
            continue
        if 0 <= (same - today).days <= bounds.days_ahead and same != day:
            return same
    return None


def _far(value: Decimal, least: Decimal, most: Decimal, times: Decimal) -> bool:
    return value * times <= least or value >= most * times


def _mixed_up(value: Decimal, least: Decimal, most: Decimal, times: Decimal) -> tuple[bool, bool]:
    """Whether a thousandth of a large value, or a thousand times a small one, is ordinary."""
    less = value >= most * times and not _far(value / _THOUSAND, least, most, times)
    more = value * times <= least and not _far(value * _THOUSAND, least, most, times)
    return less, more


def _against_strengths(own: Quantity, medicine: Medicine, bounds: Bounds) -> Iterator[Question]:
    times = bounds.many_times
    measures = [s for s in medicine.strengths if own.converts_to(s.amount.unit)]
    if not measures:
        if own.unit in (Unit.TABLET, Unit.CAPSULE) and _far(own.value, *_ONE, times):
            yield ManyPieces(own)
        return

    def in_one(strength: Strength, parts: Decimal) -> Decimal:
        per = strength.per.value if strength.per.unit == Unit.ML else Decimal(1)
        return strength.amount.to(own.unit).value * parts / per

    # A liquid is measured from 1 mL to a spoon: children are given small amounts of strong ones.
    spoon = {s: bounds.spoon if s.per.unit == Unit.ML else Decimal(1) for s in measures}
    smallest = min(measures, key=lambda s: in_one(s, Decimal(1)))
    largest = max(measures, key=lambda s: in_one(s, spoon[s]))
    least, most = in_one(smallest, Decimal(1)), in_one(largest, spoon[largest])
    if not _far(own.value, least, most, times):
        return
    strength = largest if own.value > most else smallest
    pieces = Quantity(own.value / in_one(strength, Decimal(1)), strength.per.unit)
    yield FarFromStrength(own, strength, pieces, *_mixed_up(own.value, least, most, times))


_ONE = (Decimal(1), Decimal(1))


def _label_maximum(medicine: Medicine, known: Known) -> LabelMaximum | None:
    """The country's, else the highest that any label names. By mouth only."""
    if known.base is None or medicine.form in (Form.PUMP, Form.INJECTION):
        return None
    highest = max(known.base.label_maxima, key=lambda item: item.per_day.value, default=None)
    return known.base.label_maximum(known.country) or highest


def _strengths(medicine: Medicine, known: Known) -> Iterator[Question]:
    ranges: Sequence[StrengthRange] = () if known.base is None else known.base.strengths
    for strength in medicine.strengths:
        for usual in ranges:
            if usual.of == _kind(medicine, strength) and strength.amount.converts_to(
                usual.least.unit
            ):
                per = strength.per.value if strength.per.unit == Unit.ML else Decimal(1)
                value = strength.amount.to(usual.least.unit).value / per
                least, most = usual.least.value, usual.most.to(usual.least.unit).value
                if _far(value, least, most, known.bounds.many_times):
                    yield UnusualStrength(strength, usual)


def _kind(medicine: Medicine, strength: Strength) -> str:
    if medicine.form is Form.PUMP:
        return "pump"
    return "liquid" if strength.per.unit == Unit.ML else "piece"


def _pump(rate: Quantity, of: Strength, bounds: Bounds) -> Iterator[Question]:
    if rate.converts_to(Unit.MG) and rate > bounds.pump_most:
        yield PumpAboveMost(rate, bounds.pump_most)
    if not rate.converts_to(of.amount.unit):
        return
    flow = rate.to(of.amount.unit).value / of.amount.value * of.per.value
    times, least, most = bounds.many_times, bounds.pump_least_flow, Decimal(1)
    if _far(flow, least, most, times):
        less, more = _mixed_up(flow, least, most, times)
        yield FarFromStrength(rate, of, Quantity(flow, Unit.ML), less, more)


def _limit(
    schedule: Schedule, limit: Quantity | None, medicine: Medicine, bounds: Bounds
) -> Iterator[Question]:
    if limit is None:
        return
    planned = amount_a_day(schedule, medicine) if same_every_day(schedule) else None
    if planned is None:
        amounts = [in_own_unit(amount, medicine) for amount in amounts_of(schedule)]
        planned = max(amounts, key=lambda amount: amount.value, default=None)
    own = in_own_unit(limit, medicine)
    if planned is None or not own.converts_to(planned.unit):
        return  # amounts that cannot be compared are refused where the plan is stored
    most = planned.to(own.unit).value
    if _far(own.value, most, most, bounds.many_times):
        yield LimitFar(own, planned)
