"""Logging what really happened: taken, skipped, missed; asking before a doubtful one is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from diary_app.domain import plausible
from diary_app.domain.days import MATCHED_AROUND, Days
from diary_app.domain.deeds import Corrected, Logged, named
from diary_app.domain.dose import Dose, EnteredBy, Missed, Skipped, Taken
from diary_app.domain.limits import MoreThanTwice, Question, planned_for, questions
from diary_app.domain.matching import match, slot_for
from diary_app.domain.medicine import Medicine, in_own_unit
from diary_app.domain.moment import Moment
from diary_app.domain.plan import Plan, Slot, slots_of
from diary_app.domain.quantity import Quantity
from diary_app.domain.schedule import has_slots, one_dose
from diary_app.errors import BadInput, DiaryError, NotFound
from diary_app.frozen import dataclass
from diary_app.services import plausibility, texts
from diary_app.services.diary import Diary
from diary_app.services.histories import doses_around
from diary_app.storage import queries, record_rows
from diary_app.storage.edit import Edit


class Doubtful(DiaryError):
    """A safety check asks before the dose is stored; logging it again with `confirm` stores it."""

    exit_code = 4

    def __init__(self, dose: Taken, asked: tuple[Question | plausible.Question, ...]) -> None:
        self.dose, self.asked = dose, asked
        super().__init__("doubtful_dose")


@dataclass(frozen=True)
class Remarks:
    """What goes with a record: a reason, a note, who wrote it."""

    reason: str = ""
    note: str = ""
    entered_by: EnteredBy = EnteredBy.ME


NO_REMARKS = Remarks()


class _Reader:
    """What is planned and recorded around a moment; each day's surroundings are read once."""

    def __init__(self, diary: Diary) -> None:
        self.diary = diary
        self._doses: dict[date, tuple[Dose, ...]] = {}
        self._around: dict[tuple[str, date], _Around] = {}

    def around(self, plan: Plan, at: Moment) -> _Around:
        """The slots and doses of the plan's medicine within two days of `at`."""
        day = at.day
        days = Days.of(day).widened(MATCHED_AROUND)
        if day not in self._doses:
            self._doses[day] = doses_around(self.diary, days)
        key = plan.medicine.id, day
        if key not in self._around:
            doses = tuple(dose for dose in self._doses[day] if dose.medicine_id == plan.medicine.id)
            taken = [dose for dose in doses if isinstance(dose, Taken)]
            matching = tuple(d for d in doses if d.planned_at is None or d.planned_at.day in days)
            slots = slots_of(plan, days, self.diary.zones(), taken)
            self._around[key] = _Around(slots, doses, matching)
        return self._around[key]


@dataclass(frozen=True)
class _Around:
    """The slots and doses of one medicine around a moment.

    `matching` are the doses that may answer these slots: one pressed on another week's slot may
    have been taken here and must not answer a slot here.
    """

    slots: tuple[Slot, ...]
    doses: tuple[Dose, ...]
    matching: tuple[Dose, ...]


def take(
    diary: Diary,
    plan: Plan,
    amount: Quantity | None = None,
    at: Moment | None = None,
    planned: Moment | None = None,
    remarks: Remarks = NO_REMARKS,
    time_known: bool = True,
    confirm: bool = False,
) -> Taken:
    """Store a taken dose: `amount` at `at` (now by default), bound to the slot at `planned`.

    Without an amount: that of the slot it answers, or of the as-needed course. Raises BadInput for
    a future time, a slot that does not exist or is taken already, or an amount that cannot be
    known; Doubtful where a check asks and `confirm` is False.
    """
    reader = _Reader(diary)
    dose = _taken(reader, plan, amount, at, planned, remarks, time_known)
    around = reader.around(plan, dose.taken_at)
    asked = _asked(diary, dose, plan, around.doses)
    if asked and not confirm:
        raise Doubtful(dose, asked)
    dose = replace(dose, confirmed=bool(asked))
    moved = _giving_way(reader, plan, dose) if dose.by_time else ()
    with diary.edit(_logged(plan.medicine, dose)) as edit:
        _put_taken(diary, edit, dose, around.doses)
        for other in moved:
            edit.put("doses", record_rows.from_dose(other))
    return dose


def take_all(
    diary: Diary,
    plans: Sequence[tuple[Plan, Slot]],
    confirm: bool = False,
    remarks: Remarks = NO_REMARKS,
) -> list[Taken]:
    """Store every slot given as taken now with its planned amount, in one step. As `take`."""
    taken, reader = [], _Reader(diary)
    for plan, slot in plans:
        dose = _taken(reader, plan, slot.amount, None, slot.at, remarks, time_known=True)
        around = reader.around(plan, dose.taken_at)
        asked = _asked(diary, dose, plan, around.doses)
        if asked and not confirm:
            raise Doubtful(dose, asked)
        taken.append((replace(dose, confirmed=bool(asked)), around.doses))
    names = [plan.medicine.name for plan, _slot in plans]
    doses = [dose for dose, _others in taken]
    with diary.edit(Logged(tuple(map(named, doses, names)))) as edit:
        for dose, others in taken:
            _put_taken(diary, edit, dose, others)
    return doses


