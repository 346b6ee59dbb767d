"""The weekly look: which days, and what they hold. Imports typst: only for who wants the page."""

from __future__ import annotations

from datetime import date

from diary_app.domain.days import Days
from diary_app.domain.moment import DAY
from diary_app.reports import week
from diary_app.reports.report import Paper
from diary_app.reports.week import Week
from diary_app.services import flags, settings, tracked
from diary_app.services.diary import Diary
from diary_app.services.histories import load

pdf, picture = week.pdf, week.picture  # touch no file: may run in a worker


def days_of(diary: Diary, day: date | None = None) -> Days:
    """The seven days through today; with `day` the week of the calendar that holds it."""
    today = diary.now().day
    if day is None:
        return Days.through(today - 6 * DAY, today)
    begins = settings.WEEK_BEGINS.get(settings.load(diary).week_begins, 0)
    since = day - (day.weekday() - begins) % 7 * DAY
    return Days(since, since + 7 * DAY)


def made(diary: Diary, day: date | None = None, paper: str | None = None) -> Week:
    """The page of a week as plain values: the tiles' symptoms first, then what else was rated.

    It is the person's own, so it speaks the language of the window.
    """
    days = days_of(diary, day)
    history = load(diary, days)
    entries = {entry.id: entry for entry in diary.vocabulary.entries}
    rated = (seen.symptom for seen in history.observations if seen.at.day in days)
    ids = dict.fromkeys((*tracked.tile_ids(diary), *rated))
    return week.build(
        history,
        [entries[id] for id in ids if id in entries],
        flags.between(diary, days),
        days,
        diary.now(),
        Paper.LETTER if (paper or settings.load(diary).paper) == "Letter" else Paper.A4,
    )
