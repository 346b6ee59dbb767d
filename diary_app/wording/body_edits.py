"""Edits of own things, goals, lasting symptoms and the question whether a dose helped."""

from __future__ import annotations

from collections.abc import Sequence

from diary_app.domain.body_deeds import (
    AddedTracked,
    AnsweredHelped,
    ArchivedTracked,
    BodyDeed,
    BroughtBackTracked,
    ChangedTracked,
    EndedGoal,
    EndedSymptom,
    SetGoal,
)
from diary_app.domain.knowledge import KnowledgeBase
from diary_app.text import _, small
from diary_app.wording.days import moment_words
from diary_app.wording.measures import helped_word
from diary_app.wording.symptoms import name_of


def body_words(deed: BodyDeed, year: int, knowledge: Sequence[KnowledgeBase]) -> str:
    """The edit in one line; a day of another year than `year` says its own."""
    match deed:
        case AddedTracked(name=name):
            return _("{name}: added to what you track").format(name=name)
        case ChangedTracked(name=name):
            return _("{name}: changed").format(name=name)
        case ArchivedTracked(name=name):
            return _("{name}: put away").format(name=name)
        case BroughtBackTracked(name=name):
            return _("{name}: tracked again").format(name=name)
        case EndedSymptom(symptom=symptom, at=at):
            name, when = name_of(symptom, knowledge), moment_words(at, year)
            return _("{symptom}: ended, {at}").format(symptom=name, at=when)
        case SetGoal(words=goal):
            return _("Goal “{goal}”: set").format(goal=goal)
        case EndedGoal(words=goal):
            return _("Goal “{goal}”: ended").format(goal=goal)
        case AnsweredHelped(medicine=medicine, answer=answer, at=at):
            return _("{medicine}, {at}: did it help? {answer}").format(
                medicine=medicine, at=moment_words(at, year), answer=small(helped_word(answer))
            )
