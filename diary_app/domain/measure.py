"""What a spasticity clinic asks, in our own words: steps and words of the diary's own.

Nothing here is an item of a licensed scale: docs/measures.md says where each comes from, and which
scales are left out because they need a licence.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta
from enum import StrEnum

from diary_app.domain.days import Days
from diary_app.domain.dose import EnteredBy
from diary_app.domain.moment import Moment
from diary_app.domain.refusal import Refused
from diary_app.frozen import dataclass

MOST_GOALS = 3  # at a time: what a visit can speak of


class Measure(StrEnum):
    """What is measured. The value is what is stored and typed."""

    SPASM_FREQUENCY = "spasm_frequency"
    TROUBLED = "troubled"
    CHANGE = "change_since_visit"
    GOAL = "goal"


SPANS = {
    Measure.SPASM_FREQUENCY: (0, 4),
    Measure.TROUBLED: (1, 4),
    Measure.CHANGE: (1, 7),
    Measure.GOAL: (0, 10),
}
"""The lowest and the highest value of each."""


class DayPart(StrEnum):
    """The six parts of the day that stiffness is asked for; each begins at its time."""

    WAKING = "waking"
    MORNING = "morning"
    MIDDAY = "midday"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


BEGINS = {
    DayPart.WAKING: time(5),
    DayPart.MORNING: time(9),
    DayPart.MIDDAY: time(12),
    DayPart.AFTERNOON: time(14),
    DayPart.EVENING: time(18),
    DayPart.NIGHT: time(22),
}


@dataclass(frozen=True)
class Measurement:
    """One answer. `part` is a part of the day (troubled), the id of a goal (goal), else ""."""

    id: str
    measure: Measure
    value: int
    at: Moment
    recorded_at: Moment
    part: str = ""
    note: str = ""
    entered_by: EnteredBy = EnteredBy.ME


@dataclass(frozen=True)
class Goal:
    """What the person wants to be able to do, in own words. `until` is the first day without it."""

    id: str
    words: str
    since: date
    until: date | None = None

    def open_on(self, day: date) -> bool:
        """Whether it is one of the goals of that day."""
        return day in Days(self.since, self.until)


def parse_measure(text: str) -> Measure:
    """The measure of that id, whatever its case and spacing. Any other raises `Refused`."""
    try:
        return Measure("_".join(text.strip().lower().replace("-", " ").replace("_", " ").split()))
    except ValueError as error:
        raise Refused("no_such_measure", text) from error


def parse_part(text: str) -> DayPart:
    """The part of the day of that name. Any other raises `Refused`."""
    try:
        return DayPart(text.strip().lower())
    except ValueError as error:
        raise Refused("no_such_day_part", text) from error


def part_at(at: Moment) -> DayPart:
    """The part of the day that the clock shows; before the first one it is still night."""
    clock = at.local.time()
    begun = [part for part, begins in BEGINS.items() if begins <= clock]
    return begun[-1] if begun else DayPart.NIGHT


def day_of(measurement: Measurement) -> date:
    """The day a measurement belongs to: what is said of the night after midnight is the day's
    before.
    """
    early = measurement.at.local.time() < BEGINS[DayPart.WAKING]
    if measurement.measure is Measure.TROUBLED and measurement.part == DayPart.NIGHT and early:
        return measurement.at.day - timedelta(days=1)
    return measurement.at.day


def parse_value(measure: Measure, text: str, words: Iterable[str]) -> int:
    """The number that a number or one of the measure's `words` stands for; others raise `Refused`.

    `words` name the values from the lowest up.
    """
    low, high = SPANS[measure]
    given = " ".join(text.casefold().split())
    named = {" ".join(word.casefold().split()): low + n for n, word in enumerate(words)}
    if given in named:
        return named[given]
    if given.isascii() and given.isdecimal() and low <= int(given) <= high:
        return int(given)
    raise Refused("value_outside_measure", text)


@dataclass(frozen=True)
class DayDiary:
    """One day of the clinic's week: how much stiffness troubled in each part, None: not asked."""

    day: date
    parts: tuple[int | None, ...]


def week_of(measurements: Iterable[Measurement], days: Days) -> tuple[DayDiary, ...]:
    """The diary of `days`, one line a day, six parts; of two answers for one part the later one."""
    found: dict[tuple[date, str], Measurement] = {}
    for one in sorted(measurements, key=lambda m: (m.at.utc, m.recorded_at.utc, m.id)):
        if one.measure is Measure.TROUBLED:
            found[day_of(one), one.part] = one
    return tuple(
        DayDiary(
            day,
            tuple(found[day, part].value if (day, part) in found else None for part in DayPart),
        )
        for day in days
    )
