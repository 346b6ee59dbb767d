"""F1: the open page, the keys, what the serious words mean, and what the diary is."""

import pytest
from PySide6.QtWidgets import QApplication

from diary_app.ui.help import HelpWindow
from diary_app.wording.help import page_help

PAGES = ("today", "log", "check", "history", "charts", "medicines", "reports", "settings")


def sheet():
    (found,) = [
        w for w in QApplication.topLevelWidgets() if isinstance(w, HelpWindow) and w.isVisible()
    ]
    return found


def words(widget):
    return " ".join(
        label.text() for label in widget.findChildren(object) if hasattr(label, "show_runs")
    )


@pytest.mark.parametrize("page", PAGES)
def test_f1_tells_of_the_open_page_and_its_keys(robot, page):
    robot.go(page).key("F1")
    told = page_help(page)
    assert all(line in words(sheet()) for line in (told.title, *told.lines, *told.keys))
    sheet().close()


def test_escape_closes_it_and_nothing_is_stored(robot, diary):
    before = robot.go("today").text()
    robot.key("F1")
    shown = sheet()
    shown.reject()
    assert not shown.isVisible()
    assert robot.text() == before


def test_each_serious_word_has_a_meaning_what_to_do_and_its_source(robot, diary):
    robot.go("check").press("What the words mean")
    said = words(sheet())
    serious = diary.vocabulary.serious()
    assert len(serious) > 15
    for entry in serious:
        assert entry.meaning, entry.id
        assert " ".join(entry.meaning.split()) in said and entry.label in said
    sheet().close()


def test_a_card_asks_what_its_word_means_and_that_word_stands_first(robot, diary):
    from diary_app.services import symptoms

    symptoms.observe(diary, "hallucinations", 2)
    robot.go("check").press("What is this?, Seeing or hearing things")
    labels = [label.text() for label in sheet().findChildren(object) if hasattr(label, "show_runs")]
    assert labels.index("Seeing or hearing things that are not there") < labels.index(
        "Seizure (fit, convulsion)"
    )
    sheet().close()
