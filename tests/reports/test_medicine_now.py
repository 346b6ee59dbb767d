"""What the summary says of each medicine now: the line, its limits, holds, tapers and pumps."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from diary_app.charts.series import Span
from diary_app.domain.course import DecidedBy, Hold
from diary_app.domain.days import Days
from diary_app.domain.history import History
from diary_app.domain.medicine import Form, Medicine, PumpRefill, parse_strength
from diary_app.domain.moment import DAY
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import Quantity, Unit
from diary_app.domain.schedule import AsNeeded, Pump
from diary_app.domain.taper import Pause, PauseKind, Step, TaperPlan
from diary_app.reports.build import build
from diary_app.reports.report import (
    MedicineLine,
)
from tests.reports.diaries import (
    BACLOFEN,
    KNOWLEDGE,
    NOW,
    OPTIONS,
    TODAY,
    ZONES,
    course,
    daily,
    mg,
    summary,
)
from tests.reports.reading import blocks, texts

FIRST = TODAY - 29 * DAY
SPAN = Span(Days(FIRST, TODAY + DAY))


def built(history):
    return build(history, KNOWLEDGE, (), SPAN, NOW, OPTIONS)


def lines(*courses, medicine=BACLOFEN, **more):
    history = History(ZONES, (Plan(medicine, courses, **more),))
    return blocks(built(history), MedicineLine)


def test_the_medicine_stands_in_the_line_that_doctors_read():
    (line,) = lines(course(daily("08:00=10", "14:00=10", "20:00=10"), FIRST))
    assert (line.name, line.before, line.dose) == ("baclofen", ("tablet",), "10 mg")
    assert line.after == (
        "(one 10 mg tablet)",
        "by mouth",
        "three times a day",
    )
    assert (line.total, line.total_words) == ("30 mg", "in 24 hours")


def test_half_tablets_are_counted_out():
    (line,) = lines(course(daily("08:00=25"), FIRST))
    assert line.after[0] == "(2½ tablets of 10 mg)"


def test_different_amounts_stand_with_their_times():
    (line,) = lines(course(daily("08:00=10", "20:00=15"), FIRST))
    assert "10 mg at 08:00, 15 mg at 20:00" in line.dose
    assert line.total == "25 mg"


def test_as_needed_is_said_in_words_with_the_prescribers_maximum():
    (line,) = lines(course(AsNeeded(mg(10)), FIRST, max_per_day=mg(30)))
    assert line.dose == "10 mg only when needed"
    assert "at most 30 mg in 24 hours" in line.after


def test_a_change_says_what_it_was_before_and_who_decided():
    line = blocks(summary("three_months"), MedicineLine)[0]
    assert "since 26 Oct 2026 · decided by the doctor · prescribed by Dr Example" in line.below
    assert "before that 25 mg a day from 1 Mar" in line.below


def test_a_hold_the_rest_of_a_taper_and_the_limits_stand_with_the_medicine():
    taper = TaperPlan("t", "baclofen-id", (
        Step(TODAY - 7 * DAY, daily("08:00=10", "20:00=10").doses),
        Step(TODAY + 7 * DAY, daily("08:00=10").doses),
        Step(TODAY + 21 * DAY, ()),
    ))  # fmt: skip
    hold = Hold("h", "baclofen-id", Days(TODAY), decided_by=DecidedBy.DOCTOR)
    before = course(daily("08:00=30"), FIRST, TODAY - 7 * DAY, min_gap=timedelta(hours=4))
    (line,) = lines(before, tapers=(taper,), holds=(hold,))
    assert line.now == (
        "On hold since 22 Nov, no end set · decided by the doctor",
        "Rest of the taper: 10 mg a day from 29 Nov, none from 13 Dec · last dose on 12 Dec 2026",
    )
    assert line.total == "on hold"
    assert "at least 4 h apart" in line.after


def test_a_taper_on_hold_names_its_steps_without_dates():
    taper = TaperPlan("t", "baclofen-id", (
        Step(TODAY - 7 * DAY, daily("08:00=10", "20:00=10").doses),
        Step(TODAY + 7 * DAY, daily("08:00=10").doses),
        Step(TODAY + 21 * DAY, ()),
    ), pauses=(Pause(TODAY - DAY, PauseKind.HOLD),))  # fmt: skip
    (line,) = lines(tapers=(taper,))
    assert line.now == (
        "Taper on hold since 21 Nov. Steps left, without dates: 10 mg a day, no doses any more",
    )


def test_a_pump_tells_its_rate_and_when_it_must_be_filled():
    pump = Pump(Quantity(Decimal(150), Unit.MCG), parse_strength("500 mcg/mL", Form.PUMP))
    plan = Plan(
        Medicine("p", "baclofen", Form.PUMP), (replace(course(pump, FIRST), medicine_id="p"),)
    )
    filled = PumpRefill("f", "p", FIRST, None, TODAY + 12 * DAY)
    (line,) = blocks(built(History(ZONES, (plan,), pump_refills=(filled,))), MedicineLine)
    assert line.total == "150 mcg"
    assert line.now[0].startswith("Pump: refill by 4 Dec 2026 (in 12 days)")
    assert "low-reservoir alarm not in the diary" in line.now[0]


def test_a_medicine_that_ended_is_told_with_its_last_day():
    history = History(ZONES, (Plan(BACLOFEN, (course(daily("08:00=10"), FIRST, TODAY - DAY),)),))
    now = next(s for s in built(history).sections if s.title == "Medicine now")
    told = " ".join(texts(now))
    assert "baclofen: last planned day 20 Nov 2026" in told
