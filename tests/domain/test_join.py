"""What holds of every join, tried with edits drawn at random on copies that are plain values."""

from __future__ import annotations

from copy import deepcopy
from itertools import count, permutations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from diary_app.domain.join import Answers, Rules, join
from diary_app.domain.join_side import Entry, Side, Step

RULES = Rules(
    own=lambda unit: unit == ("settings", "theme"),
    harmless=lambda unit: unit == ("settings", "country"),
    may_be_one=lambda here, there: here["name"] == there["name"],
)
KEYS = count()


class Whole(dict):
    """A row with all of its columns."""


class Copy:
    """A diary as plain values, changed as `storage` does it."""

    def __init__(self) -> None:
        self.rows, self.entries = {}, []

    def side(self):
        return Side(dict(self.rows), tuple(self.entries))

    def edit(self, *rows, **of_a_join):
        """Store rows, each (table, id, values); values None: it is taken out."""
        self._enter(rows, f"e{next(KEYS)}", "edit", None, **of_a_join)

    def _enter(self, rows, key, kind, target, **of_a_join):
        steps = []
        for table, id, values in rows:
            before = self.rows.pop((table, id), None)
            kept = {} if isinstance(values, Whole) else before or {}
            after = values and {**kept, **values, "id": id}
            if after:
                self.rows[table, id] = after
            if before != after:
                steps.append(Step(table, id, before, after))
        if steps:
            self.entries.append(Entry(key, kind, target, tuple(steps), **of_a_join))

    def undo(self):
        """Take the latest edit back that is not undone."""
        done = {entry.target for entry in self.entries if entry.kind == "undo"}
        last = [e for e in self.entries if e.kind == "edit" and e.key not in done]
        if last:
            steps = reversed(last[-1].steps)
            back = [(s.table, s.id, s.before and Whole(s.before)) for s in steps]
            self._enter(back, f"u{next(KEYS)}", "undo", last[-1].key)

    def take(self, other, prefer=None, medicines=()):
        """Join `other`, as the storage does; what was asked."""
        answers = Answers(prefer, {}, dict(medicines))
        joined = join(self.side(), other.side(), answers, RULES)
        if not joined.questions:
            passed = {key: row for over in joined.passed_over for key, row in over.items()}
            gone = (self.rows.keys() | passed.keys()) - joined.rows.keys()
            steps = [*passed.items(), *joined.rows.items(), *((key, None) for key in gone)]
            rows = [(*key, None if row is None else Whole(row)) for key, row in steps]
            self.edit(*rows, seen=joined.seen, same=joined.same, passed=joined.passed)
        return joined.questions


def dose(slot, amount, **more):
    planned = None if slot is None else f"2026-11-2{slot}"
    return {"medicine_id": "m", "planned_utc": planned, "amount": amount, "removed": 0, **more}


def begun():
    copy = Copy()
    medicine = {"name": "baclofen", "form": "tablet", "strengths": "10", "removed": 0}
    copy.edit(("medicines", "m", medicine), ("courses", "c", {"medicine_id": "m", "dose": 10}))
    copy.edit(("doses", "d1", dose(1, 10)))
    copy.edit(("notes", "n1", {"text": "a", "removed": 0}))
    return copy


def change_plan(copy, id, amount):
    new = {"medicine_id": "m", "dose": amount}
    copy.edit(("courses", "c", {"medicine_id": "m", "until": amount}), ("courses", id, new))


ALTERED = {
    "edit": lambda n: ("notes", "n1", {"text": f"{n}"}),
    "remove": lambda n: ("doses", "d1", {"removed": 1}),
    "country": lambda n: ("settings", "country", {"value": str(n)}),
    "rename": lambda n: ("medicines", "m", {"name": f"baclofen {n}"}),
}
NEEDS = {"edit": ("notes", "n1"), "remove": ("doses", "d1"), "plan": ("courses", "c")}


def apply(copy, name, verb, n):
    """One edit; `name` tells the ids of one copy from those of another."""
    new = f"{name}{n}-{len(copy.entries)}"
    if NEEDS.get(verb, ("medicines", "m")) not in copy.rows:
        return  # it was undone
    match verb:
        case "edit" | "remove" | "country" | "rename":
            copy.edit(ALTERED[verb](n))
        case "plan":
            change_plan(copy, new, n)
        case "hold":
            copy.edit(("holds", new, {"medicine_id": "m", "since": n}))
        case "log":
            copy.edit(("doses", new, dose(n, 10)))
        case "extra":
            copy.edit(("doses", new, dose(None, n)))
        case "note":
            copy.edit(("notes", new, {"text": "b", "removed": 0}))
        case "undo":
            copy.undo()


