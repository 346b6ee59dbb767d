"""A window on a small diary whose clock stands still."""

from __future__ import annotations

import gc
import shutil
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from diary_app.domain.course import Prescription
from diary_app.domain.days import Days
from diary_app.domain.medicine import Form, parse_strength
from diary_app.domain.moment import at_wall
from diary_app.domain.quantity import Quantity, Unit
from diary_app.domain.schedule import AsNeeded, Daily, DoseTime
from diary_app.services import doses, medicines, settings
from diary_app.services.diary import open_diary
from diary_app.ui import theme
from diary_app.ui.run import make_window
from tests.ui.robots import Robot

ZONE = "Europe/Berlin"
NOW = datetime(2026, 11, 22, 13, 5, tzinfo=UTC)  # 14:05 in Berlin


def mg(number: str) -> Quantity:
    return Quantity(Decimal(number), Unit.MG)


class Clock:
    """The clock of a test: it moves only when told to."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(scope="session")
def recorded(tmp_path_factory):
    """The file of `diary`, written once: each test gets a copy."""
    path = tmp_path_factory.mktemp("recorded") / "diary.db"
    made = open_diary(path, Clock(), ZONE, create=True)
    times = tuple(DoseTime(time(hour), mg("10")) for hour in (8, 14, 20))
    strengths = (parse_strength("10 mg", Form.TABLET),)
    plan = Prescription(Daily(times), Days(date(2026, 11, 20)))
    medicines.add(made, "baclofen", Form.TABLET, strengths, plan)
    for day, hour in ((20, 8), (20, 14), (20, 20), (21, 8), (21, 14), (22, 8)):
        slot = at_wall(date(2026, 11, day), time(hour), ZONE)
        doses.take(made, medicines.plan_of(made, "baclofen"), at=slot, planned=slot)
    made.file.close()
    return path


@pytest.fixture
def diary(tmp_path, clock, recorded):
    """Baclofen 10 mg at 8, 14 and 20 since 20 November; recorded but for yesterday at 20."""
    path = tmp_path / "diary.db"
    shutil.copy2(recorded, path)
    made = open_diary(path, clock, ZONE)
    yield made
    made.file.close()


@pytest.fixture
def with_more(diary):
    """A second medicine due at the same time, and one only when needed."""
    strengths = (parse_strength("4 mg", Form.TABLET),)
    plan = Prescription(Daily((DoseTime(time(14), mg("2")),)), Days(date(2026, 11, 22)))
    medicines.add(diary, "tizanidine", Form.TABLET, strengths, plan)
    strengths = (parse_strength("500 mg", Form.TABLET),)
    needed = Prescription(AsNeeded(mg("500")), Days(date(2026, 11, 22)))
    medicines.add(diary, "paracetamol", Form.TABLET, strengths, needed)
    return diary


@pytest.fixture(scope="session", autouse=True)
def nothing_old_to_collect():
    """What is loaded before the first window stays; so collecting after each window is quick."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def open_window(qapp, qtbot, diary, nothing_old_to_collect):
    """Opens windows; closes them and their theme after the test, before the diary is closed."""
    windows = []

    def opened(diary, *, width=1180, height=820, percent=100, name="light", page="today"):
        settings.save(diary, theme=name, text_scale=percent)
        window = make_window(qapp, diary)
        window.resize(width, height)
        window.open_page(page)
        window.show()
        qtbot.waitActive(window)
        windows.append(window)
        return Robot(window).settle()

    yield opened
    for window in windows:
        window.close()
        window.deleteLater()
    for made in qapp.findChildren(theme.Theme):
        made.setParent(None)
        made.deleteLater()
    # Without an event loop of its own nothing is deleted, and each theme restyles every window.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # A window switches Python's own collecting off, and these are too short for its timer: what a
    # test made is still young.
    gc.collect(1)


@pytest.fixture
def robot(open_window, diary):
    return open_window(diary)
