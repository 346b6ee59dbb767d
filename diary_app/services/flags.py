"""Flags: which wait for the patient, which were raised on some days, what was done with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from diary_app.domain import safety
from diary_app.domain.days import Days
from diary_app.domain.deeds import AnsweredFlags
from diary_app.domain.flag import Flag
from diary_app.domain.history import History
from diary_app.domain.moment import Moment
from diary_app.domain.symptom import AnswerKind, Event, FlagAnswer
from diary_app.errors import BadInput, NotFound
from diary_app.services import settings, supplies, texts
from diary_app.services.diary import Diary
from diary_app.services.histories import load
from diary_app.storage import queries, record_rows


def waiting(diary: Diary) -> tuple[Flag, ...]:
    """The flags that were neither acknowledged nor dismissed, gravest first, then newest."""
    return diary.this_minute("flags that wait", lambda: _waiting(diary))


def _waiting(diary: Diary) -> tuple[Flag, ...]:
    now = diary.now()
    history = _history(diary, now, now)
    found = safety.flags(history, diary.knowledge, now, _settings(diary))
    return tuple(flag for flag in found if flag.acknowledged is None)


def between(diary: Diary, days: Days) -> tuple[Flag, ...]:
    """The flags raised on the local `days`, answered ones too, in the same order."""
    return diary.this_minute(("flags", days), lambda: _between(diary, days))


def _between(diary: Diary, days: Days) -> tuple[Flag, ...]:
    zones = diary.zones()
    start, stop = zones.start(days.since), zones.start(days.end)
    history = _history(diary, start, stop)
    return safety.flags_between(
        history, diary.knowledge, start, stop, diary.now(), _settings(diary)
    )


BEFORE_A_JUMP = timedelta(days=7)
_LONGEST = timedelta(days=90)  # an infection that has gone on for a season is no news


def what_else(diary: Diary, flag: Flag) -> tuple[Event, ...]:
    """What may matter that was recorded in the week before stiffness jumped, oldest first.

    For any other flag nothing. That it came before does not say that it was the cause.
    """
    if flag.rule != "spasticity_jump":
        return ()
    start = flag.at.shifted(-BEFORE_A_JUMP)
    found = queries.events(diary.file, start.utc, flag.at.utc)
    since = diary.zones().start(start.day - _LONGEST)
    older = queries.events(diary.file, since.utc, start.utc)
    still = (event for event in older if event.until is not None and event.until >= start.day)
    return (*still, *found)


def acknowledge(diary: Diary, flag: Flag, done: str = "") -> FlagAnswer:
    """The patient has seen the flag; `done` is what was done about it."""
    return _answer(diary, [flag], AnswerKind.ACKNOWLEDGED, done)[0]


def dismiss(diary: Diary, flag: Flag, reason: str) -> FlagAnswer:
    """The patient says it is not so. The reason is kept, and stands in the summary."""
    if not reason.strip():
        raise BadInput("reason_needed")
    return _answer(diary, [flag], AnswerKind.DISMISSED, reason)[0]


def answer_all(diary: Diary, id: str, kind: AnswerKind, words: str) -> int:
    """Answer every waiting flag with that id in one step; how many. Raises NotFound for none."""
    found = [flag for flag in waiting(diary) if flag.id == id]
    if not found:
        raise NotFound("no_such_flag_waits", id=id)
    if kind is AnswerKind.DISMISSED and not words.strip():
        raise BadInput("reason_needed")
    return len(_answer(diary, found, kind, words))


def _answer(diary: Diary, found: Sequence[Flag], kind: AnswerKind, words: str) -> list[FlagAnswer]:
    words = texts.checked(words.strip())
    answers = [
        FlagAnswer(
            id=diary.new_id(),
            flag_id=flag.id,
            rule=flag.rule,
            evidence=tuple(piece.record for piece in flag.evidence),
            level=flag.level.value,
            kind=kind,
            words=words,
            at=diary.now(),
        )
        for flag in found
    ]
    newest = max(flag.at for flag in found)
    with diary.edit(AnsweredFlags(found[0].id, kind, newest)) as edit:
        for answer in answers:
            edit.put("flag_answers", record_rows.from_flag_answer(answer))
    return answers


def _history(diary: Diary, start: Moment, end: Moment) -> History:
    days = safety.days_needed(diary.knowledge, start, end)
    history = load(diary, days)
    known = {dose.id for dose in history.doses}
    # The last dose before the span says how long ago it was.
    older = queries.last_taken(diary.file, history.zones.start(days.since).utc)
    before = tuple(dose for dose in older.values() if dose.id not in known)
    return replace(history, doses=(*before, *history.doses))


def _settings(diary: Diary) -> safety.RuleInputs:
    uncovered = {
        plan.medicine.id: supplies.of(diary, plan).uncovered
        for plan in queries.plans(diary.file)
        if plan.medicine.refill_on is not None
    }
    return safety.RuleInputs(settings.load(diary).country, uncovered)