VERBS = ["plan", "hold", "log", "extra", "edit", "remove", "note", "country", "rename", "undo"]
EDITS = st.lists(st.tuples(st.sampled_from(VERBS), st.integers(1, 3)), max_size=5)


def parted(*edits):
    """Copies of one diary, each changed apart."""
    first = begun()
    copies = [deepcopy(first) for _each in edits]
    for name, copy, own in zip("abc", copies, edits, strict=False):
        for verb, n in own:
            apply(copy, name, verb, n)
    return copies


def answered_twice(copy):
    slots = [row["planned_utc"] for key, row in copy.rows.items() if key[0] == "doses"]
    alive = [
        row["planned_utc"]
        for key, row in copy.rows.items()
        if key[0] == "doses" and row["planned_utc"] and not row["removed"]
    ]
    return slots and len(alive) != len(set(alive))


def once_each(*copies):
    assume(not any(map(answered_twice, copies)))


@settings(max_examples=150, deadline=None)
@given(EDITS, EDITS)
def test_both_directions_end_the_same_and_again_changes_nothing(one, other):
    a, b = parted(one, other)
    once_each(a, b)
    ab, ba = deepcopy(a), deepcopy(b)
    asked = ab.take(b), ba.take(a)
    assert len(asked[0]) == len(asked[1])
    if asked[0]:
        assert not ab.take(b, "here")
        assert not ba.take(a, "there")
    assert ab.rows == ba.rows
    assert not answered_twice(ab)
    entries = len(ab.entries)
    for other_copy in (b, ba):
        assert not ab.take(other_copy)
        assert ab.rows == ba.rows
    assert len(ab.entries) == entries
    assert not b.take(ab), "what was decided is not asked again"
    assert b.rows == ab.rows


@settings(max_examples=100, deadline=None)
@given(EDITS, EDITS, EDITS)
def test_three_copies_agree_in_any_order(one, two, three):
    copies = parted(one, two, three)
    once_each(*copies)
    ends = []
    for first, *others in permutations(copies):
        whole = deepcopy(first)
        asked = [whole.take(other) for other in others]
        if not any(asked):
            ends.append(whole.rows)
    assert all(end == ends[0] for end in ends)


@settings(max_examples=100, deadline=None)
@given(EDITS, EDITS, EDITS, EDITS)
def test_copies_that_met_go_on_apart_and_meet_again(one, other, one_more, other_more):
    a, b = parted(one, other)
    once_each(a, b)
    a.take(b, "here")
    for name, copy, own in (("x", a, one_more), ("y", b, other_more)):
        for verb, n in own:
            apply(copy, name, verb, n)
    once_each(a, b)
    ab, ba = deepcopy(a), deepcopy(b)
    ab.take(b, "there")
    ba.take(a, "here")
    assert ab.rows == ba.rows


@settings(max_examples=60, deadline=None)
@given(EDITS, EDITS)
def test_one_undo_takes_the_join_back_and_it_can_be_done_again(one, other):
    a, b = parted(one, other)
    once_each(a, b)
    before, entries = dict(a.rows), len(a.entries)
    a.take(b, "there")
    if len(a.entries) > entries:
        after = dict(a.rows)
        a.undo()
        assert a.rows == before
        a.take(b, "there")
        assert a.rows == after


@settings(max_examples=60, deadline=None)
@given(EDITS)
def test_nothing_is_asked_where_one_side_alone_changed(edits):
    a, b = parted(edits, [])
    once_each(a)
    assert not b.take(a)
    assert b.rows == a.rows


def change(copy, amount, id):
    change_plan(copy, id, amount)


def drop(copy, amount, id):
    copy.edit(("courses", "c", {"medicine_id": "m", "until": amount}))


def pause(copy, amount, id):
    copy.edit(("holds", id, {"medicine_id": "m", "since": amount}))


