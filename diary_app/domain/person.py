"""What the rules need to know of the person: a short list, each yes, no or not answered."""

from __future__ import annotations

from enum import StrEnum

from diary_app.domain.moment import Moment
from diary_app.frozen import dataclass


class PersonFact(StrEnum):
    """What is asked of the person. The ids are those of the command line and of the rules."""

    KIDNEY_DISEASE = "kidney_disease"
    EPILEPSY = "epilepsy"
    BREATHING_PROBLEM = "breathing_problem"
    ALCOHOL = "alcohol"
    OPIOIDS = "opioids"
    SEDATIVES = "sedatives"
    PREGNANCY = "pregnancy"


class FactAnswer(StrEnum):
    """`UNKNOWN` is no answer, never a no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Answered:
    """What the person answered about one fact, and when."""

    fact: PersonFact
    answer: FactAnswer
    at: Moment


# With one of these an excess is an emergency (US label and SmPC, overdosage; the flags table).
RAISES_EXCESS = frozenset(
    {
        PersonFact.KIDNEY_DISEASE,
        PersonFact.ALCOHOL,
        PersonFact.OPIOIDS,
        PersonFact.SEDATIVES,
    }
)
