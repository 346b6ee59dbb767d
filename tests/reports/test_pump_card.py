import io
from datetime import date
from decimal import Decimal

import pytest
from pypdf import PdfReader

from diary_app.domain.medicine import Form, Medicine, PumpRefill, parse_strength
from diary_app.domain.quantity import parse_quantity
from diary_app.domain.schedule import Pump
from diary_app.reports.pump_card import Owner, build, pdf
from diary_app.services.diary import shipped_knowledge
from tests.domain.made_up import at, day

STRENGTH = parse_strength("500 mcg/mL", Form.PUMP)
PUMP = Pump(parse_quantity("150 mcg"), STRENGTH)
OWNER = Owner("Alex Example", date(1980, 2, 3), "112", "030 555")
FILLED = PumpRefill(
    "r", "p", day("2026-09-24"), day("2026-12-28"), day("2026-12-24"), Decimal(20), "030 1234567"
)


def card(name="baclofen", filled=FILLED, owner=OWNER):
    medicine = Medicine("p", name, Form.PUMP, (STRENGTH,))
    return build(medicine, PUMP, filled, owner, shipped_knowledge(), at("2026-12-12 14:05"))


def text_of(made):
    (page,) = PdfReader(io.BytesIO(pdf(made))).pages
    return " ".join(page.extract_text().split())


@pytest.mark.parametrize(
    "words",
    [
        "500 mcg in 1 mL",
        "150 mcg",
        "20 mL",
        "24 Sep 2026",
        "24 Dec 2026",
        "28 Dec 2026",
        "030 1234567",
        "112",
        "030 555",
        "Alex Example · born 3 Feb 1980",
        "hospital at once",
        "must not stop suddenly",
        "Itching · Tingling, pins and needles",
    ],
)
def test_the_card_says_what_a_stranger_needs_on_one_page(words):
    assert words in text_of(card())


def test_what_is_not_in_the_diary_is_said_to_be_missing_and_never_guessed():
    words = text_of(card(filled=None, owner=Owner()))
    assert words.count("not in the diary") == 6
    assert "your local emergency number" in words


def test_the_signs_are_those_of_a_medicine_that_is_known():
    assert card("Baclofen intrathecal").signs
    assert card("ziconotide").signs == ()
    assert "hospital at once" in text_of(card("ziconotide"))


def test_what_a_patient_wrote_is_never_markup_and_long_words_break():
    words = text_of(
        card('baclofen #panic() "x" $y$ ' + "a" * 90, owner=Owner('*Al* #read("/etc/passwd")'))
    )
    assert '#panic() "x" $y$' in words
    assert '*Al* #read("/etc/passwd")' in words


def test_the_same_card_gives_the_same_bytes_and_is_tagged():
    made = pdf(card())
    assert made == pdf(card())
    assert b"/StructTreeRoot" in made
