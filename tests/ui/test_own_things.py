"""Own things, where, how long, going on, and did it help: at the window, by name."""

from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QPointF

from diary_app.domain.region import Region
from diary_app.domain.tracked import TrackedScale
from diary_app.services import doses, helped, histories, medicines, symptoms, tracked
from diary_app.ui.widgets.body import BodyChoice, BodyPicture
from tests.ui.conftest import mg


def stored(diary):
    (seen,) = histories.load(diary, histories.whole(diary)).observations
    return seen


def test_without_own_things_today_has_no_new_card(robot):
    text = robot.go("today").text()
    assert "Going on" not in text and "Did it help" not in text


def test_a_new_thing_is_tracked_and_stands_among_the_tiles(robot, diary):
    robot.go("settings").press("Track something…").type("What do you want to track?", "cold feet")
    robot.press("Track it")
    (made,) = tracked.all_of(diary)
    assert (made.name, made.scale, made.tile) == ("cold feet", TrackedScale.NUMBERS, True)
    robot.go("today").press("cold feet").press("7, cold feet")
    assert (stored(diary).symptom, stored(diary).value) == (made.id, 7)


def test_a_serious_symptoms_name_is_offered_as_itself(robot, diary):
    robot.go("settings").press("Track something…").type("What do you want to track?", "a fit")
    robot.press("Track it")
    assert not tracked.all_of(diary)
    assert "Seizure" in robot.text()


def test_a_number_has_a_unit_and_is_typed(robot, diary):
    robot.go("settings").press("Track something…").type("What do you want to track?", "weight")
    robot.press("a number with a unit").press("Track it")
    assert robot.focused() == "In which unit?"
    robot.type("In which unit?", "kg").press("Track it")
    robot.go("today").press("weight").type("Number, weight", "72.5").press("Save, weight")
    assert (stored(diary).value, stored(diary).unit) == (Decimal("72.5"), "kg")


def test_it_is_renamed_put_away_and_taken_back(robot, diary):
    tracked.add(diary, "cold feet", TrackedScale.COUNT)
    robot.go("settings").press("Change…, cold feet").type("Name, cold feet", "icy feet")
    robot.press("Save, cold feet")
    assert tracked.all_of(diary)[0].name == "icy feet"
    robot.go("settings").press("Change…, icy feet").press("Put away, icy feet")
    assert tracked.all_of(diary)[0].archived
    robot.press("Take it back, icy feet")
    assert not tracked.all_of(diary)[0].archived


def test_where_is_chosen_from_the_list_and_left_is_the_persons_left(robot, diary):
    robot.go("today").press("Stiffness").press("Where, how long…, Stiffness")
    robot.press("6, Stiffness").press("Left leg, Stiffness").press("Neck, Stiffness")
    robot.press("Save, Stiffness")
    assert stored(diary).regions == (Region.NECK, Region.LEFT_LEG)


@pytest.mark.parametrize(
    ("figure", "share", "side"), [(0, 0.1, "right"), (0, 0.9, "left"), (1, 0.1, "left")]
)
def test_the_picture_shows_the_front_as_in_a_photo_and_the_back_as_it_is(
    robot, figure, share, side
):
    picture = BodyPicture(robot.window)
    picture.resize(picture.sizeHint())
    wide = picture.width() / 2.12
    x = figure * wide * 1.12 + wide * (0.2 if share < 0.5 else 0.8)
    found = picture.region_at(QPointF(x, picture.height() * 0.45))
    assert found == Region(f"{side}-arm")


def test_a_press_on_the_picture_turns_the_toggle_of_the_list(robot):
    choice = BodyChoice("pain", (Region.HEAD,))
    choice._picture.pressed.emit(Region.LEFT_FOOT)
    assert choice.value == (Region.HEAD, Region.LEFT_FOOT)
    assert "left foot" in choice.findChild(BodyPicture).accessibleName()
    choice._picture.pressed.emit(Region.HEAD)
    assert choice.value == (Region.LEFT_FOOT,)


def test_what_goes_on_stands_on_today_until_one_press_ends_it(robot, diary):
    robot.go("today").press("Spasms").press("Where, how long…, Spasms").press("4, Spasms")
    robot.press("Still going on, Spasms").type("From when, Spasms", "12:00").press("Save, Spasms")
    assert stored(diary).goes_on and "Going on" in robot.text()
    robot.rest().press("It is over, Spasms")
    assert stored(diary).until == diary.now() and "Going on" not in robot.text()


def test_an_end_before_its_beginning_is_said_and_nothing_is_stored(robot, diary):
    robot.go("today").press("Spasms").press("Where, how long…, Spasms").press("4, Spasms")
    robot.press("From … until …, Spasms").type("From when, Spasms", "12:00")
    robot.type("Until when, Spasms", "11:00").press("Save, Spasms")
    assert not histories.load(diary, histories.whole(diary)).observations


def test_a_dose_when_needed_is_asked_about_once(robot, with_more, clock):
    taken = doses.take(with_more, medicines.plan_of(with_more, "paracetamol"), mg("500"))
    assert "Did it help" not in robot.go("today").text()
    clock.now += timedelta(minutes=61)
    robot.window.reread()
    robot.settle()
    robot.press("Better, paracetamol")
    assert helped.asking(with_more) == () and "Did it help" not in robot.text()
    (answer,) = histories.load(with_more, histories.whole(with_more)).helped.values()
    assert answer.dose_id == taken.id


def test_who_helps_is_named_where_one_chooses_who_writes(robot, diary):
    robot.go("settings").type("Who helps me with the diary", "Anna")
    robot.press("Save, Who helps me with the diary")
    robot.go("log").press("Anna, who writes this")
    assert "Anna writes now" in robot.text()
    symptoms.observe(diary, "pain", 3)


def test_a_record_gets_its_place_and_its_end_afterwards(robot, diary):
    symptoms.observe(diary, "pain", 3)
    robot.go("history").press("Open, 22 Nov 2026").press("Change…, Pain 3")
    robot.press("Where, how long…, Pain").press("Right foot, Pain").press("Still going on, Pain")
    robot.press("Save, Pain")
    after = stored(diary)
    assert (after.value, after.regions, after.goes_on) == (3, (Region.RIGHT_FOOT,), True)


def test_a_number_is_corrected_in_its_unit(robot, diary):
    made = tracked.add(diary, "weight", TrackedScale.NUMBER, "kg")
    symptoms.observe(diary, made.id, Decimal("72.5"))
    robot.go("history").press("Open, 22 Nov 2026").press("Change…, weight")
    robot.type("Number, weight", "71").press("Save, weight")
    assert stored(diary).value == Decimal(71)
