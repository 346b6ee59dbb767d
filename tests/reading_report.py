"""How well notes are read: `python tests/reading_report.py SENTENCES.tsv [--half even|odd]`.

The file has two columns, `sentence` and `terms` (ids with commas between, empty for none). Prints
for each term how many marked ones were read, how many flags were marked, and how often a sentence
with nothing marked is asked about. With `--wrong` also the sentences behind the figures.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from diary_app import resources
from diary_app.domain.lexicon import parse_lexicon
from diary_app.domain.reading import Reading, read
from diary_app.domain.reading_context import Outcome

ASKING = (Outcome.ASK, Outcome.FLAG_CONFIRM)


@dataclass
class Tally:
    """Counts by term; `asked` of `unmarked` are sentences."""

    marked: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    unmarked: int = 0
    asked: int = 0
    wrong: list[str] = field(default_factory=list)

    def recall(self) -> float:
        """Of the marked symptoms, the share that is read."""
        return self.found.total() / max(1, self.marked.total())

    def precision(self) -> float:
        """Of the flags, the share that is marked."""
        return self.right.total() / max(1, self.flags.total())

    def asking(self) -> float:
        """Of the sentences with nothing marked, the share that is asked about."""
        return self.asked / max(1, self.unmarked)


def sentences(path: Path, half: str) -> list[tuple[str, frozenset[str]]]:
    """The sentences of a file, all or every other one, with what is marked in each."""
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    chosen = {"all": lines, "even": lines[::2], "odd": lines[1::2]}[half]
    pairs = (line.partition("\t") for line in chosen)
    return [(text, frozenset(ids.replace(",", " ").split())) for text, _, ids in pairs]


def tally(marked_sentences: list[tuple[str, frozenset[str]]]) -> Tally:
    """Every sentence read and compared with what is marked in it."""
    lexicon = parse_lexicon(resources.read_text("lexicon.toml"))
    counts = Tally()
    for text, marked in marked_sentences:
        _count(counts, text, marked, read(text, lexicon))
    return counts


def _count(counts: Tally, text: str, marked: frozenset[str], readings: tuple[Reading, ...]) -> None:
    seen = {one.term: one for one in readings if one.outcome is not Outcome.NONE_BUT_SHOW}
    counts.marked.update(marked)
    counts.found.update(marked & seen.keys())
    flags = {term for term, one in seen.items() if one.outcome is Outcome.FLAG}
    counts.flags.update(flags)
    counts.right.update(flags & marked)
    if not marked:
        counts.unmarked += 1
        counts.asked += any(one.outcome in ASKING for one in readings)
    counts.wrong += [f"not read  {term}: {text}" for term in marked - seen.keys()]
    counts.wrong += [f"unmarked  {term} '{seen[term].words}': {text}" for term in flags - marked]
    if not marked:
        asked = (one for one in readings if one.outcome in ASKING)
        counts.wrong += [f"asked     {one.term} ({one.because}): {text}" for one in asked]


def main() -> None:
    """The table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--half", choices=("all", "even", "odd"), default="all")
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    counts = tally(sentences(options.file, options.half))
    print(
        f"{'term':24}{'marked':>8}{'read':>6}{'recall':>8}{'flags':>8}{'right':>7}{'precision':>11}"
    )
    for term in sorted(counts.marked | counts.flags):
        marked, found = counts.marked[term], counts.found[term]
        flags, right = counts.flags[term], counts.right[term]
        recall = f"{found / marked:.0%}" if marked else "-"
        precision = f"{right / flags:.0%}" if flags else "-"
        print(f"{term:24}{marked:8}{found:6}{recall:>8}{flags:8}{right:7}{precision:>11}")
    print(f"marked symptoms read: {counts.recall():.1%}; flags marked: {counts.precision():.1%}")
    print(f"sentences with nothing marked, asked about: {counts.asking():.1%} of {counts.unmarked}")
    if options.wrong:
        print(*sorted(counts.wrong), sep="\n")


if __name__ == "__main__":
    main()
