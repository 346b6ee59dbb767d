"""The words by which free text is read: terms with their patterns, and the cues around them.

The file is `resources/lexicon.toml`; patterns are regular expressions over `normal_text`, in which
`{name}` stands for the macro of that name and a space for one space. They are compiled when a text
first asks for them: all at once would take half a second of every start.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, reduce

from diary_app.domain.checked_table import Malformed, Table, read_file

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
    "present",
    "other_person",
    "myself",
    "list_word",
    "acts",
    "observes",
    "why",
    "mild",
    "severe",
)


@dataclass(frozen=True)
class Family:
    """Patterns joined to one. Where it is found, one of `parts` stands in the words found."""

    parts: tuple[str, ...]
    pattern: str


@dataclass(frozen=True)
class Term:
    """One symptom: words that mean it, words that may mean it, and what looks like it but is not.

    `near` are long words of it whose misspellings by one letter are asked about.
    """

    id: str
    serious: bool
    sure: tuple[Family, ...]
    unsure: tuple[Family, ...]
    not_meant: tuple[Family, ...]
    near: tuple[str, ...]


class Cues:
    """Kind of cue to its pattern."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self._patterns = patterns

    def __getitem__(self, kind: str) -> re.Pattern[str]:
        return compiled(self._patterns[kind])


@dataclass(frozen=True)
class Lexicon:
    """`spelling` maps a word to how it is read."""

    version: str
    spelling: Mapping[str, str]
    terms: tuple[Term, ...]
    cues: Cues
    near: Mapping[str, tuple[tuple[str, Term], ...]]


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, compiled once. Raises re.error for one that is none; a test tries them all."""
    return re.compile(pattern)


def parse_lexicon(text: str) -> Lexicon:
    """The lexicon. Raises `Malformed` naming the term or cue and what is wrong with it."""
    file = read_file(text)
    macros = _macros(Table("macros", file.take("macros", dict)))
    cues = Table("cues", file.take("cues", dict))
    terms = tuple(_term(table, macros) for table in file.named("term"))
    lexicon = Lexicon(
        version=file.word("version"),
        spelling=_spelling(Table("spelling", file.take("spelling", dict))),
        terms=terms,
        cues=Cues({kind: _joined(cues, kind, macros) for kind in CUES}),
        near=_near(terms),
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


def _macros(table: Table) -> dict[str, str]:
    """Name to pattern; a macro may use those above it."""
    macros: dict[str, str] = {}
    for name in table.names():
        macros[name] = f"(?:{_filled(table.word(name), macros)})"
    return macros


def _filled(pattern: str, macros: Mapping[str, str]) -> str:
    return reduce(lambda text, name: text.replace(f"{{{name}}}", macros[name]), macros, pattern)


def _spelling(table: Table) -> dict[str, str]:
    """Each word to how it is read; the file lists it the other way round, several to one."""
    spelling: dict[str, str] = {}
    for right in table.names():
        for wrong in table.words(right):
            if spelling.setdefault(wrong, right) != right:
                table.refuse(right, f"twice: {wrong!r}, {spelling[wrong]!r}")
    return spelling


def _term(table: Table, macros: Mapping[str, str]) -> Term:
    term = Term(
        id=table.id(),
        serious=table.word("kind", "") == "serious",
        sure=_families(table, "sure", macros),
        unsure=_families(table, "unsure", macros),
        not_meant=_families(table, "not_meant", macros),
        near=table.words("near", []),
    )
    if not term.sure:
        table.refuse("sure", "missing")
    table.done()
    return term


def _families(term: Table, field: str, macros: Mapping[str, str]) -> tuple[Family, ...]:
    table = Table(f"{term.place}, {field}", term.take(field, dict, {}))
    names = table.names()
    return tuple(Family(tuple(n.split("|")), _joined(table, n, macros)) for n in names)


def _joined(table: Table, field: str, macros: Mapping[str, str]) -> str:
    """One pattern that finds any of the field's, as whole words."""
    patterns = [_filled(pattern, macros) for pattern in table.words(field)]
    return rf"(?<![a-z0-9])(?:{'|'.join(patterns)})(?![a-z0-9])"


def _near(terms: tuple[Term, ...]) -> dict[str, tuple[tuple[str, Term], ...]]:
    """Every near word, and each without one letter, to the word and its term."""
    near: dict[str, tuple[tuple[str, Term], ...]] = {}
    for term in terms:
        for word in term.near:
            for part in without_a_letter(word):
                near[part] = (*near.get(part, ()), (word, term))
    return near
