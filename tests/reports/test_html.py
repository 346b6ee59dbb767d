"""The same summary as one page for a browser: whole, escaped, and readable by a screen reader."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from diary_app.reports.html import html
from tests.reports.diaries import DIARIES, OPTIONS, summary
from tests.reports.reading import squeezed, texts
from tests.reports.test_pdf import HOSTILE

VOID = {"meta", "br", "path", "use", "rect", "line", "circle"}


class Page(HTMLParser):
    """What a browser would see: elements with their attributes, and the text."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(content)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data

    def all(self, tag: str) -> list[dict]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def page():
    return Page(html(summary("three_months")))


def test_every_text_of_the_report_is_on_the_page(page):
    found = squeezed(page.text)
    assert [t for t in texts(summary("three_months")) if squeezed(t) not in found] == []


def test_elements_are_closed_and_ids_stand_once(page):
    assert page.open == []
    ids = [attributes["id"] for _tag, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_it_needs_nothing_from_outside(page):
    assert not page.all("script")
    assert not page.all("link")
    assert not page.all("img")
    links = [a[k] for _t, a in page.elements for k in a if k.endswith(("href", "src"))]
    assert all(link.startswith("#") for link in links)


def test_language_headings_and_tables_are_marked_for_a_screen_reader(page):
    report = summary("three_months")
    assert page.all("html") == [{"lang": "en"}]
    assert len(page.all("h1")) == 1
    assert len(page.all("h2")) == len(report.sections) + len(report.more)
    assert {attributes.get("scope") for attributes in page.all("th")} == {"col", "row"}


def test_every_picture_has_title_and_description(page):
    content = html(summary("three_months"))
    for drawn in re.findall(r"<svg.*?</svg>", content, re.DOTALL):
        assert re.match(r"<svg[^>]* role=\"img\"><title>.+?</title><desc>.{40,}?</desc>", drawn)
    assert len(page.all("svg")) == 5


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_text(name):
    harmless = {tag for tag, _a in Page(html(summary("almost_empty"))).elements}
    options = replace(OPTIONS, name=name, questions=(name,), other_medicines=name)
    page = Page(html(summary("almost_empty", options)))
    assert squeezed(page.text).count(squeezed(name)) >= 3
    assert {tag for tag, _a in page.elements} <= harmless | {"br"}


def test_an_empty_diary_has_its_page():
    assert "None recorded" in html(summary("empty"))
    assert set(DIARIES) >= {"empty", "ten_years"}
