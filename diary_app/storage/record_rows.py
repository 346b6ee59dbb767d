"""Doses, observations, checks, notes and what was done with flags as rows: a pair for each noun."""

from __future__ import annotations

import json
from decimal import Decimal

from diary_app.domain.dose import Dose, EnteredBy, Missed, Skipped, Taken
from diary_app.domain.fall import Fall
from diary_app.domain.history import StoredReading
from diary_app.domain.moment import Moment
from diary_app.domain.person import Answered, FactAnswer, PersonFact
from diary_app.domain.quantity import plain_number
from diary_app.domain.reading import Reading
from diary_app.domain.reading_context import Degree, Outcome
from diary_app.domain.region import Region
from diary_app.domain.symptom import (
    Answer,
    AnswerKind,
    Event,
    FlagAnswer,
    Note,
    Observation,
    SafetyCheck,
)
from diary_app.storage.columns import (
    Row,
    day_or_none,
    day_text,
    from_moment,
    json_text,
    pair,
    quantity_or_none,
    to_moment,
    to_moment_or_none,
)


def from_dose(dose: Dose) -> Row:
    """The row of a dose."""
    common: Row = {
        "id": dose.id,
        "medicine_id": dose.medicine_id,
        "reason": dose.reason,
        "note": dose.note,
        "entered_by": str(dose.entered_by),
        **from_moment("planned", dose.planned_at),
        **from_moment("recorded", dose.recorded_at),
    }
    match dose:
        case Taken():
            amount, unit = pair(dose.amount)
            return {
                **common,
                "outcome": "taken",
                "amount": amount,
                "unit": unit,
                "time_known": int(dose.time_known),
                "confirmed": int(dose.confirmed),
                "by_time": int(dose.by_time),
                **from_moment("taken", dose.taken_at),
            }
        case Skipped() | Missed():
            return {
                **common,
                "outcome": "skipped" if isinstance(dose, Skipped) else "missed",
                "amount": None,
                "unit": None,
                "time_known": 1,
                "confirmed": 0,
                "by_time": 0,
                **from_moment("taken", None),
            }


def to_dose(row: Row) -> Dose:
    """The dose of a row. An unknown outcome raises ValueError."""
    recorded = to_moment("recorded", row)
    entered_by = EnteredBy(row["entered_by"])
    if row["outcome"] == "taken":
        return Taken(
            id=row["id"],
            medicine_id=row["medicine_id"],
            amount=quantity_or_none(row["amount"], row["unit"]),
            taken_at=to_moment("taken", row),
            recorded_at=recorded,
            planned_at=to_moment_or_none("planned", row),
            time_known=bool(row["time_known"]),
            confirmed=bool(row["confirmed"]),
            by_time=bool(row.get("by_time")),  # a row of the first schemas has none
            reason=row["reason"],
            note=row["note"],
            entered_by=entered_by,
        )
    planned = to_moment("planned", row)
    said = row["reason"], row["note"], entered_by
    match row["outcome"]:
        case "skipped":
            return Skipped(row["id"], row["medicine_id"], planned, recorded, *said)
        case "missed":
            return Missed(row["id"], row["medicine_id"], planned, recorded, *said)
        case other:
            raise ValueError(f"no_such_outcome: {other!r}")


def _recorded(row: Row) -> tuple[Moment, Moment]:
    return to_moment("at", row), to_moment("recorded", row)


def from_observation(observation: Observation) -> Row:
    """The row of an observation."""
    value = observation.value
    return {
        "id": observation.id,
        "symptom": observation.symptom,
        "value": observation.rating,
        "number": plain_number(value) if isinstance(value, Decimal) else None,
        "unit": observation.unit,
        "regions": json_text([str(region) for region in observation.regions]),
        "lasting": int(observation.lasting),
        **from_moment("until", observation.until),
        "note": observation.note,
        "entered_by": str(observation.entered_by),
        **from_moment("at", observation.at),
        **from_moment("recorded", observation.recorded_at),
    }


def to_observation(row: Row) -> Observation:
    """The observation of a row; one of an older schema has neither number nor place nor length."""
    at, recorded = _recorded(row)
    number = row.get("number")
    return Observation(
        row["id"],
        row["symptom"],
        row["value"] if number is None else Decimal(number),
        at,
        recorded,
        row["note"],
        EnteredBy(row["entered_by"]),
        tuple(Region(name) for name in json.loads(row.get("regions", "[]"))),
        bool(row.get("lasting")),
        to_moment("until", row) if row.get("until_utc") is not None else None,
        row.get("unit", ""),
    )


def from_check(check: SafetyCheck) -> Row:
    """The row of a safety check."""
    return {
        "id": check.id,
        "answers": json_text({name: str(answer) for name, answer in check.answers.items()}),
        "followups": json_text(check.followups),
        "entered_by": str(check.entered_by),
        **from_moment("at", check.at),
        **from_moment("recorded", check.recorded_at),
    }


