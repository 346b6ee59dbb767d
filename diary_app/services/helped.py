"""Did the dose help? Which doses ask, and what was said."""

from __future__ import annotations

from datetime import timedelta

from diary_app.domain.body_deeds import AnsweredHelped
from diary_app.domain.days import Days
from diary_app.domain.dose import EnteredBy, Taken
from diary_app.domain.helped import (
    Helped,
    HelpedAnswer,
    HelpedFigures,
    by_ratings,
    figures,
    still_asked,
    taken_as_needed,
)
from diary_app.domain.history import History
from diary_app.domain.moment import DAY
from diary_app.errors import BadInput
from diary_app.frozen import dataclass
from diary_app.services import records, settings, symptoms
from diary_app.services.diary import Diary
from diary_app.services.histories import doses_around
from diary_app.storage import body_queries, body_rows, queries

LONGEST = 24 * 60  # minutes until a dose is felt


@dataclass(frozen=True)
class AskedDose:
    """A dose that was taken when needed and is asked about, with its medicine's name."""

    dose: Taken
    medicine: str


def asking(diary: Diary) -> tuple[AskedDose, ...]:
    """The doses of which it is time to ask whether they helped, the newest first.

    Each is asked about once, a while after it was taken that the person sets (`help_after`).
    """
    now = diary.now()
    after = timedelta(minutes=settings.load(diary).help_after)
    doses = doses_around(diary, Days(now.day - DAY, now.day + DAY))
    known = body_queries.helped(diary.file)
    found = []
    for plan in queries.plans(diary.file):
        own = [dose for dose in doses if dose.medicine_id == plan.medicine.id]
        asked = still_asked(taken_as_needed(plan, own), known, after, now)
        found += [AskedDose(dose, plan.medicine.name) for dose in asked]
    return tuple(sorted(found, key=lambda asked: asked.dose.taken_at, reverse=True))


def find_dose(diary: Diary, id: str) -> Taken:
    """The taken dose whose id is, or begins with, `id`. Raises NotFound or BadInput."""
    record = records.find(diary, id)
    if not isinstance(record.value, Taken) or record.removed:
        raise BadInput("no_dose_to_ask_about", id=id)
    return record.value


def answer(
    diary: Diary,
    dose: Taken,
    given: HelpedAnswer,
    minutes: int | None = None,
    entered_by: EnteredBy = EnteredBy.ME,
) -> Helped:
    """Store what the dose did; said again it replaces what was said before."""
    if minutes is not None and not 0 <= minutes <= LONGEST:
        raise BadInput("minutes_out_of_range", limit=LONGEST)
    return _store(diary, dose, Helped(dose.id, given, diary.now(), minutes, entered_by=entered_by))


def answer_by_ratings(
    diary: Diary,
    dose: Taken,
    symptom: str,
    before: int,
    after: int,
    entered_by: EnteredBy = EnteredBy.ME,
) -> Helped:
    """Store the ratings before and after the dose, which say what it did."""
    entry = symptoms.find(diary, symptom)
    for value in (before, after):
        entry.scale.word(value)  # refuses what is no value of the scale
    given = by_ratings(before, after, entry.scale.best > 0)
    ratings = entry.id, before, after
    return _store(
        diary, dose, Helped(dose.id, given, diary.now(), None, *ratings, entered_by=entered_by)
    )


def _store(diary: Diary, dose: Taken, made: Helped) -> Helped:
    name = queries.medicine_name(diary.file, dose.medicine_id)
    with diary.edit(AnsweredHelped(dose.id, name, made.answer, dose.taken_at)) as edit:
        edit.put("helped", body_rows.from_helped(made))
    return made


def of_span(history: History, days: Days) -> dict[str, HelpedFigures]:
    """The figures of each medicine that was to be taken when needed on `days`, by its name."""
    found = {}
    for plan in history.plans:
        own = figures(plan, history.doses_of(plan.medicine.id), history.helped, days)
        if own.days:
            found[plan.medicine.name] = own
    return found
