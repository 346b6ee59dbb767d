"""Where the keys go when the page is built anew: to where the work goes on, and never elsewhere."""

from datetime import date, time

import pytest
from PySide6.QtWidgets import QApplication

from diary_app.domain.moment import at_wall
from diary_app.domain.symptom import Answer
from diary_app.services import backups, doses, medicines, symptoms, today, trail
from diary_app.ui import focus
from diary_app.ui.desktop import announce
from diary_app.ui.widgets.button import Button

PAGES = ("today", "log", "check", "history", "charts", "medicines", "reports", "settings")


@pytest.fixture
def heard(monkeypatch, robot):
    """What a screen reader hears, in order: "keys: …" and messages."""
    said = []
    monkeypatch.setattr(announce, "announce", lambda _source, text: said.append(text))

    def moved(_old, new):
        if new is not None:
            said.append(f"keys: {new.accessibleName()}")

    QApplication.instance().focusChanged.connect(moved)
    yield said
    QApplication.instance().focusChanged.disconnect(moved)


def in_sight(robot):
    """Whether what has the keys is seen whole, above the undo bar."""
    widget, view = QApplication.focusWidget(), robot.window._scroll.viewport()
    if not view.isAncestorOf(widget):
        return True
    where = widget.rect().translated(widget.mapTo(view, widget.rect().topLeft()))
    return view.rect().contains(where)


def records(robot):
    widget = QApplication.focusWidget()
    return widget.records if isinstance(widget, Button) else "nothing"


def away(robot, clock, day=24):
    clock.now = clock.now.replace(day=day)
    robot.rest().window.session.ticked.emit()
    return robot.settle()


@pytest.mark.parametrize("page", PAGES[1:])
def test_no_page_opens_with_the_keys_on_an_answer(robot, page):
    robot.go(page)
    assert robot.focused() in robot.names() and records(robot) == "nothing"


def test_the_start_is_one_dose_and_never_all_of_them(open_window, with_more):
    robot = open_window(with_more)
    assert robot.focused() == "Taken now, baclofen 10 mg, 14:00"


def test_history_with_open_doses_of_many_days_opens_on_no_answer(robot, diary, clock):
    away(robot, clock).key("Alt+4").key("Return")
    assert sum(len(lines) for _day, lines in today.not_recorded(diary)) == 6


def test_after_a_backfilled_dose_the_next_open_row(robot, clock):
    away(robot, clock).press("Look at it")
    seen = [robot.focused(), *(robot.key("Return").focused() for _dose in range(3))]
    days = [name.removeprefix("Taken at ")[:5] + name[-12:] for name in seen]
    assert days == [
        "08:00 23 Nov 2026",
        "14:00 23 Nov 2026",
        "20:00 23 Nov 2026",
        "14:00 22 Nov 2026",
    ]


def test_in_history_too_and_after_the_last_one_its_record(robot, diary, clock):
    away(robot, clock, 23)
    robot.window.open_page("history", date(2026, 11, 22))
    robot.settle()
    while robot.focused().startswith("Taken at"):
        robot.key("Return")
    assert today.not_recorded(diary) == ()
    assert records(robot) == "nothing" and robot.focused() in robot.names()


def test_of_two_due_doses_the_other_one_is_next(open_window, with_more):
    robot = open_window(with_more).key("Return")
    assert robot.focused() == "Taken now, tizanidine 2 mg, 14:00"
    assert robot.key("Return").focused().startswith("Change…, tizanidine 2 mg, 14:00")


def test_after_an_as_needed_dose_the_keys_are_not_on_the_same_answer(open_window, with_more):
    robot = open_window(with_more)
    robot.find("Taken now, paracetamol").setFocus()
    assert robot.key("Return").focused() == "Other…, paracetamol 500 mg"


def test_a_check_that_asks_has_the_keys_on_do_not_save(open_window, with_more):
    robot = open_window(with_more).press("Taken now, paracetamol").press("Taken now, paracetamol")
    assert robot.focused() == "Do not save"


