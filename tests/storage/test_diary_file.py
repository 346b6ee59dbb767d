import resource
import threading

import pytest

from diary_app.domain.deeds import Labelled
from diary_app.errors import NotFound
from diary_app.storage import engine
from diary_app.storage.check import check
from diary_app.storage.diary_file import DiaryFile
from tests.said import refused
from tests.storage.made_up import NOW, clock, course, everything, log, medicine, observation


def test_an_edit_is_one_entry_one_undo_step_and_one_announcement(diary):
    announced = []
    diary.add_listener(announced.append)
    with diary.edit(Labelled("Add medicine")) as edit:
        edit.put("medicines", medicine())
        edit.put("courses", course("c1", "m1"))
    assert announced == [{"medicines", "courses"}]
    (entry,) = diary.trail()
    assert (entry.deed, entry.kind, entry.at) == (Labelled("Add medicine"), "edit", NOW)
    assert [(each.table, each.id, each.before) for each in entry.changes] == [
        ("medicines", "m1", None),
        ("courses", "c1", None),
    ]
    assert diary.undo().deed == Labelled("Add medicine")
    assert diary.read("SELECT * FROM medicines") == []


def test_the_announcement_comes_after_the_change_is_stored(diary, reopen):
    seen = []
    other = reopen()
    diary.add_listener(lambda tables: seen.append(other.read("SELECT id FROM observations")))
    log(diary, observation("o1"))
    assert seen == [[{"id": "o1"}]]


def test_an_error_takes_everything_back_and_announces_nothing(diary):
    announced = []
    diary.add_listener(announced.append)
    with pytest.raises(KeyboardInterrupt), diary.edit(Labelled("Log symptom")) as edit:
        edit.put("observations", observation())
        raise KeyboardInterrupt
    assert diary.read("SELECT * FROM observations") == []
    assert diary.trail() == announced == []


def test_an_edit_that_changes_nothing_leaves_no_trace(diary):
    log(diary, observation(value=4))
    before = everything(diary)
    announced = []
    diary.add_listener(announced.append)
    log(diary, observation(value=4))
    log(diary, observation(value=5), observation(value=4))
    with diary.edit(Labelled("Log symptom")) as edit:
        edit.put("observations", observation("o2"))
        edit.delete("observations", "o2")
    assert everything(diary) == before
    assert len(diary.trail()) == 1
    assert announced == []


def test_saving_again_after_a_commit_that_failed_but_landed_stores_nothing_twice(
    diary, monkeypatch
):
    def lands_but_fails(sql, *rest):
        cursor = real(sql, *rest)
        if sql == "COMMIT":
            error = engine.dbapi2.OperationalError()
            error.sqlite_errorname = "SQLITE_IOERR_FSYNC"
            raise error
        return cursor

    real = diary.db.execute
    with monkeypatch.context() as patch, refused("may already be stored"):
        patch.setattr(diary.db, "execute", lands_but_fails)
        log(diary, observation())
    log(diary, observation())
    assert len(diary.read("SELECT * FROM observations")) == len(diary.trail()) == 1


def test_a_row_put_in_part_keeps_its_other_columns(diary):
    log(diary, observation(note="after lunch"))
    log(diary, {"id": "o1", "value": 9})
    assert diary.read("SELECT value, note FROM observations") == [
        {"value": 9, "note": "after lunch"}
    ]
    assert diary.trail()[-1].changes[0].before["value"] == 4


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("observation", observation()),
        ("edits", {"id": "1"}),
        ("sqlite_master", {"id": "1"}),
        ("observations", observation(pain=3)),
        ("observations", observation() | {"value) VALUES (1); --": 3}),
        ("observations", observation(value=11)),
        ("observations", observation(value="strong")),
        ("observations", observation(at_utc="2026-11-22T08:00:00Z")),
        ("courses", course("c1", "nobody")),
    ],
)
def test_what_the_schema_does_not_know_is_a_bug_and_changes_nothing(diary, table, row):
    with pytest.raises(ValueError), diary.edit(Labelled("Log symptom")) as edit:
        edit.put("observations", observation("o2"))
        edit.put(table, row)
    assert diary.trail() == []
    assert diary.read("SELECT * FROM observations") == []


def test_deleting_what_is_not_there_is_not_found(diary):
    with pytest.raises(NotFound), diary.edit(Labelled("Remove")) as edit:
        edit.delete("observations", "o1")


