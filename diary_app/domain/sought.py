"""What a person types to find something in the log: words, and the days they mean."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from diary_app.domain.days import Days
from diary_app.domain.refusal import Refused
from diary_app.domain.typed_words import MONTH_ALONE, month_named
from diary_app.domain.when import FIRST_YEAR, LAST_YEAR, DayOf, parse_day
from diary_app.frozen import dataclass

_LONGEST = 3  # 21 nov 2025
_ISO_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True)
class Sought:
    """Words of which a record must hold every one, on `days`; None: on any day."""

    words: tuple[str, ...]
    days: Days | None = None

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.words) or self.days is not None


def parse_sought(text: str, today: date) -> Sought:
    """The words of `text`, folded, and the day, month or year that it names.

    Without a year it is the last such day or month. Words that name no day stay words: "may" is one
    unless a year or a day stands beside it.
    """
    words = folded(text).replace(",", " ").split()
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            days = _days(" ".join(words[start : start + length]), today)
            if days is not None:
                return Sought((*words[:start], *words[start + length :]), days)
    return Sought(tuple(words))


def folded(text: str) -> str:
    """The text as it is compared: in small letters."""
    return text.casefold()


def month_of(day: date) -> Days:
    """The calendar month that `day` is in."""
    first = day.replace(day=1)
    return Days.through(first, day.replace(day=monthrange(day.year, day.month)[1]))


def _days(text: str, today: date) -> Days | None:
    """The day, month or year that the whole of `text` names, None for none."""
    iso = _ISO_MONTH.fullmatch(text)
    if iso:
        return _month(int(iso[1]), int(iso[2]))
    if _YEAR.fullmatch(text) and FIRST_YEAR <= int(text) <= today.year:
        return Days.through(date(int(text), 1, 1), date(int(text), 12, 31))
    name, _space, year = text.partition(" ")
    if len(name) >= 3 and (_YEAR.fullmatch(year) or (not year and name in MONTH_ALONE)):
        number = month_named(name)
        if number is not None:
            ahead = number > today.month
            return _month(int(year) if year else today.year - ahead, number)
    try:
        return Days.of(parse_day(text, today, DayOf.RECORD))
    except Refused:
        return None


def _month(year: int, number: int) -> Days | None:
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= number <= 12:
        return None
    return month_of(date(year, number, 1))
