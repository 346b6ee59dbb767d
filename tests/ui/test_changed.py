"""A record that was changed says so, with what stood there."""

from dataclasses import replace

import pytest

from diary_app.domain.days import Days
from diary_app.services import records, symptoms, trail


@pytest.fixture
def changed(diary):
    note = symptoms.write_note(diary, "slept badly")
    symptoms.change_note(diary, note, "slept well")
    return diary


def test_history_says_what_a_record_was_before(open_window, changed):
    robot = open_window(changed, page="history")
    assert "changed on 22 Nov 2026 (was: slept badly)" in robot.text()


def test_only_the_time_was_another(open_window, diary, clock):
    seen = symptoms.observe(diary, "pain", 4)
    clock.now = clock.now.replace(hour=15)
    symptoms.change_observation(diary, replace(seen, at=diary.now()))
    robot = open_window(diary, page="history")
    assert "changed on 22 Nov 2026 (was: 22 Nov 2026 14:05)" in robot.text()


def test_a_change_taken_back_is_none_and_brought_back_is_one(changed):
    ids = [record.id for record in records.listed(changed, Days.of(changed.now().day))]
    trail.undo(changed)
    assert records.earlier(changed, ids) == {}
    trail.redo(changed)
    assert [one.value.text for one in records.earlier(changed, ids).values()] == ["slept badly"]


def test_removing_and_restoring_is_no_change(diary):
    note = symptoms.write_note(diary, "slept badly")
    records.remove(diary, records.find(diary, note.id))
    records.restore(diary, records.find(diary, note.id))
    assert records.earlier(diary, [note.id]) == {}
