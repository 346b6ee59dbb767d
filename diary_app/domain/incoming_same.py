"""Whether what an import brings and what is here are one happening, and say the same of it."""

from __future__ import annotations

from dataclasses import fields, replace

from diary_app.domain.deeds import RecordValue
from diary_app.domain.dose import Missed, Skipped, Taken
from diary_app.domain.helped import Helped
from diary_app.domain.measure import Goal
from diary_app.domain.symptom import Note, Observation
from diary_app.domain.tracked import Tracked

Logged = RecordValue | Helped | Tracked | Goal
"""What an import brings: the records of a log, and of our own files what they are about too."""


def natural(record: Logged) -> object:
    """What two records of one happening share, whoever wrote them."""
    match record:
        case Taken(planned_at=None):
            return "dose", record.medicine_id, record.taken_at.utc
        case Taken() | Skipped() | Missed():
            assert record.planned_at is not None
            return "slot", record.medicine_id, record.planned_at.utc
        case Observation():
            return "symptom", record.symptom, record.at.utc
        case Note():
            return "note", record.text, record.at.utc
        case _:
            return type(record).__name__, record.id


def key_of(record: Logged) -> str:
    """What tells a record from all others: its id; of what a dose did the dose's and the kind."""
    return f"helped {record.dose_id}" if isinstance(record, Helped) else record.id


def called(record: Logged, id: str) -> Logged:
    """The record under another id."""
    return replace(record, dose_id=id) if isinstance(record, Helped) else replace(record, id=id)


def differ(one: Logged, other: Logged) -> bool:
    """Whether they say different things; when they were written down and by what id is the same."""
    return _said(one) != _said(other)


def _said(record: Logged) -> tuple[object, ...]:
    match record:
        case Taken():
            amount = record.amount
            value = amount and (amount.value.normalize(), amount.unit)
            return (
                "taken",
                value,
                record.taken_at.utc,
                record.time_known,
                record.reason,
                record.note,
            )
        case Skipped() | Missed():
            kind = "skipped" if isinstance(record, Skipped) else "missed"
            return kind, record.planned_at.utc, record.reason, record.note
        case Observation():
            until = record.until and record.until.utc
            length = record.regions, record.lasting, until, record.unit
            return "symptom", record.symptom, record.value, record.at.utc, record.note, length
        case Note():
            return "note", record.text, record.at.utc
        case _:
            told = (field.name for field in fields(record) if field.name not in _NOT_SAID)
            return (type(record).__name__, *(getattr(record, name) for name in told))


_NOT_SAID = ("id", "recorded_at")
