from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary_app.domain.adherence import Share, figures
from diary_app.domain.moment import DAY
from diary_app.domain.schedule import Cycle, Daily, Weekly
from tests.domain.made_up import (
    HERE,
    amount,
    at,
    course,
    day,
    days,
    hold,
    missed,
    plan,
    skipped,
    taken,
    times,
    when_needed,
)

CLOCKS = ("08:00", "14:00", "20:00")


def days_of(first: str, number: int) -> list[str]:
    return [f"{day(first) + n * DAY}" for n in range(number)]


def all_taken(first="2026-03-01", number=5, mg=10) -> list:
    return [taken(f"{d} {c}", mg) for d in days_of(first, number) for c in CLOCKS]


def asked(doses, a_plan=None, first="2026-03-01", end="2026-03-06", now="2026-04-01 00:00"):
    return figures(a_plan or plan(course(first)), doses, days(first, end), at(now), HERE)


def without(doses, *moments: str) -> list:
    return [dose for dose in doses if dose.taken_at not in [at(text) for text in moments]]


def test_everything_taken_is_everything():
    found = asked(all_taken())
    assert (found.planned, found.taken, found.not_recorded) == (15, 15, 0)
    assert (found.taken_of_recorded, found.low, found.high, found.recorded_share) == (1, 1, 1, 1)
    assert found.full_dose_days == Share(5, 5)
    assert found.longest_gap_hours == 12
    assert (str(found.mg_taken), str(found.mg_planned), str(found.mg_extra)) == (
        "150 mg", "150 mg", "0 mg",
    )  # fmt: skip


def test_the_shares_are_unrounded_and_rest_on_recorded_slots():
    doses = without(all_taken(), "2026-03-01 08:00", "2026-03-02 08:00", "2026-03-03 08:00")
    doses += [skipped("2026-03-01 08:00"), missed("2026-03-02 08:00")]
    found = asked(doses)
    assert (found.skipped, found.missed, found.not_recorded) == (1, 1, 1)
    assert found.taken_of_recorded == 12 / 14
    assert (found.low, found.high, found.recorded_share) == (12 / 15, 13 / 15, 14 / 15)


def test_a_partial_dose_is_not_taken_but_its_amount_counts():
    doses = [*without(all_taken(), "2026-03-01 08:00"), taken("2026-03-01 08:00", 5)]
    found = asked(doses)
    assert (found.taken, found.partial, found.taken_of_recorded) == (14, 1, 14 / 15)
    assert str(found.mg_taken) == "145 mg"
    assert found.mg_taken_of_recorded == pytest.approx(145 / 150)
    assert found.full_dose_days == Share(4, 5)


def test_an_extra_dose_hides_no_missed_one():
    doses = without(all_taken(), "2026-03-03 14:00")
    doses += [missed("2026-03-03 14:00"), taken("2026-03-03 21:00"), taken("2026-03-04 09:00", 20)]
    found = asked(doses)
    assert (found.extra, str(found.mg_extra), str(found.mg_taken)) == (2, "30 mg", "170 mg")
    assert found.mg_taken_of_recorded == pytest.approx(140 / 150)


def test_more_than_planned_in_one_slot_does_not_cover_another():
    doses = [*without(all_taken(), "2026-03-01 08:00"), taken("2026-03-01 08:00", 30)]
    assert asked(doses).mg_taken_of_recorded == 1


@pytest.mark.parametrize(("recorded", "enough"), [(9, False), (10, True)])
def test_no_percentage_under_ten_recorded_slots(recorded, enough):
    found = asked(all_taken()[:recorded])
    assert found.recorded_share == recorded / 15
    assert (found.taken_of_recorded == 1) is enough
    assert (found.low is not None, found.high is not None) == (enough, enough)
    assert (found.mg_taken_of_recorded is not None) is enough


@pytest.mark.parametrize(("recorded", "enough"), [(14, False), (15, True)])
def test_no_percentage_under_half_recorded(recorded, enough):
    found = asked(all_taken(number=10)[:recorded], end="2026-03-11")
    assert found.planned == 30
    assert (found.taken_of_recorded is not None) is enough


def test_nothing_planned_is_not_applicable():
    found = asked([], plan(course("2026-05-01")))
    assert (found.planned, found.recorded_share, found.taken_of_recorded) == (0, None, None)
    assert (found.low, found.high, found.longest_gap_hours) == (None, None, None)
    assert found.within_window.minutes is None


def test_open_slots_are_not_counted_until_they_are_late_or_answered():
    early = [taken("2026-03-05 19:40", planned="2026-03-05 20:00")]
    counts = [
        asked(early, now=now).planned
        for now in ("2026-03-05 09:29", "2026-03-05 09:30", "2026-03-05 19:45")
    ]
    # four days of 3; the slot of 20:00 is answered throughout; 08:00 is late at 09:30
    assert counts == [13, 14, 15]


