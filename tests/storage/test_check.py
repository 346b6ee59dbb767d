import random

import pytest

from diary_app.errors import DiaryError
from diary_app.storage.check import check
from diary_app.storage.diary_file import DiaryFile
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


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE observations SET value = 9",
        "DELETE FROM observations",
        "INSERT INTO visits (id, day) VALUES ('v1', '2026-11-22')",
    ],
)
def test_a_record_changed_behind_the_trail_is_counted(diary, path, sql):
    log(diary, observation(value=4))
    diary.db.execute(sql)
    result = check(path)
    assert (result.ok, result.damage, result.unexplained) == (False, (), 1)


def test_a_course_without_its_medicine_is_told(diary, path):
    diary.db.execute("PRAGMA foreign_keys=OFF")
    diary.db.execute(
        "INSERT INTO courses (id, medicine_id, kind, schedule, since)"
        " VALUES ('c1', 'gone', 'daily', '{}', '2026-01-01')"
    )
    assert "1 record belongs" in check(path).damage[0]


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
