"""A copy of a diary as a join sees it, and what a join made, stored as one edit."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from typing import Any

from diary_app.domain.deeds import Deed, JoinedCopy, SameMedicine
from diary_app.domain.join import Joined
from diary_app.domain.join_side import MEDICINE, Entry, Key, Row, Side, Step
from diary_app.storage.columns import utc_text
from diary_app.storage.deed_text import to_columns
from diary_app.storage.diary_file import DiaryFile
from diary_app.storage.edit import Edit
from diary_app.storage.trail import TrailEntry

_KEY = 24  # hexadecimal digits that tell one entry of a trail from all others


def side_of(
    file: DiaryFile, tables: Mapping[str, Sequence[dict[str, Any]]], past: Iterable[TrailEntry]
) -> Side:
    """The copy with these rows and this trail. `file` knows the columns.

    Raises ValueError, TypeError or LookupError for a trail that is none.
    """
    rows = {
        (table, str(row["id"])): file.whole_row(table, row)
        for table, found in tables.items()
        for row in found
    }
    entries, keys, twice = list[Entry](), dict[int | None, str](), Counter[str]()
    for entry in past:
        label, deed = to_columns(entry.deed)
        steps = tuple(
            Step(
                change.table,
                change.id,
                _whole(file, change.table, change.before),
                _whole(file, change.table, change.after),
            )
            for change in entry.changes
            if change.table != "drafts"
        )
        told = [[c.table, c.id, c.before, c.after] for c in entry.changes]
        text = json.dumps([utc_text(entry.at), entry.kind, label, deed, told], sort_keys=True)
        digest = sha256(text.encode()).hexdigest()[:_KEY]
        # With a clock that stands still, undo and redo of one edit look alike each time.
        twice[digest] += 1
        key = keys[entry.edit] = digest if twice[digest] == 1 else f"{digest}-{twice[digest]}"
        target = None if entry.target is None else keys[entry.target]
        entries.append(_with_join(Entry(key, entry.kind, target, steps), entry.deed))
    return Side(rows, tuple(entries))


def _whole(file: DiaryFile, table: str, row: dict[str, Any] | None) -> Row | None:
    if row is None:
        return None
    if not all(isinstance(value, str | int | None) for value in row.values()):
        raise TypeError("value_of_parts")
    return file.whole_row(table, row)


def _with_join(entry: Entry, deed: Deed) -> Entry:
    if not isinstance(deed, JoinedCopy) or entry.kind != "edit":
        return entry
    same = tuple((pair.kept, pair.other) for pair in deed.same)
    return replace(entry, seen=frozenset(deed.seen), same=same, passed=frozenset(deed.passed))


def store(
    file: DiaryFile, here: Mapping[Key, Row], joined: Joined, order: Sequence[str], keep: bool
) -> tuple[Key, ...]:
    """Make the diary, which is `here`, what the join made of it; the keys of the rows it brought.

    One edit. What was decided against is stored first and then replaced, so the trail has the words
    of both sides. `order` is of tables, parents first. With `keep` False all is tried and taken
    back. Raises NotSound for a row the schema refuses.
    """
    brought = tuple(key for key, row in joined.rows.items() if here.get(key) != row)
    gone = [key for key in here if key not in joined.rows]
    if not brought and not gone and not joined.passed_over and not joined.same:
        return ()
    same = tuple(SameMedicine(*pair) for pair in joined.same)
    seen, passed = tuple(sorted(joined.seen)), tuple(sorted(joined.passed))
    deed = JoinedCopy(len(brought) + len(gone), seen, same, passed)
    at: list[Key] = [("", "")]  # the row that is being stored
    try:
        with suppress(_Rehearsed), file.edit(deed) as edit:
            _store(edit, at, here, joined, order)
            edit.kept = bool(joined.passed_over or joined.same)
            if not keep:
                raise _Rehearsed
    except (ArithmeticError, TypeError, ValueError) as error:  # the schema's own word
        raise NotSound(at[0]) from error
    return brought


class _Rehearsed(Exception):
    """Ends a dry run."""


def _store(
    edit: Edit, at: list[Key], here: Mapping[Key, Row], joined: Joined, order: Sequence[str]
) -> None:
    there = set(here)
    moved = {key for key in (*here, *joined.rows) if key[0] == MEDICINE}
    moved |= {key for bundle in joined.passed_over for key in bundle}
    for key, row in here.items():
        after = joined.rows.get(key)
        # Its name is taken by another one now, or will be in between.
        if key[0] == MEDICINE and (after is None or after["name"] != row["name"]):
            edit.put(MEDICINE, {"id": key[1], "removed": 1})
    # What was decided against is of medicines that must be there: one may have another id now.
    for key in _in_order((key for key in joined.rows if key[0] == MEDICINE), order):
        at[0] = key
        edit.put(MEDICINE, joined.rows[key])
        there.add(key)
    for kept, other in joined.same:
        if (MEDICINE, other) not in here and (MEDICINE, kept) in joined.rows:
            # So the trail has that they are one, also where nothing else changes.
            edit.put(MEDICINE, {**joined.rows[MEDICINE, kept], "id": other, "removed": 1})
            edit.delete(MEDICINE, other)
    for bundle in joined.passed_over:
        for key in _in_order(bundle, order):
            _pass(edit, at, there, key, bundle[key])
    # Of ten years nearly all rows stand as they shall: those are not read again one by one.
    new = (key for key, row in joined.rows.items() if key in moved or here.get(key) != row)
    for key in _in_order(new, order):
        at[0] = key
        edit.put(key[0], joined.rows[key])
    for key in reversed(_in_order(there - joined.rows.keys(), order)):
        at[0] = key
        edit.delete(*key)


def _pass(edit: Edit, at: list[Key], there: set[Key], key: Key, row: Row | None) -> None:
    """Let a row stand for a moment as it was decided against."""
    at[0] = key
    if row is None:
        if key in there and key[0] != MEDICINE:  # other rows are of a medicine
            edit.delete(*key)
            there.remove(key)
        return
    # Its name may be that of another one.
    edit.put(key[0], {**row, "removed": 1} if key[0] == MEDICINE else row)
    there.add(key)


def _in_order(keys: Iterable[Key], order: Sequence[str]) -> list[Key]:
    places = {table: place for place, table in enumerate(order)}
    return sorted(keys, key=lambda key: (places[key[0]], key))


class NotSound(Exception):
    """The schema refuses the row `key`."""

    def __init__(self, key: Key) -> None:
        self.key = key
        super().__init__()
