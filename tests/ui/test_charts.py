"""The charts page: every picture, kept and copied, and what may matter beside the doses."""

from datetime import date, time

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QScrollArea

from diary_app.domain.moment import at_wall
from diary_app.services import histories, symptoms
from diary_app.ui.parts.chart_view import ChartTable, ChartView
from diary_app.ui.widgets.text import Runs
from tests.ui.conftest import ZONE


def events(diary):
    return histories.load(diary, histories.whole(diary)).events


@pytest.fixture
def charts(open_window, diary, qtbot):
    symptoms.observe(diary, "spasms", 4)
    robot = open_window(diary, page="charts", height=1000)

    def drawn():
        robot.settle()
        return robot.window.page._made is not None

    qtbot.waitUntil(drawn, timeout=20_000)
    robot.drawn = lambda: qtbot.waitUntil(drawn, timeout=20_000)
    return robot


def test_every_picture_can_be_chosen(charts):
    more = ("Where on the body", "Parts of the day")
    for name in (
        *("Doses", "Calendar", "Before and after", "Time of day", "Amount and symptoms"),
        *more,
    ):
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
    assert "What was it? Choose one" in charts.text()


@pytest.fixture
def small(open_window, diary, qtbot):
    """A window of 1024 by 700 with a chart on it."""
    for day in (20, 21, 22):
        symptoms.observe(diary, "spasms", 4, at_wall(date(2026, 11, day), time(9), ZONE))
    robot = open_window(diary, page="charts", width=1024, height=700)
    robot.drawn = lambda: qtbot.waitUntil(
        lambda: robot.settle().window.page._made is not None, timeout=30_000
    )
    robot.drawn()
    return robot


def view(robot):
    return robot.window.findChildren(ChartView)[0]


def in_view(robot, widget):
    """Whether the whole of it is seen without scrolling."""
    scroll = robot.window.findChildren(QScrollArea)[0]
    top = widget.mapTo(scroll.viewport(), QPoint(0, 0)).y()
    return top >= 0 and top + widget.height() <= scroll.viewport().height()


def test_the_chart_is_in_view_in_a_small_window(small):
    for _turn in range(40):  # once drawn again to fit the words that came with it
        small.settle()
        if in_view(small, view(small)):
            break
        QTest.qWait(50)
    assert in_view(small, view(small))


def test_the_choices_of_a_small_window_unfold_and_fold(small):
    small.press("Symptoms…, picture").press("Doses, picture of")
    small.drawn()
    assert "Doses…, picture" in small.names() and "Calendar, picture of" not in small.names()


def test_escape_folds_what_was_unfolded_and_the_keys_are_on_what_unfolds_it(small):
    small.press("3 months…, period").press("Dates…, period").key("Escape")
    assert "First day" not in small.names() and "All, period" not in small.names()
    assert small.focused() == "3 months…, period"


def test_home_end_and_arrows_move_the_cursor_and_its_words_are_in_view(small):
    view(small).setFocus()
    said = [small.key(key).text() for key in ("Home", "End", "Left")]
    days = ["Day 24 Aug 2026", "Day 22 Nov 2026", "Day 21 Nov 2026"]
    assert [day in text for day, text in zip(days, said, strict=True)] == [True] * 3
    words = next(w for w in small.window.findChildren(Runs) if w.text().startswith("Day 21"))
    assert in_view(small, words)


def test_the_picture_is_drawn_anew_when_the_window_is_resized(small, qtbot):
    before = view(small)
    before.setFocus()
    small.key("End")
    wide = before.sizeHint().width()
    small.window.resize(1300, 700)
    qtbot.waitUntil(lambda: before.sizeHint().width() > wide + 100, timeout=30_000)
    assert view(small) is before and before.hasFocus()
    assert small.key("Left").text().count("Day 21 Nov 2026") == 1


def test_the_table_has_no_scroll_bar_of_its_own(small):
    small.press("Show as table")
    small.drawn()
    assert small.focused() == "Show as picture"
    (table,) = small.window.findChildren(ChartTable)
    assert not table.verticalScrollBar().isVisible()
    assert not table.horizontalScrollBar().isVisible()
    assert table.viewport().height() >= table.verticalHeader().length()
    last = table.item(table.rowCount() - 1, 0)
    assert last.text() == "22 Nov 2026"
