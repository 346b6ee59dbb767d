"""A span of whole local days, and how far around one the diary looks.

Every span of the diary is half-open: the first day is in it, `until` is the first day after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from diary_app.domain.moment import DAY
from diary_app.frozen import dataclass

# A window reaches six hours from its slot, and zones differ by up to 26: two days hold both.
MATCHED_AROUND = 2 * DAY
# Doses are matched around the asked days, and each of those needs its own neighbours once more.
LOADED_AROUND = 2 * MATCHED_AROUND
# The first and the last slot of a span are judged by the slot before and after them.
NEIGHBOURS_AROUND = DAY
# Gaps, runs of days and what comes in the three days before reach over the edge of a span.
FLAGGED_AROUND = 8 * DAY
# Falls of a month, and everyday signs that go on, reach further than doses do.
SAID_AROUND = 31 * DAY
# A change of zone moves a day by up to 26 hours, so its times may stand on the day after the next.
LISTED_AROUND = 2 * DAY


@dataclass(frozen=True)
class Days:
    """The local days `[since, until)`; `until` None means that they go on for good.

    `until` on or before `since` leaves no day: an overlap of two spans that share none.
    """

    since: date
    until: date | None = None

    @classmethod
    def of(cls, day: date) -> Days:
        """That day alone."""
        return cls(day, day + DAY)

    @classmethod
    def through(cls, first: date, last: date | None) -> Days:
        """From `first` to `last`, both in it, as people say it; `last` None: for good."""
        return cls(first, None if last is None else last + DAY)

    def __contains__(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    def __iter__(self) -> Iterator[date]:
        """Each day in order. Days that go on for good raise ValueError."""
        return (self.since + number * DAY for number in range(self.count))

    def __bool__(self) -> bool:
        """Whether there is a day in it."""
        return self.until is None or self.since < self.until

    @property
    def end(self) -> date:
        """The first day after them. Days that go on for good raise ValueError."""
        if self.until is None:
            raise ValueError(f"endless: {self.since}")
        return self.until

    @property
    def count(self) -> int:
        """How many days, 0 and more. Days that go on for good raise ValueError."""
        return max(0, (self.end - self.since).days)

    @property
    def last(self) -> date | None:
        """The last day, None where they go on for good."""
        return None if self.until is None else self.until - DAY

    def over_on(self, day: date) -> bool:
        """Whether they ended before `day`: neither it nor a later day is in them."""
        return self.until is not None and self.until <= day

    def clipped(self, other: Days) -> Days:
        """The days that are in both."""
        ends = [until for until in (self.until, other.until) if until is not None]
        return Days(max(self.since, other.since), min(ends, default=None))

    def overlaps(self, other: Days) -> bool:
        """Whether a day is in both."""
        return bool(self.clipped(other))

    def before(self, day: date) -> Days:
        """Those of them before `day`."""
        return Days(self.since, day if self.until is None else min(self.until, day))

    def preceding(self) -> Days:
        """As many days just before them. Days that go on for good raise ValueError."""
        return Days(self.since - self.count * DAY, self.since)

    def widened(self, before: timedelta, after: timedelta | None = None) -> Days:
        """With so many days more before them, and after them (None: as many as before)."""
        more = before if after is None else after
        return Days(self.since - before, None if self.until is None else self.until + more)
