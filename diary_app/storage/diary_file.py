"""One open diary: the only way to change what is stored, and to take a change back.

    with diary.edit(Logged((named(dose, "baclofen"),))) as edit:
        edit.put("doses", row)

is one transaction, one undo step, one announcement and one entry in the trail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any, Self, TypeVar

from diary_app import disk
from diary_app.domain.deeds import Deed
from diary_app.errors import DiaryError, NotFound
from diary_app.storage import engine, sound, trail
from diary_app.storage.check import refuse_damaged
from diary_app.storage.columns import utc_of
from diary_app.storage.edit import Edit
from diary_app.storage.engine import Database, checked_rows
from diary_app.storage.kept import Kept
from diary_app.storage.migrations import NEWEST, migrate, record_tables
from diary_app.storage.trail import Change, DoneEdit, Kind, Row, TrailEntry, Value

_VOUCHED = 60.0  # seconds for which a file that was looked over is taken as sound
Clock = Callable[[], datetime]
Listener = Callable[[frozenset[str]], None]
Witness = Callable[[Sequence[Change]], None]
T = TypeVar("T")


class DiaryFile:
    """An open diary file. Belongs to the thread that opened it."""

    def __init__(self, path: Path, db: Database, clock: Clock) -> None:
        self.path, self.db = path, db
        self.now = clock
        self.kept = Kept(db)
        self._place = _place(path)
        self._listeners: list[Listener] = []
        self._witnesses: list[Witness] = []
        self._editing = self._stored = self._closed = self.read_only = False
        self._finished = ""  # the draft of what is being stored
        self._looked_over = monotonic()
        self._tables = record_tables(db)
        self._seen = self._opened_version = self.outside_version()

    @classmethod
    def open(
        cls,
        path: Path,
        clock: Clock,
        create: bool = False,
        again: bool = False,
        before_change: Callable[[Database, int], object] | None = None,
    ) -> DiaryFile:
        """The diary at `path`, brought to the newest schema; `clock` tells the UTC moment of edits.

        With `create` a missing file is made, mode 0600. Raises NotFound for a missing file without
        it, and DiaryError for a file that is not a diary, newer than this program, damaged, locked
        or unreadable; such a file is left as it is, byte for byte. Unless the same bytes were found
        sound before, the file is read from end to end: 50 ms for each year of records. `again`: it
        is open in this program, so that was done. `before_change` gets the looked-over file of an
        older version, and that version, before its schema is changed.
        """
        path = disk.followed(path)
        made = create and not path.exists()
        if made:
            engine.create(path, migrate)
        version = engine.examine(path, NEWEST)
        digest = "" if made or again else sound.digest(path)
        known = made or again or sound.known(digest)
        db = engine.connect(path)
        try:
            if not known:
                refuse_damaged(db, path, version)
                sound.remember(digest)
            with engine.translated(path):
                if version < NEWEST:
                    if before_change is not None:
                        before_change(db, version)
                    migrate(db)
                db.execute("PRAGMA foreign_keys=ON")
                return cls(path, db, clock)
        except BaseException:
            db.close()
            raise

    def close(self) -> None:
        """Close the file. Nothing is lost by not calling it: the next start looks it over."""
        if self._closed:
            return
        self._closed = True
        try:
            vouched = self._stored and self._looked_over + _VOUCHED > monotonic()
            vouched = vouched and self.outside_version() == self._opened_version
        except DiaryError:
            vouched = False
        self.db.close()
        if vouched and _place(self.path) == self._place:
            with suppress(OSError):
                sound.remember(sound.digest(self.path))

    def look_over(self) -> None:
        """Raise Damaged unless the whole file is sound, and say of what."""
        refuse_damaged(self.db, self.path)
        self._looked_over, self._opened_version = monotonic(), self.outside_version()

    def refuse_changes(self) -> None:
        """From now on nothing can be stored here: what is read was saved from a damaged file."""
        self.db.execute("PRAGMA query_only=ON")
        self.read_only = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def read(
        self, sql: str, params: Sequence[Value] | Mapping[str, Value] = ()
    ) -> list[dict[str, Any]]:
        """What a SELECT tells about the rows, as dictionaries. For queries.py; rows: see `rows`."""
        with engine.translated(self.path):
            parameters: Any = params
            return list(self.db.query(sql, parameters))

    def rows(
        self, table: str, which: str = "", params: Sequence[Value] | Mapping[str, Value] = ()
    ) -> list[dict[str, Any]]:
        """The whole rows of `table` that the clauses `which` choose, each held to its check value.

        Raises Damaged where a row is not as it was stored.
        """
        with engine.translated(self.path):
            return list(checked_rows(self.db, table, which, params))

    def made(
        self, table: str, make: Callable[[Row], T], which: str = "", params: Sequence[Value] = ()
    ) -> tuple[T, ...]:
        """What `make` makes of those rows, each a value that nobody changes. Raises as `rows`.

        Read once while nothing is stored, and a row that stays as it is made once for all.
        """

        def read() -> tuple[T, ...]:
            with engine.translated(self.path):
                return self.kept.records(table, make, which, params)

        return self.kept.answer((table, make, which, tuple(params)), read)

    @contextmanager
    def edit(self, deed: Deed) -> Iterator[Edit]:
        """Change the diary. `deed` is what the trail keeps and the Undo menu names.

        An error inside takes everything back and passes on. Returning means stored: COMMIT is done
        and the file is still in its place. A new edit clears what could be redone; one that changes
        nothing leaves no trace, unless it set `kept`.
        """
        with self._transaction() as edit:
            yield edit
            if edit.kept or edit.changes_something():
                self._record(edit, deed, "edit", None)
            else:
                edit.changes.clear()

    def undo(self) -> DoneEdit:
        """Take back the latest edit; returns what it had done. Raises NotFound for none."""
        with self._transaction() as edit:
            entry = trail.next_undo(self.db)
            if entry is None:
                raise NotFound("nothing_to_undo")
            for change in reversed(entry.changes):
                edit.turn(Change(change.table, change.id, change.after, change.before))
            self._record(edit, entry.deed, "undo", entry.edit)
        return DoneEdit(entry.at, entry.deed)

    def redo(self) -> DoneEdit:
        """Bring back what undo took last; returns what it does again. Raises NotFound for none."""
        with self._transaction() as edit:
            entry = trail.next_redo(self.db)
            if entry is None:
                raise NotFound("nothing_to_redo")
            for change in entry.changes:
                edit.turn(change)
            self._record(edit, entry.deed, "redo", entry.edit)
        return DoneEdit(entry.at, entry.deed)

    def replay(self, entries: Sequence[TrailEntry], finish: Callable[[Edit], None]) -> None:
        """Make an empty diary what the trail of another one says, entry by entry, moments included.

        `finish` may look at the outcome and raise: then nothing is kept. Raises DiaryError where an
        entry does not follow from those before it, and ValueError as `Edit.put`.
        """
        with self._transaction() as edit:
            if self.trail_began():
                raise RuntimeError("replay_into_records")
            numbers: dict[int | None, int | None] = {None: None}
            for entry in entries:
                for change in entry.changes:
                    edit.turn(change)
                numbers[entry.edit] = trail.append(
                    self.db,
                    entry.at,
                    entry.deed,
                    entry.kind,
                    numbers[entry.target],
                    entry.changes,
                )
            finish(edit)

    def to_undo(self) -> DoneEdit | None:
        """The edit that `undo` would take back, None for none."""
        with engine.translated(self.path):
            return trail.to_undo(self.db)

    def to_redo(self) -> DoneEdit | None:
        """The edit that `redo` would bring back, None for none."""
        with engine.translated(self.path):
            return trail.to_redo(self.db)

    def trail(self, record: str | None = None) -> list[TrailEntry]:
        """Every edit, undo and redo, oldest first; or only those that touched one record's id."""
        with engine.translated(self.path):
            return trail.entries(self.db, record)

    def trail_began(self) -> bool:
        """Whether anything was ever recorded here."""
        with engine.translated(self.path):
            return self.db.execute("SELECT 1 FROM edits LIMIT 1").fetchone() is not None

    def edits_so_far(self) -> int:
        """How many edits, undos and redos there were: the diary's own count of time."""
        with engine.translated(self.path):
            latest = self.db.execute("SELECT coalesce(max(edit), 0) FROM edits").fetchone()
        return int(latest[0])

    def began(self) -> datetime | None:
        """When the first edit was made, in UTC; None for none."""
        for row in self.rows("edits", "ORDER BY edit LIMIT 1"):
            return utc_of(row["at_utc"])
        return None

    def whole_row(self, table: str, row: Row) -> Row:
        """The row with every column of its table, as `Edit.put` would store it anew."""
        return {name: column.first for name, column in self._tables[table].items()} | row

    def set_quietly(self, key: str, value: str) -> None:
        """Store a setting (JSON text) with no undo step and no entry in the trail.

        For how the window looks: its size, the text size, the theme. Undo is for what the patient
        recorded; it must not jump to a window that was moved in between.
        """
        if self.read_only:
            return
        with self._transaction() as edit:
            edit.put("settings", {"id": key, "value": value})

    def keep_draft(self, row: Row) -> None:
        """Store what is typed in a form and not saved, by the `id` of the form.

        Outside the trail, and no listener is told: a page must not be read again while it is typed.
        """
        if self.read_only:
            return
        with self._transaction(told=False) as edit:
            edit.put("drafts", row)

    def drop_draft(self, id: str) -> None:
        """Let go of a draft, where there is one."""
        if not self.read_only and self.rows("drafts", "WHERE id = ?", [id]):
            with self._transaction(told=False) as edit:
                edit.delete("drafts", id)

    @contextmanager
    def finishing(self, draft: str) -> Iterator[None]:
        """What is stored inside was written in that draft, which goes in the same transaction.

        So a crash cannot leave a draft of what is stored: it would be stored again.
        """
        before, self._finished = self._finished, draft
        try:
            yield
        finally:
            self._finished = before

    def add_listener(self, listener: Listener) -> None:
        """Call `listener` after every stored change with the names of the tables it touched."""
        self._listeners.append(listener)

    def add_witness(self, witness: Witness) -> None:
        """Call `witness` after every stored change with its rows, before any listener.

        For what is kept of an earlier read: the window reads again when a listener is told.
        """
        self._witnesses.append(witness)

    def changed_outside(self) -> bool:
        """Whether another connection has stored something since the last time this was asked."""
        version = self.outside_version()
        changed, self._seen = version != self._seen, version
        return changed

    def outside_version(self) -> int:
        """A number that another connection's change raises, and none of this one."""
        with engine.translated(self.path):
            return int(self.db.execute("PRAGMA data_version").fetchone()[0])

    def _record(self, edit: Edit, deed: Deed, kind: Kind, target: int | None) -> None:
        trail.append(self.db, self.now(), deed, kind, target, edit.changes)

    @contextmanager
    def _transaction(self, *, told: bool = True) -> Iterator[Edit]:
        if self._editing:
            raise RuntimeError("edit_inside_edit")
        if self.read_only:
            raise DiaryError("only_to_be_read", path=self.path)
        self._refuse_moved()
        edit = Edit(self.db, self._tables)
        self._editing = True
        ending, failure = (
            False,
            None,
        )  # whether it was on its way into the file, and what stopped it
        try:
            with engine.closing_files(), engine.translated(self.path):
                # IMMEDIATE: a deferred BEGIN that reads first and then writes fails at once beside
                # another writer, without waiting for the busy timeout.
                self.db.execute("BEGIN IMMEDIATE")
                try:
                    yield edit
                    if edit.changes and self._finished and told:
                        self.db.execute("DELETE FROM drafts WHERE id = ?", [self._finished])
                    self._refuse_moved()
                    ending = bool(edit.changes)
                    self.db.execute("COMMIT" if edit.changes else "ROLLBACK")
                except BaseException:
                    self.db.rollback()
                    raise
        except DiaryError as error:
            if not ending or not self._may_hold(edit):
                raise
            failure = error
        finally:
            self._editing = False
        self._refuse_moved()
        self._tell(edit, told=told)
        if failure is not None:
            raise DiaryError("perhaps_stored", path=self.path) from failure

    def _may_hold(self, edit: Edit) -> bool:
        """Whether the file holds what `edit` changed, although its end was reported as failed.

        A COMMIT whose last flush fails is in the file already, and may be gone after a power cut.
        Also where the file cannot be read now.
        """
        last = {(change.table, change.id): change.after for change in edit.changes}
        try:
            with engine.translated(self.path):
                return all(edit.row(*key) == after for key, after in last.items())
        except DiaryError:
            return True

    def _tell(self, edit: Edit, *, told: bool) -> None:
        """Let everybody know of what was stored."""
        self._stored = self._stored or bool(edit.changes)
        if not edit.changes or not told:
            return
        for witness in self._witnesses:
            witness(edit.changes)
        tables = frozenset(change.table for change in edit.changes)
        for listener in self._listeners:
            listener(tables)

    def _refuse_moved(self) -> None:
        """Raise DiaryError where the open file is no longer the one at `path`.

        SQLite would go on storing into a file that nobody will find again.
        """
        if _place(self.path) != self._place:
            raise engine.moved(self.path)


def _place(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
