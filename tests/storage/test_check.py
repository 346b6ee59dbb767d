import random
import re
import sqlite3  # noqa: TID251  what another program does
from pathlib import Path

import pytest

from diary_app.errors import DiaryError
from diary_app.storage import check as check_module
from diary_app.storage.check import check
from diary_app.storage.diary_file import DiaryFile
from diary_app.storage.engine import Damaged
from diary_app.storage.migrations import tables
from diary_app.wording.refusals import in_words
from tests.storage.made_up import clock, everything, log, observation


def test_a_sound_diary_passes_with_its_counts(diary, path):
    log(diary, observation("o1"))
    log(diary, observation("o2"))
    diary.undo()
    diary.set_quietly("theme", '"dark"')
    result = check(path)
    assert result.ok
    assert {name: n for name, n in result.rows.items() if n} == {
        "observations": 1,
        "settings": 1,
        "edits": 3,
        "revisions": 3,
    }


BEHIND = {
    "UPDATE observations SET value = 9": "not as it was stored",
    "UPDATE observations SET id = 'o7'": "not as it was stored",
    "INSERT INTO visits (id, day) VALUES ('v1', '2026-11-22')": "not as it was stored",
    "DELETE FROM observations": "1 record is not as the trail left it",
}


@pytest.mark.parametrize("sql", BEHIND)
def test_r7_a_record_changed_behind_the_diary_is_told(diary, path, sql):
    log(diary, observation(value=4))
    diary.db.executescript(sql)
    result = check(path)
    assert not result.ok
    assert BEHIND[sql] in " ".join(in_words(found).what for found in result.found)


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM revisions WHERE edit = 2",
        "DELETE FROM revisions WHERE step = 0 AND edit = 1",
        "DELETE FROM revisions; DELETE FROM edits",
        "UPDATE revisions SET edit = 2, step = 1 WHERE step = 1",
        "UPDATE edits SET at_utc = '2026-11-23T08:00:00.000000Z'",
    ],
)
def test_r7_an_entry_of_the_trail_that_is_gone_or_changed_is_told(diary, path, change):
    log(diary, observation("o1"), observation("o2"))
    log(diary, observation("o1", 7))
    rules = diary.read("SELECT name, sql FROM sqlite_master WHERE name LIKE '%never%'")
    drop = "".join(f"DROP TRIGGER {rule['name']};" for rule in rules)
    again = ";".join(rule["sql"] for rule in rules)
    diary.db.executescript(f"PRAGMA foreign_keys=OFF; {drop} {change}; {again}")
    assert not check(path).ok


def test_a_course_without_its_medicine_is_told(diary, path):
    diary.db.execute("PRAGMA foreign_keys=OFF")
    diary.db.execute(
        "INSERT INTO courses (id, medicine_id, kind, schedule, since)"
        " VALUES ('c1', 'gone', 'daily', '{}', '2026-01-01')"
    )
    assert "1 record belongs" in in_words(check(path).damage[0]).what


def flip(content, at):
    content[at] ^= 1 << at % 8


def blank(content, at):
    content[at // 512 * 512 : at // 512 * 512 + 512] = bytes(512)


def cut(content, at):
    del content[at:]


def garble(content, at):
    content[at % 100] = (content[at % 100] + 1 + at) % 256


@pytest.mark.parametrize("damage", [flip, blank, cut, garble])
def test_damage_is_refused_or_told_and_never_read_as_records(diary, path, tmp_path, damage):
    log(diary, *(observation(f"o{n}", n % 11, note=f"note {n}") for n in range(300)))
    diary.undo()
    diary.redo()
    truth = everything(diary)
    diary.close()
    original = path.read_bytes()
    damaged = tmp_path / "damaged.db"
    chance = random.Random(damage.__name__)
    for _ in range(30):
        content = bytearray(original)
        damage(content, chance.randrange(len(original)))
        damaged.write_bytes(content)
        assert noticed(damaged) or read(damaged) == truth
        assert damaged.read_bytes() == content or read(damaged) == truth


def noticed(path):
    try:
        return not check(path).ok
    except DiaryError:
        return True


def read(path):
    with DiaryFile.open(path, clock) as diary:
        return everything(diary)


def test_whole_rows_are_only_read_where_their_check_value_is_looked_at():
    package = Path(check_module.__file__).parents[1]
    texts = {path: path.read_text("utf-8") for path in package.rglob("*.py")}
    read_around = re.compile(r"\.read\(\s*f?\"+\s*SELECT \* |\.query\(\s*f?\"+\s*SELECT \* ")
    allowed = {"migrations.py"}  # it writes the check values
    found = {path.name for path, text in texts.items() if read_around.search(text)}
    assert found - allowed == set()


def test_every_table_has_a_check_value(diary):
    for table in tables(diary.db):
        columns = diary.read("SELECT name FROM pragma_table_info(?)", [table])
        assert ({"name": "checked"} in columns) != (table == "settings"), table


def test_a_setting_carries_its_check_value_inside(diary, path):
    diary.set_quietly("window", '{"width": 900}')
    stored = diary.read("SELECT value FROM settings")[0]["value"]
    other = sqlite3.connect(path)
    with other:
        other.execute("UPDATE settings SET value = ?", [stored.replace("900", "800")])
    other.close()
    with pytest.raises(Damaged):
        diary.rows("settings")


def test_a_setting_that_another_program_wrote_is_a_setting_like_any(diary, path):
    other = sqlite3.connect(path)
    with other:
        other.execute("INSERT OR REPLACE INTO settings VALUES ('text_scale', '200')")
    other.close()
    assert diary.rows("settings") == [{"id": "text_scale", "value": "200"}]
    assert check(diary.path).ok
