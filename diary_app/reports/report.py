"""The doctor's summary as one plain value: what it says, in which order. Nothing here draws.

Every text is already in words; the drawings (PDF, HTML) add none but "page 1 of 2". Texts of the
patient stand in it as they were written: whoever draws makes them inert.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date
from enum import StrEnum

from diary_app.domain.moment import Moment
from diary_app.frozen import dataclass
from diary_app.text import _
from diary_app.text import language as language_in_force


class Paper(StrEnum):
    """The sheet the summary is printed on."""

    A4 = "a4"
    LETTER = "us-letter"


class Part(StrEnum):
    """A part the patient may leave out. Serious events and the methods are always in."""

    MEDICINES = "medicines"
    DOSES = "doses"
    SYMPTOMS = "symptoms"
    CHARTS = "charts"
    NOTES = "notes"
    QUESTIONS = "questions"


@dataclass(frozen=True)
class ReportOptions:
    """What the patient chose: own name and birthday if wanted, questions, parts, which notes.

    `notes` are the ids of the notes ticked; no other free text of the diary is ever printed.
    `also_taken` and `not_taken` are the ticks of the checklist, by their labels.
    `other_medicines`, `history` and `allergies` are the patient's own words ("vitamin D").
    `visit` is the day of the last visit: a summary that begins on it says so.
    """

    name: str = ""
    born: date | None = None
    questions: tuple[str, ...] = ()
    parts: frozenset[Part] = frozenset(Part)
    paper: Paper = Paper.A4
    notes: frozenset[str] = frozenset()
    other_medicines: str = ""
    also_taken: tuple[str, ...] = ()
    not_taken: tuple[str, ...] = ()
    history: str = ""
    allergies: str = ""
    visit: date | None = None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `quiet` ones explain and stand back."""

    text: str
    quiet: bool = False


@dataclass(frozen=True)
class Elsewhere:
    """Words about what stands in the section called `section`: on paper `{page}` is its page.

    `unpaged` is said where there are no pages.
    """

    text: str
    unpaged: str
    section: str


@dataclass(frozen=True)
class Numbered:
    """The patient's questions, in own words."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class MedicineLine:
    """A medicine as doctors read it (NHS CUI): name, form, DOSE, route, how often, total.

    `total` is read across the room, with what it is in words (`total_words`). `now` are lines of
    their own that must not be missed: a hold, what is left of a taper, the dates of a pump.
    """

    name: str
    before: tuple[str, ...]
    dose: str
    after: tuple[str, ...]
    below: str
    total: str = ""
    total_words: str = ""
    now: tuple[str, ...] = ()
    dose_word: str = field(default_factory=lambda: _("DOSE"))


@dataclass(frozen=True)
class Figure:
    """A number to be read across the room, with what it counts in words."""

    value: str
    words: str


@dataclass(frozen=True)
class Figures:
    """The four figures of the doses."""

    items: tuple[Figure, ...]


@dataclass(frozen=True)
class Table:
    """A table; the first cell of a row names the row. `strong` is the column to be read first."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    strong: int = 0


@dataclass(frozen=True)
class Picture:
    """A picture as SVG with real text, the words over it, and its description for those who
    cannot see it.
    """

    title: str
    words: str
    svg: str
    alt: str


@dataclass(frozen=True)
class Pictures:
    """Small multiples, two beside each other, with what they have in common below; `wide`: one
    below the other. Where a page is too full, titles and words alone are printed.
    """

    items: tuple[Picture, ...]
    below: str = ""
    wide: bool = False


Block = Paragraph | Elsewhere | Numbered | MedicineLine | Figures | Table | Pictures


@dataclass(frozen=True)
class Section:
    """A heading, words beside it, and what stands below.

    `grave`: its rule is coloured. `fine`: small type, for what is looked up and not read.
    """

    title: str
    blocks: tuple[Block, ...]
    aside: str = ""
    grave: bool = False
    fine: bool = False


@dataclass(frozen=True)
class Report:
    """The whole summary. `sections` stand alone on page 1, `more` from page 2 on."""

    title: str
    about: str
    origin: str
    made: str
    sections: tuple[Section, ...]
    more: tuple[Section, ...]
    footer: str
    page_words: str
    made_at: Moment
    language: str = field(default_factory=language_in_force)
    paper: Paper = Paper.A4
    keywords: tuple[str, ...] = field(default=())
