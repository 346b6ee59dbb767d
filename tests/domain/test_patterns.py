from diary_app.domain.patterns import by_hour, by_time_since_dose
from tests.domain.made_up import rated, taken


def test_ratings_fall_into_the_hours_of_the_patients_clock():
    seen = [rated("pain", v, f"2026-03-0{v} 08:30") for v in (1, 2, 3, 4)]
    seen.append(rated("pain", 9, "2026-03-05 23:59"))
    found = {(b.since, b.until): (b.n, b.median) for b in by_hour(seen)}
    assert found[8, 12] == (4, 2.5)
    assert found[20, 24] == (1, None)
    assert found[0, 4] == (0, None)


def test_ratings_fall_into_the_hours_since_the_last_dose():
    doses = [taken("2026-03-01 08:00"), taken("2026-03-01 14:00")]
    seen = [rated("pain", 5, f"2026-03-01 {at}") for at in ("07:00", "08:00", "08:59", "15:30")]
    assert [b.n for b in by_time_since_dose(seen, doses)][:3] == [2, 1, 0]


def test_a_dose_whose_time_is_not_known_gives_no_hours():
    doses = [taken("2026-03-01 08:00"), taken("2026-03-01 14:00", time_known=False)]
    seen = [rated("pain", 5, "2026-03-01 15:00"), rated("pain", 5, "2026-03-01 09:00")]
    assert sum(b.n for b in by_time_since_dose(seen, doses)) == 1


def test_present_without_a_rating_is_in_no_bin():
    assert sum(b.n for b in by_hour([rated("pain", None, "2026-03-01 08:00")])) == 0
