"""The lossless form of a diary: every table's rows as JSON, ids and moments as they are stored."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from diary_app.errors import BadInput, DiaryError
from diary_app.frozen import dataclass

FORMAT = "dose-diary"
SCHEMA = 1
LARGEST = 200_000_000  # bytes; ten years with every correction stay far below

Tables = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Document:
    """An exported diary: its rows by table, and the trail of every change as a plain list."""

    tables: Tables
    trail: list[dict[str, Any]]


def write(document: Document, made_at: str, version: str) -> str:
    """The document as text. `made_at` is an ISO moment, `version` the program's."""
    return (
        json.dumps(
            {
                "format": FORMAT,
                "schema": SCHEMA,
                "version": version,
                "made_at": made_at,
                "tables": document.tables,
                "trail": document.trail,
            },
            ensure_ascii=False,
            indent=1,
            allow_nan=False,
        )
        + "\n"
    )


def read(text: str) -> Document:
    """The document of a text. Raises BadInput for anything `write` would not have written."""
    try:
        plain = json.loads(text, object_pairs_hook=_no_twins, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise _refused("not_json_there", line=error.lineno, column=error.colno) from error
    except (ValueError, RecursionError) as error:
        raise _refused("not_json") from error
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise _refused("not_an_export")
    if plain.get("schema") != SCHEMA:
        raise _refused("export_of_another_version", schema=plain.get("schema"))
    tables, trail = plain.get("tables"), plain.get("trail", [])
    if not isinstance(tables, dict) or not isinstance(trail, list):
        raise _refused("tables_unreadable")
    for name, rows in tables.items():
        if not _are_rows(rows):
            raise _refused("table_unreadable", table=str(name)[:60])
    return Document(tables, trail)


def _are_rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("key twice")
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _refused(why: str, **given: object) -> BadInput:
    return BadInput("import_refused", why=DiaryError(why, **given))
