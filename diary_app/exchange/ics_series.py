"""A series of a calendar keeps its id from one export to the next.

What was sent is remembered. When the plan changes, a series comes again with a higher SEQUENCE:
with its new words or end, with the end that it has come to, or cancelled where it had not begun. So
a telephone that reads each export has no alarm of an old plan left (RFC 5545, 3.8.7.4).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from diary_app.domain.moment import DAY, Moment
from diary_app.frozen import dataclass

_NAMESPACE = uuid.UUID("8d3c6d0e-0a3f-5b51-9a86-3f2a1f6f7c11")
_KEPT = timedelta(days=400)  # so long an ended series is sent along, for who missed an export


@dataclass(frozen=True)
class Reminder:
    """What should ring: the first time (naive is floating, else UTC; a date is a whole day), an
    RRULE without one for a single time, its words.

    `begun`: it rings already, whenever it was written down. `about`: what a single day is about,
    "" for a series. `skipped`: times that another reminder rings at.
    """

    start: datetime | date
    rule: tuple[tuple[str, Any], ...]
    words: str
    begun: bool = False
    about: str = ""
    skipped: tuple[datetime, ...] = ()


@dataclass(frozen=True)
class Series:
    """A reminder as it was sent, with its id and how often it was changed since."""

    uid: str
    sequence: int
    start: datetime | date
    rule: tuple[tuple[str, Any], ...]
    words: str
    about: str = ""
    skipped: tuple[datetime, ...] = ()
    cancelled: bool = False

    def over_on(self, day: date) -> bool:
        """Whether nothing of it rings on `day` or later."""
        end = dict(self.rule).get("UNTIL") if self.rule else self.start
        return self.cancelled or (end is not None and _day(end) < day)


def renewed(found: Sequence[Reminder], sent: Sequence[Series], now: Moment) -> tuple[Series, ...]:
    """What to send now, and to remember: `found` under the ids that were sent before, what came to
    an end with its end, and what ended not long ago once more.
    """
    waiting = [series for series in sent if not series.over_on(now.day)]
    made: list[Series] = []
    for one in found:
        before = next((series for series in waiting if _is_same(series, one, now.day)), None)
        if before is None:
            made.append(_new(one, (*sent, *made)))
        else:
            waiting.remove(before)
            made.append(_again(before, one))
    made += (_ended(series, now.day) for series in waiting)
    kept = {series.uid for series in made}
    made += (s for s in sent if s.uid not in kept and not s.over_on(now.day - _KEPT))
    return tuple(made)


def _is_same(series: Series, one: Reminder, today: date) -> bool:
    """Whether the reminder is that series, perhaps with another end or other words."""
    if one.about or series.about:
        return one.about == series.about
    if _pattern(series.start, series.rule) != _pattern(one.start, one.rule):
        return False
    if one.begun:
        return _day(series.start) <= today
    return series.start == one.start


def _pattern(start: datetime | date, rule: tuple[tuple[str, Any], ...]) -> tuple[Any, ...]:
    """Clock time, rule without its end, and for every so many days which ones."""
    told = {name: value for name, value in rule if name != "UNTIL"}
    every = int(told.get("INTERVAL", 1)) if told.get("FREQ") == "DAILY" else 1
    at = start.time() if isinstance(start, datetime) else None
    floating = isinstance(start, datetime) and start.tzinfo is None
    return at, floating, tuple(sorted(told.items())), _day(start).toordinal() % every


def _again(before: Series, one: Reminder) -> Series:
    # One that rings already keeps its beginning: what it rang for stays in the calendar.
    start = before.start if one.begun and not one.about else one.start
    after = replace(before, start=start, rule=one.rule, words=one.words, skipped=one.skipped)
    return after if after == before else replace(after, sequence=before.sequence + 1)


def _new(one: Reminder, known: Sequence[Series]) -> Series:
    used = {series.uid for series in known}
    name = one.about or str(_pattern(one.start, one.rule))
    ids = (
        f"{uuid.uuid5(_NAMESPACE, f'{name} {_day(one.start)} {number}')}@dosediary.org"
        for number in range(len(used) + 1)
    )
    uid = next(id for id in ids if id not in used)
    return Series(uid, 0, one.start, one.rule, one.words, one.about, one.skipped)


def _ended(series: Series, today: date) -> Series:
    """It rings no more from today on."""
    higher = replace(series, sequence=series.sequence + 1)
    if not series.rule or _day(series.start) >= today:
        return replace(higher, cancelled=True)
    rule = dict(series.rule)
    last = today - DAY
    if isinstance(series.start, datetime) and series.start.tzinfo is not None:
        rule["UNTIL"] = datetime(last.year, last.month, last.day, 23, 59, 59, tzinfo=UTC)
    else:
        at = series.start.time() if isinstance(series.start, datetime) else datetime.min.time()
        rule["UNTIL"] = datetime.combine(last, at)
    return replace(higher, rule=tuple(rule.items()))


def _day(at: datetime | date) -> date:
    return at.date() if isinstance(at, datetime) else at


def as_plain(found: Sequence[Series]) -> list[dict[str, Any]]:
    """The series as JSON keeps them."""
    return [
        {
            "uid": one.uid,
            "sequence": one.sequence,
            "start": one.start.isoformat(),
            "rule": [[name, _plain(value)] for name, value in one.rule],
            "words": one.words,
            "about": one.about,
            "skipped": [at.isoformat() for at in one.skipped],
            "cancelled": one.cancelled,
        }
        for one in found
    ]


def of_plain(stored: Any) -> tuple[Series, ...]:
    """The series of `as_plain`; what cannot be read is none that was sent."""
    return tuple(_series(stored)) if isinstance(stored, list) else ()


def _series(stored: list[Any]) -> Iterator[Series]:
    for one in stored:
        try:
            yield Series(
                uid=str(one["uid"]),
                sequence=int(one["sequence"]),
                start=_moment(one["start"]),
                rule=tuple((str(name), _value(name, value)) for name, value in one["rule"]),
                words=str(one["words"]),
                about=str(one["about"]),
                skipped=tuple(datetime.fromisoformat(at) for at in one["skipped"]),
                cancelled=bool(one["cancelled"]),
            )
        except (KeyError, TypeError, ValueError):
            continue


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _value(name: str, value: Any) -> Any:
    if name == "UNTIL":
        return datetime.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value


def _moment(text: str) -> datetime | date:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
