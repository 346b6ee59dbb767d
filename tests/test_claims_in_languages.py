"""What the diary never says, in each language that it speaks: see `test_claims` for English."""

from __future__ import annotations

import re

import pytest

from diary_app.text import LANGUAGES
from tests import catalogues

_DE_MEDICINE = (
    r"(?:das Medikament|Ihr Medikament|Baclofen|\{medicine\}|die Dosis|Ihre Dosis|Tabletten|Dosen)"
)
_FR_MEDICINE = (
    r"(?:(?:de prendre )?(?:le|la|les|votre|vos|ce|du) ?(?:médicament|baclofène|doses?|comprimés?)|"
    r"\{medicine\})"
)
_ES_MEDICINE = (
    r"(?:(?:de tomar )?(?:el|la|los|las|su|sus|este) ?(?:medicamento|medicina|baclofeno|dosis|"
    r"pastillas?|comprimidos?)|\{medicine\})"
)
NEVER = {
    "es": {
        "an order to stop or change": rf"(?<!no )(?<!ni )\b(?:deje|suspenda|salte|omita|cambie|"
        rf"aumente|reduzca|baje|suba|interrumpa|reinicie|duplique) "
        rf"{_ES_MEDICINE}(?!\w|, o elija otro)",
        "an order to take": r"\btome (?:una dosis|otra dosis|media dosis|el doble|otra pastilla)",
        "all is well": r"\btodo (?:va|está) (?:bien|en orden|normal)\b",
        "no worry": r"\b(?:ningún|sin|no hay) (?:peligro|riesgo|signo grave)s?\b"
        r"|\bno se preocupe\b",
        "your dose is right": r"\bdosis es (?:correcta|buena|demasiado)\b",
        "being watched": r"(?<!nadie )\b(?:lo|la|le) (?:vigila|cuida|observa)\b",
        "advice of its own": r"\b(?:el|este) diario (?:recomienda|aconseja|sugiere)\b"
        r"|\b(?:recomendamos|aconsejamos)\b",
        "blame": r"\b(?:adherencia|cumplimiento|ha fallado|puntuación|racha)\b",
        "certainty": r"\b(?:garantiza\w*|certificad\w*|detecta\w*)\b",
        "cure": r"\bcura(?:n|rá)?\b",
    },
    "fr": {
        "an order to stop or change": rf"(?<!n’)(?<!ne )\b(?:arrêtez|sautez|augmentez|diminuez|"
        rf"réduisez|baissez|changez|terminez|reprenez|doublez|cessez) {_FR_MEDICINE}(?!\w)",
        "an order to take": r"\bprenez (?:une|encore une|la) (?:dose|autre dose|demi-dose|double)",
        "all is well": r"\btout (?:va|est) (?:bien|en ordre|normal)\b",
        "no worry": r"\b(?:aucun|pas de) (?:souci|danger|risque|signe grave)\b|\bsans danger\b",
        "your dose is right": r"\bdose est (?:juste|bonne|correcte|trop|fausse)\b",
        "being watched": r"\b(?:veille sur vous|vous (?:êtes surveillée?|surveille))\b",
        "advice of its own": r"\b(?:nous|(?:le|ce) journal) (?:recommand\w+|conseill\w+|suggèr\w+)",
        "blame": r"\b(?:observance|compliance|vous avez échoué|score)\b",
        "certainty": r"\b(?:garanti\w*|certifié\w*|détecte\w*)\b",
        "cure": r"\bguéri\w*",
    },
    "de": {
        "an order to stop or change": rf"\b(?:Setzen|Lassen|Ändern|Erhöhen|Verringern|Halbieren|"
        rf"Beenden|Stoppen|Verdoppeln) Sie {_DE_MEDICINE}(?!\w| nicht| nie)",
        "an order to take": r"\bNehmen Sie (?:eine|noch eine|die) (?:zusätzliche|weitere|versäumte|"
        r"doppelte|halbe)\b",
        "all is well": r"\balles (?:ist )?(?:gut|in Ordnung|bestens|okay)\b",
        "no worry": r"\bkein(?:e)? (?:Grund zur Sorge|Sorge|Gefahr|Warnzeichen)\b|\bunbedenklich\b",
        "your dose is right": r"\bDosis ist (?:richtig|zu hoch|zu niedrig|falsch)\b",
        "being watched": r"\b(?:überwacht|wacht über)\b",
        "advice of its own": r"\b(?:wir|(?:das|dieses) Tagebuch) "
        r"(?:empfiehlt|empfehlen|rät|raten)\b",
        "blame": r"\b(?:Adhärenz|Therapietreue|Compliance|Serie|Punktzahl|Sie haben versagt)\b",
        "certainty": r"\b(?:garantier\w*|verlässlich erkannt|zertifiziert)\b",
        "cure": r"\bheilt\b",
    },
}
SAID_WRONGLY = {
    "es": [
        "Suspenda el baclofeno.",
        "Cambie la dosis.",
        "Deje {medicine}.",
        "Tome otra dosis.",
        "Todo está bien.",
        "No hay peligro.",
        "Su dosis es correcta.",
        "El diario recomienda una dosis menor.",
        "Su adherencia es buena.",
    ],
    "fr": [
        "Arrêtez le baclofène.",
        "Changez la dose.",
        "Sautez la dose.",
        "Arrêtez {medicine} maintenant.",
        "Prenez une autre dose.",
        "Tout va bien.",
        "Il n’y a aucun danger.",
        "Votre dose est bonne.",
        "Le journal recommande une dose plus petite.",
        "Votre observance est bonne.",
    ],
    "de": [
        "Setzen Sie Baclofen ab.",
        "Ändern Sie die Dosis.",
        "Setzen Sie {medicine} ab.",
        "Nehmen Sie eine zusätzliche Tablette.",
        "Alles ist gut.",
        "Kein Grund zur Sorge.",
        "Ihre Dosis ist richtig.",
        "Das Tagebuch empfiehlt eine kleinere Dosis.",
        "Ihre Therapietreue ist hoch.",
    ],
}
CHECKED = sorted(set(NEVER) & set(LANGUAGES))


def claims(code: str, text: str) -> list[str]:
    return [name for name, words in NEVER[code].items() if re.search(words, text, re.IGNORECASE)]


@pytest.mark.parametrize("code", CHECKED)
def test_no_translation_claims_or_orders(code):
    found = {
        text: claims(code, text)
        for message in catalogues.stored(code)
        if message.id
        for text in catalogues._strings(message)
        if claims(code, text)
    }
    assert not found


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in SAID_WRONGLY.items() for text in texts]
)
def test_a_claim_or_an_order_is_recognised(code, text):
    assert claims(code, text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Setzen Sie {medicine} nicht plötzlich ab."),
        ("fr", "N’arrêtez pas {medicine} d’un coup."),
        ("es", "No deje {medicine} de golpe."),
    ],
)
def test_a_warning_against_it_is_no_order(code, text):
    assert not claims(code, text)
