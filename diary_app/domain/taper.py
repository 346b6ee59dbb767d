"""A taper or titration plan as the clinician wrote it, and the courses that follow from it.

The diary never proposes, computes or alters a step: a hold keeps the step in force and `resume`
gives it the days it still had; `back` takes up the step before, and `resume` then begins anew with
the step that was left. The length of each step stays as written.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from enum import StrEnum

from diary_app.domain.course import Course, Prescription
from diary_app.domain.days import Days
from diary_app.domain.medicine import Medicine
from diary_app.domain.moment import DAY
from diary_app.domain.refusal import Refused
from diary_app.domain.schedule import Daily, DoseTime, Schedule, doses_in_unit, moved_part
from diary_app.frozen import dataclass


@dataclass(frozen=True)
class Step:
    """From `since` on: these doses a day. No doses: the medicine has ended.

    `moved` are the same doses at other clock times from a later day on, because the patient set
    another time for a part of the day. It is still one step: a step back goes past all of them.
    """

    since: date
    doses: tuple[DoseTime, ...]
    moved: tuple[tuple[date, tuple[DoseTime, ...]], ...] = ()

    def doses_on(self, day: date) -> tuple[DoseTime, ...]:
        """The doses of a day on which the step is in force."""
        return next((doses for since, doses in reversed(self.moved) if since <= day), self.doses)

    def with_day_part(self, part: str, at: time, since: date) -> Step:
        """The step with a day part at another time from `since` on; the days before keep theirs."""
        doses = moved_part(self.doses_on(since), part, at)
        if doses == self.doses_on(since):
            return self
        before = (move for move in self.moved if move[0] < since)
        after = ((day, moved_part(d, part, at)) for day, d in self.moved if day > since)
        return replace(self, moved=(*before, (since, doses), *after))

    def in_unit(self, medicine: Medicine) -> Step:
        """The step with its amounts in the medicine's own unit; Refused if it is unclear."""
        return replace(
            self,
            doses=doses_in_unit(self.doses, medicine),
            moved=tuple((day, doses_in_unit(doses, medicine)) for day, doses in self.moved),
        )

    def schedule_on(self, day: date) -> Schedule:
        """The step as a schedule, as it is on `day`."""
        return Daily(self.doses_on(day))

    def pieces(self, days: Days) -> tuple[Days, ...]:
        """`days` cut where the clock times move, so that each piece has one schedule."""
        cuts = [since for since, _doses in self.moved if since in days and since != days.since]
        edges = [days.since, *cuts]
        return tuple(
            Days(since, until) for since, until in zip(edges, [*cuts, days.until], strict=True)
        )


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
        """The days of the plan, those of a last step without doses among them."""
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
    """The plan as courses, at least one for each stretch with doses: every rule sees courses."""
    courses = []
    for number, stretch in enumerate(stretches_of(plan)):
        step = plan.steps[stretch.step]
        for piece, days in enumerate(step.pieces(stretch.days) if step.doses else ()):
            schedule = step.schedule_on(days.since)
            given = Prescription(schedule, days, prescriber=plan.prescriber)
            id = f"{plan.id}#{number}" + (f"-{days.since}" if piece else "")
            courses.append(Course(id, plan.medicine_id, given))
    return tuple(courses)


def with_day_part(plan: TaperPlan, part: str, at: time, since: date) -> TaperPlan:
    """The plan with a day part at another time from the day `since` on."""
    begun = {stretch.step for stretch in stretches_of(plan) if stretch.days.since < since}
    return replace(
        plan,
        steps=tuple(
            step.with_day_part(part, at, since)
            if number in begun
            else replace(step, doses=moved_part(step.doses, part, at))
            for number, step in enumerate(plan.steps)
        ),
    )


def last_day(plan: TaperPlan) -> date | None:
    """The last day with a dose, None if the last step goes on."""
    last = stretches_of(plan)[-1]
    if not plan.steps[last.step].doses:
        return last.days.since - DAY
    return last.days.last
