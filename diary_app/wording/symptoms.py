"""A symptom, its rating and its scale."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from diary_app.domain.knowledge import Entry, KnowledgeBase
from diary_app.domain.symptom import Answer, Observation
from diary_app.text import _, ngettext, small
from diary_app.wording.days import clock, near_moment
from diary_app.wording.writing import number_words


def short_label(entry: Entry) -> str:
    """The label without what stands in brackets: Drowsiness, not Drowsiness (sleepy)."""
    return entry.label.partition(" (")[0]


def entry_of(id: str, knowledge: Sequence[KnowledgeBase]) -> Entry | None:
    """What is known of a symptom; None for one that an older file named."""
    entries = (entry for base in knowledge for entry in base.entries)
    return next((entry for entry in entries if entry.id == id), None)


def name_of(id: str, knowledge: Sequence[KnowledgeBase]) -> str:
    """The short label of a symptom or the label of a rule; the id where nobody knows it."""
    entry = entry_of(id, knowledge)
    if entry is not None:
        return short_label(entry)
    labels = (rule.label for base in knowledge for rule in base.rules if rule.id == id)
    return next(labels, id)


def question_name(id: str, knowledge: Sequence[KnowledgeBase]) -> str:
    """What a question of the safety check is about: a symptom's name, a follow-up's own words."""
    asked = (item for base in knowledge for item in base.follow_ups if item.key == id)
    return next((item.question.text for item in asked), name_of(id, knowledge))


def answer_word(answer: Answer) -> str:
    """An answer of the safety check."""
    return {
        Answer.YES: _("Yes"),
        Answer.NO: _("No"),
        Answer.NOT_SURE: _("Not sure"),
        Answer.NOT_ASKED: _("Not asked"),
    }[answer]


def rating_of(
    id: str, value: int | Decimal | None, knowledge: Sequence[KnowledgeBase], unit: str = ""
) -> str:
    """A rating in the words of its symptom's scale: 4, moderate; present where none was given.

    A number in the unit that stands with it: 72.5 kg.
    """
    entry = entry_of(id, knowledge)
    if isinstance(value, Decimal) and unit:
        return measured(value, unit)
    if entry is None or value is None:
        return _("present") if value is None else str(value)
    return value_words(entry, value)


def measured(value: Decimal, unit: str) -> str:
    """A number with its unit: 72.5 kg."""
    number = number_words(value)
    return f"{number}\N{NO-BREAK SPACE}{unit}" if unit else number


def times_words(n: int) -> str:
    """How often: once is 1 time."""
    return ngettext("{n} time", "{n} times", n).format(n=n)


def value_words(entry: Entry, value: int | Decimal | None) -> str:
    """A rating in the words of its scale: 4, or moderate; 3 times; 72.5 kg."""
    if value is None:
        return _("present")
    if isinstance(value, Decimal):
        whole = value == value.to_integral_value()
        if entry.scale.counted and whole:
            return times_words(int(value))
        return measured(value, entry.scale.unit)
    if entry.scale.is_open or not 0 <= value <= entry.scale.highest:
        return str(value)
    worded = len(entry.scale.words) == entry.scale.highest + 1
    return small(entry.scale.word(value)) if worded else str(value)


def severity(value: int) -> str:
    """The word of a side effect's 0-4 scale."""
    return (_("None"), _("Mild"), _("Moderate"), _("Severe"), _("Very severe"))[value]


def scale_title(top: int, *, best_is_high: bool) -> str:
    """Which end of a panel's scale is which."""
    if top == 4:
        return _("0 none to 4 very severe") if not best_is_high else _("0 to 4, 4 is best")
    if top == 1:
        return _("0 no, 1 yes")
    return _("0 to 10, 10 is best") if best_is_high else _("0 to 10, 10 is worst")


def last_words(entry: Entry, seen: Observation | None, today: date) -> str:
    """What a tile says below its name: 4 · yesterday 21:10, or not yet recorded."""
    if seen is None:
        return _("not yet recorded")
    # The time alone is today's.
    when = clock(seen.at) if seen.at.day == today else near_moment(seen.at, today)
    return f"{value_words(entry, seen.value)} · {when}"
