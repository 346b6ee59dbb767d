"""Changing a record by robot: what it says now, what it said, and taking it out of the log."""

from datetime import date, time
from decimal import Decimal

import pytest

from diary_app.domain.moment import at_wall
from diary_app.services import doses, histories, medicines, records, symptoms
from tests.ui.conftest import ZONE, mg

SKIPPED = "Change…, baclofen — skipped, 21 Nov 2026 20:00"


def at(day, clock):
    return at_wall(date(2026, 11, day), time.fromisoformat(clock), ZONE)


def kept(diary, kind):
    """What is in the log of a kind of record, oldest first."""
    every = records.listed(diary, histories.whole(diary))
    return [record.value for record in every if type(record.value).__name__ == kind]


@pytest.fixture
def editor(open_window, diary):
    """History with 21 and 22 November: doses, one skipped, a rating, a note, an event."""
    symptoms.observe(diary, "pain", 6, at(22, "09:00"))
    symptoms.write_note(diary, "Pharmacy was shut", at(22, "09:30"))
    symptoms.log_event(diary, "infection", "bladder", at(22, "09:40"))
    doses.skip(diary, medicines.plan_of(diary, "baclofen"), at(21, "20:00"))
    return open_window(diary, page="history")


@pytest.fixture
def today(editor):
    return editor.press("Open, 22 Nov 2026")


@pytest.fixture
def yesterday(editor):
    return editor.press("Open, 21 Nov 2026")


def test_another_amount_is_kept_and_the_slot_stays(today, diary):
    today.press("Change…, baclofen 10 mg").press("5 mg less, baclofen, 08:00")
    today.press("Save, baclofen, 08:00")
    dose = kept(diary, "Taken")[-1]
    assert (dose.amount, dose.taken_at, dose.planned_at) == (mg("5"), *[at(22, "08:00")] * 2)
    assert today.focused().startswith("Change…, baclofen 5 mg")


def test_a_note_on_a_dose_is_kept(today, diary):
    today.press("Change…, baclofen 10 mg").type("Note, baclofen, 08:00", "with food")
    today.press("Save, baclofen, 08:00")
    assert kept(diary, "Taken")[-1].note == "with food"


def test_an_amount_that_cannot_be_read_is_said_and_nothing_changes(today, diary):
    before = kept(diary, "Taken")
    today.press("Change…, baclofen 10 mg").type("Amount, baclofen, 08:00", "lots")
    today.press("Save, baclofen, 08:00")
    assert kept(diary, "Taken") == before
    assert today.focused() == "Amount, baclofen, 08:00"


def test_a_slip_is_read_back_before_it_is_kept(today, diary):
    today.press("Change…, baclofen 10 mg").type("Amount, baclofen, 08:00", "5000 mg")
    today.press("Save, baclofen, 08:00")
    assert kept(diary, "Taken")[-1].amount == mg("10")
    today.press("Save 5000 mg anyway, baclofen, 08:00")
    assert kept(diary, "Taken")[-1].amount.value == Decimal(5000)


def test_the_reason_of_a_skipped_dose_can_be_changed(yesterday, diary):
    yesterday.press(SKIPPED)
    assert yesterday.focused().startswith("Reason, baclofen")
    yesterday.type("Reason, baclofen", "vomiting").key("Return")
    (dose,) = kept(diary, "Skipped")
    assert (dose.reason, dose.planned_at) == ("vomiting", at(21, "20:00"))


def test_a_skipped_dose_can_turn_out_to_be_taken(yesterday, diary):
    yesterday.press(SKIPPED).press("Taken at 20:00 after all, baclofen")
    assert kept(diary, "Skipped") == []
    assert at(21, "20:00") in [dose.planned_at for dose in kept(diary, "Taken")]


def test_a_rating_is_changed_by_one_press_and_keeps_its_time(today, diary):
    today.press("Change…, Pain 6").press("3, Pain")
    (seen,) = kept(diary, "Observation")
    assert (seen.value, seen.at) == (3, at(22, "09:00"))


def test_the_time_of_a_rating_is_changed_and_its_value_stays(today, diary):
    today.press("Change…, Pain 6").type("Time, Pain", "8:15").press("Save the time, Pain")
    (seen,) = kept(diary, "Observation")
    assert (seen.value, seen.at) == (6, at(22, "08:15"))


def test_a_time_that_cannot_be_read_is_said_beside_its_field(today, diary):
    today.press("Change…, Pain 6").type("Time, Pain", "soon").press("Save the time, Pain")
    assert kept(diary, "Observation")[0].at == at(22, "09:00")
    assert today.find("Time, Pain").accessibleDescription()


def test_the_words_of_a_note_are_changed(today, diary):
    today.press("Change…, Pharmacy").type("Your note", "Pharmacy was open").press("Save, note")
    assert [note.text for note in kept(diary, "Note")] == ["Pharmacy was open"]


@pytest.mark.parametrize(
    ("change", "kind"),
    [("Pain 6", "Observation"), ("Pharmacy", "Note"), ("baclofen 10 mg", "Taken")],
)
def test_what_is_taken_out_of_the_log_can_be_put_back(today, diary, change, kind):
    before = kept(diary, kind)
    today.press(f"Change…, {change}").press("Remove from the log")
    assert kept(diary, kind) == before[:-1]
    assert not today.text().count("Remove from the log")
    records.restore(diary, records.removed(diary)[0])
    assert kept(diary, kind) == before


@pytest.mark.parametrize("change", ["Pain 6", "Pharmacy", "baclofen 10 mg"])
def test_every_control_of_an_open_record_has_a_name_of_its_own(today, change):
    names = today.press(f"Change…, {change}").names()
    assert all(names) and sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("change", ["Pain 6", "Pharmacy", "baclofen 10 mg"])
def test_escape_leaves_everything_as_it_was_and_the_keys_on_its_button(today, diary, change):
    before = [record.value for record in records.listed(diary, histories.whole(diary))]
    today.press(f"Change…, {change}").key("Escape")
    assert [r.value for r in records.listed(diary, histories.whole(diary))] == before
    assert today.focused().startswith(f"Change…, {change}")
