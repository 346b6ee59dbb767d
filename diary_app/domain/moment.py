"""Instants that remember the wall clock they were seen on, and the reading of wall-clock plans.

A day is a whole local day. Order is by instant, so the two 02:30s of the night when the clocks go
back are two moments in order.
"""

from __future__ import annotations

from dataclasses import field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from diary_app.domain.refusal import Refused
from diary_app.frozen import dataclass

DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Moment:
    """An instant (`utc`, aware), with the offset and the zone name of the clock on the wall."""

    utc: datetime
    offset: timedelta = field(compare=False)
    zone: str = field(compare=False)

    @cached_property
    def local(self) -> datetime:
        """The wall clock at that instant, naive."""
        return self.utc.replace(tzinfo=None) + self.offset

    @cached_property
    def day(self) -> date:
        """The local day."""
        return self.local.date()

    @property
    def iso(self) -> str:
        """ISO 8601 with offset, whole seconds unless there is a fraction."""
        return self.local.isoformat() + _offset_text(self.offset)

    def shifted(self, by: timedelta) -> Moment:
        """The instant `by` later (elapsed time), on the same zone's clock."""
        return moment(self.utc + by, self.zone)

    def __sub__(self, other: Moment) -> timedelta:
        return self.utc - other.utc


def _offset_text(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


@lru_cache(maxsize=64)
def zone_info(name: str) -> ZoneInfo:
    """The time zone called `name` (IANA). An unknown one raises Refused."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refused("unknown_zone", name) from error


def moment(at: datetime, zone: str) -> Moment:
    """The instant of an aware `at` as the wall clock of `zone` shows it."""
    if at.tzinfo is None:
        raise Refused("no_offset", at.isoformat())
    utc = at.astimezone(UTC)
    offset = utc.astimezone(zone_info(zone)).utcoffset()
    assert offset is not None
    return Moment(utc, offset, zone)


@lru_cache(maxsize=16384)  # a quarter's figures ask for the same days again and again
def at_wall(day: date, clock: time, zone: str) -> Moment:
    """The instant when the wall clock of `zone` shows `clock` on `day`.

    A time that does not exist (spring) is read with the offset before the gap, so 02:30 is 03:30;
    a time that comes twice (autumn) is the first of the two.
    """
    return moment(datetime.combine(day, clock, tzinfo=zone_info(zone)), zone)


def when_shown(day: date, clock: time, zone: str) -> tuple[Moment, ...]:
    """Every instant at which the wall clock of `zone` shows `clock` on `day`, in order.

    Two in the hour that comes twice in autumn, none in the hour that spring leaves out.
    """
    local = datetime.combine(day, clock, tzinfo=zone_info(zone))
    found = {moment(local.replace(fold=fold), zone) for fold in (0, 1)}
    return tuple(sorted(at for at in found if at.local == local.replace(tzinfo=None)))


def which_of_two(at: Moment) -> int:
    """1 or 2 where the clock shows that time twice on its day: which of the two; else 0."""
    if not _changes(at.day, at.zone):
        return 0
    both = when_shown(at.day, at.local.time(), at.zone)
    return both.index(at) + 1 if len(both) == 2 and at in both else 0


@lru_cache(maxsize=4096)
def _changes(day: date, zone: str) -> bool:
    """Whether the clocks of `zone` are put forward or back on `day`."""
    try:
        return day_start(day, zone).offset != day_start(day + DAY, zone).offset
    except OverflowError:  # the first and the last day of the calendar
        return False


def day_start(day: date, zone: str) -> Moment:
    """The first instant of the local day."""
    return at_wall(day, time(0), zone)


def day_exists(day: date, zone: str) -> bool:
    """Whether `zone` lived that day: Apia went from 29 to 31 December 2011."""
    return day_start(day, zone) < day_start(day + DAY, zone)


@dataclass(frozen=True)
class Zones:
    """Which clock the patient lived by on a day: the past keeps the zone it was recorded in.

    `now_zone` is the clock of `today` and later. `trail` holds (first day, zone) in order of day,
    taken from the records; a day before the first of them has that first zone. So a traveller's
    old days do not move when the computer's zone changes.
    """

    today: date
    now_zone: str
    trail: tuple[tuple[date, str], ...] = ()

    def on(self, day: date) -> str:
        """The zone name in force on `day`."""
        if day >= self.today or not self.trail:
            return self.now_zone
        zone = self.trail[0][1]
        for since, name in self.trail:
            if since > day:
                break
            zone = name
        return zone

    def start(self, day: date) -> Moment:
        """The first instant of `day` where the patient was."""
        return day_start(day, self.on(day))


def one_zone(name: str) -> Zones:
    """The zones of somebody who never travels."""
    zone_info(name)
    return Zones(date.min, name)
