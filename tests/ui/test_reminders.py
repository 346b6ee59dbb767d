"""Reminders with a desktop that only listens."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QCloseEvent

from diary_app.domain.course import Prescription
from diary_app.domain.days import Days
from diary_app.domain.medicine import Form, PumpRefill, parse_strength
from diary_app.domain.quantity import parse_quantity
from diary_app.domain.schedule import Pump
from diary_app.services import medicines, settings
from diary_app.ui.desktop import reminders as ui_reminders
from diary_app.ui.desktop.reminders import Sent


class Listener(QObject):
    """A desktop that takes every notification, or none."""

    opened = Signal()

    def __init__(self):
        super().__init__()
        self.heard, self.shown, self.deaf = [], {}, False

    def send(self, key, title, body):
        if not self.deaf:
            self.heard.append((title, body))
            self.shown[key] = title
        return not self.deaf

    def withdraw(self, key):
        self.shown.pop(key, None)


@pytest.fixture
def desktop(monkeypatch):
    listener = Listener()
    monkeypatch.setattr(ui_reminders, "find", lambda tray: listener)
    return listener


@pytest.fixture
def reminding(diary, desktop, open_window):
    """A window whose reminders are on, looking at 14:05 with the dose of 14:00 open."""
    settings.save(diary, reminders=True)
    return open_window(diary)


def pass_time(robot, clock, **by):
    clock.now += timedelta(**by)
    robot.window.session.reminders.tick()
    robot.settle()


def test_an_open_dose_is_told_once_in_neutral_words(reminding, desktop, clock):
    pass_time(reminding, clock, minutes=1)
    assert desktop.heard == [("Time for your diary", "")]


def test_nothing_is_said_unless_the_patient_turned_it_on(robot, desktop, clock):
    pass_time(robot, clock, minutes=1)
    assert desktop.heard == []
    assert "Remind me again" not in robot.text()


def test_the_medicine_is_named_only_if_the_patient_chose_it(diary, reminding, desktop, clock):
    settings.save(diary, name_medicine=True)
    pass_time(reminding, clock, hours=6)
    assert desktop.heard[-1] == ("Time for your diary", "baclofen 10 mg, planned at 20:00")


def test_several_medicines_at_one_time_are_one_notification(with_more, desktop, open_window):
    settings.save(with_more, reminders=True)
    open_window(with_more)
    assert desktop.heard == [("Time for your diary", "")]


def test_it_repeats_while_the_dose_is_due(reminding, desktop, clock):
    for _ in range(8):
        pass_time(reminding, clock, minutes=20)
    assert len(desktop.heard) == 3  # 14:05, 14:45, 15:25; late from 15:30 on


def test_taking_the_dose_takes_the_notification_away(reminding, desktop, clock):
    assert "doses" in desktop.shown
    reminding.press("Taken now, baclofen 10 mg, 14:00")
    assert desktop.shown == {}
    assert "Remind me again" not in reminding.text()


@pytest.mark.parametrize(("deaf_for", "told"), [(1, 1), (3, 1), (5, 0)])
def test_a_desktop_that_answers_late_is_asked_again_a_few_times(
    diary, desktop, open_window, clock, deaf_for, told
):
    settings.save(diary, reminders=True, remind_again=0)
    desktop.deaf = True
    robot = open_window(diary)
    for tick in range(1, 8):
        desktop.deaf = tick < deaf_for
        pass_time(robot, clock, seconds=30)
    assert len(desktop.heard) == told
    assert "Remind me again" in robot.text()


def test_what_was_answered_before_the_desktop_was_there_is_not_told(
    diary, desktop, open_window, clock
):
    settings.save(diary, reminders=True)
    desktop.deaf = True
    robot = open_window(diary)
    robot.press("Taken now, baclofen 10 mg")
    desktop.deaf = False
    pass_time(robot, clock, minutes=1)
    assert desktop.heard == []


def test_undo_brings_the_open_dose_back_to_the_reminder(reminding, desktop, clock):
    reminding.press("Taken now, baclofen 10 mg, 14:00").press("Undo")
    assert "Remind me again" in reminding.text()


@pytest.mark.parametrize("minutes", [10, 30, 60])
def test_snooze_is_quiet_for_so_long_and_says_until_when(reminding, desktop, clock, minutes):
    reminding.press(f"{minutes} min, remind me again")
    until = datetime(2026, 11, 22, 14, 5, tzinfo=UTC) + timedelta(minutes=minutes)
    assert f"You will be reminded again at {until:%H:%M}." in reminding.text()
    pass_time(reminding, clock, minutes=minutes - 1)
    assert len(desktop.heard) == 1
    pass_time(reminding, clock, minutes=1)
    assert len(desktop.heard) == 2


@pytest.mark.qt_log_ignore("does not support raise", extend=True)
def test_a_press_on_the_notification_opens_today_on_the_due_dose(reminding, desktop):
    reminding.go("settings")
    desktop.opened.emit()
    assert reminding.settle().focused() == "Taken now, baclofen 10 mg, 14:00"


def test_after_midnight_the_reminder_stands_with_its_dose_on_the_card(reminding, clock):
    pass_time(reminding, clock, hours=10, minutes=20)  # 00:25, the dose of 20:00 still open
    assert "Reminder for 20:00" in reminding.go("today").text()
    assert "Taken now, baclofen 10 mg, 20:00" in reminding.names()


def test_an_open_panel_is_not_taken_away_by_a_reminder(reminding, clock):
    reminding.press("Other…, baclofen 10 mg, 14:00")
    names = reminding.names()
    pass_time(reminding, clock, hours=6)
    assert reminding.names() == names


def test_the_test_says_what_became_of_it(reminding, desktop):
    reminding.go("settings").press("Send a test")
    assert "The test was sent." in reminding.text()
    assert desktop.heard[-1] == ("Dose Diary", "This is how a reminder looks.")


def test_without_any_way_the_test_says_so_and_today_still_reminds(diary, monkeypatch, open_window):
    monkeypatch.setattr(ui_reminders, "find", lambda tray: None)
    settings.save(diary, reminders=True)
    robot = open_window(diary)
    assert robot.window.session.reminders.send_test() == Sent.NO_WAY
    assert "Reminder for 14:00." in robot.text()
    robot.go("settings").press("Send a test")
    assert "cannot show notifications" in robot.text()


def test_a_desktop_that_refuses_is_not_believed(reminding, desktop):
    desktop.deaf = True
    assert reminding.window.session.reminders.send_test() == Sent.NO_WAY


def test_the_settings_keep_each_choice(diary, robot, desktop):
    robot.go("settings").press("On, reminders").press("15 min before").press("Once")
    robot.press("Medicine and amount")
    own = settings.load(diary)
    assert (own.reminders, own.remind_before, own.remind_again) == (True, 15, 0)
    assert own.name_medicine
    assert "Works only while the diary is open or started at log-in." in robot.text()


def test_without_a_tray_closing_ends_the_diary_whatever_was_chosen(diary, robot):
    settings.save(diary, stay_in_tray=True)
    robot.window.session.reminders.use_tray()
    event = QCloseEvent()
    robot.window.closeEvent(event)
    assert event.isAccepted()


def test_with_a_tray_closing_hides_and_quit_ends(diary, robot, monkeypatch):
    monkeypatch.setattr(robot.window.session.reminders, "stays", lambda: True)
    robot.window.close()
    assert not robot.window.isVisible()
    closed = []
    robot.window.closing.connect(lambda: closed.append(True))
    robot.window.show()
    robot.window.quit()
    assert closed == [True]


@pytest.fixture
def pump(diary):
    """Filled on 24 September, to be refilled by 24 December."""
    strength = parse_strength("500 mcg/mL", Form.PUMP)
    plan = Prescription(Pump(parse_quantity("150 mcg"), strength), Days(date(2026, 9, 1)))
    made = medicines.add(diary, "intrathecal", Form.PUMP, (strength,), plan)
    days = (date(2026, 9, 24), None, date(2026, 12, 24))
    medicines.pump_refill(diary, PumpRefill("r", made.id, *days, Decimal(20), "030 1234567"))
    return diary


def on_days(robot, clock, *days, hour=10):
    for day in days:
        clock.now = datetime(2026, 12, day, hour, tzinfo=UTC)
        robot.window.session.reminders.tick()
        robot.settle()


def test_a_pump_is_told_of_at_three_lead_times_once_each(pump, reminding, desktop, clock):
    desktop.heard.clear()
    on_days(reminding, clock, *range(8, 25))
    dates = [heard for heard in desktop.heard if "date" in heard[0]]
    assert dates == [("Your diary has a date to look at", "")] * 3


def test_a_pump_is_not_told_of_at_night(pump, reminding, desktop, clock):
    on_days(reminding, clock, 10, hour=2)
    assert all("date" not in title for title, _body in desktop.heard)


def test_today_counts_down_in_words(pump, reminding, clock):
    on_days(reminding, clock, 12)
    reminding.go("today")
    assert "intrathecal: Refill by 24 December, in 12 days." in reminding.text()
    on_days(reminding, clock, 23)
    reminding.go("today")
    assert "Refill by 24 December, tomorrow. Call your pump clinic" in reminding.text()


def test_the_medicines_page_counts_down_and_takes_a_new_filling(pump, robot, clock):
    clock.now = datetime(2026, 12, 12, 10, tzinfo=UTC)
    robot.go("medicines")
    assert "Refill by 24 December, in 12 days" in robot.text()
    assert "Last refill 24 Sep 2026 · reservoir 20 mL · pump clinic 030 1234567" in robot.text()
    robot.press("Pump was filled…, intrathecal").type("Filled on", "today")
    robot.type("Refill by", "12 mar").press("Save, intrathecal")
    assert "Refill by 12 March 2027, in 90 days" in robot.text()


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("Filled on", "tomorrow", "That day is still to come."),
        ("Refill by", "2026-01-01", "is not after the filling."),
        ("Reservoir in mL", "much", "is not a number of mL."),
    ],
)
def test_a_filling_that_cannot_be_is_said_and_nothing_is_stored(pump, robot, name, typed, said):
    robot.go("medicines").press("Pump was filled…, intrathecal").type("Filled on", "today")
    robot.type(name, typed).press("Save, intrathecal")
    assert said in robot.text()
    assert "Last refill 24 Sep 2026" in robot.text()


def test_the_emergency_card_is_made_for_a_pump(pump, robot, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("diary_app.ui.desktop.documents.documents", lambda: tmp_path)
    path = tmp_path / f"emergency-card-{pump.now().day}.pdf"
    robot.go("medicines").press("Emergency card, intrathecal")
    qtbot.waitUntil(path.exists, timeout=20_000)
    assert path.read_bytes().startswith(b"%PDF")
