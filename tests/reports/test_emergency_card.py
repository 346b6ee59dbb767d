import io
from datetime import date, time
from decimal import Decimal

import pytest
from pypdf import PdfReader

from diary_app.domain.medicine import Form, Medicine, PumpRefill, parse_strength
from diary_app.domain.quantity import parse_quantity
from diary_app.domain.schedule import Daily, DoseTime, Pump
from diary_app.reports.emergency_card import Given, Owner, build, pdf
from diary_app.reports.report import Paper
from diary_app.services.diary import shipped_knowledge
from tests.domain.made_up import at, day

STRENGTH = parse_strength("500 mcg/mL", Form.PUMP)
PUMP = Pump(parse_quantity("150 mcg"), STRENGTH)
OWNER = Owner(
    "Alex Example",
    date(1980, 2, 3),
    "112",
    "030 555",
    out_of_hours_phone="030 999",
    next_of_kin="Kim, 0170 1",
    allergies="latex",
    sedatives=("Opioid painkillers",),
    pump_model="SynchroMed",
    pump_place="right side of the belly",
)
FILLED = PumpRefill(
    "r", "p", day("2026-09-24"), day("2026-12-28"), day("2026-12-24"), Decimal(20), "030 1234567"
)


def card(name="baclofen", filled=FILLED, owner=OWNER, paper=Paper.A4):
    medicine = Medicine("p", name, Form.PUMP, (STRENGTH,))
    given = [Given(medicine, PUMP, filled)]
    return build(given, owner, shipped_knowledge(), at("2026-12-12 14:05"), paper)


def by_mouth(name="baclofen"):
    medicine = Medicine("m", name, Form.TABLET, (parse_strength("10 mg", Form.TABLET),))
    ten = parse_quantity("10 mg")
    plan = Daily(tuple(DoseTime(time(hour), ten) for hour in (8, 20)))
    return build([Given(medicine, plan)], OWNER, shipped_knowledge(), at("2026-12-12 14:05"))


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
        "intrathecal baclofen pump",
        "SynchroMed",
        "right side of the belly",
        "030 999",
        "Kim, 0170 1",
        "latex",
        "Opioid painkillers",
    ],
)
def test_the_card_says_what_a_stranger_needs_on_one_page(words):
    assert words in text_of(card())


def test_what_is_not_in_the_diary_is_said_to_be_missing_and_never_guessed():
    words = text_of(card(filled=None, owner=Owner()))
    assert words.count("not in the diary") == 11
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


def test_signs_of_too_little_come_first_and_begin_with_stiffness():
    little, much = card().signs
    assert (little.name, much.name) == ("Too little", "Too much")
    order = [little.value.index(word) for word in ("stiffness", "Itching", "Fever", "Confusion")]
    assert order == sorted(order) and little.value.rindex("Seizure") > order[-1]


@pytest.mark.parametrize("name", ["baclofen", "Lioresal", "tizanidine"])
def test_without_a_pump_it_says_what_must_not_be_stopped(name):
    words = text_of(by_mouth(name))
    assert f"{name} must not be stopped suddenly" in words
    assert "10 mg at 08:00, 20:00 every day" in words and "pump" not in words.split("Made with")[0]


def test_a_medicine_that_nothing_is_known_of_claims_no_danger():
    words = text_of(by_mouth("vitamin D"))
    assert "medicines of this person" in words and "suddenly" not in words


@pytest.mark.parametrize("paper", list(Paper))
def test_it_is_one_page_with_four_panels_that_fold_to_pocket_size(paper):
    (page,) = PdfReader(io.BytesIO(pdf(card(paper=paper)))).pages
    assert float(page.mediabox.width) > 2 * 74 / 25.4 * 72
    assert "cut" in page.extract_text() and "fold" in page.extract_text()
