"""What a person tracks of their own: as an entry of what is known, beside the built-in symptoms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from diary_app.domain.knowledge import Category, Entry, KnowledgeBase, Level, Scale, plain
from diary_app.domain.moment import Moment
from diary_app.domain.normal_text import on_one_line
from diary_app.domain.refusal import Refused
from diary_app.frozen import dataclass

LONGEST_NAME = 60  # characters: it stands on a tile and at the end of a line of a chart
LONGEST_UNIT = 12


class TrackedScale(StrEnum):
    """In what an own thing is said. The value is what is stored and typed."""

    NUMBERS = "0-10"
    WORDS = "words"
    YES_NO = "yes-no"
    COUNT = "count"
    NUMBER = "number"


class Best(StrEnum):
    """Which end of the scale is well."""

    LOW = "low"
    HIGH = "high"


@dataclass(frozen=True)
class Tracked:
    """One own thing. `unit` only of a number. `tile`: stands among the tiles of Today; `on_paper`:
    in the doctor's summary; `regions`: asked where on the body. `archived`: offered no more; its
    records stay.
    """

    id: str
    name: str
    scale: TrackedScale
    recorded_at: Moment
    unit: str = ""
    best: Best = Best.LOW
    tile: bool = False
    on_paper: bool = True
    regions: bool = False
    archived: bool = False


ScaleWords = Mapping[tuple[TrackedScale, Best], tuple[str, ...]]
"""The words of each scale that has some, from its lowest value up."""


def entry_of(tracked: Tracked, words: ScaleWords) -> Entry:
    """The own thing as an entry of the knowledge base: named, rated, drawn and told like others."""
    return Entry(
        id=tracked.id,
        label=tracked.name,
        category=Category.OWN,
        level=Level.NEXT_VISIT,
        document_level=None,
        synonyms=(),
        scale=_scale_of(tracked, words),
        advice="",
        sources=(),
        question=None,
        raises=(),
        rows=(),
        regions=tracked.regions,
        archived=tracked.archived,
    )


_HIGHEST = {TrackedScale.NUMBERS: 10, TrackedScale.WORDS: 4, TrackedScale.YES_NO: 1}


def _scale_of(tracked: Tracked, words: ScaleWords) -> Scale:
    own = words.get((tracked.scale, tracked.best), ())
    id = f"own_{tracked.scale}_{tracked.best}"
    match tracked.scale:
        case TrackedScale.COUNT:
            return Scale(id, 0, (), 0, counted=True)
        case TrackedScale.NUMBER:
            return Scale(id, 0, (), 0, unit=tracked.unit, measured=True)
        case TrackedScale.NUMBERS | TrackedScale.WORDS | TrackedScale.YES_NO:
            highest = _HIGHEST[tracked.scale]
            return Scale(id, highest, own, highest if tracked.best is Best.HIGH else 0)


def with_own(base: KnowledgeBase, own: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries of `base` and then the own ones: an id that the base has is the base's."""
    known = {entry.id for entry in base.entries}
    return (*base.entries, *(entry for entry in own if entry.id not in known))


def new_id(name: str, taken: Iterable[str]) -> str:
    """The id of a new own thing. Two copies of a diary that add the same name give it the same id,
    so that a join finds them to be one.
    """
    folded = unicodedata.normalize("NFKD", name.casefold())
    slug = re.sub(r"\W+", "_", "".join(c for c in folded if not unicodedata.combining(c)))
    stem = f"own_{slug.strip('_') or 'thing'}"[:50]
    used = set(taken)
    numbers = (f"{stem}_{number}" for number in range(2, len(used) + 3))
    return next(id for id in (stem, *numbers) if id not in used)


def checked_name(text: str) -> str:
    """The name as it is kept: on one line, without spaces around it. Raises `Refused`."""
    name = " ".join(text.split())
    printable = on_one_line(name) and any(sign.isalnum() for sign in name)
    if not 1 <= len(name) <= LONGEST_NAME or not printable or "," in name:
        raise Refused("own_name_not_kept", text)
    return name


def checked_unit(text: str) -> str:
    """The unit as it is kept. Raises `Refused` for one that is too long or no word."""
    unit = " ".join(text.split())
    if not 1 <= len(unit) <= LONGEST_UNIT or not unit.isprintable():
        raise Refused("own_unit_not_kept", text)
    return unit


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, whatever their case and spacing."""
    return plain(one) == plain(other)


_NUMBER = re.compile(r"[-+]?(\d+([.,]\d*)?|[.,]\d+)")
_MOST_DIGITS = 12


def parse_number(text: str, unit: str = "") -> Decimal:
    """A number as typed, with its unit behind it or without. A comma is a decimal sign.

    Raises `Refused` for anything else, `1,000` included: it may be a thousand or one.
    """
    given = text.strip().replace("\N{MINUS SIGN}", "-")
    if unit and given.casefold().endswith(unit.casefold()):
        given = given[: len(given) - len(unit)].strip()
    if re.fullmatch(r"[-+]?\d{1,3}([.,]\d{3})*[,]\d{3}", given):
        raise Refused("ambiguous_number", text)
    if not _NUMBER.fullmatch(given) or len(given) > _MOST_DIGITS:
        raise Refused("unreadable_count", text)
    try:
        return Decimal(given.replace(",", "."))
    except InvalidOperation as error:  # pragma: no cover  what the pattern finds is a number
        raise Refused("unreadable_count", text) from error


def parse_count(text: str) -> Decimal:
    """How many times as typed: a whole number from 0 up. Any other raises `Refused`."""
    given = text.strip()
    if not (given.isascii() and given.isdecimal()) or len(given) > 6:
        raise Refused("not_a_count", text)
    return Decimal(int(given))
