"""The backups of a folder: which there are, how old in the diary's own count, which to let go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from math import log2
from pathlib import Path

from diary_app.errors import DiaryError
from diary_app.frozen import dataclass
from diary_app.storage import engine
from diary_app.storage.migrations import NEWEST

NAME = re.compile(r"dose-diary-(\d+)-(\d{8}T\d{6}Z)\.db")
NEVER_LET_GO = 10  # the newest by number
PER_DOUBLING = 4  # kept each time the distance from now doubles
_FINEST = 16  # edits: about a day of a diary


@dataclass(frozen=True)
class Backup:
    """One backup. `number` counts up in its folder; `made_at` is what the clock then said, which
    may have been wrong.
    """

    path: Path
    number: int
    made_at: datetime


def listed(folder: Path) -> tuple[Backup, ...]:
    """The backups in `folder`, oldest first; none where the folder is not there or not readable."""
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        return ()
    found = ((path, NAME.fullmatch(path.name)) for path in paths)
    backups = (Backup(path, int(name[1]), _moment(name[2])) for path, name in found if name)
    return tuple(sorted(backups, key=lambda backup: backup.number))


def _moment(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:  # a name that somebody changed
        return datetime(1970, 1, 1, tzinfo=UTC)


def edits_in(path: Path) -> int | None:
    """How many edits the diary at `path` had seen: its age, whatever the clock said. None where
    that cannot be read.
    """
    try:
        engine.examine(path, NEWEST)
        db = engine.connect(path)
    except DiaryError:
        return None
    try:
        with engine.translated(path):
            return int(db.execute("SELECT coalesce(max(edit), 0) FROM edits").fetchone()[0])
    except DiaryError:
        return None
    finally:
        db.close()


def to_let_go(ages: Sequence[int | None], now: int) -> list[int]:
    """Which of the backups, by their place in `ages`, are not needed any more.

    `ages` are the edits that each had seen, oldest backup first; `now` those of the diary. Kept
    are the newest ten, the oldest, each that cannot be read, each from a later state than the
    diary's (it was restored since), and for the rest four each time the distance doubles: the
    oldest of each such step, so that what is kept today is kept tomorrow.
    """
    kept, gone = set[int](), []
    for place, age in enumerate(ages):
        if age is None or age > now or place >= len(ages) - NEVER_LET_GO:
            continue
        step = int(PER_DOUBLING * log2(1 + (now - age) / _FINEST))
        if step in kept:
            gone.append(place)
        kept.add(step)
    return gone
