"""The rules about symptoms: serious ones as soon as they are said, common ones when severe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from diary_app.domain.circumstances import Circumstances
from diary_app.domain.evidence import Evidence
from diary_app.domain.flag import Flag, of_entry, of_rule
from diary_app.domain.history import History
from diary_app.domain.knowledge import ORDINARY, Entry, KnowledgeBase, Level, Rule
from diary_app.domain.moment import DAY
from diary_app.domain.person import FactAnswer
from diary_app.domain.rulebook import Rulebook
from diary_app.domain.statements import MILD, Statement

COMMON_RULE = "common_severe"


def serious_symptoms(
    base: KnowledgeBase, history: History, said: Sequence[Statement], around: Circumstances
) -> Iterator[Flag]:
    """Every symptom recorded, checked yes or read, that is neither common nor what is treated.

    Its level is the knowledge's, raised as its circumstances say; what is unsure only asks.
    """
    entries = {entry.id: entry for entry in base.entries if not _ordinary(entry)}
    for one in said:
        entry = entries.get(one.symptom)
        if entry is None:
            continue
        joins = entry.everyday and one.light
        # What joins an everyday event is no worse than the mildest of it.
        rating = MILD if joins else one.strength
        own = one.fact(rating if one.sure else 0, joins)
        advice = _advice(entry, history)
        if not one.sure:
            yield of_entry(entry, Level.ASK, [own], advice, joins=joins)
            continue
        level, reasons = entry.level, list[Evidence]([own])
        for step in entry.raises:
            found = list(around.of(step, one)) if step.to > entry.level else []
            if found:
                level = max(level, step.to)
                reasons += found
        yield of_entry(entry, level, reasons, advice, one.confirm, joins)


def _ordinary(entry: Entry) -> bool:
    return entry.category in ORDINARY


def _advice(entry: Entry, history: History) -> str:
    """The entry's advice, with what it adds unless the person answered a fact with no."""
    no = {str(one.fact) for one in history.facts if one.answer is FactAnswer.NO}
    more = [extra.text for extra in entry.more_advice if extra.fact not in no]
    return " ".join([entry.advice, *more])


def common_side_effects(
    base: KnowledgeBase, rules: Rulebook, said: Sequence[Statement]
) -> Iterator[Flag]:
    """A common side effect rated very severe once, or severe on days in a row; notes count not."""
    rule = rules.own(COMMON_RULE)
    if rule is None:
        return
    highest, high = rules.number("common_highest"), rules.number("common_high")
    number = rules.count("common_high_days")
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
    evidence = [one.fact(one.strength) for one in run]
    flag = of_rule(rule, at, evidence, until=run[-1].at)
    sources = (*rule.sources, *entry.sources)
    return replace(flag, id=entry.id, label=entry.label, sources=sources)
