"""What a record of the log says: the same in the window's lists, on the command line and on paper.

Its moment stands beside it everywhere, so it is not said again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from diary_app.domain.deeds import RecordValue
from diary_app.domain.dose import Dose, EnteredBy, Missed, Skipped, Taken
from diary_app.domain.fall import Fall
from diary_app.domain.knowledge import KnowledgeBase
from diary_app.domain.measure import Measurement
from diary_app.domain.symptom import Answer, Event, Note, Observation, SafetyCheck
from diary_app.text import _, ngettext
from diary_app.wording.days import clock, short_full_day, span
from diary_app.wording.events import event_name
from diary_app.wording.falls import fall_words
from diary_app.wording.measures import measured_words
from diary_app.wording.regions import regions_words
from diary_app.wording.symptoms import name_of, rating_of
from diary_app.wording.tracked import lasted_words


def record_words(value: RecordValue, medicine: str, knowledge: Sequence[KnowledgeBase]) -> str:
    """What the record says; `medicine` is the name of a dose's medicine."""
    match value:
        case Taken() | Skipped() | Missed():
            return _dose_words(value, medicine)
        case Observation(symptom=symptom, value=rating, unit=unit):
            name = name_of(symptom, knowledge)
            return f"{name} {rating_of(symptom, rating, knowledge, unit)}"
        case SafetyCheck():
            return _("Safety check")
        case Note(text=text):
            return text
        case Event(kind=kind):
            return event_name(kind)
        case Fall():
            return fall_words(value)
        case Measurement(measure=measure, value=number, part=part):
            return measured_words(measure, number, part)


def _dose_words(dose: Dose, medicine: str) -> str:
    match dose:
        case Taken(amount=None):
            return _("{medicine} — taken, amount not known").format(medicine=medicine)
        case Taken(amount=amount):
            return _("{medicine} {amount} — taken").format(medicine=medicine, amount=amount)
        case Skipped():
            return _("{medicine} — skipped").format(medicine=medicine)
        case Missed():
            return _("{medicine} — missed").format(medicine=medicine)


def remark_words(value: RecordValue, knowledge: Sequence[KnowledgeBase]) -> str:
    """What stands below it in smaller type: answers, reasons, notes; "" for nothing."""
    match value:
        case Taken() | Skipped() | Missed():
            return " · ".join(_dose_remarks(value, knowledge))
        case Observation(regions=regions, note=note, entered_by=by):
            where = regions_words(regions)
            return _in_line(where, lasted_words(value), note, written_by(by, knowledge))
        case SafetyCheck(entered_by=by):
            return _in_line(check_words(value, knowledge), written_by(by, knowledge))
        case Event(words=words, until=until, minutes=minutes, entered_by=by):
            last = "" if until is None else _("until {day}").format(day=short_full_day(until))
            took = "" if minutes is None else span(timedelta(minutes=minutes))
            return _in_line(last, took, words, written_by(by, knowledge))
        case Fall(before=before, note=note, entered_by=by):
            said = _("before it: {words}").format(words=before) if before else ""
            return _in_line(said, note, written_by(by, knowledge))
        case Measurement(note=note, entered_by=by):
            return _in_line(note, written_by(by, knowledge))
        case Note(entered_by=by):
            return written_by(by, knowledge)


def _in_line(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def written_by(who: EnteredBy, knowledge: Sequence[KnowledgeBase]) -> str:
    """That a carer wrote it, with the name where it is known; "" where the person did."""
    if who != EnteredBy.CARER:
        return ""
    name = next((base.carer for base in knowledge if base.carer), "")
    return _("written by {name}").format(name=name) if name else _("written by a carer")


def kind_names() -> Mapping[str, Sequence[str]]:
    """What a record of each table is called, one and several."""
    return {
        "doses": (_("Dose"), _("Doses")),
        "observations": (_("Symptom"), _("Symptoms")),
        "checks": (_("Safety check"), _("Checks")),
        "notes": (_("Note"), _("Notes")),
        "events": (_("Event"), _("Events")),
        "falls": (_("Fall"), _("Falls")),
        "measurements": (_("Clinic measure"), _("Clinic measures")),
        "flag_answers": (_("Flag"), _("Flags")),
    }


def check_words(check: SafetyCheck, knowledge: Sequence[KnowledgeBase]) -> str:
    """What a safety check answered: those with yes and not sure, and how many with no."""
    parts = []
    for answer, text in (
        (Answer.YES, _("Yes: {names}.")),
        (Answer.NOT_SURE, _("Not sure: {names}.")),
    ):
        names = [name_of(id, knowledge) for id, given in check.answers.items() if given == answer]
        if names:
            parts.append(text.format(names=", ".join(names)))
    no = sum(given == Answer.NO for given in check.answers.values())
    if no:
        parts.append(ngettext("No to {n} question.", "No to {n} questions.", no).format(n=no))
    return " ".join(parts)


def _dose_remarks(dose: Dose, knowledge: Sequence[KnowledgeBase]) -> Iterator[str]:
    if isinstance(dose, Taken):
        if dose.planned_at is not None:
            yield _("planned {time}").format(time=clock(dose.planned_at))
        if not dose.time_known:
            yield _("time not known")
    if dose.reason:
        yield dose.reason
    if dose.note:
        yield dose.note
    if said := written_by(dose.entered_by, knowledge):
        yield said
