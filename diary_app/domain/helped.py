"""Did a dose that was taken when needed help? Asked once, and what came of it in figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from statistics import median

from diary_app.domain.days import Days
from diary_app.domain.dose import Dose, EnteredBy, Taken
from diary_app.domain.moment import Moment
from diary_app.domain.plan import Plan
from diary_app.frozen import dataclass

LONGEST_ASKED = timedelta(hours=12)  # nobody remembers longer which dose it was


class HelpedAnswer(StrEnum):
    """What a dose did. `not_said`: it was asked, and the person did not want to say."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    NOT_SAID = "not_said"


@dataclass(frozen=True)
class Helped:
    """The answer for one dose, whose id is its own. `minutes` until it was felt, None: not said.

    `before` and `after` are ratings of `symptom` around the dose, None where none were given.
    """

    dose_id: str
    answer: HelpedAnswer
    at: Moment
    minutes: int | None = None
    symptom: str = ""
    before: int | None = None
    after: int | None = None
    entered_by: EnteredBy = EnteredBy.ME

    @property
    def id(self) -> str:
        """The record's id: a dose is answered once."""
        return self.dose_id


def by_ratings(before: int, after: int, best_is_high: bool) -> HelpedAnswer:
    """What two ratings of one symptom say, where 10 is best or worst."""
    if before == after:
        return HelpedAnswer.SAME
    return HelpedAnswer.BETTER if (after > before) == best_is_high else HelpedAnswer.WORSE


def taken_as_needed(plan: Plan, doses: Iterable[Dose]) -> tuple[Taken, ...]:
    """The doses that were taken because they were needed, not because they were planned."""
    return tuple(
        dose
        for dose in doses
        if isinstance(dose, Taken)
        and dose.planned_at is None
        and plan.as_needed_on(dose.taken_at.day)
    )


def still_asked(
    needed: Iterable[Taken], answered: Iterable[str], after: timedelta, now: Moment
) -> tuple[Taken, ...]:
    """The doses of which it is time to ask whether they helped, the newest first.

    `answered` are ids. A dose is asked about from `after` it on, up to twelve hours; not one whose
    time is unknown.
    """
    known = set(answered)
    open_doses = [
        dose
        for dose in needed
        if dose.id not in known and dose.time_known and after <= now - dose.taken_at < LONGEST_ASKED
    ]
    return tuple(sorted(open_doses, key=lambda dose: dose.taken_at, reverse=True))


@dataclass(frozen=True)
class HelpedFigures:
    """What came of the doses of one medicine that were taken when needed, in a span of days.

    `answered` counts better, same and worse. `median_minutes` is of the `n` answers that say how
    long it took until it was better, None for none.
    """

    doses: int
    days_used: int
    days: int
    better: int
    same: int
    worse: int
    n: int
    median_minutes: float | None

    @property
    def answered(self) -> int:
        """How many doses were answered for."""
        return self.better + self.same + self.worse


def figures(
    plan: Plan, doses: Sequence[Dose], helped: Mapping[str, Helped], days: Days
) -> HelpedFigures:
    """The figures of the local `days` on which the medicine was to be taken when needed."""
    needed = [dose for dose in taken_as_needed(plan, doses) if dose.taken_at.day in days]
    given = [helped[dose.id] for dose in needed if dose.id in helped]
    count = {answer: sum(one.answer is answer for one in given) for answer in HelpedAnswer}
    minutes = [
        one.minutes
        for one in given
        if one.answer is HelpedAnswer.BETTER and one.minutes is not None
    ]
    return HelpedFigures(
        doses=len(needed),
        days_used=len({dose.taken_at.day for dose in needed}),
        days=sum(bool(plan.as_needed_on(day)) for day in days),
        better=count[HelpedAnswer.BETTER],
        same=count[HelpedAnswer.SAME],
        worse=count[HelpedAnswer.WORSE],
        n=len(minutes),
        median_minutes=median(minutes) if minutes else None,
    )
