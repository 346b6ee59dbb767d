"""The check value of a row: by it damage is noticed before a value is shown, copied or acted on.

SQLite's own check sees a broken structure, but not one flipped bit inside a value: of 300 such
files it called 79 sound. So each row carries the CRC-32 of its table's name and of all its columns,
written with the row and compared whenever the row is read. Why a CRC, and what it cannot see:
docs/decisions/12-check-values.md.

A setting carries it inside its value: the two columns of `settings` can be written by hand, and
what was written so is judged as a setting, not as damage.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any
from zlib import crc32

COLUMN = "checked"
SETTINGS = "settings"  # the table whose rows carry it inside their value

BETWEEN = "\x1f"  # stands in no text of a diary
_INSIDE = re.compile(r'\{"checked":(-?\d+),"value":(.*)\}', re.DOTALL)


class Differs(Exception):
    """A row is not as it was stored. `storage/engine.py` turns it into `Damaged`."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__()


def check_value(table: str, values: Iterable[str | int | None]) -> int:
    """The check value of a row of `values`, in the order of the columns: 32 bits, signed.

    Raises ValueError for a text that is not Unicode.
    """
    return for_texts(table)(BETWEEN.join(map(str, values)))


@cache
def for_texts(table: str) -> Callable[[str], int]:
    """`check_value` of a row of one table whose values are joined by BETWEEN already."""
    of_name = crc32(table.encode())

    def value(text: str) -> int:
        found = crc32(text.encode(), of_name)
        return found - (1 << 32) if found >> 31 else found

    return value


def checked(table: str, row: Mapping[str, str | int | None]) -> dict[str, Any]:
    """The row as it is stored: with its check value as a last column, or inside its value."""
    value = check_value(table, row.values())
    if table == SETTINGS:
        return {**row, "value": f'{{"{COLUMN}":{value},"value":{row["value"]}}}'}
    return {**row, COLUMN: value}


def verified(table: str, stored: dict[str, Any]) -> dict[str, Any]:
    """The row without its check value. Raises Differs where they do not agree."""
    if table == SETTINGS:
        return _setting(stored)
    if stored.pop(COLUMN) != check_value(table, stored.values()):
        raise Differs(table)
    return stored


def _setting(stored: dict[str, Any]) -> dict[str, Any]:
    text = str(stored["value"])
    inside = _INSIDE.fullmatch(text)
    if inside is None:
        if f'"{COLUMN}":' in text or '"value":' in text:  # ours, and broken
            raise Differs(SETTINGS)
        return stored
    row = {**stored, "value": inside[2]}
    if int(inside[1]) != check_value(SETTINGS, row.values()):
        raise Differs(SETTINGS)
    return row
