"""A note read by the nets of several languages: each sentence by the one whose language it is in.

The same word can stand in two languages: convulsion, confusion. The net of the other one knows no
"sin" and no "de niño", so where both have read the same words, the little words of the sentence
say which counts. A symptom that one net alone has read is never lost, whatever the sentence is in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from diary_app.domain.lexicon import Lexicon
from diary_app.domain.normal_text import normalise
from diary_app.domain.reading import Reading, gravest_of
from diary_app.domain.reading_own import overlap, read_all

_END = re.compile(r"[;!?\n]|\.(?!\d)")


def read_by(text: str, nets: Sequence[Lexicon], own: Mapping[str, str]) -> tuple[Reading, ...]:
    """How `text` reads by all `nets`: for each term the gravest that is not of a foreign net.

    `own` are the names of own things by their ids.
    """
    texts = [text for _net in nets]
    while True:
        read = [read_all(each, net, own) for each, net in zip(texts, nets, strict=True)]
        foreign = _foreign(text, nets, read)
        if foreign is None:
            return gravest_of(one for readings in read for one in readings)
        # Read again without these words, for the term may stand in another sentence too.
        net, (start, end) = foreign
        texts[net] = texts[net][:start] + " " * (end - start) + texts[net][end:]


def _foreign(
    text: str, nets: Sequence[Lexicon], read: Sequence[Sequence[Reading]]
) -> tuple[int, tuple[int, int]] | None:
    """The first words that a net has read in a sentence of another net, which has read them too."""
    for net, readings in enumerate(read):
        for one in readings:
            for other, others in enumerate(read):
                if any(each.term == one.term and overlap(each.span, one.span) for each in others):
                    words = _sentence(text, one.span)
                    if _little(words, nets[net]) < _little(words, nets[other]):
                        return net, one.span
    return None


def _sentence(text: str, span: tuple[int, int]) -> frozenset[str]:
    """The words of the sentence around `span`."""
    before = [end.end() for end in _END.finditer(text, 0, span[0])]
    after = _END.search(text, span[1])
    around = text[before[-1] if before else 0 : after.start() if after else len(text)]
    return frozenset(normalise(around, {}).words.split())


def _little(words: frozenset[str], net: Lexicon) -> int:
    return len(words & net.little)
