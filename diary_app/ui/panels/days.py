"""Days as they are typed in a form; the year is rarely typed along."""

from __future__ import annotations

from datetime import date

from diary_app.domain.refusal import Refused
from diary_app.domain.when import DayOf, parse_day
from diary_app.errors import Told
from diary_app.text import _
from diary_app.ui.session import Session
from diary_app.ui.widgets.fields import LineField
from diary_app.wording.days import short_full_day
from diary_app.wording.refusals import in_words


def read_day(session: Session, typed: LineField, of: DayOf) -> date | None:
    """The day that was typed; None, and the reason shown, where it cannot be read."""
    try:
        return parse_day(typed.text(), session.today, of)
    except Refused as refused:
        typed.mark(bad=True)
        session.problem.emit(str(in_words(refused)))
        return None


def day_after(text: str, today: date, of: DayOf, before: date, complaint: str) -> date:
    """The day that was typed; without a year it is judged beside `before`, not beside today.

    Raises Refused, or BadInput with `complaint` where the day does not come after `before`.
    """
    day = parse_day(text, today, of, before)
    if day <= before:
        said = complaint.format(day=short_full_day(day), before=short_full_day(before))
        raise Told(said, "", _("Check the two days."))
    return day
