"""A symptom, its rating and its scale."""

from __future__ import annotations

from datetime import date

from diary_app.domain.knowledge import Entry
from diary_app.domain.symptom import Observation
from diary_app.text import _
from diary_app.wording.days import clock, near_moment


def short_label(entry: Entry) -> str:
    """The label without what stands in brackets: Drowsiness, not Drowsiness (sleepy)."""
    return entry.label.partition(" (")[0]


def value_words(entry: Entry, value: int | None) -> str:
    """A rating in the words of its scale: 4, or moderate."""
    if value is None:
        return _("present")
    worded = len(entry.scale.words) == entry.scale.highest + 1
    return entry.scale.word(value).lower() if worded else str(value)


def severity(value: int) -> str:
    """The word of a side effect's 0-4 scale."""
    return (_("None"), _("Mild"), _("Moderate"), _("Severe"), _("Very severe"))[value]


def scale_title(top: int, *, best_is_high: bool) -> str:
    """Which end of a panel's scale is which."""
    if top == 4:
        return _("0 none to 4 very severe")
    return _("0 to 10, 10 is best") if best_is_high else _("0 to 10, 10 is worst")


def last_words(entry: Entry, seen: Observation | None, today: date) -> str:
    """What a tile says below its name: 4 · yesterday 21:10, or not yet recorded."""
    if seen is None:
        return _("not yet recorded")
    # The time alone is today's.
    when = clock(seen.at) if seen.at.day == today else near_moment(seen.at, today)
    return f"{value_words(entry, seen.value)} · {when}"
