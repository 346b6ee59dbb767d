"""What is counted is written in the language in force, and is read back as the same amount."""

import pytest

from diary_app.domain.quantity import parse_quantity
from diary_app.text import LANGUAGES, use_language
from diary_app.wording.writing import amount_words


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize(
    "typed", ["½ tablet", "2 tablets", "3 puffs", "1 drop", "2 units", "10 mg"]
)
def test_an_amount_is_read_back_as_it_is_written(language, typed):
    use_language(language)
    try:
        written = amount_words(parse_quantity(typed))
    finally:
        use_language("en")
    assert parse_quantity(written) == parse_quantity(typed)
    assert language == "en" or "tablet" not in written.split()
