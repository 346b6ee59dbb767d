"""Reading the times, days, moments and spans that people type, for window and command line alike.

Whatever is typed is read or raises Refused. Digits are those of ASCII.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from diary_app.domain.moment import DAY, Moment, at_wall, moment, when_shown, which_of_two
from diary_app.domain.quantity import UNIT_WORDS
from diary_app.domain.refusal import Refused
from diary_app.domain.typed_words import NEAR, month_named

# Outside of these a day is a slip, and arithmetic on it may leave the calendar.
FIRST_YEAR, LAST_YEAR = 1900, 2199

_CLOCK = re.compile(
    r"([0-9]{1,2})(?:[:.]([0-9]{2})(?:[:.]([0-9]{2}))?)? ?(am|pm|a\.m\.|p\.m\.)?"
    r"|([0-9]{1,2})([0-9]{2}) ?(am|pm|a\.m\.|p\.m\.)?"
)
_SPAN = re.compile(r"(?:([0-9]{1,4})d)?(?:([0-9]{1,4})h)?(?:([0-9]{1,5})m(?:in)?)?")
_ISO_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
# 22 nov, 22. November, 1er mars, 22 de noviembre de 2026
_TO_MONTH, _TO_YEAR = r"(?:\. ?|er |[ -](?:de )?)", r"(?: de |[ -])"
_NAMED_DAY = re.compile(
    rf"([0-9]{{1,2}}){_TO_MONTH}([^\W\d_]{{3,10}})\.?(?:{_TO_YEAR}([0-9]{{4}}))?"
)
_WHICH = re.compile(r"(?:(first|second) )?(.*?)(?: (first|second))?")
_ISO_MOMENT = re.compile(_ISO_DAY + r"[t ][0-9]{2}:[0-9]{2}(?! ?[ap])")
_LEADING_DAY = re.compile(
    rf"(?:{'|'.join(map(re.escape, NEAR))}|[-+][0-9]{{1,4}}d|{_ISO_DAY}"
    rf"|[0-9]{{1,2}}{_TO_MONTH}[^\W\d_]{{3,10}}\.?"
    rf"(?:{_TO_YEAR}(?:19|20|21)[0-9]{{2}}(?= |$)"
    rf"(?! (?:{'|'.join(map(re.escape, UNIT_WORDS))})s?\b))?)"
    r"(?= |$)"
)
_BETWEEN_TIMES = re.compile(
    r",(?=\s*(?:[0-9]{1,4}(?:[:.][0-9]{2}){0,2}\s*(?:[ap]\.?m\.?)?|[a-z]+)\s*(?:=|,|$))",
    re.IGNORECASE,
)


class ComesTwice(Refused):
    """The clocks went back: the time was shown twice, and it is not said which is meant."""

    exit_code = 4


class DayOf(StrEnum):
    """What a day is typed for. It says which year is meant where none is typed."""

    PLAN = "plan"  # the nearest: a plan may have begun, or begins soon
    RECORD = "record"  # the last one: a record cannot lie ahead
    COMING = "coming"  # the next one: a refill, an end


def parse_clock(text: str) -> time:
    """A clock time: `14:05`, `1405`, `8`, `800`, `8.30`, `8am`, `2 pm`, `8:00 AM`, or Refused."""
    found = _CLOCK.fullmatch(_words(text))
    if not found:
        raise Refused("unreadable_time", text)
    hour, minute, second = int(found[1] or found[5]), int(found[2] or found[6] or 0), found[3]
    half = (found[4] or found[7] or "")[:1]
    if half and not 1 <= hour <= 12:
        raise Refused("unreadable_time", text)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, minute, int(second or 0))
    except ValueError as error:
        raise Refused("unreadable_time", text) from error


def parse_span(text: str) -> timedelta:
    """A length of time more than zero: `8h`, `30m`, `1h30m`, `2d`, `4 h 55 min`, or Refused."""
    found = _SPAN.fullmatch(text.replace(" ", "").lower())
    numbers = [int(number or 0) for number in found.groups()] if found else [0]
    if not any(numbers):
        raise Refused("unreadable_span", text)
    days, hours, minutes = numbers
    return timedelta(days=days, hours=hours, minutes=minutes)


def parse_day(text: str, today: date, of: DayOf, beside: date | None = None) -> date:
    """A day: `2026-11-22`, `yesterday`, `-2d`, `21 nov`, `21 nov 2026`, or Refused.

    Without a year it is the nearest such day, the last or the next one, as `of` says, seen from
    `beside`; None: from `today`. That day itself is both the last and the next. A leap day without
    a year is Refused where the nearest years have none.
    """
    words = _words(text)
    named = _NAMED_DAY.fullmatch(words)
    try:
        if named and not named[3]:
            day = _without_year(named, today if beside is None else beside, of)
        elif named:
            day = date(int(named[3]), _month(named[2]), int(named[1]))
        elif re.fullmatch(_ISO_DAY, words):
            day = date.fromisoformat(words)
        else:
            day = _near(words, today)
    except (ValueError, OverflowError) as error:
        raise Refused("unreadable_day", text) from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused("day_too_far", text)
    return day


def _near(words: str, today: date) -> date:
    distance = re.fullmatch(r"([-+])([0-9]{1,4})d", words)
    if distance:
        return today + int(distance[1] + distance[2]) * DAY
    if words not in NEAR:
        raise ValueError(words)
    return today + NEAR[words] * DAY


def _without_year(named: re.Match[str], beside: date, of: DayOf) -> date:
    month, number = _month(named[2]), int(named[1])
    found = []
    for year in (beside.year + 1, beside.year, beside.year - 1):
        try:
            day = date(year, month, number)
        except ValueError:
            continue  # no such day, or a leap day in a year without one
        ahead = (day - beside).days
        if not ((ahead > 0 and of == DayOf.RECORD) or (ahead < 0 and of == DayOf.COMING)):
            found.append(day)
    return min(found, key=lambda day: abs(day - beside))


def _month(name: str) -> int:
    number = month_named(name)
    if number is None:
        raise ValueError(name)
    return number


def year_left_out(text: str) -> bool:
    """Whether a day or a moment as typed names its month but not its year."""
    day, _rest = split_day(text)
    named = _NAMED_DAY.fullmatch(day)
    return named is not None and not named[3]


def split_day(text: str) -> tuple[str, str]:
    """The day that `text` begins with, and the rest: `5 jan` and `5 mg 08:00`.

    No day stands there: "" and the text. Four digits after a month are its year if they may be one
    and no unit follows them.
    """
    words = _words(text)
    day = _LEADING_DAY.match(words)
    return ("", words) if day is None else (day[0], words[day.end() :].strip())


def split_times(text: str) -> list[tuple[str, str]]:
    """The times in a list, each with its amount or "": `8 am, 14:00`, `08:00=2,5 mg,night=5 mg`."""
    parts = [part.partition("=") for part in _BETWEEN_TIMES.split(text)]
    return [(time.strip(), amount.strip()) for time, _equals, amount in parts]


def parse_when(text: str, now: Moment, *, planned: bool = False) -> Moment:
    """A moment of a record: a clock time of today, `-20m`, `yesterday 20:00`, ISO, or Refused.

    A wall-clock time is that of `now`'s zone, read as `at_clock` does; an ISO offset says which of
    two is meant. A day without a year is the last such day. `planned`: it names a dose of the plan,
    whose times are read as `at_wall` does.
    """
    words = _words(text)
    if words == "now":
        return now
    if words.startswith("-") and _SPAN.fullmatch(words[1:].replace(" ", "")):
        try:
            return now.shifted(-parse_span(words[1:]))
        except OverflowError as error:
            raise Refused("day_too_far", text) from error
    if _ISO_MOMENT.match(words):
        return _iso(words, text, now, planned=planned)
    if _CLOCK.fullmatch(_which_of(words)[1]):
        return at_clock(words, now.day, now.zone, now, planned=planned)
    day, clock = split_day(words)
    if not day or not clock:
        raise Refused("unreadable_when", text)
    on = parse_day(day, now.day, DayOf.RECORD)
    return at_clock(clock, on, now.zone, now, planned=planned)


def at_clock(text: str, day: date, zone: str, now: Moment, *, planned: bool = False) -> Moment:
    """The moment of a record that a clock time of `day` names: `02:30`, `second 02:30`.

    Where the clocks went back and both are past, it must be said which of the two is meant: raises
    ComesTwice. Raises Refused for a time that the clocks left out that day.
    """
    which, words = _which_of(_words(text))
    if planned and not which:
        return at_wall(day, parse_clock(words), zone)
    return _one_of(when_shown(day, parse_clock(words), zone), which, text, now)


def _one_of(shown: tuple[Moment, ...], which: str, text: str, now: Moment) -> Moment:
    if not shown:
        raise Refused("time_left_out", text)
    if which == "second":
        return shown[-1]
    if len(shown) == 2 and shown[1] <= now and not which:
        raise ComesTwice("time_twice", text)
    return shown[0]


def _which_of(words: str) -> tuple[str, str]:
    """Which of two is said, `first` or `second` or nothing, and the time without that word."""
    found = _WHICH.fullmatch(words)
    return ("", words) if found is None else (found[1] or found[3] or "", found[2])


def _iso(words: str, given: str, now: Moment, *, planned: bool) -> Moment:
    day, clock = words[:10], words[11:].replace(" ", "")
    parse_day(day, now.day, DayOf.RECORD)  # Refused where the calendar has no such day
    try:
        at = datetime.fromisoformat(f"{day}T{clock.upper()}")
    except ValueError as error:
        raise Refused("unreadable_when", given) from error
    if at.tzinfo is None and planned:
        return at_wall(at.date(), at.time(), now.zone)
    if at.tzinfo is None:
        return _one_of(when_shown(at.date(), at.time(), now.zone), "", given, now)
    return moment(at, now.zone)


def anchored(text: str, then: Moment, clock_too: bool = False) -> str:
    """`text`, typed at `then`, so that it means the same when it is read later.

    `yesterday` becomes `2026-11-23`, `-20m` becomes `2026-11-24 13:45`. What does not count from
    the present stays as it is. `clock_too`: it is typed for a record, so a clock time alone is one
    of that day, not of every day as in a plan, and `-2d` alone is a moment, not a day.
    """
    words = _words(text)
    day, clock = split_day(words)
    try:
        if words == "now" or (words.startswith("-") and (clock_too or not day)):
            at = parse_when(words, then)
            two = ("", "first ", "second ")[which_of_two(at)]
            return f"{at.local:%Y-%m-%d} {two}{at.local:%H:%M}"
        if clock_too and _CLOCK.fullmatch(_which_of(words)[1]):
            return f"{then.day.isoformat()} {words}"
        if day in NEAR or re.fullmatch(r"[-+][0-9]{1,4}d", day):
            return f"{parse_day(day, then.day, DayOf.RECORD).isoformat()} {clock}".strip()
    except Refused:
        pass  # whoever reads it says what is wrong with it
    return text


def within_day(day: date, now: Moment) -> Moment:
    """The moment that stands for a day whose hour was not asked: now for today, else noon."""
    return now if day == now.day else at_wall(day, time(12), now.zone)


def parse_instant(text: str) -> datetime:
    """An ISO moment that says its own offset: `2026-11-22T14:05+01:00`, or Refused."""
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise Refused("unreadable_when", text) from error
    if at.tzinfo is None:
        raise Refused("no_offset", text)
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise Refused("day_too_far", text)
    return at


def _words(text: str) -> str:
    """Small letters, single spaces, and the minus sign as keyboards have it."""
    return " ".join(text.replace("\N{MINUS SIGN}", "-").lower().split())
