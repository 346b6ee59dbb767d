"""Questions for the doctor and visits, by command line."""

import pytest


def test_a_question_is_written_listed_and_done(baclofen):
    baclofen("question", "add", "May I drive?")
    assert "2  How long?" in baclofen("question", "add", "How long?")
    assert [each["words"] for each in baclofen.json("question", "list")] == [
        "May I drive?",
        "How long?",
    ]
    assert baclofen("question", "done", "1") == "1  How long?\n"
    assert "May I drive?" in baclofen("undo")


def test_a_question_that_waits_stands_on_the_paper(baclofen):
    baclofen("question", "add", "May I drive?")
    assert "May I drive?" in baclofen("export", "html", "-o", "-")


@pytest.mark.parametrize("number", ["0", "2"])
def test_a_question_that_is_not_there_is_not_done(baclofen, number):
    baclofen("question", "add", "May I drive?")
    baclofen("question", "done", number, code=3)


def test_an_empty_question_is_refused(baclofen):
    baclofen("question", "add", "  ", code=2)


def test_the_summary_since_the_last_visit_begins_there(baclofen):
    baclofen("log", "symptom", "spasms", "4", "--at", "2026-11-20 08:00")
    baclofen("visit", "add", "2026-11-19", "--with", "Dr Moore")
    told = baclofen("export", "html", "--since-visit", "-o", "-")
    assert "19 Nov" in told and "18 Nov" not in told


def test_without_a_visit_there_is_nothing_since(baclofen):
    baclofen("export", "pdf", "--since-visit", "-o", "x.pdf", code=3)
    assert "visit add" in baclofen.err


def test_a_visit_that_lies_ahead_is_refused(baclofen):
    baclofen("visit", "add", "2026-12-24", code=2)


def test_since_visit_and_another_span_do_not_go_together(baclofen):
    baclofen("export", "pdf", "--since-visit", "--months", "3", "-o", "x.pdf", code=2)
