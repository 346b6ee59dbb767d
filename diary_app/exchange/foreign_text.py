"""The text of another program's file: its bytes decoded, its lines counted, its times read."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, NoReturn

from diary_app.errors import BadInput, DiaryError

# No diary is older or newer: a year beyond is a slip, or a stamp in another unit.
FIRST_YEAR, LAST_YEAR = 1900, 2200
LARGEST = 50_000_000  # bytes
_SPACES = str.maketrans({"\N{NARROW NO-BREAK SPACE}": " ", "\xa0": " "})


def refused(why: str, **given: object) -> BadInput:
    """The refusal of a whole file."""
    return BadInput("import_refused", why=DiaryError(why, **given))


def text_of(data: bytes, or_else: str = "") -> str:
    """The text, without a byte order mark: UTF-8, or UTF-16 as it shows itself.

    `or_else` is the encoding of what is neither: spreadsheets on Windows write `cp1252`.
    """
    if len(data) > LARGEST:
        raise refused("file_too_large", limit=LARGEST // 1_000_000)
    try:
        return data.decode(_encoding_of(data))
    except UnicodeDecodeError as error:
        if or_else and b"\0" not in data:
            return data.decode(or_else, "replace")
        raise refused("not_text", place=error.start) from error


def _encoding_of(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    odd, even = data[1:200:2], data[:200:2]  # Latin letters in two bytes have a 0 in one of them
    if odd and not any(odd):
        return "utf-16-le"
    return "utf-16-be" if even and not any(even) else "utf-8-sig"


def lines_of(text: str) -> str:
    """The text with one kind of line break: some writers end a line with CR alone."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def sign_between(text: str) -> str:
    """The sign between the cells of a table: comma, semicolon or tab, whichever its header has
    most of.
    """
    header = lines_of(text.lstrip()).partition("\n")[0]
    return max(",;\t", key=header.count)


def csv_rows(text: str, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """Each row that is not empty with the line on which it begins, the header too."""
    csv.field_size_limit(LARGEST)
    reader = csv.reader(io.StringIO(lines_of(text), newline=""), delimiter=delimiter)
    before = 0
    try:
        for row in reader:
            line, before = before + 1, reader.line_num
            if any(cell.strip() for cell in row):
                yield line, row
    except csv.Error as error:
        raise refused("csv_unsound", line=before + 1) from error


def as_dicts(text: str, delimiter: str = "") -> Iterator[tuple[int, dict[str, str]]]:
    """Each row below the header by the names of the header; missing cells are "".

    A program's table that was saved anew may have another sign between its cells.
    """
    rows = csv_rows(text, delimiter or sign_between(text))
    _line, header = next(rows, (0, []))
    names = [name.strip() for name in header]
    for line, cells in rows:
        yield line, dict(zip(names, [*cells, *[""] * len(names)], strict=False))


def plain_json(text: str) -> Any:
    """The value of a JSON text. Refused with the place where it is not sound."""
    try:
        return json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise refused("not_json_there", line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise refused("json_too_deep") from error
    except ValueError as error:
        raise refused("not_json") from error


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def clean(text: object) -> str:
    """A cell as one line; "" for none. Control characters are no words."""
    words = "" if text is None else str(text).translate(_SPACES)
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


def words(text: object) -> str:
    """A text of several lines as it can be kept."""
    plain = "" if text is None else lines_of(str(text))
    return "".join(c for c in plain if c in "\n\t" or c.isprintable()).strip()


def time_of(text: str) -> datetime | None:
    """`2026-05-01 08:07:00`, `2026-05-01T08:07:00.12+02:00`, `…Z`, `… +0200`; None for another.

    Dirty clocks (`08:07:5`, `8:07`) are read where they mean one time.
    """
    found = re.fullmatch(
        r"(\d{4})-(\d\d?)-(\d\d?)[ T]+(\d\d?):(\d\d?)(?::(\d\d?)(?:[.,](\d+))?)?"
        r"\s*(Z|[+-]\d\d:?\d\d)?",
        text.strip(),
    )
    if not found:
        return None
    *parts, fraction, zone = found.groups()
    year, month, day, hour, minute, second = (int(part or 0) for part in parts)
    micro = int((fraction or "0")[:6].ljust(6, "0"))
    try:
        # Naive on purpose: a clock on a wall whose zone the file does not say.
        at = datetime(year, month, day, hour, minute, second, micro)  # noqa: DTZ001
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        if zone is None:
            return at
        ends = "+0000" if zone == "Z" else zone.replace(":", "")
        return at.replace(tzinfo=datetime.strptime(ends, "%z").tzinfo)
    except ValueError:
        return None


def day_of(text: str) -> date | None:
    """`2026-05-01`; None for another text."""
    try:
        found = date.fromisoformat(text.strip()) if len(text.strip()) == 10 else None
    except ValueError:
        return None
    return found if found is not None and FIRST_YEAR <= found.year <= LAST_YEAR else None


def whole(value: object) -> int | None:
    """The whole number of a JSON value; None for any other. True is no number."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def items_of(value: object) -> list[Any]:
    """The list that a JSON value is, empty for any other: a key may be missing."""
    return value if isinstance(value, list) else []


def instant(seconds: object) -> datetime | None:
    """The instant of seconds since 1970; None for 0, no number, or no year of the calendar."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float | str):
        return None
    try:
        number = float(seconds)
        found = datetime.fromtimestamp(number, UTC) if number > 0 else None
    except (ValueError, OverflowError, OSError):
        return None
    return found if found is not None and found.year <= LAST_YEAR else None
