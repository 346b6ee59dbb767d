"""What is known of one medicine: symptoms, levels, advice, thresholds, and the source of each.

The knowledge itself is a file, one per medicine; `knowledge_file.parse` reads and checks it.
Nothing here knows any medicine by name.
"""

from __future__ import annotations

import difflib
from decimal import Decimal
from enum import Enum, StrEnum
from functools import total_ordering

from diary_app.domain.person import PersonFact
from diary_app.domain.phones import PhoneKind
from diary_app.domain.quantity import Quantity
from diary_app.domain.refusal import Refused
from diary_app.frozen import dataclass


@total_ordering
class Level(Enum):
    """How soon someone should know. Ordered: `max(levels)` is the gravest."""

    ASK = "ask"
    NEXT_VISIT = "next_visit"
    CALL_DOCTOR = "call_doctor"
    EMERGENCY = "emergency"

    def __lt__(self, other: Level) -> bool:
        return _GRAVITY[self] < _GRAVITY[other]


_GRAVITY = {level: number for number, level in enumerate(Level)}


class Tier(StrEnum):
    """What kind of source a statement rests on. They are never mixed when shown."""

    DOCUMENT = "document"
    LABEL = "label"
    LITERATURE = "literature"
    PROPOSAL = "proposal"


@dataclass(frozen=True)
class Source:
    """Where a statement comes from: for a document `ref` is `NAME.txt, line N`.

    `section` is the part of it, `title`, `version` and `address` say which edition is meant and
    where it stands; "" where there is none: the documents have no address, a proposal has nothing.
    """

    tier: Tier
    ref: str
    section: str = ""
    title: str = ""
    version: str = ""
    address: str = ""


class Category(StrEnum):
    """What an entry is, for grouping. `treated`, `common` and `own` change how it is flagged: what
    the person added as an own thing never is.
    """

    TREATED = "treated"
    COMMON = "common"
    SERIOUS = "serious"
    OVERDOSE = "overdose"
    WITHDRAWAL = "withdrawal"
    MISUSE = "misuse"
    OWN = "own"


ORDINARY = frozenset({Category.TREATED, Category.COMMON, Category.OWN})
"""What raises no flag by being there once."""


@dataclass(frozen=True)
class Scale:
    """Whole numbers 0 to `highest`. `words` name each number, or only the two ends.

    `best` is the end that is well: 0, or `highest` for what should be high (sleep, mobility).
    `counted`: how many times, `measured`: a number in `unit`; these have no highest value.
    """

    id: str
    highest: int
    words: tuple[str, ...]
    best: int
    unit: str = ""
    counted: bool = False
    measured: bool = False
    also: tuple[str, ...] = ()  # the same words as the file has them, in English

    @property
    def is_open(self) -> bool:
        """Whether it has no highest value."""
        return self.counted or self.measured

    def word(self, value: int) -> str:
        """The word for a value; "" for a number between two named ends. Outside raises."""
        if not 0 <= value <= self.highest:
            raise Refused("value_outside_scale", str(value))
        if len(self.words) == self.highest + 1:
            return self.words[value]
        return {0: self.words[0], self.highest: self.words[-1]}.get(value, "")

    def value(self, text: str) -> int:
        """The number that a number or a word stands for. Anything else raises."""
        words = [word.casefold() for word in self.words]
        given = text.strip().casefold()
        if len(words) == self.highest + 1 and given in words:
            return words.index(given)
        english = [word.casefold() for word in self.also]
        if len(english) == self.highest + 1 and given in english:
            return english.index(given)
        if given.isdecimal() and given.isascii() and int(given) <= self.highest:
            return int(given)
        raise Refused("value_outside_scale", text)


@dataclass(frozen=True)
class Question:
    """A question of the safety check in plain words, and a hint in smaller type (may be "")."""

    text: str
    hint: str


@dataclass(frozen=True)
class Raise:
    """`when` is true too: the level is at least `to`.

    `when` is a follow-up's key, another entry's id, or a circumstance (`CIRCUMSTANCES`). `least` is
    how strong the symptom itself must be, `other` how strong that other entry (0: however mild).
    """

    when: str
    to: Level
    least: int = 0
    other: int = 0


# What the dose log and the person's facts say around a symptom; `safety_symptoms` finds it.
CIRCUMSTANCES = frozenset(
    {"strong_lack", "lack", "excess", "sign_of_too_much", "raising_fact", "pump"}
)


@dataclass(frozen=True)
class Sign:
    """A symptom that may show too much of the medicine, from the strength `least` on."""

    symptom: str
    least: int = 0


