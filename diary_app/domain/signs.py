"""What makes an excess graver: signs of too much said within a day, and facts about the person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from diary_app.domain.evidence import Evidence, PersonEvidence
from diary_app.domain.history import History
from diary_app.domain.knowledge import KnowledgeBase
from diary_app.domain.moment import Moment
from diary_app.domain.person import RAISES_EXCESS, FactAnswer
from diary_app.domain.statements import Statement
from diary_app.frozen import dataclass


@dataclass(frozen=True)
class SignsOfTooMuch:
    """Which statements may show too much of a medicine."""

    said: tuple[Statement, ...]
    within: timedelta

    def after(self, moments: Sequence[Moment]) -> Iterator[Evidence]:
        """The signs within a day after any of the moments."""
        for one in self.said:
            if any(timedelta(0) <= one.at - at <= self.within for at in moments):
                yield one.fact()

    def around(self, at: Moment) -> Iterator[Evidence]:
        """The signs within a day of a moment."""
        for one in self.said:
            if abs(one.at - at) <= self.within:
                yield one.fact()


def signs_of(base: KnowledgeBase, said: Sequence[Statement], within: timedelta) -> SignsOfTooMuch:
    """The statements that are signs of too much as the file lists them."""
    least = {sign.symptom: sign.least for sign in base.signs_of_too_much}
    found = (
        one
        for one in said
        if one.sure and one.symptom in least and one.strength >= least[one.symptom]
    )
    return SignsOfTooMuch(tuple(found), within)


def raising_facts(history: History) -> tuple[PersonEvidence, ...]:
    """The person's facts with which an excess is an emergency."""
    return tuple(
        PersonEvidence(str(one.fact), one.at, one.fact)
        for one in history.facts
        if one.fact in RAISES_EXCESS and one.answer is FactAnswer.YES
    )
