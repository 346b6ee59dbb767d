"""What several pictures say: how many days were recorded, and the cautions under them.

The sentences describe and never explain: no cause, no verdict, no forecast; each number stands
with what it rests on (clinical.md 5.3 and 5.4). A picture carries its words wherever it goes:
window, file and paper.
"""

from __future__ import annotations

from collections.abc import Iterable

from diary_app.charts.series import Span, SymptomLine
from diary_app.domain.trends import FEWEST_IN_MONTH, FEWEST_IN_WEEK
from diary_app.text import _, ngettext


def recorded_days(n: int, of: int) -> str:
    """Recorded on 56 of 60 days."""
    return ngettext("Recorded on {n} of {of} day.", "Recorded on {n} of {of} days.", of).format(
        n=n, of=of
    )


def may_be_missing(n: int, of: int) -> str:
    """The caution where many days have no entry; empty where few have none."""
    if n >= 0.7 * of:
        return ""
    return _("Days without entries are unknown; bad days may be among them.")


def dots_note() -> str:
    """What the dots and bars mean where they are counted."""
    return _("The larger a dot, the more days or entries. Thick bar: the middle value.")


def other_things() -> str:
    """The caution under every comparison."""
    return _("Other things may also have changed.")


def middles_note(lines: Iterable[SymptomLine], span: Span) -> str:
    """What a dot of more than a year stands for, and on how many days it rests at least."""
    least = min((row.n for line in lines for row in span.middles(line.shown(span))), default=0)
    if span.by_month:
        words = _("each dot: the middle value of a month with {n} rated days or more")
        return words.format(n=max(least, FEWEST_IN_MONTH))
    words = _("each dot: the middle value of a week with {n} rated days or more")
    return words.format(n=max(least, FEWEST_IN_WEEK))
