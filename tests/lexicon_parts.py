"""Works out `resources/lexicon_parts*.json` anew: `python tests/lexicon_parts.py`.

For each pattern of the lexicon the pieces of text of which one stands in all that it finds: only
sentences with a piece are searched for it. A test holds the file against the patterns.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

from diary_app import resources
from diary_app.domain.checked_table import read_file
from diary_app.domain.lexicon import SECTIONS, Parts, _patterns, read_macros

Pieces = frozenset[str]
PLAIN = frozenset(
    word
    for line in (
        "not the have was had and for that with this all been just take took taken get got are",
        "feel like one ing in could did do on of is out off now day my me to it i he she they",
    )
    for word in line.split()
)


def parts_of(pattern: str) -> list[str]:
    """The pieces of one pattern; an empty one where it has none, for it stands everywhere."""
    return sorted(_best(_parser.parse(pattern)) or {""})


def table(text: str) -> Parts:
    """The pieces of every pattern of a lexicon, by term and section, in the file's order."""
    return {
        term: {section: [parts_of(one) for one in found] for section, found in by_section.items()}
        for term, by_section in patterns_of(text).items()
    }


def patterns_of(text: str) -> dict[str, dict[str, list[str]]]:
    """The patterns of each term by section, macros filled in, in the file's order."""
    file = read_file(text)
    macros = read_macros(file)
    return {
        table.id(): {name: _patterns(table, name, macros) for name in SECTIONS}
        for table in file.named("term")
    }


def _best(pattern: Any) -> Pieces:
    return max(_candidates(pattern), key=_worth, default=frozenset())


def _worth(pieces: Pieces) -> float:
    """Few pieces are better than many, long and rare ones better than short and common ones."""
    plain = sum(piece.strip() in PLAIN for piece in pieces)
    return min(6, *(len(piece.strip()) for piece in pieces)) - 0.8 * len(pieces) - 3 * plain


def _candidates(pattern: Any) -> Iterator[Pieces]:
    run = ""
    for kind, value in pattern:
        letters = _letters(kind, value)
        if letters:
            run += letters
            continue
        inner = _within(kind, value)
        if inner:
            yield inner
        if kind not in (_constants.ASSERT, _constants.ASSERT_NOT):
            if len(run) > 1:
                yield frozenset([run])
            run = ""
    if len(run) > 1:
        yield frozenset([run])


def _letters(kind: Any, value: Any) -> str:
    if kind is _constants.LITERAL:
        return chr(value)
    if kind is _constants.SUBPATTERN and all(one is _constants.LITERAL for one, _ in value[3]):
        return "".join(chr(letter) for _, letter in value[3])
    return ""


def _within(kind: Any, value: Any) -> Pieces:
    if kind is _constants.SUBPATTERN:
        return _best(value[3])
    if kind is _constants.MAX_REPEAT and value[0] > 0:
        return _best(value[2])
    if kind is _constants.BRANCH:
        branches = [_best(one) for one in value[1]]
        return frozenset().union(*branches) if all(branches) else frozenset()
    return frozenset()


def written(parts: Parts) -> str:
    """The file: a line for each section of each term."""
    lines = [
        f"{json.dumps(term)}: {{\n"
        + ",\n".join(f"{json.dumps(name)}: {json.dumps(by_section[name])}" for name in SECTIONS)
        + "\n}"
        for term, by_section in parts.items()
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    for lexicon in sorted(resources.folder(".").glob("lexicon*.toml")):
        content = written(table(lexicon.read_text("utf-8")))
        name = lexicon.name.replace("lexicon", "lexicon_parts").replace(".toml", ".json")
        lexicon.with_name(name).write_text(content, encoding="utf-8")
