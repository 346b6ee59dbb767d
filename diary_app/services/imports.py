"""Bringing records of other programs in: looked at first, then whole or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from pathlib import Path
from typing import Any

from diary_app.domain.course import Course, Prescription
from diary_app.domain.days import Days
from diary_app.domain.deeds import ImportedFrom
from diary_app.domain.dose import Missed, Skipped, Taken
from diary_app.domain.fall import Fall
from diary_app.domain.foreign import ForeignDose, ForeignFile, ForeignMedicine, NotUnderstood
from diary_app.domain.foreign_amount import amount_of, in_medicine, strengths_of
from diary_app.domain.helped import Helped
from diary_app.domain.incoming import Choices, Conflict, Incoming, There, incoming
from diary_app.domain.incoming_same import Logged, key_of
from diary_app.domain.knowledge import Entry, UnclearSymptom
from diary_app.domain.measure import Goal, Measurement
from diary_app.domain.medicine import Form, Medicine
from diary_app.domain.moment import zone_info
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import Quantity, Unit
from diary_app.domain.schedule import (
    AsNeeded,
    DoseTime,
    Schedule,
    amounts_of,
    clock_times,
    is_as_needed,
    one_dose,
    with_clock_times,
)
from diary_app.domain.symptom import Event, Note, Observation, SafetyCheck
from diary_app.domain.tracked import Tracked
from diary_app.exchange import any_csv, sniff
from diary_app.exchange.foreign_text import plain_json
from diary_app.frozen import dataclass
from diary_app.services import backups, medicines, substances, symptoms, texts
from diary_app.services.diary import Diary
from diary_app.services.records import value_of
from diary_app.storage import body_rows, plan_rows, queries, record_rows
from diary_app.storage.edit import Edit

SCALES = ("0-10", "0-4", "yes-no", "count", "hours", "mg", "number")
_TABLES: dict[type[Any], tuple[str, Any]] = {
    Taken: ("doses", record_rows.from_dose),
    Skipped: ("doses", record_rows.from_dose),
    Missed: ("doses", record_rows.from_dose),
    Observation: ("observations", record_rows.from_observation),
    Note: ("notes", record_rows.from_note),
    SafetyCheck: ("checks", record_rows.from_check),
    Event: ("events", record_rows.from_event),
    Fall: ("falls", record_rows.from_fall),
    Measurement: ("measurements", body_rows.from_measurement),
    Helped: ("helped", body_rows.from_helped),
    Tracked: ("tracked", body_rows.from_tracked),
    Goal: ("goals", body_rows.from_goal),
}
_KINDS = {
    "doses": "dose",
    "observations": "symptom",
    "checks": "check",
    "notes": "note",
    "events": "event",
    "falls": "fall",
    "measurements": "measure",
    "helped": "helped",
    "tracked": "tracked",
    "goals": "goal",
}
_ABOUT: dict[str, Any] = {  # what is no record of the log
    "helped": body_rows.to_helped,
    "tracked": body_rows.to_tracked,
    "goals": body_rows.to_goal,
}


@dataclass(frozen=True)
class Answers:
    """What the person answered: `medicines` theirs to a name here ("": leave out), scales, zone."""

    medicines: Mapping[str, str] = field(default_factory=dict)
    scales: Mapping[str, str] = field(default_factory=dict)
    zone: str | None = None
    prefer: str = ""


@dataclass(frozen=True)
class Asked:
    """What a person must decide. `kind` is medicine, scale, zone, record or plan."""

    kind: str
    about: str
    here: Logged | Plan | tuple[str, ...] | None = None
    there: Logged | ForeignMedicine | str | None = None


@dataclass(frozen=True)
class Preview:
    """What an import would do, and what must be answered before it is done.

    `own_things` are the names of those that it makes for numbers that no symptom of ours fits.
    """

    file: ForeignFile
    new: dict[str, int]
    already_there: int
    not_understood: tuple[NotUnderstood, ...]
    left_out: int
    medicines: tuple[tuple[str, str | None], ...]
    questions: tuple[Asked, ...]
    changed: int = 0
    own_things: tuple[str, ...] = ()


def read(path_data: bytes, mapping: any_csv.Mapping | None = None) -> ForeignFile:
    """The rows of the file. Raises BadInput that names what it is where it is none of these."""
    return sniff.read(path_data, mapping)


def mapping_of(text: str) -> any_csv.Mapping:
    """The mapping of a table's columns, from its JSON."""
    return any_csv.mapping_of(plain_json(text))


def plans(diary: Diary) -> tuple[Plan, ...]:
    """The plans of the medicines that a name of the file may be."""
    return queries.plans(diary.file)


def look(diary: Diary, file: ForeignFile, answers: Answers) -> Preview:
    """What importing `file` would do. Nothing is stored."""
    return _Import(diary, file, answers).preview()


