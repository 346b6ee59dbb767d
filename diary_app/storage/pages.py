"""The rows of a damaged diary, read page by page without SQLite.

SQLite ends at the first broken page, and cannot begin where the first one is broken. Here every
page is read by itself, every cell that is a row of a known table is taken, and its check value
tells whether it is sound. The format: https://sqlite.org/fileformat2.html, sections 1.6 and 2.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diary_app.frozen import dataclass
from diary_app.storage.check_value import COLUMN, SETTINGS, Differs, check_value, verified
from diary_app.storage.columns import Row

PAGE = 4096  # what SQLite gives every new file, and all of a diary's are new
_LEAF_TABLE, _LEAF_INDEX, _INNER_INDEX = 0x0D, 0x0A, 0x02
_HEADER = {_LEAF_TABLE: 8, _LEAF_INDEX: 8, _INNER_INDEX: 12}
_SIZES = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 8: 0, 9: 0}  # bytes of an integer by its type

_LONGEST = 100  # bytes that tell the types of a row: no table has more than 30 columns
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")

Values = tuple[str | int | None, ...]


@dataclass(frozen=True)
class Layout:
    """The columns of a table in one schema. `number`: the column that is the row's own number.
    `clustered`: the table has no such number, its rows stand in pages like those of an index.
    """

    table: str
    columns: tuple[str, ...]
    number: str | None = None
    clustered: bool = False


@dataclass(frozen=True)
class Cell:
    """A row found in a page. `sound`: its check value agrees; None: its table has none yet.
    `placed`: the page tells of it; one found elsewhere may be what was left of an older row.
    """

    table: str
    row: Row
    sound: bool | None
    placed: bool


def cells(content: bytes, layouts: Sequence[Layout], reserved: int = 0) -> Iterator[Cell]:
    """Every cell of a file of that content that has the columns of one of `layouts`. `reserved`:
    bytes at the end of each page that hold no records.
    """
    for start in range(0, len(content), PAGE):
        kinds, offsets, placed = _places(content, start)
        for offset in offsets:
            for kind in kinds:
                values = _cell(content, start + offset, kind, PAGE - reserved)
                if values is not None:
                    yield from _rows(values, kind, layouts, placed)


def _places(content: bytes, start: int) -> tuple[Sequence[int], Sequence[int], bool]:
    """The kinds that a page may be of, where its cells may begin, and whether it says so itself."""
    page = content[start : start + PAGE]
    at = 100 if start == 0 else 0
    kind = page[at] if len(page) > at + 12 else 0
    if kind in _HEADER:
        count = int.from_bytes(page[at + 3 : at + 5], "big")
        first = at + _HEADER[kind]
        ends = range(first, first + 2 * count, 2)
        offsets = [int.from_bytes(page[end : end + 2], "big") for end in ends]
        if all(first + 2 * count <= offset < len(page) for offset in offsets):
            return (kind,), offsets, True
    if not any(page):
        return (), (), False
    # Its beginning is lost: look everywhere.
    return (_LEAF_TABLE, _LEAF_INDEX), range(8, len(page) - 4), False


def _rows(
    values: tuple[int, Values], kind: int, layouts: Sequence[Layout], placed: bool
) -> Iterator[Cell]:
    """The row that the values are by its check value; else, in its place, what it may have been."""
    number, columns = values
    guesses = []
    for layout in layouts:
        if len(columns) != len(layout.columns) or layout.clustered != (kind != _LEAF_TABLE):
            continue
        row: Row = dict(zip(layout.columns, columns, strict=True))
        if layout.number is not None:
            row[layout.number] = number
        if layout.table == SETTINGS and (setting := _setting(row)) is not None:
            yield Cell(layout.table, setting, True, placed)
            return
        if COLUMN not in row and _plausible(row):
            guesses.append(Cell(layout.table, row, None, placed))
        value = row.pop(COLUMN, None)
        if value == check_value(layout.table, row.values()):
            yield Cell(layout.table, row, True, placed)
            return
        if isinstance(value, int) and _plausible(row):
            guesses.append(Cell(layout.table, row, False, placed))
    if placed:
        yield from guesses


def _setting(row: Row) -> Row | None:
    """The setting whose check value agrees, None for any other row."""
    try:
        plain = verified(SETTINGS, dict(row))
    except Differs:
        return None
    return plain if plain != row else None


def _plausible(row: Row) -> bool:
    """Whether columns named as those of a moment hold one: by this tables are told apart."""
    for name, value in row.items():
        if value is None and name in ("recorded_utc", "at_utc"):
            return False
        wanted = int if name.endswith("_offset") else str if name.endswith("_utc") else object
        if value is not None and not isinstance(value, wanted):
            return False
        if wanted is str and value is not None and not _MOMENT.fullmatch(str(value)):
            return False
    return True


def _cell(content: bytes, at: int, kind: int, usable: int) -> tuple[int, Values] | None:
    """The number and the values of the cell at `at`, None where there is no cell."""
    try:
        if kind == _INNER_INDEX:
            at += 4
        size, at = _number(content, at)
        number = 0
        if kind == _LEAF_TABLE:
            number, at = _number(content, at)
        return number, _values(_payload(content, at, size, kind, usable))
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


def _payload(content: bytes, at: int, size: int, kind: int, usable: int) -> bytes:
    """The bytes of a record, from the page and from the overflow pages it goes on in."""
    if not 2 <= size <= len(content):
        raise ValueError("wrong_size")
    most = usable - 35 if kind == _LEAF_TABLE else (usable - 12) * 64 // 255 - 23
    if size <= most:
        return content[at : at + size]
    least = (usable - 12) * 32 // 255 - 23
    local = least + (size - least) % (usable - 4)
    local = local if local <= most else least
    parts, left = [content[at : at + local]], size - local
    following = int.from_bytes(content[at + local : at + local + 4], "big")
    for _step in range(len(content) // PAGE):
        if not left or not following:
            break
        start = (following - 1) * PAGE
        following = int.from_bytes(content[start : start + 4], "big")
        parts.append(content[start + 4 : start + 4 + min(left, usable - 4)])
        left -= len(parts[-1])
    return b"".join(parts)


def _values(record: bytes) -> Values:
    """The values of a record. Raises ValueError or IndexError where it is none."""
    end, at = _number(record, 0)
    if not 2 <= end <= min(len(record), _LONGEST):
        raise ValueError("wrong_beginning")
    types = []
    while at < end:
        kind, at = _number(record, at)
        if kind not in _SIZES and (kind < 13 or kind % 2 == 0):
            raise ValueError("wrong_type")  # a fraction or a blob
        types.append(kind)
    values: list[str | int | None] = []
    for kind in types:
        if kind in _SIZES:
            size = _SIZES[kind]
            number = int.from_bytes(record[at : at + size], "big", signed=True)
            values.append(None if kind == 0 else kind - 8 if kind in (8, 9) else number)
        else:
            size = (kind - 13) // 2
            values.append(record[at : at + size].decode())
        at += size
    if at != len(record):
        raise ValueError("wrong_length")
    return tuple(values)
