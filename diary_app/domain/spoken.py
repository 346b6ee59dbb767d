"""A knowledge base in the words of one diary: the person's own name for the medicine."""

from __future__ import annotations

from dataclasses import replace

from diary_app.domain.flag import Flag
from diary_app.domain.knowledge import KnowledgeBase, Question

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
