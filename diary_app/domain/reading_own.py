"""Free text read for the names of own things, beside the built-in symptoms and never in their way.

A name that a person chose must not change how a serious symptom is read, so own names are read
apart, with the same words of negation and doubt around them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from diary_app.domain.lexicon import Family, Lexicon, Term
from diary_app.domain.normal_text import normalise
from diary_app.domain.reading import Reading, read

SHORTEST = 3  # letters: a shorter name stands in too much that does not mean it


def read_all(text: str, lexicon: Lexicon, own: Mapping[str, str]) -> tuple[Reading, ...]:
    """How `text` reads with the names of own things, by their ids, read too.

    Where a built-in symptom is read in the same words it alone is.
    """
    built_in = read(text, lexicon)
    terms = _terms(tuple(own.items()), tuple(sorted(lexicon.spelling.items()))) if own else ()
    if not terms:
        return built_in
    apart = replace(lexicon, terms=terms, near={}, sounding={})
    found = [
        reading
        for reading in read(text, apart)
        if not any(overlap(reading.span, other.span) for other in built_in)
    ]
    return tuple(sorted((*built_in, *found), key=lambda one: (one.span, one.term)))


@lru_cache(maxsize=8)
def _terms(
    own: tuple[tuple[str, str], ...], spelling: tuple[tuple[str, str], ...]
) -> tuple[Term, ...]:
    respelt = dict(spelling)
    terms = []
    for id, name in own:
        words = normalise(name, respelt).words
        if len(words) >= SHORTEST:
            pattern = rf"(?<![a-z0-9]){re.escape(words)}(?![a-z0-9])"
            terms.append(Term(id, False, (Family((words,), pattern),), (), (), (), (), ()))
    return tuple(terms)


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans share a letter."""
    return one[0] < other[1] and other[0] < one[1]
