"""Free text made plain for reading, with the way back to the text as it was written.

Lower case, no accents, straight apostrophes, single spaces, no letter more than twice in a row,
contractions and usual misspellings written out.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping

from diary_app.frozen import dataclass

_JOINERS = (0x200C, 0x200D)  # zero width non-joiner and joiner
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
# A letter with what is written over it, as one or as two signs.
_LETTER = r"(?:[^\W\d_][\u0300-\u036f]*)"
# A number, a short form with a stroke (w/o), a word, a line break, any other sign.
_PIECE = re.compile(
    rf"\d+(?:[.,]\d+)*|(?<!\w)[a-zA-Z]/[a-zA-Z](?!\w)|{_LETTER}+(?:'{_LETTER}+)*|\n|[^\w\s]|_"
)
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
Span = tuple[int, int]
_CLOSING, _OPENING = frozenset(",.;:!?)/\n"), frozenset("(/\n")
# Quotes, marks of style, and what opens a question or a cry in Spanish.
_QUOTES = frozenset('"\u201c\u201d\u201e\u201a\u00ab\u00bb\u00a1\u00bf*_~')
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
    drawn_out = _DRAWN_OUT.search(text.lower()) is not None
    for piece in _PIECE.finditer(text.translate(_SAME)):
        joined = piece.start() == end_before
        end_before = piece.end()
        raw = _plain_word(piece[0])
        if drawn_out:
            raw = _DRAWN_OUT.sub(r"\1\1", raw)
        if raw in _QUOTES or _is_picture(raw):
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


def on_one_line(name: str) -> bool:
    """Whether all signs of a name can be seen, but for the joiners that Persian, Hindi and pictures
    of several parts are written with.
    """
    return name.translate(dict.fromkeys(_JOINERS)).isprintable()


def _is_picture(sign: str) -> bool:
    """Whether a sign says nothing that is read: emoji, arrows, what joins them."""
    return not sign.isascii() and len(sign) == 1 and unicodedata.category(sign)[0] in "SMC"


def _plain_word(piece: str) -> str:
    """The piece in lower case and without accents."""
    raw = piece.lower()
    if not raw.isascii():
        parts = unicodedata.normalize("NFKD", raw.replace("\N{LATIN SMALL LETTER SHARP S}", "ss"))
        raw = "".join(sign for sign in parts if not unicodedata.combining(sign)) or raw
    return raw


def _goes_on(text: str, at: int) -> bool:
    return at < len(text) and text[at].isalpha()
