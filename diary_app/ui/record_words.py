"""What one record of the log says, for the lists of Log and History."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from diary_app.domain.deeds import RecordValue
from diary_app.domain.dose import Missed, Skipped, Taken, moment_of
from diary_app.domain.fall import Fall
from diary_app.domain.history import History
from diary_app.domain.moment import Moment
from diary_app.domain.symptom import Event, Note, Observation, SafetyCheck
from diary_app.services import records
from diary_app.services.diary import Diary
from diary_app.text import _
from diary_app.wording.days import clock, short_full_day
from diary_app.wording.records import record_words, remark_words


@dataclass(frozen=True, slots=True)
class Entered:
    """A record as a list shows it: when it belongs, what it says, and a remark in smaller type."""

    at: Moment
    what: str
    remark: str
    kind: str  # dose, symptom, check, note, event, fall
    id: str
    changed: str = ""  # when it was changed, and what stood there


def entered_on(diary: Diary, history: History, day: date) -> list[Entered]:
    """The records of one local day, earliest first."""
    values: list[RecordValue] = [
        *history.doses,
        *history.observations,
        *history.checks,
        *history.notes,
        *history.events,
        *history.falls,
    ]
    every = [entered(diary, history, value) for value in values]
    found = {one.id: one for one in every if one.at.day == day}
    for id, before in records.earlier(diary, found).items():
        words_then = _changed(found[id], entered(diary, history, before.value), before.changed_at)
        found[id] = replace(found[id], changed=words_then)
    return sorted(found.values(), key=lambda one: one.at)


def _changed(now: Entered, before: Entered, at: Moment) -> str:
    """When a record was changed, and what it said: only what is not the same now."""
    said = [] if now.what == before.what else [before.what]
    if now.at != before.at:
        said.append(f"{short_full_day(before.at.day)} {clock(before.at)}")
    if now.remark != before.remark and before.remark:
        said.append(before.remark)
    day = short_full_day(at.day)
    if not said:
        return _("changed on {day}").format(day=day)
    return _("changed on {day} (was: {before})").format(day=day, before=", ".join(said))


def entered(diary: Diary, history: History, value: RecordValue) -> Entered:
    """What a record says."""
    match value:
        case Taken() | Skipped() | Missed():
            name, at = history.plan_of(value.medicine_id).medicine.name, moment_of(value)
        case _:
            name, at = "", value.at
    what = record_words(value, name, diary.knowledge)
    return Entered(at, what, remark_words(value, diary.knowledge), _kind(value), value.id)


def _kind(value: RecordValue) -> str:
    match value:
        case Taken() | Skipped() | Missed():
            return "dose"
        case Observation():
            return "symptom"
        case SafetyCheck():
            return "check"
        case Note():
            return "note"
        case Event():
            return "event"
        case Fall():
            return "fall"
