"""The paper: everything is on it, it can be read by a screen reader, it is the same every time."""

import re
import unicodedata
from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from diary_app.reports.build import build
from diary_app.reports.pdf import pages, pdf
from diary_app.reports.report import Paper, Report
from diary_app.reports.scripts import in_its_place, no_font_for
from diary_app.wording.plain import isolated
from tests.reports.diaries import DIARIES, KNOWLEDGE, NOW, OPTIONS, summary
from tests.reports.reading import Pictures, blocks, pdf_text, squeezed, structure, texts

SHORT = ("two_weeks", "three_months", "almost_empty", "empty")


@cache
def made(name: str) -> tuple[Report, bytes]:
    report = summary(name)
    return report, pdf(report)


@pytest.mark.parametrize("name", SHORT)
def test_every_text_of_the_report_is_on_the_paper(name):
    report, content = made(name)
    found = pdf_text(content)
    assert [text for text in texts(report) if squeezed(text) not in found] == []


@pytest.mark.parametrize("name", SHORT)
def test_the_paper_is_two_pages_and_page_1_stands_alone(name):
    report, content = made(name)
    first, *others = PdfReader(BytesIO(content)).pages
    assert len(others) == 1
    found = squeezed(first.extract_text())
    assert all(squeezed(section.title) in found for section in report.sections)
    assert not any(squeezed(section.title) in found for section in report.more)


def test_the_paper_names_its_language_and_title_and_is_tagged():
    _report, content = made("three_months")
    root = PdfReader(BytesIO(content)).trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()


def test_headings_tables_and_figures_have_their_tags_in_reading_order():
    report, content = made("three_months")
    tags = [tag for tag, _node in structure(content)]
    assert tags.count("/H1") == 1
    assert tags.count("/H2") == len(report.sections) + len(report.more)
    assert tags.index("/H1") < tags.index("/H2") < tags.index("/Table") < tags.index("/Figure")
    assert {"/THead", "/TH", "/TD"} <= set(tags)


def test_every_picture_has_its_description():
    report, content = made("three_months")
    described = [node["/Alt"] for tag, node in structure(content) if tag == "/Figure"]
    drawn = [picture.alt for block in blocks(report, Pictures) for picture in block.items]
    assert described == drawn
    assert all(len(alt) > 40 for alt in drawn)


def test_the_words_in_the_pictures_can_be_searched():
    _report, content = made("three_months")
    assert "25→30mg" in pdf_text(content)


def test_the_same_report_gives_the_same_bytes():
    report, content = made("three_months")
    assert pdf(replace(report)) == content


