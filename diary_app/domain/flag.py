"""A flag: something recorded that someone should know of, how soon, on what evidence.

Flags are computed, never stored; what the patient did with one is (`symptom.FlagAnswer`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from diary_app.domain.evidence import Evidence, PlanFact, SaidFact, in_order, said
from diary_app.domain.knowledge import Entry, Level, Rule, Source
from diary_app.domain.moment import Moment
from diary_app.domain.statements import MODERATE
from diary_app.domain.symptom import AnswerKind, FlagAnswer
from diary_app.frozen import dataclass

SYMPTOM_RULE = "serious_symptom"


@dataclass(frozen=True)
class Flag:
    """One event. `id` is the symptom's or the rule's, `rule` the rule that raised it.

    `at` is when it was raised, `until` the last moment that belongs to it (the same for a single
    record). `confirm`: read in a free text that leaves room for doubt, so ask "did this happen to
    you?". `joins`: an everyday sign, which joins an earlier event of its kind. `older`: it goes
    back beyond what was looked at. `acknowledged` is what the patient did with it, None while it
    waits.
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
    joins: bool = False
    older: bool = False
    acknowledged: FlagAnswer | None = None


def of_rule(
    rule: Rule,
    at: Moment,
    evidence: Iterable[Evidence],
    level: Level | None = None,
    until: Moment | None = None,
) -> Flag:
    """The flag of a rule about the doses, at the rule's own level unless told otherwise."""
    level = rule.level if level is None else level
    return Flag(
        id=rule.id,
        level=level,
        rule=rule.id,
        label=rule.label,
        at=at,
        until=at if until is None else until,
        evidence=in_order(evidence),
        sources=rule.sources,
        advice=rule.advice_at(level),
    )


def of_entry(
    entry: Entry,
    level: Level,
    evidence: Sequence[Evidence],
    advice: str,
    confirm: bool = False,
    joins: bool = False,
) -> Flag:
    """The flag of a recorded symptom; the first piece of `evidence` says when."""
    at = evidence[0].at
    return Flag(
        id=entry.id,
        level=level,
        rule=SYMPTOM_RULE,
        label=entry.label,
        at=at,
        until=at,
        evidence=in_order(evidence),
        sources=entry.sources,
        advice=advice,
        confirm=confirm,
        joins=joins,
    )


@dataclass(frozen=True)
class Apart:
    """How far apart two flags with one id are still one event: any, and everyday signs."""

    same_event: timedelta
    everyday: timedelta


def events(raised: Iterable[Flag], apart: Apart) -> tuple[Flag, ...]:
    """Flags with the same id that are close in time as one: gravest level, all evidence."""
    found: list[Flag] = []
    latest: dict[str, int] = {}
    for flag in sorted(raised, key=lambda flag: (flag.at, flag.id, flag.until, -_rank(flag.level))):
        number = latest.get(flag.id)
        near = apart.everyday if flag.joins else apart.same_event
        if number is not None and flag.at - found[number].until < near:
            found[number] = _joined(found[number], flag)
        else:
            latest[flag.id] = len(found)
            found.append(flag)
    return tuple(found)


def _rank(level: Level) -> int:
    return list(Level).index(level)


def _joined(first: Flag, second: Flag) -> Flag:
    gravest = second if second.level > first.level else first
    doubtful = first.confirm and second.confirm
    return replace(
        gravest,
        at=first.at,
        until=max(first.until, second.until),
        evidence=in_order((*first.evidence, *second.evidence)),
        # One sure record of the gravest level is enough to ask no more.
        confirm=doubtful if first.level == second.level else gravest.confirm,
        joins=first.joins,
        older=first.older,
    )


def with_answer(
    flag: Flag,
    answers: Sequence[FlagAnswer],
    same_event: timedelta,
    rated_then: Mapping[tuple[str, str], int | None],
) -> Flag:
    """The flag with what the patient did with it, if that still holds.

    An answer given to any of its evidence holds until the event is graver, is rated higher, or goes
    on `same_event` after the answer. An everyday sign that only goes on is not new. A dismissal
    speaks only of the statements it was given to. `rated_then` as in `History`: a rating that was
    corrected upwards since is higher too.
    """
    records = {piece.record for piece in flag.evidence}
    given = [
        answer
        for answer in answers
        if answer.flag_id == flag.id
        and ((flag.older and answer.at < flag.at) or records & set(answer.evidence))
    ]
    if not given:
        return flag
    latest = max(answer.at.utc for answer in given)
    last = (answer for answer in given if answer.at.utc == latest)
    holding = (answer for answer in last if _holds(answer, flag, same_event, rated_then))
    return replace(flag, acknowledged=next(holding, None))


def _holds(
    answer: FlagAnswer,
    flag: Flag,
    same_event: timedelta,
    rated_then: Mapping[tuple[str, str], int | None],
) -> bool:
    if flag.level > Level(answer.level):
        return False
    ratings = [piece for piece in flag.evidence if isinstance(piece, SaidFact) and piece.rating]
    known = [piece for piece in ratings if piece.record in answer.evidence]
    then = [rated_then.get((answer.id, piece.record), piece.rating) for piece in known]
    highest = max((MODERATE if rating is None else rating for rating in then), default=None)
    if highest is not None and max(piece.rating for piece in ratings) > highest:
        return False
    plans = [piece.record for piece in flag.evidence if isinstance(piece, PlanFact)]
    if len(plans) == len(flag.evidence) and set(plans) - set(answer.evidence):
        return False  # a flag about a plan is answered for that plan only
    for piece in flag.evidence:
        goes_on = isinstance(piece, SaidFact) and piece.joins
        if not goes_on and piece.at - answer.at >= same_event:
            return False
    new = [p for p in flag.evidence if said(p) and p.record not in answer.evidence]
    return answer.kind is AnswerKind.ACKNOWLEDGED or not new
