"""Log, safety check, history, medicines, reports, charts and settings: what a press stores."""

from datetime import date

import pytest

from diary_app.domain.matching import State
from diary_app.domain.symptom import Answer
from diary_app.services import flags, histories, medicines, records, settings, symptoms, today
from diary_app.ui import theme


def history(diary):
    return histories.load(diary, histories.whole(diary))


def test_a_symptom_of_yesterday_is_four_presses(robot, diary):
    robot.press("Log").press("Day before").press("Spasms").press("6, Spasms")
    seen = symptoms.last_values(diary)["spasms"]
    assert (seen.value, seen.at.day) == (6, date(2026, 11, 21))


def test_any_day_can_be_typed(robot):
    robot.go("log").press("Pick a day…").type("Day", "20 nov").press("Show the day")
    assert "Friday 20 November 2026" in robot.text()


def test_a_day_of_the_log_without_its_year_is_the_last_such_day(robot):
    robot.go("log").press("Pick a day…").type("Day", "24 dec").press("Show the day")
    assert "Wednesday 24 December 2025" in robot.text()


def test_a_note_is_kept_and_how_it_was_read_is_shown(robot, diary):
    robot.go("log").type("Note", "had a seizure last night").press("Save the note")
    assert history(diary).notes[0].text == "had a seizure last night"
    assert "Is this right?" in robot.text()


def test_none_of_these_is_one_press_and_no_is_not_unasked(robot, diary):
    robot.go("check").press("None of these")
    answers = symptoms.last_check(diary).answers
    assert set(answers.values()) == {Answer.NO}


def test_what_is_not_answered_was_not_asked(robot, diary):
    robot.go("check").press("No, A seizure").press("Save what I answered")
    answers = symptoms.last_check(diary).answers
    assert answers["seizure"] == Answer.NO
    assert answers["confusion"] == Answer.NOT_ASKED


def test_a_yes_shows_what_to_do_at_once_and_asks_further(robot, diary):
    robot.go("check").press("Yes, Seeing or hearing things")
    assert "Do not stop baclofen on your own" in robot.text()
    assert "None of these" not in robot.names()
    robot.press("Yes, Have you missed").press("Save, my answers")
    assert [flag.id for flag in flags.waiting(diary)] == ["hallucinations"]
    assert symptoms.last_check(diary).followups == {"missed_or_stopped_doses": True}


def test_a_check_without_answers_is_not_stored(robot, diary):
    robot.go("check").press("Save what I answered")
    assert symptoms.last_check(diary) is None
    assert "No question is answered yet" in robot.text()


def test_a_serious_symptom_stays_until_something_is_said_about_it(robot, diary):
    robot.press("More symptoms…").press("Seeing or hearing things").press("Severe, Seeing")
    assert "You recorded: seeing or hearing things" in robot.text()
    robot.press("I have dealt with it…").type("What did you do?", "called the clinic")
    robot.press("Save, Seeing or hearing things")
    assert flags.waiting(diary) == ()


def test_a_flag_tells_its_document_and_line(robot):
    robot.press("More symptoms…").press("Confusion").press("Mild, Confusion")
    robot.press("Why am I seeing this?")
    assert "004_0356c7f2a8bb09c2.txt, line 5" in robot.text()


def test_the_patients_numbers_are_buttons(open_window, diary):
    settings.save(diary, doctor_phone="0123 456")
    symptoms.observe(diary, "confusion", 2)
    robot = open_window(diary)
    assert any(name.startswith("My doctor 0123 456") for name in robot.names())


def test_a_dose_record_is_corrected_and_keeps_its_planned_time(robot, diary):
    robot.press("Change…, baclofen 10 mg, 08:00").type("Another time", "08:20")
    robot.press("Save, baclofen, 08:00")
    dose = today.sheet(diary).lines[0].dose
    assert (dose.taken_at.local.hour, dose.taken_at.local.minute) == (8, 20)
    assert dose.planned_at.local.hour == 8


def test_a_record_is_taken_out_and_put_back(robot, diary):
    robot.press("Change…, baclofen 10 mg, 08:00").press("Remove from the log")
    assert today.sheet(diary).lines[0].state != State.TAKEN
    assert len(records.removed(diary)) == 1
    robot.press("Removed").press("Put back")
    assert records.removed(diary) == ()


