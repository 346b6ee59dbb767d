"""Stiffness that jumps after less of the medicine, and falls."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import timedelta

from diary_app.domain.circumstances import Circumstances
from diary_app.domain.evidence import Evidence, FallFact
from diary_app.domain.fall import Fall
from diary_app.domain.flag import Flag, of_rule
from diary_app.domain.history import History
from diary_app.domain.rulebook import Rulebook
from diary_app.domain.statements import SEVERE, Statement

STIFFNESS = ("spasticity", "spasms")
AFTER_A_KNOCK = {"vomiting": 0, "confusion": 0, "extreme_drowsiness": 0, "drowsiness": SEVERE}


def stiffness_jump(
    rules: Rulebook, said: Sequence[Statement], around: Circumstances
) -> Iterator[Flag]:
    """Stiffness or spasms up by 3 or more within three days of a missed or reduced dose.

    Compared with the lowest rating of the seven days before; or at 8 and more with a strong lack.
    """
    rule = rules.own("spasticity_jump")
    if rule is None:
        return
    rise, high = rules.number("spasticity_rise"), rules.number("spasticity_high")
    before = rules.days("lowest_rating_days")
    for symptom in STIFFNESS:
        rated = [s for s in said if s.symptom == symptom and s.value is not None]
        times = [one.at.utc for one in rated]  # in order, as statements are
        for number, one in enumerate(rated):
            assert one.value is not None
            own = one.fact(one.value)
            strong = around.lack.strong(one.at)
            if one.value >= high and strong:
                yield of_rule(rule, one.at, [own, *strong])
                continue
            begin = bisect_left(times, one.at.utc - before)
            recent = [s for s in rated[begin:number] if s.at < one.at]
            lowest = min(recent, key=lambda s: s.strength, default=None)
            if lowest is None or one.value - lowest.strength < rise:
                continue
            less = around.lack.reduced(one.at)
            if less:
                yield of_rule(rule, one.at, [own, lowest.fact(), *less])


def falls(
    rules: Rulebook, history: History, said: Sequence[Statement], same_event: timedelta
) -> Iterator[Flag]:
    """Three falls in 30 days, or one with a knock to the head; worse with signs of an injury."""
    rule = rules.own("falls")
    if rule is None:
        return
    number, within = rules.count("falls_number"), rules.days("falls_days")
    in_order = sorted(history.falls, key=lambda fall: (fall.at.utc, fall.id))
    for place, fall in enumerate(in_order):
        recent = [f for f in in_order[: place + 1] if fall.at.local - f.at.local <= within]
        if len(recent) < number and not fall.head:
            continue
        counted = recent if len(recent) >= number else [fall]
        evidence: list[Evidence] = [_fact(one) for one in counted]
        injured = [
            one.fact()
            for one in said
            if fall.head
            and one.sure
            and one.strength >= AFTER_A_KNOCK.get(one.symptom, 99)
            and abs(one.at - fall.at) <= same_event
        ]
        level = rule.worse_level if injured and rule.worse_level else rule.level
        yield of_rule(rule, fall.at, [*evidence, *injured], level)


def _fact(fall: Fall) -> FallFact:
    return FallFact(fall.id, fall.at, fall)
