"""What a record of the log says: the same in the window's lists, on the command line and on paper.

Its moment stands beside it everywhere, so it is not said again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from diary_app.domain.deeds import RecordValue
from diary_app.domain.dose import Dose, EnteredBy, Missed, Skipped, Taken
from diary_app.domain.fall import Fall
from diary_app.domain.knowledge import KnowledgeBase
from diary_app.domain.symptom import Answer, Event, Note, Observation, SafetyCheck
from diary_app.text import _, ngettext
from diary_app.wording.days import clock, short_full_day
from diary_app.wording.events import event_name
from diary_app.wording.falls import fall_words
from diary_app.wording.symptoms import name_of, rating_of


def record_words(value: RecordValue, medicine: str, knowledge: Sequence[KnowledgeBase]) -> str:
    """What the record says; `medicine` is the name of a dose's medicine."""
    match value:
        case Taken():
            if value.amount is None:
                return _("{medicine} — taken, amount not known").format(medicine=medicine)
            return _("{medicine} {amount} — taken").format(medicine=medicine, amount=value.amount)
        case Skipped():
            return _("{medicine} — skipped").format(medicine=medicine)
        case Missed():
            return _("{medicine} — missed").format(medicine=medicine)
        case Observation(symptom=symptom, value=rating):
            name = name_of(symptom, knowledge)
            return f"{name} {rating_of(symptom, rating, knowledge)}"
        case SafetyCheck():
            return _("Safety check")
        case Note(text=text):
            return text
        case Event(kind=kind):
            return event_name(kind)
        case Fall():
            return fall_words(value)


def remark_words(value: RecordValue, knowledge: Sequence[KnowledgeBase]) -> str:
    """What stands below it in smaller type: answers, reasons, notes; "" for nothing."""
    match value:
        case Taken() | Skipped() | Missed():
            return " · ".join(_dose_remarks(value))
        case Observation(note=note):
            return note
        case SafetyCheck():
            return check_words(value, knowledge)
        case Event(words=words, until=until):
            last = "" if until is None else _("until {day}").format(day=short_full_day(until))
            return " · ".join(part for part in (last, words) if part)
        case Fall(note=note):
            return note
        case Note():
            return ""


def kind_names() -> Mapping[str, Sequence[str]]:
    """What a record of each table is called, one and several."""
    return {
        "doses": (_("Dose"), _("Doses")),
        "observations": (_("Symptom"), _("Symptoms")),
        "checks": (_("Safety check"), _("Checks")),
        "notes": (_("Note"), _("Notes")),
        "events": (_("Event"), _("Events")),
        "falls": (_("Fall"), _("Falls")),
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


def _dose_remarks(dose: Dose) -> Iterator[str]:
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