def test_every_open_dose_of_a_day_is_one_press(robot, diary, clock):
    clock.now = clock.now.replace(day=24)
    robot.window.open_page("history", date(2026, 11, 23))
    robot.settle().press("All 3 taken at their times")
    assert all(line.dose for line in today.sheet(diary, date(2026, 11, 23)).lines)


def test_nothing_is_filled_in_for_a_new_medicine(robot):
    robot.go("medicines").press("Add a medicine")
    fields = [
        robot.find(name).text() for name in ("Name of the medicine", "Strength", "Most a day")
    ]
    assert fields == ["", "", ""]


def test_a_medicine_is_added(robot, diary):
    robot.go("medicines").press("Add a medicine")
    robot.type("Name of the medicine", "tizanidine").press("Tablet").type("Strength", "4 mg")
    robot.press("At certain times every day").type("Time 1", "08:00").type("Amount 1", "2 mg")
    robot.press("Another time").type("Time 2", "22:00").type("Amount 2", "4 mg")
    robot.press("Save, new medicine").confirm()
    plan = medicines.plan_of(diary, "tizanidine")
    assert [str(dose.amount) for dose in plan.courses[0].schedule.doses] == ["2 mg", "4 mg"]


def test_a_medicine_without_frequency_is_not_saved(robot):
    robot.go("medicines").press("Add a medicine")
    robot.type("Name of the medicine", "tizanidine").press("Tablet").type("Strength", "4 mg")
    robot.press("Save, new medicine")
    assert "How often is it taken? Choose one." in robot.text()


def test_a_new_dose_begins_on_its_day_and_leaves_the_past(robot, diary):
    robot.go("medicines").press("Change dose…, baclofen")
    robot.type("Amount 1", "15 mg").type("From which day", "22 nov")
    robot.press("Save, baclofen").confirm()
    before, after = medicines.plan_of(diary, "baclofen").courses
    assert before.until == after.since == date(2026, 11, 22)


def test_a_medicine_on_hold_and_again(robot, diary):
    robot.go("medicines").press("More…, baclofen").press("On hold…, baclofen")
    robot.type("From which day did your doctor pause it?", "today").press("Save, baclofen")
    assert medicines.plan_of(diary, "baclofen").held_on(date(2026, 11, 22))


def test_a_question_for_the_doctor_is_kept(robot, diary):
    robot.go("reports").type("A question for the doctor", "Could the midday dose change?")
    robot.press("Add the question")
    assert settings.open_questions(diary) == ("Could the midday dose change?",)


def test_the_summary_is_two_presses(robot, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("diary_app.ui.desktop.documents.documents", lambda: tmp_path)
    robot.press("Reports").press("Make PDF")
    qtbot.waitUntil(lambda: "Made:" in robot.settle().text(), timeout=20_000)
    assert (tmp_path / "summary-2026-11-22.pdf").read_bytes().startswith(b"%PDF")


def test_a_chart_has_words_a_picture_and_a_table(open_window, diary, qtbot):
    symptoms.observe(diary, "spasms", 4)
    robot = open_window(diary, page="charts")
    qtbot.waitUntil(
        lambda: any(n.startswith("Chart: ") for n in robot.settle().names()), timeout=20_000
    )
    robot.press("Show as table")
    qtbot.waitUntil(lambda: "The numbers of the picture" in robot.settle().names(), timeout=20_000)


@pytest.mark.parametrize(
    ("name", "chosen"), [("Dark", "dark"), ("High contrast light", "hc-light")]
)
def test_the_colours_are_kept_for_the_next_start(robot, diary, name, chosen):
    robot.go("settings").press(f"{name}, colours")
    assert theme.current().name == chosen
    assert settings.load(diary).theme == chosen


def test_how_things_look_is_no_step_of_undo(robot, diary):
    robot.key("Return").key("Ctrl++").key("Ctrl+Z")
    assert today.sheet(diary).lines[1].state == State.DUE
    assert theme.current().look.percent == 110


def test_another_amount_of_an_old_record_leaves_its_time_to_the_second(robot, diary, clock):
    robot.key("Return")
    taken = today.sheet(diary).lines[1].dose
    clock.now = clock.now.replace(hour=15, second=40)
    robot.press("Change…, baclofen 10 mg, 14:00").type("Amount", "5 mg")
    robot.press("Save, baclofen, 14:00")
    after = today.sheet(diary).lines[1].dose
    assert (str(after.amount), after.taken_at) == ("5 mg", taken.taken_at)
