"""Reading the times, days and spans that people type, against the present moment."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from diary_app.domain.moment import DAY, Moment, at_wall, moment
from diary_app.domain.refusal import Refused

_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?::(\d{2}))? ?(am|pm)?", re.IGNORECASE)
_SPAN = re.compile(r"(?:(\d{1,4})d)?(?:(\d{1,4})h)?(?:(\d{1,5})m(?:in)?)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def parse_clock(text: str) -> time:
    """A clock time: `14:05`, `8.30`, `1:40 pm`, `1405`. Anything else raises Refused."""
    words = text.strip()
    if re.fullmatch(r"\d{4}", words):
        words = f"{words[:2]}:{words[2:]}"
    found = _CLOCK.fullmatch(words)
    if not found:
        raise Refused("unreadable_time", text)
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    half = (found[4] or "").lower()
    if half and not 1 <= hour <= 12:
        raise Refused("unreadable_time", text)
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, minute, second)
    except ValueError as error:
        raise Refused("unreadable_time", text) from error


def parse_span(text: str) -> timedelta:
    """A length of time more than zero: `8h`, `30m`, `1h30m`, `2d`."""
    found = _SPAN.fullmatch(text.replace(" ", "").lower())
    numbers = [int(number or 0) for number in found.groups()] if found else [0]
    if not any(numbers):
        raise Refused("unreadable_span", text)
    days, hours, minutes = numbers
    return timedelta(days=days, hours=hours, minutes=minutes)


def parse_day(text: str, today: date) -> date:
    """A day: `2026-11-22`, `today`, `yesterday`, `tomorrow`, `-2d`, `21 nov`, `21 nov 2026`."""
    words = " ".join(text.lower().split())
    near = {"today": 0, "yesterday": -1, "tomorrow": 1}
    if words in near:
        return today + near[words] * DAY
    back = re.fullmatch(r"([-+])(\d{1,4})d", words)
    try:
        if back:
            return today + int(back[1] + back[2]) * DAY
        named = re.fullmatch(r"(\d{1,2})[ -]([a-z]{3})[a-z]*(?:[ -](\d{4}))?", words)
        if named and named[2] in _MONTHS:
            month = _MONTHS.index(named[2]) + 1
            return date(int(named[3] or today.year), month, int(named[1]))
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", words):
            return date.fromisoformat(words)
    except (ValueError, OverflowError) as error:
        raise Refused("unreadable_day", text) from error
    raise Refused("unreadable_day", text)


def parse_when(text: str, now: Moment) -> Moment:
    """A moment: `14:05` (today), `-20m`, `yesterday 20:00`, ISO with or without offset.

    A wall-clock time is that of `now`'s zone; one that comes twice is the first of the two, and an
    ISO offset names the other.
    """
    words = " ".join(text.split())
    if words.lower() == "now":
        return now
    if words.startswith("-") and not re.match(r"-\d+d .", words):
        return now.shifted(-parse_span(words[1:]))
    iso = re.fullmatch(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}.*)", words, re.IGNORECASE)
    if iso:
        return _iso(f"{iso[1]}T{iso[2].replace(' ', '')}", text, now)
    if re.match(r"\d{1,2}[:.]\d{2}|\d{4}$", words):
        return at_wall(now.day, parse_clock(words), now.zone)
    day, _, clock = words.rpartition(" ")
    if clock.lower() in ("am", "pm"):
        day, _, hour = day.rpartition(" ")
        clock = f"{hour} {clock}"
    if not day:
        raise Refused("unreadable_when", text)
    return at_wall(parse_day(day, now.day), parse_clock(clock), now.zone)


def _iso(words: str, given: str, now: Moment) -> Moment:
    try:
        at = datetime.fromisoformat(words)
    except ValueError as error:
        raise Refused("unreadable_when", given) from error
    if at.tzinfo is None:
        return at_wall(at.date(), at.time(), now.zone)
    return moment(at, now.zone)
