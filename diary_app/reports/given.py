"""What every part of the summary is written from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from diary_app.charts.series import Span
from diary_app.domain.adherence import Figures, figures
from diary_app.domain.dose import moment_of
from diary_app.domain.flag import Flag
from diary_app.domain.history import History
from diary_app.domain.knowledge import Category, Entry, KnowledgeBase
from diary_app.domain.moment import DAY, Moment
from diary_app.domain.plan import Plan
from diary_app.reports.report import Part, ReportOptions

DAYS_AROUND = 21  # a dose change looks 14 days back and 17 on; a serious event 3 days back


@dataclass(frozen=True)
class Given:
    """The diary, the days `[span.first, span.end)` the summary is about, none after today."""

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
        return self.span.first <= at.day < self.span.end

    def plans(self) -> tuple[Plan, ...]:
        """The medicines of these days, the one the knowledge is about first."""
        names = {name.casefold() for name in (self.knowledge.medicine, *self.knowledge.names)}
        used = [plan for plan in self.history.plans if self._concerns(plan)]
        return tuple(sorted(used, key=lambda plan: plan.medicine.name.casefold() not in names))

    def _concerns(self, plan: Plan) -> bool:
        planned = any(
            course.since < self.span.end
            and (course.until is None or course.until > self.span.first)
            for course in plan.all_courses()
        )
        return planned or any(
            self.inside(moment_of(dose)) for dose in self.history.doses_of(plan.medicine.id)
        )

    def figures(self, plan: Plan) -> Figures:
        """The figures of the medicine's doses on these days."""
        return figures(
            plan,
            self.history.doses_of(plan.medicine.id),
            self.span.first,
            self.span.end,
            self.now,
            self.history.zones,
        )

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
            ]
        )

    def entry(self, symptom: str) -> Entry | None:
        """What is known of a symptom, None for one the knowledge no longer has."""
        return next((entry for entry in self.knowledge.entries if entry.id == symptom), None)

    def label(self, symptom: str) -> str:
        """The patient's word for a symptom; one the knowledge no longer has keeps its id."""
        known = {entry.id: entry.label for entry in self.knowledge.entries}
        return known.get(symptom, symptom.replace("_", " "))

    def treated(self) -> tuple[Entry, ...]:
        """What the medicine is for and was rated on these days, the most rated first."""
        rated = [o for o in self.history.observations if self.inside(o.at) and o.value is not None]
        found = [
            (self.days_with(o.at for o in rated if o.symptom == entry.id), entry)
            for entry in self.knowledge.entries
            if entry.category is Category.TREATED
        ]
        return tuple(e for n, e in sorted(found, key=lambda pair: -pair[0]) if n)


def earliest(span: Span) -> date:
    """The first day whose records the summary of `span` needs: as many days again before it."""
    return span.first - timedelta(days=max(span.days, DAYS_AROUND))
