"""The figures of made-up diaries equal a plain recount by the rules, written without our code.

Random plans of two courses, doses late, early, bound, extra and left out, in five places around
both changes of the clock; `datetime` and `zoneinfo` alone say when things were.
"""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from diary_app.domain.adherence import figures
from diary_app.domain.days import Days
from diary_app.domain.dose import Dose, Missed, Skipped, Taken
from diary_app.domain.moment import moment, one_zone
from diary_app.domain.schedule import Daily
from tests.domain.made_up import amount, course, plan, times

PLACES = [
    ("Europe/Berlin", "2026-03-20"),
    ("Europe/Berlin", "2026-10-15"),
    ("America/New_York", "2026-03-01"),
    ("America/New_York", "2026-10-25"),
    ("Asia/Kolkata", "2026-03-20"),
    ("Australia/Lord_Howe", "2026-03-30"),
    ("Australia/Lord_Howe", "2026-09-28"),
    ("Pacific/Apia", "2011-12-20"),
]
DAYS, AN_HOUR = 20, timedelta(hours=1)


class Diary:
    """A plan of two courses and a log, drawn by lot: `slots` are (instant, day, mg)."""

    def __init__(self, zone: str, first: date, lot: Random) -> None:
        self.zone, self.first, self.lot = zone, first, lot
        self.change = first + timedelta(days=lot.randint(2, DAYS - 2))
        self.courses = [(self.clocks(), lot.choice([5, 10])) for _ in range(2)]
        self.now = self.utc(first + timedelta(days=DAYS - 1), time(lot.randint(0, 23), 7))
        lived = [first + timedelta(days=n) for n in range(DAYS + 3)]
        lived = [day for day in lived if (zone, day) != ("Pacific/Apia", date(2011, 12, 30))]
        self.slots = sorted(
            (self.utc(day, clock), day, mg)
            for day in lived
            for clocks, mg in [self.courses[day >= self.change]]
            for clock in clocks
        )
        self.doses = [dose for n, slot in enumerate(self.slots) for dose in self.logged(n, *slot)]

    def clocks(self) -> list[time]:
        # not in the hour that the clocks leave out: two slots would share an instant
        hours = self.lot.sample([0, 1, 5, 8, 11, 14, 20, 23], self.lot.randint(1, 4))
        return [time(hour, self.lot.choice([0, 15, 45])) for hour in sorted(hours)]

    def utc(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, tzinfo=ZoneInfo(self.zone)).astimezone(UTC)

    def logged(self, n: int, at: datetime, _day: date, mg: int) -> list[Dose]:
        planned, recorded = moment(at, self.zone), moment(self.now, self.zone)
        match self.lot.choice(["on time", "any time", "bound", "skip", "miss", "extra", "none"]):
            case "skip" if at <= self.now:
                return [Skipped(f"{n:03}", "m", planned, recorded)]
            case "miss" if at <= self.now:
                return [Missed(f"{n:03}", "m", planned, recorded)]
            case "on time":
                found = [(self.lot.randint(-20, 20), mg, None)]
            case "any time":
                found = [(self.lot.randint(-200, 300), mg - 1, None)]
            case "bound":
                found = [(self.lot.randint(-100, 500), mg, planned)]
            case "extra":
                found = [(0, mg, None), (self.lot.randint(5, 700), 5, None)]
            case _:
                return []
        return [
            Taken(f"{n:03}{i}", "m", amount(taken), moment(when, self.zone), recorded, bound)
            for i, (minutes, taken, bound) in enumerate(found)
            if (when := at + timedelta(minutes=minutes)) <= self.now
        ]


