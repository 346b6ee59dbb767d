"""A knowledge base in another language: what is shown is said anew, what is found keeps its names.

The file is English, and its texts are the keys of the catalogue. What a script types, an id, an
English label or synonym, is understood in every language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from diary_app.domain.knowledge import (
    AlsoTaken,
    Difference,
    Entry,
    FollowUp,
    KnowledgeBase,
    Question,
    Rule,
    Scale,
)

Say = Callable[[str], str]
"""A text in another language."""

BETWEEN = ", "
"""Stands between the synonyms of an entry, which are translated as one text."""


def in_language(base: KnowledgeBase, say: Say) -> KnowledgeBase:
    """The base with each text that is shown as `say` says it."""
    scales = {scale.id: _scale(scale, say) for scale in base.scales}
    return replace(
        base,
        scales=tuple(scales.values()),
        entries=tuple(_entry(entry, scales, say) for entry in base.entries),
        follow_ups=tuple(_follow_up(item, say) for item in base.follow_ups),
        rules=tuple(_rule(rule, say) for rule in base.rules),
        also_taken=tuple(_also_taken(item, say) for item in base.also_taken),
        facts=tuple(
            replace(fact, topic=say(fact.topic), text=say(fact.text)) for fact in base.facts
        ),
        differences=tuple(_difference(one, say) for one in base.differences),
    )


def texts_of(base: KnowledgeBase) -> Iterator[str]:
    """Each text that `in_language` asks for, in the file's order, once."""
    found = dict[str, None]()

    def say(text: str) -> str:
        found[text] = None
        return text

    in_language(base, say)
    yield from found


def _said(text: str, say: Say) -> str:
    return say(text) if text else ""  # gettext answers "" with its own header


def _scale(scale: Scale, say: Say) -> Scale:
    words = tuple(_said(word, say) for word in scale.words)
    return scale if words == scale.words else replace(scale, words=words, also=scale.words)


def _question(question: Question, say: Say) -> Question:
    return Question(say(question.text), _said(question.hint, say))


def _entry(entry: Entry, scales: dict[str, Scale], say: Say) -> Entry:
    label, synonyms = say(entry.label), _said(BETWEEN.join(entry.synonyms), say)
    names = (*entry.synonyms, entry.label, *synonyms.split(BETWEEN))
    return replace(
        entry,
        label=label,
        synonyms=tuple(dict.fromkeys(name for name in names if name and name != label)),
        scale=scales[entry.scale.id],
        advice=say(entry.advice),
        question=None if entry.question is None else _question(entry.question, say),
        more_advice=tuple(replace(more, text=say(more.text)) for more in entry.more_advice),
        meaning=_said(entry.meaning, say),
    )


def _follow_up(item: FollowUp, say: Say) -> FollowUp:
    return replace(item, question=_question(item.question, say))


def _rule(rule: Rule, say: Say) -> Rule:
    return replace(
        rule,
        label=say(rule.label),
        advice=say(rule.advice),
        ask_advice=_said(rule.ask_advice, say),
        other_advice=_said(rule.other_advice, say),
        worse_advice=_said(rule.worse_advice, say),
    )


def _also_taken(item: AlsoTaken, say: Say) -> AlsoTaken:
    return replace(item, label=say(item.label), why=say(item.why))


def _difference(one: Difference, say: Say) -> Difference:
    return Difference(
        say(one.topic), say(one.documents), say(one.official), say(one.diary), one.sources
    )
