"""Today: the budgets of presses, and what a press stores."""

from datetime import date, time, timedelta

import pytest
from PySide6.QtTest import QTest

from diary_app.domain.course import Prescription
from diary_app.domain.days import Days
from diary_app.domain.dose import Skipped, Taken
from diary_app.domain.matching import State
from diary_app.domain.medicine import Form, parse_strength
from diary_app.domain.moment import DAY
from diary_app.domain.schedule import AsNeeded, Daily, DoseTime
from diary_app.services import medicines, symptoms, today
from diary_app.ui.pages.today import OPEN
from tests.ui.conftest import NOW, mg


def states(diary):
    return [line.state for line in today.sheet(diary).lines]


def test_a_due_dose_is_one_key(robot, diary):
    assert robot.focused() == "Taken now, baclofen 10 mg, 14:00"
    robot.key("Return")
    assert states(diary) == [State.TAKEN, State.TAKEN, State.LATER]


def test_space_presses_too(robot, diary):
    robot.key("Space")
    assert states(diary)[1] == State.TAKEN


def test_skip_is_the_next_control(robot, diary):
    robot.key("Tab").key("Space")
    assert isinstance(today.sheet(diary).lines[1].dose, Skipped)


def test_taken_half_an_hour_ago_is_two_presses(robot, diary, clock):
    robot.press("Other…, baclofen 10 mg, 14:00").press("30 min ago")
    dose = today.sheet(diary).lines[1].dose
    assert isinstance(dose, Taken)
    assert dose.taken_at.utc == clock.now - timedelta(minutes=30)


def test_another_amount_is_stored_as_typed(robot, diary):
    robot.press("Other…, baclofen 10 mg, 14:00").type("Amount", "5 mg").press("Just now")
    assert states(diary)[1] == State.PARTIAL


def test_an_ambiguous_amount_is_asked_about_and_nothing_is_stored(robot, diary):
    robot.press("Other…, baclofen 10 mg, 14:00").type("Amount", "1.000 mg").press("Just now")
    assert "could be a thousand or one" in robot.text()
    assert states(diary)[1] == State.DUE


def test_more_than_twice_the_dose_is_asked_about_before_it_is_stored(robot, diary):
    robot.press("Other…, baclofen 10 mg, 14:00").type("Amount", "30 mg").press("Just now")
    assert states(diary)[1] == State.DUE
    robot.press("Save 30 mg anyway")
    assert today.sheet(diary).lines[1].dose.amount.value == 30


def test_a_dose_that_was_asked_about_can_be_left(robot, diary):
    robot.press("Other…, baclofen 10 mg, 14:00").type("Amount", "30 mg").press("Just now")
    robot.press("Go back and change it")
    assert states(diary)[1] == State.DUE
    assert "anyway" not in robot.text()
    assert robot.find("Amount, baclofen").text() == "30 mg"


def test_a_symptom_is_a_tile_and_a_value(robot, diary):
    robot.key("Ctrl+1").key("6")
    assert symptoms.last_values(diary)["spasms"].value == 6


def test_x_is_ten(robot, diary):
    robot.key("Ctrl+1").key("X")
    assert symptoms.last_values(diary)["spasms"].value == 10


def test_escape_leaves_the_pad_without_a_rating(robot, diary):
    robot.key("Ctrl+1").key("Escape")
    assert symptoms.last_values(diary) == {}
    assert "Spasms, not yet recorded" in robot.names()


def test_a_side_effect_is_rated_in_words(robot, diary):
    robot.press("Drowsiness").press("Severe, Drowsiness")
    assert symptoms.last_values(diary)["drowsiness"].value == 3


def test_undo_and_redo_by_key(robot, diary):
    robot.key("Return").key("Ctrl+Z")
    assert states(diary)[1] == State.DUE
    robot.key("Ctrl+Shift+Z")
    assert states(diary)[1] == State.TAKEN


def test_the_bar_says_what_was_saved_and_takes_it_back(robot, diary):
    robot.press("Taken now, baclofen 10 mg, 14:00")
    assert "Saved: baclofen 10 mg, taken at 14:05." in robot.text()
    robot.press("Undo")
    assert states(diary)[1] == State.DUE


def test_all_doses_of_one_time_are_one_press(open_window, with_more):
    robot = open_window(with_more)
    robot.press("Take all 2, 14:00")
    lines = today.sheet(with_more).lines
    assert [line.state for line in lines if line.slot.at.local.hour == 14] == [State.TAKEN] * 2


def test_a_medicine_only_when_needed_is_one_press(open_window, with_more):
    robot = open_window(with_more)
    robot.press("Taken now, paracetamol 500 mg")
    assert today.sheet(with_more).as_needed[0].taken_today == 1


def test_yesterdays_open_dose_is_two_presses(robot, diary):
    robot.press("Look at it").press("Taken at 20:00")
    assert today.not_recorded(diary) == ()


