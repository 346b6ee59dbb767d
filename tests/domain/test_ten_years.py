"""Ten years and 40 dose changes answer like one year: the work is counted, not the seconds."""

from cProfile import Profile
from datetime import timedelta

from diary_app.domain.adherence import figures
from diary_app.domain.days import Days
from diary_app.domain.moment import DAY, at_wall
from diary_app.domain.plan import Plan
from diary_app.domain.schedule import Daily
from diary_app.domain.sheet import day_sheet
from tests.domain.made_up import BACLOFEN, HERE, at, course, day, taken, times

TODAY, NOW = day("2026-11-22"), at("2026-11-22 15:00")


def diary(changes: int) -> Plan:
    """A change every 91 days, the last of them this month."""
    starts = [TODAY - timedelta(days=91 * n + 10) for n in reversed(range(changes))]
    ends = [*map(str, starts[1:]), None]
    return Plan(
        BACLOFEN,
        tuple(
            course(str(since), Daily(times("08:00", "14:00", "20:00", each=5 * (n % 4 + 1))), until)
            for n, (since, until) in enumerate(zip(starts, ends, strict=True))
        ),
    )


DOSES = [taken(f"{TODAY - n * DAY} {clock}") for n in range(2, 100) for clock in ("08:10", "13:50")]


def calls(ask) -> int:
    """How many calls it takes to answer, from nothing remembered."""
    at_wall.cache_clear()
    with Profile() as profile:
        ask()
    return sum(entry.callcount for entry in profile.getstats())


def test_a_quarters_figures_take_no_more_work_after_ten_years():
    def work(changes: int) -> int:
        a_plan = diary(changes)
        return calls(lambda: figures(a_plan, DOSES, Days(TODAY - 92 * DAY, TODAY), NOW, HERE))

    assert work(40) < 1.1 * work(4)


def test_a_days_sheet_takes_little_more_work_after_ten_years():
    def work(changes: int) -> int:
        a_plan = diary(changes)
        return calls(lambda: day_sheet([a_plan], DOSES, TODAY, NOW, HERE))

    assert work(40) < 1.5 * work(4)
