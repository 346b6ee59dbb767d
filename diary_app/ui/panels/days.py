"""Reading the days of a plan as they are typed: the year is rarely typed along."""

from __future__ import annotations

import re
from datetime import date

from diary_app.domain.refusal import Refused
from diary_app.domain.when import parse_day
from diary_app.errors import BadInput
from diary_app.text import _
from diary_app.ui.session import Session
from diary_app.ui.widgets.fields import LineField
from diary_app.wording.days import short_full_day
from diary_app.wording.refusals import in_words


def read_day(session: Session, typed: LineField) -> date | None:
    """The day that was typed; None, and the reason shown, where it cannot be read."""
    try:
        return plan_day(typed.text(), session.today)
    except Refused as refused:
        typed.mark(bad=True)
        session.problem.emit(str(in_words(refused)))
        return None


def plan_day(text: str, today: date) -> date:
    """The day that was typed; without a year the nearest such day. Raises Refused.

    "5 jan" typed in December is a day of the coming January, not of the past one.
    """
    found = parse_day(text or "?", today)
    if _has_year(text):
        return found
    years = (found, _in_year(found, found.year - 1), _in_year(found, found.year + 1))
    return min((day for day in years if day), key=lambda day: abs(day - today))


def day_after(text: str, today: date, before: date, complaint: str) -> date:
    """The day that was typed; without a year the next such day after `before`.

    Raises Refused, or BadInput with `complaint` where the day does not come after `before`.
    """
    found = parse_day(text or "?", today)
    if not _has_year(text):
        years = (_in_year(found, before.year), _in_year(found, before.year + 1))
        found = next((day for day in years if day and day > before), found)
    if found <= before:
        said = complaint.format(day=short_full_day(found), before=short_full_day(before))
        raise BadInput(said, "", _("Check the two days."))
    return found


def _has_year(text: str) -> bool:
    """Whether the words say the year, or how far the day is from today."""
    return not re.fullmatch(r"[0-9]{1,2}[ -][a-z]{3,}", " ".join(text.lower().split()))


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None  # the leap day