@pytest.mark.parametrize("mine", [change, drop, pause])
@pytest.mark.parametrize("theirs", [change, drop, pause])
@pytest.mark.parametrize("prefer", ["here", "there"])
def test_a_plan_changed_on_both_sides_is_one_question_and_never_mixed(mine, theirs, prefer):
    a, b = parted([], [])
    mine(a, 5, "a1")
    theirs(b, 15, "b1")
    plans = [_plan(a), _plan(b)]
    (asked,) = a.take(b)
    assert (asked.kind, asked.about) == ("plan", "m")
    assert not a.take(b, prefer)
    assert _plan(a) == plans[prefer == "there"]


def _plan(copy):
    return {key: row for key, row in copy.rows.items() if key[0] in ("courses", "holds")}


def test_both_texts_stay_in_the_trail():
    a, b = parted([("edit", 1)], [("edit", 2)])
    for prefer in ("here", "there"):
        whole = deepcopy(a)
        whole.take(b, prefer)
        texts = {step.after["text"] for e in whole.entries for step in e.steps if step.id == "n1"}
        assert {"1", "2"} <= texts


@pytest.mark.parametrize(("amount", "asked"), [(10, 0), (5, 1)])
def test_a_slot_answered_on_both_sides_is_answered_once(amount, asked):
    a, b = parted([], [])
    a.edit(("doses", "x", dose(2, 10)))
    b.edit(("doses", "y", dose(2, amount)))
    assert len(a.take(b)) == asked
    a.take(b, "there")
    alive = {key[1] for key, row in a.rows.items() if key[0] == "doses" and not row["removed"]}
    assert alive == {"d1", "y" if asked else "x"}
    assert ("doses", "x") in a.rows


def test_a_removed_record_stays_removed_and_is_asked_where_the_other_changed_it():
    a, b = parted([("remove", 1)], [("note", 1)])
    assert not b.take(a)
    assert b.rows["doses", "d1"]["removed"] == 1
    (c,) = parted([])
    c.edit(("doses", "d1", {"amount": 20}))
    (asked,) = a.take(c)
    assert (asked.kind, asked.about) == ("record", "d1")


def test_a_medicine_taken_back_stays_where_the_other_recorded_it():
    a, b = Copy(), Copy()
    medicine = {"name": "baclofen", "form": "tablet", "strengths": "10", "removed": 0}
    a.edit(("medicines", "m", medicine), ("courses", "c", {"medicine_id": "m", "dose": 10}))
    b = deepcopy(a)
    a.undo()
    b.edit(("doses", "d", dose(1, 10)))
    ab, ba = deepcopy(a), deepcopy(b)
    assert not ab.take(b)
    assert not ba.take(a)
    assert ab.rows == ba.rows == b.rows


def apart():
    """Two diaries that were never copies, each with a baclofen of its own."""
    a, b = Copy(), Copy()
    for copy, id in ((a, "z"), (b, "k")):
        medicine = {"name": "baclofen", "form": "tablet", "strengths": "10", "removed": 0}
        plan = {"medicine_id": id, "dose": 10}
        copy.edit(("medicines", id, medicine), ("courses", f"c{id}", plan))
        copy.edit(("doses", f"d{id}", dose(1 if id == "z" else 2, 10) | {"medicine_id": id}))
    return a, b


def test_diaries_made_apart_ask_and_one_medicine_is_one_plan():
    a, b = apart()
    (asked,) = a.take(b)
    assert (asked.kind, asked.about) == ("medicine", "k")
    assert not a.take(b, medicines={"k": "z"})
    assert [key for key in a.rows if key[0] == "medicines"] == [("medicines", "k")]
    assert len([key for key in a.rows if key[0] == "courses"]) == 1
    assert all(r["medicine_id"] == "k" for k, r in a.rows.items() if k[0] == "doses")
    assert not b.take(a)
    assert a.rows == b.rows
    b.edit(("doses", "new", dose(3, 10) | {"medicine_id": "k"}))
    assert not a.take(b)
    assert a.rows == b.rows


def test_diaries_made_apart_may_keep_two_medicines_of_one_name():
    a, b = apart()
    assert not a.take(b, medicines={"k": "+"})
    assert {row["name"] for key, row in a.rows.items() if key[0] == "medicines"} == {
        "baclofen",
        "baclofen (2)",
    }
    assert not b.take(a)
    assert a.rows == b.rows


def test_what_belongs_to_one_computer_stays_there():
    a, b = parted([], [])
    a.edit(("settings", "theme", {"value": "dark"}))
    b.edit(("settings", "theme", {"value": "light"}))
    assert not a.take(b)
    assert a.rows["settings", "theme"]["value"] == "dark"
