"""Logging how the patient is: observations, safety checks, notes, events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from diary_app.domain.days import Days
from diary_app.domain.deeds import Corrected, Logged, named
from diary_app.domain.dose import EnteredBy
from diary_app.domain.knowledge import Entry
from diary_app.domain.moment import Moment
from diary_app.domain.symptom import Answer, Event, Note, Observation, SafetyCheck
from diary_app.errors import BadInput
from diary_app.services import texts
from diary_app.services.diary import Diary
from diary_app.storage import queries, record_rows


def find(diary: Diary, text: str) -> Entry:
    """The symptom with that id, label or synonym. Raises UnclearSymptom with what comes near."""
    return diary.vocabulary.find(text)


def entry(diary: Diary, id: str) -> Entry | None:
    """What is known of the symptom with that id; None for one that an older file named."""
    return next((known for known in diary.vocabulary.entries if known.id == id), None)


def observe(
    diary: Diary,
    symptom: str,
    value: int | None,
    at: Moment | None = None,
    note: str = "",
    entered_by: EnteredBy = EnteredBy.ME,
) -> Observation:
    """Store that a symptom was rated `value` on its own scale (0: asked, none), or is present."""
    now = diary.now()
    observation = Observation(
        diary.new_id(), symptom, value, _past(diary, at), now, texts.checked(note), entered_by
    )
    with diary.edit(Logged((named(observation),))) as edit:
        edit.put("observations", record_rows.from_observation(observation))
        texts.put_reading(diary, edit, "observations", observation.id, note)
    return observation


def change_observation(diary: Diary, after: Observation) -> None:
    """Correct an observation; the trail keeps what stood there."""
    _past(diary, after.at)
    texts.checked(after.note)
    with diary.edit(Corrected(named(after))) as edit:
        edit.put("observations", record_rows.from_observation(after))
        texts.put_reading(diary, edit, "observations", after.id, after.note)


def check(
    diary: Diary,
    answers: Mapping[str, Answer],
    followups: Mapping[str, bool],
    at: Moment | None = None,
    entered_by: EnteredBy = EnteredBy.ME,
) -> SafetyCheck:
    """Store the answers of a safety check. A question that is not named was not asked."""
    known = question_ids(diary)
    unknown = answers.keys() - known
    if unknown:
        raise BadInput("no_such_check_question", unknown=tuple(sorted(unknown)), names=known)
    full = {name: answers.get(name, Answer.NOT_ASKED) for name in known}
    done = SafetyCheck(
        diary.new_id(), _past(diary, at), diary.now(), full, dict(followups), entered_by
    )
    with diary.edit(Logged((named(done),))) as edit:
        edit.put("checks", record_rows.from_check(done))
    return done


def question_ids(diary: Diary) -> tuple[str, ...]:
    """The symptom ids that the safety check asks about, in its order."""
    return tuple(entry.id for entry in diary.vocabulary.check_questions())


def write_note(
    diary: Diary, text: str, at: Moment | None = None, entered_by: EnteredBy = EnteredBy.ME
) -> Note:
    """Store the patient's own words, and how they were read."""
    if not text.strip():
        raise BadInput("note_empty")
    note = Note(diary.new_id(), _past(diary, at), diary.now(), texts.checked(text), entered_by)
    with diary.edit(Logged((named(note),))) as edit:
        edit.put("notes", record_rows.from_note(note))
        texts.put_reading(diary, edit, "notes", note.id, note.text)
    return note


def change_note(diary: Diary, note: Note, text: str) -> None:
    """Correct a note; the trail keeps what stood there."""
    with diary.edit(Corrected(named(note))) as edit:
        edit.put("notes", record_rows.from_note(replace(note, text=texts.checked(text))))
        texts.put_reading(diary, edit, "notes", note.id, text)


def notes_of(diary: Diary, days: Days) -> tuple[Note, ...]:
    """The notes of the local `days`."""
    zones = diary.zones()
    return queries.notes(diary.file, zones.start(days.since).utc, zones.start(days.end).utc)


def log_event(
    diary: Diary, kind: str, words: str = "", at: Moment | None = None, until: date | None = None
) -> Event:
    """Store something that may matter: infection, heat, relapse, new therapy, a visit."""
    event = Event(diary.new_id(), kind, _past(diary, at), diary.now(), texts.checked(words), until)
    with diary.edit(Logged((named(event),))) as edit:
        edit.put("events", record_rows.from_event(event))
    return event


def last_values(diary: Diary, before: Moment | None = None) -> dict[str, Observation]:
    """The latest observation of each symptom, by symptom id."""
    return queries.last_observations(
        diary.file, (before or diary.now().shifted(timedelta(seconds=1))).utc
    )


def last_check(diary: Diary) -> SafetyCheck | None:
    """The latest safety check."""
    return queries.last_check(diary.file, diary.now().shifted(timedelta(seconds=1)).utc)


def answered(
    yes: Iterable[str], not_sure: Iterable[str], not_asked: Iterable[str], all_ids: Iterable[str]
) -> dict[str, Answer]:
    """Answers by id: those named, and No for all others."""
    found = dict.fromkeys(all_ids, Answer.NO)
    found |= dict.fromkeys(yes, Answer.YES)
    found |= dict.fromkeys(not_sure, Answer.NOT_SURE)
    return found | dict.fromkeys(not_asked, Answer.NOT_ASKED)


def _past(diary: Diary, at: Moment | None) -> Moment:
    now = diary.now()
    if at is None:
        return now
    if at > now:
        raise BadInput("still_to_come", time=at)
    return at