def test_the_clock_alone_makes_a_dose_due(robot, clock):
    robot.key("Return").rest()
    clock.now += timedelta(hours=5, minutes=45)
    robot.window.session.ticked.emit()
    robot.settle()
    assert "Taken now, baclofen 10 mg, 20:00" in robot.names()


def test_what_another_program_stores_is_shown(robot, diary, clock, tmp_path):
    from diary_app.services.diary import open_diary

    other = open_diary(tmp_path / "diary.db", clock, "Europe/Berlin")
    symptoms.observe(other, "pain", 7)
    other.file.close()
    robot.window.session._look_outside()
    robot.settle()
    assert "Pain, 7 · 14:05" in robot.names()


def test_rows_do_not_move_by_the_clock_under_a_hand_that_still_presses(robot, clock):
    robot.key("Return")
    clock.now += timedelta(hours=5, minutes=45)
    robot.window.session.ticked.emit()
    assert "Taken now, baclofen 10 mg, 20:00" not in robot.settle().names()
    robot.rest()
    QTest.qWait(400)
    assert "Taken now, baclofen 10 mg, 20:00" in robot.names()


@pytest.mark.parametrize(("hours", "open_"), [(9, True), (10, True), (11, False)])
def test_an_open_dose_stays_past_midnight_until_its_window_closes(robot, clock, hours, open_):
    clock.now += timedelta(hours=hours, minutes=55)  # midnight, 1:00, 2:00
    robot.window.reread()
    robot.settle()
    assert ("Taken now, baclofen 10 mg, 20:00" in robot.names()) == open_


def test_a_dose_of_yesterday_is_answered_after_midnight_on_the_card(robot, diary, clock):
    clock.now += timedelta(hours=10, minutes=55)  # 01:00
    robot.window.reread()
    assert "yesterday" in robot.settle().text()
    robot.press("Taken now, baclofen 10 mg, 20:00")
    assert today.sheet(diary, NOW.date()).lines[2].state == State.TAKEN
    assert "Taken now, baclofen 10 mg, 20:00" not in robot.names()


def test_after_midnight_a_time_before_it_is_yesterdays(robot, diary, clock):
    clock.now += timedelta(hours=10, minutes=15)  # 00:20
    robot.window.reread()
    robot.settle().press("Other…, baclofen 10 mg, 20:00").type("Another time", "23:30")
    robot.press("Save, baclofen, 20:00")
    dose = today.sheet(diary, NOW.date()).lines[2].dose
    assert dose.taken_at.utc == clock.now - timedelta(minutes=50)


def test_every_open_dose_stands_on_today_once_at_any_hour(diary, clock):
    around = tuple(DoseTime(time(*at), mg("2")) for at in ((0, 15), (23, 45)))
    plan = Prescription(Daily(around), Days(date(2026, 11, 20)))
    medicines.add(diary, "tizanidine", Form.TABLET, (parse_strength("4 mg", Form.TABLET),), plan)
    for _quarter in range(96):
        clock.now += timedelta(minutes=15)
        now = diary.now().day
        days = [today.sheet(diary, now + n * DAY).lines for n in (-1, 0, 1)]
        is_open = [line for lines in days for line in lines if line.state in OPEN]
        shown = [line for line in days[1] if line.state in OPEN]
        assert {*today.open_around(diary), *shown} == {*is_open}
        assert len(today.open_around(diary)) + len(shown) == len(is_open)


@pytest.mark.parametrize("amount", ["5 mg", "15 mg"])
def test_the_amount_really_taken_stands_in_the_row(robot, amount):
    robot.press("Other…, baclofen 10 mg, 14:00").type("Amount", amount).press("Just now")
    (shown,) = [text for text in robot.text().split("\n") if "planned: 10" in text]
    assert amount.split()[0] in shown


def test_a_liquid_shows_mg_and_ml(open_window, diary):
    strengths = (parse_strength("5 mg/5 mL", Form.LIQUID),)
    plan = Prescription(Daily((DoseTime(time(18), mg("10")),)), Days(NOW.date()))
    medicines.add(diary, "dantrolene", Form.LIQUID, strengths, plan)
    (shown,) = [text for text in open_window(diary).text().split("\n") if "dantrolene — " in text]
    assert "10 mg" in shown.replace("\xa0", " ") and "10 mL" in shown.replace("\xa0", " ")


def test_three_doses_and_one_as_needed_leave_the_tiles_above_the_bar(open_window, diary):
    needed = Prescription(AsNeeded(mg("500")), Days(NOW.date()))
    strengths = (parse_strength("500 mg", Form.TABLET),)
    medicines.add(diary, "paracetamol", Form.TABLET, strengths, needed)
    robot = open_window(diary)  # with the banner of yesterday and the bar
    tile, bar = robot.find("Spasms, "), robot.window._bar
    foot = tile.mapTo(robot.window, tile.rect().bottomLeft()).y()
    assert bar.isVisible() and foot < bar.mapTo(robot.window, bar.rect().topLeft()).y()
    assert tile.height() >= 48
