"""The window follows the computer, also while it is open, and what was chosen by hand before it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from diary_app.services import settings, today
from diary_app.ui import theme
from diary_app.ui.desktop import computer
from diary_app.wording.writing import Writing
from tests.contrast import contrast

AMERICA, GERMANY, EGYPT = (QLocale(name) for name in ("en_US", "de_DE", "ar_EG"))


@pytest.fixture(autouse=True)
def home_again(qapp):
    yield
    theme.writing.use(Writing())
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize(
    ("region", "writing"),
    [
        (AMERICA, Writing(half_days=True, comma=False, first_weekday=6)),
        (GERMANY, Writing(half_days=False, comma=True, first_weekday=0)),
    ],
)
def test_the_region_says_how_to_write(region, writing):
    assert computer.writing("system", "system", "system", region) == writing


def test_what_was_chosen_goes_before_the_region():
    chosen = computer.writing("24", "comma", "monday", AMERICA)
    assert chosen == Writing(half_days=False, comma=True, first_weekday=0)


def test_the_direction_is_that_of_the_region_or_the_chosen_one():
    assert computer.direction("system", EGYPT) == Qt.LayoutDirection.RightToLeft
    assert computer.direction("left", EGYPT) == Qt.LayoutDirection.LeftToRight


def test_a_clock_of_twelve_hours_is_shown_and_read(robot, diary):
    robot.go("settings").press("2:05 pm, clock").go("today")
    assert "2:00 pm" in robot.text() and "14:00" not in robot.text()
    robot.press("Change…, baclofen 10 mg, 8:00 am").type("Another time", "8:20 am")
    robot.press("Save, baclofen, 8:00 am")
    assert today.sheet(diary).lines[0].dose.taken_at.local.hour == 8
    assert settings.load(diary).clock == "12"


def test_a_decimal_comma_is_shown_and_read(robot, diary):
    robot.go("settings").press("2,5, numbers").go("today")
    robot.press("Other…, baclofen 10 mg, 14:00").type("Amount, baclofen", "7,5 mg")
    robot.press("At 14:00, baclofen")
    assert str(today.sheet(diary).lines[1].dose.amount) == "7.5 mg"
    assert "7,5 mg" in robot.text()


def test_the_text_grows_with_the_computers_while_the_window_is_open(
    open_window, diary, monkeypatch
):
    robot = open_window(diary, percent=0)
    before = theme.current().px(100)
    monkeypatch.setattr(computer, "text_percent", lambda: 150)
    theme.current().follow_computer()
    robot.settle()
    assert (before, theme.current().px(100)) == (100, 150)


def test_contrast_and_clock_are_taken_up_while_the_window_is_open(open_window, diary, monkeypatch):
    robot = open_window(diary, name="system")
    monkeypatch.setattr(theme, "_system_theme", lambda _app: "hc-dark")
    monkeypatch.setattr(computer, "writing", lambda *_chosen: Writing(half_days=True))
    theme.current().follow_computer()
    assert "2:00 pm" in robot.settle().text()
    assert theme.current().name == "hc-dark"


@pytest.mark.parametrize("name", ["light", "dark", "hc-light", "hc-dark"])
def test_a_hint_inside_a_field_is_as_readable_as_other_text(open_window, diary, name):
    robot = open_window(diary, page="log", name=name)
    picture = robot.find("Note").grab().toImage()
    seen = {
        picture.pixelColor(x, y).name()
        for x in range(20, picture.width() // 2)
        for y in range(10, picture.height() // 2)
    }
    assert max(contrast(colour, theme.current().tokens.card) for colour in seen) >= 6.9


def test_from_right_to_left_rows_begin_at_the_right(open_window, diary):
    robot = open_window(diary, page="settings")
    look = theme.current()
    look.use(replace(look.look, direction="right"))
    light, dark = (robot.settle().find(f"{name}, colours") for name in ("Light", "Dark"))
    assert light.x() > dark.x()
    assert QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_the_first_window_is_no_larger_than_the_screen(qapp, open_window, diary):
    from diary_app.ui.kept_look import first_size

    room = qapp.primaryScreen().availableGeometry()
    size = first_size(qapp)
    assert size.width() <= room.width() and size.height() < room.height()


def test_the_list_of_pages_is_as_narrow_again_when_the_text_is_small_again(open_window, diary):
    robot = open_window(diary, percent=140, width=900)
    theme.current().use(replace(theme.current().look, percent=100))
    robot.window.resize(1180, 820)
    robot.settle()
    QTest.qWait(50)
    assert robot.window._navigation.width() == 200


def test_a_low_window_has_the_list_of_pages_on_top(open_window, diary):
    robot = open_window(diary, width=911, height=480)
    assert robot.window.height() == 480
    assert robot.find("Today").mapTo(robot.window, robot.find("Today").rect().center()).y() < 100
    assert robot.find("Settings").y() == robot.find("Today").y()


@pytest.mark.parametrize(
    ("page", "name", "role"),
    [
        ("settings", "Dark, colours", QAccessible.Role.RadioButton),
        ("settings", "Pain, tile", QAccessible.Role.CheckBox),
        ("check", "Yes, A seizure", QAccessible.Role.RadioButton),
        ("today", "Reports", QAccessible.Role.ListItem),
        ("today", "Skip, baclofen 10 mg, 14:00", QAccessible.Role.Button),
    ],
)
def test_a_control_is_heard_as_what_it_is(open_window, diary, page, name, role):
    robot = open_window(diary, page=page)
    assert QAccessible.queryAccessibleInterface(robot.find(name)).role() == role


def test_a_group_is_heard_by_its_label(open_window, diary):
    robot = open_window(diary, page="settings")
    group = QAccessible.queryAccessibleInterface(robot.find("Dark, colours").parentWidget())
    assert group.role() == QAccessible.Role.Grouping
    assert group.text(QAccessible.Text.Name) == "Colours"


def test_escape_closes_more_symptoms(robot):
    robot.press("More symptoms…").key("Escape")
    assert "More symptoms…" in robot.names() and "Fewer symptoms" not in robot.names()
