from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diary_app.domain.deeds import Labelled
from diary_app.errors import NotFound
from diary_app.storage.diary_file import DiaryFile
from diary_app.storage.migrations import migrate
from diary_app.storage.trail import DoneEdit
from tests.said import refused
from tests.storage.made_up import (
    NOW,
    clock,
    course,
    everything,
    log,
    medicine,
    observation,
    write_behind,
)


def test_nothing_to_undo_or_redo_is_not_found(diary):
    assert diary.to_undo() is None
    assert diary.to_redo() is None
    with pytest.raises(NotFound):
        diary.undo()
    with pytest.raises(NotFound):
        diary.redo()


def test_undo_and_redo_are_entries_that_name_their_edit(diary):
    log(diary, observation())
    diary.undo()
    diary.redo()
    found = [(entry.edit, entry.deed, entry.kind, entry.target) for entry in diary.trail()]
    assert found == [
        (1, Labelled("Log symptom"), "edit", None),
        (2, Labelled("Log symptom"), "undo", 1),
        (3, Labelled("Log symptom"), "redo", 1),
    ]
    assert diary.trail()[1].changes[0].after is None


def test_r19_undo_and_redo_survive_a_restart(diary, reopen):
    log(diary, observation(value=1))
    log(diary, observation(value=2))
    diary.undo()
    again = reopen()
    assert again.to_undo() == again.to_redo() == DoneEdit(NOW, Labelled("Log symptom"))
    again.redo()
    assert again.read("SELECT value FROM observations") == [{"value": 2}]


def test_a_new_edit_clears_redo(diary):
    log(diary, observation("o1"))
    diary.undo()
    log(diary, observation("o2"))
    assert diary.to_redo() is None
    diary.undo()
    assert diary.to_undo() is None
    diary.redo()
    assert diary.read("SELECT id FROM observations") == [{"id": "o2"}]


def test_r18_a_correction_never_hides_what_stood_there(diary):
    log(diary, observation(value=9, note="terrible"))
    log(diary, observation(value=2, note=""))
    first, second = diary.trail("o1")
    assert second.changes[0].before == first.changes[0].after
    assert second.changes[0].before["note"] == "terrible"
    assert diary.trail("o2") == []


@pytest.mark.parametrize("table", ["edits", "revisions"])
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE {} SET edit = edit + 1",
        "DELETE FROM {}",
        "INSERT OR REPLACE INTO {} SELECT * FROM {}",
    ],
)
def test_r18_the_trail_cannot_be_rewritten(diary, table, change):
    log(diary, observation())
    before = diary.trail()
    with pytest.raises(ValueError, match="append-only"), diary.edit(Labelled("Cheat")):
        diary.db.execute(change.format(table, table))
    assert diary.trail() == before


def test_undo_never_overwrites_what_another_program_wrote(diary):
    log(diary, observation(value=4))
    write_behind(diary, "observations", "o1", value=7)
    with refused("another program"):
        diary.undo()
    assert diary.read("SELECT value FROM observations") == [{"value": 7}]


def test_a_setting_written_quietly_in_between_does_not_block_undo(diary):
    with diary.edit(Labelled("Set day parts")) as edit:
        edit.put("settings", {"id": "morning", "value": '"08:00"'})
    diary.set_quietly("morning", '"09:00"')
    diary.undo()
    assert diary.read("SELECT * FROM settings") == []
    assert diary.to_undo() is None


def test_undo_holds_where_a_unique_name_went_round(diary):
    with diary.edit(Labelled("Add")) as edit:
        edit.put("medicines", medicine("m1", name="a"))
        edit.put("medicines", medicine("m2", name="b"))
    before = everything(diary)
    with diary.edit(Labelled("Swap names")) as edit:
        edit.put("medicines", {"id": "m1", "name": "c"})
        edit.put("medicines", {"id": "m2", "name": "a"})
        edit.put("medicines", {"id": "m1", "name": "b"})
    after = everything(diary)
    diary.undo()
    assert everything(diary) == before
    diary.redo()
    assert everything(diary) == after


def test_an_edit_of_an_older_schema_undoes_around_columns_it_did_not_know(diary):
    log(diary, observation(value=4))
    log(diary, observation(value=5))
    diary.db.execute("ALTER TABLE observations ADD COLUMN mood TEXT")
    migrate(diary.db)
    diary.undo()
    assert diary.read("SELECT value, mood FROM observations") == [{"value": 4, "mood": None}]


@st.composite
def steps(draw):
    """One thing an edit may do; some are refused by the schema, as in life."""
    id = draw(st.sampled_from("abc"))
    match draw(st.sampled_from(["medicine", "course", "observation", "delete"])):
        case "medicine":
            return "put", "medicines", medicine(id, name=draw(st.text("äA ", min_size=1)))
        case "course":
            return "put", "courses", course(id, draw(st.sampled_from("abc")))
        case "observation":
            value = draw(st.none() | st.integers(0, 10))
            return "put", "observations", observation(id, value, note=draw(st.text(max_size=5)))
    return "delete", draw(st.sampled_from(["medicines", "courses", "observations"])), id


def quick(path):
    """The diary without waiting for the disk."""
    diary = DiaryFile.open(path, clock, create=True)
    diary.db.execute("PRAGMA synchronous=OFF")
    return diary


def attempt(diary, edit_steps):
    try:
        with diary.edit(Labelled("Edit")) as edit:
            for verb, table, what in edit_steps:
                getattr(edit, verb)(table, what)
    except (ValueError, NotFound):
        return


@settings(max_examples=15)
@given(st.lists(st.lists(steps(), max_size=5), max_size=12), st.data())
def test_any_series_of_edits_undoes_and_redoes_through_every_state(series, data):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "diary.db"
        diary = quick(path)
        states = [everything(diary)]
        for edit_steps in series:
            attempt(diary, edit_steps)
            if everything(diary) != states[-1]:
                states.append(everything(diary))
        at = len(states) - 1
        walk = [-1] * at + [1] * at + data.draw(st.lists(st.sampled_from([-1, 1]), max_size=9))
        for number, move in enumerate(walk):
            if not 0 <= at + move < len(states):
                continue
            if number % 7 == 3:
                diary.close()
                diary = quick(path)
            (diary.undo if move < 0 else diary.redo)()
            at += move
            assert everything(diary) == states[at]
            assert (diary.to_undo() is None) == (at == 0)
            assert (diary.to_redo() is None) == (at == len(states) - 1)
        diary.close()
