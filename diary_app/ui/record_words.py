"""What one record of the log says, for the lists of Log and History."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from diary_app.domain.deeds import RecordValue
from diary_app.domain.dose import Dose, Missed, Skipped, Taken
from diary_app.domain.fall import Fall
from diary_app.domain.history import History
from diary_app.domain.knowledge import KnowledgeBase
from diary_app.domain.measure import Measurement
from diary_app.domain.moment import Moment
from diary_app.domain.symptom import Event, Note, Observation, SafetyCheck
from diary_app.services import histories, records
from diary_app.services.day_records import moment
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
    kind: str  # dose, symptom, check, note, event, fall, measure
    id: str
    changed: str = ""  # when it was changed, and what stood there


def entered_on(diary: Diary, history: History, day: date) -> list[Entered]:
    """The records of one local day, earliest first."""
    values: tuple[RecordValue, ...] = (
        *history.doses,
        *history.observations,
        *history.checks,
        *history.notes,
        *history.events,
        *history.falls,
        *history.measurements,
    )
    own = sorted((value for value in values if moment(value).day == day), key=moment)
    return all_entered(diary, own)


def all_entered(diary: Diary, values: Sequence[RecordValue]) -> list[Entered]:
    """What the records say, each with what it said before it was changed."""
    names, knowledge = histories.medicine_names(diary), diary.knowledge
    found = {value.id: entered(value, names, knowledge) for value in values}
    for id, before in records.earlier(diary, found).items():
        said_then = entered(before.value, names, knowledge)
        found[id] = replace(found[id], changed=_changed(found[id], said_then, before.changed_at))
    return list(found.values())


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


def entered(
    value: RecordValue, names: Mapping[str, str], knowledge: Sequence[KnowledgeBase]
) -> Entered:
    """What a record says; `names` are those of the medicines by their ids."""
    name = names.get(value.medicine_id, "") if isinstance(value, Dose) else ""
    what = record_words(value, name, knowledge)
    return Entered(moment(value), what, remark_words(value, knowledge), kind_of(value), value.id)


def kind_of(value: RecordValue) -> str:
    """The kind of a record: dose, symptom, check, note, event, fall, measure."""
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
        case Measurement():
            return "measure"