def test_a_medicine_with_courses_cannot_be_deleted(diary):
    with diary.edit(Labelled("Add medicine")) as edit:
        edit.put("medicines", medicine())
        edit.put("courses", course("c1", "m1"))
    with pytest.raises(ValueError), diary.edit(Labelled("Delete")) as edit:
        edit.delete("medicines", "m1")
    assert diary.read("SELECT count(*) AS n FROM courses") == [{"n": 1}]


def test_an_edit_inside_an_edit_is_a_bug(diary):
    with diary.edit(Labelled("Log symptom")) as edit:
        edit.put("observations", observation())
        with pytest.raises(RuntimeError), diary.edit(Labelled("Log dose")):
            pass
        with pytest.raises(RuntimeError):
            diary.undo()
    assert diary.to_undo().deed == Labelled("Log symptom")


def test_a_quiet_setting_is_announced_but_is_no_undo_step(diary):
    log(diary, observation())
    announced = []
    diary.add_listener(announced.append)
    diary.set_quietly("window", '{"width": 900}')
    assert announced == [{"settings"}]
    assert diary.to_undo().deed == Labelled("Log symptom")
    assert diary.rows("settings") == [{"id": "window", "value": '{"width": 900}'}]


def test_writing_by_another_is_noticed_once_and_our_own_never(diary, reopen):
    log(diary, observation("o1"))
    assert not diary.changed_outside()
    log(reopen(), observation("o2"))
    assert diary.changed_outside()
    assert not diary.changed_outside()
    assert len(diary.read("SELECT * FROM observations")) == 2


def test_r16_a_lock_of_another_program_is_told_and_saving_works_afterwards(impatient, path, diary):
    with DiaryFile.open(path, clock) as waiting:
        diary.db.execute("BEGIN EXCLUSIVE")
        with refused("in use by another program"):
            log(waiting, observation())
        diary.db.execute("ROLLBACK")
        log(waiting, observation())
    assert len(diary.read("SELECT * FROM observations")) == 1


def test_a_short_wait_of_another_writer_is_waited_for(path, diary):
    locked, stored = threading.Event(), threading.Event()

    def hold():
        other = engine.connect(path)
        other.execute("BEGIN IMMEDIATE")
        locked.set()
        stored.wait(0.1)
        other.execute("ROLLBACK")
        other.close()

    thread = threading.Thread(target=hold)
    thread.start()
    locked.wait()
    log(diary, observation())
    thread.join()
    assert diary.to_undo().deed == Labelled("Log symptom")


@pytest.mark.parametrize("replaced", [False, True])
def test_r17_a_file_moved_away_is_noticed_before_saved_is_said(diary, path, replaced):
    log(diary, observation("o1"))
    path.rename(path.with_name("moved.db"))
    if replaced:
        DiaryFile.open(path, clock, create=True).close()
    with refused("no longer at"):
        log(diary, observation("o2"))
    path.with_name("moved.db").replace(path)
    log(diary, observation("o2"))
    assert len(diary.trail()) == 2


def test_r17_a_file_moved_during_the_commit_is_noticed(diary, path, monkeypatch):
    real = diary.db.execute

    def slow_commit(sql, *rest):
        cursor = real(sql, *rest)
        if sql == "COMMIT":
            path.rename(path.with_name("moved.db"))
        return cursor

    monkeypatch.setattr(diary.db, "execute", slow_commit)
    announced = []
    diary.add_listener(announced.append)
    with refused("no longer at"):
        log(diary, observation())
    assert announced == []


def test_a_full_disk_loses_nothing_and_saving_works_when_there_is_room(diary, path):
    log(diary, observation("o1"))
    room = path.stat().st_size + 8192
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        with refused(r"(?i)disk.*(full|space)"):
            log(diary, observation("o2", note="x" * 50_000))
        assert diary.read("SELECT id FROM observations") == [{"id": "o1"}]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    log(diary, observation("o2", note="x" * 50_000))
    assert check(path).ok
    assert check(path).rows["observations"] == 2


def test_a_diary_that_may_not_be_changed_can_be_read_and_says_why(diary):
    log(diary, observation())
    diary.db.execute("PRAGMA query_only=1")
    assert diary.to_undo().deed == Labelled("Log symptom")
    with refused("read-only"):
        log(diary, observation("o2"))


def test_a_read_cannot_write(diary):
    with pytest.raises(ValueError):
        diary.read("INSERT INTO settings VALUES ('a', '1')")
    assert diary.read("SELECT * FROM settings") == []
