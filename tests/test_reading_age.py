"""What a person reads can be read by a child of eleven: short sentences, usual words.

The Flesch-Kincaid grade (Kincaid et al. 1975, US Navy) is a school year: 6 is an age of about 11.
One sentence says little, so it may go to 9; the words of a page together may not. Names that the
field has fixed count as one short word. What a doctor, a scientist or a helper reads is apart.
"""

import re
from collections import defaultdict

import pytest
import textstat

from tests.test_claims import all_texts

FEWEST_WORDS = 8  # a shorter one is a label, and the formula says nothing of it
MOST_OF_A_SENTENCE, MOST_OF_A_PAGE = 9, 6
# Names and words that stand on a package, in a contract or on a button, and cannot be shorter.
FIXED = re.compile(
    r"\{[^}]*\}|“[^”]*”|dose-diary [a-z]+[^,;.]*|https?://\S+|\b(?:baclofen|medicines?|symptoms?|diary"
    r"|passphrase|recovery code|emergency|paracetamol|hallucinations?|seizures?|spasticity"
    r"|poison centre|pharmacist|unusual drowsiness|drowsiness|confusion|calendar|telephone"
    r"|reminders?|notifications?|records?|recorded)\b",
    re.IGNORECASE,
)
# Read by others than the patient: papers and pictures for the doctor, formats, licences.
FOR_OTHERS = (
    "reports/",
    "charts/",
    "wording/fhir",
    "wording/table_columns",
    "report/",
    "desktop/",
    "wording/files",
)  # of a backup, for who must do without the program
TITLES = (" organisation", " version", " title")  # of a source, as it calls itself


def sentences():
    """Each sentence of eight words or more that is meant for the patient, with its page."""
    for place, text in all_texts():
        page = place.split(":", maxsplit=1)[0]
        if page.startswith(FOR_OTHERS) or page.endswith((".typ", ".html", ".xml", ".desktop")):
            continue
        if place.endswith(TITLES):
            continue
        for said in re.split(r"(?<=[.!?:;])\s+", FIXED.sub("word", text)):
            sentence = said.replace(",", ".") if said.count(",") >= 3 else said  # a list
            if len(re.findall(r"[^\W\d_]+", sentence)) >= FEWEST_WORDS:
                yield page, sentence


PAGES = defaultdict(list)
for _page, _sentence in sentences():
    PAGES[_page].append(_sentence)


def grade(text):
    return textstat.flesch_kincaid_grade(text)


def test_a_hard_sentence_is_known_as_hard():
    assert grade("Notwithstanding preceding documentation, verification necessitates it.") > 12


@pytest.mark.parametrize("page", PAGES)
def test_the_words_of_a_page_are_easy(page):
    hard = {s: round(g, 1) for s in PAGES[page] if (g := grade(s)) > MOST_OF_A_SENTENCE}
    assert not hard
    assert grade(" ".join(f"{s.rstrip('.!?:;')}." for s in PAGES[page])) <= MOST_OF_A_PAGE
