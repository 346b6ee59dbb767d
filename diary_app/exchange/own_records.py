"""The rows of our own table and of our own FHIR, back as the records they were, ids included."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, replace
from datetime import date
from decimal import Decimal
from unicodedata import category

from diary_app.domain.dose import Dose, EnteredBy, Missed, Skipped, Taken
from diary_app.domain.fall import Fall
from diary_app.domain.foreign import (
    ForeignRow,
    LeftOut,
    NotUnderstood,
    OwnDose,
    OwnRecord,
    OwnValue,
)
from diary_app.domain.helped import Helped, HelpedAnswer
from diary_app.domain.incoming import LONGEST
from diary_app.domain.measure import SPANS, Goal, Measure, Measurement
from diary_app.domain.moment import Moment, moment
from diary_app.domain.quantity import Quantity, Unit
from diary_app.domain.refusal import Refused
from diary_app.domain.region import Region
from diary_app.domain.symptom import Answer, Event, Note, Observation, SafetyCheck
from diary_app.domain.tracked import Best, Tracked, TrackedScale, checked_name
from diary_app.domain.when import parse_instant
from diary_app.exchange.records_table import Row

_UNREADABLE = (ArithmeticError, KeyError, Refused, ValueError)


def records_of(rows: Iterable[tuple[int, Row]]) -> tuple[ForeignRow, ...]:
    """What each row says. The rows of one safety check are one record, at its first row.

    A planned dose that nobody recorded is no record; a row that was altered is not understood.
    """
    found: list[ForeignRow] = []
    checks: dict[str, int] = {}
    for line, row in rows:
        if row.kind in ("check", "followup") and row.id in checks:
            earlier = found[checks[row.id]]
            assert isinstance(earlier, OwnRecord)
            found[checks[row.id]] = _joined(earlier, row)
            found.append(LeftOut(line))
            continue
        if row.kind in ("check", "followup"):
            checks[row.id] = len(found)
        found.append(_record(line, row))
        if isinstance(found[-1], NotUnderstood):
            checks.pop(row.id, None)
    return tuple(found)


def _record(line: int, row: Row) -> ForeignRow:
    if row.kind == "dose" and not row.id:
        return LeftOut(line)
    try:
        if not row.id:
            return NotUnderstood(line, "name_missing")
        if not all(map(_can_be_kept, astuple(row))):
            return NotUnderstood(line, "text_too_long")
        if row.kind == "dose":
            return OwnDose(line, row.what, _dose(row)) if row.what else _nameless(line)
        return OwnRecord(line, _value(row))
    except _UNREADABLE:
        return NotUnderstood(line, "row_unreadable")


def _can_be_kept(text: str) -> bool:
    """Whether the text is of a length, and of signs, that a diary keeps."""
    plain = text.replace("\n", "").replace("\t", "")
    return len(text) <= LONGEST and (
        plain.isprintable() or not any(category(sign) in ("Cc", "Cs") for sign in plain)
    )


def _nameless(line: int) -> NotUnderstood:
    return NotUnderstood(line, "name_missing")


def _value(row: Row) -> OwnValue:
    match row.kind:
        case "symptom":
            return _observation(row)
        case "check" | "followup":
            return _with_answer(
                SafetyCheck(row.id, _at(row), _recorded(row), entered_by=_by(row)), row
            )
        case "note":
            return Note(row.id, _at(row), _recorded(row), row.note, entered_by=_by(row))
        case "event":
            until = date.fromisoformat(row.until) if row.until else None
            said = row.what, _at(row), _recorded(row), row.note, until, _minutes(row)
            return Event(row.id, *said, entered_by=_by(row))
        case "fall":
            said_of = row.place, row.hurt, row.state == "head", row.note
            return Fall(
                row.id, _at(row), _recorded(row), *said_of, entered_by=_by(row), before=row.before
            )
        case "measure":
            return _measurement(row)
        case "helped":
            return _helped(row)
        case "tracked":
            return _tracked(row)
        case "goal":
            last = date.fromisoformat(row.until) if row.until else None
            return Goal(row.id, row.name, date.fromisoformat(_named(row)["since"]), last)
        case _:
            raise ValueError(row.kind)


def _at(row: Row) -> Moment:
    return moment(parse_instant(row.at), row.zone)


def _recorded(row: Row) -> Moment:
    return moment(parse_instant(row.recorded_at), row.recorded_zone or row.zone)


def _by(row: Row) -> EnteredBy:
    return EnteredBy(row.entered_by or "me")


def _minutes(row: Row) -> int | None:
    return int(row.minutes) if row.minutes else None


def _words(row: Row) -> set[str]:
    return set(row.details.split())


def _named(row: Row) -> dict[str, str]:
    pairs = (word.partition("=") for word in row.details.split())
    return {name: value for name, equals, value in pairs if equals}


def _observation(row: Row) -> Observation:
    value: int | Decimal | None = None
    if row.value:
        value = Decimal(row.value) if row.state == "measured" else int(row.value)
    if isinstance(value, int) and not 0 <= value <= 10:
        raise ValueError(row.value)
    until = moment(parse_instant(row.until), row.until_zone or row.zone) if row.until else None
    return Observation(
        row.id,
        row.what,
        value,
        _at(row),
        _recorded(row),
        row.note,
        _by(row),
        tuple(Region(name) for name in row.where.split()),
        bool(_words(row) & {"going_on", "lasting"}),
        until,
        row.unit,
    )


def _with_answer(check: SafetyCheck, row: Row) -> SafetyCheck:
    if row.kind == "followup":
        return replace(check, followups={**check.followups, row.what: row.state == "yes"})
    return replace(check, answers={**check.answers, row.what: Answer(row.state)})


def _joined(earlier: OwnRecord, row: Row) -> OwnRecord:
    assert isinstance(earlier.value, SafetyCheck)
    return replace(earlier, value=_with_answer(earlier.value, row))


def _measurement(row: Row) -> Measurement:
    what, value = Measure(row.what), int(row.value)
    low, high = SPANS[what]
    if not low <= value <= high:
        raise ValueError(row.value)
    said = _at(row), _recorded(row), row.part, row.note
    return Measurement(row.id, what, value, *said, entered_by=_by(row))


def _helped(row: Row) -> Helped:
    before, after = (int(part) for part in row.value.split()) if row.value else (None, None)
    return Helped(
        row.id, HelpedAnswer(row.state), _recorded(row), _minutes(row), row.what, before, after,
        entered_by=_by(row),
    )  # fmt: skip


def _tracked(row: Row) -> Tracked:
    words = _words(row)
    return Tracked(
        id=row.id,
        name=checked_name(row.name),
        scale=TrackedScale(row.state),
        recorded_at=_recorded(row),
        unit=row.unit,
        best=Best.HIGH if "best_high" in words else Best.LOW,
        tile="tile" in words,
        on_paper="on_paper" in words,
        regions="regions" in words,
        archived="archived" in words,
    )


def _dose(row: Row) -> Dose:
    """The dose, of no medicine yet: whoever reads the file asks which of the diary's it is."""
    words, named = _words(row), _named(row)
    planned_at = named.get("planned_for", row.planned_at)
    planned = None
    if planned_at and "unbound" not in words:
        planned = moment(parse_instant(planned_at), named.get("planned_in", row.zone))
    said = row.reason, row.note, _by(row)
    if not row.taken_at:
        if planned is None or row.state not in ("skipped", "missed"):
            raise ValueError(row.state)
        made = Skipped if row.state == "skipped" else Missed
        return made(row.id, "", planned, _recorded(row), *said)
    amount = None
    if row.taken_amount:
        amount = Quantity(Decimal(row.taken_amount), Unit(row.taken_unit))
    return Taken(
        row.id,
        "",
        amount,
        moment(parse_instant(row.taken_at), named.get("taken_in", row.zone)),
        _recorded(row),
        planned,
        "time_unknown" not in words,
        "confirmed" in words,
        *said,
        "by_time" in words,
    )