def bring(diary: Diary, file: ForeignFile, answers: Answers, name: str) -> Preview:
    """Store what `look` said, in one step. The file's `name` stands in the trail.

    Where something must be decided first, or nothing is new, nothing is stored.
    """
    work = _Import(diary, file, answers)
    preview = work.preview()
    if not preview.questions and (preview.new or preview.changed):
        if diary.file.trail_began():
            backups.note(diary, backups.make(diary).at)
        work.store(Path(name).name)
    return preview


class _Import:
    def __init__(self, diary: Diary, file: ForeignFile, answers: Answers) -> None:
        self.diary, self.answers = diary, answers
        unanswered = [name for name in file.unscaled() if name not in answers.scales]
        self.file = file.scaled(dict(answers.scales))
        self.zone = answers.zone or diary.zone
        zone_info(self.zone)
        self.plans = {plan.medicine.id: plan for plan in queries.plans(diary.file)}
        self.asked = [Asked("scale", name) for name in unanswered]
        if file.needs_zone() and answers.zone is None:
            self.asked.append(Asked("zone", diary.zone))
        self.made = dict[str, Medicine]()
        self.matched = dict[str, Medicine | None]()
        for theirs in self.file.medicines():
            self._match(theirs)
        self.courses = list[Course]()
        self.ends = list[tuple[Plan, date]]()
        self.found = self._found()

    def _match(self, theirs: str) -> None:
        names = {plan.medicine.name.casefold(): plan.medicine for plan in self.plans.values()}
        given = self.answers.medicines.get(theirs)
        if given is None:
            here = tuple(medicine.name for medicine in names.values())
            self.asked.append(Asked("medicine", theirs, here))
        if given == "":
            self.matched[theirs] = None
            return
        # Until it is answered the rows are counted as a medicine of their name; nothing is stored.
        name = medicines.checked_name(given if given is not None else theirs[:120])
        key = name.casefold()
        if key not in names and key not in self.made:
            self.made[key] = self._new_medicine(name, theirs)
        self.matched[theirs] = names.get(key) or self.made[key]

    def _new_medicine(self, name: str, theirs: str) -> Medicine:
        known = substances.stored(name)
        strengths = strengths_of(theirs)
        planned = None if strengths else self._unit(theirs)
        id = self.diary.new_id()
        return Medicine(id, name, Form.TABLET, strengths, planned_in=planned, substance=known)

    def _unit(self, theirs: str) -> Unit | None:
        """The unit of a new medicine: of its first plan, else of its first dose, in the file."""
        for row in self.file.rows:
            if isinstance(row, ForeignMedicine) and row.name == theirs and row.schedule:
                return amounts_of(row.schedule)[0].unit
        for row in self.file.rows:
            if isinstance(row, ForeignDose) and row.medicine == theirs:
                amount = amount_of(row.amount)
                if amount is not None:
                    return amount.unit
        return None

    def _found(self) -> Incoming:
        records, removed = dict[str, Logged](), set[str]()
        for table in _KINDS:
            for row in self.diary.file.rows(table):
                value = _stored(table, row)
                records[key_of(value)] = value
                if row.get("removed"):
                    removed.add(value.id)
        there = There(
            self.diary.now(),
            self.diary.zones(),
            self.plans,
            records,
            frozenset(removed),
            self._entry,
            self._brought,
        )
        choices = Choices(self.matched, self.zone, self.answers.prefer)
        found = incoming(self.file, choices, there)
        self.new = Counter[str]()
        self.already = found.already
        self._plan(found)
        for _row, record in found.new:
            self.new[_KINDS[_TABLES[type(record)][0]]] += 1
        self.asked += [self._conflict(one) for one in found.conflicts]
        return found

    def _conflict(self, one: Conflict) -> Asked:
        kind = "plan" if isinstance(one.here, Plan) else "record"
        about = one.here.medicine.name if isinstance(one.here, Plan) else one.here.id
        return Asked(kind, about, one.here, one.there)

    def _entry(self, name: str) -> Entry | None:
        try:
            return symptoms.find(self.diary, name)
        except UnclearSymptom:
            return None

    def _brought(self, id: str) -> Logged | None:
        last = None
        for entry in self.diary.file.trail(id):
            if entry.kind == "edit" and isinstance(entry.deed, ImportedFrom):
                for change in entry.changes:
                    if change.id == id and change.after and change.table in _KINDS:
                        last = _stored(change.table, change.after)
        return last

    def _plan(self, found: Incoming) -> None:
        """The courses that come in, one plan in force for each medicine and day."""
        firsts = dict[str, date]()
        for _row, record in found.new:
            if isinstance(record, Taken | Skipped | Missed):
                at = record.planned_at or (record.taken_at if isinstance(record, Taken) else None)
                if at is not None:
                    firsts[record.medicine_id] = min(firsts.get(record.medicine_id, at.day), at.day)
        coming: dict[str, list[tuple[ForeignMedicine, Course]]] = {}
        seen = set[str]()
        for row, medicine in found.plans:
            is_new = medicine.id not in self.plans and medicine.id not in seen
            seen.add(medicine.id)
            schedule = None if row.schedule is None else _fitted(row, medicine)
            if schedule is None:
                self._without_plan(found, row, is_new)
                continue
            since = row.since or firsts.get(medicine.id) or self.diary.now().day
            given = Prescription(schedule, Days(since, row.until), note=row.note)
            course = Course(self.diary.new_id(), medicine.id, given)
            if given.days and self._meets_plan(found, row, course):
                coming.setdefault(medicine.id, []).append((row, course))
                self.new["medicine" if is_new else "course"] += 1
        for courses in coming.values():
            self._in_turn(courses, found)

    def _without_plan(self, found: Incoming, row: ForeignMedicine, is_new: bool) -> None:
        if is_new:
            self.new["medicine"] += 1
        elif row.why or row.schedule is not None:
            why = row.why or "plan_unread"
            found.not_understood.append(NotUnderstood(row.row, why, row.name))
        else:
            self.already += 1

    def _meets_plan(self, found: Incoming, row: ForeignMedicine, course: Course) -> bool:
        """Whether the course comes in beside what is planned here."""
        plan = self.plans.get(course.medicine_id)
        own = () if plan is None else plan.all_courses()
        over = [one for one in own if one.days.overlaps(course.days)]
        if plan is None or not over:
            return True
        self_same = any(one.schedule == course.schedule for one in over)
        if self_same or self.answers.prefer == "here":
            self.already += 1
            return False
        if self.answers.prefer == "there":
            self.ends.append((plan, course.since))
            return True
        found.conflicts.append(Conflict(row.row, plan, row))
        self.already += 1
        return False

    def _in_turn(self, courses: list[tuple[ForeignMedicine, Course]], found: Incoming) -> None:
        courses.sort(key=lambda pair: pair[1].since)
        for number, (row, course) in enumerate(courses):
            if number + 1 < len(courses):
                days = course.days.before(courses[number + 1][1].since)
                if not days:
                    self.new["course"] -= 1
                    found.not_understood.append(NotUnderstood(row.row, "plan_twice", row.name))
                    continue
                self.courses.append(course.altered(days=days))
            else:
                self.courses.append(course)

    def preview(self) -> Preview:
        """What the import would do."""
        said = self.answers.medicines
        ours = [(n, own.name if own and n in said else None) for n, own in self.matched.items()]
        refused = sorted(self.found.not_understood, key=lambda one: one.row)
        new = {kind: number for kind, number in sorted(self.new.items()) if number > 0}
        return Preview(
            self.file,
            new,
            self.already,
            tuple(refused),
            self.found.left_out,
            tuple(ours),
            tuple(self.asked),
            len(self.found.changed),
            tuple(made.name for made in self.found.made),
        )

    def store(self, name: str) -> None:
        """Store it all in one edit."""
        rows = len(self.found.new) + len(self.found.changed) + len(self.courses)
        brought = (*self.found.new, *self.found.changed)
        used = {record.medicine_id for _row, record in brought if hasattr(record, "medicine_id")}
        used |= {own.id for _row, own in self.found.plans}
        with self.diary.edit(ImportedFrom(self.file.format, name, rows)) as edit:
            for medicine in self.made.values():
                if medicine.id in used:
                    edit.put("medicines", plan_rows.from_medicine(medicine))
            for plan, since in self.ends:
                medicines.end_all(edit, plan, since)
            for course in self.courses:
                edit.put("courses", plan_rows.from_course(course))
            for made in self.found.made:
                edit.put("tracked", body_rows.from_tracked(made))
            for _row, record in brought:
                self._put(edit, record)

    def _put(self, edit: Edit, record: Logged) -> None:
        table, row = _TABLES[type(record)]
        edit.put(table, row(record))
        match record:
            case Note(text=text) | Taken(note=text) | Skipped(note=text) | Missed(note=text):
                texts.put_reading(self.diary, edit, table, record.id, text)
            case Observation(note=text):
                texts.put_reading(self.diary, edit, table, record.id, text)


def _stored(table: str, row: dict[str, Any]) -> Logged:
    """What a row of one of the tables of `_KINDS` says."""
    made: Logged = _ABOUT[table](row) if table in _ABOUT else value_of(table, row)
    return made


def _fitted(row: ForeignMedicine, medicine: Medicine) -> Schedule | None:
    """The plan in the medicine's unit, None where an amount cannot be known."""
    assert row.schedule is not None
    clocked = clock_times(row.schedule)
    if not clocked:
        given = one_dose(row.schedule) if is_as_needed(row.schedule) else None
        one = None if given is None else in_medicine(given, row.name, medicine)
        return None if one is None else AsNeeded(one)
    doses = list[DoseTime]()
    for dose in clocked:
        amount = in_medicine(dose.amount, row.name, medicine)
        if amount is None:
            return None
        doses.append(replace(dose, amount=amount))
    return with_clock_times(row.schedule, tuple(doses)) if _one_unit(doses) else None


def _one_unit(doses: list[DoseTime]) -> bool:
    first: Quantity = doses[0].amount
    return all(dose.amount.converts_to(first.unit) for dose in doses)
