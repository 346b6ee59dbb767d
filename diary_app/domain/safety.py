"""The flags that follow from a diary: which, how grave, since when, on what evidence.

The rules, their ids and levels are those of the command line's contract ("Flags") and of
`clinical.md` 1.4; thresholds, advice and sources come from the knowledge files. Each rule is one
function of `safety_symptoms`, `safety_gaps` or `safety_doses`. Nothing here says that all is well:
no flag only means that no rule found anything in what was recorded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from diary_app.domain import safety_doses, safety_gaps, safety_symptoms
from diary_app.domain.days import FLAGGED_AROUND, Days
from diary_app.domain.dose_log import DoseLog, doses_near
from diary_app.domain.flag import Evidence, Flag, events, rule_of, with_answer
from diary_app.domain.history import History
from diary_app.domain.knowledge import KnowledgeBase, Level, Rule
from diary_app.domain.moment import DAY, Moment
from diary_app.domain.statements import Statement, statements_of
from diary_app.domain.substance import knowledge_of
from diary_app.domain.symptom import SafetyCheck

__all__ = ["Evidence", "Flag", "days_needed", "flags", "flags_between"]


@dataclass(frozen=True)
class Settings:
    """What the rules are told besides the records.

    `country` chooses the label maximum. `uncovered`: for a medicine's id the planned days between
    the end of its stock and the next refill (`supply.uncovered_days`).
    """

    country: str = "US"
    uncovered: Mapping[str, Sequence[date]] = field(default_factory=dict)


PLAIN = Settings()


def days_needed(bases: Sequence[KnowledgeBase], start: Moment, end: Moment) -> Days:
    """The days that a history must hold for the flags of `[start, end]`.

    Besides them it should hold the last dose taken before, of each medicine.
    """
    return Days.through(start.day - _look_back(bases) - FLAGGED_AROUND, end.day + FLAGGED_AROUND)


def flags(
    history: History,
    bases: Sequence[KnowledgeBase],
    now: Moment,
    settings: Settings = PLAIN,
) -> tuple[Flag, ...]:
    """The flags of the last 31 days and those that still go on, gravest first, then newest.

    `history` holds `days_needed(bases, now, now)`, or more. Answered flags are among them, with the
    answer; each event is there once.
    """
    if not bases:
        return ()
    since = now.shifted(-_look_back(bases))
    raised = _raised(history, bases, since.day - FLAGGED_AROUND, now.day + DAY, now, settings)
    return _in_order(flag for flag in raised if flag.until >= since)


def flags_between(
    history: History,
    bases: Sequence[KnowledgeBase],
    start: Moment,
    end: Moment,
    now: Moment,
    settings: Settings = PLAIN,
) -> tuple[Flag, ...]:
    """The flags raised in `[start, end)` as the records stand at `now`, ordered as `flags`.

    `history` holds `days_needed(bases, start, end)`, or more.
    """
    if not bases:
        return ()
    first = start.day - _look_back(bases) - FLAGGED_AROUND
    last = min(now.day, end.day + FLAGGED_AROUND) + DAY
    raised = _raised(history, bases, first, last, now, settings)
    return _in_order(flag for flag in raised if start <= flag.at < end)


def _raised(
    history: History,
    bases: Sequence[KnowledgeBase],
    first: date,
    end: date,
    now: Moment,
    settings: Settings,
) -> tuple[Flag, ...]:
    """The events of the span with their answers, in order of time."""
    zones, near = history.zones, doses_near(history, first, now)
    logs = [
        DoseLog(plan, knowledge_of(plan.medicine, bases), own, zones, (first, end), now)
        for plan in history.plans
        for own in [near[plan.medicine.id]]
    ]
    history = _within(history, zones.start(first), min(now, zones.start(end)))
    said = statements_of(history)
    found: list[Flag] = []
    for log in logs:
        found += _about_doses(log, bases, history, settings)
    for base in bases:
        own = [log for log in logs if log.base is base]
        found += _about_base(base, own, history, said, bases)
    same_event = _same_event(bases)
    joined = events((flag for flag in found if flag.at <= now), same_event)
    return tuple(with_answer(flag, history.flag_answers, same_event) for flag in joined)


def _within(history: History, start: Moment, end: Moment) -> History:
    """The history with what was said from `start` to `end` only, both included."""
    first, last = start.utc, end.utc
    return replace(
        history,
        observations=tuple(o for o in history.observations if first <= o.at.utc <= last),
        checks=tuple(check for check in history.checks if first <= check.at.utc <= last),
        readings=tuple(stored for stored in history.readings if first <= stored.at.utc <= last),
    )


def _about_doses(
    log: DoseLog, bases: Sequence[KnowledgeBase], history: History, settings: Settings
) -> Iterator[Flag]:
    """The rules that hold for every medicine, known or not, and the label's maximum."""
    if rule := _rule(log, bases, "above_plan"):
        yield from safety_doses.above_plan(log, rule)
    if rule := _rule(log, bases, "doses_too_close"):
        yield from safety_doses.doses_too_close(log, rule)
    if rule := _rule(log, bases, "pump_due"):
        yield from safety_doses.pump_due(log, rule, history)
    if rule := _rule(log, bases, "run_out_before_refill"):
        uncovered = settings.uncovered.get(log.medicine.id, ())
        yield from safety_doses.run_out_before_refill(log, rule, history, uncovered)
    maximum = log.base.label_maximum(settings.country) if log.base else None
    rule = rule_of(log.base, "above_label_maximum")
    if rule and maximum:
        yield from safety_doses.above_label_maximum(log, rule, maximum)


