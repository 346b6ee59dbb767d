"""The rows of a damaged diary, read page by page without SQLite.

SQLite ends at the first broken page, and cannot begin where the first one is broken. Here every
page is read by itself, every cell that is a row of a known table is taken, and its check value
tells whether it is sound. The format: https://sqlite.org/fileformat2.html, sections 1.6 and 2.1.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from diary_app.storage.check_value import COLUMN, check_value
from diary_app.storage.columns import Row

PAGE = 4096  # what SQLite gives every new file, and all of a diary's are new
_LEAF_TABLE, _LEAF_INDEX, _INNER_INDEX = 0x0D, 0x0A, 0x02
_HEADER = {_LEAF_TABLE: 8, _LEAF_INDEX: 8, _INNER_INDEX: 12}
_SIZES = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 8: 0, 9: 0}  # bytes of an integer by its type

Values = tuple[str | int | None, ...]


@dataclass(frozen=True)
class Layout:
    """The columns of a table in one schema; `key` is the column that is the row's number."""

    table: str
    columns: tuple[str, ...]
    key: str | None = None


@dataclass(frozen=True)
class Cell:
    """A row found in a page. `sound`: its check value agrees. `placed`: the page tells of it; a
    cell in a page without a readable beginning may be what was left of an older row.
    """

    table: str
    row: Row
    sound: bool
    placed: bool


def cells(path: Path, layouts: Sequence[Layout]) -> Iterator[Cell]:
    """Every cell of the file at `path` that has as many columns as one of `layouts`."""
    content = path.read_bytes()
    by_length: dict[int, list[Layout]] = {}
    for layout in layouts:
        by_length.setdefault(len(layout.columns), []).append(layout)
    for start in range(0, len(content), PAGE):
        kind, offsets, placed = _offsets(content, start)
        for offset in offsets:
            cell = _cell(content, start + offset, kind)
            if cell is not None and len(cell[1]) in by_length:
                yield from _as_rows(*cell, by_length[len(cell[1])], placed)


def _offsets(content: bytes, start: int) -> tuple[int, Sequence[int], bool]:
    """The kind of a page, where its cells may begin, and whether the page itself says so."""
    page = content[start : start + PAGE]
    at = 100 if start == 0 else 0
    kind = page[at] if len(page) > at + 12 else 0
    if kind in _HEADER:
        count = int.from_bytes(page[at + 3 : at + 5], "big")
        first = at + _HEADER[kind]
        ends = range(first, first + 2 * count, 2)
        offsets = [int.from_bytes(page[end : end + 2], "big") for end in ends]
        if count and all(first + 2 * count <= offset < len(page) for offset in offsets):
            return kind, offsets, True
    if not any(page):
        return kind, (), False
    return _LEAF_TABLE, range(8, len(page) - 4), False  # its beginning is lost: look everywhere


def _as_rows(
    number: int, values: Values, layouts: Sequence[Layout], placed: bool
) -> Iterator[Cell]:
    """The row that the values are by its check value; without one, each that they may be."""
    guesses = []
    for layout in layouts:
        row: Row = dict(zip(layout.columns, values, strict=True))
        if layout.key is not None:
            row[layout.key] = number
        value = row.pop(COLUMN, None)
        if value is not None and value == check_value(layout.table, row.values()):
            yield Cell(layout.table, row, sound=True, placed=placed)
            return
        guesses.append(Cell(layout.table, row, sound=False, placed=placed))
    if placed:
        yield from guesses


def _cell(content: bytes, at: int, kind: int) -> tuple[int, Values] | None:
    """The number and the values of the cell at `at`, None where there is no cell."""
    try:
        if kind == _INNER_INDEX:
            at += 4
        size, at = _number(content, at)
        number = 0
        if kind == _LEAF_TABLE:
            number, at = _number(content, at)
        return number, _values(_payload(content, at, size, kind))
    except (IndexError, ValueError):
        return None


def _number(content: bytes, at: int) -> tuple[int, int]:
    """The variable-length integer at `at`, and where it ends."""
    value = 0
    for length in range(8):
        byte = content[at + length]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + length + 1
    return value << 8 | content[at + 8], at + 9


def _payload(content: bytes, at: int, size: int, kind: int) -> bytes:
    """The bytes of a record, from the page and from the overflow pages it goes on in."""
    if not 2 <= size <= len(content):
        raise ValueError("wrong_size")
    most = PAGE - 35 if kind == _LEAF_TABLE else (PAGE - 12) * 64 // 255 - 23
    if size <= most:
        return content[at : at + size]
    least = (PAGE - 12) * 32 // 255 - 23
    local = least + (size - least) % (PAGE - 4)
    local = local if local <= most else least
    parts, left = [content[at : at + local]], size - local
    following = int.from_bytes(content[at + local : at + local + 4], "big")
    for _step in range(len(content) // PAGE):
        if not left or not following:
            break
        start = (following - 1) * PAGE
        following = int.from_bytes(content[start : start + 4], "big")
        parts.append(content[start + 4 : start + 4 + min(left, PAGE - 4)])
        left -= len(parts[-1])
    return b"".join(parts)


def _values(record: bytes) -> Values:
    """The values of a record. Raises ValueError or IndexError where it is none."""
    end, at = _number(record, 0)
    if not 2 <= end <= min(len(record), 256):
        raise ValueError("wrong_beginning")
    types = []
    while at < end:
        kind, at = _number(record, at)
        types.append(kind)
    values: list[str | int | None] = []
    for kind in types:
        if kind in _SIZES:
            size = _SIZES[kind]
            number = int.from_bytes(record[at : at + size], "big", signed=True)
            values.append(None if kind == 0 else kind - 8 if kind in (8, 9) else number)
        elif kind >= 13 and kind % 2:
            size = (kind - 13) // 2
            values.append(record[at : at + size].decode())
        else:
            raise ValueError("wrong_type")  # a fraction or a blob
        at += size
    if at != len(record):
        raise ValueError("wrong_length")
    return tuple(values)
