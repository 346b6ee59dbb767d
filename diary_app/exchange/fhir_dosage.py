"""A schedule as FHIR Dosage: structured where R4 can say it, and always in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from diary_app.domain.quantity import COUNTED, Quantity, Unit
from diary_app.domain.schedule import (
    WEEKDAYS,
    DoseTime,
    Schedule,
    clock_times,
    every_of,
    is_as_needed,
    one_dose,
    pump_rate,
    same_every_day,
    weekdays_of,
)
from diary_app.wording.schedules import schedule_words, times_words

UCUM = "http://unitsofmeasure.org"
_UCUM_CODES = {Unit.MCG: "ug", Unit.MG: "mg", Unit.G: "g", Unit.ML: "mL"}
_HOUR = timedelta(hours=1)


def number(value: Decimal) -> int | float:
    """The number for JSON: 10, 2.5, never 10.0. Amounts have at most four decimals."""
    return int(value) if value == value.to_integral_value() else float(value)


def quantity(amount: Quantity) -> dict[str, Any]:
    """The amount as Quantity with its UCUM code; what is counted has no code but its annotation."""
    code = f"{{{amount.unit}}}" if amount.unit in COUNTED else _UCUM_CODES[amount.unit]
    unit = amount.unit.value
    return {"value": number(amount.value), "unit": unit, "system": UCUM, "code": code}


def dosages(schedule: Schedule) -> list[dict[str, Any]]:
    """The Dosage elements of a schedule, one for each amount. What R4 cannot time is text only."""
    text = schedule_words(schedule)
    rate, single, weekdays = pump_rate(schedule), one_dose(schedule), weekdays_of(schedule)
    if rate is not None:
        a_day = {"value": 1, "unit": "day", "system": UCUM, "code": "d"}
        ratio = {"numerator": quantity(rate), "denominator": a_day}
        return [{"text": text, "doseAndRate": [{"rateRatio": ratio}]}]
    if single is not None:
        return [_dosage(text, single, **_untimed(schedule))]
    if not weekdays:
        return [{"text": text}]
    alike = same_every_day(schedule)
    on = {} if alike else {"dayOfWeek": [WEEKDAYS[day] for day in weekdays]}
    return [_timed(amount, times, on) for amount, times in _by_amount(clock_times(schedule))]


def _untimed(schedule: Schedule) -> dict[str, Any]:
    """What R4 can say of doses without clock times; nothing of "after the last one"."""
    if is_as_needed(schedule):
        return {"asNeededBoolean": True}
    every = every_of(schedule)
    if every is None:
        return {}
    unit = ("min", timedelta(minutes=1)) if every % _HOUR else ("h", _HOUR)
    return {
        "timing": {"repeat": {"frequency": 1, "period": every // unit[1], "periodUnit": unit[0]}}
    }


def _by_amount(doses: Sequence[DoseTime]) -> list[tuple[Quantity, list[DoseTime]]]:
    amounts = dict.fromkeys(dose.amount for dose in doses)
    return [(amount, [dose for dose in doses if dose.amount == amount]) for amount in amounts]


def _timed(amount: Quantity, times: list[DoseTime], days: dict[str, Any]) -> dict[str, Any]:
    clock = [dose.at.isoformat(timespec="seconds") for dose in times]
    every = {} if days else {"frequency": len(times), "period": 1, "periodUnit": "d"}
    repeat = {**every, **days, "timeOfDay": clock}
    return _dosage(times_words(tuple(times)), amount, timing={"repeat": repeat})


def _dosage(text: str, amount: Quantity, **content: Any) -> dict[str, Any]:
    return {"text": text, **content, "doseAndRate": [{"doseQuantity": quantity(amount)}]}
