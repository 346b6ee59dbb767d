"""All that the diary rests on: by document, where official information differs, and the rest.

In our own words, each kind of source by itself: what a document says never stands among what
somebody else says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from diary_app.domain.knowledge import Difference, Entry, KnowledgeBase, Level, Source, Tier
from diary_app.text import _
from diary_app.ui.parts.flag_cards import sources_by_tier, tier_words
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import way
from diary_app.ui.widgets.card import Card, RowsCard, heading, row, stack
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.text import Run, Runs
from diary_app.wording.writing import amount_words, number_words

_DIFFERENCES = "differences"
_Line = tuple[str, str]  # what is said, and where


class Documents(QObject):
    """The page's parts: Back, which source, and what it says."""

    altered = Signal()
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._chosen: object = None
        self.first: QWidget | None = None

    def build(self) -> list[QWidget]:
        """What the chosen source says of every medicine that the diary knows."""
        bases = self._session.diary.knowledge
        options = _options(bases)
        if self._chosen is None and options:
            self._chosen = options[0][0]
        back = way(_("Back"), icon="back")
        back.chosen.connect(self.left)
        self.first = back
        choice = Choice(options, about=_("show"), value=self._chosen, guarded=False)
        choice.picked.connect(self._choose)
        made: list[QWidget] = [row(back), choice]
        for base in bases:
            if len(bases) > 1:
                made.append(heading(base.medicine))
            made += self._parts(base)
        return made

    def _choose(self, chosen: object) -> None:
        self._chosen = chosen
        self.altered.emit()

    def _parts(self, base: KnowledgeBase) -> Iterator[QWidget]:
        match self._chosen:
            case Tier() as tier:
                yield Runs(f"{tier_words(tier)}.", "muted")
                yield from _groups(_of_tier(base, tier))
            case str() if self._chosen == _DIFFERENCES:
                yield Runs(
                    _(
                        "Where the official texts and the two documents differ,"
                        " and which of them this diary follows."
                    ),
                    "muted",
                )
                yield from (_difference(one) for one in base.differences)
            case str() as name if name in base.documents:
                said = _("{tier}, in our own words: {name}.")
                yield Runs(said.format(tier=tier_words(Tier.DOCUMENT), name=name), "muted")
                yield from _groups(_of_document(base, name))


def _options(bases: Iterable[KnowledgeBase]) -> list[tuple[object, str]]:
    names = dict.fromkeys(name for base in bases for name in base.documents)
    options: list[tuple[object, str]] = [
        (name, _("Document {n}").format(n=number)) for number, name in enumerate(names, 1)
    ]
    return [
        *options,
        (_DIFFERENCES, _("Where official information differs")),
        (Tier.LABEL, _("Official information")),
        (Tier.LITERATURE, _("Literature")),
        (Tier.PROPOSAL, _("This diary's own")),
    ]


def _of_document(base: KnowledgeBase, name: str) -> Iterator[tuple[str, _Line]]:
    """What a document says, as (topic, line): its facts, and the symptoms that it names."""

    def lines(sources: Iterable[Source]) -> str:
        refs = [s.ref.removeprefix(f"{name}, ") for s in sources if s.ref.startswith(f"{name},")]
        return ", ".join(refs)

    for fact in base.facts:
        if where := lines(fact.sources):
            yield fact.topic, (fact.text, where)
    for entry in base.entries:
        if where := lines(entry.sources):
            yield _("Symptoms that it names"), (entry.label, f"{_levels(entry)} {where}")
    for rule in base.rules:
        if where := lines(rule.sources):
            yield _("What the diary looks for in the dose log"), (rule.label, where)


def _of_tier(base: KnowledgeBase, tier: Tier) -> Iterator[tuple[str, _Line]]:
    """What rests on a tier of sources that are no documents, as (topic, line)."""
    for topic, said, sources in _statements(base):
        refs = [source.ref for source in sources if source.tier is tier]
        if refs:
            yield topic, (said, "; ".join(refs))


def _statements(base: KnowledgeBase) -> Iterator[tuple[str, str, tuple[Source, ...]]]:
    """Everything that has a source, as (topic, what is said, sources)."""
    for maximum in base.label_maxima:
        most = _("{country}: {amount} a day. A note, not a limit of this diary.").format(
            country=maximum.country, amount=amount_words(maximum.per_day)
        )
        yield _("The most a day that a label names"), most, (maximum.source,)
    for fact in base.facts:
        yield fact.topic, fact.text, fact.sources
    for entry in base.entries:
        yield _("Symptoms"), entry.label, entry.sources
    for item in base.follow_ups:
        yield _("What is asked further"), item.question.text, item.sources
    for rule in base.rules:
        yield _("What the diary looks for in the dose log"), rule.label, rule.sources
    for threshold in base.thresholds:
        name = threshold.id.replace("_", " ").capitalize()
        number = f"{name}: {number_words(threshold.value)} {threshold.unit}"
        yield _("Numbers that the rules compare with"), number, threshold.sources


def _groups(lines: Iterable[tuple[str, _Line]]) -> Iterator[QWidget]:
    """One card for each topic, in the order in which the topics come first."""
    topics: dict[str, list[_Line]] = {}
    for topic, line in lines:
        topics.setdefault(topic, []).append(line)
    for topic, found in topics.items():
        card = RowsCard()
        for said, where in found:
            text = stack(Runs(said), Runs(where, "small"), gap=2)
            card.add_row(text, grow=text, least=0)
        yield stack(heading(topic), card, gap=10)


def _levels(entry: Entry) -> str:
    """How soon someone should know, as the documents say it and as the diary does."""
    own = _("This diary: {level}.").format(level=level_words(entry.level))
    if entry.document_level is None:
        return own
    theirs = _("The documents: {level}.").format(level=level_words(entry.document_level))
    return f"{theirs} {own}"


def level_words(level: Level) -> str:
    """How soon someone should know."""
    return {
        Level.ASK: _("asked about"),
        Level.NEXT_VISIT: _("for the next visit"),
        Level.CALL_DOCTOR: _("call the doctor"),
        Level.EMERGENCY: _("call the emergency number"),
    }[level]


def _difference(one: Difference) -> QWidget:
    card = Card(gap=8)
    card.add(Runs(one.topic, "words"))
    for who, said in (
        (tier_words(Tier.DOCUMENT), one.documents),
        (tier_words(Tier.LABEL), one.official),
        (_("This diary"), one.diary),
    ):
        card.add(Runs([Run(f"{who}: ", "strong"), Run(said)]))
    card.add(*(Runs(runs, "small") for runs in sources_by_tier(one.sources)))
    return card
