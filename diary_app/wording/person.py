"""The facts about the person that the rules ask for."""

from __future__ import annotations

from diary_app.domain.person import PersonFact
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
