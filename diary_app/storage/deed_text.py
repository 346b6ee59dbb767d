"""A deed as compact JSON, and back: what stands in the trail for an edit.

Each field is written by its type, so a new kind of deed needs one line in `KINDS` and nothing else.
A kind and its fields are never renamed: old files hold them. No field is called `kind`.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from diary_app.domain import body_deeds, deeds
from diary_app.domain.deeds import Deed, Labelled
from diary_app.domain.moment import Moment
from diary_app.domain.quantity import Quantity
from diary_app.storage.columns import from_moment, json_text, pair, to_moment, to_quantity

KINDS: dict[str, type[Any]] = {
    "logged": deeds.Logged,
    "corrected": deeds.Corrected,
    "removed": deeds.Removed,
    "restored": deeds.Restored,
    "medicine_added": deeds.AddedMedicine,
    "medicine_corrected": deeds.CorrectedMedicine,
    "dose_changed": deeds.ChangedDose,
    "course_corrected": deeds.CorrectedCourse,
    "medicine_stopped": deeds.StoppedMedicine,
    "medicine_held": deeds.HeldMedicine,
    "medicine_resumed": deeds.ResumedMedicine,
    "stock_counted": deeds.CountedStock,
    "stock_refilled": deeds.RefilledStock,
    "pump_filled": deeds.FilledPump,
    "taper_added": deeds.AddedTaper,
    "taper_corrected": deeds.CorrectedTaper,
    "taper_paused": deeds.PausedTaper,
    "settings_changed": deeds.ChangedSettings,
    "day_part_moved": deeds.MovedDayPart,
    "flags_answered": deeds.AnsweredFlags,
    "check_answered": deeds.AnsweredCheck,
    "reading_answered": deeds.AnsweredReading,
    "fact_answered": deeds.AnsweredFact,
    "question_asked": deeds.AskedQuestion,
    "question_finished": deeds.FinishedQuestion,
    "visit_entered": deeds.EnteredVisit,
    "imported": deeds.Imported,
    "joined": deeds.JoinedCopy,
    "imported_from": deeds.ImportedFrom,
    "rescued": deeds.Rescued,
    "demo_made": deeds.MadeDemo,
    "tracked_added": body_deeds.AddedTracked,
    "tracked_changed": body_deeds.ChangedTracked,
    "tracked_archived": body_deeds.ArchivedTracked,
    "tracked_brought_back": body_deeds.BroughtBackTracked,
    "symptom_ended": body_deeds.EndedSymptom,
    "goal_set": body_deeds.SetGoal,
    "goal_ended": body_deeds.EndedGoal,
    "helped_answered": body_deeds.AnsweredHelped,
}
_RECORDS: dict[str, type[Any]] = {
    "dose": deeds.NamedDose,
    "symptom": deeds.NamedSymptom,
    "check": deeds.NamedCheck,
    "note": deeds.NamedNote,
    "event": deeds.NamedEvent,
    "fall": deeds.NamedFall,
    "measure": deeds.NamedMeasure,
}
_KIND_OF = {made: kind for kind, made in (KINDS | _RECORDS).items()}


def to_columns(deed: Deed) -> tuple[str, str | None]:
    """The label and the facts: for a reader of another program, the label is the kind's plain id.

    A deed of a version that kept labels goes back into the file as it came out of it.
    """
    if isinstance(deed, Labelled):
        return deed.label, None
    return _KIND_OF[type(deed)], json_text(_plain(deed))


def of_columns(label: str, facts: str | None) -> Deed:
    """The deed of the two columns. Raises ValueError for a kind this version does not know."""
    if facts is None:
        return Labelled(label)
    plain = json.loads(facts)
    kind = plain.get("kind") if isinstance(plain, dict) else None
    if kind not in KINDS:
        raise ValueError(f"no_such_deed: {kind!r}")
    try:
        deed: Deed = _value(KINDS[kind], plain)
    except (ArithmeticError, KeyError, TypeError) as error:
        raise ValueError(f"deed_not_whole: {kind!r}") from error
    return deed


def _plain(value: Any) -> Any:
    """The value as JSON has it."""
    match value:
        case Moment():
            return from_moment("at", value)
        case Quantity():
            return pair(value)
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("minutes")
        case Decimal():
            return f"{value:f}"
        case StrEnum():
            return value.value
        case tuple():
            return [_plain(part) for part in value]
    if is_dataclass(value) and not isinstance(value, type):
        kind = _KIND_OF.get(type(value))
        parts = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return parts if kind is None else {"kind": kind, **parts}
    return value


def _value(wanted: Any, plain: Any) -> Any:
    """The value of the type `wanted` that `_plain` wrote."""
    if isinstance(wanted, UnionType):
        choices = get_args(wanted)
        if plain is None and type(None) in choices:
            return None
        if isinstance(plain, dict) and plain.get("kind") in _RECORDS:
            return _value(_RECORDS[plain["kind"]], plain)
        return _value(next(choice for choice in choices if choice is not type(None)), plain)
    if get_origin(wanted) is tuple:
        return tuple(_value(get_args(wanted)[0], part) for part in plain)
    if wanted is Moment:
        return to_moment("at", plain)
    if wanted is Quantity:
        return to_quantity(*plain)
    if wanted in (date, time):
        return wanted.fromisoformat(plain)
    if is_dataclass(wanted):
        made: Any = wanted
        # A field that came with a later version is not in an older diary: it has its first value.
        types = _types(made).items()
        return made(**{name: _value(of, plain[name]) for name, of in types if name in plain})
    if wanted in (str, int) and not isinstance(plain, wanted):
        raise TypeError(f"not_{wanted.__name__}: {plain!r}")
    return wanted(plain)


@cache
def _types(made: Any) -> dict[str, Any]:
    return get_type_hints(made)
