"""A taper or titration plan as the clinician wrote it, and the courses that follow from it.

The diary never proposes, computes or alters a step: a hold keeps the step in force and `resume`
gives it the days it still had; `back` takes up the step before, and `resume` then begins anew with
the step that was left. The length of each step stays as written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from diary_app.domain.course import Course, Prescription
from diary_app.domain.days import Days
from diary_app.domain.moment import DAY
from diary_app.domain.quantity import Quantity
from diary_app.domain.refusal import Refused
from diary_app.domain.schedule import Daily, DoseTime


@dataclass(frozen=True)
class Step:
    """From `since` on: these doses a day. No doses: the medicine has ended."""

    since: date
    doses: tuple[DoseTime, ...]


class PauseKind(StrEnum):
    """What the clinician did with the plan on a day."""

    HOLD = "hold"
    BACK = "back"
    RESUME = "resume"


@dataclass(frozen=True)
class Pause:
    """From `day` on the plan is held, one step back, or goes on."""

    day: date
    kind: PauseKind


@dataclass(frozen=True)
class TaperPlan:
    """The steps in order of day, what was done with them, and the first day the plan is over."""

    id: str
    medicine_id: str
    steps: tuple[Step, ...]
    pauses: tuple[Pause, ...] = ()
    until: date | None = None
    prescriber: str = ""

    def __post_init__(self) -> None:
        if not self.steps:
            raise Refused("taper_without_steps")
        days = [step.since for step in self.steps]
        if days != sorted(set(days)):
            raise Refused("taper_steps_out_of_order")

    @property
    def since(self) -> date:
        """The first day of the plan."""
        return self.steps[0].since

    @property
    def days(self) -> Days:
        """The days of the plan; a last step without doses is one of its days."""
        return Days(self.since, self.until)


@dataclass(frozen=True)
class Stretch:
    """The days on which step number `step` (from 0) is really in force."""

    step: int
    days: Days


def stretches_of(plan: TaperPlan) -> tuple[Stretch, ...]:
    """Which step is in force when, after the holds and steps back. In order of day, no gaps."""
    marks = [(step.since, number) for number, step in enumerate(plan.steps)]
    waiting: list[tuple[timedelta, int]] = []
    for pause in sorted(plan.pauses, key=lambda pause: pause.day):
        marks, waiting = _paused(plan, marks, waiting, pause)
    ends: list[date | None] = [since for since, _ in marks[1:]]
    stretches = [
        Stretch(step, Days(since, until).clipped(plan.days))
        for (since, step), until in zip(marks, [*ends, None], strict=True)
    ]
    return tuple(stretch for stretch in stretches if stretch.days)


def _paused(
    plan: TaperPlan,
    marks: list[tuple[date, int]],
    waiting: list[tuple[timedelta, int]],
    pause: Pause,
) -> tuple[list[tuple[date, int]], list[tuple[timedelta, int]]]:
    """(first day, step) marks and the steps waiting for `resume`, after one pause."""
    begun = [mark for mark in marks if mark[0] <= pause.day]
    if not begun:
        raise Refused("taper_not_begun", pause.day.isoformat())
    step = begun[-1][1]
    match pause.kind:
        case PauseKind.HOLD:
            ahead = [(since - pause.day, number) for since, number in marks if since > pause.day]
            return begun, ahead or waiting
        case PauseKind.BACK:
            again = [(s.since - plan.steps[step].since, n) for n, s in enumerate(plan.steps)]
            before = [mark for mark in begun if mark[0] < pause.day]
            return [*before, (pause.day, max(0, step - 1))], again[step:]
        case PauseKind.RESUME:
            return [*marks, *((pause.day + after, number) for after, number in waiting)], []


def courses_of(plan: TaperPlan) -> tuple[Course, ...]:
    """The plan as courses, one for each stretch with doses, so every rule sees plain courses."""
    return tuple(
        Course(
            id=f"{plan.id}#{number}",
            medicine_id=plan.medicine_id,
            prescription=Prescription(
                Daily(plan.steps[stretch.step].doses), stretch.days, prescriber=plan.prescriber
            ),
        )
        for number, stretch in enumerate(stretches_of(plan))
        if plan.steps[stretch.step].doses
    )


def total_of(step: Step) -> Quantity | None:
    """The amount a day of a step, None where it has no doses."""
    if not step.doses:
        return None
    result = step.doses[0].amount
    for dose in step.doses[1:]:
        result += dose.amount
    return result


def last_day(plan: TaperPlan) -> date | None:
    """The last day with a dose, None if the last step goes on."""
    last = stretches_of(plan)[-1]
    if not plan.steps[last.step].doses:
        return last.days.since - DAY
    return last.days.last
