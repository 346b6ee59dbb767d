"""Reads the cases of `tests/scenarios/*.toml`, which are written for a clinician to check.

Each line of a plan or a log is a sentence; `README.md` beside the cases lists them all. A line
nobody can read fails the case that holds it.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal

from diary_app.domain.course import Course, Hold, Prescription
from diary_app.domain.days import Days
from diary_app.domain.dose import Dose, Missed, Skipped, Taken
from diary_app.domain.medicine import Form, Medicine, StockEntry, parse_strength
from diary_app.domain.moment import Moment, Zones, at_wall, moment, one_zone
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import parse_quantity
from diary_app.domain.schedule import (
    WEEKDAYS,
    AfterLast,
    AsNeeded,
    Cycle,
    Daily,
    DoseTime,
    Interval,
    Schedule,
    Weekly,
)
from diary_app.domain.taper import Pause, PauseKind, Step, TaperPlan
from tests.domain.made_up import day, new_id, travelling, wall

DAY = r"\d{4}-\d\d-\d\d"
CLOCK = r"\d\d:\d\d"
RECORDED = at_wall(date(2040, 1, 1), time(0), "UTC")  # the first line; taken times are what count
WHEN = rf"{DAY} {CLOCK}(?:[+-]\d\d:\d\d)?"


@dataclass(frozen=True)
class Scenario:
    """A case: a medicine's plan, its log and its stock, and the moment it is looked at."""

    plan: Plan
    doses: tuple[Dose, ...]
    stock: tuple[StockEntry, ...]
    now: Moment
    zones: Zones


def read(case: dict) -> Scenario:
    now_text = case["now"]
    zones = _zones(case, day(now_text[:10]))
    now = when(now_text, zones)
    form = Form(case.get("form", "tablet"))
    strengths = tuple(parse_strength(s, form) for s in case.get("strengths", ["10 mg"]))
    medicine = Medicine("m", "baclofen", form, strengths)
    plan = Plan(medicine)
    for line in case["plan"]:
        plan = _planned(plan, line)
    lines = [single for line in case.get("log", []) for single in _each_day(line)]
    doses = tuple(dose(line, number, zones) for number, line in enumerate(lines))
    stock = tuple(_stock(line, zones) for line in case.get("stock", []))
    return Scenario(plan, doses, stock, now, zones)


def _zones(case: dict, today: date) -> Zones:
    stops = [line.split(" in ") for line in case.get("travel", [])]
    if not stops:
        return one_zone(case.get("zone", "Europe/Berlin"))
    return travelling(*((since, zone) for since, zone in stops), today=str(today))


def when(text: str, zones: Zones) -> Moment:
    """`2026-10-25 02:30` on the clock of that day; with an offset, that instant on it."""
    found = wall(text)
    zone = zones.on(found.date())
    return moment(found, zone) if found.tzinfo else at_wall(found.date(), found.time(), zone)


def _planned(plan: Plan, line: str) -> Plan:
    held = re.fullmatch(rf"on hold from ({DAY})(?: until ({DAY}))?", line)
    if held:
        pause = Hold(new_id(), "m", Days(day(held[1]), held[2] and day(held[2])))
        return replace(plan, holds=(*plan.holds, pause))
    if line.startswith("taper"):
        return replace(plan, tapers=(_tapered(plan.tapers, line),))
    found = re.fullmatch(rf"from ({DAY})(?: until ({DAY}))?: (.+)", line)
    assert found, f"not a line of a plan: {line}"
    since, until, words = day(found[1]), found[2] and day(found[2]), found[3]
    words, most = _cut(r", at most ([^,]+) a day", words)
    words, gap = _cut(r", (\d+) h apart", words)
    given = Prescription(
        schedule(words, since),
        Days(since, until),
        max_per_day=parse_quantity(most) if most else None,
        min_gap=timedelta(hours=int(gap)) if gap else None,
    )
    return replace(plan, courses=(*plan.courses, Course(new_id(), "m", given)))


def _cut(pattern: str, words: str) -> tuple[str, str]:
    found = re.search(pattern, words)
    return (re.sub(pattern, "", words), found[1]) if found else (words, "")


