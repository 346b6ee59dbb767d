"""Free text read for symptoms: a second net under the safety check, never the first.

Deterministic: patterns and cues of a lexicon, no model. A serious term is never dropped: negated
ones are shown, doubtful ones asked about. The text itself is never altered.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from diary_app.domain.lexicon import Family, Lexicon, Term, compiled, without_a_letter
from diary_app.domain.normal_text import NormalText, Span, normalise
from diary_app.domain.reading_context import Degree, Outcome, Place, degree, judge
from diary_app.frozen import dataclass

_GRAVEST = (Outcome.FLAG, Outcome.FLAG_CONFIRM, Outcome.ASK, Outcome.NONE_BUT_SHOW)
_LONG_WORD = re.compile(r"[a-z]{6,}")
_NEAR_LENGTH = 7
_CONTEXT = 400  # letters before and after that are looked at: a sentence without end stays quick


@dataclass(frozen=True)
class Reading:
    """A symptom found in a text: `words` at `span`, `[start, end)` of the text as written.

    `because` is the cue that decided, for the page that shows how a note was read. `degree` is how
    strong the text says the symptom is, None where it has no word of degree beside it.
    """

    term: str
    outcome: Outcome
    span: tuple[int, int]
    words: str
    because: str
    degree: Degree | None = None


@dataclass(frozen=True)
class _Found:
    """A term at `[start, end)` of the plain text, and the gravest outcome its words allow."""

    term: Term
    start: int
    end: int
    at_most: Outcome
    because: str


def read(text: str, lexicon: Lexicon) -> tuple[Reading, ...]:
    """How `text` reads: for each term at most one reading, the gravest, in the text's order."""
    plain = normalise(text, lexicon.spelling)
    if not plain.words:
        return ()
    sentences = plain.sentences()

    def sentence(one: _Found) -> Span:
        return sentences[bisect_right(sentences, (one.start, len(plain.words) + 1)) - 1]

    found = sorted(_find(plain, sentences, lexicon), key=lambda one: (one.start, one.end))
    gravest: dict[str, Reading] = {}
    for span, group in groupby(found, sentence):
        together = list(group)
        for one in together:
            before = gravest.get(one.term.id)
            if before is not None and before.outcome is Outcome.FLAG:
                continue
            reading = _reading(text, plain, one, _place(plain.words, span, one, together), lexicon)
            if before is None or _gravity(reading) < _gravity(before):
                gravest[one.term.id] = reading
    return tuple(sorted(gravest.values(), key=lambda reading: (reading.span, reading.term)))


