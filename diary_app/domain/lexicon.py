"""The words by which free text is read: terms with their patterns, and the cues around them.

The file of a language is `resources/lexicon.toml` (English) or `lexicon.de.toml`; patterns are
regular expressions over `normal_text`, in which `{name}` stands for the macro of that name, a
letter of `[letters]` for the ways to write it, a space for one space. Compiled when a text first
asks for them: all at once would take half a second of every start. `lexicon_parts.json` has
for each pattern the pieces of text of which one stands in all that it finds, in the same order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial, reduce

from diary_app.domain.checked_table import Malformed, Table, read_file
from diary_app.frozen import dataclass

SECTIONS = ("sure", "unsure", "doubtful", "not_meant")
LONG_SOUND = 7  # letters, of which at least three are consonants

CUES = (
    "negation",
    "verb_negation",
    "light_words",
    "pseudo_negation",
    "terminator",
    "new_clause",
    "reopened",
    "reopened_next",
    "said_no_after",
    "gone_after",
    "uncertain_before",
    "uncertain_after",
    "hypothetical_before",
    "hypothetical_after",
    "history_before",
    "history_after",
    "over_now",
    "present",
    "other_person",
    "myself",
    "list_word",
    "acts",
    "observes",
    "why",
    "topic_after",
    "topic_before",
    "written",
    "thing",
    "mild",
    "severe",
    "and",
    "or",
    "but",
    "joined",
    "added",
    "apart",
    "clause_joint",
    "we",
)


Pieces = Mapping[str, Sequence[Sequence[str]]]  # section to the pieces of each of its patterns
Parts = Mapping[str, Pieces]  # the same by term


@dataclass(frozen=True)
class Family:
    """Patterns joined to one. Where it is found, one of `parts` stands in the words found."""

    parts: tuple[str, ...]
    pattern: str


@dataclass(frozen=True)
class Term:
    """One symptom: words that mean it, words that may mean it, and what looks like it but is not.

    Sure words within `doubtful` ones are asked about: a heart that skipped a beat at good news.
    `near` are long words of it; a word that is one letter from one of them, or sounds like one, is
    asked about, unless it is among `unlike`: words of the language that are as close.
    """

    id: str
    serious: bool
    sure: tuple[Family, ...]
    unsure: tuple[Family, ...]
    doubtful: tuple[Family, ...]
    not_meant: tuple[Family, ...]
    near: tuple[str, ...]
    unlike: tuple[str, ...]


class Cues:
    """Kind of cue to its pattern."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self._patterns = patterns

    def __getitem__(self, kind: str) -> re.Pattern[str]:
        return compiled(self._patterns[kind])


