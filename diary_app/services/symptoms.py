"""Logging how the patient is: observations, safety checks, notes, events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from diary_app.domain.body_deeds import EndedSymptom
from diary_app.domain.days import Days
from diary_app.domain.deeds import Corrected, Logged, named
from diary_app.domain.dose import EnteredBy
from diary_app.domain.knowledge import Entry
from diary_app.domain.moment import Moment
from diary_app.domain.region import Region
from diary_app.domain.symptom import Answer, Event, Note, Observation, SafetyCheck
from diary_app.domain.tracked import parse_count, parse_number
from diary_app.errors import BadInput, NotFound
from diary_app.services import texts
from diary_app.services.diary import Diary
from diary_app.storage import body_queries, queries, record_rows

LONGEST_SESSION = 24 * 60  # minutes


def find(diary: Diary, text: str) -> Entry:
    """The symptom with that id, label or synonym. Raises UnclearSymptom with what comes near."""
    return diary.vocabulary.find(text)


def entry(diary: Diary, id: str) -> Entry | None:
    """What is known of the symptom with that id; None for one that an older file named."""
    return next((known for known in diary.vocabulary.entries if known.id == id), None)


def observe(
    diary: Diary,
    symptom: str,
    value: int | Decimal | None,
    at: Moment | None = None,
    note: str = "",
    entered_by: EnteredBy = EnteredBy.ME,
    *,
    regions: tuple[Region, ...] = (),
    lasting: bool = False,
    until: Moment | None = None,
) -> Observation:
    """Store that a symptom was rated `value` on its own scale (0: asked, none), or is present.

    What is counted or measured has a Decimal. `lasting`: it began `at`, and went on `until`; None
    there: it still does.
    """
    now = diary.now()
    observation = Observation(
        diary.new_id(),
        symptom,
        value,
        _past(diary, at),
        now,
        texts.checked(note),
        entered_by,
        regions,
        lasting,
        until,
        _unit(diary, symptom, value),
    )
    _refuse_length(diary, observation)
    with diary.edit(Logged((named(observation),))) as edit:
        edit.put("observations", record_rows.from_observation(observation))
        texts.put_reading(diary, edit, "observations", observation.id, note)
    return observation


def change_observation(diary: Diary, after: Observation) -> None:
    """Correct an observation; the trail keeps what stood there."""
    _past(diary, after.at)
    _refuse_length(diary, after)
    texts.checked(after.note)
    with diary.edit(Corrected(named(after))) as edit:
        edit.put("observations", record_rows.from_observation(after))
        texts.put_reading(diary, edit, "observations", after.id, after.note)


def _unit(diary: Diary, symptom: str, value: int | Decimal | None) -> str:
    found = entry(diary, symptom) if isinstance(value, Decimal) else None
    return "" if found is None else found.scale.unit


def _refuse_length(diary: Diary, seen: Observation) -> None:
    if seen.until is None:
        return
    if seen.until < seen.at:
        raise BadInput("ends_before_it_begins", time=seen.until)
    if seen.until > diary.now():
        raise BadInput("still_to_come", time=seen.until)


def read_value(known: Entry, text: str) -> int | Decimal:
    """The value of a symptom or own thing as typed: a number or a word of its scale, how many
    times, a number with its unit or without. Any other raises `Refused`.
    """
    if known.scale.counted:
        return parse_count(text)
    if known.scale.measured:
        return parse_number(text, known.scale.unit)
    return known.scale.value(text)


def going_on(diary: Diary) -> tuple[Observation, ...]:
    """The symptoms that began and have not ended, the latest first."""
    return body_queries.going_on(diary.file)


def end(diary: Diary, symptom: str, at: Moment | None = None) -> tuple[Observation, ...]:
    """The symptom ended, now unless `at` says when; what is stored of it since.

    All that still goes on of it ends. Raises NotFound where nothing of it does, and BadInput for an
    end before its beginning.
    """
    ending = _past(diary, at)
    found = [one for one in going_on(diary) if one.symptom == symptom]
    if not found:
        known = entry(diary, symptom)
        raise NotFound("nothing_goes_on", name=symptom if known is None else known.label)
    ended = tuple(replace(one, until=ending) for one in found)
    for one in ended:
        _refuse_length(diary, one)
    with diary.edit(EndedSymptom(symptom, ending)) as edit:
        for one in ended:
            edit.put("observations", record_rows.from_observation(one))
    return ended


def end_one(diary: Diary, seen: Observation, at: Moment | None = None) -> Observation:
    """One record of a symptom that goes on ended, now unless `at` says when."""
    ended = replace(seen, lasting=True, until=_past(diary, at))
    _refuse_length(diary, ended)
    with diary.edit(EndedSymptom(seen.symptom, ended.until or diary.now())) as edit:
        edit.put("observations", record_rows.from_observation(ended))
    return ended


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
    diary: Diary,
    kind: str,
    words: str = "",
    at: Moment | None = None,
    until: date | None = None,
    minutes: int | None = None,
    entered_by: EnteredBy = EnteredBy.ME,
) -> Event:
    """Store something that may matter: infection, heat, relapse, new therapy, a session of it."""
    if minutes is not None and not 1 <= minutes <= LONGEST_SESSION:
        raise BadInput("minutes_out_of_range", limit=LONGEST_SESSION)
    began = _past(diary, at)
    if until is not None and until < began.day:
        raise BadInput("last_day_first")
    said = texts.checked(words), until, minutes, entered_by
    event = Event(diary.new_id(), kind, began, diary.now(), *said)
    with diary.edit(Logged((named(event),))) as edit:
        edit.put("events", record_rows.from_event(event))
    return event


def change_event(diary: Diary, after: Event) -> None:
    """Correct an event; the trail keeps what stood there."""
    _past(diary, after.at)
    if after.minutes is not None and not 1 <= after.minutes <= LONGEST_SESSION:
        raise BadInput("minutes_out_of_range", limit=LONGEST_SESSION)
    texts.checked(after.words)
    with diary.edit(Corrected(named(after))) as edit:
        edit.put("events", record_rows.from_event(after))


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