@dataclass(frozen=True)
class MoreAdvice:
    """A sentence that follows an entry's advice unless the person answered `fact` with no."""

    fact: str
    text: str


@dataclass(frozen=True)
class Entry:
    """A symptom or event the diary knows.

    `regions`: it is asked where on the body. `archived`: an own thing that is offered no more.
    `number_names`: under these a number may be tracked, such as the temperature beside a fever.
    `level` is what the diary says, `document_level` what the documents say (None: they are silent);
    the first is never lower. `rows` are the lines of the fact table that it answers. `everyday`: a
    mild one is part of ordinary life with the illness. `meaning` says in plain words what is meant
    by it, "" for what needs none.
    """

    id: str
    label: str
    category: Category
    level: Level
    document_level: Level | None
    synonyms: tuple[str, ...]
    scale: Scale
    advice: str
    sources: tuple[Source, ...]
    question: Question | None
    raises: tuple[Raise, ...]
    rows: tuple[str, ...]
    everyday: bool = False
    more_advice: tuple[MoreAdvice, ...] = ()
    meaning: str = ""
    regions: bool = False
    archived: bool = False
    number_names: tuple[str, ...] = ()

    @property
    def own(self) -> bool:
        """Whether the person added it."""
        return self.category is Category.OWN

    @property
    def serious(self) -> bool:
        """True if recording it once raises a flag for a doctor or an emergency."""
        return self.category not in ORDINARY and self.level >= Level.CALL_DOCTOR


@dataclass(frozen=True)
class FollowUp:
    """A question asked after a yes, for the symptoms in `asked_for`. A yes raises as they say."""

    key: str
    question: Question
    asked_for: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Rule:
    """What a flag that comes from the dose log is called, its level, advice and sources.

    `unconfirmed_level` is its level while it is only asked about: doses that are unrecorded, a plan
    that the prescriber decided. None where that cannot be. `worse_level` is its level where the
    rule itself names something graver. Each has its own advice, "" for the same; `other_advice` is
    that of a medicine which no file knows.
    """

    id: str
    label: str
    level: Level
    unconfirmed_level: Level | None
    advice: str
    sources: tuple[Source, ...]
    rows: tuple[str, ...]
    ask_advice: str = ""
    other_advice: str = ""
    worse_level: Level | None = None
    worse_advice: str = ""

    def advice_at(self, level: Level) -> str:
        """What to do about a flag of this rule at `level`."""
        if level is self.unconfirmed_level and self.ask_advice:
            return self.ask_advice
        if level is self.worse_level and self.worse_advice:
            return self.worse_advice
        return self.advice


@dataclass(frozen=True)
class Threshold:
    """A number that a rule compares with, in `unit` (hours, days, points, share, ...)."""

    id: str
    value: Decimal
    unit: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class LabelMaximum:
    """The most a day that the label of a country names. A note with a source, never a limit."""

    country: str
    per_day: Quantity
    source: Source


