"""Reads a knowledge file and refuses a malformed one, naming the entry and the field.

It takes the text, so the domain opens no file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal

from diary_app.domain.checked_table import Malformed, Table, read_file
from diary_app.domain.knowledge import (
    CIRCUMSTANCES,
    AlsoTaken,
    Call,
    Category,
    Difference,
    Entry,
    Fact,
    FollowUp,
    KnowledgeBase,
    LabelMaximum,
    Level,
    MoreAdvice,
    Question,
    Raise,
    Rule,
    Scale,
    Sign,
    Source,
    StrengthRange,
    Threshold,
    Tier,
    names_of,
    plain,
)
from diary_app.domain.person import PersonFact
from diary_app.domain.phones import PhoneKind
from diary_app.domain.quantity import Quantity, parse_quantity
from diary_app.frozen import dataclass

_LINE = re.compile(r"(\w+):(\d+)")


def parse(text: str) -> KnowledgeBase:
    """The knowledge of one medicine. Raises `Malformed` for whatever is not as it must be."""
    file = read_file(text)
    cited = _cited(file)
    scales = {scale.id: scale for scale in map(_scale, file.named("scale"))}
    knowledge = KnowledgeBase(
        medicine=file.word("medicine"),
        names=file.words("names"),
        passed_over=file.words("passed_over", []),
        version=file.word("version"),
        documents=tuple(document.file for document in cited.documents.values()),
        scales=tuple(scales.values()),
        entries=tuple(_entry(table, cited, scales) for table in file.named("entry")),
        follow_ups=tuple(_follow_up(table, cited) for table in file.named("follow_up", [])),
        rules=tuple(_rule(table, cited) for table in file.named("rule", [])),
        thresholds=tuple(_threshold(table, cited) for table in file.named("threshold", [])),
        label_maxima=tuple(_maximum(table, cited) for table in file.named("label_maximum", [])),
        strengths=tuple(_strength(table, cited) for table in file.named("strength", [])),
        calls=tuple(_call(table, cited) for table in file.tables("call", [])),
        also_taken=tuple(_also_taken(table, cited) for table in file.named("also_taken", [])),
        facts=tuple(_fact(table, cited) for table in file.named("fact", [])),
        differences=tuple(_difference(table, cited) for table in file.named("difference", [])),
        signs_of_too_much=tuple(map(_sign, file.tables("sign_of_too_much", []))),
    )
    file.done()
    _check_names(knowledge)
    _check_references(knowledge)
    return knowledge


@dataclass(frozen=True)
class _Document:
    """A document: its file, and the sections that begin on which line."""

    file: str
    sections: tuple[tuple[int, str], ...]

    def section(self, line: int) -> str:
        """The section that holds a line, "" before the first."""
        return next((name for first, name in reversed(self.sections) if first <= line), "")


@dataclass(frozen=True)
class _Reference:
    """A label or paper that sources name by the words they begin with."""

    name: str
    title: str
    version: str
    address: str


@dataclass(frozen=True)
class _Cited:
    """What sources refer to."""

    documents: dict[str, _Document]
    references: tuple[_Reference, ...]

    def reference(self, words: str) -> _Reference | None:
        """The reference whose name `words` begin with; of two the longer name."""
        fitting = [one for one in self.references if words.startswith(one.name)]
        return max(fitting, key=lambda one: len(one.name), default=None)


def _cited(file: Table) -> _Cited:
    documents = {}
    for table in file.named("document", []):
        sections = []
        name, path = table.word("id"), table.word("file")
        for section in table.tables("section", []):
            sections.append((section.take("line", int), section.word("name")))
            section.done()
        documents[name] = _Document(path, tuple(sections))
        table.done()
    return _Cited(documents, tuple(map(_reference, file.tables("reference", []))))


def _reference(table: Table) -> _Reference:
    reference = _Reference(
        table.word("name"), table.word("title"), table.word("version"), table.word("address")
    )
    table.done()
    return reference


def _scale(table: Table) -> Scale:
    scale = Scale(
        id=table.id(),
        highest=table.take("highest", int),
        words=table.words("words"),
        best=table.take("best", int),
    )
    table.done()
    if scale.highest < 1:
        table.refuse("highest", "below_one")
    if len(scale.words) not in (2, scale.highest + 1):
        table.refuse("words", "not_every_number_nor_both_ends")
    if scale.best not in (0, scale.highest):
        table.refuse("best", "not_an_end")
    return scale


def _sources(table: Table, cited: _Cited) -> tuple[Source, ...]:
    """Written as `004:5` (document and line) or `label: words`."""
    return tuple(_source(table, text, cited) for text in table.words("sources"))


def _source(table: Table, text: str, cited: _Cited) -> Source:
    if line := _LINE.fullmatch(text):
        document = cited.documents.get(line[1])
        if document is None:
            table.refuse("sources", f"no_such_document: {line[1]!r}")
        ref = f"{document.file}, line {line[2]}"
        return Source(Tier.DOCUMENT, ref, section=document.section(int(line[2])))
    tier, colon, ref = text.partition(":")
    if not colon or not ref.strip() or tier not in set(Tier) - {Tier.DOCUMENT}:
        table.refuse("sources", f"not_a_source: {text!r}")
    words = ref.strip()
    reference = cited.reference(words)
    if reference is None or tier == Tier.PROPOSAL:
        return Source(Tier(tier), words)
    section = words.partition(", ")[2] or words.removeprefix(reference.name).strip()
    return Source(Tier(tier), words, section, reference.title, reference.version, reference.address)


def _entry(table: Table, cited: _Cited, scales: dict[str, Scale]) -> Entry:
    id = table.id()
    scale = table.word("scale")
    if scale not in scales:
        table.refuse("scale", f"no_such_scale: {scale!r}")
    question = table.word("question", "")
    hint = table.word("hint", "")
    entry = Entry(
        id=id,
        label=table.word("label"),
        category=table.choice("category", Category),
        level=table.choice("level", Level),
        document_level=table.optional_choice("document_level", Level),
        synonyms=table.words("synonyms", []),
        scale=scales[scale],
        advice=table.word("advice"),
        sources=_sources(table, cited),
        question=Question(question, hint) if question else None,
        raises=tuple(_raise(item) for item in table.tables("raises", [])),
        rows=table.words("rows", []),
        everyday=table.take("everyday", bool, False),
        more_advice=tuple(map(_more_advice, table.tables("more_advice", []))),
        meaning=table.word("meaning", ""),
        regions=table.take("regions", bool, False),
        number_names=table.words("number_names", []),
    )
    table.done()
    if entry.document_level is not None and entry.level < entry.document_level:
        table.refuse("level", f"below_the_documents: {entry.document_level.value}")
    from_document = any(source.tier is Tier.DOCUMENT for source in entry.sources)
    if entry.document_level is not None and not from_document:
        table.refuse("sources", "no_document_for_its_level")
    return entry


def _raise(table: Table) -> Raise:
    result = Raise(
        when=table.id("when"),
        to=table.choice("to", Level),
        least=table.take("least", int, 0),
        other=table.take("other", int, 0),
    )
    table.done()
    return result


def _sign(table: Table) -> Sign:
    sign = Sign(table.id("symptom"), table.take("least", int, 0))
    table.done()
    return sign


def _more_advice(table: Table) -> MoreAdvice:
    fact, text = table.id("fact"), table.word("text")
    if fact not in set(PersonFact):
        table.refuse("fact", f"no_such_fact: {fact!r}")
    table.done()
    return MoreAdvice(fact, text)


def _follow_up(table: Table, cited: _Cited) -> FollowUp:
    follow_up = FollowUp(
        key=table.id("key"),
        question=Question(table.word("question"), table.word("hint", "")),
        asked_for=table.words("asked_for"),
        sources=_sources(table, cited),
    )
    table.done()
    return follow_up


def _rule(table: Table, cited: _Cited) -> Rule:
    rule = Rule(
        id=table.id(),
        label=table.word("label"),
        level=table.choice("level", Level),
        unconfirmed_level=table.optional_choice("unconfirmed_level", Level),
        advice=table.word("advice"),
        sources=_sources(table, cited),
        rows=table.words("rows", []),
        ask_advice=table.word("ask_advice", ""),
        other_advice=table.word("other_advice", ""),
        worse_level=table.optional_choice("worse_level", Level),
        worse_advice=table.word("worse_advice", ""),
    )
    table.done()
    return rule


def _threshold(table: Table, cited: _Cited) -> Threshold:
    threshold = Threshold(
        id=table.id(),
        value=_number(table, "value"),
        unit=table.word("unit"),
        sources=_sources(table, cited),
    )
    table.done()
    return threshold


def _number(table: Table, field: str) -> Decimal:
    value = table.take(field, str)
    if not re.fullmatch(r"\d+(\.\d+)?", value):
        table.refuse(field, f"not_a_number: {value!r}")
    return Decimal(value)


def thresholds_of(file: Table) -> tuple[Threshold, ...]:
    """The thresholds of a file that is about no one substance and has no documents."""
    return tuple(_threshold(table, _Cited({}, ())) for table in file.named("threshold"))


def _quantity(table: Table, field: str) -> Quantity:
    try:
        return parse_quantity(table.word(field))
    except ValueError as error:
        table.refuse(field, str(error))


_STRENGTHS_OF = ("piece", "liquid", "pump")


def _strength(table: Table, cited: _Cited) -> StrengthRange:
    of = table.word("of")
    if of not in _STRENGTHS_OF:
        table.refuse("of", f"not_one_of: {of!r}, {', '.join(_STRENGTHS_OF)}")
    least, most = _quantity(table, "least"), _quantity(table, "most")
    strength = StrengthRange(of, least, most, _sources(table, cited))
    table.done()
    return strength


def _maximum(table: Table, cited: _Cited) -> LabelMaximum:
    country, amount = table.word("country"), _quantity(table, "per_day")
    maximum = LabelMaximum(country, amount, _source(table, table.word("source"), cited))
    table.done()
    return maximum


def _also_taken(table: Table, cited: _Cited) -> AlsoTaken:
    also = AlsoTaken(
        id=table.id(),
        label=table.word("label"),
        why=table.word("why"),
        fact=table.optional_choice("fact", PersonFact),
        sources=_sources(table, cited),
    )
    table.done()
    return also


def _call(table: Table, cited: _Cited) -> Call:
    ids, kinds = table.words("ids"), table.words("kinds")
    for kind in kinds:
        if kind not in set(PhoneKind):
            table.refuse("kinds", f"not_one_of: {kind!r}, {', '.join(PhoneKind)}")
    call = Call(ids, tuple(PhoneKind(kind) for kind in kinds), _sources(table, cited))
    table.done()
    return call


def _fact(table: Table, cited: _Cited) -> Fact:
    fact = Fact(
        topic=table.word("topic"),
        text=table.word("text"),
        sources=_sources(table, cited),
        rows=table.words("rows", []),
    )
    table.done()
    return fact


def _difference(table: Table, cited: _Cited) -> Difference:
    difference = Difference(
        topic=table.word("topic"),
        documents=table.word("documents"),
        official=table.word("official"),
        diary=table.word("diary"),
        sources=_sources(table, cited),
    )
    table.done()
    return difference


def _check_names(knowledge: KnowledgeBase) -> None:
    """Each id, label and synonym leads to one entry; each other id stands once."""
    owner: dict[str, str] = {}
    for entry in knowledge.entries:
        for name in names_of(entry):
            held = owner.setdefault(plain(name), entry.id)
            if held != entry.id:
                raise Malformed(f"entry {entry.id!r}", "synonyms", f"twice: {name!r}, {held!r}")
    _once("entry", (entry.id for entry in knowledge.entries))
    _once("follow_up", (item.key for item in knowledge.follow_ups))
    _once("rule", (rule.id for rule in knowledge.rules))
    _once("threshold", (item.id for item in knowledge.thresholds))
    _once("also_taken", (item.id for item in knowledge.also_taken))
    _once("label_maximum", (item.country for item in knowledge.label_maxima))


def _once(kind: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for id in ids:
        if id in seen:
            raise Malformed(f"{kind} {id!r}", "id", "twice")
        seen.add(id)


def _check_references(knowledge: KnowledgeBase) -> None:
    """Follow-ups ask for entries that exist; what raises a level can be known."""
    ids = {entry.id for entry in knowledge.entries}
    keys = {item.key for item in knowledge.follow_ups}
    known: Callable[[str], bool] = (ids | keys | CIRCUMSTANCES).__contains__
    named = [("sign_of_too_much", "symptom", sign.symptom) for sign in knowledge.signs_of_too_much]
    for item in knowledge.follow_ups:
        named += [(f"follow_up {item.key!r}", "asked_for", id) for id in item.asked_for]
    for place, field, id in named:
        if id not in ids:
            raise Malformed(place, field, f"no_such_entry: {id!r}")
    advised = ids | {rule.id for rule in knowledge.rules}
    for call in knowledge.calls:
        for id in call.ids:
            if id not in advised:
                raise Malformed("call", "ids", f"no_such_entry_or_rule: {id!r}")
    for entry in knowledge.entries:
        for one in entry.raises:
            if not known(one.when):
                raise Malformed(
                    f"entry {entry.id!r}", "raises", f"no_such_follow_up_or_entry: {one.when!r}"
                )
