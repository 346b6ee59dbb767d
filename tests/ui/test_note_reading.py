"""How a note was read stands under it, and every answer to "Is this right?" is kept."""

import pytest

from diary_app.services import flags, histories, readings, symptoms


def history(diary):
    return histories.load(diary, histories.whole(diary))


def write(robot, text):
    return robot.go("log").type("Note", text).press("Save the note")


def only_reading(diary):
    found = history(diary)
    (asked,) = readings.asked_of(found, found.notes[0].id)
    return asked


def test_yes_records_the_symptom_at_the_time_of_the_note(robot, diary):
    write(robot, "had a seizure last night").press("Yes, it happened, Seizure")
    seen = symptoms.last_values(diary)["seizure"]
    assert (seen.value, seen.at) == (None, history(diary).notes[0].at)
    assert "It is recorded." in robot.text()
    assert history(diary).notes[0].text == "had a seizure last night"


def test_no_keeps_the_reason_and_dismisses_the_flag(robot, diary):
    write(robot, "had a seizure last night").press("No…, Seizure")
    robot.type("What was it?", "I meant a film").press("Save, Seizure")
    assert flags.waiting(diary) == ()
    assert only_reading(diary).answer.words == "I meant a film"
    assert "You said it did not happen: I meant a film" in robot.text()


def test_a_no_without_a_reason_is_not_stored(robot, diary):
    write(robot, "had a seizure last night").press("No…, Seizure").press("Save, Seizure")
    assert "A reason is needed." in robot.text()
    assert only_reading(diary).open


def test_a_no_to_a_note_leaves_what_was_rated(robot, diary, clock):
    symptoms.observe(diary, "confusion", 2)
    clock.now = clock.now.replace(minute=20)
    write(robot, "felt confused").press("No…, Confusion")
    robot.type("What was it?", "only tired").press("Save, Confusion")
    assert [flag.id for flag in flags.waiting(diary)] == ["confusion"]


@pytest.mark.parametrize("answer", ["Record it", "It was something else"])
def test_what_is_only_mentioned_is_asked(robot, diary, answer):
    write(robot, "I was afraid of having a seizure").press(f"{answer}, Seizure")
    assert ("seizure" in symptoms.last_values(diary)) == (answer == "Record it")
    assert not only_reading(diary).open


def test_no_seizure_is_shown_and_can_be_put_right(robot, diary):
    write(robot, "no seizure today")
    assert "was read as: no seizure" in robot.text()
    robot.press("Right, Seizure")
    assert "You said this is right." in robot.text()
    assert "seizure" not in symptoms.last_values(diary)


def test_a_note_in_which_nothing_is_found_still_points_to_the_check(robot):
    write(robot, "the post came late")
    assert "Notes are not checked reliably, please also answer the safety check." in robot.text()
    robot.press("Answer the safety check")
    assert robot.window.page.key == "check"


def test_the_answers_stand_in_history_too(robot, diary):
    write(robot, "had a seizure last night")
    robot.go("history").press("Yes, it happened, Seizure")
    assert "seizure" in symptoms.last_values(diary)


def test_a_dose_note_is_read_too(robot, diary):
    robot.press("Other…, baclofen 10 mg, 14:00").type("Note", "had a seizure").press("Just now")
    robot.go("log").press("Yes, it happened, Seizure")
    assert symptoms.last_values(diary)["seizure"].value is None


def test_a_reason_being_typed_outlives_what_is_saved_meanwhile(robot, diary):
    write(robot, "had a seizure last night").press("No…, Seizure")
    robot.type("What was it?", "I meant").press("Spasms").press("6, Spasms")
    assert symptoms.last_values(diary)["spasms"].value == 6
    assert robot.find("What was it?").text() == "I meant"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("I fell", "You wrote: “I fell”. It was read as: trouble coordinating movements."),
        (
            "nearly had a seizure",
            "You wrote: “seizure”. It may be: seizure (fit, convulsion). Is this right?",
        ),
        (
            "scared of a seizure",
            "You wrote: “seizure”. Seizure (fit, convulsion)",
        ),
    ],
)
def test_a_card_quotes_the_note_before_it_names_a_symptom(robot, text, title):
    write(robot, text).go("today")
    assert title in robot.text()
