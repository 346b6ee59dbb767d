"""Each slot answered once: doses of two copies that answer one slot, or were changed on both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from diary_app.domain.join_side import Bundle, Row, Unit
from diary_app.frozen import dataclass

Slot = tuple[str, str]  # the medicine's id, the planned moment in UTC

# Two presses for one dose differ in these at most, and are the same answer.
_OF_THE_PRESS = frozenset({"id", "by_time", "confirmed", "entered_by"})


@dataclass(frozen=True)
class Group:
    """Doses that must be decided together, as each side has them."""

    units: frozenset[Unit]
    here: Mapping[Unit, Bundle]
    there: Mapping[Unit, Bundle]


def doubled(
    here: Mapping[Unit, Bundle],
    there: Mapping[Unit, Bundle],
    chosen: Mapping[Unit, Bundle],
    open_units: set[Unit],
) -> list[Group]:
    """The doses that are still open, each with what answers the same slots, and the slots that
    neither side has answered like this: once on each.
    """
    slots = _by_slot(here), _by_slot(there), _by_slot(chosen)
    bad = set(open_units)
    for slot, units in slots[2].items():
        if len(units) > 1 and not any(units <= side.get(slot, set()) for side in slots[:2]):
            bad |= units
    groups = list[set[Unit]]()
    while bad:
        group, waiting = set[Unit](), {min(bad)}
        while waiting:
            group |= waiting
            of = {slot for s in slots for slot, units in s.items() if units & waiting}
            near = {unit for s in slots for slot in of for unit in s.get(slot, ())}
            waiting = near - group
        groups.append(group)
        bad -= group
    return [
        Group(frozenset(group), _of(here, group), _of(there, group))
        for group in sorted(groups, key=min)
    ]


def _by_slot(units: Mapping[Unit, Bundle]) -> dict[Slot, set[Unit]]:
    found: dict[Slot, set[Unit]] = {}
    for unit, bundle in units.items():
        row = bundle.get(unit) if unit[0] == "doses" else None
        if row is not None and not row["removed"] and row["planned_utc"] is not None:
            slot = (str(row["medicine_id"]), str(row["planned_utc"]))
            found.setdefault(slot, set()).add(unit)
    return found


def _of(side: Mapping[Unit, Bundle], units: Iterable[Unit]) -> dict[Unit, Bundle]:
    return {unit: side[unit] for unit in units if side.get(unit)}


def twins(group: Group) -> dict[Unit, Bundle] | None:
    """One dose of each side that say the same: one is kept, the other is no answer any more."""
    if len(group.units) != 2 or len(group.here) != 1 or len(group.there) != 1:
        return None
    (one,), (other,) = group.here, group.there
    if one == other or _said(group.here[one][one]) != _said(group.there[other][other]):
        return None
    bundles = {**group.here, **group.there}
    kept, left = sorted(bundles)
    return {kept: bundles[kept], left: removed_from(bundles[left])}


def _said(row: Row) -> dict[str, object]:
    return {
        name: value
        for name, value in row.items()
        if name not in _OF_THE_PRESS and not name.startswith("recorded_")
    }


def removed_from(bundle: Bundle) -> Bundle:
    """The dose, taken out of the log; what was read in its note stays with it."""
    return {key: {**row, "removed": 1} if key[0] == "doses" else row for key, row in bundle.items()}