def gravest_of(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Of readings of one text by several lexicons, for each term the gravest, the first where two
    are as grave; in the text's order.
    """
    gravest: dict[str, Reading] = {}
    for reading in readings:
        before = gravest.get(reading.term)
        if before is None or _gravity(reading) < _gravity(before):
            gravest[reading.term] = reading
    return tuple(sorted(gravest.values(), key=lambda reading: (reading.span, reading.term)))


def _gravity(reading: Reading) -> int:
    return _GRAVEST.index(reading.outcome)


def _find(plain: NormalText, sentences: Sequence[Span], lexicon: Lexicon) -> Iterator[_Found]:
    search = _Search(plain.words, sentences, {})
    taken = set[int]()
    for term in lexicon.terms:
        spans = _outermost(search.spans(term.sure))
        doubts = list(search.spans(term.doubtful)) if spans else []
        sure = [(span, Outcome.ASK if _overlaps(span, doubts) else Outcome.FLAG) for span in spans]
        doubtful = (span for span in search.spans(term.unsure) if not _overlaps(span, spans))
        unsure = [(span, Outcome.ASK) for span in doubtful]
        found = sure + unsure
        within = frozenset(search.sentence(start) for (start, _), _ in found)
        not_meant = list(search.spans(term.not_meant, within)) if found else []
        for (start, end), at_most in found:
            taken.update(range(start, end))
            if not _overlaps((start, end), not_meant):
                yield _Found(term, start, end, at_most, "may mean it")
    yield from _misspelt(plain, lexicon, taken)


def _outermost(spans: Iterable[Span]) -> list[Span]:
    """The spans that lie in no other: "run out of tablets", not "out of tablets" in it."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or span[1] > kept[-1][1]:
            kept.append(span)
    return kept


def _overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


@dataclass(frozen=True)
class _Search:
    """Searches a text. Only sentences with a part of a family are searched for the family."""

    words: str
    sentences: Sequence[Span]
    with_part: dict[str, frozenset[int]]

    def sentence(self, at: int) -> int:
        """The number of the sentence that the place `at` is in."""
        return bisect_right(self.sentences, (at, len(self.words) + 1)) - 1

    def spans(
        self, families: tuple[Family, ...], within: frozenset[int] | None = None
    ) -> Iterator[Span]:
        """Where the families are found, in all sentences or those `within`."""
        for family in families:
            numbers = frozenset[int]().union(*map(self._sentences_with, family.parts))
            for number in sorted(numbers if within is None else numbers & within):
                for found in compiled(family.pattern).finditer(self.words, *self.sentences[number]):
                    yield found.span()

    def _sentences_with(self, part: str) -> frozenset[int]:
        if part not in self.with_part:
            self.with_part[part] = _with_part(self.words, self.sentences, part)
        return self.with_part[part]


def _with_part(words: str, sentences: Sequence[Span], part: str) -> frozenset[int]:
    """The numbers of the sentences in which `part` stands."""
    numbers = []
    at = words.find(part)
    while at >= 0:
        numbers.append(bisect_right(sentences, (at, len(words) + 1)) - 1)
        at = words.find(part, max(at, sentences[numbers[-1]][1]) + 1)  # marks may be several
    return frozenset(numbers)


def _misspelt(plain: NormalText, lexicon: Lexicon, taken: set[int]) -> Iterator[_Found]:
    """Long words that nobody knows, one letter from a word of a term or sounding like one."""
    for word in _LONG_WORD.finditer(plain.words):
        if word.start() in taken:
            continue
        parts = [part for part in without_a_letter(word[0]) if part in lexicon.near]
        pairs = {pair for part in parts for pair in lexicon.near[part]}
        if any(meant == word[0] for meant, _ in pairs):
            continue
        close = {
            (meant, term)
            for meant, term in pairs
            if len(meant) >= _NEAR_LENGTH and _one_letter_apart(word[0], meant)
        }
        for meant, term in close | set(lexicon.sounding.get(lexicon.sound(word[0]), ())):
            if word[0] not in term.unlike:
                yield _Found(term, *word.span(), Outcome.ASK, f"close to '{meant}'")


def _one_letter_apart(one: str, other: str) -> bool:
    """One letter more, less, other, or two neighbours swapped."""
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return abs(len(one) - len(other)) == 1
    one, other = one[start:], other[start:]
    swapped = one[:2] == other[:2][::-1] and one[2:] == other[2:]
    return swapped or one[1:] == other[1:] or one[1:] == other or one == other[1:]


def _place(words: str, sentence: Span, one: _Found, together: list[_Found]) -> Place:
    """The found term with the words around it; `together` are all that its sentence has."""
    start = max(sentence[0], one.start - _CONTEXT)
    end = max(min(sentence[1], one.end + _CONTEXT), one.end)
    bare = _blotted(words[start:end], start, one, together)
    return Place(
        before=words[start : one.start],
        bare=bare[: one.start - start],
        words=words[one.start : one.end],
        after=words[one.end : end],
        bare_after=bare[one.end - start :],
        rest=words[one.end : one.end + 40],
        question=words[sentence[1] : sentence[1] + 1] == "?",
        serious=one.term.serious,
    )


def _blotted(sentence: str, begin: int, one: _Found, together: list[_Found]) -> str:
    """The sentence, which begins at `begin`, with every other symptom blotted out."""
    bare = list(sentence)
    for other in together:
        if begin <= other.start and (other.end <= one.start or one.end <= other.start):
            bare[other.start - begin : other.end - begin] = "@" * (other.end - other.start)
    return "".join(bare[: len(sentence)])


def _reading(text: str, plain: NormalText, one: _Found, place: Place, lexicon: Lexicon) -> Reading:
    outcome, because = judge(place, lexicon.cues)
    if _GRAVEST.index(outcome) < _GRAVEST.index(one.at_most):
        outcome, because = one.at_most, f"'{place.words}' {one.because}"
    start, end = plain.original(one.start, one.end)
    strength = degree(place, lexicon.cues)
    return Reading(one.term.id, outcome, (start, end), text[start:end], because, strength)
