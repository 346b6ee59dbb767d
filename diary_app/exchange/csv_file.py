"""The diary as a table for a spreadsheet: doses as planned and as taken, symptoms, checks, notes.

UTF-8 with a byte order mark, commas, CRLF, every moment ISO 8601 with offset in a column of its
own. A spreadsheet runs a cell that opens like a formula, so every text that could be one gets an
apostrophe before it (OWASP, "CSV injection"); the first header cell marks our format, so
that a program knows whose apostrophes they are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import astuple, fields

from diary_app.exchange.records_table import Row, rows
from diary_app.wording.table_columns import column_words

__all__ = ["MARK", "Row", "dictionary", "read_back", "rows", "write"]

MARK = "record (dose-diary csv 1)"
# The full-width signs are read as the plain ones by some spreadsheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001
_QUOTE = "'"
_COLUMNS = tuple(field.name for field in fields(Row))
_HEADER = (MARK, *_COLUMNS[1:])


def write(table: Iterable[Row]) -> bytes:
    """The file. The same rows give the same bytes."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_HEADER)
    writer.writerows([_safe(cell) for cell in astuple(row)] for row in table)
    return text.getvalue().encode("utf-8-sig")


def dictionary() -> bytes:
    """The file beside the table: what each column means, its unit, and the values it takes.

    One line for each column, named as in the table's header and in its order.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(("column", "meaning", "unit", "values"))
    for header, column in zip(_HEADER, _COLUMNS, strict=True):
        writer.writerow((header, *astuple(column_words(column))))
    return text.getvalue().encode("utf-8-sig")


def _safe(cell: str) -> str:
    """The cell as a spreadsheet may open it. One that opens with an apostrophe gets one more."""
    risky = cell.startswith((*_FORMULA, _QUOTE)) or cell.lstrip().startswith(_FORMULA)
    return _QUOTE + cell if risky else cell


def read_back(lines: Iterable[tuple[int, dict[str, str]]]) -> Iterator[tuple[int, Row]]:
    """The rows of a file that `write` made, by the names of its header, each with its line.

    A column that an older version did not write is "".
    """
    for line, cells in lines:
        own = {name: _bare(cells.get(name, "")) for name in _COLUMNS[1:]}
        yield line, Row(_bare(cells.get(MARK, "")), **own)


def _bare(cell: str) -> str:
    """The cell without the apostrophe that `_safe` put before it."""
    return cell.removeprefix(_QUOTE)
