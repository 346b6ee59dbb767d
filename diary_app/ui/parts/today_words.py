"""What Today says of a day: which one a dose is of, what is not recorded, what was taken so far."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from diary_app.domain.moment import DAY
from diary_app.domain.sheet import DayTotal, Line
from diary_app.text import _, ngettext
from diary_app.ui.widgets.text import Run
from diary_app.wording.days import days_away, near_day
from diary_app.wording.writing import amount_words


def slot_day(day: date, today: date) -> str:
    """Which day a dose on the card is of: "yesterday", "tomorrow"."""
    return near_day(day, today) if day < today else days_away((day - today).days)


def unrecorded_words(found: Sequence[tuple[date, Sequence[Line]]], today: date) -> str:
    """How many doses of the days `found` are not recorded."""
    n = sum(len(lines) for _day, lines in found)
    if len(found) == 1 and found[0][0] == today - DAY:
        text = ngettext(
            "Yesterday: {n} dose is not recorded.", "Yesterday: {n} doses are not recorded.", n
        )
    else:
        text = ngettext(
            "In the last days: {n} dose is not recorded.",
            "In the last days: {n} doses are not recorded.",
            n,
        )
    return text.format(n=n)


def total_runs(total: DayTotal) -> list[Run]:
    """Today so far: **10 mg** of baclofen. Planned: 30 mg."""
    runs = [
        Run((_("Today so far, at least:") if total.unknown else _("Today so far:")) + " "),
        Run(amount_words(total.taken), "figure"),
        Run(" " + _("of {medicine}.").format(medicine=total.medicine.name)),
    ]
    if total.planned is not None:
        runs.append(Run(" " + _("Planned: {amount}.").format(amount=amount_words(total.planned))))
    return runs
