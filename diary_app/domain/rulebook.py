"""The rules and numbers that one medicine is judged by: its own file's, else another file's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from diary_app.domain.knowledge import KnowledgeBase, Rule
from diary_app.domain.quantity import Quantity, Unit
from diary_app.frozen import dataclass


@dataclass(frozen=True)
class Rulebook:
    """What is known of the medicine is `base`, None for nothing; `bases` are all the files."""

    base: KnowledgeBase | None
    bases: tuple[KnowledgeBase, ...]

    @property
    def known(self) -> bool:
        """Whether a file is about the medicine."""
        return self.base is not None

    def own(self, id: str) -> Rule | None:
        """The rule as the medicine's own file has it, None without."""
        rules = () if self.base is None else self.base.rules
        return next((rule for rule in rules if rule.id == id), None)

    def any(self, id: str) -> Rule | None:
        """The rule as its own file has it, else as the first file that has it.

        Of a medicine that no file knows it says nothing of what that file is about.
        """
        every = (rule for base in self._in_turn() for rule in base.rules)
        rule = next((rule for rule in every if rule.id == id), None)
        if rule is None or self.known or not rule.other_advice:
            return rule
        return replace(rule, advice=rule.other_advice, ask_advice="")

    def number(self, id: str) -> Decimal:
        """A threshold of its own file, else of the first that has it. None raises KeyError."""
        for base in self._in_turn():
            for threshold in base.thresholds:
                if threshold.id == id:
                    return threshold.value
        raise KeyError(id)

    def count(self, id: str) -> int:
        """A threshold that is a whole number."""
        return int(self.number(id))

    def hours(self, id: str) -> timedelta:
        """A threshold in hours as a time."""
        return timedelta(hours=float(self.number(id)))

    def days(self, id: str) -> timedelta:
        """A threshold in days as a time."""
        return timedelta(days=float(self.number(id)))

    def mg(self, id: str) -> Quantity:
        """A threshold in mg as an amount."""
        return Quantity(self.number(id), Unit.MG)

    def _in_turn(self) -> Sequence[KnowledgeBase]:
        others = tuple(base for base in self.bases if base is not self.base)
        return others if self.base is None else (self.base, *others)