def schedule(words: str, since: date) -> Schedule:
    """A way of taking it, as the README lists them."""
    if found := re.fullmatch(r"(.+) when needed", words):
        return AsNeeded(parse_quantity(found[1]))
    if found := re.fullmatch(r"(.+) every (\d+) h from (\d\d:\d\d)", words):
        first = wall(f"{since} {found[3]}")
        return Interval(timedelta(hours=int(found[2])), first, parse_quantity(found[1]))
    if found := re.fullmatch(r"(.+), (\d+) h after the last one", words):
        return AfterLast(timedelta(hours=int(found[2])), parse_quantity(found[1]))
    if found := re.fullmatch(r"(\d+) days on, (\d+) days off: (.+)", words):
        return Cycle(int(found[1]), int(found[2]), since, _doses(found[3]))
    if found := re.fullmatch(rf"on ((?:{'|'.join(WEEKDAYS)}| )+): (.+)", words):
        weekdays = tuple(WEEKDAYS.index(name) for name in found[1].split())
        return Weekly(weekdays, _doses(found[2]))
    return Daily(_doses(words))


def _doses(words: str) -> tuple[DoseTime, ...]:
    """`10 mg at 08:00 14:00, 20 mg at 22:00`."""
    found = []
    for part in words.split(", "):
        amount, _, clocks = part.partition(" at ")
        found += [
            DoseTime(wall(f"2026-01-01 {clock}").time(), parse_quantity(amount))
            for clock in clocks.split()
        ]
    assert found, f"no doses in: {words}"
    return tuple(found)


def _tapered(tapers: tuple[TaperPlan, ...], line: str) -> TaperPlan:
    found = re.fullmatch(rf"taper (hold|back|resume) on ({DAY})", line)
    if found:
        (taper,) = tapers
        return replace(taper, pauses=(*taper.pauses, Pause(day(found[2]), PauseKind(found[1]))))
    step = re.fullmatch(rf"taper step from ({DAY}): (.+)", line)
    assert step, f"not a line of a taper: {line}"
    new = Step(day(step[1]), () if step[2] == "nothing more" else _doses(step[2]))
    return (
        replace(tapers[0], steps=(*tapers[0].steps, new)) if tapers else TaperPlan("t", "m", (new,))
    )


def _each_day(line: str) -> list[str]:
    """`D to D took 10 mg at 08:00 20:00` as one line for each dose, others as they are."""
    found = re.fullmatch(rf"({DAY}) to ({DAY}) (took|skipped|missed)( .+)? at (.+)", line)
    if not found:
        return [line]
    return [
        f"{each} {clock} {found[3]}{found[4] or ''}"
        for each in Days.through(day(found[1]), day(found[2]))
        for clock in found[5].split()
    ]


def dose(line: str, number: int, zones: Zones) -> Dose:
    """One line of the log. Lines are recorded in the order they stand in."""
    found = re.fullmatch(
        rf"({WHEN}) (?:(took about then|took) ([^(]+?)(?: for ({WHEN}|{CLOCK}))?|(skipped|missed))",
        line,
    )
    assert found, f"not a line of a log: {line}"
    at = when(found[1], zones)
    recorded = RECORDED.shifted(timedelta(minutes=number))
    if found[5] == "skipped":
        return Skipped(f"d{number:04d}", "m", at, recorded)
    if found[5] == "missed":
        return Missed(f"d{number:04d}", "m", at, recorded)
    bound = found[4] and (found[4] if len(found[4]) > 5 else f"{found[1][:10]} {found[4]}")
    return Taken(
        f"d{number:04d}",
        "m",
        parse_quantity(found[3]),
        at,
        recorded,
        when(bound, zones) if bound else None,
        time_known=found[2] == "took",
    )


def _stock(line: str, zones: Zones) -> StockEntry:
    found = re.fullmatch(rf"({WHEN}) (counted|got) ([0-9.]+) of (.+)", line)
    assert found, f"not a line of stock: {line}"
    kind = "count" if found[2] == "counted" else "refill"
    return StockEntry(new_id(), "m", found[4], kind, Decimal(found[3]), when(found[1], zones))
