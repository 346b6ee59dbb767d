"""The language of the window and of the papers, chosen in Settings."""

import pytest

from diary_app import text
from diary_app.services import settings
from diary_app.ui import theme
from tests.pseudo import CODE, longer, pseudo


@pytest.fixture(autouse=True)
def english_again():
    yield
    text.use_language("en")


def test_another_language_opens_the_window_anew_on_the_same_page(robot, diary):
    robot.go("settings").press("Deutsch, language of this window")
    session = robot.window.session
    assert settings.load(diary).language == "de"
    assert session.same_place
    assert session.after_closing() == (diary.file.path, "")
    assert theme.current().look.language == "de"


def test_the_language_of_the_papers_is_chosen_apart(robot, diary):
    robot.go("settings").press("Deutsch, my doctor reads")
    assert settings.load(diary).paper_language == "de"
    assert settings.language_of_papers(diary) == "de"
    assert text.language() == "en"


def test_the_window_speaks_the_language_of_the_diary(open_window, diary):
    settings.save(diary, language="de")
    robot = open_window(diary)
    assert "Heute" in robot.text()
    assert "Sprache dieses Fensters" in robot.go("settings").text()


PAGES = ("today", "log", "check", "history", "charts", "medicines", "reports", "settings")


def test_every_page_opens_in_a_language_that_is_longer(open_window, diary, monkeypatch):
    known = (*settings.LOOKS["language"], CODE)
    monkeypatch.setitem(settings.LOOKS, "language", known)
    with pseudo():
        settings.save(diary, language=CODE)
        robot = open_window(diary)
        for page in PAGES:
            robot.go(page)
            assert robot.window.page.key == page
            assert "~]" in robot.text()
        assert longer("Settings") in robot.text()
