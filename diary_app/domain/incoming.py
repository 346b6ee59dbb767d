"""What another program's rows become in this diary: records, what is there already, questions.

Nothing is decided for the person: a medicine is matched only by an answer, a number has a scale
only by an answer or by the file, a dose whose amount is not known is not guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid5

from diary_app.domain.days import MATCHED_AROUND, Days
from diary_app.domain.deeds import DoseOutcome
from diary_app.domain.dose import Dose, Missed, Skipped, Taken
from diary_app.domain.foreign import (
    At,
    ForeignDose,
    ForeignFile,
    ForeignMedicine,
    ForeignNote,
    ForeignObservation,
    LeftOut,
    NotUnderstood,
    OwnDose,
    OwnRecord,
)
from diary_app.domain.foreign_amount import amount_of, in_medicine
from diary_app.domain.incoming_own import fits, own_name, tracked_for, value_on
from diary_app.domain.incoming_same import Logged, called, differ, key_of, natural
from diary_app.domain.knowledge import Entry
from diary_app.domain.matching import slot_for
from diary_app.domain.measure import Goal
from diary_app.domain.medicine import Medicine
from diary_app.domain.moment import Moment, Zones, at_wall, moment
from diary_app.domain.plan import Plan, slots_of
from diary_app.domain.refusal import Refused
from diary_app.domain.symptom import Note, Observation
from diary_app.domain.tracked import Tracked, entry_of
from diary_app.domain.when import within_day
from diary_app.frozen import dataclass

_IDS = UUID("6f1c1f0e-7d61-4f0f-9f0a-0d7b3f0a5d11")
LONGEST = 20_000  # characters of a text


@dataclass(frozen=True)
class Choices:
    """What the person answered: the medicine of each name (None: leave it out), and the zone.

    `prefer` is `here`, `there` or "" where it was not said.
    """

    medicines: Mapping[str, Medicine | None]
    zone: str
    prefer: str = ""


@dataclass(frozen=True)
class There:
    """What the diary holds: plans by medicine id, records by id, ids of the removed ones.

    `brought` answers how a record stood when a file last brought it, None for one that none did.
    """

    now: Moment
    zones: Zones
    plans: Mapping[str, Plan]
    records: Mapping[str, Logged]
    removed: frozenset[str]
    entry: Callable[[str], Entry | None]
    brought: Callable[[str], Logged | None]


@dataclass(frozen=True)
class Conflict:
    """One record says one thing here and another there; or (`row` of a plan) two plans differ."""

    row: int
    here: Logged | Plan
    there: Logged | ForeignMedicine


@dataclass
class Incoming:
    """What an import would do. Every row of the file is counted in one of the four numbers. `made`
    are the own things that no row of the file is: they keep what no symptom fits.
    """

    new: list[tuple[int, Logged]] = field(default_factory=list)
    changed: list[tuple[int, Logged]] = field(default_factory=list)
    already: int = 0
    not_understood: list[NotUnderstood] = field(default_factory=list)
    left_out: int = 0
    plans: list[tuple[ForeignMedicine, Medicine]] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    made: list[Tracked] = field(default_factory=list)


def incoming(file: ForeignFile, choices: Choices, there: There) -> Incoming:
    """What the rows of `file` become. Its scales are set (`ForeignFile.scaled`) before."""
    work = _Work(file, choices, there)
    for row in file.rows:
        match row:
            case NotUnderstood():
                work.found.not_understood.append(row)
            case LeftOut():
                work.found.left_out += 1
            case ForeignMedicine():
                work.medicine(row)
            case ForeignDose():
                work.dose(row)
            case ForeignObservation():
                work.observation(row)
            case ForeignNote():
                work.note(row)
            case OwnRecord():
                work.own(row)
            case OwnDose():
                work.own_dose(row)
    work.finish()
    return work.found


class _Work:
    def __init__(self, file: ForeignFile, choices: Choices, there: There) -> None:
        self.file, self.choices, self.there = file, choices, there
        self.found = Incoming()
        self.fresh: dict[str, tuple[int, Logged]] = {}
        self.exact = set[str]()  # the keys of what our own files brought, with its ids
        # Own things that come with the file, or that this import makes, by their names.
        own = (row.value for row in file.rows if isinstance(row, OwnRecord))
        self.tracked = {value.name: value for value in own if isinstance(value, Tracked)}
        self.by_slot = Counter[tuple[str, datetime]]()
        self.by_day: dict[tuple[str, date], list[Dose]] = {}
        self.here: dict[object, list[Logged]] = {}
        for record in there.records.values():
            if record.id not in there.removed:
                self.here.setdefault(natural(record), []).append(record)

    def moment(self, at: At) -> Moment:
        """The moment of a row; a bare day is its noon, today is now."""
        if not isinstance(at, datetime):
            return within_day(at, moment(self.there.now.utc, self.choices.zone))
        if at.tzinfo is None:
            return _on_wall(at, self.choices.zone)
        return moment(at.astimezone(UTC), self.choices.zone)

    def refuse(self, row: int, why: str, given: str = "") -> None:
        """The row is not understood."""
        self.found.not_understood.append(NotUnderstood(row, why, given))

    def medicine(self, row: ForeignMedicine) -> None:
        own = self.choices.medicines.get(row.name)
        if own is None:
            self.found.left_out += 1
        else:
            self.found.plans.append((row, own))

    def own(self, row: OwnRecord) -> None:
        """A record of a file of ours, as it is; what it is about must be in the file or here."""
        value = row.value
        if not isinstance(value, Tracked | Goal) and value.at > self.there.now:
            self.refuse(row.row, "still_to_come")
            return
        if isinstance(value, Observation) and not self.knows(value.symptom):
            self.refuse(row.row, "own_thing", value.symptom)
            return
        self.exact.add(key_of(value))
        self.keep(row.row, value)

    def knows(self, symptom: str) -> bool:
        """Whether that id is of a symptom, or of an own thing here or in the file."""
        ids = {one.id for one in self.tracked.values()}
        entry = self.there.entry(symptom)
        return symptom in ids or (entry is not None and entry.id == symptom)

    def own_dose(self, row: OwnDose) -> None:
        own = self.choices.medicines.get(row.medicine)
        if own is None:
            self.found.left_out += 1
            return
        dose = replace(row.dose, medicine_id=own.id)
        if isinstance(dose, Taken) and dose.taken_at > self.there.now:
            self.refuse(row.row, "still_to_come")
            return
        self.exact.add(dose.id)
        self.keep(row.row, dose)

    def dose(self, row: ForeignDose) -> None:
        own = self.choices.medicines.get(row.medicine)
        if own is None:
            self.found.left_out += 1
            return
        at = self.moment(row.at if row.utc_day is None else _on_day(row, self.choices.zone))
        planned = None if row.planned is None else self.moment(row.planned)
        key = row.key
        if row.clock is not None:
            planned = _slot_of(row, at)
            key = f"{key}|{planned.day}"
        if not row.time_known and planned is not None:
            at = planned
        taken = row.outcome is DoseOutcome.TAKEN
        if (at if taken else planned or at) > self.there.now:
            self.refuse(row.row, "still_to_come")
            return
        if max(len(row.note), len(row.reason)) > LONGEST:
            self.refuse(row.row, "text_too_long")
            return
        said = row.reason, row.note
        now, id = self.there.now, self.id(key)
        if not taken:
            made = Skipped if row.outcome is DoseOutcome.SKIPPED else Missed
            self.keep(row.row, made(id, own.id, planned or at, now, *said))
            return
        read = amount_of(row.amount)
        amount = None if read is None else in_medicine(read, row.medicine, own)
        if amount is None and row.amount:  # its text is kept: a person may know what it means
            said = row.reason, "\n".join(part for part in (row.amount, row.note) if part)
        self.keep(
            row.row,
            Taken(id, own.id, amount, at, now, planned, row.time_known, False, *said),
        )

    def observation(self, row: ForeignObservation) -> None:
        at, entry = self.moment(row.at), self.there.entry(row.name)
        if at > self.there.now:
            self.refuse(row.row, "still_to_come")
            return
        if len(row.note) > LONGEST:
            self.refuse(row.row, "text_too_long")
            return
        if entry is None or not fits(entry, row):
            if entry is not None and entry.serious:
                self.refuse(row.row, "own_thing", row.name)  # never out of sight of the rules
                return
            entry = self.own_thing(row, entry)
        try:
            value = value_on(entry, row)
        except Refused:
            self.refuse(row.row, "number_outside_scale", row.value)
            return
        now, id = self.there.now, self.id(f"{row.key}")
        unit = entry.scale.unit if isinstance(value, Decimal) else ""
        self.keep(row.row, Observation(id, entry.id, value, at, now, row.note, unit=unit))

    def own_thing(self, row: ForeignObservation, known: Entry | None) -> Entry:
        """The own thing that keeps what no symptom of ours fits: one that is there, or a new one.

        Its scale is the file's: a number is never made to fit.
        """
        name = own_name(row.name, known is not None)
        entry = self.there.entry(name)
        if entry is not None and entry.own and fits(entry, row):
            return entry
        if name not in self.tracked:
            taken = (*(one.id for one in self.tracked.values()), *self.there.records)
            self.tracked[name] = tracked_for(row, name, self.there.now, taken)
            self.found.made.append(self.tracked[name])
        return entry_of(self.tracked[name], {})

    def note(self, row: ForeignNote) -> None:
        at = self.moment(row.at)
        if at > self.there.now or len(row.text) > LONGEST:
            late = at > self.there.now
            self.refuse(row.row, "still_to_come" if late else "text_too_long")
            return
        self.keep(row.row, Note(self.id(f"note|{row.key}"), at, self.there.now, row.text))

    def id(self, key: str) -> str:
        """The id of that program's record: the same whenever it comes."""
        return str(uuid5(_IDS, f"{self.file.format}|{key}"))

    def keep(self, row: int, record: Logged) -> None:
        """Of two rows for one record the last stands."""
        before = self.fresh.pop(key_of(record), None)
        if before is not None:
            said = isinstance(before[1], Taken | Observation)
            if said and differ(before[1], record):
                self.refuse(before[0], "said_again", str(row))
            else:
                self.found.already += 1
        self.fresh[key_of(record)] = row, record

    def finish(self) -> None:
        """Compare what came with what is there; bind doses that name no slot, in order of time."""
        unbound = list[tuple[int, Taken]]()
        for row, given in list(self.fresh.values()):
            exact = key_of(given) in self.exact
            record = given if exact else self.once_a_slot(given)
            here = self.there.records.get(key_of(record)) or (None if exact else self.same(record))
            if here is not None:
                self.meet(row, here, record)
            elif isinstance(record, Taken) and record.planned_at is None and not exact:
                unbound.append((row, record))
            else:
                self.found.new.append((row, record))
        if unbound:
            old = (one for one in self.there.records.values() if one.id not in self.there.removed)
            self.note_days((*old, *(record for _row, record in self.found.new)))
        for row, taken in sorted(unbound, key=lambda pair: pair[1].taken_at.utc):
            bound = self.bound(taken)
            self.note_days((bound,))
            self.found.new.append((row, bound))
        self.found.new.sort(key=lambda pair: pair[0])

    def once_a_slot(self, record: Logged) -> Logged:
        """Of two taken doses that the file has for one slot the second is one of its own."""
        if not isinstance(record, Taken | Skipped | Missed) or record.planned_at is None:
            return record
        slot = record.medicine_id, record.planned_at.utc
        self.by_slot[slot] += 1
        if self.by_slot[slot] > 1 and isinstance(record, Taken):
            return replace(record, planned_at=None)
        return record

    def same(self, record: Logged) -> Logged | None:
        """The record of the diary that speaks of the same, if this file does not name it apart."""
        near = self.here.get(natural(record), [])
        return next((one for one in near if key_of(one) not in self.fresh), None)

    def meet(self, row: int, here: Logged, there: Logged) -> None:
        """One record, as it stands here and as the file has it."""
        if here.id in self.there.removed or not differ(here, there):
            self.found.already += 1
            return
        brought = self.there.brought(here.id)
        if brought is not None and not differ(brought, there):
            self.found.already += 1  # corrected here since; the file says nothing new
            return
        mine = brought is not None and not differ(brought, here)
        if not mine and self.choices.prefer == "":
            self.found.conflicts.append(Conflict(row, here, there))
        if mine or self.choices.prefer == "there":
            self.found.changed.append((row, called(there, here.id)))
        self.found.already += 1

    def note_days(self, records: Iterable[Logged]) -> None:
        """Remember the doses among them by their medicine and day."""
        for record in records:
            if isinstance(record, Taken | Skipped | Missed):
                self.by_day.setdefault((record.medicine_id, _day(record)), []).append(record)

    def bound(self, dose: Taken) -> Taken:
        """The dose with the slot that its time answers."""
        plan = self.there.plans.get(dose.medicine_id)
        if plan is None or not plan.all_courses() or not dose.time_known:
            return dose
        days = Days.of(dose.taken_at.day).widened(MATCHED_AROUND)
        others = [other for day in days for other in self.by_day.get((dose.medicine_id, day), ())]
        taken = [other for other in others if isinstance(other, Taken)]
        slot = slot_for(slots_of(plan, days, self.there.zones, taken), others, dose.taken_at)
        at = None if slot is None else slot.at
        return replace(dose, planned_at=at, by_time=at is not None)


def _on_day(row: ForeignDose, zone: str) -> datetime:
    """The clock of the row on the day of the wall whose instant is on its day in UTC."""
    assert isinstance(row.at, datetime)
    for days in (0, -1, 1):
        at = row.at + timedelta(days=days)
        if _on_wall(at, zone).utc.date() == row.utc_day:
            return at
    return row.at


def _slot_of(row: ForeignDose, at: Moment) -> Moment:
    """The slot at the row's clock that the dose answers. One at 00:10 is of the evening before."""
    assert row.clock is not None
    near = at_wall(at.day, row.clock, at.zone)
    if not row.time_known:
        return near
    days = (at.day + timedelta(days=n) for n in (-1, 1))
    slots = (near, *(at_wall(day, row.clock, at.zone) for day in days))
    return min(slots, key=lambda slot: abs(slot.utc - at.utc))


def _on_wall(at: datetime, zone: str) -> Moment:
    return at_wall(at.date(), at.time().replace(microsecond=0), zone)


def _day(dose: Dose) -> date:
    return (
        (dose.planned_at or dose.taken_at).day if isinstance(dose, Taken) else (dose.planned_at.day)
    )