def test_a_paused_slot_stands_apart():
    paused = plan(course("2026-03-01"), holds=(hold("2026-03-02", "2026-03-03"),))
    doses = [dose for dose in all_taken() if dose.taken_at.day != day("2026-03-02")]
    found = asked(doses, paused)
    assert (found.planned, found.held, found.not_recorded) == (12, 3, 0)
    assert found.full_dose_days == Share(4, 4)
    assert str(found.mg_planned) == "120 mg"
    assert found.longest_gap_hours == 12


def test_courses_are_summed_never_averaged():
    changed = plan(
        course("2026-03-01", until="2026-03-05"), course("2026-03-05", Daily(times("08:00=20")))
    )
    found = asked([*all_taken(number=4)[:10], taken("2026-03-05 08:00", 20)], changed)
    assert (found.planned, found.taken) == (13, 11)
    assert found.low == 11 / 13
    assert (str(found.mg_planned), str(found.mg_taken)) == ("140 mg", "120 mg")


def test_a_day_with_an_unknown_slot_is_no_full_dose_day_of_anything():
    doses = without(all_taken(), "2026-03-01 08:00")
    doses = [*without(doses, "2026-03-02 08:00"), skipped("2026-03-02 08:00")]
    assert asked(doses).full_dose_days == Share(3, 4)


def test_a_day_that_is_not_over_is_no_full_dose_day_yet():
    assert asked(all_taken(), now="2026-03-05 20:00").full_dose_days == Share(5, 5)
    assert asked(all_taken()[:-1], now="2026-03-05 20:00").full_dose_days == Share(4, 4)


def test_timing_counts_taken_slots_within_a_quarter_of_the_interval():
    # tolerance 90 minutes for 08:00 and 14:00, 120 for 20:00
    doses = [
        taken("2026-03-01 09:30"),
        taken("2026-03-01 12:29"),
        taken("2026-03-01 22:00"),
        taken("2026-03-02 08:00", time_known=False),
        taken("2026-03-02 14:00", 5),
    ]
    timing = asked(doses).within_window
    assert (timing.n, timing.of, timing.minutes) == (2, 3, 90)


def test_the_longest_gap_runs_between_taken_doses():
    doses = without(all_taken(), "2026-03-02 20:00", "2026-03-03 08:00")
    confirmed = [*doses, missed("2026-03-02 20:00"), skipped("2026-03-03 08:00")]
    for logged, certain in ((doses, False), (confirmed, True)):
        found = asked(logged)
        assert found.longest_gap_possible_hours == 24
        assert found.longest_gap_hours == (24 if certain else 12)
        assert len(found.long_gaps) == certain


def test_a_gap_that_is_still_open_counts_as_far_as_it_is_confirmed():
    doses = all_taken(number=3)
    doses += [missed("2026-03-04 08:00"), missed("2026-03-04 14:00"), missed("2026-03-04 20:00")]
    found = asked(doses, now="2026-03-05 12:00")
    assert found.longest_gap is not None
    assert found.longest_gap.running
    assert found.longest_gap_hours == 36  # from 20:00 on the 3rd to 08:00 on the 5th, not recorded


def test_days_that_nobody_recorded_are_no_gap():
    found = asked(all_taken(number=2))
    assert found.longest_gap_hours == 12
    assert found.gaps == ()


def test_a_gap_is_listed_when_longer_than_one_and_a_half_times_the_prescribed_interval():
    doses = [*without(all_taken(), "2026-03-02 14:00"), missed("2026-03-02 14:00")]
    (gap,) = asked(doses).gaps
    assert (gap.since, gap.until, gap.slots) == (at("2026-03-02 08:00"), at("2026-03-02 20:00"), 1)
    # 20:00 to 14:00 is 18 hours, exactly 1.5 times the night's 12
    assert asked([*without(all_taken(), "2026-03-02 08:00"), missed("2026-03-02 08:00")]).gaps == ()


def test_the_gap_at_the_spans_start_is_cut_there():
    doses = [taken("2026-02-27 20:00"), taken("2026-03-01 20:00")]
    doses += [missed("2026-03-01 08:00"), missed("2026-03-01 14:00")]
    found = asked(doses, plan(course("2026-02-01")), now="2026-03-02 00:00")
    assert found.longest_gap_hours == 20


def test_days_off_are_no_gap_to_speak_of():
    twice_a_week = plan(course("2026-03-01", Weekly((0, 3), times("08:00"))))
    doses = [taken(f"2026-03-{n:02d} 08:00") for n in (2, 5, 9, 12, 16, 19)]
    found = asked(doses, twice_a_week, end="2026-03-22")
    assert (found.planned, found.taken, found.gaps) == (6, 6, ())
    cycle = plan(course("2026-03-01", Cycle(2, 5, day("2026-03-01"), times("08:00"))))
    cycled = [taken(f"2026-03-{n:02d} 08:00") for n in (1, 2, 8, 9, 15, 16)]
    assert asked(cycled, cycle, end="2026-03-22").gaps == ()