def skip(
    diary: Diary,
    plan: Plan,
    planned: Moment | None = None,
    remarks: Remarks = NO_REMARKS,
    at: Moment | None = None,
) -> Skipped:
    """Store that a planned dose was skipped; without `planned` the slot open `at` (or now)."""
    slot = _open_slot(_Reader(diary), plan, planned, at)
    dose = Skipped(diary.new_id(), plan.medicine.id, slot.at, diary.now(), *_of(remarks))
    with diary.edit(_logged(plan.medicine, dose)) as edit:
        _put(diary, edit, dose)
    return dose


def miss(
    diary: Diary,
    plan: Plan,
    planned: Moment | None = None,
    remarks: Remarks = NO_REMARKS,
    at: Moment | None = None,
) -> Missed:
    """Store that a planned dose was missed; without `planned` the slot open `at` (or now)."""
    slot = _open_slot(_Reader(diary), plan, planned, at)
    if slot.at > diary.now():
        raise BadInput("missed_before_its_time")
    dose = Missed(diary.new_id(), plan.medicine.id, slot.at, diary.now(), *_of(remarks))
    with diary.edit(_logged(plan.medicine, dose)) as edit:
        _put(diary, edit, dose)
    return dose


def answer_all(
    diary: Diary, lines: Sequence[tuple[Plan, Slot]], taken: bool, remarks: Remarks = NO_REMARKS
) -> list[Dose]:
    """Store past slots as taken at their planned time, or as missed, in one step."""
    now, found = diary.now(), list[Dose]()
    reason, note, who = _of(remarks)
    for plan, slot in lines:
        dose: Dose = Missed(diary.new_id(), plan.medicine.id, slot.at, now)
        if taken:
            dose = Taken(diary.new_id(), plan.medicine.id, slot.amount, slot.at, now, slot.at)
        found.append(replace(dose, reason=reason, note=note, entered_by=who))
    names = [plan.medicine.name for plan, _slot in lines]
    with diary.edit(Logged(tuple(map(named, found, names)))) as edit:
        for dose in found:
            _put(diary, edit, dose)
    return found


def change(diary: Diary, before: Dose, after: Dose, confirm: bool = False) -> None:
    """Correct a recorded dose; the trail keeps what stood there. As `take` for a taken one."""
    if isinstance(after, Taken):
        _not_in_future(diary, after.taken_at)
        plan = plan_with(diary, after.medicine_id)
        if after.amount is not None:
            after = replace(after, amount=in_own_unit(after.amount, plan.medicine))
        reader = _Reader(diary)
        after = _corrected(reader, plan, before, after)
        around = reader.around(plan, after.taken_at)
        others = tuple(dose for dose in around.doses if dose.id != before.id)
        asked = _asked(diary, after, plan, others)
        same = isinstance(before, Taken) and _measured(before) == _measured(after)
        if asked and not confirm and not same:
            raise Doubtful(after, asked)
        after = replace(after, confirmed=bool(asked) or after.confirmed)
    name = queries.medicine_name(diary.file, after.medicine_id)
    with diary.edit(Corrected(named(after, name))) as edit:
        _put(diary, edit, after)


def _asked(
    diary: Diary, dose: Taken, plan: Plan, doses: Sequence[Dose]
) -> tuple[Question | plausible.Question, ...]:
    """What a check asks of a taken dose: probable slips first, then the prescriber's limits."""
    planned = planned_for(dose, plan, doses, diary.zones())
    known = plausibility.known_of(diary, plan.medicine)
    slips: tuple[plausible.Question, ...] = ()
    if dose.amount is not None:
        slips = plausible.of_taken(dose.amount, planned, plan.medicine, known)
    limits = questions(dose, plan, doses, diary.zones())
    if any(isinstance(slip, plausible.FarFromPlanned) for slip in slips):
        limits = tuple(one for one in limits if not isinstance(one, MoreThanTwice))  # said already
    return (*slips, *limits)


def _slot_at(reader: _Reader, plan: Plan, planned: Moment) -> Slot:
    for slot in reader.around(plan, planned).slots:
        if slot.at == planned or slot.at.local == planned.local:
            return slot
    raise BadInput("no_dose_planned_then", name=plan.medicine.name, time=planned)


def _taken(
    reader: _Reader,
    plan: Plan,
    amount: Quantity | None,
    at: Moment | None,
    planned: Moment | None,
    remarks: Remarks,
    time_known: bool,
) -> Taken:
    slot = None if planned is None else _slot_at(reader, plan, planned)
    now = reader.diary.now()
    taken_at = at or (slot.at if slot and not time_known and slot.at < now else now)
    _not_in_future(reader.diary, taken_at)
    if slot is not None:
        _refuse_taken_twice(reader, plan, slot)
    else:
        slot = _slot_by_time(reader, plan, taken_at)
    if amount is None:
        amount = _planned_amount(plan, slot, taken_at)
    return Taken(
        id=reader.diary.new_id(),
        medicine_id=plan.medicine.id,
        amount=in_own_unit(amount, plan.medicine),
        taken_at=taken_at,
        recorded_at=now,
        planned_at=None if slot is None else slot.at,
        by_time=slot is not None and planned is None,
        time_known=time_known,
        reason=remarks.reason,
        note=remarks.note,
        entered_by=remarks.entered_by,
    )


