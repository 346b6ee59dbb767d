"""S5, S6 in the window: the passphrase set, asked for, wrong; locked by key and by itself."""

from contextlib import suppress
from datetime import timedelta

import pytest
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFileDialog

from diary_app.domain.moment import moment
from diary_app.services import files, lock, reminders, settings
from diary_app.services.diary import open_diary
from diary_app.storage import key
from diary_app.ui import lock_screens, run, theme
from diary_app.ui.desktop import locked_reminders
from diary_app.ui.desktop.away import Away
from diary_app.ui.desktop.locked_reminders import LockedReminders
from diary_app.ui.desktop.reminders import Reminders
from diary_app.ui.help import HelpWindow
from diary_app.ui.lock_screens import CodeForm, PlainForm, Screen, UnlockForm
from diary_app.ui.locking import Locking
from diary_app.ui.theme import Look
from tests.ui.conftest import ZONE
from tests.ui.robots import Robot

PASS = "zebra's stripes"


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch):
    monkeypatch.setattr(key, "_ROUNDS", 1000)
    yield
    key.let_go()


@pytest.fixture
def relocked(diary, clock):
    """What came of locking the diary, which is closed by it."""
    diary.file.close()
    done = lock.set_passphrase(diary.file.path, PASS, clock, ZONE)
    key.let_go()
    return done


@pytest.fixture
def screen(qapp, qtbot):
    """Shows a form as a screen of its own."""
    made = []

    def show(make):
        style = theme.Theme(qapp, Look("light"))
        shown = Screen(make())
        shown.show()
        made.extend((shown, style))
        return Robot(shown)

    yield show
    for each in made:
        with suppress(RuntimeError):
            each.close() if isinstance(each, Screen) else each.setParent(None)
            each.deleteLater()


def test_the_passphrase_opens_the_diary(relocked, diary, screen):
    robot = screen(lambda: UnlockForm(diary.file.path))
    robot.type("Passphrase", PASS).key("Return")
    assert robot.window.answered
    assert not lock.needs_key(diary.file.path)


def test_a_wrong_passphrase_is_said_calmly_and_asked_again(relocked, diary, screen):
    robot = screen(lambda: UnlockForm(diary.file.path))
    robot.type("Passphrase", "zebras").press("Open")
    assert "That is not the passphrase" in robot.text()
    assert not robot.window.answered and lock.needs_key(diary.file.path)
    robot.type("Passphrase", PASS).press("Open")
    assert robot.window.answered


def test_the_recovery_code_opens_it_and_a_slip_in_it_is_named(relocked, diary, screen):
    robot = screen(lambda: UnlockForm(diary.file.path))
    robot.press("I have my recovery code")
    wrong = relocked.code[:-1] + ("0" if relocked.code[-1] != "0" else "1")
    robot.type("Recovery code", wrong).press("Open")
    assert "slip in group 13" in robot.text()
    robot.type("Recovery code", relocked.code.lower()).press("Open")
    assert robot.window.answered


def test_what_is_typed_shows_as_dots_until_it_is_asked_for(relocked, diary, screen):
    robot = screen(lambda: UnlockForm(diary.file.path))
    field = robot.type("Passphrase", "abc").find("Passphrase")
    assert field.displayText() != "abc"
    robot.press("Show what I type")
    assert field.displayText() == "abc"


def test_the_recovery_code_is_shown_once_and_its_last_group_asked_back(relocked, screen):
    robot = screen(lambda: CodeForm(relocked.code))
    shown = robot.text().replace("\n", " ")
    assert all(group in shown for group in relocked.code.split("-"))
    assert "everything in it is lost" in shown
    robot.type("The last group", relocked.code[:5]).press("I have it")
    assert not robot.window.answered
    robot.type("The last group", relocked.code[-5:].lower()).press("I have it")
    assert robot.window.answered


def test_the_printed_page_holds_the_code_and_no_health_data(relocked):
    text = lock_screens.page_of(relocked.code).toPlainText()
    assert all(group in text for group in relocked.code.split("-"))
    assert "baclofen" not in text