def test_a_pause_ends_a_gap():
    paused = plan(course("2026-03-01"), holds=(hold("2026-03-03", "2026-03-05"),))
    doses = [*all_taken(number=1), *(missed(f"2026-03-02 {clock}") for clock in CLOCKS)]
    found = asked([*doses, *all_taken("2026-03-05", 1)], paused)
    assert found.longest_gap_hours == 36  # from 20:00 to the first paused dose, at 08:00
    assert len(found.long_gaps) == 1


def test_a_time_without_a_plan_is_no_gap():
    stopped = plan(course("2026-03-01", until="2026-03-03"), course("2026-03-20"))
    doses = all_taken(number=2) + all_taken("2026-03-20", 2)
    assert asked(doses, stopped, end="2026-03-22").longest_gap_hours == 12


def test_as_needed_stands_apart_from_planned_and_extra():
    needed = plan(course("2026-03-01", when_needed(), max_per_day=amount(20)))
    doses = [taken(f"2026-03-02 {clock}") for clock in CLOCKS] + [taken("2026-03-04 08:00")]
    found = asked(doses, needed)
    use = found.as_needed
    assert use is not None
    assert (found.planned, found.extra, str(found.mg_taken)) == (0, 0, "40 mg")
    assert (use.doses, use.days_used, use.days) == (4, 2, 5)
    assert (use.median_per_day, use.most_per_day, str(use.most_amount)) == (2, 3, "30 mg")
    assert use.days_above_maximum == 1


def test_as_needed_without_a_maximum_says_nothing_of_one():
    use = asked([], plan(course("2026-03-01", when_needed()))).as_needed
    assert use is not None
    assert (use.days_above_maximum, use.median_per_day) == (None, None)


def test_ninety_days_by_hand():
    """90 days of 3: every 7th slot skipped, every 11th missed, every 13th left out."""
    doses, count = [], dict.fromkeys(("taken", "skipped", "missed", "not_recorded"), 0)
    for number, slot in enumerate(f"{d} {c}" for d in days_of("2026-01-05", 90) for c in CLOCKS):
        if number % 7 == 6:
            kind, dose = "skipped", skipped(slot)
        elif number % 11 == 10:
            kind, dose = "missed", missed(slot)
        elif number % 13 == 12:
            kind, dose = "not_recorded", None
        else:
            kind, dose = "taken", taken(slot)
        count[kind] += 1
        doses += [dose] if dose else []
    found = asked(doses, first="2026-01-05", end="2026-04-05", now="2026-05-01 00:00")
    assert count == {"taken": 194, "skipped": 38, "missed": 21, "not_recorded": 17}
    assert {name: getattr(found, name) for name in count} == count
    assert found.taken_of_recorded == float(Fraction(194, 253))
    assert (found.low, found.high) == (float(Fraction(194, 270)), float(Fraction(211, 270)))
    assert found.recorded_share == float(Fraction(253, 270))
    assert (str(found.mg_planned), str(found.mg_taken)) == ("2700 mg", "1940 mg")


KINDS = st.lists(st.sampled_from(["taken", "partial", "skipped", "missed", ""]), max_size=45)


def logged(kinds, first="2026-03-01") -> list:
    moments = [f"{d} {c}" for d in days_of(first, 15) for c in CLOCKS]
    make = {
        "taken": taken,
        "partial": lambda slot: taken(slot, 4),
        "skipped": skipped,
        "missed": missed,
    }
    return [make[kind](slot) for kind, slot in zip(kinds, moments, strict=False) if kind]


@given(KINDS, st.integers(1, 14))
def test_the_counts_and_amounts_of_two_spans_add_up_to_the_joined_span(kinds, cut):
    doses = logged(kinds)
    middle = f"{day('2026-03-01') + cut * DAY}"
    a_plan = plan(course("2026-03-01"))
    whole = asked(doses, a_plan, end="2026-03-16")
    parts = [
        asked(doses, a_plan, end=middle),
        asked(doses, a_plan, first=middle, end="2026-03-16"),
    ]
    for name in ("planned", "taken", "partial", "skipped", "missed", "not_recorded", "extra"):
        assert getattr(whole, name) == sum(getattr(part, name) for part in parts)
    for name in ("mg_taken", "mg_planned", "mg_extra", "mg_covered", "mg_recorded"):
        assert getattr(whole, name) == getattr(parts[0], name) + getattr(parts[1], name)
    assert whole.full_dose_days.of == sum(part.full_dose_days.of for part in parts)


@given(KINDS)
def test_the_bounds_hold_what_is_recorded(kinds):
    found = asked(logged(kinds), end="2026-03-16")
    assert found.planned == 45
    if found.low is not None and found.high is not None and found.taken_of_recorded is not None:
        assert 0 <= found.low <= found.taken_of_recorded <= found.high <= 1
    assert all(gap.length > timedelta(0) for gap in found.gaps)
