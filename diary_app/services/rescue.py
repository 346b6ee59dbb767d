"""What can be read of a damaged diary: saved into a new one, or opened to be looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from diary_app.domain.rescued import Rescue
from diary_app.errors import DiaryError
from diary_app.frozen import dataclass
from diary_app.services import backups
from diary_app.services.diary import Diary, open_diary
from diary_app.storage import backup as _backup
from diary_app.storage import rescue as _rescue
from diary_app.storage.engine import Damaged
from diary_app.storage.salvage import MOST
from diary_app.wording.files import unnamed_medicine


def rescue(path: Path, new: Path, clock: Callable[[], datetime]) -> Rescue:
    """Save what is sound of the file at `path` into the new diary `new`; the file stays as it is.

    The last good backup beside it fills what is missing, where it is one of this diary. Raises
    DiaryError where `new` is there already or nothing sound was found.
    """
    return _rescue.rescue(path, new, clock, unnamed_medicine(), backups.last_good(path))


def rescue_in_place(path: Path, clock: Callable[[], datetime]) -> Path | None:
    """Put what is sound of the diary at `path` in its place; the damaged file is kept beside it,
    byte for byte, at the path returned. As `rescue`; a crash leaves the old file or the new one.
    """
    with TemporaryDirectory(prefix=".rescue-", dir=path.parent) as folder:
        new = Path(folder) / path.name
        rescue(path, new, clock)
        return _backup.restore(new, path, clock, "damaged")


_OF_A_DIARY = b'"recorded_utc": "'  # stands in the trail of every diary with a record


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


def is_damage(error: DiaryError, path: Path) -> bool:
    """Whether `path`, which was refused with `error`, is a damaged diary: something of it may still
    be read. Also where its first page is gone, by which a diary is known.
    """
    if isinstance(error, Damaged):
        return True
    try:
        if error.kind != "not_a_diary" or path.stat().st_size > MOST:
            return False
        return _OF_A_DIARY in path.read_bytes()
    except OSError:
        return False
