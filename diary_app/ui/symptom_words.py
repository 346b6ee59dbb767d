"""A symptom and a rating of it, in words."""

from __future__ import annotations

from datetime import date

from diary_app.domain.knowledge import Entry
from diary_app.domain.symptom import Observation
from diary_app.text import _
from diary_app.ui import words


def value_words(entry: Entry, value: int | None) -> str:
    """A rating in the words of its scale: 4, or moderate."""
    if value is None:
        return _("present")
    worded = len(entry.scale.words) == entry.scale.highest + 1
    return entry.scale.word(value).lower() if worded else str(value)


def short(entry: Entry) -> str:
    """The label without what stands in brackets: Drowsiness, not Drowsiness (sleepy)."""
    return entry.label.partition(" (")[0]


def last_words(entry: Entry, seen: Observation | None, today: date) -> str:
    """What a tile says below its name: 4 · yesterday 21:10, or not yet today."""
    if seen is None:
        return _("not yet recorded")
    # The time alone is today's.
    when = words.clock(seen.at) if seen.at.day == today else words.when(seen.at, today)
    return f"{value_words(entry, seen.value)} · {when}"
