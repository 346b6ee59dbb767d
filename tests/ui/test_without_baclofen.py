"""Who takes no baclofen reads nothing of it in the window."""

from datetime import date, time

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from diary_app.domain.course import Prescription
from diary_app.domain.days import Days
from diary_app.domain.medicine import Form, parse_strength
from diary_app.domain.schedule import AsNeeded, Daily, DoseTime
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


# --- paracetamol only, when needed ---------------------------------------------------------------

PANELS = [
    ("today", ["Other…, paracetamol"]),
    ("today", ["More symptoms…"]),
    ("log", ["Another dose…, paracetamol"]),
    ("check", ["One question at a time"]),
    ("check", ["All that the documents say"]),
    ("medicines", ["Add a medicine"]),
    ("medicines", ["Change dose…, paracetamol"]),
    ("medicines", ["More…, paracetamol", "Name or strength…"]),
    ("medicines", ["More…, paracetamol", "Ended…"]),
    ("medicines", ["More…, paracetamol", "Steps from my doctor…"]),
    ("charts", ["Add what may matter…"]),
    ("settings", ["Another country…"]),
]


@pytest.fixture
def paracetamol(tmp_path, clock):
    made = open_diary(tmp_path / "paracetamol.db", clock, ZONE, create=True)
    strengths = (parse_strength("500 mg", Form.TABLET),)
    plan = Prescription(AsNeeded(mg("500")), Days(date(2026, 11, 20)))
    medicines.add(made, "paracetamol", Form.TABLET, strengths, plan)
    symptoms.write_note(made, "I fell in the kitchen, bit foggy since")
    yield made
    made.file.close()


def spoken_and_shown(robot):
    """Every label, name, hint and description of the page."""
    said = []
    for widget in [robot.window, *robot.window.findChildren(QWidget)]:
        said += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        said += [widget.text()] if isinstance(widget, QLabel) else []
        said += [widget.placeholderText()] if isinstance(widget, QLineEdit) else []
    return [text for text in said if "baclof" in text.lower()]


@pytest.mark.parametrize("page", PAGES)
def test_who_takes_only_paracetamol_reads_no_word_of_it(paracetamol, open_window, page):
    assert spoken_and_shown(open_window(paracetamol).go(page)) == []


@pytest.mark.parametrize(("page", "path"), PANELS)
def test_no_panel_does_either(paracetamol, open_window, page, path):
    robot = open_window(paracetamol).go(page)
    for name in path:
        robot.press(name)
    assert spoken_and_shown(robot) == []


def test_an_empty_diary_does_not_either(empty, open_window):
    assert spoken_and_shown(open_window(empty)) == []


@pytest.fixture
def empty(tmp_path, clock):
    made = open_diary(tmp_path / "empty.db", clock, ZONE, create=True)
    yield made
    made.file.close()
