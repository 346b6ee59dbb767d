"""A fault in the program: the window says so in words, loses nothing, and lives on."""

import threading

import pytest
from PySide6.QtCore import QEventLoop, QRunnable, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QWidget

from diary_app import fault_log
from diary_app.errors import DiaryError
from diary_app.services import backups, drafts, symptoms
from diary_app.ui.faults import fault_words, words_of
from diary_app.ui.pages.charts import ChartsPage
from diary_app.ui.pages.history import HistoryPage
from tests.storage.made_up import write_behind

CANARY = "lithium 300"
SAID = "Something in the program went wrong"
noted = pytest.mark.expects_log(r"dose_diary: \w+.*: ValueError")


def fail(*_args):
    raise ValueError(CANARY)


@pytest.fixture
def hearing(robot, qtbot):
    """The window with the hooks that a real start sets."""
    end = robot.window.session.faults.listen()
    yield robot
    end()


class Runs(QRunnable):
    def run(self):
        fail()


class Threads(QThread):
    def run(self):
        fail()


class Paints(QWidget):
    def paintEvent(self, event):  # noqa: N802
        fail()


def by_slot(robot):
    robot.window.session.ticked.connect(fail)
    robot.rest().window.session.ticked.emit()


def by_timer(robot):
    QTimer.singleShot(0, fail)


def by_paint(robot):
    robot.painted = Paints(robot.window)
    robot.painted.resize(50, 50)
    robot.painted.show()
    # What is drawn within a call from Python raises there: let Qt's own loop draw it.
    loop = QEventLoop()
    QTimer.singleShot(200, robot.painted.hide)
    QTimer.singleShot(300, loop.quit)
    loop.exec()


def by_thread(robot):
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


def by_qthread(robot):
    robot.thread = Threads()
    robot.thread.start()
    robot.thread.wait()


def by_runnable(robot):
    QThreadPool.globalInstance().start(Runs())
    QThreadPool.globalInstance().waitForDone()


def by_worker(robot):
    def failed(error):
        raise error

    robot.window.session.tasks.run(fail, fail, failed)


WAYS = [by_slot, by_timer, by_paint, by_thread, by_qthread, by_runnable, by_worker]


@noted
@pytest.mark.parametrize("way", WAYS, ids=[way.__name__ for way in WAYS])
def test_a_fault_anywhere_is_said_and_the_window_lives_on(hearing, qtbot, diary, way):
    way(hearing)
    qtbot.waitUntil(lambda: SAID in hearing.settle().text(), timeout=3000)
    assert CANARY not in hearing.text()
    hearing.press("Close this message").go("log").press("Spasms").press("6")
    assert symptoms.last_values(diary)["spasms"].value == 6


@noted
def test_a_page_that_cannot_be_built_says_so_in_its_place_and_the_others_go_on(
    hearing, monkeypatch
):
    monkeypatch.setattr(HistoryPage, "build", fail)
    hearing.go("history")
    assert SAID in hearing.text() and CANARY not in hearing.text()
    hearing.go("today")
    assert "Other…, baclofen 10 mg, 14:00" in hearing.names()
    monkeypatch.undo()
    hearing.go("history").press("Try again")
    assert "Search" in hearing.names()


@noted
def test_a_page_that_cannot_be_made_says_so_in_its_place(hearing, monkeypatch):
    monkeypatch.setattr(ChartsPage, "__init__", fail)
    hearing.go("charts")
    assert SAID in hearing.text() and hearing.window.windowTitle().startswith("Charts")
    assert hearing.go("log").window.windowTitle().startswith("Log")


@noted
def test_a_close_that_fails_stays_open_once_and_keeps_what_is_typed(hearing, diary):
    hearing.go("log").type("Note", "half a")
    hearing.window.closing.disconnect()
    closes = hearing.window._close
    hearing.window._close = lambda: (closes(), fail())
    hearing.window.quit()
    assert hearing.settle().window.isVisible() and SAID in hearing.text()
    assert [draft.texts["Note"] for draft in drafts.waiting(diary).values()] == ["half a"]
    hearing.window.quit()
    assert not hearing.window.isVisible()


@noted
def test_the_message_offers_the_last_good_backup(hearing, diary, qtbot, tmp_path):
    backups.make(diary)
    by_slot(hearing)
    qtbot.waitUntil(lambda: SAID in hearing.settle().text(), timeout=3000)
    hearing.press("Restore a backup")
    assert "What was recorded after it is not in it." in hearing.text()
    hearing.press("Close this message")
    assert "Go back to this backup" not in hearing.names(hearing.window)


@pytest.mark.expects_log(r"dose_diary: page log: Damaged")
def test_damage_that_is_met_later_opens_what_can_still_be_read(hearing, diary, qtbot):
    write_behind(diary.file, "doses", doses_id(diary), amount="90")
    diary.file.db.execute("UPDATE doses SET checked = checked + 1")
    hearing.go("log")
    qtbot.waitUntil(lambda: hearing.window.session.after_closing is not None, timeout=3000)


def doses_id(diary):
    return diary.file.db.execute("SELECT id FROM doses LIMIT 1").fetchone()[0]


def test_a_refusal_without_words_is_a_fault_too():
    assert words_of(DiaryError("of no kind that has words")) == fault_words()
    assert str(fault_log.path()) in fault_words()
