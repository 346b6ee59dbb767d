"""What a person reads is easy in German, Spanish and French too, by the formula of the language.

German: the first Wiener Sachtextformel (Bamberger and Vanecek 1984), a school year. Spanish:
Fernández Huerta (1959); French: Kandel and Moles (1958): 100 is very easy, below 60 is hard. As in
`test_reading_age.py` names that the field has fixed count as one short word.
"""

import re
from collections import defaultdict

import pytest
import textstat

from tests import catalogues
from tests.test_claims import all_texts
from tests.test_reading_age import FEWEST_WORDS, FOR_OTHERS, TITLES

FIXED = {
    "de": r"baclofen|medikament\w*|symptom\w*|tagebuch\w*|kennwort\w*|wiederherstellungs-code"
    r"|notfall\w*|notruf\w*|paracetamol|halluzination\w*|krampfanf\w*|spastik|giftnotruf\w*|apothe\w*"
    r"|schläfrigkeit|verwirrtheit|kalender\w*|telefon\w*|erinnerung\w*|benachrichtigung\w*"
    r"|sicherheits-check|eintr[äa]g\w*|zusammenfassung|einnahmeplan\w*|packungsbeilage\w*",
    "es": r"baclofeno|medicamentos?|s[íi]ntomas?|diario|contraseña|c[óo]digo de recuperaci[óo]n"
    r"|emergencias?|paracetamol|alucinaciones?|convulsi[óo]n\w*|espasticidad|farmac[ée]utic\w+"
    r"|somnolencia|confusi[óo]n|calendario|tel[ée]fono|recordatorios?|notificaci\w+"
    r"|control de seguridad|registros?|registrad\w+",
    "fr": r"baclof[èe]ne|m[ée]dicaments?|sympt[ôo]mes?|journal|mot de passe"
    r"|code de r[ée]cup[ée]ration|urgences?|parac[ée]tamol|hallucinations?|spasticit[ée]"
    r"|pharmacien\w*|somnolence|confusion|calendrier|t[ée]l[ée]phone|rappels?|notifications?"
    r"|contr[ôo]le de s[ée]curit[ée]|enregistr\w+",
}
GIVEN = r"\{[^}]*\}|„[^“]*“|«[^»]*»|“[^”]*”|dose-diary [a-z]+[^,;.]*|https?://\S+|[A-Z]+_[A-Z_]+"
GIVEN += r"|MyTherapy|MedTimer|Dosage|Track & Graph|Loop|Bearable|MediTrak|Apple \w+"
SHORT = {"de": "Wort", "es": "casa", "fr": "mot"}
# How hard a text is, from 0; and the most of a sentence and of a page.
HARD = {
    "de": (lambda text: textstat.wiener_sachtextformel(text, 1), 10, 8),
    "es": (lambda text: 100 - textstat.fernandez_huerta(text), 40, 25),
    "fr": (lambda text: 100 - textstat.flesch_reading_ease(text), 45, 35),
}


@pytest.fixture(autouse=True)
def english_again():
    yield
    textstat.set_lang("en_US")


def translations(code):
    """The texts of a language by the English ones, with single spaces."""
    found = {}
    for message in catalogues.stored(code):
        if not message.id:
            continue
        ids = (message.id,) if isinstance(message.id, str) else message.id
        for text, said in zip(ids, catalogues._strings(message), strict=False):
            found[" ".join(text.split())] = said
    return found


def pages(code):
    """Each page with its sentences that are meant for the patient, in the language."""
    said, fixed = translations(code), re.compile(rf"{GIVEN}|\b(?:{FIXED[code]})\b", re.IGNORECASE)
    found = defaultdict(set)
    for place, text in all_texts():
        page = place.split(":", maxsplit=1)[0]
        if page.startswith(FOR_OTHERS) or place.endswith(TITLES) or text not in said:
            continue
        for sentence in re.split(r"(?<=[.!?:;])\s+", fixed.sub(SHORT[code], said[text])):
            if len(re.findall(r"[^\W\d_]+", sentence)) >= FEWEST_WORDS:
                # A list reads as its parts do.
                found[page].add(sentence.replace(",", ".") if sentence.count(",") > 2 else sentence)
    return found


@pytest.mark.parametrize("code", HARD)
def test_the_words_of_a_page_are_easy_in_the_language(code):
    textstat.set_lang(code)
    how_hard, of_a_sentence, of_a_page = HARD[code]
    found = pages(code)
    every = {sentence: how_hard(sentence) for page in found.values() for sentence in page}
    assert not {said: round(grade) for said, grade in every.items() if grade > of_a_sentence}
    together = {
        page: how_hard(" ".join(f"{s.rstrip('.!?:;')}." for s in sorted(sentences)))
        for page, sentences in found.items()
        if len(sentences) >= 3  # fewer are sentences, not a page
    }
    assert len(together) > 30
    assert not {page: round(grade) for page, grade in together.items() if grade > of_a_page}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "de",
            "Vorbehaltlich anderer Verordnungen unterbleibt die Arzneimittelverabreichung.",
        ),
        (
            "es",
            "Consecuentemente, la administración simultánea incrementa la toxicidad.",
        ),
        (
            "fr",
            "L’administration concomitante potentialise la symptomatologie neurologique.",
        ),
    ],
)
def test_a_hard_sentence_is_known_as_hard_in_the_language(code, text):
    textstat.set_lang(code)
    how_hard, of_a_sentence, _of_a_page = HARD[code]
    assert how_hard(text) > of_a_sentence
