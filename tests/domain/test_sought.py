"""What is typed into the search: words, and the day, month or year they name."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary_app.domain.days import Days
from diary_app.domain.sought import parse_sought

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("21 nov", (), date(2026, 11, 21), date(2026, 11, 21)),
        ("23 nov", (), date(2025, 11, 23), date(2025, 11, 23)),
        ("Baclofen 21 Nov 2024", ("baclofen",), date(2024, 11, 21), date(2024, 11, 21)),
        ("fell, may 2025", ("fell",), date(2025, 5, 1), date(2025, 5, 31)),
        ("december", (), date(2025, 12, 1), date(2025, 12, 31)),
        ("2025-02", (), date(2025, 2, 1), date(2025, 2, 28)),
        ("pain 2024", ("pain",), date(2024, 1, 1), date(2024, 12, 31)),
        ("yesterday spasms", ("spasms",), date(2026, 11, 21), date(2026, 11, 21)),
    ],
)
def test_days_are_taken_out_of_the_words(text, words, first, last):
    sought = parse_sought(text, TODAY)
    assert (sought.words, sought.days) == (words, Days.through(first, last))


@pytest.mark.parametrize("text", ["may", "no", "dec", "15", "10 mg", "2031", "0000", "-", "31 feb"])
def test_a_word_that_names_no_day_stays_a_word(text):
    assert parse_sought(text, TODAY).days is None
    assert " ".join(parse_sought(text, TODAY).words) == text


@given(st.text())
def test_whatever_is_typed_is_read(text):
    sought = parse_sought(text, TODAY)
    assert bool(sought) == bool(text.replace(",", " ").split())
    assert all(word == word.casefold() for word in sought.words)
