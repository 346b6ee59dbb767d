"""At one minute the telephone rings once, however many medicines are due then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrule, rrulestr

from diary_app.domain.moment import DAY
from diary_app.exchange.ics_series import Reminder

_AHEAD = timedelta(days=3 * 366)  # how far two rules that cannot be one are kept apart
_FAR = date(9999, 12, 31)


def once(found: Sequence[Reminder]) -> tuple[Reminder, ...]:
    """The same rings, each minute once, in order of the first time.

    Elapsed times stand in UTC and are compared with no clock time: where they fall together the
    phone's zone decides.
    """
    at_clock: defaultdict[time, list[Reminder]] = defaultdict(list)
    made: list[Reminder] = []
    for one in found:
        if isinstance(one.start, datetime) and one.start.tzinfo is None:
            at_clock[one.start.time()].append(one)
        else:
            made.append(one)
    for at, ringing in at_clock.items():
        made += ringing if len(ringing) == 1 else _apart(at, ringing)
    return tuple(sorted(dict.fromkeys(made), key=_order))


def _order(one: Reminder) -> tuple[datetime, str, str]:
    start = one.start if isinstance(one.start, datetime) else datetime.combine(one.start, time())
    return start.replace(tzinfo=None), str(one.rule), one.words


def _apart(at: time, ringing: Sequence[Reminder]) -> Iterator[Reminder]:
    """Those of one clock time: in each stretch of days one rule, where one can say it."""
    edges = sorted({edge for one in ringing for edge in (_first(one), _last(one) + DAY)} - {_FAR})
    pieces: list[Reminder] = []
    for number, since in enumerate(edges):
        until = edges[number + 1] if number + 1 < len(edges) else None
        there = [one for one in ringing if _first(one) <= since <= _last(one)]
        if there:
            pieces += _in_stretch(at, there, since, until)
    yield from _without_doubles(_joined(pieces))


def _first(one: Reminder) -> date:
    return one.start.date() if isinstance(one.start, datetime) else one.start


def _last(one: Reminder) -> date:
    until = dict(one.rule).get("UNTIL")
    return until.date() if isinstance(until, datetime) else _FAR - DAY


def _in_stretch(
    at: time, there: Sequence[Reminder], since: date, until: date | None
) -> list[Reminder]:
    """Every day covers all; days of the week are put together; other rules stay by themselves."""
    said = ", ".join(dict.fromkeys(one.words for one in there))
    begun = any(one.begun for one in there)
    daily = [one for one in there if _is_daily(one)]
    if daily:
        start = datetime.combine(since, at)
        rule = _with_end(dict(daily[0].rule), at, until)
        return [Reminder(start, rule, said, begun=begun)]
    weekly = [one for one in there if dict(one.rule)["FREQ"] == "WEEKLY"]
    others = [one for one in there if one not in weekly]
    made = [_clipped(one, at, since, until) for one in others]
    if weekly:
        days = sorted({day for one in weekly for day in dict(one.rule)["BYDAY"]}, key=_WEEK.index)
        first = next(
            since + n * DAY for n in range(7) if _WEEK[(since + n * DAY).weekday()] in days
        )
        rule = _with_end({"FREQ": "WEEKLY", "BYDAY": tuple(days)}, at, until)
        made.append(Reminder(datetime.combine(first, at), rule, said, begun=begun))
    return [one for one in made if one is not None and _first(one) <= _last(one)]


_WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def _is_daily(one: Reminder) -> bool:
    rule = dict(one.rule)
    return (rule["FREQ"], rule.get("INTERVAL", 1)) == ("DAILY", 1)


def _with_end(
    rule: dict[str, object], at: time, until: date | None
) -> tuple[tuple[str, object], ...]:
    rule.pop("UNTIL", None)
    if until is not None:
        rule["UNTIL"] = datetime.combine(until - DAY, at)
    return tuple(rule.items())


def _clipped(one: Reminder, at: time, since: date, until: date | None) -> Reminder | None:
    """A rule of every so many days, from its first ring in the stretch on."""
    first = _times(one).after(datetime.combine(since, time()), inc=True)
    if first is None or (until is not None and first.date() >= until):
        return None
    end = until if until is not None else None
    return replace(one, start=first, rule=_with_end(dict(one.rule), at, end))


def _joined(pieces: Iterable[Reminder]) -> list[Reminder]:
    """Pieces that follow each other with the same rule are one again."""
    made: list[Reminder] = []
    for one in pieces:
        for number, before in enumerate(made):
            if _goes_on(before, one):
                made[number] = replace(before, rule=_same_end(before, one))
                break
        else:
            made.append(one)
    return made


def _same_end(before: Reminder, one: Reminder) -> tuple[tuple[str, object], ...]:
    rule, end = dict(before.rule), dict(one.rule).get("UNTIL")
    rule.pop("UNTIL", None)
    return tuple((rule | ({} if end is None else {"UNTIL": end})).items())


def _goes_on(before: Reminder, one: Reminder) -> bool:
    if before.words != one.words or _bare(before) != _bare(one):
        return False
    end = dict(before.rule).get("UNTIL")
    if not isinstance(end, datetime) or not isinstance(one.start, datetime):
        return False
    without_end = replace(before, rule=tuple(p for p in before.rule if p[0] != "UNTIL"))
    following: object = _times(without_end).after(end)
    return following == one.start


def _bare(one: Reminder) -> dict[str, object]:
    return {name: value for name, value in one.rule if name != "UNTIL"}


def _without_doubles(pieces: Sequence[Reminder]) -> Iterator[Reminder]:
    """Rules that cannot be one: a later one leaves out the days on which an earlier one rings."""
    before: list[Reminder] = []
    for one in pieces:
        start = one.start
        assert isinstance(start, datetime)
        end = min(start + _AHEAD, datetime.combine(_last(one), start.time()))
        rung = {at for other in before for at in _times(other).between(start, end, inc=True)}
        own = _times(one).between(start, end, inc=True)
        doubles = tuple(at for at in own if at in rung)
        if len(doubles) < len(own):
            yield replace(one, skipped=doubles)
            before.append(one)


def _times(one: Reminder) -> rrule:
    """The rings of a reminder as the library unrolls them."""
    text = ";".join(f"{name}={_said(value)}" for name, value in one.rule)
    made = rrulestr(text, dtstart=one.start)
    assert isinstance(made, rrule)
    return made


def _said(value: object) -> str:
    if isinstance(value, datetime):
        return value.strftime("%Y%m%dT%H%M%S")
    return ",".join(value) if isinstance(value, tuple) else str(value)
