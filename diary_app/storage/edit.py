"""One edit: rows written as they are changed, each with what stood there before."""

from __future__ import annotations

from collections.abc import Mapping

from diary_app.errors import DiaryError, NotFound
from diary_app.storage import trail
from diary_app.storage.check_value import COLUMN, checked
from diary_app.storage.engine import Database, checked_rows
from diary_app.storage.migrations import Column
from diary_app.storage.trail import Change, Row, Value


class Edit:
    """The changes of one edit, written as they are made and kept when the block ends well."""

    def __init__(self, db: Database, tables: Mapping[str, Mapping[str, Column]]) -> None:
        self._db, self._tables = db, tables
        self.changes: list[Change] = []
        self._added: set[tuple[str, str]] = set()
        self.kept = False  # in the trail also where every row ends as it began

    def put(self, table: str, row: Mapping[str, Value]) -> None:
        """Store the row by its `id`. Columns it does not name keep their value, or get the default.

        A row that is there already, the same in every named column, is no change; so saving again
        after a failure stores nothing twice. Raises ValueError for an unknown table or column and
        for a row the schema refuses.
        """
        columns = self._columns(table)
        for name, value in row.items():
            if name not in columns:
                raise ValueError(f"no_such_column: {table}.{name}")
            # SQLite would quietly make the text '0.30000000000000004' of 0.1 + 0.2.
            if value is not None and not isinstance(value, columns[name].type):
                raise ValueError(f"wrong_type: {table}.{name}, {columns[name].type.__name__}")
        before = self.row(table, row["id"])
        first = before or {name: column.first for name, column in columns.items()}
        after: Row = {**first, **row}
        if after == before:
            return
        stored = checked(table, after)
        if before is None:
            self._added.add((table, str(row["id"])))
            names, marks = ", ".join(stored), ", ".join("?" * len(stored))
            self._db.execute(
                f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608
                list(stored.values()),
            )
        else:
            changed = [name for name in stored if name == COLUMN or after[name] != before[name]]
            pairs = ", ".join(f"{name} = ?" for name in changed)
            self._db.execute(
                f"UPDATE {table} SET {pairs} WHERE id = ?",  # noqa: S608
                [*(stored[name] for name in changed), row["id"]],
            )
        self.changes.append(Change(table, str(row["id"]), before, after))

    def delete(self, table: str, id: str) -> None:
        """Take the row out of its table; the trail keeps it. Raises NotFound where there is none.

        Records of the log are not deleted but marked `removed`.
        """
        self._columns(table)
        before = self.row(table, id)
        if before is None:
            raise NotFound("no_such_row")
        self._db.execute(f"DELETE FROM {table} WHERE id = ?", [id])  # noqa: S608
        self.changes.append(Change(table, id, before, None))

    def turn(self, change: Change) -> None:
        """Bring the row from `change.before` to `change.after`, for undo and redo.

        Raises DiaryError where the row is not as the trail left it: another program wrote to the
        file, and its work must not be lost. Settings are written outside the trail as well, so they
        are not held to it.
        """
        now = self.row(change.table, change.id)
        if change.table != "settings" and not trail.agree(now, change.before):
            raise DiaryError("changed_outside")
        seen = len(self.changes)
        if change.after is not None:
            self.put(change.table, change.after)
        elif now is not None:
            self.delete(change.table, change.id)
        if len(self.changes) == seen:  # a setting that stands there already
            self.changes.append(change)

    def adds(self, table: str, id: str) -> bool:
        """Whether the edit stored the row as a new one, so that nothing can belong to it yet."""
        return (table, id) in self._added

    def changes_something(self) -> bool:
        """Whether any row ends other than it began."""
        first = {(c.table, c.id): c.before for c in reversed(self.changes)}
        last = {(c.table, c.id): c.after for c in self.changes}
        return first != last

    def _columns(self, table: str) -> Mapping[str, Column]:
        if table not in self._tables:
            raise ValueError(f"no_such_table: {table}")
        return self._tables[table]

    def row(self, table: str, id: Value) -> Row | None:
        """The row as it stands now, None where there is none."""
        return next(checked_rows(self._db, table, "WHERE id = ?", [id]), None)
