"""Medicines and their courses: add, change from a day, correct, stop, hold, resume, refill."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from diary_app.domain.course import Course, DecidedBy, Hold, Prescription, ended
from diary_app.domain.days import Days
from diary_app.domain.deeds import (
    AddedMedicine,
    ChangedDose,
    CorrectedCourse,
    CorrectedMedicine,
    CountedStock,
    FilledPump,
    HeldMedicine,
    NamedMedicine,
    RefilledStock,
    ResumedMedicine,
    StoppedMedicine,
    named_medicine,
)
from diary_app.domain.medicine import (
    Form,
    Medicine,
    PumpRefill,
    StockEntry,
    Strength,
    in_own_unit,
    parse_strength,
)
from diary_app.domain.normal_text import on_one_line
from diary_app.domain.plan import Plan
from diary_app.domain.refusal import Refused
from diary_app.domain.schedule import amounts_of, in_unit
from diary_app.errors import BadInput, NotFound
from diary_app.services import substances
from diary_app.services.diary import Diary
from diary_app.storage import plan_rows, queries, record_rows
from diary_app.storage.edit import Edit

NAME_LIMIT = 120


def all_plans(diary: Diary) -> tuple[Plan, ...]:
    """The plan of every medicine, ended ones too."""
    return queries.plans(diary.file)


def plan_of(diary: Diary, name: str) -> Plan:
    """The plan of the medicine called `name`, case apart. Raises NotFound naming what there is."""
    plans = queries.plans(diary.file)
    wanted = " ".join(name.split()).casefold()
    for plan in plans:
        if plan.medicine.name.casefold() == wanted or plan.medicine.id == name:
            return plan
    names = tuple(plan.medicine.name for plan in plans)
    if not names:
        raise NotFound("no_medicine_yet", name=name)
    raise NotFound("no_such_medicine", name=name, names=names)


def checked_name(name: str) -> str:
    """A medicine's name as it will be kept: one line, not empty, at most 120 characters."""
    clean = " ".join(name.split())
    if not clean or len(clean) > NAME_LIMIT or not on_one_line(clean):
        raise BadInput("name_not_kept", limit=NAME_LIMIT)
    return clean


def strengths_of(text: str, form: Form) -> tuple[Strength, ...]:
    """The strengths as typed, with commas between them: `10 mg, 5 mg`. Raises Refused."""
    return tuple(parse_strength(one, form) for one in text.split(", ") if one.strip())


def add(
    diary: Diary,
    name: str,
    form: Form,
    strengths: tuple[Strength, ...],
    prescription: Prescription | None,
    reason: str = "",
    refill_on: date | None = None,
    stock: Decimal | None = None,
    substance: str | None = None,
) -> Medicine:
    """A new medicine with its first course; `stock` tablets are here of its first strength.

    `substance` is the person's answer (a substance, `none`); without one a certain name speaks.
    """
    name = checked_name(name)
    if any(m.name.casefold() == name.casefold() for m in queries.medicines(diary.file)):
        raise BadInput("medicine_there_already", name=name)
    if stock is not None and not strengths:
        raise BadInput("stock_needs_strength")
    known = substances.stored(name, substance)
    medicine = Medicine(diary.new_id(), name, form, strengths, reason, refill_on, substance=known)
    if prescription is not None:
        _check_units(medicine, prescription)
    with diary.edit(AddedMedicine(named_medicine(medicine))) as edit:
        edit.put("medicines", plan_rows.from_medicine(medicine))
        if prescription is not None:
            _check_span(prescription)
            course = Course(diary.new_id(), medicine.id, prescription)
            edit.put("courses", plan_rows.from_course(course))
        if stock is not None:
            _put_stock(diary, edit, medicine, str(strengths[0]), "count", stock)
    return medicine


def change(diary: Diary, plan: Plan, prescription: Prescription) -> Course:
    """From the prescription's first day the new course is in force; earlier days never change.

    Courses and taper steps that would begin later are replaced; recorded doses keep their amounts.
    """
    _check_span(prescription)
    _check_units(plan.medicine, prescription)
    course = Course(diary.new_id(), plan.medicine.id, prescription)
    with diary.edit(ChangedDose(named_medicine(plan.medicine), prescription.days.since)) as edit:
        end_all(edit, plan, prescription.days.since)
        edit.put("courses", plan_rows.from_course(course))
    return course


