"""The structure of the paper by an independent reader: bookmarks, headings, tables, pictures."""

from collections import Counter
from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfReader

from diary_app.reports.pdf import pdf
from tests.reports.diaries import summary
from tests.reports.reading import squeezed, structure

NAMES = ("three_months", "a_year")
INSIDE = {
    "/Table": {"/THead", "/TBody", "/TR"},
    "/THead": {"/TR"},
    "/TBody": {"/TR"},
    "/TR": {"/TH", "/TD"},
    "/L": {"/LI"},
}


@pytest.fixture(scope="module", params=NAMES)
def made(request):
    report = summary(request.param)
    return report, pdf(report)


def kids(node) -> list:
    found = node.get("/K", [])
    found = found.get_object() if hasattr(found, "get_object") else found
    listed = found if isinstance(found, list) else [found]
    return [kid.get_object() for kid in listed if isinstance(kid.get_object(), dict)]


def test_each_part_is_a_bookmark_in_the_order_of_the_paper(made):
    report, content = made
    (top, inside) = PdfReader(BytesIO(content)).outline
    assert top.title == report.title
    titles = [section.title for section in (*report.sections, *report.more)]
    assert [one.title for one in inside] == titles


def test_bookmarks_lead_to_the_page_with_their_heading(made):
    reader = PdfReader(BytesIO(made[1]))
    for one in reader.outline[1]:
        page = reader.pages[reader.get_destination_page_number(one)]
        assert squeezed(one.title) in squeezed(page.extract_text())


def test_no_heading_level_is_left_out(made):
    levels = [
        int(tag[2:]) for tag, _n in structure(made[1]) if tag[:2] == "/H" and tag[2:].isdigit()
    ]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_tables_have_rows_of_as_many_cells_and_headings_of_their_columns(made):
    tables = [node for tag, node in structure(made[1]) if tag == "/Table"]
    for table in tables:
        rows = [row for part in kids(table) for row in kids(part) if row["/S"] == "/TR"]
        assert len({len(kids(row)) for row in rows}) == 1
        assert {cell["/S"] for cell in kids(rows[0])} == {"/TH"}


def test_each_element_holds_only_what_may_be_in_it(made):
    for tag, node in structure(made[1]):
        if tag in INSIDE:
            assert {kid["/S"] for kid in kids(node) if "/S" in kid} <= INSIDE[tag]


def test_every_figure_has_words_instead_and_every_page_is_tagged(made):
    figures = [node for tag, node in structure(made[1]) if tag == "/Figure"]
    assert all(node.get("/Alt") for node in figures)
    pages = PdfReader(BytesIO(made[1])).pages
    assert all("/StructParents" in page and page["/Tabs"] == "/S" for page in pages)


def test_no_page_ends_with_a_heading_alone(made):
    report, content = made
    titles = Counter(squeezed(s.title) for s in (*report.sections, *report.more))
    for page in PdfReader(BytesIO(content)).pages:
        lines = [squeezed(line) for line in page.extract_text().splitlines() if line.strip()]
        footer = next(n for n, line in enumerate(lines) if line.startswith("Associationsarenot"))
        above = [line for line in lines[:footer] if line]
        assert above[-1] not in titles
