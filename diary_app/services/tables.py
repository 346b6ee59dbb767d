"""Tables of no known program: which column is what, kept for the next table of the same columns."""

from __future__ import annotations

import json
from hashlib import sha256

from diary_app.errors import BadInput
from diary_app.exchange import any_csv, sniff
from diary_app.exchange.any_csv import Mapping
from diary_app.exchange.table_guess import Table, completed, guess, table_of
from diary_app.services import settings
from diary_app.services.diary import Diary

_REMEMBERED = 20
_ASKS = {"is_drip", "table_most_like", "table_of_another_kind"}


def is_table_of_nobody(error: BadInput) -> bool:
    """Whether the file was refused as a table whose columns are not known."""
    why = error.given.get("why")
    return error.kind == "import_refused" and getattr(why, "kind", "") in _ASKS


def look(data: bytes) -> Table:
    """The table in a file, with the first cells of each column."""
    return table_of(sniff.unpacked(data))


def proposed(diary: Diary, table: Table) -> Mapping:
    """What was said of a table of these columns before, else what their names say."""
    return completed(_kept(diary, table.columns) or guess(table), table)


def kept_for(diary: Diary, data: bytes) -> Mapping | None:
    """What was said before of a table of the same columns; None for nothing, or for no table."""
    try:
        return _kept(diary, look(data).columns)
    except BadInput:
        return None


def keep(diary: Diary, columns: tuple[str, ...], mapping: Mapping) -> None:
    """Remember what was said, for the next table of these columns. No step of Undo."""
    every = _all(diary)
    every.pop(_name(columns), None)
    every[_name(columns)] = any_csv.plain_of(mapping)
    last = dict(list(every.items())[-_REMEMBERED:])
    settings.save(diary, table_maps=json.dumps(last))


def _kept(diary: Diary, columns: tuple[str, ...]) -> Mapping | None:
    plain = _all(diary).get(_name(columns))
    try:
        return None if plain is None else any_csv.mapping_of(plain)
    except BadInput:
        return None


def _all(diary: Diary) -> dict[str, object]:
    try:
        found = json.loads(settings.load(diary).table_maps or "{}")
    except (ValueError, RecursionError):
        return {}  # written by another program; it is said anew
    return found if isinstance(found, dict) else {}


def _name(columns: tuple[str, ...]) -> str:
    return sha256("\n".join(columns).encode()).hexdigest()[:16]
