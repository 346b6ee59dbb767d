"""How often one press reads the file: a long diary on a slow disk is felt in every one."""

from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

import pytest

from diary_app.domain.deeds import Labelled
from diary_app.services import demo, doses, symptoms, today
from diary_app.services.diary import open_diary
from diary_app.services.medicines import plan_of
from diary_app.storage import queries
from tests.storage.made_up import medicine

NOW = datetime(2026, 11, 22, 13, 5, tzinfo=UTC)


@pytest.fixture(params=["Europe/Berlin", "America/New_York"])
def travelled(request, tmp_path):
    """A demo of Berlin, opened at home and far from it."""
    made = open_diary(tmp_path / "demo.db", lambda: NOW, "Europe/Berlin", create=True)
    demo.fill(made, 1)
    made.file.close()
    diary = open_diary(tmp_path / "demo.db", lambda: NOW, request.param)
    yield diary
    diary.file.close()


@contextmanager
def statements(diary):
    seen = []
    diary.file.db.conn.set_trace_callback(seen.append)
    yield seen
    diary.file.db.conn.set_trace_callback(None)


def reads(seen):
    return [text for text in seen if text.lstrip().upper().startswith(("SELECT", "WITH"))]


def open_slot(diary):
    plan = plan_of(diary, "baclofen")
    lines = today.sheet(diary, diary.now().day).lines
    return plan, next(line.slot.at for line in lines if line.dose is None and line.slot)


def test_logging_a_planned_dose_reads_around_it_once(travelled):
    plan, planned = open_slot(travelled)
    with statements(travelled) as seen:
        doses.take(travelled, plan, planned=planned, confirm=True)
    assert len(reads(seen)) <= 6
    assert len([text for text in reads(seen) if "FROM doses WHERE rowid IN" in text]) == 1


def test_the_zones_are_read_again_only_where_a_record_changes_them(travelled):
    travelled.zones()
    with statements(travelled) as seen:
        symptoms.observe(travelled, "spasms", 3)
        travelled.zones()
        moved = len([text for text in reads(seen) if "zone" in text])
        symptoms.observe(travelled, "spasms", 4)
        travelled.zones()
    assert moved == (0 if travelled.zone == "Europe/Berlin" else 2)  # the first record far away
    assert len([text for text in reads(seen) if "zone" in text]) == moved


def test_the_zones_follow_what_another_program_stored(travelled):
    before = travelled.zones()
    other = open_diary(
        travelled.file.path, lambda: NOW + timedelta(days=1), "Asia/Tokyo", create=False
    )
    doses.take(other, plan_of(other, "baclofen"), confirm=True, amount=open_amount(other))
    other.file.close()
    assert travelled.zones() != before


def open_amount(diary):
    return next(line.slot.amount for line in today.sheet(diary).lines if line.slot)


def test_what_is_asked_again_of_an_unchanged_diary_is_not_read_again(travelled):
    first = queries.plans(travelled.file)
    with statements(travelled) as seen:
        assert queries.plans(travelled.file) == first
    assert reads(seen) == []


def test_a_change_of_another_program_is_read(travelled, tmp_path):
    before = len(queries.medicines(travelled.file))
    other = open_diary(tmp_path / "demo.db", lambda: NOW, "Europe/Berlin")
    with other.edit(Labelled("Try")) as edit:
        edit.put("medicines", medicine("new"))
    other.file.close()
    assert len(queries.medicines(travelled.file)) == before + 1


def test_what_was_taken_back_was_not_kept(travelled):
    before = queries.medicines(travelled.file)
    with suppress(ZeroDivisionError), travelled.edit(Labelled("Try")) as edit:
        edit.put("medicines", medicine("new"))
        assert len(queries.medicines(travelled.file)) == len(before) + 1
        1 / 0  # noqa: B018
    assert queries.medicines(travelled.file) == before