def correct(diary: Diary, plan: Plan, course: Course, prescription: Prescription) -> Course:
    """Alter a course in place: a slip of the pen. The trail keeps what stood there."""
    _check_span(prescription)
    _check_units(plan.medicine, prescription)
    corrected = replace(course, prescription=prescription)
    for other in plan.courses:
        if other.id != course.id and other.days.overlaps(corrected.days):
            raise BadInput(
                "two_courses_at_once",
                name=plan.medicine.name,
                day=max(other.since, corrected.since),
            )
    with diary.edit(CorrectedCourse(named_medicine(plan.medicine), corrected.since)) as edit:
        edit.put("courses", plan_rows.from_course(corrected))
    return corrected


def correct_medicine(diary: Diary, medicine: Medicine) -> None:
    """Alter name, form, strengths, reason, refill day or substance of a medicine.

    A name that is certain brings its substance; one that says nothing leaves what was known: a
    medicine called "my tablets" from now on is watched as before.
    Where its unit changes (tablets of a strength that was not known are mg now), what is recorded
    and planned is put in the new unit, in the same step. Raises BadInput where that is unclear.
    """
    medicine = replace(medicine, name=checked_name(medicine.name))
    same = [m for m in queries.medicines(diary.file) if m.id != medicine.id]
    if any(m.name.casefold() == medicine.name.casefold() for m in same):
        raise BadInput("medicine_there_already", name=medicine.name)
    before = next(p for p in queries.plans(diary.file) if p.medicine.id == medicine.id)
    if medicine.substance == before.medicine.substance and medicine.name != before.medicine.name:
        said = substances.stored(medicine.name) or substances.of(before.medicine)
        medicine = replace(medicine, substance=said or medicine.substance)
    with diary.edit(CorrectedMedicine(named_medicine(medicine))) as edit:
        edit.put("medicines", plan_rows.from_medicine(medicine))
        if before.medicine.unit != medicine.unit:
            _put_in_unit(diary, edit, replace(before, medicine=medicine))


def _put_in_unit(diary: Diary, edit: Edit, plan: Plan) -> None:
    medicine = plan.medicine
    try:
        for course in plan.courses:
            edit.put("courses", plan_rows.from_course(_course_in_unit(course, medicine)))
        for taper in plan.tapers:
            steps = tuple(step.in_unit(medicine) for step in taper.steps)
            edit.put("tapers", plan_rows.from_taper(replace(taper, steps=steps)))
        for dose in queries.all_taken(diary.file, medicine.id):
            if dose.amount is None:
                continue
            amount = in_own_unit(dose.amount, medicine)
            edit.put("doses", record_rows.from_dose(replace(dose, amount=amount)))
    except Refused as refusal:
        raise BadInput("amounts_do_not_fit", name=medicine.name, amount=refusal.given) from refusal


def _course_in_unit(course: Course, medicine: Medicine) -> Course:
    most = course.prescription.max_per_day
    return course.altered(
        schedule=in_unit(course.schedule, medicine),
        max_per_day=None if most is None else in_own_unit(most, medicine),
    )


def course_in_force(plan: Plan, day: date) -> Course:
    """The course of `day` that a clinician could hold, change or stop. Raises NotFound for none."""
    course = plan.course_on(day)
    if course is None:
        raise NotFound("no_course_then", name=plan.medicine.name, day=day)
    return course


def stop(diary: Diary, plan: Plan, since: date, decided_by: DecidedBy | None = None) -> None:
    """`since` is the first day without the medicine; `decided_by` whoever decided to stop."""
    if all(course.days.over_on(since) for course in plan.all_courses()):
        raise NotFound("no_course_from_then_on", name=plan.medicine.name, day=since)
    with diary.edit(StoppedMedicine(named_medicine(plan.medicine), since)) as edit:
        end_all(edit, plan, since)
        if decided_by is not None:
            for course in ended(plan.courses, since):
                if course.until == since:
                    edit.put("courses", {"id": course.id, "ended_by": str(decided_by)})


