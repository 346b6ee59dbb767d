"""Every case of `tests/scenarios/*.toml` gives the sheet and the figures that stand in it."""

import tomllib
from pathlib import Path

import pytest

from diary_app.domain.adherence import Figures, figures
from diary_app.domain.days import Days
from diary_app.domain.dose import Taken
from diary_app.domain.limits import (
    AboveMaximum,
    BelowMinimumGap,
    MoreThanTwice,
    Question,
    SoonAgain,
    questions,
)
from diary_app.domain.moment import DAY
from diary_app.domain.sheet import DaySheet, Line, day_sheet
from diary_app.domain.supply import run_out, uncovered_days
from tests.domain.made_up import day
from tests.domain.scenario import Scenario, dose, read

FOLDER = Path(__file__).parent.parent / "scenarios"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['title']}")
    for path in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]
KNOWN = {
    "title", "why", "zone", "travel", "now", "form", "strengths", "plan", "log", "stock", "days",
    "statistics", "before", "runs_out", "refill_on", "uncovered",
}  # fmt: skip


def test_there_are_enough_cases_and_each_checks_something():
    cases = [parameter.values[0] for parameter in CASES]
    assert len(cases) >= 60
    assert len({case["title"] for case in cases}) == len(cases)
    for case in cases:
        assert set(case) <= KNOWN, case["title"]
        assert {"days", "statistics", "before", "runs_out"} & set(case), case["title"]


@pytest.mark.parametrize("case", CASES)
def test_scenario(case):
    scenario = read(case)
    for text, expected in case.get("days", {}).items():
        sheet = day_sheet([scenario.plan], scenario.doses, day(text), scenario.now, scenario.zones)
        assert told(sheet) == expected
    if "statistics" in case:
        _figures_are(case["statistics"], scenario)
    for line, expected in case.get("before", {}).items():
        asked = dose(line, 9000, scenario.zones)
        found = questions(asked, scenario.plan, scenario.doses, scenario.zones)
        assert [question(q) for q in found] == expected
    if "runs_out" in case:
        _supply_is(case, scenario)


def told(sheet: DaySheet) -> list[str]:
    """The sheet as the cases write it: slots, extra doses, as-needed use, then the day's total."""
    lines = [_line(line) for line in sheet.lines]
    lines += [f"extra {_time(extra.dose)} {extra.dose.amount}" for extra in sheet.extras]
    lines += [f"when needed: {line.taken_today} taken" for line in sheet.as_needed]
    for total in sheet.totals:
        lines.append(f"total {total.taken} of {total.planned or 'no plan'}")
    return lines


def _line(line: Line) -> str:
    words = [f"{line.slot.at.local:%H:%M}", str(line.slot.amount), line.state.replace("_", " ")]
    if isinstance(line.dose, Taken):
        words += [str(line.dose.amount), _time(line.dose)]
    return " ".join(words)


def _time(taken: Taken) -> str:
    return f"{taken.taken_at.local:%H:%M}"


def _figures_are(expected: dict, scenario: Scenario) -> None:
    first, end = day(expected.pop("from")), day(expected.pop("to")) + DAY
    found = figures(scenario.plan, scenario.doses, Days(first, end), scenario.now, scenario.zones)
    assert {name: shown(found, name) for name in expected} == {
        name: share(value) for name, value in expected.items()
    }


def share(value):
    """`71 of 80` as the unrounded number, anything else as it stands."""
    if isinstance(value, str) and " of " in value:
        n, of = value.split(" of ")
        return int(n) / int(of)
    return value


def shown(found: Figures, name: str):
    use = found.as_needed
    match name:
        case "full_dose_days":
            return found.full_dose_days.n / found.full_dose_days.of
        case "within_window":
            return found.within_window.n / found.within_window.of
        case "minutes":
            return found.within_window.minutes
        case "gaps":
            return [
                f"{gap.hours:g} h from {gap.since.local:%Y-%m-%d %H:%M}"
                + ("" if gap.certain else ", unknown")
                for gap in found.gaps
            ]
        case "gaps_of_24_h":
            return len(found.long_gaps)
        case "days_used" | "most_per_day" | "median_per_day" | "days_above_maximum":
            assert use is not None
            value = getattr(use, name)
        case _:
            value = getattr(found, name)
    if value is None:
        return "none"
    return value if isinstance(value, int | float) else str(value)


def question(asked: Question) -> str:
    match asked:
        case AboveMaximum(_, total, maximum):
            return f"{total} that day, at most {maximum}"
        case BelowMinimumGap(_, gap, minimum):
            return f"{gap.total_seconds() / 60:g} min apart, at least {minimum.seconds // 3600} h"
        case MoreThanTwice(amount, planned):
            return f"{amount} is more than twice {planned}"
        case SoonAgain(other, gap):
            return f"{other.amount} taken {gap.total_seconds() / 60:g} min from it"


def _supply_is(case: dict, scenario: Scenario) -> None:
    out = run_out(scenario.plan, scenario.stock, scenario.doses, scenario.now, scenario.zones)
    found = "unknown" if out is None else "lasts" if out.day is None else str(out.day)
    assert found == case["runs_out"]
    if out is not None and "refill_on" in case:
        days = uncovered_days(out, scenario.plan, day(case["refill_on"]), scenario.zones)
        assert [str(found) for found in days] == case["uncovered"]
