"""The rules about symptoms: serious ones as soon as they are said, common ones when severe."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from diary_app.domain.dose_log import DoseLog
from diary_app.domain.flag import Evidence, Flag, of_entry, of_rule, rule_of
from diary_app.domain.history import History
from diary_app.domain.knowledge import Category, Entry, KnowledgeBase, Level, Rule
from diary_app.domain.moment import DAY
from diary_app.domain.statements import Statement
from diary_app.domain.symptom import SafetyCheck

COMMON_RULE = "common_severe"
STIFFNESS = "spasticity"

# Follow-up questions that the dose log answers too, and the symptom that says the same in words.
LESS, MORE, PUMP = "missed_or_stopped_doses", "extra_doses", "pump"
SAME_WORDS = {LESS: "missed_or_stopped", MORE: "extra_dose_taken"}


@dataclass(frozen=True)
class Circumstances:
    """What else is known around a statement: others, follow-up answers, the dose log.

    `follow_ups` were answered yes; `labels` name symptoms and follow-ups. `less` and `more` are
    the lapses and extra doses of the medicine that the knowledge is about, `logs` its logs.
    """

    statements: tuple[Statement, ...]
    follow_ups: tuple[tuple[str, SafetyCheck], ...]
    labels: Mapping[str, str]
    less: tuple[Evidence, ...]
    more: tuple[Evidence, ...]
    logs: tuple[DoseLog, ...]
    same_event: timedelta
    recent: timedelta

    def of(self, when: str, said: Statement) -> Iterator[Evidence]:
        """The evidence that `when` (a follow-up's key or a symptom) was true around `said`."""
        for other in self.statements:
            if other.symptom == when and other.sure and abs(other.at - said.at) < self.same_event:
                yield other.evidence(self.labels.get(when, when))
        for key, check in self.follow_ups:
            if key == when and abs(check.at - said.at) < self.same_event:
                yield Evidence(check.id, check.at, self.labels.get(when, when), said=True)
        yield from self._in_dose_log(when, said)

    def _in_dose_log(self, when: str, said: Statement) -> Iterator[Evidence]:
        logged = {LESS: self.less, MORE: self.more}.get(when, ())
        for piece in logged:
            if timedelta(0) <= said.at - piece.at <= self.recent:
                yield piece
        for other in self.statements:
            before = said.at - other.at
            same = other.symptom == SAME_WORDS.get(when) and other.sure
            if same and -self.same_event < before <= self.recent:
                yield other.evidence(self.labels.get(other.symptom, other.symptom))
        if when == PUMP:
            for log in self.logs:
                course = log.pump_on(said.at.day)
                if course is not None:
                    yield Evidence(course.id, said.at, log.medicine.name)


def serious_symptoms(
    base: KnowledgeBase, said: Sequence[Statement], around: Circumstances
) -> Iterator[Flag]:
    """Every symptom recorded, checked yes or read, that is neither common nor what is treated.

    Its level is the knowledge's, raised as its circumstances say; what is unsure only asks.
    """
    entries = {entry.id: entry for entry in base.entries if not _ordinary(entry)}
    for one in said:
        entry = entries.get(one.symptom)
        if entry is None:
            continue
        own = one.evidence(entry.label)
        if not one.sure:
            yield of_entry(entry, Level.ASK, [own], confirm=False)
            continue
        level, reasons = entry.level, [own]
        for step in entry.raises:
            found = list(around.of(step.when, one)) if step.to > entry.level else []
            if found:
                level = max(level, step.to)
                reasons += found
        yield of_entry(entry, level, reasons, one.confirm)


def _ordinary(entry: Entry) -> bool:
    return entry.category in (Category.COMMON, Category.TREATED)


def common_side_effects(base: KnowledgeBase, said: Sequence[Statement]) -> Iterator[Flag]:
    """A common side effect rated very severe once, or severe on days in a row; notes count not."""
    rule = rule_of(base, COMMON_RULE)
    if rule is None:
        return
    highest, high = base.threshold("common_highest").value, base.threshold("common_high").value
    number = int(base.threshold("common_high_days").value)
    for entry in base.common():
        rated = [s for s in said if s.symptom == entry.id and s.value is not None]
        for one in rated:
            if one.value is not None and one.value >= highest:
                yield _common(rule, entry, [one], 1)
        severe = [s for s in rated if s.value is not None and s.value >= high]
        for run in _runs(severe):
            if len({one.at.day for one in run}) >= number:
                yield _common(rule, entry, run, number)


def _runs(said: Sequence[Statement]) -> list[list[Statement]]:
    """Statements in order, cut where a whole day lies between two."""
    runs: list[list[Statement]] = []
    for one in said:
        if runs and one.at.day - runs[-1][-1].at.day <= DAY:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _common(rule: Rule, entry: Entry, run: Sequence[Statement], number: int) -> Flag:
    """The flag of a run, raised by the first statement of its day `number`."""
    days: list[date] = sorted({one.at.day for one in run})
    at = next(one.at for one in run if one.at.day == days[number - 1])
    evidence = [one.evidence(entry.label) for one in run]
    flag = of_rule(rule, at, evidence, until=run[-1].at)
    sources = (*rule.sources, *entry.sources)
    return replace(flag, id=entry.id, label=entry.label, sources=sources)


def stiffness_jump(
    base: KnowledgeBase, history: History, less: Sequence[Evidence]
) -> Iterator[Flag]:
    """Stiffness up by 3 or more within three days of a missed or reduced dose.

    Compared with the last rating before that dose, or a lower one since; raised once for each dose.
    """
    rule = rule_of(base, "spasticity_jump")
    if rule is None:
        return
    rise = base.threshold("spasticity_rise").value
    within = timedelta(days=int(base.threshold("spasticity_days").value))
    label = base.entry(STIFFNESS).label
    ratings = [
        Statement(seen.symptom, seen.id, seen.at, seen.value).evidence(label)
        for seen in history.observations
        if seen.symptom == STIFFNESS and seen.value is not None
    ]
    values = {s.id: s.value for s in history.observations if s.value is not None}
    moments = [rating.at.utc for rating in ratings]
    for lapse in less:
        following = bisect_right(moments, lapse.at.utc)
        lowest = ratings[following - 1] if following else None
        for rating in ratings[following : bisect_right(moments, lapse.at.utc + within)]:
            if lowest is not None and values[rating.record] - values[lowest.record] >= rise:
                yield of_rule(rule, rating.at, [rating, lowest, lapse])
                break
            if lowest is None or values[rating.record] < values[lowest.record]:
                lowest = rating
