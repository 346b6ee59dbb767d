"""Today counts the same in every figure: statistics, summary, charts, calendar and week."""

from datetime import time

from hypothesis import given, settings
from hypothesis import strategies as st

from diary_app.charts.calendar import DayState, calendar_chart, day_state
from diary_app.charts.doses import DosesView, dose_words
from diary_app.charts.from_history import dose_line
from diary_app.charts.series import Span
from diary_app.charts.style import Look
from diary_app.domain.adherence import figures
from diary_app.domain.days import Days
from diary_app.domain.dose import Missed, Skipped, Taken
from diary_app.domain.history import History
from diary_app.domain.moment import DAY, at_wall
from diary_app.domain.plan import Plan
from diary_app.reports import week
from diary_app.reports.build import build
from diary_app.reports.report import ReportOptions
from tests.reports.diaries import BACLOFEN, KNOWLEDGE, TODAY, ZONE, ZONES, course, daily, mg, wall
from tests.reports.reading import texts

CLOCKS = ("08:00", "14:00", "20:00")
DAYS = Days(TODAY - 6 * DAY, TODAY + DAY)
PLAN = Plan(BACLOFEN, (course(daily(*(f"{at}=10" for at in CLOCKS)), DAYS.since),))
KNOWN = (DayState.ALL, DayState.PART, DayState.NONE, DayState.MORE)

answers = st.sampled_from(("taken", "part", "skipped", "missed", "open"))
clocks = st.builds(time, st.integers(0, 23), st.sampled_from((0, 20, 59)))


def answered(kind, day, clock, now):
    at, id = wall(day, clock), f"{day}-{clock}"
    if kind == "open" or at > now:
        return None
    given = {
        "taken": Taken(id, BACLOFEN.id, mg(10), at, at, at),
        "part": Taken(id, BACLOFEN.id, mg(5), at, at, at),
        "skipped": Skipped(id, BACLOFEN.id, at, at),
        "missed": Missed(id, BACLOFEN.id, at, at),
    }
    return given[kind]


def doses_of(drawn, now):
    slots = [(day, clock) for day in DAYS for clock in CLOCKS]
    found = (answered(kind, *slot, now) for kind, slot in zip(drawn, slots, strict=True))
    return tuple(dose for dose in found if dose is not None)


@settings(max_examples=60)
@given(st.lists(answers, min_size=21, max_size=21), clocks)
def test_every_figure_counts_the_same_days_and_doses_at_any_time_of_day(drawn, clock):
    now = at_wall(TODAY, clock, ZONE)
    history = History(ZONES, (PLAN,), doses_of(drawn, now))
    span = Span(DAYS)
    own = figures(PLAN, history.doses, DAYS, now, ZONES)
    line = dose_line(PLAN, history.doses, span, now, ZONES)
    states = [day_state(day) for day in line.days]
    full, known = own.full_dose_days.n, own.full_dose_days.of

    assert sum(state in KNOWN for state in states) == known
    assert states.count(DayState.ALL) == full
    calendar = calendar_chart(line, span, Look()).words.headline
    doses = dose_words(DosesView(span, (line,))).headline
    if own.recorded:
        assert f"on {full} of {known} fully recorded day" in calendar
    if known:
        assert f"on {full} of {known} fully recorded day" in doses

    summary = " ".join(texts(build(history, KNOWLEDGE, (), span, now, ReportOptions())))
    if own.planned:
        assert f"{own.taken} of {own.recorded} recorded doses" in summary
    told = week.build(history, KNOWLEDGE.entries, (), DAYS, now).told
    if own.planned:
        assert f"{own.recorded} of {own.planned} planned dose" in told[0]


@given(st.lists(answers, min_size=21, max_size=21))
def test_a_day_that_is_not_over_is_neither_recorded_nor_missing(drawn):
    morning = at_wall(TODAY, time(7), ZONE)
    history = History(ZONES, (PLAN,), doses_of(drawn, morning))
    line = dose_line(PLAN, history.doses, Span(DAYS), morning, ZONES)
    assert day_state(line.days[-1]) is DayState.OPEN
    before = Days(DAYS.since, TODAY)
    own = [figures(PLAN, history.doses, days, morning, ZONES) for days in (DAYS, before)]
    assert own[0].full_dose_days == own[1].full_dose_days and own[0].planned == own[1].planned
