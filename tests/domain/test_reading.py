"""How notes are read: our own sentences, and what holds for any text at all."""

from __future__ import annotations

import re
import time
from pathlib import Path
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary_app import resources
from diary_app.domain.checked_table import Malformed
from diary_app.domain.knowledge_file import parse as parse_knowledge
from diary_app.domain.lexicon import CUES, compiled, parse_lexicon
from diary_app.domain.normal_text import normalise
from diary_app.domain.reading import Reading, read
from diary_app.domain.reading_context import Degree, Outcome
from tests import lexicon_parts

TEXT = resources.read_text("lexicon.toml")
PARTS = resources.read_text("lexicon_parts.json")
LEXICON = parse_lexicon(TEXT, PARTS)


def lines(name: str) -> list[list[str]]:
    text = (Path(__file__).parent / name).read_text("utf-8")
    found = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [[part.strip() for part in line.split("|")] for line in found]


SENTENCES = lines("reading_sentences.txt")
DANGER = lines("reading_danger.txt")
HARMLESS = [text for _, text in lines("reading_harmless.txt")]
SERIOUS = {term.id for term in LEXICON.terms if term.serious}
GRAVITY = ("none", "none_but_show", "ask", "flag_confirm", "flag")
BITS = [
    "no ",
    "not ",
    "seizure",
    " fit",
    "hallucinated",
    ", ",
    "but ",
    "until ",
    "or ",
    "\n",
    "’t ",
]
TEXTS = st.one_of(
    st.text(), st.lists(st.one_of(st.sampled_from(BITS), st.text(max_size=3))).map("".join)
)


FAMILIES = [one for t in LEXICON.terms for one in t.sure + t.unsure + t.not_meant]


def reading_of(text: str, term: str) -> Reading | None:
    return {one.term: one for one in read(text, LEXICON)}.get(term)


def holds(pattern: Any, parts: tuple[str, ...], run: str = "") -> bool:
    """Whether whatever `pattern` finds, after `run`, has one of `parts` in it."""
    branches = []
    for kind, value in pattern:
        match kind:
            case _constants.LITERAL:
                run += chr(value)
            case _constants.SUBPATTERN if not needs_care(value[3]):
                run += "".join(chr(letter) for _, letter in value[3])
            case _constants.SUBPATTERN:
                branches.append([(run, value[3])])
                run = ""
            case _constants.BRANCH:
                branches.append([(run, one) for one in value[1]])
                run = ""
            case _constants.MAX_REPEAT if value[0] > 0:
                branches.append([(run, value[2])])
                run = ""
            case _constants.ASSERT | _constants.ASSERT_NOT:
                pass
            case _:
                run += "\0"
        if any(part in run for part in parts):
            return True
    return any(all(holds(one, parts, start) for start, one in them) for them in branches)


def needs_care(pattern: Any) -> bool:
    return any(kind is not _constants.LITERAL for kind, _ in pattern)


@pytest.mark.parametrize(("term", "text", "expected"), SENTENCES, ids=lambda part: str(part)[:60])
def test_a_sentence_is_read_as_a_careful_reader_would(term: str, text: str, expected: str) -> None:
    found = reading_of(text, term)
    assert (found.outcome.value if found else "none") in expected.split(), found


@pytest.mark.parametrize(("term", "text"), DANGER, ids=lambda part: str(part)[:60])
def test_a_sentence_of_danger_is_never_passed_over(term: str, text: str) -> None:
    assert reading_of(text, term) is not None


@pytest.mark.parametrize("text", HARMLESS, ids=lambda text: text[:60])
def test_a_harmless_sentence_raises_no_plain_flag(text: str) -> None:
    flags = {one.term for one in read(text, LEXICON) if one.outcome is Outcome.FLAG}
    assert not flags & SERIOUS


def gravity(text: str, term: str) -> int:
    found = reading_of(text, term)
    return GRAVITY.index(found.outcome.value if found else "none")


@given(st.sampled_from(DANGER), st.sampled_from(["no ", "not a ", "denies ", "without "]))
def test_a_word_of_no_before_it_never_makes_a_sentence_graver(one: list[str], no: str) -> None:
    term, text = one
    assert gravity(no + text, term) <= max(gravity(text, term), GRAVITY.index("flag_confirm"))


@given(st.sampled_from(DANGER + SENTENCES))
def test_capitals_accents_and_spaces_change_nothing(one: list[str]) -> None:
    term, text = one[:2]
    accented = text.replace("e", "e\N{COMBINING ACUTE ACCENT}").replace(
        "a", "\N{LATIN SMALL LETTER A WITH DIAERESIS}"
    )
    plain = gravity(text, term)
    for other in (text.upper(), text.title(), accented, f"  {text.replace(' ', '   ')}"):
        assert gravity(other, term) == plain, other


