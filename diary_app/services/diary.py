"""An open diary with what every verb needs: the file, the clock, the zone, the knowledge."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import field, replace
from datetime import date, datetime
from functools import cache, lru_cache
from itertools import count
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid4, uuid5

from diary_app import disk, text
from diary_app.domain.deeds import Deed
from diary_app.domain.knowledge import KnowledgeBase
from diary_app.domain.knowledge_file import parse as parse_knowledge
from diary_app.domain.knowledge_words import in_language
from diary_app.domain.medicine import Medicine
from diary_app.domain.moment import Moment, Zones, moment
from diary_app.domain.spoken import joined, spoken
from diary_app.domain.substance import substance_of
from diary_app.domain.tracked import Tracked, entry_of, with_own
from diary_app.frozen import dataclass
from diary_app.services.shipped import read_shipped
from diary_app.storage import body_queries, queries
from diary_app.storage.copies import verified_copy
from diary_app.storage.diary_file import DiaryFile
from diary_app.storage.edit import Edit
from diary_app.storage.engine import Database
from diary_app.storage.trail import Change
from diary_app.wording.files import how_to_restore
from diary_app.wording.substances import your_medicine
from diary_app.wording.tracked import tracked_words

T = TypeVar("T")


@dataclass(frozen=True)
class _ZonesRead:
    """The zone trail, the zone of the latest record and when it was recorded (UTC text).

    Where the patient never left the zone the trail is empty; `version` is the file's.
    """

    trail: tuple[tuple[date, str], ...]
    zone: str | None
    until: str
    version: int

    def stays(self, change: Change) -> bool:
        """Whether the trail is the same after `change`."""
        if change.table not in queries.ZONED_TABLES:
            return True
        rows = [row for row in (change.before, change.after) if row is not None]
        if any(row["recorded_zone"] != self.zone for row in rows):
            return False
        recorded = [str(row["recorded_utc"]) for row in rows]
        added_last = change.before is None and recorded[0] >= self.until
        same = len(recorded) == 2 and recorded[0] == recorded[1]
        return not self.trail or added_last or same


@dataclass
class Diary:
    """`clock` answers the present instant (aware), `zone` is the name of the clock on the wall."""

    file: DiaryFile
    clock: Callable[[], datetime]
    zone: str
    _zones_read: _ZonesRead | None = field(default=None, init=False, repr=False)
    _ids: Iterator[str] | None = field(default=None, init=False, repr=False)
    _worked_out: dict[object, Any] = field(default_factory=dict, init=False, repr=False)
    _worked_out_at: object = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        self.file.add_witness(self._forget_zones)
        self.file.add_witness(lambda _changes: self._worked_out.clear())

    def now(self) -> Moment:
        """The present moment on the patient's clock, in whole seconds."""
        return moment(self.clock().replace(microsecond=0), self.zone)

    def zones(self) -> Zones:
        """Which clock the patient lived by on each day."""
        return Zones(self.now().day, self.zone, self._zone_trail())

    def _zone_trail(self) -> tuple[tuple[date, str], ...]:
        """Read once, and again only when what was stored since has changed it."""
        version = self.file.outside_version()
        if self._zones_read is None or self._zones_read.version != version:
            only = queries.one_zone(self.file)
            if only == self.zone:
                self._zones_read = _ZonesRead((), only, "", version)
            else:
                trail, until = queries.zone_trail(self.file)
                self._zones_read = _ZonesRead(
                    trail, trail[-1][1] if trail else None, until, version
                )
        return self._zones_read.trail

    def _forget_zones(self, changes: Sequence[Change]) -> None:
        if self._zones_read and not all(map(self._zones_read.stays, changes)):
            self._zones_read = None

    def this_minute(self, question: object, answer: Callable[[], T]) -> T:
        """What `answer` says to `question`, worked out once a minute while nothing is stored.

        For what several parts of the window ask at once and the rules take long to say. Another
        zone or settings of another diary are another `Diary`, or a change of it.
        """
        state = self.now().utc.replace(second=0), self.zone, self.file.outside_version()
        if state != self._worked_out_at:
            self._worked_out.clear()
            self._worked_out_at = state
        asked = question, text.language()
        if asked not in self._worked_out:
            self._worked_out[asked] = answer()
        found: T = self._worked_out[asked]
        return found

    def new_id(self) -> str:
        """An id for a record that is about to be stored, like no other; see `same_ids`."""
        return str(uuid4()) if self._ids is None else next(self._ids)

    @contextmanager
    def same_ids(self, form: UUID) -> Iterator[None]:
        """New ids inside are the same each time this is entered for `form`.

        So what is saved again, because the first time may have failed, is the same record.
        """
        before, self._ids = self._ids, (str(uuid5(form, str(number))) for number in count())
        try:
            yield
        finally:
            self._ids = before

    def edit(self, deed: Deed) -> AbstractContextManager[Edit]:
        """The only way to change the diary; `deed` is what the trail keeps and Undo names."""
        return self.file.edit(deed)

    @property
    def knowledge(self) -> tuple[KnowledgeBase, ...]:
        """What is known of the medicines, one base for each file, in this diary's own words.

        The first file holds what everybody is asked. Another counts once the diary has a medicine
        of its substance, so nobody is asked about a medicine that is not taken. Where a text names
        the medicine, it says the person's own; "your medicine" where there is none. The person's
        own things are entries of the first base.
        """
        own = queries.medicines(self.file)
        first, *others = shipped_knowledge()
        taken = {substance_of(medicine, shipped_knowledge()) for medicine in own}
        counting = (first, *(base for base in others if base.medicine in taken))
        tracked, carer = body_queries.tracked(self.file), queries.setting(self.file, "carer_name")
        carer = carer.strip() if isinstance(carer, str) else ""
        said = (_spoken(base.medicine, _called(base, own), text.language()) for base in counting)
        return tuple(
            _with_own(base, tracked, carer) if number == 0 else base
            for number, base in enumerate(said)
        )

    @property
    def vocabulary(self) -> KnowledgeBase:
        """All the symptoms and questions of this diary as one base: each id once."""
        return joined(self.knowledge)


