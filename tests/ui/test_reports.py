"""Reports: what a visit is prepared with, and what stands on the paper only if it was chosen."""

from datetime import date
from threading import Event

import pytest

from diary_app.services import papers, questions, settings, symptoms, visits


def test_a_visit_gives_the_period_since_it(robot, diary):
    robot.go("reports").press("I saw my doctor…").type("I saw my doctor on", "21 nov")
    robot.press("Save, visit")
    assert visits.last(diary) == date(2026, 11, 21)
    robot.press("Since my last visit, 21 Nov 2026")
    assert "21 Nov 2026 to 22 Nov 2026, 2 days" in robot.text()


def test_a_visit_that_is_taken_back_leaves_a_period(robot, diary):
    visits.add(diary, date(2026, 11, 21))
    robot.go("reports").press("Since my last visit").key("Ctrl+Z")
    assert "Since my last visit" not in robot.text()


def test_a_day_to_come_is_no_visit(robot, diary):
    robot.go("reports").press("I saw my doctor…").type("I saw my doctor on", "2026-11-30")
    robot.press("Save, visit")
    assert visits.last(diary) is None
    assert "still to come" in robot.text()


def test_escape_leaves_the_days_that_were_to_be_chosen(robot):
    robot.go("reports").press("Dates…, period").key("Escape")
    assert "First day" not in robot.names()
    assert robot.find("3 months, period").isChecked()


def test_an_answered_question_leaves_the_paper(robot, diary):
    questions.ask(diary, "Could the midday dose change?")
    robot.go("reports").press("Done, question 1")
    assert papers.own_options(diary).questions == ()


def test_what_else_is_taken_is_kept_for_the_paper(robot, diary):
    robot.go("reports").type("I also take", "vitamin D").press("Save, I also take")
    assert papers.own_options(diary).other_medicines == "vitamin D"


def test_the_sheet_is_chosen(robot, diary):
    robot.go("reports").press("Letter, paper")
    assert settings.load(diary).paper == "Letter"


def test_only_a_ticked_note_is_printed(robot, diary, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("diary_app.ui.desktop.documents.documents", lambda: tmp_path)
    symptoms.write_note(diary, "Slept badly.")
    seen = []
    made = papers.written
    monkeypatch.setattr(papers, "written", lambda m, form: seen.append(m) or made(m, form))
    robot.go("reports").press("Notes…, in the summary").press("Print, note of")
    assert "1 note…, in the summary" in robot.names()
    robot.press("Make PDF")
    qtbot.waitUntil(lambda: "Made:" in robot.settle().text(), timeout=20_000)
    assert len(seen[0].options.notes) == 1


@pytest.mark.parametrize(
    ("name", "stem"), [("My week", "my-week"), ("Emergency card", "emergency-card")]
)
def test_a_small_paper_is_one_press_and_never_written_over_another(
    robot, diary, qtbot, tmp_path, monkeypatch, name, stem
):
    monkeypatch.setattr("diary_app.ui.desktop.documents.documents", lambda: tmp_path)
    first = tmp_path / f"{stem}-{diary.now().day}.pdf"
    first.write_text("mine")
    robot.go("reports").press(name)
    qtbot.waitUntil(lambda: f"Open, {stem}" in robot.settle().text(), timeout=20_000)
    assert first.read_text() == "mine"
    assert (tmp_path / f"{stem}-{diary.now().day}-2.pdf").read_bytes().startswith(b"%PDF")


def test_a_cancelled_paper_is_not_kept(robot, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("diary_app.ui.desktop.documents.documents", lambda: tmp_path)
    go_on = Event()
    tasks = robot.window.session.tasks
    tasks.run(go_on.wait, bool, bool)
    robot.go("reports").press("Make PDF")
    assert "step 1 of 2" in robot.text()
    robot.press("Cancel, the paper")
    go_on.set()
    done = []
    tasks.run(lambda: True, done.append, done.append)
    qtbot.waitUntil(lambda: done == [True], timeout=20_000)
    assert "Made:" not in robot.settle().text()
    assert list(tmp_path.glob("*.pdf")) == []
