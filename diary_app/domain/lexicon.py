"""The words by which free text is read: terms with their patterns, and the cues around them.

The file is `resources/lexicon.toml`; patterns are regular expressions over `normal_text`, in which
`{name}` stands for the macro of that name and a space for one space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce

from diary_app.domain.checked_table import Malformed, Table, read_file

CUES = (
    "negation",
    "verb_negation",
    "light_words",
    "pseudo_negation",
    "terminator",
    "new_clause",
    "reopened",
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
)


@dataclass(frozen=True)
class Term:
    """One symptom: words that mean it, words that may mean it, and what looks like it but is not.

    `near` are long words of it whose misspellings by one letter are asked about.
    """

    id: str
    serious: bool
    sure: re.Pattern[str]
    unsure: re.Pattern[str]
    not_meant: re.Pattern[str]
    near: tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """`spelling` maps a word to how it is read, `cues` a kind of cue to its pattern."""

    version: str
    spelling: Mapping[str, str]
    terms: tuple[Term, ...]
    cues: Mapping[str, re.Pattern[str]]
    near: Mapping[str, tuple[tuple[str, Term], ...]]


def parse_lexicon(text: str) -> Lexicon:
    """The lexicon, compiled. Raises `Malformed` naming the term or cue and what is wrong with it."""
    file = read_file(text)
    macros = _macros(Table("macros", file.take("macros", dict)))
    cues = Table("cues", file.take("cues", dict))
    terms = tuple(_term(table, macros) for table in file.named("term"))
    lexicon = Lexicon(
        version=file.word("version"),
        spelling=_spelling(Table("spelling", file.take("spelling", dict))),
        terms=terms,
        cues={kind: _compiled(cues, kind, macros) for kind in CUES},
        near=_near(terms),
    )
    cues.done()
    file.done()
    if len({term.id for term in terms}) < len(terms):
        raise Malformed("term", "id", "stands twice")
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
                table.refuse(right, f"{wrong!r} already stands for {spelling[wrong]!r}")
    return spelling


def _term(table: Table, macros: Mapping[str, str]) -> Term:
    term = Term(
        id=table.id(),
        serious=table.word("kind", "") == "serious",
        sure=_compiled(table, "sure", macros),
        unsure=_compiled(table, "unsure", macros, []),
        not_meant=_compiled(table, "not_meant", macros, []),
        near=table.words("near", []),
    )
    table.done()
    return term


_NEVER = re.compile(r"(?!)")


def _compiled(
    table: Table, field: str, macros: Mapping[str, str], default: Iterable[str] | object = ...
) -> re.Pattern[str]:
    """One pattern that finds any of the field's, as whole words."""
    patterns = [_filled(pattern, macros) for pattern in table.words(field, default)]
    if not patterns:
        return _NEVER
    for pattern in patterns:
        try:
            empty = re.compile(pattern).match("")
        except re.error as error:
            table.refuse(field, f"{pattern!r} cannot be read: {error}")
        if empty:
            table.refuse(field, f"{pattern!r} would be found everywhere")
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(patterns)})(?![a-z0-9])")


def _near(terms: tuple[Term, ...]) -> dict[str, tuple[tuple[str, Term], ...]]:
    """Every near word, and each without one letter, to the word and its term."""
    near: dict[str, tuple[tuple[str, Term], ...]] = {}
    for term in terms:
        for word in term.near:
            for part in without_a_letter(word):
                near[part] = (*near.get(part, ()), (word, term))
    return near
