"""What is sound of a damaged diary: its rows and its trail, from every page that can be read.

Each record stands in the file twice, as a row and as the last state in its trail. So a broken page
mostly costs nothing; what it did cost is told: which records, and from when to when.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path

from diary_app.domain.rescued import LostChanges
from diary_app.storage import engine
from diary_app.storage.columns import Row, utc_of
from diary_app.storage.decrypted import RESERVED, decrypted
from diary_app.storage.migrations import KEYS, NEWEST, empty, tables
from diary_app.storage.pages import PAGE, Cell, Layout, cells
from diary_app.storage.trail import QUIET, agree

Key = tuple[str, str]  # a table and the id of a row
_LARGEST = 1 << 40  # bytes: a header that says more is damaged itself
MOST = 1 << 29  # bytes that are read: ten years take a fiftieth of it
_KINDS_INDEX = Layout("edits_kind", ("kind", "edit"), clustered=True)


@dataclass
class Sound:
    """The sound rows of a file: of the tables, of `edits` and of `revisions`, by their keys.

    `candidates` are the rows found of each record, the likeliest first; `broken` those that are
    there, but not as they were stored; `highest` is the number of the latest edit that is told of.
    `cut`: the file is shorter than it says itself, so later edits may be gone without a trace.
    `later`: it says that it is of a schema that this program does not know.
    """

    candidates: dict[Key, list[Row]] = field(default_factory=dict)
    edits: dict[int, Row] = field(default_factory=dict)
    revisions: dict[tuple[int, int], Row] = field(default_factory=dict)
    broken: dict[Key, Row] = field(default_factory=dict)
    highest: int = 0
    cut: bool = False
    later: bool = False

    def steps(self) -> dict[int, list[Row]]:
        """The revisions of each edit, in order."""
        found: dict[int, list[Row]] = {}
        for number, _step in sorted(self.revisions):
            found.setdefault(number, []).append(self.revisions[number, _step])
        return found

    def last(self) -> dict[Key, str | None]:
        """How the trail left each record: the JSON text of its row, None for one taken away."""
        found: dict[Key, str | None] = {}
        for _number, revision in sorted(self.revisions.items()):
            key = str(revision["table_name"]), str(revision["row_id"])
            found[key] = None if revision["after"] is None else str(revision["after"])
        return found

    def lost_changes(self) -> tuple[LostChanges, ...]:
        """Where the trail has gaps."""
        steps = self.steps()
        whole = {
            number
            for number, rows in steps.items()
            if number in self.edits and [row["step"] for row in rows] == list(range(len(rows)))
        }
        highest = max([self.highest, *self.edits, *steps], default=0)
        found, gap = [], list[int]()
        for number in range(1, highest + 2):
            if number <= highest and number not in whole:
                gap.append(number)
            elif gap:
                found.append(LostChanges(len(gap), self._at(gap[0] - 1), self._at(number)))
                gap = []
        if self.cut:
            found.append(LostChanges(None, self._at(highest), None))
        return tuple(found)

    def _at(self, number: int) -> datetime | None:
        edit = self.edits.get(number)
        return None if edit is None else utc_of(str(edit["at_utc"]))


def read(path: Path) -> Sound:
    """What is sound in the file at `path`. Raises DiaryError where it cannot be read at all."""
    content, reserved = _content(path)
    pages = int.from_bytes(content[28:32], "big")
    version = int.from_bytes(content[60:64], "big")
    sound = Sound(cut=len(content) < pages * PAGE < _LARGEST, later=version > NEWEST)
    unproven = list[Cell]()
    for cell in cells(content, (*_layouts(), _KINDS_INDEX), reserved):
        if cell.table == _KINDS_INDEX.table:
            if cell.row["kind"] in ("edit", "undo", "redo") and isinstance(cell.row["edit"], int):
                sound.highest = max(sound.highest, cell.row["edit"])
        elif cell.sound:
            _take(sound, cell)
        elif cell.sound is None:
            unproven.append(cell)
        elif cell.table not in KEYS and isinstance(cell.row.get("id"), str):
            sound.broken[cell.table, str(cell.row["id"])] = cell.row
    if not sound.edits and not sound.revisions:
        _take_proven_by_each_other(sound, unproven)
    if sound.highest > 2 * (max(sound.edits, default=0) + 100):
        sound.highest = 0  # an entry of an index has no check value: this one is noise
    return sound


def _content(path: Path) -> tuple[bytes, int]:
    """The bytes of the file in plain, and how many at the end of each page hold no records."""
    try:
        if path.exists() and not path.is_file():
            raise engine.not_a_diary(path, "not_a_file")  # a device may never come to an end
        with engine.closing_files(), path.open("rb") as file:
            engine.take_back_half_done(path)
            content = file.read(MOST)
    except OSError as error:
        raise engine.unreadable(path, error) from error
    key = engine.key_of(path)
    if key is not None:
        return decrypted(content, key), RESERVED
    if engine.salt_of(path) is not None:
        raise engine.NeedsKey("key_needed", path=path)
    return content, 0


def _take(sound: Sound, cell: Cell) -> None:
    if cell.table == "edits":
        sound.edits[int(str(cell.row["edit"]))] = cell.row
    elif cell.table == "revisions":
        sound.revisions[int(str(cell.row["edit"])), int(str(cell.row["step"]))] = cell.row
    else:
        rows = sound.candidates.setdefault((cell.table, str(cell.row["id"])), [])
        rows.insert(0 if cell.placed else len(rows), cell.row)


def _take_proven_by_each_other(sound: Sound, unproven: list[Cell]) -> None:
    """Of a diary from before check values: what stands the same as a row and in the trail."""
    for cell in unproven:
        if cell.table == "edits" and isinstance(cell.row["at_utc"], str):
            _take(sound, cell)
    for cell in unproven:
        if cell.table == "revisions" and cell.row["edit"] in sound.edits and _is_revision(cell.row):
            _take(sound, cell)
    last = sound.last()
    for cell in unproven:
        after = last.get((cell.table, str(cell.row.get("id"))))
        if after is not None and agree(cell.row, json.loads(after)):
            _take(sound, cell)
    # A state in the trail that no row confirms may hold a flipped bit itself.
    for place, revision in list(sound.revisions.items()):
        key = str(revision["table_name"]), str(revision["row_id"])
        if last[key] is not None and key not in sound.candidates:
            sound.broken[key] = json.loads(str(last[key]))
            del sound.revisions[place]


def _is_revision(row: Row) -> bool:
    texts = [row["before"], row["after"]]
    if not all(isinstance(row[name], str) for name in ("table_name", "row_id")):
        return False
    try:
        read = [json.loads(str(text)) for text in texts if text is not None]
    except ValueError:
        return False
    return bool(read) and all(isinstance(each, dict) and "id" in each for each in read)


def present(sound: Sound, trusted: bool) -> Iterator[tuple[Key, Row]]:
    """Each record as it stood last. `trusted`: the trail is whole, so it decides between two rows
    that were found, and against one that it says was taken away.
    """
    last = sound.last()
    for key in {**sound.candidates, **last}:
        after = last.get(key)
        state = None if after is None else json.loads(after)
        rows = sound.candidates.get(key, [])
        agreeing = [row for row in rows if state is not None and agree(row, state)]
        if agreeing:
            yield key, agreeing[0]
        elif rows and not (trusted and key[0] not in QUIET and key in last):
            yield key, rows[0]
        elif state is not None:
            yield key, state


def joined(sound: Sound, backup: Sound) -> bool:
    """Put what a backup of the same diary holds under what is sound; False for another diary's.

    A backup is an earlier state of the file: its trail is the beginning of the trail.
    """
    common = sound.edits.keys() & backup.edits.keys()
    same = [_facts(sound.edits[n]) == _facts(backup.edits[n]) for n in common]
    if not same or not all(same):
        return False
    sound.edits = {**backup.edits, **sound.edits}
    sound.revisions = {**backup.revisions, **sound.revisions}
    for key, rows in backup.candidates.items():
        if key[0] == "settings":  # outside the trail; a draft of then may be saved by now
            sound.candidates.setdefault(key, rows)
    return True


def _facts(edit: Mapping[str, object]) -> tuple[object, ...]:
    return tuple(edit[name] for name in ("edit", "at_utc", "label", "kind", "target"))


@cache
def _layouts() -> tuple[Layout, ...]:
    """The columns of every table in every schema there was, the newest first."""
    found: dict[Layout, None] = {}
    for version in range(NEWEST, 0, -1):
        db = empty(version)
        for table in tables(db):
            names = tuple(
                row[0] for row in db.execute("SELECT name FROM pragma_table_info(?)", [table])
            )
            number = "edit" if table == "edits" else None
            found[Layout(table, names, number, table == "revisions")] = None
        db.close()
    return tuple(found)
