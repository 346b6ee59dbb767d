"""Which substance a medicine is, from its name as the patient knows it.

The rules judge a substance, not a name: "Baclofène 10 mg" and "Lioresal" are one.
The names come from the knowledge files; nothing here knows any medicine by name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from diary_app.domain.knowledge import KnowledgeBase
from diary_app.domain.medicine import Medicine
from diary_app.domain.refusal import Refused
from diary_app.frozen import dataclass

NO_SUBSTANCE = ""
"""The stored answer "none that the diary knows". Not answered is None."""

LEAST_LETTERS, MOST_SLIPS = 6, 2
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Certain:
    """One word of the name is a name or a brand of `substance`."""

    substance: str


@dataclass(frozen=True)
class Close:
    """A word of the name is nearly `name`, a name or brand of `substance`: ask, never assume."""

    substance: str
    name: str


@dataclass(frozen=True)
class Unlike:
    """No word of the name comes near any substance that the diary knows."""


Named = Certain | Close | Unlike


def named(name: str, bases: Sequence[KnowledgeBase]) -> Named:
    """What a medicine's name says of its substance.

    Case, accents, strengths, routes, makers and words of form do not count. Certain: one of the
    words is a name. Close: a word of six letters or more differs from a name of six or more by at
    most two letters changed, swapped, added or left out, or is a name written in two parts.
    """
    return _named(name, tuple((base.medicine, base.names, base.passed_over) for base in bases))


_Names = tuple[str, tuple[str, ...], tuple[str, ...]]


@lru_cache(maxsize=256)  # the rules ask for each medicine at every reckoning
def _named(name: str, known: tuple[_Names, ...]) -> Named:
    written = _words(name)
    for substance, names, _passed_over in known:
        if not set(written).isdisjoint(_folded((substance, *names))):
            return Certain(substance)
    closest: tuple[int, Close] | None = None
    for substance, names, passed_over in known:
        left_out = _folded(passed_over)
        words = [word for word in written if word not in left_out]
        for own in (substance, *names):
            slips = _slips(words, "".join(_words(own)))
            if slips is not None and (closest is None or slips < closest[0]):
                closest = slips, Close(substance, own)
    return Unlike() if closest is None else closest[1]


@lru_cache(maxsize=64)
def _folded(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset("".join(_words(name)) for name in names)


def _words(text: str) -> list[str]:
    """The words of letters in `text`: "Baclofène-AbZ 10mg" is baclofene, abz, mg."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    # Accents, and signs without a width that come along when a name is pasted.
    letters = "".join(s for s in apart if unicodedata.category(s) not in ("Mn", "Cf"))
    return _WORD.findall(letters)


def _slips(words: Sequence[str], own: str) -> int | None:
    """By how few letters one of `words` misses the name `own`; None where it is another word."""
    if len(own) < LEAST_LETTERS:
        return None
    found = [
        distance(word, own)
        for word in words
        if len(word) >= LEAST_LETTERS and abs(len(word) - len(own)) <= MOST_SLIPS
    ]
    found += [1 for pair in _pairs(words) if pair == own]
    least = min(found, default=MOST_SLIPS + 1)
    return least if least <= MOST_SLIPS else None


def _pairs(words: Sequence[str]) -> Iterator[str]:
    """Two words that follow each other as one: a name that was dictated comes as "back lofen"."""
    for one, following in pairwise(words):
        yield one + following


def distance(one: str, other: str) -> int:
    """How many letters were changed, swapped with the next, added or left out between two words.

    A swapped pair may have had letters put between (the unrestricted distance of Damerau 1964).
    """
    far = len(one) + len(other)
    # Row and column 0 hold `far`, so that a swap reaching before the first letter is never chosen.
    table = [[far] * (len(other) + 2) for _ in range(len(one) + 2)]
    for row in range(len(one) + 1):
        table[row + 1][1] = row
    table[1][1:] = range(len(other) + 1)
    last_row: dict[str, int] = {}
    for row, letter in enumerate(one, 1):
        last_column = 0
        for column, against in enumerate(other, 1):
            back, across = last_row.get(against, 0), last_column
            between = (row - back - 1) + (column - across - 1)
            table[row + 1][column + 1] = min(
                table[row][column] + (letter != against),
                table[row + 1][column] + 1,
                table[row][column + 1] + 1,
                table[back][across] + between + 1,
            )
            if letter == against:
                last_column = column
        last_row[letter] = row
    return table[-1][-1]


def substance_of(medicine: Medicine, bases: Sequence[KnowledgeBase]) -> str | None:
    """The substance of a medicine, None for none that the diary knows.

    What the person answered counts; without an answer a name that is certain does, so a diary of an
    older version is watched from the first day on. A name that is only close counts for nothing.
    """
    if medicine.substance is not None:
        return medicine.substance or None
    match named(medicine.name, bases):
        case Certain(substance):
            return substance
        case Close() | Unlike():
            return None


def knowledge_of(medicine: Medicine, bases: Sequence[KnowledgeBase]) -> KnowledgeBase | None:
    """What is known of the medicine by its substance, None where no file is about it."""
    substance = substance_of(medicine, bases)
    return next((base for base in bases if base.medicine == substance), None)


def to_ask(medicine: Medicine, bases: Sequence[KnowledgeBase]) -> Close | None:
    """What to ask about a medicine whose name is close to a substance's and nobody has answered."""
    if medicine.substance is not None:
        return None
    found = named(medicine.name, bases)
    return found if isinstance(found, Close) else None


def answered(text: str, bases: Sequence[KnowledgeBase]) -> str:
    """The substance a person named: one the diary knows, or `none`. Any other is Refused."""
    given = text.strip().casefold()
    if given == "none":
        return NO_SUBSTANCE
    for base in bases:
        if given == base.medicine.casefold():
            return base.medicine
    raise Refused("unknown_substance", text)