def test_the_unlocked_files_of_before_go_when_that_is_wanted(relocked, screen):
    robot = screen(lambda: PlainForm(relocked.plain))
    assert str(relocked.plain[0]) in robot.text()
    robot.press("Delete them")
    assert not any(file.exists() for file in relocked.plain)


def test_a_passphrase_is_set_in_the_settings(robot, diary, clock, monkeypatch):
    told = []
    monkeypatch.setattr(
        "diary_app.ui.panels.lock_card.tell_relocked", lambda _app, _look, done: told.append(done)
    )
    robot.go("settings").press("Set a passphrase…")
    assert "everything in it is lost" in robot.text()
    robot.type("New passphrase", PASS).type("The same again", "other").press("Lock the diary")
    assert "not the same" in robot.text() and not lock.is_locked(diary.file.path)
    robot.type("The same again", PASS).press("Lock the diary")
    work = robot.window.session.after_closing
    diary.file.close()
    assert work()[0] == diary.file.path
    assert lock.is_locked(diary.file.path) and told[0].code


@pytest.fixture
def locked_diary(relocked, diary, clock):
    """The locked diary, opened with its passphrase."""
    lock.unlock(diary.file.path, PASS)
    opened = open_diary(diary.file.path, clock, ZONE)
    yield opened
    opened.file.close()


def path_of(robot):
    return robot.window.session.diary.file.path


@pytest.fixture
def locked_robot(locked_diary, open_window):
    """A window on it, which is closed before its diary is."""
    return open_window(locked_diary)


def test_the_settings_say_that_it_is_locked_and_offer_to_delete_what_is_not(locked_robot):
    locked_robot.go("settings")
    assert "locked with a passphrase" in locked_robot.text()
    assert "Delete them, unlocked files" in locked_robot.names()


def test_every_wrong_field_of_a_change_says_so_at_once(locked_robot):
    robot = locked_robot.go("settings").press("Change the passphrase…")
    robot.type("Passphrase you have now", "wrong").type("The same again", "other")
    text = robot.press("Lock the diary, passphrase").text()
    assert "Type at least one character." in text and "The two are not the same." in text
    bad = [line for line in robot.controls() if line.property("bad")]
    assert len(bad) == 3 and robot.focused() == "Passphrase you have now"


def test_a_change_asks_for_the_present_passphrase(locked_robot):
    locked_robot.go("settings").press("Take the passphrase away…")
    locked_robot.type("Passphrase you have now", "wrong").press("Take the passphrase away")
    assert locked_robot.window.session.after_closing is None
    locked_robot.type("Passphrase you have now", PASS).press("Take the passphrase away")
    assert locked_robot.window.session.after_closing is not None


def test_ctrl_l_locks_and_comes_back_to_the_same_page(locked_robot):
    session = locked_robot.window.session
    locking = Locking(locked_robot.window, path_of(locked_robot))
    locked_robot.go("history").key("Ctrl+L")
    assert not locked_robot.window.isVisible()
    assert session.same_place and locked_robot.window.page.key == "history"
    path, _said = session.after_closing()
    assert lock.needs_key(path)
    locking.end()


def test_ctrl_l_without_a_passphrase_shows_where_to_set_one(robot):
    locking = Locking(robot.window, path_of(robot))
    robot.key("Ctrl+L")
    assert robot.window.page.key == "settings" and robot.window.isVisible()
    locking.end()


def test_s5_it_locks_by_itself_at_most_a_second_late(locked_robot, qtbot):
    locking = Locking(locked_robot.window, path_of(locked_robot), wait_ms=300)
    qtbot.waitUntil(lambda: not locked_robot.window.isVisible(), timeout=1300)
    locking.end()


def test_s5_it_stays_open_while_somebody_types(locked_robot, qtbot):
    locking = Locking(locked_robot.window, path_of(locked_robot), wait_ms=600)
    for _ in range(6):
        qtbot.wait(200)
        locked_robot.stroke("Tab")
    assert locked_robot.window.isVisible()
    locking.end()


