"""What the pages for the next person say is so."""

import re
from pathlib import Path

import pytest

from tests import house_picture

ROOT = Path(__file__).parents[1]
PAGES = ("CONTRIBUTING.md", "docs/architecture.md")
PLACES = ("", "diary_app/", "docs/")


def test_the_picture_of_the_house_is_that_of_the_code():
    page = house_picture.PAGE.read_text("utf-8")
    assert page == house_picture.with_picture(page), "run python -m tests.house_picture"


def test_an_arrow_is_left_out_only_where_a_longer_way_leads_there_too():
    arrows = {("a", "b"), ("b", "c"), ("a", "c"), ("a", "d")}
    assert house_picture.without_detours(arrows) == {("a", "b"), ("b", "c"), ("a", "d")}


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_names_is_there(page):
    named = re.findall(r"`([a-z_./-]+/[A-Za-z_.*-]*)`", (ROOT / page).read_text("utf-8"))
    assert named
    missing = [n for n in named if not any(list(ROOT.glob(f"{place}{n}")) for place in PLACES)]
    assert not missing
