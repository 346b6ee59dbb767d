"""The page that says what the file holds: true to the schema, and its queries answer."""

import sqlite3  # noqa: TID251  the page promises: any SQLite program
from contextlib import closing

import pytest

from tests.format_page import PAGE, WORDS, columns, page

QUERIES = [query["sql"] for query in WORDS["query"]]


def test_the_page_is_that_of_the_newest_schema():
    assert PAGE.read_text("utf-8") == page(), "python -m tests.format_page"


def test_every_table_of_the_diary_is_on_the_page():
    assert {f"### {table}" for table in columns()} <= set(PAGE.read_text("utf-8").splitlines())


@pytest.fixture
def plain(baclofen):
    """The diary's file as any SQLite program opens it, with a record of each kind."""
    baclofen("log", "dose", "baclofen", "--planned", "08:00", "--at", "08:05")
    baclofen("log", "dose", "baclofen", "--planned", "14:00", "--amount", "1/2 tablet")
    baclofen("log", "symptom", "spasticity", "4")
    baclofen("log", "check", "--yes", "seizure")
    with closing(sqlite3.connect(baclofen.path)) as db:
        yield db


@pytest.mark.parametrize("sql", QUERIES)
def test_a_query_of_the_page_answers_in_any_sqlite_program(plain, sql):
    assert plain.execute(sql).fetchall()


def test_the_query_of_what_was_taken_adds_up(plain):
    assert [row[1:] for row in plain.execute(QUERIES[0])] == [("baclofen", 15.0, "mg", 2)]