def test_s5_a_message_that_is_open_goes_too(locked_robot, qtbot):
    locked_robot.key("F1")
    assert any(isinstance(each, HelpWindow) for each in QApplication.topLevelWidgets())
    locking = Locking(locked_robot.window, path_of(locked_robot), wait_ms=300)
    qtbot.waitUntil(lambda: not locked_robot.window.isVisible(), timeout=1300)
    assert not [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    locking.end()


def test_s5_a_dialog_that_waits_goes_too(locked_robot, qtbot):
    locking = Locking(locked_robot.window, path_of(locked_robot), wait_ms=300)
    dialog = QFileDialog(locked_robot.window)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    QTimer.singleShot(3000, dialog.reject)
    assert dialog.exec() == 0
    assert not locked_robot.window.isVisible()
    locking.end()


def test_s5_time_asleep_counts(locked_robot, qtbot, clock):
    locking = Locking(locked_robot.window, path_of(locked_robot), wait_ms=100_000)
    clock.now += timedelta(hours=1)
    locking._due()
    assert not locked_robot.window.isVisible()
    locking.end()


def test_s5_it_locks_when_the_person_leaves(locked_robot):
    locking = Locking(locked_robot.window, path_of(locked_robot))
    locking.findChild(Away).began.emit()
    assert not locked_robot.window.isVisible()
    locking.end()


def test_s6_the_title_names_no_medicine(locked_robot):
    for page in ("today", "history", "medicines", "reports"):
        assert "baclofen" not in locked_robot.go(page).window.windowTitle()


def test_in_the_window_an_unlocked_backup_is_locked_as_the_diary_is(relocked, diary, clock):
    lock.unlock(diary.file.path, PASS)
    files.restore(relocked.plain[0], diary.file.path, clock)
    key.let_go()
    assert lock.needs_key(diary.file.path)
    lock.unlock(diary.file.path, relocked.code)
    assert files.check(diary.file.path).ok


def test_a_backup_with_another_passphrase_is_asked_for(relocked, diary, qapp, monkeypatch):
    asked = []

    def unlock_it(_app, look, path, _held):
        asked.append(path)
        lock.unlock(path, PASS)
        return look

    monkeypatch.setattr(lock_screens, "unlocked", unlock_it)
    work = lambda: (diary.file.path, str(files.check(diary.file.path).ok))  # noqa: E731
    assert run._done(qapp, Look(), work) == (diary.file.path, "True")
    assert asked == [diary.file.path]


class Heard(QObject):
    """A desktop that takes every notification."""

    opened = Signal()

    def __init__(self, said):
        super().__init__()
        self.said = said

    def send(self, key, title, body):
        self.said.append((title, body))
        return True

    def withdraw(self, key):
        self.said.append("taken away")


def test_reminders_go_on_while_it_is_locked_and_name_nothing(relocked, diary, clock, qapp):
    said = []

    lock.unlock(diary.file.path, PASS)
    opened = open_diary(diary.file.path, clock, ZONE)
    assert reminders.coming(opened) == ()
    settings.save(opened, reminders=True)
    times = reminders.coming(opened)
    opened.file.close()
    assert [f"{at.local:%H:%M}" for at in times[:3]] == ["20:00", "08:00", "14:00"]
    reminding = LockedReminders(times, clock)
    reminding.notifier = Heard(said)
    reminding.tick()
    assert said == []
    clock.now += timedelta(hours=6)
    reminding.tick()
    reminding.tick()
    assert said == [("Time for your diary", "")]
    reminding.stop()


def test_a_locked_diary_asks_a_desktop_that_answers_late_again(clock, monkeypatch):
    said = []
    desktops = [None, Heard(said)]
    monkeypatch.setattr(locked_reminders, "find", lambda tray: desktops.pop(0))
    reminding = LockedReminders((moment(clock.now, ZONE),), clock)
    for _tick in range(3):
        reminding.tick()
    assert said == [("Time for your diary", "")]
    reminding.stop()


def test_s6_no_notification_of_a_locked_diary_names_a_medicine(locked_diary):
    settings.save(locked_diary, name_medicine=True)
    reminding = Reminders(locked_diary)
    assert not reminding._may_name(settings.load(locked_diary))
    reminding.stop()
