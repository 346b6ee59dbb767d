"""Logging a fall, and what was recorded around one."""

from __future__ import annotations

from datetime import timedelta

from diary_app.domain.deeds import Corrected, Logged, named
from diary_app.domain.dose import EnteredBy, Taken
from diary_app.domain.fall import Fall
from diary_app.domain.history import History
from diary_app.domain.moment import Moment
from diary_app.domain.symptom import Observation
from diary_app.errors import BadInput
from diary_app.services import texts
from diary_app.services.diary import Diary
from diary_app.storage import record_rows

BEFORE, AFTER = timedelta(hours=12), timedelta(hours=1)
_DAZED = ("drowsiness", "dizziness", "weakness")


def around(history: History, fall: Fall) -> tuple[Taken | Observation, ...]:
    """The doses, and how drowsy, dizzy or weak the person was, from 12 hours before the fall to an
    hour after it, oldest first. No cause is said by it.
    """
    begin, end = fall.at.shifted(-BEFORE), fall.at.shifted(AFTER)
    doses = [d for d in history.doses if isinstance(d, Taken) and begin <= d.taken_at <= end]
    rated = [o for o in history.observations if o.symptom in _DAZED and begin <= o.at <= end]
    found: list[Taken | Observation] = [*doses, *rated]
    return tuple(sorted(found, key=_when))


def _when(record: Taken | Observation) -> Moment:
    return record.taken_at if isinstance(record, Taken) else record.at


def log_fall(
    diary: Diary,
    at: Moment | None = None,
    place: str = "",
    hurt: str = "",
    head: bool = False,
    note: str = "",
    entered_by: EnteredBy = EnteredBy.ME,
    before: str = "",
) -> Fall:
    """Store a fall, now unless `at` says when. A time still to come raises BadInput."""
    now = diary.now()
    if at is not None and at > now:
        raise BadInput("still_to_come", time=at)
    for words in (place, hurt, note, before):
        texts.checked(words)
    fall = Fall(diary.new_id(), at or now, now, place, hurt, head, note, entered_by, before)
    with diary.edit(Logged((named(fall),))) as edit:
        edit.put("falls", record_rows.from_fall(fall))
    return fall


def change_fall(diary: Diary, after: Fall) -> None:
    """Correct a fall; the trail keeps what stood there."""
    if after.at > diary.now():
        raise BadInput("still_to_come", time=after.at)
    for words in (after.place, after.hurt, after.note, after.before):
        texts.checked(words)
    with diary.edit(Corrected(named(after))) as edit:
        edit.put("falls", record_rows.from_fall(after))