def shipped_knowledge() -> tuple[KnowledgeBase, ...]:
    """What comes with the program, one base for each file, in words that name no person's own."""
    return _shipped(text.language())


@cache
def _shipped(language: str) -> tuple[KnowledgeBase, ...]:
    if language == "en":
        names = read_shipped("medicines.txt").split()
        return tuple(parse_knowledge(read_shipped(name)) for name in names)
    return tuple(in_language(base, text.translated) for base in _shipped("en"))


def _called(base: KnowledgeBase, medicines: tuple[Medicine, ...]) -> str:
    names = [m.name for m in medicines if substance_of(m, shipped_knowledge()) == base.medicine]
    if not names:
        return your_medicine()
    return names[0] if len(names) == 1 else base.medicine


@lru_cache(maxsize=16)  # the rules and the pages ask again and again
def _spoken(substance: str, name: str, language: str) -> KnowledgeBase:
    # By its name: a base is too large to be hashed each time it is asked for.
    (base,) = (base for base in _shipped(language) if base.medicine == substance)
    return spoken(base, name)


def _with_own(base: KnowledgeBase, tracked: tuple[Tracked, ...], carer: str) -> KnowledgeBase:
    same = not tracked and not carer
    return base if same else _extended(base.medicine, base.called, text.language(), tracked, carer)


@lru_cache(maxsize=16)
def _extended(
    substance: str, name: str, language: str, tracked: tuple[Tracked, ...], carer: str
) -> KnowledgeBase:
    base, words = _spoken(substance, name, language), tracked_words()
    own = with_own(base, (entry_of(one, words) for one in tracked))
    return replace(base, entries=own, carer=carer)


def open_diary(
    path: Path,
    clock: Callable[[], datetime],
    zone: str,
    create: bool = False,
    again: bool = False,
) -> Diary:
    """The diary at `path`; the errors are those of `DiaryFile.open`.

    `again`: it is open in this program already, and was looked over then.
    """
    moment(clock(), zone)  # an unknown zone is refused before the file is touched
    path = disk.followed(path)

    def keep_as_it_was(db: Database, version: int) -> None:
        verified_copy(db, path, backups_beside(path), clock(), how_to_restore(), version)

    return Diary(DiaryFile.open(path, clock, create, again, keep_as_it_was), clock, zone)


def backups_beside(path: Path) -> Path:
    """The folder of the backups that are made by themselves of the diary at `path`."""
    return path.parent / "backups"


@contextmanager
def read_apart(diary: Diary) -> Iterator[Diary]:
    """The same diary opened once more: a worker reads years with it while the window goes on."""
    other = open_diary(diary.file.path, diary.clock, diary.zone, again=True)
    try:
        yield other
    finally:
        other.file.close()
