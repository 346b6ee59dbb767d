"""The records of a diary as rows of one table, each with its fields as text.

For the spreadsheet, and for every form of ours that is read back (`own_records`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from diary_app.domain.days import Days
from diary_app.domain.dose import Dose, Missed, Skipped, Taken, moment_of
from diary_app.domain.fall import Fall
from diary_app.domain.helped import Helped
from diary_app.domain.history import History
from diary_app.domain.matching import Answered, State, state_of
from diary_app.domain.measure import Goal, Measurement
from diary_app.domain.moment import Moment
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import Quantity, plain_number
from diary_app.domain.sheet import matched
from diary_app.domain.symptom import Answer, Event, Note, Observation, SafetyCheck
from diary_app.domain.tracked import Tracked
from diary_app.frozen import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table. Every field is text; "" where there is nothing to say.

    A slot nobody recorded is a row without `id`: state `not_recorded`. `day` is the plan's day of a
    slot, else the local day. Amounts are plain numbers, their unit in the next column. Of an own
    thing `what` is its id, `name` its name, `state` its scale; of a goal `name` is its words.
    `details` are words that no other column has: `time_unknown`, `confirmed`, `tile`, ...
    """

    kind: str
    id: str = ""
    day: str = ""
    at: str = ""
    what: str = ""
    state: str = ""
    value: str = ""
    planned_at: str = ""
    planned_amount: str = ""
    planned_unit: str = ""
    taken_at: str = ""
    taken_amount: str = ""
    taken_unit: str = ""
    reason: str = ""
    note: str = ""
    entered_by: str = ""
    recorded_at: str = ""
    zone: str = ""
    name: str = ""
    unit: str = ""
    where: str = ""
    until: str = ""
    part: str = ""
    minutes: str = ""
    place: str = ""
    hurt: str = ""
    before: str = ""
    details: str = ""
    recorded_zone: str = ""
    until_zone: str = ""


def rows(history: History, days: Days, now: Moment) -> tuple[Row, ...]:
    """The records of the local `days` and every slot past at `now`, oldest first.

    Before them what they are about: own things, and the goals that were ever set.
    """
    found: list[Row] = []
    for plan in history.plans:
        found += _doses(plan, history, days, now)
    written = {row.id for row in found}
    names = {plan.medicine.id: plan.medicine.name for plan in history.plans}
    for dose in history.doses:
        if dose.id not in written and moment_of(dose).day in days:
            found.append(_other_dose(dose, names.get(dose.medicine_id, "")))
    found += [row for row in _records(history) if date.fromisoformat(row.day) in days]
    found += _helped(history, {row.id for row in found if row.kind == "dose"})
    about = [*map(_own_thing, history.tracked), *map(_goal, history.goals)]
    in_order = sorted(found, key=lambda row: (row.day, row.at, row.kind, row.what, row.id))
    return (*about, *in_order)


def _doses(plan: Plan, history: History, days: Days, now: Moment) -> Iterator[Row]:
    found = matched(plan, history.doses_of(plan.medicine.id), days, history.zones)
    for answered in found.answers:
        state = state_of(answered, now)
        if state not in (State.LATER, State.DUE, State.LATE):
            yield _slot(plan, answered, state)
    for dose in found.extras:
        state_word = "as_needed" if plan.as_needed_on(dose.taken_at.day) else "extra"
        at = dose.taken_at
        yield Row(
            "dose", dose.id, at.day.isoformat(), at.iso, plan.medicine.name, state_word,
            **_taken(dose), **_record(dose), zone=at.zone,
        )  # fmt: skip


def _slot(plan: Plan, answered: Answered, state: State) -> Row:
    slot, dose = answered.slot, answered.dose
    return Row(
        "dose",
        dose.id if dose else "",
        slot.day.isoformat(),
        dose.taken_at.iso if isinstance(dose, Taken) else slot.at.iso,
        plan.medicine.name,
        state.value,
        planned_at=slot.at.iso,
        **_amount("planned", slot.amount),
        **_taken(dose),
        **(_record(dose, slot.at) if dose else {}),
        zone=slot.at.zone,
    )


def _other_dose(dose: Dose, name: str) -> Row:
    """A dose of a slot that the plan does not have any more."""
    at = moment_of(dose)
    state = {Taken: State.TAKEN, Skipped: State.SKIPPED, Missed: State.MISSED}[type(dose)]
    planned = "" if dose.planned_at is None else dose.planned_at.iso
    return Row(
        "dose", dose.id, at.day.isoformat(), at.iso, name, state.value, planned_at=planned,
        **_taken(dose), **_record(dose, dose.planned_at), zone=at.zone,
    )  # fmt: skip


def _amount(which: str, amount: Quantity) -> dict[str, str]:
    return {f"{which}_amount": plain_number(amount.value), f"{which}_unit": amount.unit.value}


def _taken(dose: Dose | None) -> dict[str, str]:
    if not isinstance(dose, Taken):
        return {}
    amount = {} if dose.amount is None else _amount("taken", dose.amount)
    return {"taken_at": dose.taken_at.iso, **amount}


