"""The charts page: every picture, kept and copied, and what may matter beside the doses."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from diary_app.services import histories, symptoms


def events(diary):
    return histories.load(diary, histories.whole(diary)).events


@pytest.fixture
def charts(open_window, diary, qtbot):
    symptoms.observe(diary, "spasms", 4)
    robot = open_window(diary, page="charts")

    def drawn():
        robot.settle()
        return robot.window.page._made is not None

    qtbot.waitUntil(drawn, timeout=20_000)
    robot.drawn = lambda: qtbot.waitUntil(drawn, timeout=20_000)
    return robot


def test_every_picture_can_be_chosen(charts):
    for name in ("Doses", "Calendar", "Before and after", "Time of day", "Amount and symptoms"):
        charts.press(f"{name}, picture of")
        charts.drawn()
        assert any(spoken.startswith("Chart: ") for spoken in charts.names()), name


def test_a_picture_is_copied(charts):
    charts.press("Copy picture")
    assert not QApplication.clipboard().image().isNull()


@pytest.mark.parametrize(
    ("typed", "written"), [("a.svg", "a.svg"), ("my.picture", "my.picture.pdf")]
)
def test_a_picture_is_saved_in_the_format_chosen(
    charts, qtbot, tmp_path, monkeypatch, typed, written
):
    chosen = (str(tmp_path / typed), "PDF (*.pdf)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: chosen)
    charts.press("Save picture…")
    qtbot.waitUntil((tmp_path / written).exists, timeout=20_000)
    qtbot.waitUntil(lambda: "is saved as" in charts.settle().text(), timeout=20_000)


def test_what_may_matter_is_entered_with_its_days(charts, diary):
    charts.press("Add what may matter…")
    assert charts.focused() == "Infection, what it was"
    charts.press("Infection, what it was").type("Since which day?", "20 nov")
    charts.type("Until which day?", "21 nov").type("In your words", "flu")
    charts.press("Save, what may matter")
    (event,) = events(diary)
    assert (event.kind, event.words) == ("infection", "flu")
    assert (event.at.day, event.until) == (date(2026, 11, 20), date(2026, 11, 21))


def test_what_it_was_is_never_guessed(charts, diary):
    charts.press("Add what may matter…").press("Save, what may matter")
    assert events(diary) == ()
    assert "It is not said what it was" in charts.text()
