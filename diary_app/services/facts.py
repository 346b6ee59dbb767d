"""Facts about the person: what was answered, and a new answer."""

from __future__ import annotations

from diary_app.domain.deeds import AnsweredFact
from diary_app.domain.person import Answered, FactAnswer, PersonFact
from diary_app.errors import BadInput
from diary_app.services.diary import Diary
from diary_app.storage import queries, record_rows


def answers(diary: Diary) -> dict[PersonFact, FactAnswer]:
    """The answer of every fact, in their order; unknown where nobody answered."""
    given = {answered.fact: answered.answer for answered in queries.facts(diary.file)}
    return {fact: given.get(fact, FactAnswer.UNKNOWN) for fact in PersonFact}


def answer(diary: Diary, fact: PersonFact, given: FactAnswer) -> None:
    """Store the answer of one fact; `unknown` takes an answer back."""
    with diary.edit(AnsweredFact(fact)) as edit:
        edit.put("facts", record_rows.from_fact(Answered(fact, given, diary.now())))


def parsed(id: str, given: str) -> tuple[PersonFact, FactAnswer]:
    """A fact and its answer as typed. Raises BadInput naming what there is."""
    try:
        fact = PersonFact(id.strip().lower().replace("-", "_").replace(" ", "_"))
    except ValueError as error:
        raise BadInput("no_such_fact", id=id, names=tuple(PersonFact)) from error
    try:
        return fact, FactAnswer(given.strip().lower())
    except ValueError as error:
        raise BadInput("no_answer_to_fact", given=given) from error
