"""When the patient saw the doctor: where the summary "since my last visit" begins."""

from __future__ import annotations

from datetime import date

from diary_app.domain.deeds import EnteredVisit
from diary_app.errors import BadInput
from diary_app.services import texts
from diary_app.services.diary import Diary
from diary_app.storage import queries


def add(diary: Diary, day: date, with_whom: str = "") -> None:
    """Keep that the patient saw the doctor on `day`. Raises BadInput for a day to come."""
    if day > diary.now().day:
        raise BadInput("visit_still_to_come", day=day)
    id, with_whom = diary.new_id(), texts.checked(with_whom.strip())
    with diary.edit(EnteredVisit(id, day)) as edit:
        edit.put("visits", {"id": id, "day": day.isoformat(), "with_whom": with_whom})


def last(diary: Diary) -> date | None:
    """The day of the last visit, None for none. One of today is being prepared for, and not it."""
    return queries.last_visit(diary.file, diary.now().day)
