"""What was read of a diary, kept until something is stored: a page asks the same many times."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

from diary_app.storage.check_value import verified
from diary_app.storage.engine import Database

T = TypeVar("T")
_MOST_ANSWERS = 400
_MOST_RECORDS = 20_000


class Kept:
    """Answers from an unchanged diary, and what each row was made into.

    An answer is dropped at the next change, of this connection or of any other. A record made from
    a row stays: the same values, check value included, always make the same record.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._as_of: tuple[int, int] | None = None
        self._answers: dict[Hashable, Any] = {}
        self._records: dict[Hashable, Any] = {}

    def answer(self, question: Hashable, read: Callable[[], T]) -> T:
        """What `read` says to `question`, which is read once while nothing changes."""
        if self._db.conn.in_transaction:  # what is not stored yet may be taken back
            return read()
        (outside,) = self._db.execute("PRAGMA data_version").fetchone()
        as_of = outside, self._db.conn.total_changes
        if as_of != self._as_of or len(self._answers) > _MOST_ANSWERS:
            self._answers.clear()
            self._as_of = as_of
        if question not in self._answers:
            self._answers[question] = read()
        found: T = self._answers[question]
        return found

    def records(
        self,
        table: str,
        make: Callable[[dict[str, Any]], T],
        which: str,
        params: Sequence[str | int | None],
    ) -> tuple[T, ...]:
        """What `make` makes of the rows of `table` that the clauses `which` choose.

        Raises Differs at a damaged row.
        """
        given: Any = params
        cursor = self._db.execute(f"SELECT * FROM {table} {which}", given)  # noqa: S608
        names = [column[0] for column in cursor.description]
        found = []
        for values in cursor:
            key = table, make, values
            if key not in self._records:
                if len(self._records) > _MOST_RECORDS:
                    self._records.clear()
                self._records[key] = make(verified(table, dict(zip(names, values, strict=True))))
            found.append(self._records[key])
        return tuple(found)
