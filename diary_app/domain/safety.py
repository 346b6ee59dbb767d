"""The flags that follow from a diary: which, how grave, since when, on what evidence.

The rules, their ids and levels are those of the command line's contract ("Flags"); thresholds,
advice and sources come from the knowledge files. Each rule is one function of a `safety_…` file.
Nothing here says that all is well: no flag only means that no rule found anything in what was
recorded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, timedelta

from diary_app.domain import (
    safety_body,
    safety_doses,
    safety_gaps,
    safety_less,
    safety_plan,
    safety_symptoms,
)
from diary_app.domain.circumstances import Circumstances
from diary_app.domain.days import FLAGGED_AROUND, SAID_AROUND, Days
from diary_app.domain.dose_log import DoseLog, Looked, doses_near
from diary_app.domain.evidence import Evidence
from diary_app.domain.flag import Apart, Flag, events, with_answer
from diary_app.domain.history import History
from diary_app.domain.knowledge import KnowledgeBase, Level
from diary_app.domain.lack import lack_of, said_lack
from diary_app.domain.moment import DAY, Moment
from diary_app.domain.rulebook import Rulebook
from diary_app.domain.safety_doses import Excess
from diary_app.domain.signs import SignsOfTooMuch, raising_facts, signs_of
from diary_app.domain.spoken import about
from diary_app.domain.statements import statements_of
from diary_app.domain.substance import knowledge_of
from diary_app.domain.substance_log import SubstanceLog
from diary_app.domain.symptom import SafetyCheck
from diary_app.frozen import dataclass

__all__ = ["Evidence", "Flag", "days_needed", "flags", "flags_between"]


@dataclass(frozen=True)
class RuleInputs:
    """What the rules are told besides the records.

    `country` chooses the label maximum. `uncovered`: for a medicine's id the planned days between
    the end of its stock and the next refill (`supply.uncovered_days`).
    """

    country: str = "US"
    uncovered: Mapping[str, Sequence[date]] = field(default_factory=dict)


PLAIN = RuleInputs()


def days_needed(bases: Sequence[KnowledgeBase], start: Moment, end: Moment) -> Days:
    """The days that a history must hold for the flags of `[start, end]`.

    Besides them it should hold the last dose taken before, of each medicine.
    """
    return Days(start.day - _look_back(bases) - SAID_AROUND, end.day + FLAGGED_AROUND + DAY)


def flags(
    history: History,
    bases: Sequence[KnowledgeBase],
    now: Moment,
    settings: RuleInputs = PLAIN,
) -> tuple[Flag, ...]:
    """The flags of the last 31 days and those that still go on, gravest first, then newest.

    `history` holds `days_needed(bases, now, now)`, or more. Answered flags are among them, with the
    answer; each event is there once.
    """
    if not bases:
        return ()
    since = now.shifted(-_look_back(bases))
    raised = _Judged(history, bases, Days.through(since.day, now.day), now, settings).flags()
    return _in_order(flag for flag in raised if flag.until >= since)


def flags_between(
    history: History,
    bases: Sequence[KnowledgeBase],
    start: Moment,
    end: Moment,
    now: Moment,
    settings: RuleInputs = PLAIN,
) -> tuple[Flag, ...]:
    """The flags raised in `[start, end)` as the records stand at `now`, ordered as `flags`.

    `history` holds `days_needed(bases, start, end)`, or more.
    """
    if not bases:
        return ()
    last = min(now.day, end.day + FLAGGED_AROUND)
    days = Days.through(start.day - _look_back(bases), last)
    raised = _Judged(history, bases, days, now, settings).flags() if days else ()
    return _in_order(flag for flag in raised if start <= flag.at < end)


class _Judged:
    """The records of some days, as one looks at them at `now`."""

    def __init__(
        self,
        history: History,
        bases: Sequence[KnowledgeBase],
        days: Days,
        now: Moment,
        settings: RuleInputs,
    ) -> None:
        self.bases, self.now, self.settings = tuple(bases), now, settings
        zones = history.zones
        self.said_from = zones.start(days.since - SAID_AROUND)
        self.history = _within(history, self.said_from, min(now, zones.start(days.end)))
        self.said = statements_of(self.history)
        self.raising = raising_facts(history)
        reached = Days(days.since - FLAGGED_AROUND, days.end)
        looked = Looked(reached, now, zones, history.entered, history.recorded)
        near = doses_near(history, looked.days.since, now)
        logs = [DoseLog(plan, near[plan.medicine.id], looked) for plan in history.plans]
        self.logs = tuple(_by_substance(logs, self.bases))
        self.first = Rulebook(None, self.bases)

    def flags(self) -> tuple[Flag, ...]:
        """The events with their answers, in order of time."""
        raised = [
            about(flag, log.all[0].medicine.name)
            for log in self.logs
            if not log.rules.known
            for flag in self._doses(log, self._excesses(log))
        ]
        # Of two bases that know a symptom, the advice is that of a medicine that is taken.
        judged = {log.rules.base.medicine for log in self.logs if log.rules.base is not None}
        for base in sorted(self.bases, key=lambda base: base.medicine not in judged):
            raised += [about(flag, base.called or base.medicine) for flag in self._of_base(base)]
        every = self.first.days("everyday_days")
        apart = Apart(self.first.hours("same_event_hours"), every)
        joined = events((flag for flag in raised if flag.at <= self.now), apart)
        edge = self.said_from.shifted(every)
        older = (replace(f, older=True) if f.joins and f.at < edge else f for f in joined)
        answers, then = self.history.flag_answers, self.history.rated_then
        return tuple(with_answer(flag, answers, apart.same_event, then) for flag in older)

    def _of_base(self, base: KnowledgeBase) -> Iterator[Flag]:
        """The rules that rest on what is known of one substance."""
        rules = Rulebook(base, self.bases)
        log = next((log for log in self.logs if log.rules.base is base), None)
        signs = self._signs(base)
        excesses: tuple[Excess, ...] = ()
        lack = said_lack(rules, self.said)
        if log is not None:
            low = list(safety_less.under_half_of_plan(log))
            excesses = self._excesses(log)
            lack = lack_of(log, self.history, self.said, low)
            yield from low
            yield from safety_less.taper_faster_than_plan(log)
            yield from safety_plan.stopped_without_taper(log)
            yield from safety_plan.cut_without_taper(log)
            yield from safety_plan.hold_open(log)
            yield from self._doses(log, excesses)
        around = Circumstances(
            statements=self.said,
            follow_ups=_follow_ups(self.history),
            log=log,
            lack=lack,
            excesses=excesses,
            signs=signs,
            raising=self.raising,
            same_event=rules.hours("same_event_hours"),
            after_dose=signs.within,
        )
        yield from safety_symptoms.serious_symptoms(base, self.history, self.said, around)
        yield from safety_symptoms.common_side_effects(base, rules, self.said)
        yield from safety_body.stiffness_jump(rules, self.said, around)
        yield from safety_body.falls(rules, self.history, self.said, around.same_event)

    def _doses(self, log: SubstanceLog, excesses: Sequence[Excess]) -> Iterator[Flag]:
        """The rules that hold for every medicine, known or not, and the label's maximum."""
        yield from safety_gaps.gap_in_cover(log)
        signs = self._signs(log.rules.base or self.bases[0])
        yield from safety_doses.above_plan(log, excesses, self.raising, signs)
        yield from safety_doses.doses_too_close(log)
        above = frozenset(excess.day.day for excess in excesses)
        base = log.rules.base
        maximum = None if base is None else base.label_maximum(self.settings.country)
        yield from safety_plan.planned_above_label(log, maximum, above)
        yield from safety_doses.taken_above_label(log, maximum, above)
        for own in log.all:
            uncovered = self.settings.uncovered.get(own.medicine.id, ())
            yield from safety_doses.run_out_before_refill(log, own, self.history, uncovered)
            if rule := log.rules.any("pump_due"):
                yield from safety_doses.pump_due(own, rule, self.history)

    @staticmethod
    def _excesses(log: SubstanceLog) -> tuple[Excess, ...]:
        return safety_doses.excesses_of(log) if log.rules.any("above_plan") else ()

    def _signs(self, base: KnowledgeBase) -> SignsOfTooMuch:
        return signs_of(base, self.said, self.first.hours("after_dose_hours"))


