"""What every table and column of the diary's file holds.

`python -m tests.format_page` writes docs/format.md: the columns from the schema itself, their words
from `format_words.toml`. A table or a column without words, and words without a column, are
refused.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

from diary_app.storage.engine import APPLICATION_ID
from diary_app.storage.migrations import NEWEST, empty, tables

PAGE = Path(__file__).parent.parent / "docs" / "format.md"
WORDS = tomllib.loads((Path(__file__).parent / "format_words.toml").read_text("utf-8"))
MOMENT = ("_utc", "_offset", "_zone")


def page() -> str:
    """The page as it must stand in docs/."""
    schema = columns()
    missing = {t: sorted(_unsaid(t, schema[t])) for t in schema if _unsaid(t, schema[t])}
    idle = {t: sorted(_idle(t, schema.get(t, []))) for t in WORDS["table"]}
    if missing or any(idle.values()):
        raise ValueError(f"no words for {missing}, words for nothing {idle}")
    head = WORDS["head"].format(version=NEWEST, application_id=APPLICATION_ID)
    queries = "\n".join(
        f"{query['says']}\n\n```sql\n{query['sql'].strip()}\n```\n" for query in WORDS["query"]
    )
    shown = "\n".join(_table(name, schema[name]) for name in WORDS["table"])
    return f"{head}\n{queries}\n## The tables\n\n{shown}"


def columns() -> dict[str, list[dict[str, Any]]]:
    """Name, type and whether it may be empty, of each column of each table of the newest schema."""
    db = empty(NEWEST)
    return {
        table: list(db.query('SELECT name, type, "notnull", pk FROM pragma_table_info(?)', [table]))
        for table in tables(db)
    }


def _nouns(found: list[dict[str, Any]]) -> dict[str, str]:
    """Each thing that the columns hold, a moment's three columns as one, with how it is shown."""
    nouns: dict[str, str] = {}
    names = {each["name"] for each in found}
    for each in found:
        name, may_be_empty = each["name"], not each["notnull"] and not each["pk"]
        stem = next((name.removesuffix(end) for end in MOMENT if name.endswith(end)), None)
        if stem and all(stem + end in names for end in MOMENT):
            said = "moment: three columns"
            name = stem
        else:
            said = str(each["type"])
        nouns.setdefault(name, f"{said}, may be empty" if may_be_empty else said)
    return nouns


def _words(table: str) -> dict[str, str]:
    return {**WORDS["everywhere"], **WORDS["table"][table]["columns"]}


def _unsaid(table: str, found: list[dict[str, Any]]) -> set[str]:
    known = _words(table) if table in WORDS["table"] else {}
    return set(_nouns(found)) - set(known)


def _idle(table: str, found: list[dict[str, Any]]) -> set[str]:
    return set(WORDS["table"][table]["columns"]) - set(_nouns(found))


def _table(name: str, found: list[dict[str, Any]]) -> str:
    words = _words(name)
    lines = [
        f"| `{_shown(noun, kind)}` | {kind} | {words[noun]} |"
        for noun, kind in _nouns(found).items()
    ]
    head = f"### {name}\n\n{WORDS['table'][name]['says']}\n\n"
    return head + "\n".join(
        ("| column | type | what it holds |", "| --- | --- | --- |", *lines, "")
    )


def _shown(noun: str, kind: str) -> str:
    return f"{noun}_utc`, `{noun}_offset`, `{noun}_zone" if kind.startswith("moment") else noun


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE.name, file=sys.stderr)
