"""Rows of a diary nobody keeps, and the moment at which the tests of storage take place."""

from datetime import UTC, datetime

from diary_app.domain.deeds import Labelled
from diary_app.storage.check_value import COLUMN, checked

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def clock():
    return NOW


def medicine(id="m1", **more):
    return {"id": id, "name": f"medicine {id}", "form": "tablet", "strengths": "[]", **more}


def course(id, medicine_id, **more):
    plan = {"kind": "daily", "schedule": "{}", "since": "2026-01-01"}
    return {"id": id, "medicine_id": medicine_id, **plan, **more}


def observation(id="o1", value=4, **more):
    row = {"id": id, "symptom": "spasticity", "value": value}
    for name in ("at", "recorded"):
        row |= {f"{name}_utc": "2026-11-22T08:00:00.000000Z"}
        row |= {f"{name}_offset": 60, f"{name}_zone": "Europe/Berlin"}
    return row | more


def log(diary, *rows):
    """One edit that stores observations."""
    with diary.edit(Labelled("Log symptom")) as edit:
        for row in rows:
            edit.put("observations", row)


def everything(diary):
    """All records, without the trail."""
    tables = sorted(set(diary.db.table_names()) - {"edits", "revisions", "_sqlite_migrations"})
    return {name: diary.read(f"SELECT * FROM {name} ORDER BY id") for name in tables}


def write_behind(diary, table, id, **values):
    """Change a row as another program would that knows check values, but not the trail."""
    (row,) = diary.rows(table, "WHERE id = ?", [id])
    values |= {COLUMN: checked(table, row | values)[COLUMN]}
    pairs = ", ".join(f"{name} = :{name}" for name in values)
    diary.db.execute(f"UPDATE {table} SET {pairs} WHERE id = :id", {**values, "id": id})
