"""A dose pressed on a slot of another week is that week's, whenever it was taken."""


def test_a_dose_for_last_weeks_slot_leaves_todays_to_be_taken(baclofen):
    baclofen.now = "2026-11-22T08:40:00+01:00"
    baclofen("log", "dose", "baclofen", "--planned", "2026-11-17T20:00+01:00")
    assert baclofen.states() == ["due", "later", "later"]
    assert baclofen.states("--day", "2026-11-17") == ["not_recorded", "not_recorded", "taken"]
    baclofen("log", "dose", "baclofen", "--planned", "2026-11-22T08:00+01:00", "--confirm")
    assert baclofen.states() == ["taken", "later", "later"]


def test_skipping_today_is_not_hindered_by_a_dose_for_last_week(baclofen):
    baclofen.now = "2026-11-22T08:40:00+01:00"
    baclofen("log", "dose", "baclofen", "--planned", "2026-11-17T20:00+01:00")
    baclofen("log", "dose", "baclofen", "--skip")
    assert baclofen.states() == ["skipped", "later", "later"]
