"""Since you were away: the doses of the last days, answered one by one or all at once."""

from datetime import date

from diary_app.domain.dose import EnteredBy, Missed, Skipped
from diary_app.domain.matching import State
from diary_app.services import histories, symptoms, today


def away(robot, clock):
    """Two days pass; the window was open."""
    clock.now = clock.now.replace(day=24)
    robot.rest().window.session.ticked.emit()
    return robot.settle()


def open_doses(diary):
    return sum(len(lines) for _day, lines in today.not_recorded(diary))


def doses_of(diary):
    return histories.load(diary, histories.whole(diary)).doses


def test_every_open_dose_is_one_press(robot, diary, clock):
    away(robot, clock).press("Look at it").press("All 6 taken at their times")
    assert open_doses(diary) == 0
    robot.key("Ctrl+Z")
    assert open_doses(diary) == 6


def test_one_that_was_not_taken_is_one_press(robot, diary, clock):
    away(robot, clock).press("Look at it")
    robot.press("Not taken, baclofen 10 mg, 08:00, 23 Nov 2026")
    assert isinstance(doses_of(diary)[-1], Missed)
    assert open_doses(diary) == 5


def test_not_sure_stores_nothing_and_asks_again_tomorrow(robot, diary, clock):
    before = len(doses_of(diary))
    robot.press("Look at it").press("Not sure, baclofen 10 mg, 20:00")
    assert "Look at it" not in robot.names()
    assert "1 dose stays not recorded" in robot.text()
    assert len(doses_of(diary)) == before and open_doses(diary) == 1
    assert "Look at it" in away(robot, clock).names()


def test_the_keys_are_on_the_first_answer(robot):
    assert (
        robot.press("Look at it").focused() == "Taken at 20:00, baclofen 10 mg, 20:00, 21 Nov 2026"
    )


def test_a_clock_time_is_one_of_the_day_that_is_spoken_of(robot, diary):
    robot.press("Look at it").press("Other…, baclofen 10 mg, 20:00, 21 Nov")
    assert not any("min ago" in name or name.startswith("Just now") for name in robot.names())
    robot.type("Note, baclofen", "late").type("Another time", "21:15").press(
        "Save, baclofen, 20:00"
    )
    taken = next(dose for dose in doses_of(diary) if dose.note == "late")
    assert (taken.taken_at.day, f"{taken.taken_at.local:%H:%M}") == (date(2026, 11, 21), "21:15")


def test_a_dose_can_be_skipped_with_a_reason(robot, diary):
    robot.press("Other…, baclofen 10 mg, 14:00").type("Reason, baclofen", "too drowsy")
    robot.press("Skipped, with this reason")
    dose = today.sheet(diary).lines[1].dose
    assert isinstance(dose, Skipped) and dose.reason == "too drowsy"


def test_a_time_that_is_not_known_is_kept_as_such(robot, diary):
    robot.press("Other…, baclofen 10 mg, 14:00").press("Time not known")
    assert today.sheet(diary).lines[1].dose.time_known is False


def test_a_carer_writes_until_the_patient_says_so(robot, diary):
    robot.go("log").press("A carer").go("today").press("Taken now, baclofen 10 mg, 14:00")
    assert today.sheet(diary).lines[1].dose.entered_by == EnteredBy.CARER
    robot.press("Pain").press("4, Pain")
    assert symptoms.last_values(diary)["pain"].entered_by == EnteredBy.CARER
    robot.go("log").type("Note", "slept").press("Save the note")
    assert histories.load(diary, histories.whole(diary)).notes[0].entered_by == EnteredBy.CARER
    robot.press("I write myself again")
    assert "A carer writes now" not in robot.text()


def test_an_extra_dose_of_yesterday_leaves_today_alone(robot, diary):
    robot.go("log").press("Day before").press("Another dose…, baclofen")
    robot.type("Amount, baclofen", "5 mg").type("Another time", "17:00").press("Save, baclofen")
    (extra,) = [dose for dose in doses_of(diary) if str(dose.amount) == "5 mg"]
    assert (extra.taken_at.day, extra.taken_at.local.hour) == (date(2026, 11, 21), 17)
    assert [line.state for line in today.sheet(diary).lines][1:] == [State.DUE, State.LATER]


def test_an_open_dose_is_answered_on_the_page_of_its_day(robot, diary):
    robot.go("log").press("Day before").press("Taken at 20:00, baclofen")
    assert open_doses(diary) == 0


def test_a_dose_of_a_past_day_whose_time_is_not_known_stays_on_that_day(robot, diary):
    robot.go("log").press("Day before").press("Another dose…, baclofen")
    robot.type("Amount, baclofen", "5 mg").press("Time not known")
    (extra,) = [dose for dose in doses_of(diary) if str(dose.amount) == "5 mg"]
    assert (extra.taken_at.day, extra.time_known) == (date(2026, 11, 21), False)
