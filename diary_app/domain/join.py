"""Two copies of a diary, changed apart, made one: what comes in, and what a person must decide.

What was changed on one side only is taken. What was changed on both is asked, unless both say the
same or one of them goes on from the other. The plan of a medicine is one thing: courses, holds and
tapers of two sides are never mixed. Joining A into B and B into A gives the same rows, joining
again changes nothing, three copies agree in any order: the tests draw edits at random.
Why it is made like this: docs/decisions/24-a-join-judges-the-whole.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Literal

from diary_app.domain.join_medicines import Match, matches, settled_names
from diary_app.domain.join_side import (
    MEDICINE,
    PLAN,
    Bundle,
    Key,
    Row,
    Side,
    Since,
    Unit,
    alike,
    known,
    pairs,
    since,
    units_of,
)
from diary_app.domain.join_slots import doubled, removed_from, twins
from diary_app.frozen import dataclass

Choice = Literal["here", "there"]
Kind = Literal["plan", "record", "medicine"]


@dataclass(frozen=True)
class Question:
    """What a person must decide. `about` is a medicine's id (plan, medicine) or a record's; `here`
    and `there` are the rows as they stand, none where there is nothing on that side. `medicine` is
    the one a plan is of, where that one itself is not asked.
    """

    kind: Kind
    about: str
    units: tuple[Unit, ...]
    here: Bundle
    there: Bundle
    medicine: Row | None = None


@dataclass(frozen=True)
class Answers:
    """What a person decided: `prefer` for all, `each` by kind and `about`; `medicines` by the id
    there: the id here, "+" to keep both, "" to leave it out.
    """

    prefer: Choice | None = None
    each: Mapping[tuple[str, str], Choice] = field(default_factory=dict)
    medicines: Mapping[str, str] = field(default_factory=dict)

    def of(self, question: Question) -> Choice | None:
        """What was decided on the question, None for nothing."""
        return self.each.get((question.kind, question.about), self.prefer)


@dataclass(frozen=True)
class Rules:
    """What the join cannot know of rows: units of this computer alone, units where the newer or
    simply the greater value wins, and whether two medicines made apart may be one.
    """

    own: Callable[[Unit], bool]
    harmless: Callable[[Unit], bool]
    may_be_one: Callable[[Row, Row], bool]


@dataclass(frozen=True)
class Joined:
    """`rows` is everything after the join, where `questions` is empty. `passed_over` is what
    was decided against, None for a row that is not there: the trail keeps it. `settled` are units
    that both changed and of which the greater value stands by rule: it is said. `seen`, `same` and
    `passed` are what `Entry` says.
    """

    rows: Mapping[Key, Row]
    questions: tuple[Question, ...]
    passed_over: tuple[Mapping[Key, Row | None], ...]
    seen: frozenset[str]
    same: tuple[tuple[str, str], ...]
    passed: frozenset[str]
    settled: tuple[Unit, ...] = ()


def join(here: Side, there: Side, answers: Answers, rules: Rules) -> Joined:
    """The copy `there` brought into the copy `here`."""
    before = (*pairs(here), *pairs(there))
    matched = matches(here, there, answers.medicines, before, rules.may_be_one)
    return _Work(answers, rules, matched).done()


class _Work:
    def __init__(self, answers: Answers, rules: Rules, matched: Match) -> None:
        self.answers, self.rules, self.matched = answers, rules, matched
        here, there = matched.here, matched.there
        known_here, known_there = known(here), known(there)
        self.seen = known_there - known_here
        self.here, self.there = units_of(here.rows), units_of(there.rows)
        self.since_here = since(here, known_there, rules.own)
        self.since_there = since(there, known_here, rules.own)
        self.questions: list[Question] = [
            Question("medicine", theirs, (), self._medicine(ours), self._medicine(theirs, True))
            for theirs, ours in matched.asked
        ]
        self.passed_over: list[Mapping[Key, Row | None]] = []
        self.settled: list[Unit] = []
        self.chosen: dict[Unit, Bundle] = {}

    def _medicine(self, id: str, there: bool = False) -> Bundle:
        return (self.there if there else self.here).get((MEDICINE, id), {})

    def done(self) -> Joined:
        """Decide on every unit."""
        open_units = list[Unit]()
        for unit in sorted(self.here.keys() | self.there.keys()):
            found = self._taken(unit)
            if found is None:
                open_units.append(unit)
            else:
                self.chosen[unit] = found
        plans = [unit for unit in open_units if unit[0] in (PLAN, MEDICINE)]
        for id in sorted({unit[1] for unit in plans} | self._of_another_form()):
            self._ask_plan(id, [unit for unit in plans if unit[1] == id])
        self._doses({unit for unit in open_units if unit[0] == "doses"})
        for unit in open_units:
            if unit[0] not in (PLAN, MEDICINE, "doses"):
                self._ask("record", unit[1], (unit,))
        self._parents()
        rows = {key: row for bundle in self.chosen.values() for key, row in bundle.items()}
        return Joined(
            settled_names(rows),
            tuple(self.questions),
            tuple(self.passed_over),
            self.seen,
            self.matched.same,
            self.since_there.tale(self.here, self.there),
            tuple(self.settled),
        )

    def _taken(self, unit: Unit) -> Bundle | None:
        """The unit as it is after the join, where nobody must decide."""
        here, there = self.here.get(unit, {}), self.there.get(unit, {})
        if here == there or self.rules.own(unit):
            return here
        if alike(here, there):
            return min(here, there, key=lambda bundle: (sorted(bundle), _text(bundle)))
        both = self.since_here.touched(unit) and self.since_there.touched(unit)
        if both and self.rules.harmless(unit):
            return self._settle(unit, here, there)
        side = _newer(unit, here, there, self.since_here, self.since_there)
        return None if side is None else (here if side == "here" else there)

    def _settle(self, unit: Unit, here: Bundle, there: Bundle) -> Bundle:
        """The greater of two harmless values: the same whichever side joins. The trail has both."""
        self.settled.append(unit)
        stands = max(here, there, key=_text)
        if stands is here and there:
            self.passed_over.append(there)
        return stands

    def _ask(self, kind: Kind, about: str, units: tuple[Unit, ...]) -> Choice | None:
        here, there = self._bundle(self.here, units), self._bundle(self.there, units)
        named = self._medicine(about) or self._medicine(about, True)
        question = Question(kind, about, units, here, there, named.get((MEDICINE, about)))
        answer = self.answers.of(question)
        if answer is None:
            self.questions.append(question)
        else:
            gone: dict[Key, Row | None] = dict.fromkeys(here if answer == "here" else there)
            self.passed_over.append({**gone, **(there if answer == "here" else here)})
        for unit in units:
            self.chosen[unit] = (self.there if answer == "there" else self.here).get(unit, {})
        return answer

    @staticmethod
    def _bundle(side: Mapping[Unit, Bundle], units: tuple[Unit, ...]) -> dict[Key, Row]:
        return {key: row for unit in units for key, row in side.get(unit, {}).items()}

    def _of_another_form(self) -> set[str]:
        """Medicines whose form or strengths differ while their plan does: amounts would not fit."""
        found = set[str]()
        for (kind, id), bundle in self.here.items():
            there = self.there.get((MEDICINE, id))
            if kind != MEDICINE or not there:
                continue
            own, other = bundle[MEDICINE, id], there[MEDICINE, id]
            plan = (PLAN, id)
            if (own["form"], own["strengths"]) == (other["form"], other["strengths"]):
                continue
            one, two = self.chosen.get((MEDICINE, id)), self.chosen.get(plan)
            plans = self.here.get(plan, {}), self.there.get(plan, {})
            decided = one is not None and two is not None
            if decided and not alike(*plans) and (one == bundle) != (two == plans[0]):
                found.add(id)
        return found

    def _ask_plan(self, id: str, units: list[Unit]) -> None:
        own, other = self._medicine(id), self._medicine(id, True)
        one, two = own.get((MEDICINE, id)), other.get((MEDICINE, id))
        whole = not one or not two
        if one and two:
            whole = (one["form"], one["strengths"]) != (two["form"], two["strengths"])
        self._ask("plan", id, ((MEDICINE, id), (PLAN, id)) if whole else tuple(sorted(units)))

    def _doses(self, open_units: set[Unit]) -> None:
        """Doses: each as it is decided, and each slot answered once."""
        for group in doubled(self.here, self.there, self.chosen, open_units):
            if (kept := twins(group)) is not None:
                self.chosen.update(kept)
                continue
            first = min(id for _table, id in group.units)
            about = next((id for _table, id in sorted(group.here)), first)
            answer = self._ask("record", about, tuple(sorted(group.units)))
            # What only the other side has is kept as removed: it can be restored, and answers none.
            side, other = (self.there, self.here) if answer == "there" else (self.here, self.there)
            for unit in group.units:
                if unit not in side and unit in other:
                    self.chosen[unit] = removed_from(other[unit])

    def _parents(self) -> None:
        """A medicine stays as long as any record is of it, with its plan."""
        needed = {
            str(row["medicine_id"])
            for bundle in self.chosen.values()
            for row in bundle.values()
            if row.get("medicine_id") is not None
        }
        for id in needed:
            unit, plan = (MEDICINE, id), (PLAN, id)
            if not self.chosen.get(unit):
                for each in (unit, plan):
                    self.chosen[each] = self.here.get(each) or self.there.get(each) or {}


def _newer(
    unit: Unit, here: Bundle, there: Bundle, since_here: Since, since_there: Since
) -> Choice | None:
    """Which side goes on from the other, None where each went its own way."""
    if since_here.touched(unit) != since_there.touched(unit):
        return "here" if since_here.touched(unit) else "there"
    if not since_here.touched(unit):
        # Seen on both sides, and left out on one: by a medicine that was left out.
        return "here" if not there else "there" if not here else None
    there_passed, here_passed = since_here.passed(unit, there), since_there.passed(unit, here)
    if there_passed != here_passed:
        return "here" if there_passed else "there"
    return None


def _text(bundle: Bundle) -> list[str]:
    return sorted(repr(sorted(row.items(), key=str)) for row in bundle.values())
