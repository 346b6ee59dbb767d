"""What every part of the summary is written from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property

from diary_app.charts.series import Span
from diary_app.domain.adherence import Figures, figures_of
from diary_app.domain.days import NEIGHBOURS_AROUND, Days
from diary_app.domain.dose import moment_of
from diary_app.domain.flag import Flag
from diary_app.domain.history import History
from diary_app.domain.knowledge import Category, Entry, KnowledgeBase
from diary_app.domain.matching import Matched
from diary_app.domain.moment import DAY, Moment
from diary_app.domain.plan import Plan
from diary_app.domain.sheet import matched
from diary_app.domain.substance import knowledge_of
from diary_app.domain.symptom import Observation
from diary_app.domain.trends import Point, daily, on_days
from diary_app.frozen import dataclass
from diary_app.reports.report import Part, ReportOptions

DAYS_AROUND = 21  # a dose change looks 14 days back and 17 on; a serious event 3 days back


@dataclass(frozen=True)
class Given:
    """The diary, the days (`span`) the summary is about, none after today."""

    history: History
    knowledge: KnowledgeBase
    flags: tuple[Flag, ...]
    span: Span
    now: Moment
    options: ReportOptions

    @property
    def year(self) -> int:
        """The year that need not be named in short dates."""
        return self.span.end.year if self.span.end.day > 1 else (self.span.end - DAY).year

    def wants(self, part: Part) -> bool:
        """Whether the patient left the part in."""
        return part in self.options.parts

    def inside(self, at: Moment) -> bool:
        """Whether the moment lies on one of the days."""
        return at.day in self.span.days

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """The medicines of these days, the one the knowledge is about first."""
        used = [plan for plan in self.history.plans if self._concerns(plan)]
        bases = (self.knowledge,)
        return tuple(sorted(used, key=lambda plan: knowledge_of(plan.medicine, bases) is None))

    @cached_property
    def main_plans(self) -> tuple[Plan, ...]:
        """The medicines the knowledge is about, tablets and pump alike; without one the first."""
        bases = (self.knowledge,)
        known = [plan for plan in self.plans if knowledge_of(plan.medicine, bases) is not None]
        return tuple(known) or self.plans[:1]

    def _concerns(self, plan: Plan) -> bool:
        planned = any(course.days.overlaps(self.span.days) for course in plan.all_courses())
        return planned or any(
            self.inside(moment_of(dose)) for dose in self.history.doses_of(plan.medicine.id)
        )

    @cached_property
    def figures(self) -> tuple[tuple[Plan, Figures], ...]:
        """Each medicine with the figures of its doses on these days."""
        days, zones = self.span.days, self.history.zones
        return tuple(
            (plan, figures_of(plan, own, self.matched(plan), days, self.now, zones))
            for plan in self.plans
            for own in (self.history.doses_of(plan.medicine.id),)
        )

    def matched(self, plan: Plan) -> Matched:
        """The slots and doses of one medicine on these days and the ones beside them, matched once:
        every part of the summary rests on the same answers.
        """
        key = plan.medicine.id
        if key not in self._matched:
            days = self.span.days.widened(NEIGHBOURS_AROUND)
            own = self.history.doses_of(key)
            self._matched[key] = matched(plan, own, days, self.history.zones)
        return self._matched[key]

    @cached_property
    def _matched(self) -> dict[str, Matched]:
        return {}

    @cached_property
    def _by_symptom(self) -> dict[str, list[Observation]]:
        found: dict[str, list[Observation]] = {}
        for one in self.history.observations:
            found.setdefault(one.symptom, []).append(one)
        return found

    def seen(self, symptom: str) -> list[Observation]:
        """The observations of one symptom, those before these days too."""
        return self._by_symptom.get(symptom, [])

    def points(self, symptom: str) -> tuple[Point, ...]:
        """The daily values of one symptom in order, those before these days too; found once."""
        if symptom not in self._points:
            self._points[symptom] = daily(self.seen(symptom), symptom, Days(date.min))
        return self._points[symptom]

    @cached_property
    def _points(self) -> dict[str, tuple[Point, ...]]:
        return {}

    def days_with(self, moments: Iterable[Moment]) -> int:
        """On how many of the days at least one of the moments lies."""
        return len({at.day for at in moments if self.inside(at)})

    def check_days(self) -> int:
        """Days with a safety check."""
        return self.days_with(check.at for check in self.history.checks)

    def entry_days(self) -> int:
        """Days with any record at all."""
        history = self.history
        return self.days_with(
            [
                *(moment_of(dose) for dose in history.doses),
                *(record.at for record in history.observations),
                *(record.at for record in history.checks),
                *(record.at for record in history.notes),
                *(record.at for record in history.events),
                *(record.at for record in history.falls),
                *(record.at for record in history.measurements),
            ]
        )

    def rated_days(self, entry: Entry) -> int:
        """On how many of the days the symptom has a rating."""
        return len(on_days(self.points(entry.id), self.span.days))

    def most_rated(self, category: Category) -> tuple[Entry, ...]:
        """What was rated on these days, the most rated first."""
        entries = [entry for entry in self.knowledge.entries if entry.category is category]
        days = {entry.id: self.rated_days(entry) for entry in entries}
        return tuple(e for e in sorted(entries, key=lambda e: -days[e.id]) if days[e.id])

    @cached_property
    def treated(self) -> tuple[Entry, ...]:
        """What the medicine is for and was rated on these days, the most rated first."""
        return self.most_rated(Category.TREATED)


def needed(days: Days) -> Days:
    """The days whose records the summary of `days` needs: as many days again before them."""
    return days.widened(timedelta(days=max(days.count, DAYS_AROUND)), timedelta(0))
