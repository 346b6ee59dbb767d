"""What can be read of a damaged diary: saved into a new one, or opened to be looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from diary_app.domain.rescued import Rescue
from diary_app.services import backups
from diary_app.services.diary import Diary, open_diary
from diary_app.storage import rescue as _rescue
from diary_app.wording.files import unnamed_medicine


def rescue(path: Path, new: Path, clock: Callable[[], datetime]) -> Rescue:
    """Save what is sound of the file at `path` into the new diary `new`; the file stays as it is.

    The last good backup beside it fills what is missing, where it is one of this diary. Raises
    DiaryError where `new` is there already or nothing sound was found.
    """
    return _rescue.rescue(path, new, clock, unnamed_medicine(), backups.last_good(path))


@dataclass(frozen=True)
class Readable:
    """A damaged diary as far as it is sound. Nothing can be stored in `diary`."""

    diary: Diary
    missing: Rescue


@contextmanager
def readable(path: Path, clock: Callable[[], datetime], zone: str) -> Iterator[Readable]:
    """The damaged diary at `path` to be looked at, from a copy that is gone afterwards.

    Raises DiaryError where nothing sound was found.
    """
    with TemporaryDirectory(prefix="dose-diary-") as folder:  # 0700
        copy = Path(folder) / "sound.db"
        missing = _rescue.rescue(path, copy, clock, unnamed_medicine())
        diary = open_diary(copy, clock, zone)
        diary.file.refuse_changes()
        try:
            yield Readable(diary, missing)
        finally:
            diary.file.close()
