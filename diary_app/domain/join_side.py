"""One of two copies of a diary as a join sees it: its rows, and what was done to them since.

A copy knows an entry of the trail when it stands in its own trail, or was brought in by a join that
was not undone. What the other copy does not know of was done since they parted. All else follows
from that: nobody has to say which copy is the newer one, and a third copy joins in any order.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256

from diary_app.frozen import dataclass

Value = str | int | None
Row = Mapping[str, Value]
Key = tuple[str, str]  # table, id
Unit = tuple[str, str]  # what is decided as one: a record with its readings, the plan of a medicine
Bundle = Mapping[Key, Row]

PLAN_TABLES = frozenset({"courses", "holds", "tapers"})
PLAN, MEDICINE = "plan", "medicines"


@dataclass(frozen=True)
class Step:
    """One row before and after, None where there was none."""

    table: str
    id: str
    before: Row | None
    after: Row | None


@dataclass(frozen=True)
class Entry:
    """One entry of a trail. `key` is the same for the same entry in every copy; `target` is the key
    of the edit that an undo or redo is about.

    The rest is a join's, `seen` None for others: the keys it brought in, the pairs of medicines
    (kept id, other id) that were found to be one, and what units had been meanwhile, as `state_of`.
    """

    key: str
    kind: str
    target: str | None
    steps: tuple[Step, ...]
    seen: frozenset[str] | None = None
    same: tuple[tuple[str, str], ...] = ()
    passed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Side:
    """All rows of a copy and its whole trail, oldest first; every row has all of its columns."""

    rows: Mapping[Key, Row]
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Since:
    """What was done on one side only: per unit each state it had meanwhile, as `state_of`, the one
    before the first change included; and `before`, the states that joins brought the tale of.
    """

    states: Mapping[Unit, set[str]]
    before: frozenset[str]

    def touched(self, unit: Unit) -> bool:
        """Whether the unit was changed since."""
        return unit in self.states

    def passed(self, unit: Unit, bundle: Bundle) -> bool:
        """Whether the unit stood like this at any time since."""
        state = state_of(unit, bundle)
        return state in self.states.get(unit, ()) or state in self.before

    def tale(self, here: Mapping[Unit, Bundle], there: Mapping[Unit, Bundle]) -> frozenset[str]:
        """The states that who takes the last one over would not hear of."""
        found = set(self.before)
        for unit, states in self.states.items():
            ends = {state_of(unit, side.get(unit, {})) for side in (here, there)}
            found |= states - ends
        return frozenset(found)


def unit_of(table: str, row: Row) -> Unit:
    """What the row is decided together with."""
    if table in PLAN_TABLES:
        return PLAN, str(row["medicine_id"])
    if table == "readings":
        return str(row["record_table"]), str(row["record_id"])
    return table, str(row["id"])


def units_of(rows: Mapping[Key, Row]) -> dict[Unit, dict[Key, Row]]:
    """The rows by unit."""
    found: dict[Unit, dict[Key, Row]] = {}
    for key, row in rows.items():
        found.setdefault(unit_of(key[0], row), {})[key] = row
    return found


def state_of(unit: Unit, bundle: Bundle) -> str:
    """A short text that is equal for equal rows of one unit, and for nothing else."""
    rows = sorted((key, sorted(row.items())) for key, row in bundle.items())
    return sha256(json.dumps([unit, rows]).encode()).hexdigest()[:16]


def alike(one: Bundle, other: Bundle) -> bool:
    """Whether both say the same, whatever the ids of the rows: the same was done on both sides.

    Of what has one id in every copy (an own thing, the answer for a dose) whenever it was said.
    """
    return one == other or _without_ids(one) == _without_ids(other)


def _without_ids(bundle: Bundle) -> Counter[object]:
    return Counter(
        (key[0], frozenset(item for item in row.items() if not _of_the_press(key[0], item[0])))
        for key, row in bundle.items()
    )


_SAID_AT = {"tracked": "recorded_", "helped": "at_"}


def _of_the_press(table: str, column: str) -> bool:
    said_at = _SAID_AT.get(table)
    return column == "id" or (said_at is not None and column.startswith(said_at))


def standing(side: Side) -> frozenset[str]:
    """The keys of the edits that are not undone."""
    found: dict[str, bool] = {}
    for entry in side.entries:
        found[entry.target or entry.key] = entry.kind != "undo"
    return frozenset(key for key, is_done in found.items() if is_done)


def known(side: Side) -> frozenset[str]:
    """The keys of all that this copy has seen."""
    done = standing(side)
    keys = {entry.key for entry in side.entries}
    for entry in side.entries:
        if entry.seen is not None and entry.key in done:
            keys |= entry.seen
    return frozenset(keys)


def pairs(side: Side) -> tuple[tuple[str, str], ...]:
    """The medicines that a join found to be one, as (kept id, other id)."""
    done = standing(side)
    return tuple(pair for entry in side.entries if entry.key in done for pair in entry.same)


def since(side: Side, known_there: frozenset[str], apart: Callable[[Unit], bool]) -> Since:
    """What was done here that the other copy does not know of.

    An edit that was made and undone since is nothing. Undoing a join parts the copies again and
    changes no fact, so it is no change either. A row that does not stand as its trail left it was
    changed too; not in units that are `apart`, which are also written outside the trail.
    """
    fresh = _fresh(side, known_there)
    units = {
        unit_of(step.table, row)
        for entry in side.entries
        if entry.key in fresh
        for step in entry.steps
        for row in (step.before, step.after)
        if row is not None
    }
    states: dict[Unit, set[str]] = {unit: set() for unit in units}
    now: dict[Key, Row] = {}
    bundles: dict[Unit, dict[Key, Row]] = {unit: {} for unit in units}
    for entry in side.entries:
        is_fresh = entry.key in fresh
        for step in entry.steps:
            _turn(step, now, bundles, states if is_fresh else {})
    for key in now.keys() | side.rows.keys():
        row, left = side.rows.get(key), now.get(key)
        for changed in (row, left):
            if row != left and changed is not None and not apart(unit_of(key[0], changed)):
                states.setdefault(unit_of(key[0], changed), set())
    tales = (entry.passed for entry in side.entries if entry.key in fresh)
    return Since(states, frozenset().union(*tales))


def _turn(
    step: Step,
    now: dict[Key, Row],
    bundles: dict[Unit, dict[Key, Row]],
    states: dict[Unit, set[str]],
) -> None:
    key = (step.table, step.id)
    touched = {unit_of(step.table, row) for row in (step.before, step.after) if row is not None}
    for unit in touched & states.keys():
        states[unit].add(state_of(unit, bundles[unit]))
    if step.before is not None and (unit := unit_of(step.table, step.before)) in bundles:
        bundles[unit].pop(key, None)
    now.pop(key, None)
    if step.after is not None:
        now[key] = step.after
        if (unit := unit_of(step.table, step.after)) in bundles:
            bundles[unit][key] = step.after
    for unit in touched & states.keys():
        states[unit].add(state_of(unit, bundles[unit]))


def _fresh(side: Side, known_there: frozenset[str]) -> frozenset[str]:
    joins = {entry.key for entry in side.entries if entry.seen is not None}
    done = standing(side)
    new = [entry for entry in side.entries if entry.key not in known_there]
    turns = Counter(entry.target or entry.key for entry in new)
    return frozenset(
        entry.key
        for entry in new
        if (entry.key in joins and entry.key in done)
        or (entry.key not in joins and entry.target not in joins and _odd(turns, entry))
    )


def _odd(turns: Counter[str], entry: Entry) -> bool:
    return turns[entry.target or entry.key] % 2 == 1


def renamed(side: Side, ids: Mapping[str, str]) -> Side:
    """The same copy with the ids of medicines taken for others: `ids` says for which."""
    if not ids:
        return side

    def other(table: str, row: Row | None) -> Row | None:
        name = "id" if table == MEDICINE else "medicine_id"
        if row is None or row.get(name) not in ids:
            return row
        return {**row, name: ids[str(row[name])]}

    def key_of(table: str, id: str) -> Key:
        return (table, ids.get(id, id)) if table == MEDICINE else (table, id)

    rows: dict[Key, Row] = {}
    # What has the kept id already stays; so it is read last.
    for key, row in sorted(side.rows.items(), key=lambda item: item[0][1] not in ids):
        rows[key_of(*key)] = other(key[0], row) or row
    entries = tuple(
        replace(
            entry,
            steps=tuple(
                replace(
                    step,
                    id=key_of(step.table, step.id)[1],
                    before=other(step.table, step.before),
                    after=other(step.table, step.after),
                )
                for step in entry.steps
                # The join itself put the one row in the place of the other.
                if not (entry.same and step.table == MEDICINE and step.id in ids)
            ),
        )
        for entry in side.entries
    )
    return Side(rows, entries)