def answers_of(diary: Diary) -> tuple[dict[int, Dose], list[Taken]]:
    """Which dose answers which slot, and the extra ones."""
    slots, answers, free = diary.slots, {}, []
    for dose in sorted(diary.doses, key=lambda dose: dose.id):
        bound = [n for n, s in enumerate(slots) if dose.planned_at and s[0] == dose.planned_at.utc]
        if bound and bound[0] not in answers:
            answers[bound[0]] = dose
        elif isinstance(dose, Taken):
            free.append(dose)
    extras = []
    for dose in sorted(free, key=lambda dose: (dose.taken_at.utc, dose.id)):
        near = [
            (abs(dose.taken_at.utc - at), at, n)
            for n, (at, _, _) in enumerate(slots)
            if n not in answers and abs(dose.taken_at.utc - at) <= reach(slots, n, dose)
        ]
        if near:
            answers[min(near)[2]] = dose
        else:
            extras.append(dose)
    return answers, extras


def reach(slots, n: int, dose: Taken) -> timedelta:
    """Half the interval to the neighbour on the dose's side, at most 6 hours."""
    neighbour = n - 1 if dose.taken_at.utc < slots[n][0] else n + 1
    if not 0 <= neighbour < len(slots):
        return 6 * AN_HOUR
    return min(abs(slots[neighbour][0] - slots[n][0]) / 2, 6 * AN_HOUR)


def recount(diary: Diary, first: date, end: date) -> dict:
    answers, extras = answers_of(diary)
    states: dict[date, list[str]] = {}
    mg, timely, timed = {"planned": 0, "taken": 0}, 0, 0
    for n, (at, day, planned) in enumerate(diary.slots[:-1]):
        width = min(max((diary.slots[n + 1][0] - at) / 4, AN_HOUR / 2), 2 * AN_HOUR)
        dose = answers.get(n)
        if not first <= day < end:
            continue
        if dose is None:
            state = "open" if diary.now < at + width else "not_recorded"
        elif isinstance(dose, Taken):
            state = "taken" if dose.amount.value >= planned else "partial"
            mg["taken"] += dose.amount.value
        else:
            state = "skipped" if isinstance(dose, Skipped) else "missed"
        if state == "taken":
            timed, timely = timed + 1, timely + (abs(dose.taken_at.utc - at) <= width)
        states.setdefault(day, []).append(state)
        mg["planned"] += planned if state != "open" else 0
    own = [
        d for d in extras if first <= d.taken_at.utc.astimezone(ZoneInfo(diary.zone)).date() < end
    ]
    known = [found for found in states.values() if not {"open", "not_recorded"} & set(found)]
    every = [state for found in states.values() for state in found]
    extra_mg = sum(dose.amount.value for dose in own)
    return {
        **{name: every.count(name) for name in ("taken", "partial", "skipped", "missed")},
        "not_recorded": every.count("not_recorded"),
        "extra": len(own),
        "full_dose_days": (sum(set(found) == {"taken"} for found in known), len(known)),
        "within_window": (timely, timed),
        "mg": (mg["planned"], mg["taken"] + extra_mg, extra_mg),
    }


@pytest.mark.parametrize(("zone", "first"), PLACES)
@pytest.mark.parametrize("lot", range(6))
def test_the_figures_are_those_of_a_recount(zone, first, lot):
    diary = Diary(zone, date.fromisoformat(first), Random(f"{zone}{first}{lot}"))
    since, end = diary.first + timedelta(days=lot % 3), diary.first + timedelta(days=DAYS - lot % 2)
    written = [
        Daily(times(*(f"{clock:%H:%M}" for clock in clocks), each=mg))
        for clocks, mg in diary.courses
    ]
    a_plan = plan(
        course(first, written[0], str(diary.change)), course(str(diary.change), written[1])
    )
    found = figures(a_plan, diary.doses, Days(since, end), moment(diary.now, zone), one_zone(zone))
    expected = recount(diary, since, end)
    assert {name: getattr(found, name) for name in list(expected)[:6]} == {
        name: expected[name] for name in list(expected)[:6]
    }
    assert (found.full_dose_days.n, found.full_dose_days.of) == expected["full_dose_days"]
    assert (found.within_window.n, found.within_window.of) == expected["within_window"]
    amounts = (found.mg_planned, found.mg_taken, found.mg_extra)
    assert tuple(each.value for each in amounts) == expected["mg"]