@dataclass(frozen=True)
class Lexicon:
    """`spelling` maps a word to how it is read. `near` is by letters, `sounding` by sound, and
    `sound` says how a lower-case word is said, roughly: seizure, ceasure, siezer come to the same.
    `little` are words that tell the language of a sentence: no other net has them.
    """

    version: str
    spelling: Mapping[str, str]
    terms: tuple[Term, ...]
    cues: Cues
    near: Mapping[str, tuple[tuple[str, Term], ...]]
    sounding: Mapping[str, tuple[tuple[str, Term], ...]]
    sound: Callable[[str], str]
    little: frozenset[str]


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, compiled once. Raises re.error for one that is none; a test tries them all."""
    return re.compile(pattern)


def parse_lexicon(text: str, parts: str) -> Lexicon:
    """The lexicon of its two files. Raises `Malformed` naming the term or cue and what is wrong."""
    file = read_file(text)
    macros = read_macros(file)
    sound = lru_cache(maxsize=10_000)(partial(_sound, _said(file)))
    cues = Table("cues", file.take("cues", dict))
    pieces = json.loads(parts)
    terms = tuple(_term(table, macros, pieces) for table in file.named("term"))
    lexicon = Lexicon(
        version=file.word("version"),
        spelling=_spelling(Table("spelling", file.take("spelling", dict))),
        terms=terms,
        cues=Cues({kind: _joined(cues, kind, macros) for kind in CUES}),
        near=_near(terms, without_a_letter),
        sounding=_near(tuple(t for t in terms if t.serious), partial(_long_sound, sound)),
        sound=sound,
        little=frozenset(file.words("little")),
    )
    cues.done()
    file.done()
    if len({term.id for term in terms}) < len(terms):
        raise Malformed("term", "id", "twice")
    return lexicon


def without_a_letter(word: str) -> Iterator[str]:
    """The word, and the word without each of its letters."""
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


Sounds = Sequence[tuple[re.Pattern[str], str]]  # letters and how they are said, in this order


def _said(file: Table) -> Sounds:
    pairs = file.take("said", list)
    if not all(isinstance(pair, list) and len(pair) == 2 for pair in pairs):
        file.refuse("said", "not_pairs")
    return tuple((re.compile(letters), said) for letters, said in pairs)


def _sound(sounds: Sounds, word: str) -> str:
    return reduce(lambda said, rule: rule[0].sub(rule[1], said), sounds, word)


def _long_sound(sound: Callable[[str], str], word: str) -> tuple[str, ...]:
    """The sound, where it is long enough to tell: seized and seaside sound much like suicide."""
    said = sound(word)
    return (said,) if len(said) >= LONG_SOUND else ()


def read_macros(file: Table) -> dict[str, str]:
    """What stands for what in a pattern: letters, then `{name}`; a macro may use those above it."""
    letters = Table("letters", file.take("letters", dict, {}))
    macros = {letter: letters.word(letter) for letter in letters.names()}
    table = Table("macros", file.take("macros", dict))
    for name in table.names():
        macros[f"{{{name}}}"] = f"(?:{_filled(table.word(name), macros)})"
    return macros


def _filled(pattern: str, macros: Mapping[str, str]) -> str:
    return reduce(lambda text, name: text.replace(name, macros[name]), macros, pattern)


def _spelling(table: Table) -> dict[str, str]:
    """Each word to how it is read; the file lists it the other way round, several to one."""
    spelling: dict[str, str] = {}
    for right in table.names():
        for wrong in table.words(right):
            if spelling.setdefault(wrong, right) != right:
                table.refuse(right, f"twice: {wrong!r}, {spelling[wrong]!r}")
    return spelling


def _term(table: Table, macros: Mapping[str, str], pieces: Parts) -> Term:
    id_ = table.id()
    families = {name: _families(table, name, macros, pieces.get(id_, {})) for name in SECTIONS}
    term = Term(
        id=id_,
        serious=table.word("kind", "") == "serious",
        **families,
        near=table.words("near", []),
        unlike=table.words("unlike", []),
    )
    if not term.sure:
        table.refuse("sure", "missing")
    table.done()
    return term


def _families(
    term: Table,
    field: str,
    macros: Mapping[str, str],
    pieces: Mapping[str, Sequence[Sequence[str]]],
) -> tuple[Family, ...]:
    """The patterns of a section, those with the same pieces joined."""
    patterns = _patterns(term, field, macros)
    if len(patterns) != len(pieces.get(field, ())):
        term.refuse(field, "parts_differ")  # python tests/lexicon_parts.py
    joined: dict[tuple[str, ...], list[str]] = {}
    for pattern, parts in zip(patterns, pieces.get(field, ()), strict=True):
        joined.setdefault(tuple(parts), []).append(pattern)
    return tuple(Family(parts, _any_of(together)) for parts, together in joined.items())


def _patterns(term: Table, field: str, macros: Mapping[str, str]) -> list[str]:
    table = Table(f"{term.place}, {field}", term.take(field, dict, {}))
    return [_filled(one, macros) for name in table.names() for one in table.words(name)]


def _joined(table: Table, field: str, macros: Mapping[str, str]) -> str:
    return _any_of([_filled(pattern, macros) for pattern in table.words(field)])


def _any_of(patterns: Sequence[str]) -> str:
    """One pattern that finds any of them, as whole words."""
    return rf"(?<![a-z0-9])(?:{'|'.join(patterns)})(?![a-z0-9])"


def _near(
    terms: tuple[Term, ...], keys: Callable[[str], Iterable[str]]
) -> dict[str, tuple[tuple[str, Term], ...]]:
    """Every key of every near word to the word and its term."""
    near: dict[str, tuple[tuple[str, Term], ...]] = {}
    for term in terms:
        for word in term.near:
            for key in keys(word):
                near[key] = (*near.get(key, ()), (word, term))
    return near
