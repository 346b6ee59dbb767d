"""What is asked before an amount or a day is stored that is probably a slip of the pen."""

from __future__ import annotations

from diary_app.domain.knowledge import StrengthRange
from diary_app.domain.medicine import Strength
from diary_app.domain.plausible import (
    AboveLabelAtOnce,
    DayFarAhead,
    FarFromPlanned,
    FarFromStrength,
    LimitFar,
    ManyPieces,
    PumpAboveMost,
    Question,
    SupplyForYears,
    UnusualStrength,
)
from diary_app.domain.quantity import Quantity, Unit
from diary_app.text import _
from diary_app.wording.days import full_day
from diary_app.wording.writing import amount_words


def plausible_words(asked: Question) -> str:
    """One question, with the likely slip where there is one."""
    match asked:
        case FarFromStrength():
            return _far_from_strength(asked)
        case FarFromPlanned():
            return _far_from_planned(asked)
        case ManyPieces(amount=amount):
            return _("{amount} at once?").format(amount=amount_words(amount))
        case AboveLabelAtOnce(amount=amount, maximum=maximum):
            return _(
                "{amount} in one dose is more than the {maximum} a day that the label names as the "
                "most ({source}). Is the amount right?"
            ).format(
                amount=amount_words(amount),
                maximum=amount_words(maximum.per_day),
                source=maximum.source.ref,
            )
        case UnusualStrength(strength=strength, usual=usual):
            return _unusual(str(strength), usual)
        case PumpAboveMost(rate=rate, most=most):
            return _(
                "A pump that gives {rate} a day? That is above {most} a day. Did you mean "
                "micrograms (mcg)?"
            ).format(**_written(rate=rate, most=most))
        case LimitFar(limit=limit, planned=planned):
            return _("At most {limit} a day, where the plan gives {planned}?").format(
                **_written(limit=limit, planned=planned)
            )
        case DayFarAhead():
            return _far_ahead(asked)
        case SupplyForYears(count=count, days=days):
            return _("{count}? They would last for {days} days.").format(count=count, days=days)


def _far_ahead(asked: DayFarAhead) -> str:
    if asked.nearer is None:
        return _("{day}? That is more than a year ahead.").format(day=full_day(asked.day))
    return _("{day}? That is more than a year ahead. Did you mean {nearer}?").format(
        day=full_day(asked.day), nearer=full_day(asked.nearer)
    )


def _far_from_strength(asked: FarFromStrength) -> str:
    values = _written(amount=asked.amount, pieces=asked.pieces, strength=asked.strength.amount)
    if asked.strength.per.unit == Unit.ML:
        return _of_a_liquid(asked)
    if asked.thousandth:
        return _("{amount} is {pieces} of {strength}. Did you mean micrograms (mcg)?").format(
            **values
        )
    if asked.thousandfold:
        return _("{amount} is {pieces} of {strength}. Did you mean milligrams (mg)?").format(
            **values
        )
    return _("{amount} is {pieces} of {strength}. Is the amount right?").format(**values)


def _of_a_liquid(asked: FarFromStrength) -> str:
    values = _written(amount=asked.amount, volume=asked.pieces, strength=asked.strength)
    if asked.thousandth:
        return _("{amount} is {volume} of {strength}. Did you mean micrograms (mcg)?").format(
            **values
        )
    if asked.thousandfold:
        return _("{amount} is {volume} of {strength}. Did you mean milligrams (mg)?").format(
            **values
        )
    return _("{amount} is {volume} of {strength}. Is the amount right?").format(**values)


def _far_from_planned(asked: FarFromPlanned) -> str:
    values = _written(amount=asked.amount, planned=asked.planned)
    if asked.thousandth:
        return _("{amount}, where {planned} is planned? Did you mean micrograms (mcg)?").format(
            **values
        )
    if asked.thousandfold:
        return _("{amount}, where {planned} is planned? Did you mean milligrams (mg)?").format(
            **values
        )
    return _("{amount}, where {planned} is planned? Is the amount right?").format(**values)


def _unusual(strength: str, usual: StrengthRange) -> str:
    values = _written(strength=strength, least=usual.least, most=usual.most)
    if usual.of == "piece":
        return _("{strength}? It comes in {least} to {most}. Is the strength right?").format(
            **values
        )
    return _("{strength}? It comes in {least} to {most} in 1 mL. Is the strength right?").format(
        **values
    )


def _written(**amounts: Quantity | Strength | str) -> dict[str, str]:
    return {name: amount_words(amount) for name, amount in amounts.items()}
