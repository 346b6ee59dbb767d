"""Logging a fall."""

from __future__ import annotations

from diary_app.domain.deeds import Corrected, Logged, named
from diary_app.domain.dose import EnteredBy
from diary_app.domain.fall import Fall
from diary_app.domain.moment import Moment
from diary_app.errors import BadInput
from diary_app.services import texts
from diary_app.services.diary import Diary
from diary_app.storage import record_rows


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