@pytest.mark.parametrize(
    "keys",
    [
        ["Return"],
        ["Tab", "Space"],
        ["Return", "Ctrl+Z"],
        ["Ctrl+2", "4"],
        ["Ctrl+2", "Escape"],
        ["Ctrl++"],
        ["Alt+4"],
        ["Alt+4", "Alt+1"],
        ["Alt+3", "Space"],
        ["Ctrl+D"],
        ["Tab", "Tab", "Space", "Escape"],
    ],
    ids=" ".join,
)
def test_the_keys_never_pass_through_the_list_of_pages(robot, heard, keys):
    for key in keys:
        robot.key(key)
    pages = {
        f"keys: {button.accessibleName()}" for button in robot.window._navigation.buttons.values()
    }
    assert pages & set(heard) == set()


def test_a_page_chosen_with_the_mouse_takes_the_keys_off_the_list(robot, heard):
    robot.press("Medicines")
    assert robot.focused() in robot.names()


def test_messages_come_after_the_keys_rest(robot, heard):
    robot.key("Return")
    assert heard[-1] == "Saved: baclofen 10 mg, taken at 14:05."
    assert heard[-2].startswith("keys: Change…")


def test_the_advice_of_a_serious_symptom_is_said_after_the_keys_rest(robot, heard):
    robot.press("More symptoms…").press("Confusion").press("Mild, Confusion")
    at = next(i for i, said in enumerate(heard) if said.startswith("You recorded: confusion"))
    assert not any(said.startswith("keys:") for said in heard[at:])


def test_a_yes_in_the_check_says_what_to_do_after_the_keys_rest(robot, heard):
    robot.go("check").press("Yes, Seeing or hearing things")
    assert "Do not stop baclofen on your own" in heard[-1]


def test_how_a_note_was_read_is_said_after_the_keys_rest(robot, heard):
    robot.go("log").type("Note", "had a seizure last night").press("Save the note")
    assert robot.focused() == "Note"
    assert "Is this right?" in heard[-1] and "Saved: your note." in heard


def test_a_question_of_the_diary_is_said(open_window, with_more, monkeypatch):
    said = []
    monkeypatch.setattr(announce, "announce", lambda _source, text: said.append(text))
    robot = open_window(with_more).press("Taken now, paracetamol").press("Taken now, paracetamol")
    assert said[-1].startswith("You recorded 500 mg of the same medicine")
    assert robot.focused() == "Do not save"


def test_undo_after_a_file_was_made_names_the_change_before_it_takes_it_back(robot, diary):
    robot.go("check").press("Yes, Seeing or hearing things").press("Save, my answers")
    robot.window.session.told.emit("Made: summary.pdf.")
    robot.settle()
    assert "Undo" not in robot.names(robot.window._bar)
    robot.key("Ctrl+Z")
    assert symptoms.last_check(diary).answers["hallucinations"] == Answer.YES
    assert "Last change:" in robot.text()
    robot.key("Ctrl+Z")
    assert symptoms.last_check(diary) is None


def test_a_backup_is_no_change_that_undo_could_mean(robot, diary, tmp_path):
    robot.window.session.save(lambda: backups.copy_to(diary, tmp_path), "Backed up.")
    assert "Undo" not in robot.settle().names(robot.window._bar)


def test_the_last_undo_leaves_the_keys_in_the_bar(robot, diary):
    for _dose in range(len(trail.entries(diary))):
        robot.press("Undo")
    assert robot.focused() == "Redo"


@pytest.mark.parametrize(("width", "percent"), [(1180, 100), (640, 200)])
def test_what_has_the_keys_is_in_sight(open_window, with_more, width, percent):
    robot = open_window(with_more, width=width, height=560, percent=percent)
    for key in ("Return", "Return", "Ctrl+1", "5", "Ctrl+3", "Escape", "Alt+2", "Ctrl+2", "3"):
        robot.key(key)
        assert in_sight(robot), (key, robot.focused())


@pytest.mark.parametrize(
    ("opener", "last"),
    [
        ("Spasms", "10, Spasms"),
        ("Drowsiness", "Very severe, Drowsiness"),
        ("Other…, paracetamol", "Note, paracetamol"),
    ],
)
def test_what_is_opened_at_the_end_of_the_page_is_seen_whole(open_window, with_more, opener, last):
    robot = open_window(with_more, width=1180, height=820).press(opener)
    control, view = robot.find(last), robot.window._scroll.viewport()
    where = control.rect().translated(control.mapTo(view, control.rect().topLeft()))
    assert view.rect().contains(where)


