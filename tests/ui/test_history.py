"""History by robot: a month of cards, search, filter, what was removed, going to a date."""

from datetime import date, time

import pytest

from diary_app.domain.moment import at_wall
from diary_app.domain.sought import parse_sought
from diary_app.domain.symptom import Answer
from diary_app.services import flags, records, search, symptoms, today
from tests.ui.conftest import ZONE


def at(day, hour=9):
    return at_wall(day, time(hour), ZONE)


@pytest.fixture
def long(diary):
    """Ratings, notes, a fall and a seizure of other months and years."""
    symptoms.observe(diary, "pain", 6, at(date(2026, 11, 21), 9))
    symptoms.observe(diary, "pain", 3, at(date(2026, 11, 21), 12))
    symptoms.observe(diary, "drowsiness", 2, at(date(2026, 11, 21), 13))
    symptoms.write_note(diary, "Fell in the kitchen, nothing broken", at(date(2026, 10, 5)))
    symptoms.write_note(diary, "Physio Übung went well", at(date(2024, 2, 29)))
    symptoms.observe(diary, "seizure", None, at(date(2025, 3, 9)))
    return diary


def found(diary, text, **options):
    hits = search.find(diary, parse_sought(text, diary.now().day), **options)
    return [(value.at if hasattr(value, "at") else value.taken_at).day for value in hits.values]


@pytest.fixture
def history(open_window, long):
    return open_window(long, page="history")


def shown(robot):
    return robot.text().replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("kitchen", [date(2026, 10, 5)]),
        ("KITCHEN fell", [date(2026, 10, 5)]),
        ("kitchen physio", []),
        ("übung", [date(2024, 2, 29)]),
        ("drowsy", [date(2026, 11, 21)]),
        ("seizure 2025", [date(2025, 3, 9)]),
        ("seizure 2024", []),
        ("29 feb 2024", [date(2024, 2, 29)]),
        ("oct 2026", [date(2026, 10, 5)]),
        ("%", []),
    ],
)
def test_search_finds_every_word_and_nothing_else(long, text, days):
    assert found(long, text) == days


def test_a_medicine_its_amount_and_its_state_are_words(long):
    assert len(found(long, "baclofen")) == len(found(long, "bac 10 mg taken")) == 6
    assert found(long, "baclofen 20 nov") == [date(2026, 11, 20)] * 3
    assert found(long, "skipped") == []


def test_a_yes_of_a_check_is_found_by_its_symptom_and_a_no_is_not(long):
    symptoms.check(long, {"hallucinations": Answer.YES, "confusion": Answer.NO}, {})
    assert found(long, "seeing things", tables=("checks",)) == [long.now().day]
    assert found(long, "confusion", tables=("checks",)) == []


def test_a_flag_is_found_by_its_name_answered_or_waiting(long):
    symptoms.observe(long, "seizure", None)
    (flag,) = [flag for flag in flags.waiting(long) if flag.id == "seizure"]
    assert flag in search.find(long, parse_sought("seizure", long.now().day)).waiting
    flags.acknowledge(long, flag, "called the ward")
    hits = search.find(long, parse_sought("ward", long.now().day))
    assert [value.flag_id for value in hits.values] == ["seizure"] and not hits.waiting


def test_what_was_removed_is_not_found(long):
    hits = search.find(long, parse_sought("kitchen", long.now().day))
    records.remove(long, records.find(long, hits.values[0].id))
    assert found(long, "kitchen") == []


def test_the_count_is_of_all_and_the_newest_are_shown(long):
    hits = search.find(long, parse_sought("baclofen", long.now().day), most=2)
    assert (len(hits.values), hits.count) == (2, 6)
    assert hits.values[0].taken_at.day == date(2026, 11, 22)


def test_the_ratings_of_a_day_stand_in_one_line(history):
    assert "Pain 6, 3 · Drowsiness moderate" in shown(history)
    assert "2 of 3 doses recorded" in history.text()
    assert "baclofen 10 mg  taken 08:00, 14:00" in history.text()


