"""What the patient says of how a free text was read: it happened, it did not, the reading is right.

A yes is an observation at the moment of the text; a no and a "right" are answers to the reading
as to a flag. The text is never altered, and the reading itself stays as it was stored.
"""

from __future__ import annotations

from diary_app.domain.days import Days
from diary_app.domain.deeds import AnsweredReading
from diary_app.domain.dose import EnteredBy
from diary_app.domain.flag import SYMPTOM_RULE, Flag
from diary_app.domain.history import History, StoredReading
from diary_app.domain.knowledge import Level
from diary_app.domain.moment import DAY
from diary_app.domain.reading import Reading
from diary_app.domain.reading_context import Outcome
from diary_app.domain.statements import statements_of
from diary_app.domain.symptom import AnswerKind, FlagAnswer, Observation
from diary_app.errors import BadInput
from diary_app.frozen import dataclass
from diary_app.services import flags, symptoms, texts
from diary_app.services.diary import Diary
from diary_app.services.histories import load
from diary_app.storage import record_rows


@dataclass(frozen=True)
class Asked:
    """One symptom read in the text of a record, and what the patient said of that.

    `happened`: it stands in the log at the moment of the text. `answer`: the patient said that the
    reading is wrong, or, where no symptom was read, that this is right. Neither: still open.
    """

    stored: StoredReading
    reading: Reading
    happened: bool = False
    answer: FlagAnswer | None = None

    @property
    def open(self) -> bool:
        """Whether the patient has said nothing of it yet."""
        return not self.happened and self.answer is None


def asked_of(history: History, record_id: str) -> tuple[Asked, ...]:
    """What was read in the text of a record, in the text's order."""
    return tuple(
        _asked(history, stored, reading)
        for stored in history.readings
        if stored.record_id == record_id
        for reading in stored.readings
    )


def of_flag(diary: Diary, flag: Flag) -> Asked | None:
    """The open reading that a flag rests on; None where it rests on what was rated or checked."""
    if flag.rule != SYMPTOM_RULE:
        return None
    history = load(diary, Days.through(flag.at.day, flag.until.day))
    for piece in flag.evidence:
        for asked in asked_of(history, piece.record):
            if asked.reading.term == flag.id and asked.open:
                return asked
    return None


def happened(diary: Diary, asked: Asked, entered_by: EnteredBy = EnteredBy.ME) -> Observation:
    """Record the symptom as present, not rated, at the moment of the text."""
    at = asked.stored.at
    return symptoms.observe(diary, asked.reading.term, None, at, entered_by=entered_by)


def denied(diary: Diary, asked: Asked, reason: str) -> FlagAnswer:
    """Keep that the symptom did not happen, and why: dismisses the flag that rests on the text.

    A flag that rests on another statement of the symptom too goes on waiting.
    """
    if not reason.strip():
        raise BadInput("reason_needed")
    return _answer(diary, asked, AnswerKind.DISMISSED, reason.strip())


def right(diary: Diary, asked: Asked) -> FlagAnswer:
    """Keep that the patient saw a text read as "no such symptom", and that this is right."""
    return _answer(diary, asked, AnswerKind.ACKNOWLEDGED, "")


def _asked(history: History, stored: StoredReading, reading: Reading) -> Asked:
    seen = any(
        one.symptom == reading.term and one.at.utc == stored.at.utc and one.value != 0
        for one in history.observations
    )
    absent = reading.outcome is Outcome.NONE_BUT_SHOW
    kind = AnswerKind.ACKNOWLEDGED if absent else AnswerKind.DISMISSED
    given = [
        answer
        for answer in history.flag_answers
        if answer.flag_id == reading.term
        and answer.kind is kind
        and stored.record_id in answer.evidence
    ]
    return Asked(stored, reading, seen, given[-1] if given else None)


def _answer(diary: Diary, asked: Asked, kind: AnswerKind, words: str) -> FlagAnswer:
    evidence, level = _ground(diary, asked)
    answer = FlagAnswer(
        id=diary.new_id(),
        flag_id=asked.reading.term,
        rule=SYMPTOM_RULE,
        evidence=evidence,
        level=level.value,
        kind=kind,
        words=texts.checked(words),
        at=diary.now(),
    )
    deed = AnsweredReading(asked.reading.term, kind, asked.stored.at)
    with diary.edit(deed) as edit:
        edit.put("flag_answers", record_rows.from_flag_answer(answer))
    return answer


def _ground(diary: Diary, asked: Asked) -> tuple[tuple[str, ...], Level]:
    """What an answer to a reading is given to: the text, and what raised the level of its flag.

    Not the other statements of the same symptom: those were not denied.
    """
    record, at = asked.stored.record_id, asked.stored.at
    flag = _flag(diary, asked)
    if flag is None:
        return (record,), Level.ASK
    history = load(diary, Days.through(flag.at.day, max(at, flag.until).day))
    others = {
        said.record
        for said in statements_of(history)
        if said.symptom == asked.reading.term and said.record != record
    }
    kept = {piece.record for piece in flag.evidence} - others
    return tuple(sorted({record, *kept})), flag.level


def _flag(diary: Diary, asked: Asked) -> Flag | None:
    day = asked.stored.at.day
    for flag in flags.between(diary, Days.through(day - DAY, day)):
        records = {piece.record for piece in flag.evidence}
        if flag.id == asked.reading.term and asked.stored.record_id in records:
            return flag
    return None
