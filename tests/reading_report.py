"""How well notes are read: `python tests/reading_report.py FILE [--half even|odd] [--wrong]`.

A `.tsv` has two columns, `sentence` and `terms` (ids with commas between, empty for none). Prints
for each term how many marked ones were read, how many flags were marked, and how often a sentence
with nothing marked is asked about.

A `.txt` has a sentence a line: `term | sentence | outcomes`, or `term | sentence` where any outcome
but silence is right, or `kind | sentence` for a sentence that says of no serious symptom that it is
there. A `.json` is a list of `term`, `text` and `expect`. Prints the share read by term, the plain
false flags of serious terms, and how many harmless sentences are asked about.

With `--wrong` also the sentences behind the figures.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from diary_app.domain.reading import Reading, read
from diary_app.domain.reading_context import Outcome
from diary_app.services.texts import lexicon as the_lexicon

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
    lexicon = the_lexicon()
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


@dataclass(frozen=True)
class Labelled:
    """A sentence and what is right for a term; `term` "" where no serious symptom is there."""

    term: str
    text: str
    expected: frozenset[str]


READ = frozenset(("flag", "flag_confirm", "ask"))


def labelled(path: Path, terms: frozenset[str], half: str = "all") -> list[Labelled]:
    """The sentences of a .txt or .json file."""
    if path.suffix == ".json":
        items = json.loads(path.read_text(encoding="utf-8"))
        rows = [(item["term"], item["text"], item["expect"].replace("|", " ")) for item in items]
    else:
        lines = path.read_text(encoding="utf-8").splitlines()
        parts = [line.split("|") for line in lines if line.strip() and line[0] != "#"]
        rows = [(one[0].strip(), one[1].strip(), "".join(one[2:])) for one in parts]
    chosen = {"all": rows, "even": rows[::2], "odd": rows[1::2]}[half]
    return [
        Labelled(term, text, frozenset(right.split()) or READ)
        if term in terms
        else Labelled("", text, frozenset())
        for term, text, right in chosen
    ]


def first_contact(path: Path, half: str, show: bool) -> None:
    """Prints the share read by term, and the false flags."""
    lexicon = the_lexicon()
    serious = frozenset(term.id for term in lexicon.terms if term.serious)
    found = labelled(path, frozenset(term.id for term in lexicon.terms), half)
    to_read, heard = Counter[str](), Counter[str]()
    false, asked, harmless, wrong = 0, 0, 0, []
    for one in found:
        readings = {reading.term: reading for reading in read(one.text, lexicon)}
        mine = str(readings[one.term].outcome) if one.term in readings else "none"
        flags = {name for name, r in readings.items() if r.outcome is Outcome.FLAG} & serious
        if not one.term:
            harmless += 1
            false += bool(flags)
            asks = {name for name, r in readings.items() if r.outcome in ASKING}
            asked += bool(asks - flags)
            wrong += [f"FALSE  {sorted(flags)}: {one.text}"] if flags else []
            wrong += [f"asked  {sorted(asks)}: {one.text}"] if asks and not flags else []
        elif not one.expected & {"none", "none_but_show"}:
            to_read[one.term] += 1
            heard[one.term] += mine != "none"
            if mine == "none":
                wrong.append(f"UNREAD {one.term}: {one.text}   [{', '.join(sorted(readings))}]")
            elif mine not in one.expected:
                wrong.append(f"other  {one.term} {mine}: {one.text}")
        elif mine not in one.expected:
            false += mine == "flag"
            wrong.append(f"other  {one.term} {mine}: {one.text}")
    for term in sorted(to_read):
        print(f"{term:24}{heard[term]:4} of {to_read[term]:3} {heard[term] / to_read[term]:6.0%}")
    danger, all_heard = sum(to_read[term] for term in serious), sum(heard[t] for t in serious)
    print(f"serious terms read: {all_heard} of {danger}, {all_heard / max(1, danger):.0%}")
    print(f"plain false flags: {false}; harmless asked about: {asked} of {harmless}")
    if show:
        print(*sorted(wrong), sep="\n")


def of_marked(path: Path, half: str, show: bool) -> None:
    """Prints the table of a file with marked symptoms."""
    counts = tally(sentences(path, half))
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
    if show:
        print(*sorted(counts.wrong), sep="\n")


def main() -> None:
    """The table of the file named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--half", choices=("all", "even", "odd"), default="all")
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    show = of_marked if options.file.suffix == ".tsv" else first_contact
    show(options.file, options.half, options.wrong)


if __name__ == "__main__":
    main()
