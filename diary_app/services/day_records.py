"""What the days of a stretch hold: their records, and the doses that nobody has answered."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from diary_app.domain.days import Days
from diary_app.domain.deeds import RecordValue
from diary_app.domain.dose import Missed, Skipped, Taken, moment_of
from diary_app.domain.history import History
from diary_app.domain.matching import State, state_of
from diary_app.domain.moment import Moment
from diary_app.domain.sheet import Line, matched
from diary_app.frozen import dataclass
from diary_app.services.diary import Diary
from diary_app.services.histories import load

OPEN = (State.NOT_RECORDED, State.LATE)
_AHEAD = (State.LATER, State.DUE, State.HELD)


@dataclass(frozen=True)
class DayRecords:
    """One local day. `values` by moment; `open`: the slots that nothing was recorded for.

    Of the doses that were to be taken by now `answered` of `planned` are recorded.
    """

    day: date
    values: tuple[RecordValue, ...]
    open: tuple[Line, ...]
    planned: int
    answered: int

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.values or self.open)


def of_days(diary: Diary, days: Days) -> tuple[History, tuple[DayRecords, ...]]:
    """The history of `days`, and each of them, newest first."""
    history, now = load(diary, days), diary.now()
    lines: defaultdict[date, list[Line]] = defaultdict(list)
    for plan in history.plans:
        own = history.doses_of(plan.medicine.id)
        for answered in matched(plan, own, days, history.zones).answers:
            state = state_of(answered, now)
            if state not in _AHEAD:
                line = Line(plan.medicine, answered.slot, state, answered.dose)
                lines[answered.slot.day].append(line)
    values: defaultdict[date, list[RecordValue]] = defaultdict(list)
    for value in _values(history):
        values[moment(value).day].append(value)
    return history, tuple(
        DayRecords(
            day,
            tuple(sorted(values[day], key=moment)),
            tuple(line for line in _in_order(lines[day]) if line.state in OPEN),
            len(lines[day]),
            sum(line.dose is not None for line in lines[day]),
        )
        for day in reversed(list(days))
    )


def moment(value: RecordValue) -> Moment:
    """When a record belongs: for a dose that was not taken the planned time."""
    return moment_of(value) if isinstance(value, Taken | Skipped | Missed) else value.at


def _values(history: History) -> tuple[RecordValue, ...]:
    return (
        *history.doses,
        *history.observations,
        *history.checks,
        *history.notes,
        *history.events,
        *history.falls,
        *history.measurements,
    )


def _in_order(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (line.slot.at, line.medicine.name))
