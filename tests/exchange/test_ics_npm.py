"""The calendar before a reader that is not ours: npm's ical.js, which mail programs use."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from diary_app.domain.course import Hold
from diary_app.domain.days import Days
from diary_app.domain.moment import DAY, at_wall
from diary_app.domain.plan import slots_of
from diary_app.domain.schedule import Cycle, Interval, Weekly
from diary_app.exchange.ics import reminders
from tests.exchange.test_ics import TWO_A_DAY, plan, write
from tests.from_npm import asked, modules
from tests.reports.diaries import NOW, TODAY, ZONE, ZONES, a_year, mg

ICAL = "ical.js@2.2.1"
END = TODAY + 150 * DAY
HELD = Hold("h", "baclofen-id", Days(TODAY + 9 * DAY, TODAY + 20 * DAY))
PLANS = {
    "daily": [plan(TWO_A_DAY)],
    "ends": [plan(TWO_A_DAY, until=TODAY + 12 * DAY)],
    "held": [plan(TWO_A_DAY, holds=(HELD,))],
    "weekdays": [plan(Weekly((0, 3), TWO_A_DAY.doses))],
    "cycle": [plan(Cycle(21, 7, TODAY - 3 * DAY, TWO_A_DAY.doses))],
    "every 8 hours": [plan(Interval(timedelta(hours=8), datetime(2026, 11, 1, 6), mg(5)))],  # noqa: DTZ001
    "taper": list(a_year()[0].plans),
    "two at one time": [plan(TWO_A_DAY), plan(TWO_A_DAY)],
}


def planned(plans, end: date) -> set[datetime]:
    slots = [slot for one in plans for slot in slots_of(one, Days(TODAY, end), ZONES)]
    return {slot.at.utc for slot in slots if not slot.held}


def moment(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at_wall(at.date(), at.time(), ZONE).utc


@pytest.fixture(scope="module")
def rung(pytestconfig):
    last = datetime.combine(END, time(0), tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%S")
    calendars = {
        name: {"text": write(reminders(plans, NOW, ZONES), NOW).decode(), "end": last}
        for name, plans in PLANS.items()
    }
    return asked(modules(pytestconfig, ICAL), Path(__file__).parent / "ring.js", calendars)


@pytest.mark.parametrize("name", sorted(PLANS))
def test_another_reader_rings_exactly_when_the_plan_says(rung, name):
    found = [moment(text) for text in rung[name]]
    assert len(found) == len(set(found)) > 0
    until = END - DAY
    wanted = planned(PLANS[name], until)
    assert {at for at in found if at < max(wanted) + timedelta(seconds=1)} == wanted
