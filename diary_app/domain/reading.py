"""Free text read for symptoms: a second net under the safety check, never the first.

Deterministic: patterns and cues of a lexicon, no model. A serious term is never dropped: negated
ones are shown, doubtful ones asked about. The text itself is never altered.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diary_app.domain.lexicon import Family, Lexicon, Term, compiled, without_a_letter
from diary_app.domain.normal_text import NormalText, Span, normalise
from diary_app.domain.reading_context import Outcome, Place, judge

_GRAVEST = (Outcome.FLAG, Outcome.FLAG_CONFIRM, Outcome.ASK, Outcome.NONE_BUT_SHOW)
_LONG_WORD = re.compile(r"[a-z]{6,}")
_NEAR_LENGTH = 7


@dataclass(frozen=True)
class Reading:
    """A symptom found in a text. `span` is `[start, end)` of the text as written, `words` stand there.

    `because` is the cue that decided, for the page that shows how a note was read.
    """

    term: str
    outcome: Outcome
    span: tuple[int, int]
    words: str
    because: str


@dataclass(frozen=True)
class _Found:
    """A term at `[start, end)` of the plain text, and the gravest outcome its words allow."""

    term: Term
    start: int
    end: int
    at_most: Outcome
    because: str


def read(text: str, lexicon: Lexicon) -> tuple[Reading, ...]:
    """How `text` reads: at most one reading for each term, the gravest; in the order of the text."""
    plain = normalise(text, lexicon.spelling)
    if not plain.words:
        return ()
    sentences = plain.sentences()
    found = sorted(_find(plain, sentences, lexicon), key=lambda one: (one.start, one.end))
    gravest: dict[str, Reading] = {}
    for one, place in _placed(plain, sentences, found):
        reading = _reading(text, plain, one, place, lexicon)
        before = gravest.get(one.term.id)
        if before is None or _gravity(reading) < _gravity(before):
            gravest[one.term.id] = reading
    return tuple(sorted(gravest.values(), key=lambda reading: (reading.span, reading.term)))


def _gravity(reading: Reading) -> int:
    return _GRAVEST.index(reading.outcome)


def _find(plain: NormalText, sentences: Sequence[Span], lexicon: Lexicon) -> Iterator[_Found]:
    taken = set[int]()
    for term in lexicon.terms:
        not_meant: list[Span] | None = None
        for families, at_most in ((term.sure, Outcome.FLAG), (term.unsure, Outcome.ASK)):
            for start, end in _spans(plain.words, sentences, families):
                taken.update(range(start, end))
                if not_meant is None:
                    not_meant = list(_spans(plain.words, sentences, term.not_meant))
                if not any(start < stop and begin < end for begin, stop in not_meant):
                    yield _Found(term, start, end, at_most, "may mean it")
    yield from _misspelt(plain, lexicon, taken)


def _spans(words: str, sentences: Sequence[Span], families: tuple[Family, ...]) -> Iterator[Span]:
    """Where the families are found. Only sentences with a family's own part are searched."""
    for family in families:
        at = words.find(family.part)
        while at >= 0:
            start, end = sentences[bisect_right(sentences, (at, len(words) + 1)) - 1]
            for found in compiled(family.pattern).finditer(words, start, end):
                yield found.span()
            at = words.find(family.part, end + 1)


def _misspelt(plain: NormalText, lexicon: Lexicon, taken: set[int]) -> Iterator[_Found]:
    """Long words that nobody knows and that are one letter from a word of a term."""
    for word in _LONG_WORD.finditer(plain.words):
        if word.start() in taken:
            continue
        parts = lexicon.near.keys() & set(without_a_letter(word[0]))
        pairs = {pair for part in parts for pair in lexicon.near[part]}
        if any(meant == word[0] for meant, _ in pairs):
            continue
        for meant, term in pairs:
            if len(meant) >= _NEAR_LENGTH and _one_letter_apart(word[0], meant):
                yield _Found(term, *word.span(), Outcome.ASK, f"close to '{meant}'")


def _one_letter_apart(one: str, other: str) -> bool:
    """One letter more, less, other, or two neighbours swapped."""
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return abs(len(one) - len(other)) == 1
    one, other = one[start:], other[start:]
    swapped = one[:2] == other[:2][::-1] and one[2:] == other[2:]
    return swapped or one[1:] == other[1:] or one[1:] == other or one == other[1:]


def _placed(
    plain: NormalText, sentences: Sequence[Span], found: list[_Found]
) -> Iterator[tuple[_Found, Place]]:
    """Each found term with the words around it."""
    words = plain.words
    for one in found:
        start, end = sentences[bisect_right(sentences, (one.start, len(words) + 1)) - 1]
        bare = list(words[start : max(end, one.end)])
        for other in found:
            if start <= other.start and (other.end <= one.start or one.end <= other.start < end):
                bare[other.start - start : other.end - start] = "@" * (other.end - other.start)
        yield (
            one,
            Place(
                before=words[start : one.start],
                bare="".join(bare[: one.start - start]),
                words=words[one.start : one.end],
                after=words[one.end : max(end, one.end)],
                bare_after="".join(bare[one.end - start :]),
                rest=words[one.end : one.end + 40],
                question=words[end : end + 1] == "?",
                serious=one.term.serious,
            ),
        )


def _reading(text: str, plain: NormalText, one: _Found, place: Place, lexicon: Lexicon) -> Reading:
    outcome, because = judge(place, lexicon.cues)
    if _GRAVEST.index(outcome) < _GRAVEST.index(one.at_most):
        outcome, because = one.at_most, f"'{place.words}' {one.because}"
    start, end = plain.original(one.start, one.end)
    return Reading(one.term.id, outcome, (start, end), text[start:end], because)
