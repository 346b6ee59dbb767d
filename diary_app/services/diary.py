"""An open diary with what every verb needs: the file, the clock, the zone, the knowledge."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from diary_app import resources
from diary_app.domain.knowledge import KnowledgeBase
from diary_app.domain.knowledge_file import parse as parse_knowledge
from diary_app.domain.moment import Moment, Zones, moment
from diary_app.storage import queries
from diary_app.storage.diary_file import DiaryFile, Edit

KNOWLEDGE_FILES = ("baclofen.toml",)


@dataclass
class Diary:
    """`clock` answers the present instant (aware), `zone` is the name of the clock on the wall."""

    file: DiaryFile
    clock: Callable[[], datetime]
    zone: str

    def now(self) -> Moment:
        """The present moment on the patient's clock, in whole seconds."""
        return moment(self.clock().replace(microsecond=0), self.zone)

    def zones(self) -> Zones:
        """Which clock the patient lived by on each day."""
        only = queries.one_zone(self.file)
        trail = () if only == self.zone else queries.zone_trail(self.file)
        return Zones(self.now().day, self.zone, trail)

    def edit(self, label: str) -> AbstractContextManager[Edit]:
        """The only way to change the diary; `label` is what the Undo menu shows."""
        return self.file.edit(label)

    @property
    def knowledge(self) -> tuple[KnowledgeBase, ...]:
        """What is known of the medicines, one base for each file."""
        return _knowledge()


@cache
def _knowledge() -> tuple[KnowledgeBase, ...]:
    return tuple(parse_knowledge(resources.read_text(name)) for name in KNOWLEDGE_FILES)


def open_diary(
    path: Path,
    clock: Callable[[], datetime],
    zone: str,
    create: bool = False,
    look_over: bool = False,
) -> Diary:
    """The diary at `path`; the errors are those of `DiaryFile.open`.

    `look_over` reads the whole file for damage first: half a second for ten years, so a command
    that only wants today leaves it to `check` and to the window, which asks in the background.
    """
    moment(clock(), zone)  # an unknown zone is refused before the file is touched
    return Diary(DiaryFile.open(path, clock, create, look_over), clock, zone)


@contextmanager
def read_apart(diary: Diary) -> Iterator[Diary]:
    """The same diary opened once more: a worker reads years with it while the window goes on."""
    other = open_diary(diary.file.path, diary.clock, diary.zone)
    try:
        yield other
    finally:
        other.file.close()
