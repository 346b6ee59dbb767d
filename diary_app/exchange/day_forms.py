"""How a table writes its days: `DD.MM.YYYY`, `M/D/YY`; read by a form, or found from the table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time

from diary_app.domain.foreign import At
from diary_app.exchange.foreign_text import FIRST_YEAR, LAST_YEAR, clean, time_of

# Those that are offered, the plainest first. Without a year's four digits none is sure.
FORMS = (
    "YYYY-MM-DD",
    "DD.MM.YYYY",
    "DD/MM/YYYY",
    "MM/DD/YYYY",
    "DD-MM-YYYY",
    "YYYY/MM/DD",
    "DD.MM.YY",
    "DD/MM/YY",
    "MM/DD/YY",
)
_PARTS = {"YYYY": r"(?P<y>\d{4})", "YY": r"(?P<y>\d\d)", "MM": r"(?P<m>\d\d?)"}
_PARTS |= {"DD": r"(?P<d>\d\d?)", "M": r"(?P<m>\d\d?)", "D": r"(?P<d>\d\d?)"}
_WITH_CLOCK = re.compile(r"(\S+?)[ T,]+(\d\d?:\d\d.*)")


def day_in(text: str, form: str) -> date | None:
    """The day that the text names in that form; None for another text."""
    pieces = re.split(r"(YYYY|YY|MM|DD|M|D)", form)
    pattern = "".join(_PARTS.get(piece, re.escape(piece)) for piece in pieces)
    try:
        found = re.fullmatch(pattern, text.strip(), re.ASCII)
        if not found:
            return None
        year = int(found["y"]) + (2000 if len(found["y"]) == 2 else 0)
        read = date(year, int(found["m"]), int(found["d"]))
    except (re.error, ValueError, IndexError):
        return None
    return read if FIRST_YEAR <= year <= LAST_YEAR else None


def forms_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The forms in which all of the texts are days. Several: the table leaves it open."""
    days = {_day_part(text) for text in texts if clean(text)}
    if not days:
        return ()
    return tuple(form for form in FORMS if all(day_in(day, form) for day in days))


def at_in(day: str, clock: str, form: str) -> At | None:
    """The moment of a cell of the day, which may hold the clock too, and one of the clock."""
    whole = time_of(day)
    if whole is not None:
        return whole
    if not clock and (both := _WITH_CLOCK.fullmatch(day.strip())):
        day, clock = both[1], both[2]
    found = day_in(day, form)
    if found is None or not clock:
        return found
    at = clock_of(clock)
    return None if at is None else datetime.combine(found, at)


def _day_part(text: str) -> str:
    both = _WITH_CLOCK.fullmatch(text.strip())
    return both[1] if both else text.strip()


def clock_of(text: str) -> time | None:
    """`8:00 AM`, `20:00`; None for another text."""
    found = re.fullmatch(
        r"(\d\d?)[:.](\d\d)(?::\d\d)?\s*([AaPp])?\.?(?:[Mm]\.?)?", clean(text), re.ASCII
    )
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2])
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3] in "Pp" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
