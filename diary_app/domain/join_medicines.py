"""Which medicine there is which one here: by id in copies, by a person's word if made apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from diary_app.domain.join_side import MEDICINE, Key, Row, Side, renamed
from diary_app.frozen import dataclass

BOTH, LEFT_OUT = "+", ""  # answers: they are two; it is not brought in
Pair = tuple[str, str]  # the id that is kept, the other id


@dataclass(frozen=True)
class Match:
    """Both copies with one id for each medicine; `asked` are pairs (id there, id here); `same` are
    the pairs that were answered now.
    """

    here: Side
    there: Side
    asked: tuple[tuple[str, str], ...]
    same: tuple[Pair, ...]


def matches(
    here: Side,
    there: Side,
    answers: Mapping[str, str],
    found_before: Iterable[Pair],
    may_be_one: Callable[[Row, Row], bool],
) -> Match:
    """The copies as they are compared. Of two ids for one medicine the smaller is kept: whichever
    side joins ends with the same.
    """
    ids = _kept_ids(found_before)
    here, there = renamed(here, ids), renamed(there, ids)
    asked, same = list[tuple[str, str]](), list[Pair]()
    for theirs, row in sorted(_only(there, here).items()):
        ours = [id for id, own in sorted(_only(here, there).items()) if may_be_one(own, row)]
        answer = answers.get(theirs)
        if ours and answer is None:
            asked.append((theirs, ours[0]))
        elif ours and answer == LEFT_OUT:
            there = _without(there, theirs)
        elif answer in ours:
            kept, other = sorted((theirs, str(answer)))
            same.append((kept, other))
    ids = _kept_ids(same)
    return Match(renamed(here, ids), renamed(there, ids), tuple(asked), tuple(same))


def _only(side: Side, other: Side) -> dict[str, Row]:
    """The medicines in use that the other side does not have, by id."""
    return {
        key[1]: row
        for key, row in side.rows.items()
        if key[0] == MEDICINE and not row["removed"] and key not in other.rows
    }


def _kept_ids(pairs: Iterable[Pair]) -> dict[str, str]:
    """For each id that is not kept, the one that is."""
    kept: dict[str, str] = {}

    def root(id: str) -> str:
        while id in kept:
            id = kept[id]
        return id

    for pair in pairs:
        one, other = sorted((root(pair[0]), root(pair[1])))
        if one != other:
            kept[other] = one
    return {id: root(id) for id in kept}


def _without(side: Side, id: str) -> Side:
    """The side without a medicine and all that is of it."""

    def stays(table: str, row: Row | None) -> bool:
        return row is None or (row["id"] if table == MEDICINE else row.get("medicine_id")) != id

    rows = {key: row for key, row in side.rows.items() if stays(key[0], row)}
    entries = tuple(
        replace(
            entry,
            steps=tuple(
                step
                for step in entry.steps
                if stays(step.table, step.before) and stays(step.table, step.after)
            ),
        )
        for entry in side.entries
    )
    return Side(rows, entries)


def settled_names(rows: Mapping[Key, Row]) -> dict[Key, Row]:
    """The rows with a name of its own for each medicine in use: one of two that are kept apart gets
    a number.
    """
    settled, taken = dict(rows), set[str]()
    for key in sorted(key for key in rows if key[0] == MEDICINE and not rows[key]["removed"]):
        name = first = str(rows[key]["name"])
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{first} ({number})"
        taken.add(name.casefold())
        if name != first:
            settled[key] = {**rows[key], "name": name}
    return settled