def test_typing_searches_at_every_key_and_keeps_the_keys(history):
    history.type("Search", "kitch")
    history.window.page._typing.timeout.emit()
    history.settle()
    assert history.focused() == "Search"
    assert "1 record found" in history.text() and "Fell in the kitchen" in history.text()
    assert "Open, 21 Nov 2026" not in history.names()


def test_a_record_that_was_found_opens_on_its_day(history):
    history.type("Search", "kitchen")
    history.window.page._typing.timeout.emit()
    history.settle().press("Open, 5 Oct 2026")
    assert "October 2026" in history.text()
    assert any(name.startswith("Change…, Fell in the kitchen") for name in history.names())


def test_an_opened_day_has_a_row_for_each_record_and_closes(history):
    history.press("Open, 21 Nov 2026")
    assert history.focused() == "Close, 21 Nov 2026"
    assert any(name.startswith("Change…, Pain 6") for name in history.names())
    history.press("Close, 21 Nov 2026")
    assert not any(name.startswith("Change…, Pain") for name in history.names())


def test_months_are_turned(history):
    history.press("Earlier, October 2026")
    assert "Fell in the kitchen" in history.text() and "Open, 21 Nov 2026" not in history.names()
    history.press("Later, November 2026")
    assert "Open, 21 Nov 2026" in history.names()


@pytest.mark.parametrize(
    ("typed", "opened"),
    [("5 oct", "Close, 5 Oct 2026"), ("29 feb 2024", "Close, 29 Feb 2024")],
)
def test_a_date_that_is_typed_is_gone_to(history, typed, opened):
    history.type("Go to a date", typed).key("Return")
    assert opened in history.names()


def test_a_month_that_is_typed_is_gone_to(history):
    history.type("Go to a date", "march 2025").press("Go, to the date")
    assert "March 2025" in history.text() and "Open, 9 Mar 2025" in history.names()


def test_what_is_no_date_is_said_beside_the_field(history):
    history.type("Go to a date", "soon").press("Go, to the date")
    assert history.focused() != "" and "Open, 21 Nov 2026" in history.names()
    assert history.find("Go to a date").accessibleDescription()


def test_ctrl_d_goes_to_the_date_of_history(history):
    assert history.key("Ctrl+D").focused() == "Go to a date"


def test_a_kind_alone_is_shown(history):
    history.press("Symptoms, show")
    assert "Pain 6, 3" in shown(history) and "taken 08:00" not in history.text()
    history.press("Notes, show")
    assert "Nothing of this kind" in history.text()


def test_flags_of_the_month_can_be_shown_alone(open_window, long):
    symptoms.observe(long, "seizure", None)
    robot = open_window(long, page="history")
    assert "Flag: Seizure" in robot.text()
    robot.press("Flags, show")
    assert "Flag: Seizure" in robot.text() and "Pain 6" not in shown(robot)


def test_a_dose_of_long_ago_is_answered_when_its_day_is_opened(history, diary, clock):
    clock.now = clock.now.replace(month=12, day=29)
    history.type("Go to a date", "25 nov").key("Return")
    before = len(today.sheet(diary, date(2026, 11, 25)).lines)
    history.press("Taken at 08:00, baclofen 10 mg, 08:00, 25 Nov 2026")
    answered = [line for line in today.sheet(diary, date(2026, 11, 25)).lines if line.dose]
    assert (before, len(answered)) == (3, 1)
    assert history.focused() == "Taken at 14:00, baclofen 10 mg, 14:00, 25 Nov 2026"


def test_no_bulk_answer_has_the_keys(history, clock):
    clock.now = clock.now.replace(day=25)
    history.window.session.changed.emit(frozenset({"*"}))
    history.settle()
    for key in ("Alt+1", "Alt+4", "Tab", "Shift+Tab"):
        assert not history.key(key).focused().startswith("All ")


def test_many_days_are_made_after_the_page_is_shown(open_window, diary):
    for day in range(1, 20):
        symptoms.observe(diary, "pain", 4, at(date(2026, 11, day)))
    robot = open_window(diary, page="history")
    for _turn in range(30):  # each gives the window its turn
        robot.settle()
    opened = [name for name in robot.names() if name.startswith("Open, ")]
    assert len(opened) == 22
