"""Two computers that see one folder: each writes its copy there and joins the other's."""

import shutil
from datetime import UTC, datetime

import pytest

from diary_app.domain.deeds import Logged
from diary_app.errors import DiaryError
from diary_app.services import in_step, lock, symptoms
from diary_app.services.diary import open_diary
from diary_app.services.in_step import Met

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def opened(path):
    path.parent.mkdir(exist_ok=True)
    return open_diary(path, lambda: NOW, "Europe/Berlin", create=True)


@pytest.fixture
def shared(tmp_path):
    folder = tmp_path / "cloud"
    folder.mkdir()
    return folder


@pytest.fixture
def both(tmp_path, shared):
    """The diary on two computers, parted after one record."""
    here = opened(tmp_path / "here" / "diary.db")
    symptoms.observe(here, "spasms", 3)
    (tmp_path / "there").mkdir()
    shutil.copyfile(here.file.path, tmp_path / "there" / "diary.db")
    there = opened(tmp_path / "there" / "diary.db")
    for diary in (here, there):
        in_step.use(diary, shared)
    yield here, there
    here.file.close()
    there.file.close()


def meet(diary):
    met = tuple(met_one(diary, copy) for copy in in_step.read_others(diary)())
    in_step.write_copy(diary)()
    return met


def met_one(diary, copy):
    if copy.other is None:
        return Met(copy, problem=copy.problem)
    try:
        return in_step.join_one(diary, copy, in_step.judge(diary, copy)())
    except DiaryError as error:
        return Met(copy, problem=error)


def notes(diary):
    return sorted(row["text"] for row in diary.file.rows("notes"))


def test_what_one_computer_recorded_reaches_the_other_and_then_they_are_at_rest(both, shared):
    here, there = both
    symptoms.write_note(here, "from here")
    symptoms.write_note(there, "from there")
    for diary in (here, there, here, there):
        meet(diary)
    assert notes(here) == notes(there) == ["from here", "from there"]
    edits = here.file.edits_so_far(), there.file.edits_so_far()
    assert [meet(here), meet(there)] == [(), ()], "what was joined is not read again"
    assert (here.file.edits_so_far(), there.file.edits_so_far()) == edits
    assert len(list(shared.iterdir())) == 2, "a copy of each, and no live diary"


CONFLICTS = [
    "{name}.sync-conflict-20261122-080000-ABCDEF.db",
    "{name} (anna's conflicted copy 2026-11-22).db",
    "{name} (conflicted copy 2026-11-22 080000).db",
    "{name}-LAPTOP.db",
    "{name} (1).db",
]


@pytest.mark.parametrize("pattern", CONFLICTS)
def test_a_copy_that_a_sync_program_renamed_is_joined(both, shared, pattern):
    here, there = both
    symptoms.write_note(there, "from there")
    copy = in_step.write_copy(there)()
    copy.rename(shared / pattern.format(name=copy.stem))
    meet(here)
    assert notes(here) == ["from there"]


def test_a_diary_of_somebody_else_is_never_joined_by_itself(both, shared, tmp_path):
    here, _there = both
    stranger = opened(tmp_path / "stranger" / "diary.db")
    symptoms.write_note(stranger, "mine alone")
    in_step.use(stranger, shared)
    in_step.write_copy(stranger)()
    stranger.file.close()
    (met,) = meet(here)
    assert met.problem is not None
    assert met.problem.kind == "step_of_another"
    assert notes(here) == []


def test_what_both_changed_waits_for_a_person(both):
    here, there = both
    (row,) = here.file.rows("observations")
    for diary, value in ((here, 1), (there, 9)):
        with diary.edit(Logged(())) as edit:
            edit.put("observations", {"id": row["id"], "value": value})
    in_step.write_copy(there)()
    edits = here.file.edits_so_far()
    for _again in range(2):
        (met,) = meet(here)
        assert len(met.found.questions) == 1
    assert here.file.edits_so_far() == edits


def test_a_torn_copy_and_a_missing_folder_are_told(both, shared):
    here, there = both
    copy = in_step.write_copy(there)()
    copy.write_bytes(copy.read_bytes()[:5000])
    (met,) = meet(here)
    assert met.found is None
    shutil.rmtree(shared)
    with pytest.raises(DiaryError):
        in_step.read_others(here)()


def test_the_folder_of_the_diary_itself_is_refused(both):
    here, _there = both
    with pytest.raises(DiaryError):
        in_step.use(here, here.file.path.parent)


def test_a_copy_from_before_the_passphrase_is_not_left_open_in_the_folder(both, shared):
    here, _there = both
    in_step.write_copy(here)()
    (copy,) = shared.iterdir()
    path, clock, zone = here.file.path, here.clock, here.zone
    here.file.close()
    lock.set_passphrase(path, "correct horse", clock, zone)
    locked = open_diary(path, clock, zone)
    in_step.write_copy(locked)()
    locked.file.close()
    assert lock.is_locked(copy)


def test_what_was_recorded_while_the_copies_were_judged_stays(both):
    here, there = both
    symptoms.write_note(there, "from there")
    in_step.write_copy(there)()
    (copy,) = in_step.read_others(here)()
    judged = in_step.judge(here, copy)()
    symptoms.write_note(here, "meanwhile")
    in_step.join_one(here, copy, judged)
    assert notes(here) == ["from there", "meanwhile"]
