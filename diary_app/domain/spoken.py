"""A knowledge base in the words of one diary: the person's own name for the medicine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from diary_app.domain.flag import Flag
from diary_app.domain.knowledge import (
    AlsoTaken,
    Entry,
    FollowUp,
    KnowledgeBase,
    Question,
    Scale,
)

Named = TypeVar("Named", Scale, Entry, AlsoTaken)

MEDICINE = "{medicine}"
"""Stands in what is shown for the person's own medicine of the substance."""


def spoken(base: KnowledgeBase, medicine: str) -> KnowledgeBase:
    """The base with `medicine`, as the person calls it, wherever symptoms and questions name it.

    Rules keep the sign: each of their flags is about one medicine of the diary, see `about`.
    """

    def said(text: str) -> str:
        return text.replace(MEDICINE, medicine)

    def asked(question: Question) -> Question:
        return Question(said(question.text), said(question.hint))

    return replace(
        base,
        entries=tuple(
            replace(
                entry,
                label=said(entry.label),
                advice=said(entry.advice),
                question=None if entry.question is None else asked(entry.question),
                more_advice=tuple(
                    replace(more, text=said(more.text)) for more in entry.more_advice
                ),
            )
            for entry in base.entries
        ),
        follow_ups=tuple(replace(item, question=asked(item.question)) for item in base.follow_ups),
        called=medicine,
    )


def about(flag: Flag, medicine: str) -> Flag:
    """The flag of a rule in the words of the medicine that it is about."""
    return replace(
        flag,
        label=flag.label.replace(MEDICINE, medicine),
        advice=flag.advice.replace(MEDICINE, medicine),
    )


def joined(bases: Sequence[KnowledgeBase]) -> KnowledgeBase:
    """All the symptoms, questions, facts and numbers to call of `bases` as one base, for lists.

    What two bases name is there once, as the first has it. Rules and thresholds are the first
    one's: they judge one substance, see `Rulebook`. `bases` holds at least one.
    """
    first, *others = bases
    return replace(
        first,
        scales=_once(first.scales, (base.scales for base in others)),
        entries=_once(first.entries, (base.entries for base in others)),
        follow_ups=_asked_once(base.follow_ups for base in bases),
        also_taken=_once(first.also_taken, (base.also_taken for base in others)),
        calls=(*first.calls, *(call for base in others for call in base.calls)),
        facts=(*first.facts, *(fact for base in others for fact in base.facts)),
    )


def _once(own: tuple[Named, ...], others: Iterable[tuple[Named, ...]]) -> tuple[Named, ...]:
    """`own`, and of the others what has an id that was not there yet."""
    found = {item.id: item for item in own}
    for more in others:
        for item in more:
            found.setdefault(item.id, item)
    return tuple(found.values())


def _asked_once(every: Iterable[tuple[FollowUp, ...]]) -> tuple[FollowUp, ...]:
    """Each follow-up question once, for all the symptoms that some base asks it for."""
    found: dict[str, FollowUp] = {}
    for items in every:
        for item in items:
            before = found.setdefault(item.key, item)
            symptoms = tuple(dict.fromkeys((*before.asked_for, *item.asked_for)))
            found[item.key] = replace(before, asked_for=symptoms)
    return tuple(found.values())
