"""Whether a diary file is whole, is ours, and agrees with its own trail."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from diary_app.storage import engine
from diary_app.storage.engine import Database
from diary_app.storage.migrations import NEWEST, schema, statements
from diary_app.storage.trail import agree
from diary_app.text import _, ngettext


@dataclass(frozen=True)
class CheckResult:
    """What a check found. `rows` counts the rows of each table, the trail's two included.

    `damage` holds one sentence per kind of damage; `unexplained` counts the records that are not
    as the trail left them, which means another program, or a failing disk, changed them.
    """

    path: Path
    version: int
    rows: dict[str, int]
    damage: tuple[str, ...]
    unexplained: int

    @property
    def ok(self) -> bool:
        """Whether nothing at all was found."""
        return not self.damage and not self.unexplained


def check(path: Path) -> CheckResult:
    """Examine the diary at `path`. Only a transaction that a crash left half done is taken back.

    Raises NotFound and DiaryError as opening it would; damage is not raised but told.
    """
    path = path.expanduser().resolve()
    version = engine.examine(path, NEWEST)
    try:
        with _reading(path) as db:
            damage = tuple(_damage(db, version))
            if damage:
                return CheckResult(path, version, {}, damage, 0)
            return CheckResult(path, version, row_counts(db), (), _unexplained(db))
    except engine.Damaged as error:
        return CheckResult(path, version, {}, (error.what,), 0)


def verified_rows(path: Path) -> dict[str, int]:
    """The row counts of the diary at `path`; raises DiaryError where it is not one, or damaged.

    Faster than `check`: it does not compare the records with the trail.
    """
    version = engine.examine(path, NEWEST)
    with _reading(path) as db:
        damage = tuple(_damage(db, version))
        if damage:
            raise engine.Damaged(
                _("{path} is damaged.").format(path=path),
                " ".join(damage),
                _("Keep the file, and use another backup."),
            )
        return row_counts(db)


def row_counts(db: Database) -> dict[str, int]:
    """How many rows each table holds."""
    return {name: db.table(name).count for name in sorted(db.table_names()) if name[0] != "_"}


@contextmanager
def _reading(path: Path) -> Iterator[Database]:
    db = engine.connect(path)
    try:
        with engine.translated(path):
            yield db
    finally:
        db.close()


def _damage(db: Database, version: int) -> Iterator[str]:
    if [row[0] for row in db.execute("PRAGMA integrity_check(1)")] != ["ok"]:
        yield _("The structure of the file is damaged.")
        return
    if statements(db) != schema(version):
        yield _("The tables are not those of a diary of version {n}.").format(n=version)
        return
    lost = len(db.execute("PRAGMA foreign_key_check").fetchall())
    if lost:
        yield ngettext(
            "{n} record belongs to a medicine or an edit that is not there.",
            "{n} records belong to a medicine or an edit that is not there.",
            lost,
        ).format(n=lost)


def _unexplained(db: Database) -> int:
    """How many rows differ from what the trail says of them. Settings are also written outside."""
    last: dict[tuple[str, str], str | None] = {}
    for row in db.query("SELECT table_name, row_id, after FROM revisions ORDER BY edit, step"):
        last[row["table_name"], row["row_id"]] = row["after"]
    wrong = 0
    for table in row_counts(db).keys() - {"edits", "revisions", "settings"}:
        for row in db.table(table).rows:
            after = last.pop((table, row["id"]), None)
            wrong += after is None or not agree(row, json.loads(after))
    return wrong + sum(
        after is not None for (table, _id), after in last.items() if table != "settings"
    )
