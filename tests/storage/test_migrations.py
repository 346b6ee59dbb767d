import shutil
from pathlib import Path

import pytest

from diary_app.domain.deeds import Labelled
from diary_app.storage import engine, migrations
from diary_app.storage.check import check
from diary_app.storage.diary_file import DiaryFile
from diary_app.storage.engine import Migrations
from diary_app.storage.migrations import NEWEST, migrate, schema, statements
from tests.storage.made_up import clock, everything, log, observation

SCHEMAS = Path(__file__).parent / "schemas"
VERSIONS = range(1, NEWEST + 1)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_released_schema_is_never_changed(version):
    written = (SCHEMAS / f"diary_v{version}.sql").read_text(encoding="utf-8")
    assert ";\n\n".join(sorted(schema(version))) + ";\n" == written


@pytest.mark.parametrize("version", VERSIONS)
def test_a_diary_of_every_released_schema_opens_and_loses_nothing(tmp_path, version):
    path = tmp_path / "diary.db"
    shutil.copy(SCHEMAS / f"diary_v{version}.db", path)
    with DiaryFile.open(path, clock) as diary:
        records = everything(diary)
        assert [row["id"] for row in records["observations"]] == ["o1"]
        assert len(diary.trail()) == 7
        diary.undo()
        diary.undo()
        diary.undo()
        assert not any(everything(diary).values())
        diary.redo()
        diary.redo()
        diary.redo()
        assert everything(diary) == records
    result = check(path)
    assert result.ok
    assert result.version == NEWEST


@pytest.mark.parametrize("version", [1, 2, 3])
def test_edits_of_versions_that_kept_a_label_are_known_by_it(tmp_path, version):
    path = tmp_path / "diary.db"
    shutil.copy(SCHEMAS / f"diary_v{version}.db", path)
    with DiaryFile.open(path, clock) as diary:
        found = [entry.deed for entry in diary.trail()]
        assert found[:2] == [Labelled("Add medicine"), Labelled("Log symptom")]
        diary.redo()
        assert diary.trail()[-1].deed == found[-1]


@pytest.fixture
def next_version(monkeypatch):
    """A schema one step ahead, so that the step from the present one can be watched."""
    ahead = Migrations("dose_diary")
    for step in migrations._steps.pending(engine.in_memory()):
        ahead(name=step.name)(step.fn)
    monkeypatch.setattr(migrations, "_steps", ahead)
    monkeypatch.setattr("diary_app.storage.diary_file.NEWEST", NEWEST + 1)
    return ahead


def test_a_step_adds_to_the_diary_and_keeps_its_records(diary, path, next_version):
    log(diary, observation())

    @next_version(name=f"{NEWEST + 1}: mood")
    def _mood(db):
        db.execute("ALTER TABLE observations ADD COLUMN mood TEXT")
        db.execute(f"PRAGMA user_version = {NEWEST + 1}")

    with DiaryFile.open(path, clock) as newer:
        log(newer, {"id": "o1", "mood": "calm"})
        assert newer.read("SELECT value, mood FROM observations") == [{"value": 4, "mood": "calm"}]
    assert engine.examine(path, NEWEST + 1) == NEWEST + 1


def test_a_step_that_fails_leaves_the_diary_as_it_was(diary, path, next_version):
    log(diary, observation())

    @next_version(name=f"{NEWEST + 1}: mood")
    def _mood(db):
        db.execute("ALTER TABLE observations ADD COLUMN mood TEXT")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        DiaryFile.open(path, clock)
    assert statements(diary.db) == schema(NEWEST)
    assert engine.examine(path, NEWEST) == NEWEST
    assert len(diary.read("SELECT * FROM observations")) == 1


def test_migrating_twice_changes_nothing(diary):
    before = statements(diary.db)
    migrate(diary.db)
    assert statements(diary.db) == before


def test_every_table_of_records_is_strict_and_refuses_rows_without_an_id(diary):
    tables = diary.read("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
    ours = [table for table in tables if not table["name"].startswith("_")]
    assert len(ours) == 25
    assert [table["name"] for table in ours if "STRICT" not in table["sql"]] == []


DOSE = {"id": "d1", "medicine_id": "m1", "outcome": "taken", "amount": "10", "unit": "mg"}
AT = "2026-11-22T08:00:00.000000Z"
DOSE |= {"taken_utc": AT, "taken_offset": 60, "taken_zone": "Europe/Berlin"}
DOSE |= {"recorded_utc": AT, "recorded_offset": 60, "recorded_zone": "Europe/Berlin"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"outcome": "forgotten"},
        {"outcome": "skipped"},
        {"unit": None},
        {"amount": "1E+1"},
        {"amount": "10,5"},
        {"amount": "-10"},
        {"amount": "0"},
        {"amount": "1.2.3"},
        {"amount": "nan"},
        {"amount": 10.5},
        {"taken_zone": None},
        {"taken_offset": 2000},
        {"taken_utc": "2026-11-22 08:00"},
        {"removed": 2},
        {"entered_by": "someone"},
    ],
)
def test_a_dose_that_makes_no_sense_is_refused(diary, wrong):
    with diary.edit(Labelled("Log dose")) as edit:
        edit.put("medicines", {"id": "m1", "name": "a", "form": "tablet", "strengths": "[]"})
        edit.put("doses", DOSE)
    with pytest.raises(ValueError), diary.edit(Labelled("Log dose")) as edit:
        edit.put("doses", DOSE | wrong)
    assert diary.read("SELECT amount FROM doses") == [{"amount": "10"}]


def test_two_medicines_share_a_name_only_when_one_is_removed(diary):
    first = {"id": "m1", "name": "Baclofen", "form": "tablet", "strengths": "[]"}
    with diary.edit(Labelled("Add medicine")) as edit:
        edit.put("medicines", first)
    with pytest.raises(ValueError), diary.edit(Labelled("Add medicine")) as edit:
        edit.put("medicines", first | {"id": "m2", "name": "baclofen"})
    with diary.edit(Labelled("Remove medicine")) as edit:
        edit.put("medicines", {"id": "m1", "removed": 1})
        edit.put("medicines", first | {"id": "m2", "name": "baclofen"})
    assert len(diary.read("SELECT * FROM medicines")) == 2
