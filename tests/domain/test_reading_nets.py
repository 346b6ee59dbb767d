"""A note in two languages: each sentence is read by the net whose language it is in."""

import pytest

from diary_app.domain.reading_context import Outcome
from diary_app.services import texts
from tests.domain.test_reading_languages import DANGER, HARMLESS

NETS = ("en", "de", "es")


def outcomes(text, written=NETS):
    return {one.term: one.outcome for one in texts.reading_of(text, written)}


@pytest.mark.parametrize(("language", "_kind", "text"), HARMLESS, ids=lambda part: str(part)[:60])
def test_the_english_net_raises_no_flag_on_harmless_words_of_another(language, _kind, text):
    assert Outcome.FLAG not in outcomes(text, ("en", language)).values()


@pytest.mark.parametrize(("language", "term", "text"), DANGER, ids=lambda part: str(part)[:60])
def test_no_danger_is_lost_by_a_second_net(language, term, text):
    assert term in outcomes(text, ("en", language))


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("sin convulsiones hoy. had a seizure last night", Outcome.FLAG),
        ("sin convulsiones hoy. had convulsions last night", Outcome.FLAG),
        ("no seizures today. tuve una convulsión anoche", Outcome.FLAG),
        ("ninguna convulsión hoy", Outcome.NONE_BUT_SHOW),
        ("convulsion", Outcome.FLAG),
    ],
)
def test_each_sentence_counts_in_its_own_language(text, outcome):
    assert outcomes(text, ("en", "es"))["seizure"] == outcome


def test_an_english_word_in_a_spanish_sentence_is_read():
    assert "overdose" in outcomes("ayer tuve un overdose con las pastillas")


def test_no_little_word_stands_in_two_languages():
    nets = [texts.lexicon(each).little for each in NETS]
    assert len(frozenset().union(*nets)) == sum(map(len, nets))