@dataclass(frozen=True)
class StrengthRange:
    """What the substance comes in, from `least` to `most`: in a piece (tablet, capsule, packet), or
    in 1 mL of a liquid or of what a pump gives. `of` is `piece`, `liquid` or `pump`.
    """

    of: str
    least: Quantity
    most: Quantity
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class AlsoTaken:
    """Another medicine or drink that a doctor should know of, and why it is asked.

    `fact`: a yes is a yes to that fact of the person too, which the rules ask for.
    """

    id: str
    label: str
    why: str
    fact: PersonFact | None
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Call:
    """For the advice of the symptoms and rules `ids` these numbers fit, the first one first."""

    ids: tuple[str, ...]
    kinds: tuple[PhoneKind, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Fact:
    """What the documents say, in our own words, for the page that lists it."""

    topic: str
    text: str
    sources: tuple[Source, ...]
    rows: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """Where official information and the documents part, and what the diary does."""

    topic: str
    documents: str
    official: str
    diary: str
    sources: tuple[Source, ...]


class UnclearSymptom(Refused):
    """No entry, or more than one, has that name. `candidates` are the ids that come near."""

    def __init__(self, given: str, candidates: tuple[str, ...]) -> None:
        self.candidates = candidates
        super().__init__("ambiguous_symptom" if candidates else "unknown_symptom", given)


@dataclass(frozen=True)
class KnowledgeBase:
    """All that the diary knows of one substance. `names` are its names in languages, and brands.

    `passed_over` are words that say nothing of the substance: forms, routes, makers. `called` is
    what the person calls it, "" in a base that no diary has made its own (`spoken`); `carer` is
    the name of who helps to keep that diary.
    """

    medicine: str
    names: tuple[str, ...]
    passed_over: tuple[str, ...]
    version: str
    documents: tuple[str, ...]
    scales: tuple[Scale, ...]
    entries: tuple[Entry, ...]
    follow_ups: tuple[FollowUp, ...]
    rules: tuple[Rule, ...]
    thresholds: tuple[Threshold, ...]
    label_maxima: tuple[LabelMaximum, ...]
    strengths: tuple[StrengthRange, ...]
    calls: tuple[Call, ...]
    also_taken: tuple[AlsoTaken, ...]
    facts: tuple[Fact, ...]
    differences: tuple[Difference, ...]
    called: str = ""
    carer: str = ""
    signs_of_too_much: tuple[Sign, ...] = ()

    def entry(self, id: str) -> Entry:
        """The entry with that id. Any other raises KeyError: ids come from code or from records."""
        for entry in self.entries:
            if entry.id == id:
                return entry
        raise KeyError(id)

    def find(self, text: str) -> Entry:
        """The entry with that id, label or synonym, whatever its case and spacing.

        None, or only a part of a name, raises `UnclearSymptom` with the candidates.
        """
        wanted = plain(text)
        names = self._names()
        if wanted in names:
            return names[wanted]
        near = [entry.id for name, entry in names.items() if wanted and wanted in name.split()]
        near += [names[name].id for name in difflib.get_close_matches(wanted, names, cutoff=0.8)]
        raise UnclearSymptom(text, tuple(dict.fromkeys(near)))

    def _names(self) -> dict[str, Entry]:
        """Each name to what it means. An own thing goes before a synonym, not before a label."""
        names = {plain(name): entry for entry in self.entries for name in names_of(entry)}
        names |= {plain(entry.label): entry for entry in self.entries if entry.own}
        for entry in self.entries:
            if not entry.own:
                names |= {plain(entry.id): entry, plain(entry.label): entry}
        return names

    def serious(self) -> tuple[Entry, ...]:
        """The entries that raise a flag as soon as they are recorded."""
        return tuple(entry for entry in self.entries if entry.serious)

    def common(self) -> tuple[Entry, ...]:
        """The common side effects."""
        return tuple(entry for entry in self.entries if entry.category is Category.COMMON)

    def treated(self) -> tuple[Entry, ...]:
        """What the medicine is taken for, rated 0-10."""
        return tuple(entry for entry in self.entries if entry.category is Category.TREATED)

    def check_questions(self) -> tuple[Entry, ...]:
        """The entries that the safety check asks for, in its order; each has a question."""
        return tuple(entry for entry in self.entries if entry.question is not None)

    def follow_ups_for(self, ids: tuple[str, ...]) -> tuple[FollowUp, ...]:
        """The follow-up questions for those symptoms, each once, in the file's order."""
        return tuple(item for item in self.follow_ups if set(ids) & set(item.asked_for))

    def rule(self, id: str) -> Rule:
        """The dose-log rule with that id. Any other raises KeyError."""
        for rule in self.rules:
            if rule.id == id:
                return rule
        raise KeyError(id)

    def threshold(self, id: str) -> Threshold:
        """The threshold with that id. Any other raises KeyError."""
        for threshold in self.thresholds:
            if threshold.id == id:
                return threshold
        raise KeyError(id)

    def kinds_to_call(self, id: str, level: Level) -> tuple[PhoneKind, ...]:
        """Whose numbers fit the advice of a symptom or rule at that level, the first one first.

        The emergency number comes first wherever a call is called for; the doctor never lacks.
        """
        own = [kind for call in self.calls if id in call.ids for kind in call.kinds]
        first = [PhoneKind.EMERGENCY] if level >= Level.CALL_DOCTOR else []
        return tuple(dict.fromkeys([*first, *own, PhoneKind.DOCTOR]))

    def label_maximum(self, country: str) -> LabelMaximum | None:
        """The label maximum for a country code, None where we have no source for one."""
        return next((item for item in self.label_maxima if item.country == country), None)


def names_of(entry: Entry) -> tuple[str, ...]:
    """Every name a person may type for the entry."""
    return (entry.id, entry.label, *entry.synonyms)


def plain(name: str) -> str:
    """A name without case, underscores, hyphens, curly apostrophes and extra spaces."""
    for sign, instead in (("_", " "), ("-", " "), ("\N{RIGHT SINGLE QUOTATION MARK}", "'")):
        name = name.replace(sign, instead)
    return " ".join(name.casefold().split())
