"""The shapes of `--json` for what goes on, own numbers, and whether doses helped."""

from __future__ import annotations

from collections.abc import Sequence

from diary_app.cli.shapes import Json, plain_value
from diary_app.domain.helped import HelpedFigures
from diary_app.domain.symptom import Observation
from diary_app.domain.trends import NumberFigures
from diary_app.services.figures import SpanFigures
from diary_app.services.helped import AskedDose


def today(going_on: Sequence[Observation], asked: Sequence[AskedDose]) -> Json:
    """What goes on, and the doses that are asked about."""
    return {
        "going_on": [
            {
                "id": seen.id,
                "symptom": seen.symptom,
                "from": seen.at.iso,
                "value": plain_value(seen.value),
                "where": [str(region) for region in seen.regions],
            }
            for seen in going_on
        ],
        "helped_open": [
            {"id": one.dose.id, "medicine": one.medicine, "taken_at": one.dose.taken_at.iso}
            for one in asked
        ],
    }


def stats(found: SpanFigures) -> Json:
    """The figures of own numbers and of doses taken when needed."""
    return {
        "numbers": {id: _number(own) for id, own in found.numbers.items()},
        "helped": {name: _helped(own) for name, own in found.helped.items()},
    }


def _number(own: NumberFigures) -> Json:
    return {
        "unit": own.unit or None,
        "n": own.n,
        "days": own.days,
        "median": plain_value(own.median),
        "lowest": plain_value(own.least),
        "highest": plain_value(own.most),
    }


def _helped(own: HelpedFigures) -> Json:
    return {
        "doses": own.doses,
        "days_used": own.days_used,
        "days": own.days,
        "better": own.better,
        "same": own.same,
        "worse": own.worse,
        "answered": own.answered,
        "median_minutes_to_better": own.median_minutes,
        "n": own.n,
    }
