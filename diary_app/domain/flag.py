"""A flag: something recorded that someone should know of, how soon, on what evidence.

Flags are computed, never stored; what the patient did with one is (`symptom.FlagAnswer`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from diary_app.domain.knowledge import Entry, KnowledgeBase, Level, Rule, Source
from diary_app.domain.moment import Moment
from diary_app.domain.symptom import AnswerKind, FlagAnswer

SYMPTOM_RULE = "serious_symptom"


@dataclass(frozen=True)
class Evidence:
    """What one record says for a flag: the record's id, when it belongs, and its words.

    `said`: the patient's own statement (a rating, an answer, a note), not the dose log. A slot that
    nobody answered has no record; its `record` is the medicine's id and the planned instant.
    """

    record: str
    at: Moment
    words: str
    said: bool = False


@dataclass(frozen=True)
class Flag:
    """One event. `id` is the symptom's or the rule's, `rule` the rule that raised it.

    `at` is when it was raised, `until` the last moment that belongs to it (the same for a single
    record). `confirm`: read in a free text that leaves room for doubt, so ask "did this happen to
    you?". `acknowledged` is what the patient did with it, None while it waits for that.
    """

    id: str
    level: Level
    rule: str
    label: str
    at: Moment
    until: Moment
    evidence: tuple[Evidence, ...]
    sources: tuple[Source, ...]
    advice: str
    confirm: bool = False
    acknowledged: FlagAnswer | None = None


def of_rule(
    rule: Rule,
    at: Moment,
    evidence: Iterable[Evidence],
    level: Level | None = None,
    until: Moment | None = None,
) -> Flag:
    """The flag of a rule about the doses, at the rule's own level unless told otherwise."""
    return Flag(
        id=rule.id,
        level=rule.level if level is None else level,
        rule=rule.id,
        label=rule.label,
        at=at,
        until=at if until is None else until,
        evidence=_in_order(evidence),
        sources=rule.sources,
        advice=rule.advice,
    )


def of_entry(entry: Entry, level: Level, evidence: Sequence[Evidence], confirm: bool) -> Flag:
    """The flag of a recorded symptom; the first piece of `evidence` says when."""
    at = evidence[0].at
    return Flag(
        id=entry.id,
        level=level,
        rule=SYMPTOM_RULE,
        label=entry.label,
        at=at,
        until=at,
        evidence=_in_order(evidence),
        sources=entry.sources,
        advice=entry.advice,
        confirm=confirm,
    )


def rule_of(base: KnowledgeBase | None, id: str) -> Rule | None:
    """The rule as the medicine's knowledge has it, None where it has no such rule."""
    rules = () if base is None else base.rules
    return next((rule for rule in rules if rule.id == id), None)


def events(raised: Iterable[Flag], same_event: timedelta) -> tuple[Flag, ...]:
    """Flags with the same id less than `same_event` apart as one: gravest level, all evidence."""
    found: list[Flag] = []
    latest: dict[str, int] = {}
    for flag in sorted(raised, key=lambda flag: (flag.at, flag.id)):
        number = latest.get(flag.id)
        if number is not None and flag.at - found[number].until < same_event:
            found[number] = _joined(found[number], flag)
        else:
            latest[flag.id] = len(found)
            found.append(flag)
    return tuple(found)


def _joined(first: Flag, second: Flag) -> Flag:
    gravest = second if second.level > first.level else first
    doubtful = first.confirm and second.confirm
    return replace(
        gravest,
        at=first.at,
        until=max(first.until, second.until),
        evidence=_in_order((*first.evidence, *second.evidence)),
        # One sure record of the gravest level is enough to ask no more.
        confirm=doubtful if first.level == second.level else gravest.confirm,
    )


def _in_order(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    once = {(piece.record, piece.words): piece for piece in reversed(list(evidence))}
    return tuple(sorted(once.values(), key=lambda piece: (piece.at, piece.record, piece.words)))


def with_answer(flag: Flag, answers: Sequence[FlagAnswer], same_event: timedelta) -> Flag:
    """The flag with what the patient did with it, if that still holds.

    An answer given to any of its evidence holds until the event is graver, or goes on `same_event`
    after the answer. A dismissal speaks only of the statements it was given to: a new one is new.
    """
    records = {piece.record for piece in flag.evidence}
    given = [a for a in answers if a.flag_id == flag.id and records & set(a.evidence)]
    if not given:
        return flag
    last = max(given, key=lambda answer: answer.at)
    return replace(flag, acknowledged=last) if _holds(last, flag, same_event) else flag


def _holds(answer: FlagAnswer, flag: Flag, same_event: timedelta) -> bool:
    if flag.level > Level(answer.level):
        return False
    if any(piece.at - answer.at >= same_event for piece in flag.evidence):
        return False
    new = [p for p in flag.evidence if p.said and p.record not in answer.evidence]
    return answer.kind is AnswerKind.ACKNOWLEDGED or not new