def test_only_our_own_font_is_in_the_paper_and_it_is_embedded():
    _report, content = made("three_months")
    fonts = {
        font.get_object()["/BaseFont"].split("+")[1]
        for page in PdfReader(BytesIO(content)).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert {name.split("-")[0] for name in fonts} == {"Inter"}


def test_the_page_of_what_is_left_out_is_named():
    content = pdf(summary("a_year"))
    pages_of = [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
    (named,) = {
        m[1] for m in re.finditer(r"\d+ more on page (\d+): ", " ".join(pages_of[0].split()))
    }
    assert "Other serious events" in pages_of[int(named) - 1]


@pytest.mark.parametrize("paper", Paper)
def test_five_medicines_leave_the_side_effects_on_page_1(paper):
    history, span, flags = DIARIES["three_months"]()
    plan = history.plans[0]
    more = tuple(
        replace(plan, medicine=replace(plan.medicine, id=f"m{n}", name=f"medicine {n}"))
        for n in range(4)
    )
    full = replace(history, plans=(*history.plans[:1], *more))
    report = build(full, KNOWLEDGE, flags, span, NOW, replace(OPTIONS, paper=paper))
    first = PdfReader(BytesIO(pdf(report))).pages[0].extract_text()
    assert squeezed("Side effects and falls") in squeezed(first)
    assert squeezed("Falls: none recorded.") in squeezed(first)


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))])
def test_the_paper_has_the_size_that_was_asked_for(paper, size):
    content = pdf(summary("two_weeks", replace(OPTIONS, paper=paper)))
    box = PdfReader(BytesIO(content)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_the_preview_shows_the_same_pages():
    report, content = made("two_weeks")
    drawn = pages(report, ppi=72)
    assert len(drawn) == len(PdfReader(BytesIO(content)).pages)
    assert all(page.startswith(b"\x89PNG") for page in drawn)


HOSTILE = [
    '$x_{$ #read("/etc/passwd") *bold* _it_ <label> @ref \\ `raw` // no',
    "<img src=file:///etc/passwd onerror=alert(1)>",
    "=cmd|' /C calc'!A0",
    "a\u202eb\u0000c",
    "x" * 120,
    "W" * 600,
    "pill \U0001f48a family \U0001f468\U0001f469\U0001f467",
    "\u85ac\u306e\u8a18\u9332 \uc57d \u0e22\u0e32",
    "Ωμέγα Привет Łódź Đặng",
    "two\nlines\r\nand three",
]


def written_as(name: str, found: str) -> str:
    """The name as the paper has it: a picture without a font is named, a letter is a gap."""
    forms = [(sign, squeezed(in_its_place(sign))) for sign in name]
    return "".join(next(form for form in choices if form in found) for choices in forms)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_printed_as_text_and_nothing_is_lost(name):
    options = replace(OPTIONS, name=name, questions=(name,), other_medicines=name)
    report = summary("almost_empty", options)
    content = pdf(report)
    found = pdf_text(content)
    assert found.count(written_as(squeezed(name), found)) >= 3
    for page in PdfReader(BytesIO(content)).pages:
        assert "/Annots" not in page
    assert pages(report, ppi=40)


LONG = ["x" * 120, "W" + "\u00e4" * 119, "W" * 600]


def margins(png: bytes) -> set[tuple[int, ...]]:
    """The colours in the left and right margin of a page."""
    page = Image.open(BytesIO(png)).convert("RGB")
    edge = page.width // 25
    sides = [(0, edge), (page.width - edge, page.width)]
    strips = [page.crop((left, 0, right, page.height)) for left, right in sides]
    return {colour for strip in strips for _n, colour in strip.getcolors()}


@pytest.mark.parametrize("word", LONG)
def test_a_word_longer_than_a_line_wraps_and_never_runs_off_the_paper(word):
    history, span, flags = DIARIES["almost_empty"]()
    plan = history.plans[0]
    named = replace(plan, medicine=replace(plan.medicine, name=word, reason=word))
    options = replace(OPTIONS, name=word, questions=(word,), allergies=word)
    history = replace(history, plans=(named, *history.plans[1:]))
    report = build(history, KNOWLEDGE, flags, span, NOW, options)
    assert all(margins(page) == {(255, 255, 255)} for page in pages(report, ppi=72))


@pytest.mark.parametrize("name", ["\u05d0\u05dc\u05db\u05e1", "\u0645\u062d\u0645\u062f"])
def test_a_right_to_left_name_is_in_the_paper_letter_by_letter(name):
    found = pdf_text(pdf(summary("almost_empty", replace(OPTIONS, name=name))))
    shaped = unicodedata.normalize("NFKC", found)
    there = all(sign in shaped for sign in name)
    assert there or squeezed(no_font_for(name)) in found


@pytest.mark.parametrize(
    ("words", "script"),
    [
        ("\u85ac\u8a18", "Chinese"),
        ("\u3042\u30a2", "Japanese"),
        ("\uc57d", "Korean"),
        ("\u0645\u062d", "Arabic"),
        ("\u05d0", "Hebrew"),
        ("\u0915", "Hindi (Devanagari)"),
        ("\u0e22", "Thai"),
    ],
)
def test_a_script_without_a_font_is_said_in_one_line_and_never_as_code_points(words, script):
    line = no_font_for(words)
    assert line.startswith(f"No font for {script} on this computer")
    assert "U+" not in line and all(in_its_place(sign) == "?" for sign in words)
    assert no_font_for("\U0001f48a") == "" and in_its_place("\U0001f48a") == "[pill]"


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(DIARIES))
def test_long_diaries_fill_at_most_three_pages_and_lose_nothing(name):
    report, content = made(name)
    assert len(PdfReader(BytesIO(content)).pages) <= 3
    found = pdf_text(content)
    assert [text for text in texts(report) if squeezed(text) not in found] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\u05d0\u05d1 · 28 Aug", "\u2068\u05d0\u05d1\u2069 · 28 Aug"),
        ("\u0645\u062d \u0645\u062d 5 mg", "\u2068\u0645\u062d \u0645\u062d\u2069 5 mg"),
        ("Alex 10 mg", "Alex 10 mg"),
    ],
)
def test_what_runs_from_right_to_left_does_not_turn_the_numbers_behind_it(text, expected):
    assert isolated(text) == expected
