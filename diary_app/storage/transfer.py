"""All rows of a diary, out and in again: the storage side of the lossless export."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from unicodedata import category

from diary_app.domain import join_side
from diary_app.domain.course import DecidedBy
from diary_app.domain.join import Joined
from diary_app.domain.moment import Moment
from diary_app.errors import BadInput, DiaryError
from diary_app.storage import body_rows, join_rows, plan_rows, record_rows
from diary_app.storage.columns import Row
from diary_app.storage.deed_text import of_columns, to_columns
from diary_app.storage.diary_file import DiaryFile
from diary_app.storage.edit import Edit
from diary_app.storage.queries import RECORD_TABLES
from diary_app.storage.trail import Change, Kind, TrailEntry

# The readings of a text carry no moment of their own; any does for looking at a row.
_EPOCH = Moment(datetime(2000, 1, 1, tzinfo=UTC), timedelta(0), "UTC")


def _same(row: Row) -> Row:
    return row


def _course(row: Row) -> Row:
    course = plan_rows.from_course(plan_rows.to_course(row))
    return course | {"ended_by": _who(row.get("ended_by"))}


def _hold(row: Row) -> Row:
    hold = plan_rows.from_hold(plan_rows.to_hold(row))
    return hold | {"ended_by": _who(row.get("ended_by"))}


def _who(given: str | None) -> str | None:
    """Who decided that a course or a hold ends; anybody else raises ValueError."""
    return None if given is None else str(DecidedBy(given))


# Parents before children: an import stores in this order.
_CHECKED: dict[str, Callable[[Row], Row]] = {
    "medicines": lambda row: plan_rows.from_medicine(plan_rows.to_medicine(row)),
    "courses": _course,
    "holds": _hold,
    "tapers": lambda row: plan_rows.from_taper(plan_rows.to_taper(row)),
    "stock": lambda row: plan_rows.from_stock(plan_rows.to_stock(row)),
    "pump_refills": lambda row: plan_rows.from_pump_refill(plan_rows.to_pump_refill(row)),
    "doses": lambda row: record_rows.from_dose(record_rows.to_dose(row)),
    "observations": lambda row: record_rows.from_observation(record_rows.to_observation(row)),
    "checks": lambda row: record_rows.from_check(record_rows.to_check(row)),
    "notes": lambda row: record_rows.from_note(record_rows.to_note(row)),
    "events": lambda row: record_rows.from_event(record_rows.to_event(row)),
    "falls": lambda row: record_rows.from_fall(record_rows.to_fall(row)),
    "measurements": lambda row: body_rows.from_measurement(body_rows.to_measurement(row)),
    "helped": lambda row: body_rows.from_helped(body_rows.to_helped(row)),
    "readings": lambda row: record_rows.from_stored_reading(
        record_rows.to_stored_reading(row, _EPOCH)
    ),
    "flag_answers": lambda row: record_rows.from_flag_answer(record_rows.to_flag_answer(row)),
    "facts": lambda row: record_rows.from_fact(record_rows.to_fact(row)),
    "tracked": lambda row: body_rows.from_tracked(body_rows.to_tracked(row)),
    "goals": lambda row: body_rows.from_goal(body_rows.to_goal(row)),
    "visits": _same,
    "questions": _same,
    "settings": _same,
}


_KINDS: dict[str, Kind] = {"edit": "edit", "undo": "undo", "redo": "redo"}


def rows(file: DiaryFile) -> dict[str, list[Row]]:
    """Every row of every table but the trail's, in a fixed order."""
    return {table: file.rows(table, "ORDER BY id") for table in _CHECKED}


def is_empty(file: DiaryFile) -> bool:
    """Whether the diary holds no medicine and no record."""
    tables = ("medicines", *RECORD_TABLES, "tracked")
    return not any(file.read(f"SELECT 1 FROM {table} LIMIT 1") for table in tables)  # noqa: S608


def refuse_unsound(tables: dict[str, list[Row]]) -> None:
    """Raise BadInput naming the table and the row, unless each row says what its value says."""
    unknown = tables.keys() - _CHECKED.keys()
    if unknown:
        raise _refused("no_such_table", names=tuple(sorted(unknown)))
    for table in _CHECKED:
        seen = set[object]()
        for number, row in enumerate(tables.get(table, []), 1):
            _check(table, row, number)
            if row["id"] in seen:
                raise _refused("row_twice", id=row["id"], table=table, number=number)
            seen.add(row["id"])


def side(
    file: DiaryFile, tables: dict[str, list[Row]], past: Sequence[TrailEntry]
) -> join_side.Side:
    """Another copy of the diary as a join sees it. Raises BadInput for a trail that is none."""
    try:
        return join_rows.side_of(file, tables, past)
    except _UNREADABLE as error:
        raise _refused("trail_not_followed") from error


def own_side(file: DiaryFile) -> join_side.Side:
    """The open diary as a join sees it."""
    return join_rows.side_of(file, rows(file), file.trail())


