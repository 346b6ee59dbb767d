"""Who takes no baclofen reads nothing of it in the window."""

from datetime import date, time

import pytest

from diary_app.domain.course import Prescription
from diary_app.domain.days import Days
from diary_app.domain.medicine import Form, parse_strength
from diary_app.domain.schedule import Daily, DoseTime
from diary_app.services import medicines, symptoms
from diary_app.services.diary import open_diary
from tests.ui.conftest import ZONE, mg

PAGES = ["today", "log", "check", "history", "charts", "medicines", "reports", "settings"]


@pytest.fixture
def diary(tmp_path, clock):
    """Tizanidine since 20 November, and every symptom recorded."""
    made = open_diary(tmp_path / "diary.db", clock, ZONE, create=True)
    strengths = (parse_strength("2 mg", Form.TABLET),)
    plan = Prescription(Daily((DoseTime(time(14), mg("2")),)), Days(date(2026, 11, 20)))
    medicines.add(made, "tizanidine", Form.TABLET, strengths, plan)
    for base in made.knowledge:
        for entry in base.entries:
            symptoms.observe(made, entry.id, None, made.now())
    yield made
    made.file.close()


@pytest.mark.parametrize("page", PAGES)
def test_no_page_speaks_of_it(open_window, diary, page):
    text = open_window(diary).go(page).text()
    assert "tizanidine" in text or page != "today"
    assert [line for line in text.splitlines() if "baclof" in line.lower()] == []


def test_the_safety_check_s_advice_does_not(open_window, diary):
    robot = open_window(diary).go("check")
    for name in [name for name in robot.names() if name.startswith("Yes, ")]:
        robot.press(name)
        assert "baclof" not in robot.text().lower(), name
    assert "Do not stop or change your medicine on your own." in robot.text()


def test_ending_another_medicine_warns_of_nothing_that_is_not_taken(open_window, diary):
    robot = open_window(diary).go("medicines")
    assert "baclof" not in robot.press("More…, tizanidine").press("Ended…").text().lower()