def _by_substance(
    logs: Sequence[DoseLog], bases: tuple[KnowledgeBase, ...]
) -> Iterator[SubstanceLog]:
    """The logs of each known substance together, and each other medicine alone."""
    of_base: dict[str, list[DoseLog]] = {}
    for log in logs:
        base = knowledge_of(log.medicine, bases)
        if base is None:
            yield SubstanceLog([log], Rulebook(None, bases))
        else:
            of_base.setdefault(base.medicine, []).append(log)
    for base in bases:
        if base.medicine in of_base:
            yield SubstanceLog(of_base[base.medicine], Rulebook(base, bases))


def _within(history: History, start: Moment, end: Moment) -> History:
    """The history with what was said from `start` to `end` only, both included."""
    first, last = start.utc, end.utc
    return replace(
        history,
        observations=tuple(o for o in history.observations if first <= o.at.utc <= last),
        checks=tuple(check for check in history.checks if first <= check.at.utc <= last),
        readings=tuple(stored for stored in history.readings if first <= stored.at.utc <= last),
        falls=tuple(fall for fall in history.falls if first <= fall.at.utc <= last),
    )


def _follow_ups(history: History) -> tuple[tuple[str, SafetyCheck], ...]:
    return tuple(
        (key, check) for check in history.checks for key, yes in check.followups.items() if yes
    )


def _look_back(bases: Sequence[KnowledgeBase]) -> timedelta:
    return Rulebook(None, tuple(bases)).days("look_back_days")


def _in_order(found: Iterator[Flag]) -> tuple[Flag, ...]:
    gravity = list(Level)
    newest_first = sorted(found, key=lambda flag: (flag.at, flag.id), reverse=True)
    return tuple(sorted(newest_first, key=lambda flag: -gravity.index(flag.level)))
