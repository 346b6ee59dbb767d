"""The facts about the person that the rules ask for."""

from __future__ import annotations

from diary_app.domain.person import FactAnswer, PersonFact
from diary_app.text import _


def fact_name(fact: PersonFact) -> str:
    """What the fact is called."""
    return {
        PersonFact.KIDNEY_DISEASE: _("Kidney disease"),
        PersonFact.EPILEPSY: _("Epilepsy"),
        PersonFact.BREATHING_PROBLEM: _("Breathing problem"),
        PersonFact.ALCOHOL: _("Alcohol"),
        PersonFact.OPIOIDS: _("Opioids"),
        PersonFact.SEDATIVES: _("Sedatives"),
        PersonFact.PREGNANCY: _("Pregnancy"),
    }[fact]


def fact_why(fact: PersonFact) -> str:
    """Why it is asked: what the diary does with the answer."""
    return {
        PersonFact.KIDNEY_DISEASE: _(
            "Some medicines build up in the body then. The diary warns sooner of too much."
        ),
        PersonFact.EPILEPSY: _("The advice after a seizure names your seizure plan."),
        PersonFact.BREATHING_PROBLEM: _("Your doctor reads it beside trouble with breathing."),
        PersonFact.ALCOHOL: _(
            "It adds to drowsiness and slow breathing. The diary warns sooner of too much."
        ),
        PersonFact.OPIOIDS: _(
            "Strong painkillers such as morphine. The diary warns sooner of too much."
        ),
        PersonFact.SEDATIVES: _(
            "Medicines that make you sleepy. The diary warns sooner of too much."
        ),
        PersonFact.PREGNANCY: _("Your doctor should see it on the summary."),
    }[fact]


def fact_answer_word(answer: FactAnswer) -> str:
    """An answer about a fact."""
    return {
        FactAnswer.YES: _("Yes"),
        FactAnswer.NO: _("No"),
        FactAnswer.UNKNOWN: _("Not answered"),
    }[answer]