def _record(dose: Dose, slot: Moment | None = None) -> dict[str, str]:
    """What is said of the record; `slot` is the one it stands beside in the table."""
    words = []
    if isinstance(dose, Taken):
        words += [] if dose.time_known else ["time_unknown"]
        words += ["confirmed"] if dose.confirmed else []
        words += ["by_time"] if dose.by_time else []
        # The clock may have found the slot beside which it stands: the record names none.
        words += ["unbound"] if slot is not None and dose.planned_at is None else []
        if slot is not None and dose.taken_at.zone != slot.zone:
            words.append(f"taken_in={dose.taken_at.zone}")
    if dose.planned_at is not None and dose.planned_at != slot:  # the plan was moved since
        words += [f"planned_for={dose.planned_at.iso}", f"planned_in={dose.planned_at.zone}"]
    return {
        "reason": dose.reason,
        "note": dose.note,
        "entered_by": dose.entered_by.value,
        "recorded_at": dose.recorded_at.iso,
        "recorded_zone": dose.recorded_at.zone,
        "details": " ".join(words),
    }


def _records(history: History) -> Iterator[Row]:
    names = {one.id: one.name for one in history.tracked}
    for seen in history.observations:
        yield _observation(seen, names.get(seen.symptom, ""))
    for check in history.checks:
        yield from _check(check)
    yield from map(_note, history.notes)
    yield from map(_event, history.events)
    yield from map(_fall, history.falls)
    goals = {goal.id: goal.words for goal in history.goals}
    for one in history.measurements:
        yield _measurement(one, goals.get(one.part, ""))


def _of(
    kind: str,
    record: Observation | SafetyCheck | Note | Event | Fall | Measurement,
    what: str = "",
    state: str = "",
    **more: str,
) -> Row:
    return Row(
        kind,
        record.id,
        record.at.day.isoformat(),
        record.at.iso,
        what,
        state,
        entered_by=record.entered_by.value,
        recorded_at=record.recorded_at.iso,
        recorded_zone=record.recorded_at.zone,
        zone=record.at.zone,
        **more,
    )


def _observation(seen: Observation, name: str) -> Row:
    number = isinstance(seen.value, Decimal)
    value = plain_number(seen.value) if isinstance(seen.value, Decimal) else seen.value
    until = "" if seen.until is None else seen.until.iso
    return _of(
        "symptom",
        seen,
        seen.symptom,
        "measured" if number else "not_rated" if seen.value is None else "rated",
        value="" if value is None else str(value),
        note=seen.note,
        name=name,
        unit=seen.unit,
        where=" ".join(str(region) for region in seen.regions),
        until=until,
        until_zone="" if seen.until is None else seen.until.zone,
        details="going_on" if seen.goes_on else "lasting" if seen.lasting else "",
    )


def _check(check: SafetyCheck) -> Iterator[Row]:
    for symptom, answer in check.answers.items():
        if answer is not Answer.NOT_ASKED:
            yield _of("check", check, symptom, answer.value)
    for key, yes in check.followups.items():
        yield _of("followup", check, key, "yes" if yes else "no")


def _note(note: Note) -> Row:
    return _of("note", note, note=note.text)


def _event(event: Event) -> Row:
    return _of(
        "event",
        event,
        event.kind,
        note=event.words,
        until="" if event.until is None else event.until.isoformat(),
        minutes="" if event.minutes is None else str(event.minutes),
    )


def _fall(fall: Fall) -> Row:
    return _of(
        "fall",
        fall,
        state="head" if fall.head else "",
        note=fall.note,
        place=fall.place,
        hurt=fall.hurt,
        before=fall.before,
    )


def _measurement(one: Measurement, goal: str) -> Row:
    value, part = str(one.value), one.part
    return _of("measure", one, str(one.measure), value=value, part=part, name=goal, note=one.note)


def _helped(history: History, doses: set[str]) -> Iterator[Row]:
    """What the doses of the table did."""
    moments = {dose.id: moment_of(dose) for dose in history.doses}
    for one in history.helped.values():
        if one.dose_id in doses:
            yield _helped_row(one, moments[one.dose_id])


def _helped_row(one: Helped, taken: Moment) -> Row:
    ratings = "" if one.before is None or one.after is None else f"{one.before} {one.after}"
    return Row(
        "helped",
        one.dose_id,
        taken.day.isoformat(),
        taken.iso,
        one.symptom,
        str(one.answer),
        ratings,
        minutes="" if one.minutes is None else str(one.minutes),
        entered_by=one.entered_by.value,
        recorded_at=one.at.iso,
        recorded_zone=one.at.zone,
        zone=taken.zone,
    )


def _own_thing(one: Tracked) -> Row:
    told = {
        "best_high": one.best == "high",
        "tile": one.tile,
        "on_paper": one.on_paper,
        "regions": one.regions,
        "archived": one.archived,
    }
    return Row(
        "tracked",
        one.id,
        what=one.id,
        state=str(one.scale),
        name=one.name,
        unit=one.unit,
        recorded_at=one.recorded_at.iso,
        recorded_zone=one.recorded_at.zone,
        details=" ".join(word for word, true in told.items() if true),
    )


def _goal(goal: Goal) -> Row:
    until = "" if goal.until is None else goal.until.isoformat()
    return Row("goal", goal.id, name=goal.words, until=until, details=f"since={goal.since}")