@pytest.mark.parametrize("height", [560, 600, 640, 680])
def test_a_page_whose_title_takes_a_line_more_keeps_the_keys_in_sight(
    open_window, with_more, height
):
    robot = open_window(with_more, width=640, height=height, percent=200)
    for page in ("history", "medicines", "charts", "log", "reports"):
        robot.go(page)
        assert in_sight(robot), page


def test_what_a_screen_reader_gives_the_keys_comes_into_sight(open_window, with_more):
    robot = open_window(with_more, page="settings", height=600)
    robot.find("Reset how things look").setFocus()
    robot.settle()
    assert in_sight(robot)


def test_a_record_that_was_changed_has_the_keys_again(robot, diary):
    robot.press("Change…, baclofen 10 mg, 08:00").type("Another time", "08:20")
    robot.press("Save, baclofen, 08:00")
    assert robot.focused().startswith("Change…, baclofen 10 mg")


def test_a_page_that_is_built_anew_beside_a_press_keeps_what_has_the_keys(robot, diary):
    slot = at_wall(date(2026, 11, 21), time(20), "Europe/Berlin")
    robot.find("Skip, baclofen").setFocus()
    doses.take(diary, medicines.plan_of(diary, "baclofen"), at=slot, planned=slot)
    assert robot.settle().focused() == "Skip, baclofen 10 mg, 14:00"


def test_many_answers_are_never_given_the_keys_even_by_name(robot):
    area = robot.go("check").window.page
    names = [w.accessibleName() for w in focus.controls(area)]
    assert "None of these" in names
    found = focus._onward(area, "gone", None, ["gone", "None of these"])
    assert found.accessibleName() != "None of these"


@pytest.mark.parametrize(
    "opener",
    [
        "Other…, baclofen 10 mg, 14:00",
        "Take now…, baclofen 10 mg, 20:00",
        "Other…, paracetamol 500 mg",
    ],
)
def test_a_panel_that_is_left_gives_the_keys_back_to_what_opened_it(open_window, with_more, opener):
    robot = open_window(with_more).press(opener)
    assert robot.focused().startswith("Amount, ")
    assert robot.key("Escape").focused() == opener


def test_a_panel_of_a_past_dose_too(robot):
    robot.press("Look at it").press("Other…, baclofen 10 mg, 20:00, 21 Nov").key("Escape")
    assert robot.focused().startswith("Other…, baclofen 10 mg, 20:00, 21 Nov")


def test_what_went_wrong_is_in_sight_with_the_keys_and_gives_them_back(robot, heard):
    robot.go("check").press("Save what I answered")
    assert robot.focused() == "Close this message" and in_sight(robot)
    assert "No question is answered yet" in heard[-1]
    assert robot.key("Return").focused() in robot.names()
    pages = {f"keys: {one.accessibleName()}" for one in robot.window._navigation.buttons.values()}
    assert pages & set(heard) == set()


def test_a_dose_that_was_asked_about_goes_on_when_it_is_saved_and_back_when_not(
    open_window, with_more
):
    robot = open_window(with_more).press("Other…, baclofen 10 mg, 14:00")
    robot.type("Amount, baclofen", "30 mg").press("Just now")
    assert robot.focused().startswith("Go back and change it")
    assert robot.key("Escape").focused().startswith("Amount, baclofen")
    assert robot.find("Amount, baclofen").text() == "30 mg"
    robot.press("Just now").press("Save 30 mg anyway")
    assert robot.focused() == "Taken now, tizanidine 2 mg, 14:00"


def test_tab_from_the_list_of_pages_scrolls_to_what_it_reaches(open_window, with_more):
    robot = open_window(with_more, height=560)
    bar = robot.window._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    robot.window._navigation.buttons["settings"].setFocus()
    assert robot.key("Tab").focused().endswith("smaller text")
    assert in_sight(robot)