def to_check(row: Row) -> SafetyCheck:
    """The safety check of a row."""
    at, recorded = _recorded(row)
    answers = {name: Answer(answer) for name, answer in json.loads(row["answers"]).items()}
    followups = json.loads(row["followups"])
    return SafetyCheck(row["id"], at, recorded, answers, followups, EnteredBy(row["entered_by"]))


def from_note(note: Note) -> Row:
    """The row of a note."""
    return {
        "id": note.id,
        "text": note.text,
        "entered_by": str(note.entered_by),
        **from_moment("at", note.at),
        **from_moment("recorded", note.recorded_at),
    }


def to_note(row: Row) -> Note:
    """The note of a row."""
    at, recorded = _recorded(row)
    return Note(row["id"], at, recorded, row["text"], EnteredBy(row["entered_by"]))


def from_event(event: Event) -> Row:
    """The row of an event."""
    return {
        "id": event.id,
        "kind": event.kind,
        "words": event.words,
        "until": day_text(event.until),
        "minutes": event.minutes,
        "entered_by": str(event.entered_by),
        **from_moment("at", event.at),
        **from_moment("recorded", event.recorded_at),
    }


def to_event(row: Row) -> Event:
    """The event of a row; one of an older schema does not say how long, or who wrote it."""
    at, recorded = _recorded(row)
    said = row["words"], day_or_none(row["until"]), row.get("minutes")
    entered_by = EnteredBy(row.get("entered_by", "me"))
    return Event(row["id"], row["kind"], at, recorded, *said, entered_by)


def from_fall(fall: Fall) -> Row:
    """The row of a fall."""
    return {
        "id": fall.id,
        "place": fall.place,
        "hurt": fall.hurt,
        "head": int(fall.head),
        "before": fall.before,
        "note": fall.note,
        "entered_by": str(fall.entered_by),
        **from_moment("at", fall.at),
        **from_moment("recorded", fall.recorded_at),
    }


def to_fall(row: Row) -> Fall:
    """The fall of a row."""
    at, recorded = _recorded(row)
    said = row["place"], row["hurt"], bool(row["head"]), row["note"]
    entered_by = EnteredBy(row["entered_by"])
    return Fall(row["id"], at, recorded, *said, entered_by, row.get("before", ""))


def from_fact(answered: Answered) -> Row:
    """The row of an answer about the person."""
    return {
        "id": str(answered.fact),
        "answer": str(answered.answer),
        **from_moment("at", answered.at),
    }


def to_fact(row: Row) -> Answered:
    """The answer of a row. A fact this version does not know raises ValueError."""
    return Answered(PersonFact(row["id"]), FactAnswer(row["answer"]), to_moment("at", row))


def from_stored_reading(stored: StoredReading) -> Row:
    """The row of the readings of one text."""
    readings = [
        [r.term, str(r.outcome), list(r.span), r.words, r.because, r.degree and str(r.degree)]
        for r in stored.readings
    ]
    return {
        "id": stored.id,
        "record_table": stored.record_table,
        "record_id": stored.record_id,
        "lexicon_version": stored.lexicon_version,
        "readings": json_text(readings),
    }


def to_stored_reading(row: Row, at: Moment) -> StoredReading:
    """The readings of a row; `at` is the moment of the record that holds the text."""
    version, table = row["lexicon_version"], row["record_table"]
    return StoredReading(row["id"], table, row["record_id"], at, version, to_readings(row))


def to_readings(row: Row) -> tuple[Reading, ...]:
    """How the text was read, of a row of readings."""
    return tuple(_reading(*parts) for parts in json.loads(row["readings"]))


def _reading(
    term: str, outcome: str, span: list[int], words: str, because: str, degree: str | None = None
) -> Reading:
    """One reading. Texts read before degrees were kept have none."""
    start, end = span
    strength = None if degree is None else Degree(degree)
    return Reading(term, Outcome(outcome), (start, end), words, because, strength)


def from_flag_answer(answer: FlagAnswer) -> Row:
    """The row of what the patient did with a flag."""
    return {
        "id": answer.id,
        "flag_id": answer.flag_id,
        "rule": answer.rule,
        "evidence": json_text(list(answer.evidence)),
        "level": answer.level,
        "kind": str(answer.kind),
        "words": answer.words,
        **from_moment("at", answer.at),
    }


def to_flag_answer(row: Row) -> FlagAnswer:
    """What the patient did with a flag, of a row."""
    return FlagAnswer(
        id=row["id"],
        flag_id=row["flag_id"],
        rule=row["rule"],
        evidence=tuple(json.loads(row["evidence"])),
        level=row["level"],
        kind=AnswerKind(row["kind"]),
        words=row["words"],
        at=to_moment("at", row),
    )