def changes_something(here: join_side.Side, joined: Joined) -> bool:
    """Whether anything would be stored."""
    return bool(joined.passed_over or joined.same) or here.rows != joined.rows


def put_joined(
    file: DiaryFile,
    here: join_side.Side,
    joined: Joined,
    tables: dict[str, list[Row]],
    keep: bool = True,
) -> tuple[join_side.Key, ...]:
    """Store what a join made, as one edit, or nothing; the keys of the rows it brought.

    With `keep` False everything is tried and taken back. `tables` is what came, to name the place
    of a row that the schema refuses.
    """
    try:
        return join_rows.store(file, here.rows, joined, tuple(_CHECKED), keep)
    except join_rows.NotSound as error:
        table, id = error.key
        found = enumerate(tables.get(table, []), 1)
        number, row = next(((n, row) for n, row in found if row["id"] == id), (0, {"id": id}))
        raise _unsound(table, row, number) from error


def put_whole(
    file: DiaryFile, tables: dict[str, list[Row]], past: Sequence[TrailEntry], keep: bool = True
) -> dict[str, int]:
    """Make a diary that never held anything what another one is, its trail and undo included.

    All or nothing; with `keep` False all is tried and taken back. How many rows of each table.
    """
    try:
        return _replayed(file, tables, past, keep)
    except _Rehearsed:
        return {table: len(tables.get(table, [])) for table in _CHECKED}


def _replayed(
    file: DiaryFile, tables: dict[str, list[Row]], past: Sequence[TrailEntry], keep: bool
) -> dict[str, int]:
    def finish(edit: Edit) -> None:
        for row in tables.get("settings", []):  # written outside the trail as well
            edit.put("settings", row)
        made = rows(file)
        for table in _CHECKED:
            # A file of an older version lacks the columns that came since: they have first values.
            told = [file.whole_row(table, row) for row in tables.get(table, [])]
            if made[table] != sorted(told, key=lambda row: str(row["id"])):
                raise _refused("trail_differs", table=table)
        if not keep:
            raise _Rehearsed

    try:
        file.replay(past, finish)
    except _UNREADABLE as error:
        raise _refused("trail_not_followed") from error
    return {table: len(tables.get(table, [])) for table in _CHECKED}


class _Rehearsed(Exception):
    """Ends a dry run: everything is taken back."""


_UNREADABLE = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
LONGEST_TEXT = 20_000  # characters that a person wrote; other columns hold lists
_LONGEST = 1_000_000
_WRITTEN = {"text", "note", "words", "reason", "name", "with_whom", "prescriber", "phone"}


def _check(table: str, row: Row, number: int) -> None:
    """Raise BadInput unless the row says what its domain value says."""
    try:
        again = _CHECKED[table](row)
        sound = all(row.get(name, value) == value for name, value in again.items())
        sound = sound and isinstance(row["id"], str) and all(map(_fits, row, row.values()))
        sound = sound and all(isinstance(value, str | int | None) for value in row.values())
    except _UNREADABLE as error:
        raise _unsound(table, row, number) from error
    if not sound:
        raise _unsound(table, row, number)


def _fits(name: str, value: Any) -> bool:
    """Whether a text is of a length, and of characters, that can be kept and shown."""
    if not isinstance(value, str):
        return True
    if len(value) > (LONGEST_TEXT if name in _WRITTEN else _LONGEST):
        return False
    kept = value.replace("\n", "").replace("\t", "")
    return kept.isprintable() or not any(category(c) in ("Cc", "Cs") for c in kept)


def _unsound(table: str, row: dict[str, Any], number: int) -> BadInput:
    id = str(row.get("id", "?"))[:60]
    return _refused("row_unsound", id=id, table=table, number=number)


def _refused(why: str, **given: object) -> BadInput:
    return BadInput("import_refused", why=DiaryError(why, **given))


def entry_of(plain: Any) -> TrailEntry:
    """The entry of the trail that `plain_entry` wrote. Raises BadInput for anything else."""
    try:
        at = datetime.fromisoformat(plain["at"])
        if at.tzinfo is None:
            raise ValueError("moment_without_offset")
        return TrailEntry(
            edit=int(plain["edit"]),
            at=at,
            deed=of_columns(str(plain["label"]), plain.get("deed")),
            kind=_KINDS[plain["kind"]],
            target=plain["target"],
            changes=tuple(
                Change(str(table), str(id), before, after)
                for table, id, before, after in plain["changes"]
            ),
        )
    except _UNREADABLE as error:
        number = plain.get("edit") if isinstance(plain, dict) else "?"
        raise _refused("trail_unreadable", number=str(number)[:20]) from error


def plain_entry(entry: TrailEntry) -> dict[str, Any]:
    """An entry of the trail as plain JSON values."""
    label, deed = to_columns(entry.deed)
    return {
        "edit": entry.edit,
        "at": entry.at.isoformat(),
        "label": label,
        "deed": deed,
        "kind": entry.kind,
        "target": entry.target,
        "changes": [[c.table, c.id, c.before, c.after] for c in entry.changes],
    }
