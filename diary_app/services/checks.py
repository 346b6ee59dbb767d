"""The safety check that is being answered: one check, which grows with every answer.

A Yes and a Not sure are stored at the press, each as an edit of its own; so is every answer that
takes the place of a stored one. A No waits for Save, and outlives a window that is closed or ended
meanwhile: it is kept as a draft, with no undo step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import datetime, timedelta
from uuid import uuid4

from diary_app.domain.deeds import AnsweredCheck, Corrected, Logged, named
from diary_app.domain.dose import EnteredBy
from diary_app.domain.symptom import Answer, SafetyCheck
from diary_app.errors import BadInput, NotFound
from diary_app.frozen import dataclass
from diary_app.services import records, symptoms
from diary_app.services.diary import Diary
from diary_app.storage import queries, record_rows
from diary_app.storage.columns import json_text

# A design proposal: a check that was left is taken up again for so long; later it is a new check,
# since an answer stands at the moment the check was begun.
LASTS = timedelta(hours=6)
_DRAFT = "check_draft"


@dataclass(frozen=True)
class InProgress:
    """What is answered so far: `stored` in the log (None: nothing yet), `noes` not yet saved."""

    stored: SafetyCheck | None = None
    noes: tuple[str, ...] = ()

    @property
    def answers(self) -> dict[str, Answer]:
        """Every answer given, by symptom id."""
        given = {} if self.stored is None else self.stored.answers
        found = dict.fromkeys(self.noes, Answer.NO)
        return found | {id: a for id, a in given.items() if a is not Answer.NOT_ASKED}

    @property
    def followups(self) -> dict[str, bool]:
        """The follow-up questions answered, by key."""
        return {} if self.stored is None else self.stored.followups


@dataclass(frozen=True)
class _Draft:
    """What is kept beside the log: which check it is, when it was begun, what waits for Save."""

    id: str
    begun: datetime
    noes: tuple[str, ...] = field(default=())


def in_progress(diary: Diary) -> InProgress:
    """The check that is being answered, empty where none is."""
    draft = _draft(diary)
    return InProgress() if draft is None else InProgress(_stored(diary, draft.id), draft.noes)


def answer(diary: Diary, symptom: str, given: Answer, by: EnteredBy = EnteredBy.ME) -> bool:
    """Keep the answer of one question. Whether it was stored: a first No waits for Save."""
    draft = _draft(diary) or _new_draft(diary)
    before = _stored(diary, draft.id)
    known = Answer.NOT_ASKED if before is None else before.answers.get(symptom, Answer.NOT_ASKED)
    noes = tuple(id for id in draft.noes if id != symptom)
    if given is Answer.NO and known is Answer.NOT_ASKED:
        _keep(diary, replace(draft, noes=(*noes, symptom)))
        return False
    if given is known:
        return False
    draft = _with_own_id(diary, replace(draft, noes=noes), before)
    check = _grown(diary, draft, before, {symptom: given}, by)
    with diary.edit(AnsweredCheck(check.id, symptom, given, check.at)) as edit:
        edit.put("checks", record_rows.from_check(check))
    _keep(diary, draft)
    return True


def answer_follow_up(diary: Diary, key: str, given: bool) -> None:
    """Store the answer of a follow-up question. Raises NotFound where no check was begun."""
    before = in_progress(diary).stored
    if before is None:
        raise NotFound("no_check_begun")
    check = replace(before, followups=before.followups | {key: given})
    said = Answer.YES if given else Answer.NO
    with diary.edit(AnsweredCheck(check.id, key, said, check.at)) as edit:
        edit.put("checks", record_rows.from_check(check))


def finish(diary: Diary, by: EnteredBy = EnteredBy.ME, *, none_of_these: bool = False) -> None:
    """Store what still waits and end the check. Raises BadInput where nothing is answered.

    `none_of_these`: every question that is not answered otherwise is a No.
    """
    draft = _draft(diary) or _new_draft(diary)
    before = _stored(diary, draft.id)
    stored = InProgress(before).answers
    noes = symptoms.question_ids(diary) if none_of_these else draft.noes
    new = {id: Answer.NO for id in noes if id not in stored}
    if not stored and not new:
        raise BadInput("check_empty")
    if new:
        check = _grown(diary, _with_own_id(diary, draft, before), before, new, by)
        deed = Logged((named(check),)) if before is None else Corrected(named(check))
        with diary.edit(deed) as edit:
            edit.put("checks", record_rows.from_check(check))
    diary.file.set_quietly(_DRAFT, json_text({}))


def keep_noes(diary: Diary, by: EnteredBy = EnteredBy.ME) -> None:
    """Store the Noes that wait for Save; the check can still be taken up again."""
    draft = _draft(diary)
    if draft is None or not draft.noes:
        return
    before = _stored(diary, draft.id)
    draft = _with_own_id(diary, draft, before)
    check = _grown(diary, draft, before, dict.fromkeys(draft.noes, Answer.NO), by)
    with diary.edit(Logged((named(check),))) as edit:
        edit.put("checks", record_rows.from_check(check))
    _keep(diary, replace(draft, noes=()))


def _grown(
    diary: Diary,
    draft: _Draft,
    before: SafetyCheck | None,
    answers: Mapping[str, Answer],
    by: EnteredBy,
) -> SafetyCheck:
    """The check with these answers too; one that begins now where there was none."""
    now = diary.now()
    if before is None:
        asked = dict.fromkeys(symptoms.question_ids(diary), Answer.NOT_ASKED)
        before = SafetyCheck(draft.id, now, now, asked, {}, by)
    return replace(before, answers=before.answers | dict(answers))


def _draft(diary: Diary) -> _Draft | None:
    kept = queries.settings(diary.file).get(_DRAFT) or {}
    try:
        draft = _Draft(kept["id"], datetime.fromisoformat(kept["begun"]), tuple(kept["noes"]))
    except (KeyError, TypeError, ValueError):
        return None
    now = diary.now()
    age = now.utc - draft.begun
    return draft if timedelta() <= age < LASTS else None


def _new_draft(diary: Diary) -> _Draft:
    return _Draft(str(uuid4()), diary.now().utc)


def _keep(diary: Diary, draft: _Draft) -> None:
    kept = {"id": draft.id, "begun": draft.begun.isoformat(), "noes": list(draft.noes)}
    diary.file.set_quietly(_DRAFT, json_text(kept))


def _stored(diary: Diary, id: str) -> SafetyCheck | None:
    """The check of that id; None for one that was never stored, undone, or taken out of the log."""
    try:
        record = records.find(diary, id)
    except NotFound:
        return None
    value = record.value
    return value if isinstance(value, SafetyCheck) and not record.removed else None


def _with_own_id(diary: Diary, draft: _Draft, before: SafetyCheck | None) -> _Draft:
    """A check that was undone or taken out is not brought back by another answer: it has a new id.

    Redo, and the list of what was taken out, still find the old one.
    """
    if before is not None:
        return draft
    return replace(draft, id=str(uuid4()), begun=diary.now().utc)
