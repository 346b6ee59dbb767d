"""What one record of the log says, for the lists of Log and History."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from diary_app.domain.dose import EnteredBy, Missed, Skipped, Taken
from diary_app.domain.fall import Fall
from diary_app.domain.history import History
from diary_app.domain.knowledge import Entry
from diary_app.domain.moment import Moment
from diary_app.domain.quantity import print_quantity
from diary_app.domain.symptom import Answer, Event, Note, Observation, SafetyCheck
from diary_app.services import records
from diary_app.services.diary import Diary
from diary_app.services.records import Value
from diary_app.text import _
from diary_app.wording.days import clock, short_full_day
from diary_app.wording.falls import fall_words
from diary_app.wording.symptoms import short_label, value_words


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
    values: list[Value] = [
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


def entered(diary: Diary, history: History, value: Value) -> Entered:
    """What a record says."""
    match value:
        case Taken() | Skipped() | Missed():
            return _dose(history, value)
        case Observation():
            what = f"{symptom_label(diary, value.symptom)} {_rating(diary, value)}"
            return Entered(value.at, what, value.note, "symptom", value.id)
        case SafetyCheck():
            return Entered(
                value.at, _("Safety check"), check_words(diary, value), "check", value.id
            )
        case Note():
            return Entered(value.at, value.text, "", "note", value.id)
        case Event():
            return Entered(value.at, value.kind, value.words, "event", value.id)
        case Fall():
            return Entered(value.at, fall_words(value), value.note, "fall", value.id)


def symptom_label(diary: Diary, id: str) -> str:
    """The short label of a symptom; its id where no knowledge base knows it any more."""
    entry = entry_of(diary, id)
    return id if entry is None else short_label(entry)


def entry_of(diary: Diary, id: str) -> Entry | None:
    """What is known of a symptom."""
    entries = (entry for base in diary.knowledge for entry in base.entries)
    return next((entry for entry in entries if entry.id == id), None)


def check_words(diary: Diary, check: SafetyCheck) -> str:
    """What a safety check answered: those with yes and not sure, and how many with no."""
    parts = []
    for answer, text in (
        (Answer.YES, _("Yes: {names}.")),
        (Answer.NOT_SURE, _("Not sure: {names}.")),
    ):
        named = [symptom_label(diary, id) for id, given in check.answers.items() if given == answer]
        if named:
            parts.append(text.format(names=", ".join(named)))
    number = sum(given == Answer.NO for given in check.answers.values())
    if number:
        parts.append(_("No to {n} questions.").format(n=number))
    return " ".join(parts)


def _rating(diary: Diary, seen: Observation) -> str:
    entry = entry_of(diary, seen.symptom)
    if entry is None or seen.value is None:
        return _("present") if seen.value is None else str(seen.value)
    return value_words(entry, seen.value)


def _dose(history: History, dose: Taken | Skipped | Missed) -> Entered:
    medicine = history.plan_of(dose.medicine_id).medicine
    remarks = list(_remarks(dose))
    if isinstance(dose, Taken):
        what = f"{medicine.name} {print_quantity(dose.amount)} — {_('taken')}"
        return Entered(dose.taken_at, what, " · ".join(remarks), "dose", dose.id)
    answer = _("skipped") if isinstance(dose, Skipped) else _("missed")
    what = f"{medicine.name} — {answer}"
    return Entered(dose.planned_at, what, " · ".join(remarks), "dose", dose.id)


def _remarks(dose: Taken | Skipped | Missed) -> Iterator[str]:
    if isinstance(dose, Taken):
        if dose.planned_at is not None:
            yield _("planned {time}").format(time=clock(dose.planned_at))
        if not dose.time_known:
            yield _("time not known")
    if dose.reason:
        yield dose.reason
    if dose.note:
        yield dose.note
    if dose.entered_by == EnteredBy.CARER:
        yield _("written by a carer")