def hold(
    diary: Diary,
    plan: Plan,
    since: date,
    reason: str = "",
    until: date | None = None,
    decided_by: DecidedBy | None = None,
) -> None:
    """The medicine is on hold on the days `[since, until)`; without `until` it goes on."""
    course_in_force(plan, since)
    if until is not None and until <= since:
        raise BadInput("last_day_first")
    if plan.held_on(since):
        raise BadInput("on_hold_already", name=plan.medicine.name)
    with diary.edit(HeldMedicine(named_medicine(plan.medicine), since)) as edit:
        paused = Hold(diary.new_id(), plan.medicine.id, Days(since, until), reason, decided_by)
        edit.put("holds", plan_rows.from_hold(paused))


def resume(diary: Diary, plan: Plan, since: date, decided_by: DecidedBy | None = None) -> None:
    """The pause ends; `since` is the first day with the medicine again.

    A pause that begins and ends later stays. A stopped medicine goes on with its last course.
    """
    held = [hold for hold in plan.holds if hold.days.until is None or since in hold.days]
    with diary.edit(ResumedMedicine(named_medicine(plan.medicine), since)) as edit:
        for paused in held:
            days = paused.days.before(since)
            if days:
                ended_by = None if decided_by is None else str(decided_by)
                row = plan_rows.from_hold(replace(paused, days=days))
                edit.put("holds", row | {"ended_by": ended_by})
            else:
                edit.delete("holds", paused.id)
        if not held:
            again = _again(diary, plan, since).altered(decided_by=decided_by)
            edit.put("courses", plan_rows.from_course(again))


def _again(diary: Diary, plan: Plan, since: date) -> Course:
    """The last course once more, from `since` on. Raises NotFound where one is in force."""
    before = [course for course in plan.courses if course.since <= since]
    if plan.course_on(since) is not None or not before:
        raise NotFound("not_on_hold", name=plan.medicine.name)
    return replace(before[-1].altered(days=Days(since), begins=None), id=diary.new_id())


def refill(
    diary: Diary, medicine: Medicine, count: Decimal, strength: str = "", kind: str = "refill"
) -> None:
    """So many tablets came (`kind` refill) or are here (`count`), of one of the strengths."""
    names = [str(own) for own in medicine.strengths]
    wanted = [name for name in names if strength in (name, name.removesuffix(" tablet"))]
    if not strength and len(names) == 1:
        wanted = names
    if not wanted:
        raise BadInput("strength_not_said", name=medicine.name, names=tuple(names))
    deed = CountedStock if kind == "count" else RefilledStock
    with diary.edit(deed(named_medicine(medicine), wanted[0], count)) as edit:
        _put_stock(diary, edit, medicine, wanted[0], kind, count)


def pump_refill(diary: Diary, refill: PumpRefill) -> None:
    """The pump was filled: from now on its new dates count."""
    name = queries.medicine_name(diary.file, refill.medicine_id)
    with diary.edit(FilledPump(NamedMedicine(refill.medicine_id, name), refill.day)) as edit:
        edit.put("pump_refills", plan_rows.from_pump_refill(refill))


def _put_stock(
    diary: Diary, edit: Edit, medicine: Medicine, strength: str, kind: str, count: Decimal
) -> None:
    entry = StockEntry(diary.new_id(), medicine.id, strength, kind, count, diary.now())
    edit.put("stock", plan_rows.from_stock(entry))


def end_all(edit: Edit, plan: Plan, day: date) -> None:
    """Nothing of the plan is in force from `day` on; what was before stays as it was."""
    kept = {course.id: course for course in ended(plan.courses, day)}
    for course in plan.courses:
        if course.id not in kept:
            edit.delete("courses", course.id)
        elif kept[course.id] != course:
            edit.put("courses", plan_rows.from_course(kept[course.id]))
    for taper in plan.tapers:
        if taper.since >= day:
            edit.delete("tapers", taper.id)
        elif not taper.days.over_on(day):
            edit.put("tapers", plan_rows.from_taper(replace(taper, until=day)))


def _check_span(prescription: Prescription) -> None:
    days = prescription.days
    if not days:
        raise BadInput("span_backwards", first=days.since, last=days.last)


def _check_units(medicine: Medicine, prescription: Prescription) -> None:
    """Refused where the amounts cannot be added up: 10 mg at one time, 1 tablet at another."""
    amounts = amounts_of(prescription.schedule)
    if not medicine.strengths and medicine.planned_in is None:
        medicine = replace(medicine, planned_in=amounts[0].unit)
    limit = prescription.max_per_day
    for amount in amounts if limit is None else (*amounts, limit):
        in_own_unit(amount, medicine)
