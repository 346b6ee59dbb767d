"""When the body had less of a substance than it was used to: for sure a lot less, or a little.

Signs of withdrawal mean more then. What is only not recorded is never a lack.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from diary_app.domain.course import DecidedBy
from diary_app.domain.dose_log import LESS, DoseLog
from diary_app.domain.evidence import Evidence, PlanEvent, PumpFact
from diary_app.domain.flag import Flag
from diary_app.domain.history import History
from diary_app.domain.moment import DAY, Moment
from diary_app.domain.plan_totals import stretches_of
from diary_app.domain.rulebook import Rulebook
from diary_app.domain.safety_doses import overdue
from diary_app.domain.safety_gaps import gaps_of
from diary_app.domain.safety_plan import falls_of
from diary_app.domain.statements import Statement
from diary_app.domain.substance_log import SubstanceLog
from diary_app.frozen import dataclass

MISSED = "missed_or_stopped"


@dataclass(frozen=True)
class Spell:
    """From `since` to `until`, both included, `evidence` counts as a lack."""

    since: Moment
    until: Moment
    evidence: tuple[Evidence, ...]

    def holds(self, at: Moment) -> bool:
        """Whether it does at that moment."""
        return self.since <= at <= self.until


@dataclass(frozen=True)
class Lack:
    """All spells of one substance."""

    strong_spells: tuple[Spell, ...] = ()
    weak_spells: tuple[Spell, ...] = ()
    reduced_spells: tuple[Spell, ...] = ()

    def strong(self, at: Moment) -> tuple[Evidence, ...]:
        """What was a strong lack at that moment: the evidence, empty for none."""
        return _at(self.strong_spells, at)

    def any(self, at: Moment) -> tuple[Evidence, ...]:
        """What was a lack of either kind at that moment."""
        return self.strong(at) + _at(self.weak_spells, at)

    def reduced(self, at: Moment) -> tuple[Evidence, ...]:
        """The doses missed or reduced in the few days before, whoever decided so."""
        return _at(self.weak_spells, at) + _at(self.reduced_spells, at)


def said_lack(rules: Rulebook, said: Sequence[Statement]) -> Lack:
    """The lack of a substance that is in no plan of the diary: what the patient said of it."""
    return Lack(tuple(_said(rules, said)))


def _at(spells: Sequence[Spell], at: Moment) -> tuple[Evidence, ...]:
    return tuple(piece for spell in spells if spell.holds(at) for piece in spell.evidence)


def lack_of(
    log: SubstanceLog, history: History, said: Sequence[Statement], low: Sequence[Flag]
) -> Lack:
    """The lack of one substance; `low` are its flags of days under half of the plan."""
    lasts = log.rules.days("recent_doses_days")
    strong = [
        *_gaps(log, lasts),
        *_holds(log, lasts),
        *(Spell(f.at, f.until.shifted(lasts), f.evidence) for f in low),
        *_falls(log),
        *_said(log.rules, said),
        *_pumps(log, history),
    ]
    steps = list(_steps(log, lasts))
    weak = [*_doses(log, lasts), *(spell for spell, prescribed in steps if not prescribed)]
    reduced = [*(spell for spell, _ in steps), *_held(log, lasts)]
    return Lack(tuple(strong), tuple(weak), tuple(reduced))


def _gaps(log: SubstanceLog, lasts: timedelta) -> Iterator[Spell]:
    for gap in gaps_of(log, log.rules.hours("gap_hours")):
        if gap.certain:
            evidence = tuple(s.log.slot_fact(s.answered, s.state) for s in gap.slots)
            yield Spell(gap.full, gap.until.shifted(lasts), evidence)


def _holds(log: SubstanceLog, lasts: timedelta) -> Iterator[Spell]:
    """A day or more without a dose during a hold, for as long as it lasts and a few days more."""
    longest = log.rules.hours("gap_hours")
    taken = [one.dose.taken_at for one in log.taken]
    for own in log.by_mouth:
        for hold in own.plan.holds:
            begins = log.zones.start(hold.days.since)
            ends = log.now if hold.days.until is None else log.zones.start(hold.days.until)
            fact = own.plan_fact(hold.id, PlanEvent.HELD, hold.days.since)
            inside = [at for at in taken if begins < at < ends]
            before = max((at for at in taken if at <= begins), default=begins)
            starts = [before, *inside]
            for since, until in zip(starts, [*inside, min(ends, log.now)], strict=True):
                if until - since >= longest:
                    yield Spell(since.shifted(longest), until.shifted(lasts), (fact,))


def _falls(log: SubstanceLog) -> Iterator[Spell]:
    lasts = log.rules.days("lack_after_fall_days")
    for part in log.parts:
        for day, fact in falls_of(part):
            if day > log.now.day:  # nothing is lacking yet; and the last day of all has no next one
                continue
            at = log.zones.start(day)
            last = log.zones.start(day + lasts).shifted(-timedelta(microseconds=1))
            yield Spell(at, last, (fact,))
    for own in log.pumps:
        for course in own.courses:
            until = course.days.until
            if until is None or until > log.now.day:
                continue
            if own.course_on(until) is None:
                at = log.zones.start(until)
                fact = own.plan_fact(course.id, PlanEvent.ENDED, until)
                yield Spell(at, at.shifted(lasts), (fact,))


def _said(rules: Rulebook, said: Sequence[Statement]) -> Iterator[Spell]:
    around, lasts = rules.hours("same_event_hours"), rules.days("recent_doses_days")
    for one in said:
        if one.symptom == MISSED and one.sure:
            since = one.at.shifted(-around).shifted(timedelta(microseconds=1))
            yield Spell(since, one.at.shifted(lasts), (one.fact(),))


def _pumps(log: SubstanceLog, history: History) -> Iterator[Spell]:
    for own in log.pumps:
        for refill, due, until in overdue(own, history):
            at = log.zones.start(due + DAY)
            yield Spell(at, until, (PumpFact(refill.id, at, own.medicine.name, due),))


def _doses(log: SubstanceLog, lasts: timedelta) -> Iterator[Spell]:
    for slot in log.slots:
        at = slot.answered.slot.at
        if slot.state in LESS and at <= log.now:
            fact = slot.log.slot_fact(slot.answered, slot.state)
            yield Spell(at, at.shifted(lasts), (fact,))


def _held(log: SubstanceLog, lasts: timedelta) -> Iterator[Spell]:
    for own in log.by_mouth:
        for hold in own.plan.holds:
            fact = own.plan_fact(hold.id, PlanEvent.HELD, hold.days.since)
            yield Spell(fact.at, fact.at.shifted(lasts), (fact,))


def _steps(log: SubstanceLog, lasts: timedelta) -> Iterator[tuple[Spell, bool]]:
    """Plans that became smaller, and whether a prescriber decided so."""
    for part in log.parts:
        stretches = stretches_of(part.logs)
        for number, after in enumerate(stretches[1:], 1):
            before = stretches[number - 1]
            if not after.total < before.total or not after.begun:
                continue
            own, course = after.begun[0]
            doctor = course.prescription.decided_by is DecidedBy.DOCTOR
            fact = own.plan_fact(
                course.id, PlanEvent.FELL, after.days.since, after.total, before.total
            )
            spell = Spell(fact.at, fact.at.shifted(lasts), (fact,))
            yield spell, doctor or _of_taper(own, course.id)


def _of_taper(log: DoseLog, course_id: str) -> bool:
    return any(course_id.startswith(f"{taper.id}#") for taper in log.plan.tapers)
