"""Free text made plain for reading, with the way back to the text as it was written.

Lower case, straight apostrophes, single spaces, contractions and usual misspellings written out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

_SAME = str.maketrans(
    {
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{MODIFIER LETTER APOSTROPHE}": "'",
        "\N{ACUTE ACCENT}": "'",
        "`": "'",
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{HORIZONTAL ELLIPSIS}": ".",
        "\N{FULLWIDTH QUESTION MARK}": "?",
        "\N{BULLET}": "\n",
        "\r": "\n",
    }
)
_PIECE = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|\n|[^\w\s]|_")
Span = tuple[int, int]
_CLOSING, _OPENING = frozenset(",.;:!?)/\n"), frozenset("(/\n")
_QUOTES = frozenset('"\u201c\u201d\u00ab\u00bb*_~')
_END = re.compile(r"(?:[;!?\n]|\.(?!\d))+")


@dataclass(frozen=True)
class NormalText:
    """`words` is the plain text; piece i of it begins at `starts[i]` and stands for `spans[i]`."""

    words: str
    starts: tuple[int, ...]
    spans: tuple[Span, ...]

    def original(self, start: int, end: int) -> Span:
        """The span `[start, end)` of the text as written that `[start, end)` of `words` is of."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, end - 1) - 1
        return self.spans[first][0], self.spans[last][1]

    def sentences(self) -> tuple[Span, ...]:
        """The spans of `words` between full stops, `;`, `!`, `?` and line breaks."""
        spans, start = [], 0
        for mark in _END.finditer(self.words):
            spans.append((start, mark.start()))
            start = mark.end()
        return (*spans, (start, len(self.words)))


def normalise(text: str, spelling: Mapping[str, str]) -> NormalText:
    """`text` made plain; a word in `spelling` is replaced by what it stands for there."""
    parts: list[str] = []
    starts: list[int] = []
    spans: list[Span] = []
    length, end_before = 0, 0
    for piece in _PIECE.finditer(text.translate(_SAME)):
        joined = piece.start() == end_before
        end_before = piece.end()
        raw = piece[0].lower()
        if raw in _QUOTES:
            continue
        if raw == "-" and joined and _goes_on(text, piece.end()):
            continue  # light-headed is read as light headed
        gap = "" if not parts or raw in _CLOSING or parts[-1] in _OPENING else " "
        word = spelling.get(raw, raw)
        parts += [gap, word] if gap else [word]
        starts.append(length + len(gap))
        length += len(gap) + len(word)
        spans.append(piece.span())
    return NormalText("".join(parts), tuple(starts), tuple(spans))


def _goes_on(text: str, at: int) -> bool:
    return at < len(text) and text[at].isalpha()
