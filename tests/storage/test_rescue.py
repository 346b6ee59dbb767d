"""What can be read of a damaged diary is saved, what cannot is named, and nothing is made up."""

import hashlib

import pytest

from diary_app.domain.deeds import Labelled
from diary_app.errors import DiaryError
from diary_app.services.rescue import readable
from diary_app.storage.backup import backup
from diary_app.storage.check import check
from diary_app.storage.diary_file import DiaryFile
from diary_app.storage.pages import PAGE
from diary_app.storage.rescue import rescue
from diary_app.storage.transfer import rows
from tests.storage.damage import KINDS, damaged
from tests.storage.made_up import clock, course, log, medicine, observation

UNNAMED = "Medicine {n}, its name could not be read"


@pytest.fixture
def kept(diary, path):
    """A diary of some pages with corrections and undone edits; its rows and its bytes."""
    with diary.edit(Labelled("Add medicine")) as edit:
        edit.put("medicines", medicine("m1"))
        edit.put("courses", course("c1", "m1"))
    for n in range(120):
        log(diary, observation(f"o{n}", n % 11, note=f"note {n} " * (n % 30)))
    log(diary, observation("o5", 9, note="x" * 9000))
    diary.undo()
    diary.redo()
    diary.set_quietly("theme", '"dark"')
    state = rows(diary)
    diary.close()
    return state, path.read_bytes()


def read(path):
    with DiaryFile.open(path, clock) as diary:
        return rows(diary)


def test_of_a_sound_diary_everything_comes_along(kept, path, tmp_path):
    found = rescue(path, tmp_path / "new.db", clock, UNNAMED)
    assert found.whole
    assert read(tmp_path / "new.db") == kept[0]
    with DiaryFile.open(path, clock) as old, DiaryFile.open(tmp_path / "new.db", clock) as new:
        assert new.trail() == old.trail()


@pytest.mark.parametrize("kind", KINDS)
def test_r7_what_is_rescued_is_as_it_was_and_what_is_not_is_named(kept, path, tmp_path, kind):
    state, original = kept
    for seed in range(4):
        content = damaged(original, kind, seed)
        path.write_bytes(content)
        new = tmp_path / f"{seed}.db"
        try:
            found = rescue(path, new, clock, UNNAMED)
        except DiaryError:
            assert len(content) < 20 * PAGE
            continue
        assert hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256(content).digest()
        assert check(new).ok
        told = {(each.table, each.id) for each in (*found.lost, *found.older)}
        for table, had in state.items():
            has = {row["id"]: row for row in read(new)[table]}
            for row in had:
                same = has.pop(row["id"], None) == row
                assert same or (table, row["id"]) in told or found.changes
            assert has == {}


def test_a_broken_page_of_records_costs_nothing(kept, path, tmp_path):
    state, original = kept
    at = original.index(b"note 70 note 70") // PAGE * PAGE
    path.write_bytes(original[:at] + bytes(PAGE) + original[at + PAGE :])
    found = rescue(path, tmp_path / "new.db", clock, UNNAMED)
    assert found.whole
    assert read(tmp_path / "new.db") == state


def test_a_backup_fills_the_gaps_and_what_is_newer_stays(diary, path, tmp_path):
    for n in range(60):
        log(diary, observation(f"o{n}", note="y" * 300))
    saved = backup(diary, tmp_path / "backups", "")
    log(diary, observation("new", 8))
    state = rows(diary)
    diary.close()
    content = bytearray(path.read_bytes())
    for start in range(0, len(content), PAGE):
        if b"o30" in content[start : start + PAGE]:
            content[start : start + PAGE] = bytes(PAGE)
    path.write_bytes(content)
    alone = rescue(path, tmp_path / "alone.db", clock, UNNAMED)
    found = rescue(path, tmp_path / "new.db", clock, UNNAMED, saved)
    assert not alone.whole
    assert found.backup == saved
    assert read(tmp_path / "new.db") == state


def test_a_backup_of_another_diary_is_left_out(kept, path, tmp_path):
    with DiaryFile.open(tmp_path / "other.db", clock, create=True) as other:
        log(other, observation("theirs"))
        saved = backup(other, tmp_path / "backups", "")
    found = rescue(path, tmp_path / "new.db", clock, UNNAMED, saved)
    assert found.backup is None
    assert read(tmp_path / "new.db") == kept[0]


def test_records_whose_medicine_is_lost_are_kept_with_their_amounts(diary, path, tmp_path):
    with diary.edit(Labelled("Add medicine")) as edit:
        edit.put("medicines", medicine("m1", name="baclofen"))
    with diary.edit(Labelled("Add course")) as edit:
        edit.put("courses", course("c1", "m1"))
    diary.close()
    path.write_bytes(path.read_bytes().replace(b"baclofen", b"backofen"))
    found = rescue(path, tmp_path / "new.db", clock, UNNAMED)
    assert [(each.table, each.id) for each in found.lost] == [("medicines", "m1")]
    assert found.changes[0].count == 1
    (named,) = read(tmp_path / "new.db")["medicines"]
    assert named["name"] == "Medicine 1, its name could not be read"


@pytest.mark.parametrize("content", [b"", b"noise" * 5000, bytes(20 * PAGE)])
def test_where_nothing_is_sound_no_diary_is_made(path, tmp_path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(DiaryError, match="nothing_sound"):
        rescue(path, tmp_path / "new.db", clock, UNNAMED)
    assert not (tmp_path / "new.db").exists()


def test_a_damaged_diary_is_opened_to_be_looked_at_and_nothing_is_stored(kept, path):
    state, original = kept
    at = original.index(b"note 70 note 70") // PAGE * PAGE
    content = original[:at] + bytes(PAGE) + original[at + PAGE :]
    path.write_bytes(content)
    with readable(path, clock, "Europe/Berlin") as opened:
        assert rows(opened.diary.file) == state
        assert opened.missing.whole
        with pytest.raises(DiaryError, match="only_to_be_read"):
            log(opened.diary.file, observation("new"))
    assert path.read_bytes() == content
