"""The codes of international terminologies that the diary sends, each seen in an official source.

A symptom that is not here goes out as text only. SNOMED CT identifiers and terms are those of the
Global Patient Set, unaltered, used by permission of SNOMED International. LOINC (loinc.org) is
copyright Regenstrief Institute. RxNorm: U.S. National Library of Medicine.
"""

from __future__ import annotations

from diary_app.domain.medicine import Form, Medicine

SNOMED, LOINC = "http://snomed.info/sct", "http://loinc.org"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"

SYMPTOM, SYMPTOM_ABSENT = "75325-1", "111551-8"
SEVERITY, PAIN = "64750-3", "72514-3"
LOINC_TERMS = {
    SYMPTOM: "Symptom",
    SYMPTOM_ABSENT: "Symptom absent",
    SEVERITY: "Severity of symptoms",
}

SNOMED_SYMPTOMS = {
    "confusion": "286933003",
    "constipation": "14760008",
    "dizziness": "404640003",
    "fatigue": "84229001",
    "fever": "386661006",
    "headache": "25064002",
    "irregular_heartbeat": "361137007",
    "itching": "418363000",
    "nausea": "422587007",
    "seizure": "91175000",
    "suicidal_thoughts": "6471006",
    "vomiting": "422400008",
    "weakness": "26544005",
}

# Routes: SNOMED CT. Ingredients: the UNII of the U.S. Food and Drug Administration.
ORAL, INTRATHECAL = "26643006", "72607000"
UNII = "http://fdasis.nlm.nih.gov"
INGREDIENTS = {"baclofen": "H789N3FKE8"}

_BACLOFEN_TABLETS_MG = {"5 mg": "430902", "10 mg": "197391", "20 mg": "197392"}


def rxnorm(medicine: Medicine) -> str | None:
    """The RxNorm code of a baclofen tablet of one strength, None for anything else.

    Other forms are left out: their codes could not be confirmed, or not for one product alone.
    """
    if medicine.name.strip().casefold() != "baclofen" or medicine.form is not Form.TABLET:
        return None
    amounts = {str(strength.amount) for strength in medicine.strengths}
    return _BACLOFEN_TABLETS_MG.get(amounts.pop()) if len(amounts) == 1 else None
