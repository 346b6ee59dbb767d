"""What to remind of now.

Computed anew from plan and log each time it is asked, so a computer that slept, a clock that was
put right and summer time need no case of their own. Nothing here says that a dose must be taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from enum import StrEnum

from diary_app.domain.matching import OPENS_BEFORE, State
from diary_app.domain.medicine import Medicine, PumpRefill
from diary_app.domain.moment import Moment
from diary_app.domain.sheet import Line
from diary_app.frozen import dataclass

# Of a date that is days away nobody is told at night.
DAYTIME = (time(9), time(21))
# A clock is set right by a second or two all the time.
_SAME_CLOCK = timedelta(minutes=1)
_FORGOTTEN = timedelta(days=2)


@dataclass(frozen=True)
class DosesOpen:
    """Doses planned at one time that nobody has answered yet, of one medicine or several."""

    at: Moment
    lines: tuple[Line, ...]

    @property
    def key(self) -> str:
        """The same for the same planned time, however many of its doses are still open."""
        return self.at.utc.isoformat()

    @property
    def late(self) -> bool:
        """Whether none of them is due any more; their windows are still open."""
        return all(line.state == State.LATE for line in self.lines)


@dataclass(frozen=True)
class Told:
    """When the patient was told last, and until when they asked to be left alone."""

    at: Moment
    quiet_until: Moment | None = None


def open_doses(lines: Iterable[Line], now: Moment, lead: timedelta) -> tuple[DosesOpen, ...]:
    """The open doses from `lead` before their planned time until their window closes.

    One for each planned time, earliest first. A dose that was answered is not among them, nor one
    on hold. `lead` is at most 30 minutes: before that no dose is due.
    """
    if lead > OPENS_BEFORE:
        raise ValueError(f"before_due: {lead}")
    times: dict[Moment, list[Line]] = {}
    for line in lines:
        if line.state in (State.DUE, State.LATE) and now - line.slot.at >= -lead:
            times.setdefault(line.slot.at, []).append(line)
    return tuple(DosesOpen(at, tuple(times[at])) for at in sorted(times))


def to_say(
    found: Iterable[DosesOpen], told: Mapping[str, Told], now: Moment, again: timedelta | None
) -> tuple[DosesOpen, ...]:
    """Those of the open doses to tell of now; `told` by key is what was told before.

    Each is told once; after a snooze once more; and every `again` (None: never) while it is due,
    which a late dose no longer is.
    """
    return tuple(one for one in found if _is_time(one, told.get(one.key), now, again))


def _is_time(one: DosesOpen, told: Told | None, now: Moment, again: timedelta | None) -> bool:
    if told is None:
        return True
    if told.quiet_until is not None:
        return now >= told.quiet_until
    return again is not None and not one.late and now - told.at >= again


def still_true(told: Mapping[str, Told], now: Moment) -> dict[str, Told]:
    """What was told, without what a clock that has been put back since told ahead of its time.

    Ask at each tick, before `to_say`. What is days old is forgotten: no window is open so long.
    """
    return {key: one for key, one in told.items() if -_SAME_CLOCK <= now - one.at < _FORGOTTEN}


class Ends(StrEnum):
    """What a day in the calendar means for the supply."""

    REFILL_BY = "refill_by"  # the pump must have been filled
    ALARM = "alarm"  # the pump's low-reservoir alarm
    RUN_OUT = "run_out"  # the first day the tablets do not cover


@dataclass(frozen=True)
class Countdown:
    """A day on which a medicine's supply ends, `days_left` from today: 0 is today, below 0 past.

    `lead` is the lead time that has been reached, in days; None while it is further away than all
    of them, and when it has passed: then a flag says so.
    """

    medicine: Medicine
    ends: Ends
    day: date
    days_left: int
    lead: int | None

    @property
    def key(self) -> str:
        """One for each lead time of each day, so that each is told once."""
        return f"{self.medicine.id} {self.ends} {self.day.isoformat()} {self.lead}"


def countdown(
    medicine: Medicine, ends: Ends, day: date, today: date, leads: Iterable[int]
) -> Countdown:
    """How far away `day` is, against the lead times in days."""
    left = (day - today).days
    reached = [lead for lead in leads if 0 <= left <= lead]
    return Countdown(medicine, ends, day, left, min(reached, default=None))


def pump_countdowns(
    medicine: Medicine, filled: PumpRefill, today: date, leads: Iterable[int]
) -> tuple[Countdown, ...]:
    """The dates of the pump's last filling that are known, the nearest first."""
    leads = tuple(leads)
    dates = ((Ends.REFILL_BY, filled.refill_by), (Ends.ALARM, filled.alarm_date))
    found = [countdown(medicine, ends, day, today, leads) for ends, day in dates if day]
    return tuple(sorted(found, key=lambda one: (one.day, one.ends != Ends.REFILL_BY)))


def in_daytime(now: Moment) -> bool:
    """Whether it is a time of day to be told of a date."""
    return DAYTIME[0] <= now.local.time() < DAYTIME[1]
