"""The weekly look: one page in plain words, from what was recorded."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from diary_app.domain.days import Days
from diary_app.reports.report import Paper
from diary_app.reports.week import build, pdf, picture
from tests.reports.diaries import KNOWLEDGE, NOW, TODAY, a_year, three_months

WEEK = Days.through(TODAY.replace(day=16), TODAY.replace(day=22))


def week(days=WEEK, paper=Paper.A4):
    history, _span, flags = three_months()
    return build(history, KNOWLEDGE.entries, flags, days, NOW, paper)


@pytest.mark.parametrize("paper", list(Paper))
def test_it_is_one_page_with_a_line_for_each_day(paper):
    pages = PdfReader(io.BytesIO(pdf(week(paper=paper)))).pages
    assert len(pages) == 1
    assert len(week().days) == 7 and all(day.day.split()[0] for day in week().days)


def test_a_day_without_a_record_is_empty_and_never_zero():
    history, _span, _flags = three_months()
    recorded = {seen.at.day for seen in history.observations}
    for line, day in zip(week().days, WEEK, strict=True):
        assert bool(line.symptoms) == (day in recorded)


def test_doses_that_nobody_answered_are_told_apart_from_missed_ones():
    told = " ".join(day.doses for day in week().days)
    assert "taken" in told and "0 " not in f" {told}".replace("10 ", "")


def test_it_claims_nothing_and_names_no_share():
    words = " ".join((*week().told, week().footer, *(day.doses for day in week().days)))
    assert "%" not in words and "well done" not in words.lower() and "good" not in words.lower()


def test_the_days_to_come_have_no_line():
    ahead = Days.through(TODAY, date(2026, 11, 30))
    assert len(week(ahead).days) == 1


def test_the_same_week_gives_the_same_page_and_a_picture():
    assert pdf(week()) == pdf(week())
    assert picture(week())[:8] == b"\x89PNG\r\n\x1a\n"
    history, _span, flags = a_year()
    assert build(history, KNOWLEDGE.entries, flags, WEEK, NOW).told
