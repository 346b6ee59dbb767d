"""Small words that every part of the summary uses: spans of days, shares, lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from diary_app.charts.words import number
from diary_app.dates import short_day, short_full_day
from diary_app.domain.moment import DAY, Moment
from diary_app.text import _

__all__ = ["number", "plain", "short_day", "short_full_day"]

_DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), *map(ord, _DIRECTIONS))
_REMOVED: dict[int, str | None] = dict.fromkeys(_CONTROLS)
_REMOVED |= {ord("\n"): "\n", ord("\t"): " "}


def plain(text: str) -> str:
    """The text without control characters and direction marks, which could reorder what stands
    around it. Line breaks stay; the record itself is untouched.
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_REMOVED)


def days_words(first: date, end: date) -> str:
    """30 Aug to 22 Nov 2026: the days `[first, end)`, the last one named."""
    last = end - DAY
    if first >= last:
        return short_full_day(last)
    opening = short_day(first) if first.year == last.year else short_full_day(first)
    return _("{first} to {last}").format(first=opening, last=short_full_day(last))


def moment_words(at: Moment, year: int) -> str:
    """8 Nov 21:40, with the year where it is not `year`."""
    return f"{day_words(at.day, year)} {at.local:%H:%M}"


def day_words(day: date, year: int) -> str:
    """8 Nov, with the year where it is not `year`."""
    return short_day(day) if day.year == year else short_full_day(day)


def percent(share: float) -> str:
    """85 %, rounded to the nearest whole one, never to 0 or 100 unless it is that."""
    rounded = round(share * 100)
    if (rounded == 0 and share > 0) or (rounded == 100 and share < 1):
        return _("less than 1 %") if rounded == 0 else _("more than 99 %")
    return _("{n} %").format(n=rounded)


def listed(parts: Sequence[str]) -> str:
    """The parts in one line, between dots; empty ones left out."""
    return " · ".join(part for part in parts if part)
