"""How the person writes a time and a number: 14:05 or 2:05 pm, 2.5 mg or 2,5 mg.

Like the language it is one for the whole program: the window takes it from the computer or from the
settings. Papers, files and the command line keep 24 hours and the point unless told otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import time
from decimal import Decimal

from diary_app.domain.medicine import Strength
from diary_app.domain.quantity import Quantity, plain_number
from diary_app.text import _


@dataclass(frozen=True, slots=True)
class Writing:
    """`half_days`: 2:05 pm. `comma`: 2,5. `first_weekday`: 0 = Monday to 6 = Sunday."""

    half_days: bool = False
    comma: bool = False
    first_weekday: int = 0


_of_program = [Writing()]
_of_work: ContextVar[Writing | None] = ContextVar("writing", default=None)


def use(writing: Writing) -> None:
    """Write like this from now on, everywhere in the program."""
    _of_program[0] = writing


def current() -> Writing:
    """The form in force."""
    return _of_work.get() or _of_program[0]


@contextmanager
def written(writing: Writing) -> Iterator[None]:
    """Write like this in one piece of work: a paper."""
    before = _of_work.set(writing)
    try:
        yield
    finally:
        _of_work.reset(before)


def clock_words(at: time) -> str:
    """The clock: 08:04, or 8:04 am."""
    if not current().half_days:
        return f"{at:%H:%M}"
    words = _("{time} am") if at.hour < 12 else _("{time} pm")
    return words.format(time=f"{at.hour % 12 or 12}:{at:%M}")


def number_words(value: Decimal) -> str:
    """A number: 2.5, or 2,5."""
    return _signed(plain_number(value))


def amount_words(amount: Quantity | Strength | str | None) -> str:
    """An amount or a strength, also as text: 2.5 mg, or 2,5 mg; ½ tablet. None: not known."""
    if amount is None:
        return _("amount not known")
    said = _PIECE.sub(lambda piece: _sizes()[piece[2]].format(amount=piece[1]), str(amount))
    return _signed(_COUNTED.sub(lambda found: _counted()[found[0]], said))


_COUNTED = re.compile(r"(?<=[0-9½¼¾] )(?:tablet|capsule|drop|puff|unit)s?\b")
_PIECE = re.compile(r"([0-9½¼¾.]+ (?:mg|mcg|g)) (tablet|capsule)\b")


def _sizes() -> dict[str, str]:
    """A tablet of a size, where other languages say: a tablet of 10 mg."""
    return {"tablet": _("{amount} tablet"), "capsule": _("{amount} capsule")}


def _counted() -> dict[str, str]:
    """What is counted, one and several, as the language in force has it."""
    return {
        "tablet": _("tablet"),
        "tablets": _("tablets"),
        "capsule": _("capsule"),
        "capsules": _("capsules"),
        "drop": _("drop"),
        "drops": _("drops"),
        "puff": _("puff"),
        "puffs": _("puffs"),
        "unit": _("unit"),
        "units": _("units"),
    }


def _signed(text: str) -> str:
    return text.replace(".", ",") if current().comma else text