@given(st.sampled_from(DANGER), st.sampled_from([".", "!", "!!", " ...", " \N{PENSIVE FACE}"]))
def test_how_a_sentence_ends_changes_nothing(one: list[str], end: str) -> None:
    term, text = one
    assert gravity(text + end, term) == gravity(text, term)


def test_the_words_shown_are_those_of_the_text_as_it_was_written() -> None:
    text = "  Couldn’t   SLEEP… and then\ta Siezure!"
    for term, words in (("insomnia", "Couldn’t   SLEEP"), ("seizure", "Siezure")):
        found = reading_of(text, term)
        assert found is not None
        assert text[slice(*found.span)] == found.words == words


def test_of_two_readings_of_a_symptom_the_gravest_is_kept() -> None:
    found = reading_of("No seizures on Monday. Had a seizure on Tuesday.", "seizure")
    assert found is not None
    assert (found.outcome, found.span) == ("flag", (29, 36))


@pytest.mark.parametrize(
    ("text", "term", "degree"),
    [
        ("bit foggy today", "mental_fog", Degree.MILD),
        ("dizzy, only slightly", "dizziness", Degree.MILD),
        ("a bit dizzy and sleepy", "drowsiness", Degree.MILD),
        ("slightly unsteady but very confused", "confusion", Degree.SEVERE),
        ("hands shaking badly", "tremor_sweating", Degree.SEVERE),
        ("legs wobbly", "coordination_difficulty", None),
        ("quite a bit dizzy", "dizziness", None),
        ("felt confused for a bit", "confusion", None),
        ("dizzy, bit sick", "dizziness", None),
    ],
)
def test_a_word_of_degree_beside_the_symptom_is_kept(text: str, term: str, degree: object) -> None:
    found = reading_of(text, term)
    assert found is not None
    assert found.degree == degree


def test_because_names_the_cue_that_decided() -> None:
    found = reading_of("no seizures today", "seizure")
    assert found is not None
    assert found.because == "negated by 'no'"


@given(TEXTS)
def test_any_text_is_read_without_a_stumble(text: str) -> None:
    readings = read(text, LEXICON)
    assert readings == read(text, LEXICON)
    assert len({one.term for one in readings}) == len(readings)
    for one in readings:
        start, end = one.span
        assert 0 <= start < end <= len(text)
        assert one.words == text[start:end]
        assert one.because


@given(TEXTS)
def test_a_word_of_the_plain_text_leads_back_into_the_text(text: str) -> None:
    plain = normalise(text, LEXICON.spelling)
    for word in re.finditer(r"\S+", plain.words):
        start, end = plain.original(*word.span())
        assert 0 <= start < end <= len(text)


@given(st.sampled_from(["", "no ", "not a ", "maybe ", "my brother had a ", "if I had a "]))
def test_a_seizure_is_never_passed_over(before: str) -> None:
    assert reading_of(f"{before}seizure", "seizure") is not None


def test_every_pattern_compiles_and_none_of_a_term_is_found_everywhere() -> None:
    assert all(LEXICON.cues[kind].pattern for kind in CUES)
    patterns = [compiled(one.pattern) for one in FAMILIES]
    assert not [one.pattern for one in patterns if one.search("") or one.search("a . b")]


def test_what_a_family_finds_holds_one_of_its_parts() -> None:
    unsound = [one for one in FAMILIES if not holds(_parser.parse(one.pattern), one.parts)]
    assert unsound == []


def test_every_term_is_a_symptom_that_the_diary_knows() -> None:
    known = {entry.id for entry in parse_knowledge(resources.read_text("baclofen.toml")).entries}
    assert {term.id for term in LEXICON.terms} <= known


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('id = "seizure"', 'id = "Seizure"', "seizure"),
        ('kind = "serious"', "colour = 1", "colour"),
        ("[term.sure]", "[term.surely]", "sure"),
        ("[cues]", "[clues]", "cues"),
    ],
)
def test_a_malformed_lexicon_is_refused_by_name(old: str, new: str, named: str) -> None:
    with pytest.raises(Malformed, match=f"(?i){named}"):
        parse_lexicon(TEXT.replace(old, new, 1), PARTS)


def test_the_parts_are_those_of_the_patterns() -> None:
    assert lexicon_parts.written(lexicon_parts.table(TEXT)) == PARTS, "tests/lexicon_parts.py"


def test_a_note_of_two_thousand_words_is_read_at_once() -> None:
    words = " ".join(f"{text}." for _, text, _ in SENTENCES * 4).split()[:2000]
    note = " ".join(words)
    read(note, LEXICON)
    took = []
    for _ in range(5):
        start = time.process_time()
        read(note, LEXICON)
        took.append(time.process_time() - start)
    assert min(took) < 0.05 * 3  # three times the limit: tests share the machine


@pytest.mark.parametrize("text", ["no seizure, " * 500, "walking " * 2000 + "on", "a" * 20000])
def test_a_sentence_without_end_is_read_too(text: str) -> None:
    start = time.process_time()
    read(text, LEXICON)
    assert time.process_time() - start < 3