def _rule(log: DoseLog, bases: Sequence[KnowledgeBase], id: str) -> Rule | None:
    """The rule as the medicine's own file has it, else as the first file that has it."""
    found = (rule_of(base, id) for base in (log.base, *bases))
    return next((rule for rule in found if rule is not None), None)


def _about_base(
    base: KnowledgeBase,
    logs: Sequence[DoseLog],
    history: History,
    said: tuple[Statement, ...],
    bases: Sequence[KnowledgeBase],
) -> Iterator[Flag]:
    """The rules that rest on what is known of one medicine."""
    for log in logs:
        yield from safety_gaps.gap_in_cover(log)
        yield from safety_gaps.under_half_of_plan(log)
        yield from safety_gaps.taper_faster_than_plan(log)
        yield from safety_gaps.stopped_without_taper(log, logs)
    less = sorted((e for log in logs for e in log.lapses()), key=lambda piece: piece.at)
    around = safety_symptoms.Circumstances(
        statements=said,
        follow_ups=_follow_ups(history),
        labels={entry.id: entry.label for entry in base.entries}
        | {item.key: item.question.text for item in base.follow_ups},
        less=tuple(less),
        more=tuple(piece for log in logs for piece in log.extra_doses()),
        logs=tuple(logs),
        same_event=_same_event(bases),
        recent=timedelta(days=float(_number(bases, "recent_doses_days"))),
    )
    yield from safety_symptoms.serious_symptoms(base, said, around)
    yield from safety_symptoms.common_side_effects(base, said)
    yield from safety_symptoms.stiffness_jump(base, history, less)


def _follow_ups(history: History) -> tuple[tuple[str, SafetyCheck], ...]:
    return tuple(
        (key, check) for check in history.checks for key, yes in check.followups.items() if yes
    )


def _number(bases: Sequence[KnowledgeBase], id: str) -> int:
    """A threshold of the first file that has it. None at all raises KeyError."""
    for base in bases:
        for threshold in base.thresholds:
            if threshold.id == id:
                return int(threshold.value)
    raise KeyError(id)


def _look_back(bases: Sequence[KnowledgeBase]) -> timedelta:
    return timedelta(days=_number(bases, "look_back_days"))


def _same_event(bases: Sequence[KnowledgeBase]) -> timedelta:
    return timedelta(hours=_number(bases, "same_event_hours"))


def _in_order(found: Iterator[Flag]) -> tuple[Flag, ...]:
    gravity = list(Level)
    newest_first = sorted(found, key=lambda flag: (flag.at, flag.id), reverse=True)
    return tuple(sorted(newest_first, key=lambda flag: -gravity.index(flag.level)))
