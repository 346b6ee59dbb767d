"""What else is known around a statement: other statements, answers, the dose log, the person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from diary_app.domain.evidence import Evidence, FollowUpFact, PersonEvidence, PlanEvent, PlanFact
from diary_app.domain.knowledge import Raise
from diary_app.domain.lack import Lack
from diary_app.domain.safety_doses import Excess
from diary_app.domain.signs import SignsOfTooMuch
from diary_app.domain.statements import Statement
from diary_app.domain.substance_log import SubstanceLog
from diary_app.domain.symptom import SafetyCheck
from diary_app.frozen import dataclass

EXTRA = "extra_dose_taken"


@dataclass(frozen=True)
class Circumstances:
    """`follow_ups` were answered yes. `log` None: nothing of the substance is in the diary."""

    statements: tuple[Statement, ...]
    follow_ups: tuple[tuple[str, SafetyCheck], ...]
    log: SubstanceLog | None
    lack: Lack
    excesses: tuple[Excess, ...]
    signs: SignsOfTooMuch
    raising: tuple[PersonEvidence, ...]
    same_event: timedelta
    after_dose: timedelta

    def of(self, step: Raise, one: Statement) -> Iterator[Evidence]:
        """The evidence that a step's circumstance was there around a statement; empty for none."""
        if one.strength < step.least:
            return
        match step.when:
            case "strong_lack":
                yield from self.lack.strong(one.at)
            case "lack":
                yield from self.lack.any(one.at)
            case "excess":
                yield from self._excess(one)
            case "sign_of_too_much":
                yield from self.signs.around(one.at)
            case "raising_fact":
                yield from self.raising
            case "pump":
                yield from self._pump(one)
                yield from self._said(step, one)
            case _:
                yield from self._said(step, one)

    def _said(self, step: Raise, one: Statement) -> Iterator[Evidence]:
        for other in self.statements:
            if other.symptom != step.when or not other.sure or other.strength < step.other:
                continue
            if abs(other.at - one.at) < self.same_event:
                yield other.fact()
        for key, check in self.follow_ups:
            if key == step.when and abs(check.at - one.at) < self.same_event:
                yield FollowUpFact(check.id, check.at, key)

    def _excess(self, one: Statement) -> Iterator[Evidence]:
        """More than planned, by the log or the patient's word, within a day before."""
        for excess in self.excesses:
            for dose in excess.doses:
                if timedelta(0) <= one.at - dose.dose.taken_at <= self.after_dose:
                    yield dose.log.dose_fact(dose.dose)
        for other in self.statements:
            if other.symptom == EXTRA and other.sure and abs(one.at - other.at) <= self.after_dose:
                yield other.fact()

    def _pump(self, one: Statement) -> Iterator[Evidence]:
        found = None if self.log is None else self.log.pump_on(one.at.day)
        if found is not None:
            log, course = found
            day, runs = one.at.day, PlanEvent.PUMP_RUNS
            yield PlanFact(course.id, one.at, log.medicine.name, runs, day)
