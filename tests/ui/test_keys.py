"""The window by keys alone: order, focus that stays, presses that count once."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from diary_app.domain.matching import State
from diary_app.services import drafts, histories, symptoms, today
from diary_app.ui import theme

PAGES = ("today", "log", "check", "history", "charts", "medicines", "reports", "settings")


@pytest.mark.parametrize(("number", "page"), list(enumerate(PAGES, 1)))
def test_alt_and_a_number_opens_the_page(robot, number, page):
    robot.key(f"Alt+{number}")
    assert robot.window.page.key == page


def test_a_held_enter_presses_once(robot, diary):
    button = robot.find("Taken now, baclofen 10 mg, 14:00")
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier(0), "", True)
    QApplication.sendEvent(button, held)
    robot.settle()
    assert today.sheet(diary).lines[1].state == State.DUE


def test_a_second_press_of_the_same_place_does_nothing(robot, diary):
    robot.press_twice("Taken now, baclofen 10 mg, 14:00")
    assert [line.state for line in today.sheet(diary).lines] == [
        State.TAKEN,
        State.TAKEN,
        State.LATER,
    ]
    assert today.sheet(diary).extras == ()


def test_a_double_click_on_a_tile_rates_nothing(robot, diary):
    robot.press_twice("Spasms")
    assert symptoms.last_values(diary) == {}


def test_enter_twice_at_once_counts_once(open_window, with_more):
    robot = open_window(with_more)
    robot.key("Return").key("Return")
    assert today.sheet(with_more).as_needed[0].taken_today == 0


def test_sliding_off_a_button_presses_nothing(robot, diary):
    button = robot.find("Taken now, baclofen 10 mg, 14:00")
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton, pos=QPoint(-50, -50))
    robot.settle()
    assert today.sheet(diary).lines[1].state == State.DUE


def test_after_a_press_the_keys_stay_on_the_page(robot):
    robot.key("Return")
    assert robot.focused() in robot.names()


def test_after_a_rating_the_keys_are_on_its_tile_not_on_a_dose(robot):
    robot.key("Ctrl+3").key("2")
    assert robot.focused().startswith("Drowsiness")


def test_bigger_text_leaves_the_keys_where_they_are(robot):
    robot.key("Tab")
    before = robot.focused()
    robot.key("Ctrl++")
    assert theme.current().look.percent == 110
    assert robot.focused() == before


def test_tab_goes_in_reading_order(robot):
    names = robot.names()
    seen = [robot.focused(), *(robot.key("Tab").focused() for _ in names[1:])]
    start = names.index(seen[0])
    assert seen[: len(names) - start] == names[start:]


def test_f6_goes_round_the_areas(robot):
    robot.press("Taken now, baclofen 10 mg, 14:00")
    robot.find("Look at it").setFocus()
    assert robot.key("F6").focused() == "Undo"
    assert robot.key("F6").focused() == "Today"
    assert robot.key("F6").focused() in robot.names()


def test_ctrl_n_writes_a_note_that_is_a_draft_when_the_window_closes(robot, diary):
    robot.key("Ctrl+N")
    QTest.keyClicks(QApplication.focusWidget(), "slept badly")
    robot.window.close()
    (draft,) = drafts.waiting(diary).values()
    assert draft.texts["Note"] == "slept badly"
    assert histories.load(diary, histories.whole(diary)).notes == ()


def test_the_day_before_by_key(robot):
    robot.go("log").key("Ctrl+Left")
    assert "Saturday 21 November 2026" in robot.text()