def _slot_by_time(reader: _Reader, plan: Plan, at: Moment, but: str = "") -> Slot | None:
    """The slot that a dose taken `at` answers, the dose with the id `but` left out."""
    around = reader.around(plan, at)
    return slot_for(around.slots, [dose for dose in around.matching if dose.id != but], at)


def _corrected(reader: _Reader, plan: Plan, before: Dose, after: Taken) -> Taken:
    """The corrected dose with its slot: of its new time, unless a person named one."""
    if not isinstance(before, Taken) or before.planned_at != after.planned_at:
        return replace(after, by_time=False)
    chosen = before.planned_at is not None and not before.by_time
    return after if chosen or before.taken_at == after.taken_at else _bound(reader, plan, after)


def _bound(reader: _Reader, plan: Plan, dose: Taken) -> Taken:
    """The dose with the slot that its time answers."""
    slot = _slot_by_time(reader, plan, dose.taken_at, dose.id)
    at = None if slot is None else slot.at
    return replace(dose, planned_at=at, by_time=at is not None)


def _giving_way(reader: _Reader, plan: Plan, dose: Taken) -> list[Taken]:
    """The later doses that were bound by time and must find another slot now, bound anew.

    Doses are matched in order of taken time, whatever the order in which they are written down.
    """
    around = reader.around(plan, dose.taken_at)
    doses, moved = [*around.matching, dose], list[Taken]()
    for other in sorted(
        (d for d in around.matching if isinstance(d, Taken) and d.by_time),
        key=lambda d: d.taken_at,
    ):
        if dose.planned_at is None or other.planned_at != dose.planned_at or other.id == dose.id:
            continue
        rest = [d for d in doses if d.id != other.id]
        slot = slot_for(around.slots, rest, other.taken_at)
        dose = replace(other, planned_at=None if slot is None else slot.at, by_time=bool(slot))
        doses = [*rest, dose]
        moved.append(dose)
    return moved


def _planned_amount(plan: Plan, slot: Slot | None, at: Moment) -> Quantity:
    if slot is not None:
        return slot.amount
    course = plan.course_on(at.day)
    single = None if course is None or has_slots(course.schedule) else one_dose(course.schedule)
    if single is not None:
        return single  # there is no slot before the first of a chain
    raise BadInput("amount_not_said", name=plan.medicine.name)


def _answer_to(reader: _Reader, plan: Plan, slot: Slot) -> Dose | None:
    around = reader.around(plan, slot.at)
    for answered in match(around.slots, around.matching).answers:
        if answered.slot == slot:
            return answered.dose
    return None


def _refuse_taken_twice(reader: _Reader, plan: Plan, slot: Slot) -> None:
    if isinstance(_answer_to(reader, plan, slot), Taken):
        raise BadInput("dose_taken_already", time=slot.at, name=plan.medicine.name)


def _open_slot(reader: _Reader, plan: Plan, planned: Moment | None, at: Moment | None) -> Slot:
    if planned is not None:
        slot = _slot_at(reader, plan, planned)
    else:
        asked = at or reader.diary.now()
        around = reader.around(plan, asked)
        found = slot_for(around.slots, around.matching, asked)
        if found is None:
            raise BadInput("dose_not_said", name=plan.medicine.name)
        slot = found
    if _answer_to(reader, plan, slot) is not None:
        raise BadInput("dose_answered_already", time=slot.at, name=plan.medicine.name)
    return slot


def _not_in_future(diary: Diary, at: Moment) -> None:
    if at > diary.now():
        raise BadInput("dose_still_to_come", time=at)


def _measured(dose: Taken) -> tuple[Quantity | None, Moment, Moment | None]:
    return dose.amount, dose.taken_at, dose.planned_at


def _put_taken(diary: Diary, edit: Edit, dose: Taken, others: Sequence[Dose]) -> None:
    """Store a taken dose; a skip or miss of the same slot gives way, and the trail keeps it."""
    for other in others:
        if dose.planned_at and other.planned_at == dose.planned_at and not isinstance(other, Taken):
            edit.put("doses", {"id": other.id, "removed": 1})
    _put(diary, edit, dose)


def _put(diary: Diary, edit: Edit, dose: Dose) -> None:
    edit.put("doses", record_rows.from_dose(dose))
    texts.put_reading(diary, edit, "doses", dose.id, dose.note)


def plan_with(diary: Diary, medicine_id: str) -> Plan:
    """The plan of the medicine with that id. Raises NotFound if it was removed."""
    for plan in queries.plans(diary.file):
        if plan.medicine.id == medicine_id:
            return plan
    raise NotFound("medicine_of_dose_gone")


def _logged(medicine: Medicine, dose: Dose) -> Logged:
    return Logged((named(dose, medicine.name),))


def _of(remarks: Remarks) -> tuple[str, str, EnteredBy]:
    return remarks.reason, remarks.note, remarks.entered_by
