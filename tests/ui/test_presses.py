"""One path for every press: a shaking hand, a held key and a screen reader store what is meant."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from diary_app.domain.symptom import Answer
from diary_app.services import symptoms, trail
from diary_app.ui import theme
from diary_app.ui.guard import Press, PressGuard

TAKEN = "Taken now, baclofen 10 mg, 14:00"
KEYS = {"Return": Qt.Key.Key_Return, "Space": Qt.Key.Key_Space}


def edits(diary):
    return len(trail.entries(diary))


def held(robot, key, *, flagged, beats=20, gap=0.033):
    """A key held down as a desktop tells it: flagged repeats, or releases and presses in pairs."""

    def send(kind, repeats):
        to = QApplication.focusWidget() or robot.window
        text = chr(key) if key < 128 else ""
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text, repeats)
        QApplication.sendEvent(to, event)
        robot.settle()

    send(QEvent.Type.KeyPress, False)
    robot.rest(0.66)
    for _beat in range(beats):
        send(QEvent.Type.KeyRelease, flagged)
        send(QEvent.Type.KeyPress, flagged)
        robot.rest(gap)
    send(QEvent.Type.KeyRelease, False)


def do(robot, name, action):
    """What a screen reader does through the accessibility bus."""
    found = QAccessible.queryAccessibleInterface(robot.find(name)).actionInterface()
    assert action in found.actionNames()
    found.doAction(action)
    QTest.qWait(150)  # Qt shows the button pressed for a moment before it clicks
    robot.settle()


# --- the guard by itself -------------------------------------------------------------------------


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def counted(*presses, drawn=()):
    """Which of `presses`, (second, press), count."""
    clock = Clock()
    guard, counts = PressGuard(clock), []
    for when, press in presses:
        if when in drawn:
            guard.drawn()
        clock.now = when
        counts.append(guard.allows(press))
    return counts


def mouse(name, x=0, **how):
    return Press(name, "mouse", (x, 0), **how)


def test_any_press_arms_the_guard_for_every_control():
    assert counted((0, mouse("a")), (0.5, mouse("b", 500)), (1.1, mouse("c", 900))) == [
        True,
        False,
        False,
    ]


def test_a_press_after_a_pause_counts():
    assert counted((0, mouse("a")), (0.5, mouse("a")), (1.25, mouse("a"))) == [True, False, True]


def test_the_steps_of_an_amount_may_follow_fast_but_not_the_press_that_records():
    plus = mouse("+", light=True)
    assert counted((0, plus), (0.2, plus), (0.4, mouse("Save", 300))) == [True, True, False]


def test_the_same_gesture_does_not_fall_through_to_a_light_control():
    below = mouse("chip", light=True)
    assert counted((0, mouse("Save")), (0.2, below), (0.4, below)) == [True, False, False]


def test_a_number_typed_on_the_pad_is_an_answer_and_the_same_key_again_is_not():
    opened = Press("Ctrl+6", "key", key=54)
    six, four = (Press("6", "key", key=key, typed=True) for key in (54, 52))
    assert counted((0, opened), (0.1, four)) == [True, True]
    assert counted((0, opened), (0.1, six)) == [True, False]


def test_a_press_that_waited_while_the_page_was_built_does_not_count():
    clock = Clock()
    guard = PressGuard(clock)
    guard.allows(mouse("a"))
    clock.now = 3.0  # a slow disk
    guard.drawn()
    assert not guard.allows(mouse("b"))


def test_a_held_key_keeps_the_guard_armed_and_a_late_repeat_is_told_by_its_time():
    clock = Clock()
    guard = PressGuard(clock)
    assert guard.begins(1, repeats=False, stamp=100) and guard.allows(Press("a", "key", key=1))
    clock.now = 1.0
    guard.ends(1, 1100)
    clock.now = 1.3  # the window was busy between the two halves of a repeat
    assert not guard.begins(1, repeats=False, stamp=1100)
    clock.now = 1.4
    assert not guard.allows(Press("b", "key", key=1))


@pytest.mark.parametrize("late", [0.0, 0.3, 0.9])
def test_a_burst_that_is_heard_late_is_told_by_when_it_was_pressed(late):
    clock = Clock()
    guard = PressGuard(clock)
    assert guard.allows(mouse("a", stamp=1000))
    clock.now = 0.4 + late  # pressed 0.4 s later, heard after a slow picture
    assert not guard.allows(mouse("b", stamp=1400))
    clock.now = 1.2 + late
    assert guard.allows(mouse("b", stamp=2200))


def test_a_press_from_before_the_picture_does_not_count_however_late_it_is_heard():
    clock = Clock()
    guard = PressGuard(clock)
    guard.allows(mouse("a", stamp=1000))
    clock.now = 1.0
    guard.drawn()
    clock.now = 2.0
    assert not guard.allows(mouse("b", stamp=1800))


def test_the_copy_of_a_key_that_a_screen_reader_was_asked_about_has_its_own_time():
    clock = Clock()
    guard = PressGuard(clock)
    for stamp, heard in ((1000, 0.0), (1400, 0.9)):  # the window was busy before the second
        clock.now = heard
        guard.stamped(1, stamp)
        guard.begins(1, repeats=False)
        counted = guard.allows(Press("a", "key", key=1))
    assert not counted


def test_a_desktop_that_sets_its_clock_anew_is_followed():
    clock = Clock()
    guard = PressGuard(clock)
    guard.allows(mouse("a", stamp=4_000_000))
    clock.now = 20.0
    assert guard.allows(mouse("b", stamp=5))


def test_turned_off_everything_counts_but_a_held_key():
    guard = PressGuard(Clock())
    guard.seconds = 0
    assert guard.allows(mouse("a")) and guard.allows(mouse("a"))
    assert guard.begins(1, repeats=False) and not guard.begins(1, repeats=False)


# --- bursts on the window ------------------------------------------------------------------------


@pytest.mark.parametrize("gap", [0.1, 0.2, 0.4])
@pytest.mark.parametrize(
    ("begin", "burst", "most"),
    [
        ("", ["Return"], 1),
        ("", ["Space"], 1),
        ("", ["Return", "Space"], 1),
        ("", ["Return", "Tab", "Return"], 1),
        ("Tab", ["Space"], 1),  # Skip
        ("Ctrl+1", ["4"], 1),
        ("Alt+4", ["Return"], 0),  # History stands on no answer
        ("", ["Alt+4", "Return"], 0),
        ("", ["Return", "Ctrl+Z"], 1),
    ],
)
def test_a_burst_stores_what_its_first_press_means(robot, diary, begin, burst, most, gap):
    if begin:
        robot.key(begin)
    before = edits(diary)
    robot.rest()
    for at in range(int(2 / gap)):
        robot.stroke(burst[at % len(burst)]).rest(gap)
    assert edits(diary) - before <= most


def test_six_returns_in_a_second_store_one_dose(robot, diary):
    before = edits(diary)
    robot.rest()
    for _press in range(6):
        robot.stroke("Return").rest(1 / 6)
    assert edits(diary) == before + 1


def test_ctrl_z_in_a_burst_takes_back_one_record(robot, diary):
    robot.key("Return").key("Tab").rest()
    before = edits(diary)
    for _press in range(20):
        robot.stroke("Ctrl+Z").rest(0.1)
    assert edits(diary) == before + 1


def test_ctrl_is_no_press_where_a_screen_reader_has_it_sent_twice(robot, diary):
    robot.key("Return").rest()
    before = edits(diary)
    for _time in range(2):
        event = QKeyEvent(
            QEvent.Type.ShortcutOverride, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier
        )
        QApplication.sendEvent(robot.window, event)
        robot.rest(0.01)
    robot.stroke("Ctrl+Z")
    assert edits(diary) == before + 1


def test_after_a_pause_the_next_press_counts(robot, diary):
    before = edits(diary)
    robot.key("Ctrl+Z").rest(0.75)
    robot.stroke("Ctrl+Z")
    assert edits(diary) == before + 2


@pytest.mark.parametrize("gap", [0.1, 0.25, 0.4])
def test_clicks_in_one_place_store_one_dose(robot, diary, gap):
    before = edits(diary)
    button = robot.rest().find(TAKEN)
    place = button.mapTo(robot.window, button.rect().center())
    for _press in range(int(2 / gap)):
        under = robot.window.childAt(place)
        QTest.mouseClick(under, Qt.MouseButton.LeftButton, pos=under.mapFrom(robot.window, place))
        robot.settle().rest(gap)
    assert edits(diary) == before + 1


@pytest.mark.parametrize("flagged", [True, False], ids=["flagged", "pairs"])
@pytest.mark.parametrize("key", KEYS)
def test_a_held_key_stores_one_dose(robot, diary, key, flagged):
    before = edits(diary)
    held(robot.rest(), KEYS[key], flagged=flagged)
    assert edits(diary) == before + 1


@pytest.mark.parametrize("flagged", [True, False], ids=["flagged", "pairs"])
def test_a_held_number_rates_once_and_a_held_step_moves_once(robot, diary, flagged):
    robot.key("Ctrl+1")
    before = edits(diary)
    held(robot.rest(), Qt.Key.Key_6, flagged=flagged)
    assert edits(diary) == before + 1
    robot.press("Other…, baclofen 10 mg, 14:00").find("5 mg more").setFocus()
    held(robot.rest(), Qt.Key.Key_Return, flagged=flagged)
    assert robot.find("Amount, baclofen").text() == "15 mg"


def test_no_shortcut_repeats_and_each_passes_the_guard(robot):
    from PySide6.QtGui import QShortcut

    assert not any(key.autoRepeat() for key in robot.window.findChildren(QShortcut))


def test_keys_repeat_while_text_is_typed(robot):
    robot.go("log").find("Note").setFocus()
    field = QApplication.focusWidget()
    for repeats in (False, True, True):
        QApplication.sendEvent(
            field,
            QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier(0), "a", repeats),
        )
    assert field.toPlainText() == "aaa"


# --- a screen reader's actions -------------------------------------------------------------------


@pytest.mark.parametrize(
    "action", [QAccessibleActionInterface.pressAction(), QAccessibleActionInterface.toggleAction()]
)
def test_an_assistive_action_answers_the_safety_check(robot, diary, action):
    robot.go("check").rest()
    do(robot, "Yes, Seeing or hearing things", action)
    assert "Do not stop baclofen on your own" in robot.text()
    robot.press("Save, my answers")
    assert symptoms.last_check(diary).answers["hallucinations"] == Answer.YES


@pytest.mark.parametrize(
    "action", [QAccessibleActionInterface.pressAction(), QAccessibleActionInterface.toggleAction()]
)
def test_an_assistive_action_in_a_burst_changes_nothing(robot, diary, action):
    robot.go("check").press("No, Seeing or hearing things")
    robot.rest(0.1)
    do(robot, "Yes, Seeing or hearing things", action)
    assert robot.find("No, Seeing or hearing things").isChecked()
    assert not robot.find("Yes, Seeing or hearing things").isChecked()


def test_another_answer_takes_the_place_of_the_first(robot):
    robot.go("check").press("No, Seeing or hearing things").press("Not sure, Seeing or")
    assert robot.find("Not sure, Seeing or hearing things").isChecked()
    assert not robot.find("No, Seeing or hearing things").isChecked()


def test_an_assistive_toggle_turns_a_chip(robot, diary):
    robot.go("history").rest()
    do(robot, "Removed", QAccessibleActionInterface.toggleAction())
    assert "Nothing was removed from the log" in robot.text()
    assert robot.find("Removed").isChecked()


def test_an_assistive_press_takes_a_dose_once(robot, diary):
    before = edits(diary)
    robot.rest()
    do(robot, TAKEN, QAccessibleActionInterface.pressAction())
    robot.rest(0.2).stroke("Return")
    assert edits(diary) == before + 1
    assert theme.current().guard.last_pressed() == TAKEN
