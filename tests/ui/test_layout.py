"""Nothing is cut in a language that is 40 % longer, at 100 % and 200 %, and from right to left."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QLabel

from diary_app import text
from diary_app.services import settings, symptoms
from diary_app.ui.parts.chart_view import ChartView
from diary_app.ui.widgets.body import BodyPicture
from tests.pseudo import CODE, pseudo
from tests.ui.layout import PAGES, faults, opened, places, settle

PERCENTS = (100, 200)


@pytest.fixture(autouse=True)
def english_again(qapp):
    yield
    text.use_language("en")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def window(open_window, with_more, monkeypatch):
    """A window in the longer language, from the side asked for."""
    monkeypatch.setitem(settings.LOOKS, "language", (*settings.LOOKS["language"], CODE))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: "")
    for asked in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, asked, lambda *_a, **_k: ("", ""))
    for name in ("spasms", "stiffness", "hallucinations"):
        symptoms.observe(with_more, name, 2)

    def made(percent, direction="left"):
        settings.save(with_more, language=CODE, direction=direction)
        made = open_window(with_more, percent=percent).window
        monkeypatch.setattr(made.session, "reopen", lambda *_a, **_k: None)
        return made

    with pseudo():
        yield made


@pytest.mark.parametrize("direction", ["left", "right"])
@pytest.mark.parametrize("percent", PERCENTS)
def test_no_page_cuts_a_word(window, percent, direction):
    shown = window(percent, direction)
    found = {}
    for page in PAGES:
        opened(shown, page)
        if cut := faults(shown):
            found[page] = cut
    assert not found


@pytest.mark.slow
@pytest.mark.parametrize("direction", ["left", "right"])
@pytest.mark.parametrize("percent", PERCENTS)
@pytest.mark.parametrize("page", PAGES)
def test_no_panel_cuts_a_word(window, page, percent, direction):
    shown = window(percent, direction)
    found = {place: cut for place in places(shown, page) if (cut := faults(shown))}
    assert not found


def test_a_word_that_is_cut_is_found(window):
    shown = window(100)
    label = next(each for each in shown.page.findChildren(QLabel) if len(each.text()) > 20)
    label.setFixedWidth(8)
    settle()
    assert any(fault.startswith("cut") for fault in faults(shown))


def test_words_on_words_are_found(window):
    shown = window(100)
    extra = QLabel("over it", shown.page)
    extra.move(0, 0)
    extra.resize(400, 400)
    extra.show()
    assert any(fault.startswith("on one another") for fault in faults(shown))


def test_from_right_to_left_the_list_of_pages_is_at_the_right(window):
    for direction, at_left in (("left", True), ("right", False)):
        shown = window(100, direction)
        button = shown._navigation.buttons["log"]
        middle = button.mapTo(shown, QPoint(button.width() // 2, 0)).x()
        assert (middle < shown.width() / 2) == at_left


def seen(widget, direction) -> QImage:
    widget.setLayoutDirection(direction)
    return widget.grab().toImage()


def test_a_chart_keeps_its_time_and_a_body_its_sides_from_right_to_left(window, qtbot):
    shown = window(100)
    opened(shown, "charts")
    qtbot.waitUntil(lambda: shown.page._made is not None, timeout=30_000)
    settle()
    (chart,) = shown.findChildren(ChartView)
    chart._at = 0  # the reading cursor stands on the first day
    body = BodyPicture(shown)
    body.resize(body.sizeHint())
    for widget in (chart, body):
        left, right = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
        assert seen(widget, left) == seen(widget, right)
