"""The patient's questions for the doctor, which stand in the summary until they are done."""

from __future__ import annotations

from diary_app.domain.deeds import AskedQuestion, FinishedQuestion
from diary_app.errors import BadInput
from diary_app.services import texts
from diary_app.services.diary import Diary
from diary_app.storage import queries


def ask(diary: Diary, words: str) -> None:
    """Keep a question. Raises BadInput for an empty one."""
    if not words.strip():
        raise BadInput("question_empty")
    id, words = diary.new_id(), texts.checked(words.strip())
    row: dict[str, str | int | None] = {
        "id": id,
        "words": words,
        "asked_on": diary.now().day.isoformat(),
        "done": 0,
    }
    with diary.edit(AskedQuestion(id, words)) as edit:
        edit.put("questions", row)


def waiting(diary: Diary) -> dict[str, str]:
    """The questions that are not done, by their ids, in the order they came."""
    return queries.open_questions(diary.file)


def finish(diary: Diary, id: str) -> None:
    """The question was answered: it no longer stands in the summary."""
    words = queries.open_questions(diary.file).get(id, "")
    with diary.edit(FinishedQuestion(id, words)) as edit:
        edit.put("questions", {"id": id, "done": 1})
