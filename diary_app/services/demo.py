"""A diary of made-up data, to look at everything without recording anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from uuid import UUID

from diary_app.domain.course import Course, DecidedBy, Prescription
from diary_app.domain.days import Days
from diary_app.domain.deeds import MadeDemo
from diary_app.domain.dose import Dose, Missed, Skipped, Taken
from diary_app.domain.medicine import Form, Medicine, StockEntry, Strength
from diary_app.domain.moment import DAY, Moment, at_wall
from diary_app.domain.quantity import Quantity, Unit
from diary_app.domain.schedule import AsNeeded, Daily, DoseTime, clock_times
from diary_app.domain.symptom import (
    Answer,
    AnswerKind,
    Event,
    FlagAnswer,
    Note,
    Observation,
    SafetyCheck,
)
from diary_app.errors import DiaryError
from diary_app.services import flags, symptoms, texts
from diary_app.services.diary import Diary, open_diary
from diary_app.storage import plan_rows, queries, record_rows
from diary_app.storage.columns import json_text
from diary_app.storage.diary_file import Clock, DiaryFile
from diary_app.storage.edit import Edit
from diary_app.text import language

MG = Unit.MG
NOTES = (
    "Slept badly, legs stiff until two.",
    "Physio today, walking felt easier afterwards.",
    "Hot day, everything stiffer than usual.",
    "No seizures, no confusion. Just tired.",
)


@dataclass
class _Maker:
    """Draws the same made-up days every time."""

    diary: Diary
    random: Random
    now: Moment

    def id(self) -> str:
        """An id that looks like any other."""
        return str(UUID(int=self.random.getrandbits(128), version=4))

    def at(self, day: date, clock: time, minutes: int = 0) -> Moment:
        """A wall-clock time, `minutes` later."""
        return at_wall(day, clock, self.diary.zone).shifted(timedelta(minutes=minutes))

    def past(self, at: Moment) -> bool:
        """Whether the moment has come."""
        return at <= self.now


def fill(diary: Diary, years: int = 1) -> None:
    """Put `years` of made-up records into an empty diary, as one step, marked as a demo."""
    maker = _Maker(diary, Random(20261122), diary.now())
    today = maker.now.day
    first = today - timedelta(days=365 * years)
    times = _times(maker.now)
    baclofen = Medicine(
        maker.id(), "baclofen", Form.TABLET, (_tablet(10), _tablet(5)), "spasticity"
    )
    paracetamol = Medicine(maker.id(), "paracetamol", Form.TABLET, (_tablet(500),), "pain")
    courses = _courses(maker, baclofen, first, today, times)
    with diary.edit(MadeDemo()) as edit:
        edit.put("settings", {"id": "demo", "value": json_text(True)})
        spoken = sorted({"en", language()})  # its notes are English, what is added may not be
        edit.put("settings", {"id": "notes_languages", "value": json_text(spoken)})
        edit.put("settings", {"id": "name", "value": json_text("Alex Example")})
        for medicine in (baclofen, paracetamol):
            edit.put("medicines", plan_rows.from_medicine(medicine))
        for course in courses:
            edit.put("courses", plan_rows.from_course(course))
        needed = Course(maker.id(), paracetamol.id, Prescription(AsNeeded(_mg(1000)), Days(first)))
        edit.put("courses", plan_rows.from_course(needed))
        left = StockEntry(
            maker.id(), baclofen.id, str(baclofen.strengths[0]), "count", Decimal(84), maker.now
        )
        edit.put("stock", plan_rows.from_stock(left))
        for dose in _doses(maker, courses, paracetamol, first, today):
            edit.put("doses", record_rows.from_dose(dose))
        _feelings(maker, edit, first, today, courses)
    for flag in flags.waiting(diary):
        flags.acknowledge(diary, flag, "Talked it over with the nurse")


def _mg(amount: int) -> Quantity:
    return Quantity(Decimal(amount), MG)


def _tablet(amount: int) -> Strength:
    return Strength(_mg(amount), Quantity(Decimal(1), Unit.TABLET))


def _times(now: Moment) -> tuple[time, time, time]:
    """Three times a day; by day one of them is due now, so that there is something to press."""
    hour = now.local.hour
    if not 6 <= hour < 23:
        return time(8), time(14), time(20)
    due = now.local.replace(minute=now.local.minute // 30 * 30, second=0)
    first = due - timedelta(hours=0 if hour < 11 else 6 if hour < 17 else 12)
    return first.time(), (first + timedelta(hours=6)).time(), (first + timedelta(hours=12)).time()


def _courses(
    maker: _Maker, medicine: Medicine, first: date, today: date, times: tuple[time, time, time]
) -> list[Course]:
    """5 mg three times a day at first, then more in steps, as a doctor might."""
    steps = [(first, (5, 5, 5))]
    steps += [(first + timedelta(days=60), (5, 5, 10)), (today - timedelta(days=200), (10, 5, 10))]
    steps += [(today - timedelta(days=27), (10, 10, 10))]
    steps.sort(key=lambda step: step[0])
    ends = [since for since, _amounts in steps[1:]]
    return [
        Course(
            maker.id(),
            medicine.id,
            Prescription(
                Daily(tuple(DoseTime(at, _mg(n)) for at, n in zip(times, amounts, strict=True))),
                Days(since, until),
                prescriber="Dr Example",
                decided_by=DecidedBy.DOCTOR,
            ),
        )
        for (since, amounts), until in zip(steps, [*ends, None], strict=True)
    ]


def _doses(
    maker: _Maker, courses: list[Course], paracetamol: Medicine, first: date, today: date
) -> Iterator[Dose]:
    away = {today - timedelta(days=n) for n in (40, 41, 42)}
    for day in Days.through(first, today):
        course = next(course for course in courses if day in course.days)
        for number, planned in enumerate(clock_times(course.schedule)):
            slot = maker.at(day, planned.at)
            if day not in away:
                dose = _dose(maker, course.medicine_id, planned.amount, slot, number)
                if dose is not None and not (day == today - DAY and number == 2):
                    yield dose
        if maker.random.random() < 0.12:
            at = maker.at(day, time(11), maker.random.randrange(300))
            if maker.past(at):
                yield Taken(maker.id(), paracetamol.id, _mg(1000), at, at)


def _dose(
    maker: _Maker, medicine_id: str, amount: Quantity, slot: Moment, number: int
) -> Dose | None:
    """One planned dose: mostly taken, now and then not; the one that is due now is left open."""
    chance = maker.random.random()
    late = maker.random.choice((0, 2, 4, 5, 8, 10, 15, 25, 40))
    taken_at = slot.shifted(timedelta(minutes=late))
    if not maker.past(taken_at) or maker.now - slot < timedelta(minutes=90):
        return None
    if chance < 0.04:
        return None
    if chance < 0.055:
        return Skipped(maker.id(), medicine_id, slot, taken_at, reason="too drowsy")
    if chance < 0.075 and number == 1:
        return Missed(maker.id(), medicine_id, slot, taken_at)
    return Taken(maker.id(), medicine_id, amount, taken_at, taken_at, slot)


def _feelings(maker: _Maker, edit: Edit, first: date, today: date, courses: list[Course]) -> None:
    """Ratings most evenings, a safety check on most days, now and then a note."""
    drift = 0.0
    for day in Days.through(first, today):
        drift = 0.8 * drift + maker.random.gauss(0, 0.7)
        step = sum(course.since <= day for course in courses)
        hour = maker.random.choice((time(8), time(8), time(13), time(20)))
        at = maker.at(day, hour, maker.random.randrange(60))
        gone = 52 <= (today - day).days <= 54 or maker.random.random() < 0.1
        if gone or not maker.past(at):
            continue
        for symptom, value in _values(maker, drift, step).items():
            own = at.shifted(timedelta(minutes=maker.random.randrange(5)))
            seen = Observation(maker.id(), symptom, value, own, own)
            edit.put("observations", record_rows.from_observation(seen))
        if maker.random.random() < 0.8:
            _check(maker, edit, at, (today - day).days == 14)
        if maker.random.random() < 0.05:
            _note(maker, edit, at)
    heat = maker.at(today - timedelta(days=75), time(15))
    event = Event(maker.id(), "infection", heat, heat, "bladder infection")
    edit.put("events", record_rows.from_event(event))


def _values(maker: _Maker, drift: float, step: int) -> dict[str, int]:
    noise = maker.random.gauss

    def on(scale: int, value: float) -> int:
        return max(0, min(scale, round(value)))

    return {
        "spasms": on(10, 7 - 0.8 * step + drift + noise(0, 0.8)),
        "spasticity": on(10, 7 - 0.6 * step + drift + noise(0, 0.8)),
        "pain": on(10, 3.5 - 0.2 * step + 0.5 * drift + noise(0, 0.8)),
        "sleep": on(10, 5 + 0.3 * step - 0.6 * drift + noise(0, 0.9)),
        "drowsiness": on(4, 0.3 * step + noise(0, 0.7)),
        "weakness": on(4, 0.2 * step + noise(0, 0.6)),
        "dizziness": on(3, noise(0, 0.6)),
        "headache": on(3, noise(-0.4, 0.6)),
    }


def _check(maker: _Maker, edit: Edit, at: Moment, saw_things: bool) -> None:
    answers = dict.fromkeys(symptoms.question_ids(maker.diary), Answer.NO)
    if saw_things:
        answers["hallucinations"] = Answer.YES
    done = SafetyCheck(maker.id(), at, at, answers, {})
    edit.put("checks", record_rows.from_check(done))
    if saw_things:
        later = at.shifted(timedelta(hours=14))
        called = FlagAnswer(
            maker.id(),
            "hallucinations",
            "hallucinations",
            (done.id,),
            "emergency",
            AnswerKind.ACKNOWLEDGED,
            "Called the doctor",
            later,
        )
        edit.put("flag_answers", record_rows.from_flag_answer(called))


def _note(maker: _Maker, edit: Edit, at: Moment) -> None:
    note = Note(maker.id(), at, at, maker.random.choice(NOTES))
    edit.put("notes", record_rows.from_note(note))
    texts.put_reading(maker.diary, edit, "notes", note.id, note.text)


def make_anew(path: Path, clock: Clock, zone: str) -> Path:
    """A demo diary at `path`, where an earlier demo gives way; `path`. Raises DiaryError for a real
    diary there.
    """
    if path.exists():
        refuse_real(path, clock)
        path.unlink()
    diary = open_diary(path, clock, zone, create=True)
    try:
        fill(diary)
    finally:
        diary.file.close()
    return path


def refuse_real(path: Path, clock: Clock) -> None:
    """Raise DiaryError unless the diary at `path` is a demo: a real one is never overwritten."""
    with DiaryFile.open(path, clock) as file:
        if not queries.settings(file).get("demo"):
            raise DiaryError("real_diary", path=path)
