"""What was saved of a damaged diary, and what is missing from it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from diary_app.frozen import dataclass


@dataclass(frozen=True)
class LostRecord:
    """A record by its table and id, and the day (UTC) it belongs to where that is known."""

    table: str
    id: str
    day: date | None


@dataclass(frozen=True)
class LostChanges:
    """So many edits of which nothing, or not all, can be read; they were made in between (UTC).
    `count` None: it is not known whether any, and how many.
    """

    count: int | None
    since: datetime | None
    until: datetime | None


@dataclass(frozen=True)
class Rescue:
    """What a rescue found. `records`: how many are in the new diary, removed ones too.

    `lost` are those of which no sound copy was found; `older` those found only in the trail, which
    has gaps, so that they may have been changed since; `changes` are the gaps. `backup` is the
    backup that filled gaps. `later`: the file says that a later version wrote
    it, and what only that one knows is not saved.
    """

    records: int
    lost: tuple[LostRecord, ...]
    older: tuple[LostRecord, ...]
    changes: tuple[LostChanges, ...]
    backup: Path | None
    later: bool = False

    @property
    def whole(self) -> bool:
        """Whether nothing is known to be missing."""
        return not (self.lost or self.older or self.changes or self.later)
