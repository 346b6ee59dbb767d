"""The calendar for a telephone: what it holds now, and what was sent before."""

from __future__ import annotations

import json
from datetime import date

from diary_app.exchange import ics
from diary_app.exchange.ics_series import Series, as_plain, of_plain, renewed
from diary_app.frozen import dataclass
from diary_app.services import settings
from diary_app.services.diary import Diary
from diary_app.storage import queries
from diary_app.text import spoken_in


@dataclass(frozen=True)
class CalendarFile:
    """The content of the file, and the series it holds: to be remembered once it is written."""

    content: bytes
    series: tuple[Series, ...]


def made(diary: Diary) -> CalendarFile:
    """The calendar as it is today, under the ids that earlier files gave."""
    with spoken_in(settings.language_of_papers(diary)):
        return _made(diary)


def _made(diary: Diary) -> CalendarFile:
    now, plans, own = diary.now(), queries.plans(diary.file), settings.load(diary)
    found = (
        *ics.reminders(plans, now, diary.zones()),
        *ics.dates(plans, queries.pump_refills(diary.file), next_visit(own), now),
    )
    series = renewed(found, _sent(own), now)
    return CalendarFile(ics.write(series, now), series)


def remember(diary: Diary, file: CalendarFile) -> None:
    """Keep what the file holds, so that the next one changes or ends it. No step of Undo."""
    settings.save(diary, calendar_sent=json.dumps(as_plain(file.series)))


def next_visit(own: settings.Settings) -> date | None:
    """The day of the next visit, None where none was said or it cannot be read."""
    try:
        return date.fromisoformat(own.next_visit)
    except ValueError:
        return None


def _sent(own: settings.Settings) -> tuple[Series, ...]:
    try:
        return of_plain(json.loads(own.calendar_sent or "[]"))
    except ValueError:
        return ()
