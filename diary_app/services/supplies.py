"""What is left of each medicine, until which day it lasts, and which days have no cover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from diary_app.domain.medicine import PumpRefill
from diary_app.domain.moment import DAY
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import plain_number
from diary_app.domain.supply import (
    Left,
    RunOut,
    needed_to_finish,
    run_out,
    stock_left,
    uncovered_days,
)
from diary_app.domain.taper import TaperPlan
from diary_app.frozen import dataclass
from diary_app.services.diary import Diary
from diary_app.storage import queries


@dataclass(frozen=True)
class Supply:
    """What is left of one medicine. `out` None: it cannot be known. `uncovered`: planned days
    between running out and the next refill.
    """

    left: tuple[Left, ...]
    out: RunOut | None
    refill_on: date | None
    uncovered: tuple[date, ...]
    pump: PumpRefill | None


def plans_with_stock(diary: Diary) -> tuple[tuple[Plan, Supply], ...]:
    """Each medicine's plan with what is left of it."""
    return tuple((plan, of(diary, plan)) for plan in queries.plans(diary.file))


def of(diary: Diary, plan: Plan) -> Supply:
    """What is left of one medicine now."""
    now, zones = diary.now(), diary.zones()
    stock = [e for e in queries.stock(diary.file) if e.medicine_id == plan.medicine.id]
    since = min((entry.at.utc for entry in stock), default=now.utc) - 4 * DAY
    doses = [
        dose
        for dose in queries.doses(diary.file, since, now.utc + 2 * DAY)
        if dose.medicine_id == plan.medicine.id
    ]
    out = run_out(plan, stock, doses, now, zones)
    refill_on = plan.medicine.refill_on
    pumps = [p for p in queries.pump_refills(diary.file) if p.medicine_id == plan.medicine.id]
    return Supply(
        stock_left(plan.medicine, stock, doses, now),
        out,
        refill_on,
        () if out is None else uncovered_days(out, plan, refill_on, zones),
        _filled(pumps) if pumps else None,
    )


def _filled(fillings: Sequence[PumpRefill]) -> PumpRefill:
    """The last filling. The pump and its clinic are those of before unless it says otherwise."""
    sizes = [one.reservoir_ml for one in fillings if one.reservoir_ml is not None]
    phones = [one.phone for one in fillings if one.phone]
    return replace(
        fillings[-1],
        reservoir_ml=sizes[-1] if sizes else None,
        phone=phones[-1] if phones else "",
    )


def needed_for(diary: Diary, plan: Plan, taper: TaperPlan) -> list[dict[str, Any]]:
    """How many of each strength the taper still asks for, as plain values; empty if unknown."""
    needed = needed_to_finish(plan, taper, diary.now().day, diary.zones())
    return [
        {"strength": left.strength, "count": plain_number(left.count)}
        for left in needed or ()
        if left.count
    ]


def plain(supply: Supply) -> list[dict[str, Any]]:
    """The supply as plain values, one for each strength."""
    ends = {} if supply.out is None else {end.strength: end.day for end in supply.out.strengths}
    return [
        {
            "strength": left.strength,
            "count": None if left.count is None else plain_number(left.count),
            "first_day_without": _iso(ends.get(left.strength)),
            "days_without_cover": [day.isoformat() for day in supply.uncovered],
        }
        for left in supply.left
    ]


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
