"""The shapes of `--json`: stable, keys may be added, none renamed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from diary_app.domain.adherence import AsNeededUse, Figures
from diary_app.domain.course import Course
from diary_app.domain.days import Days
from diary_app.domain.dose import Dose, Missed, Skipped, Taken
from diary_app.domain.fall import Fall
from diary_app.domain.flag import Flag
from diary_app.domain.history import StoredReading
from diary_app.domain.knowledge import KnowledgeBase, Source
from diary_app.domain.measure import Measurement
from diary_app.domain.medicine import Medicine
from diary_app.domain.moment import Moment
from diary_app.domain.phones import Number
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import Quantity
from diary_app.domain.reading import Reading
from diary_app.domain.schedule import WEEKDAYS, DoseTime, Fact, Schedule, facts_of, kind_of
from diary_app.domain.sheet import DaySheet, Line
from diary_app.domain.symptom import Event, Note, Observation, SafetyCheck
from diary_app.domain.taper import TaperPlan
from diary_app.domain.trends import SymptomFigures
from diary_app.services.figures import SpanFigures
from diary_app.services.records import Record
from diary_app.services.tapers import StepShown
from diary_app.services.trail import TrailEntry
from diary_app.wording.evidence import dated_words

Json = dict[str, Any]


def _written(amount: Quantity | None) -> str | None:
    return None if amount is None else str(amount)


def _iso(at: Moment | None) -> str | None:
    return None if at is None else at.iso


def today(sheet: DaySheet, zone: str, flags: list[Json]) -> Json:
    """The day's sheet."""
    return {
        "schema": 1,
        "date": sheet.day.isoformat(),
        "zone": zone,
        "doses": [_line(line) for line in sheet.lines],
        "extra": [
            {
                "medicine": extra.medicine.name,
                "amount": _written(extra.dose.amount),
                "taken_at": extra.dose.taken_at.iso,
                "id": extra.dose.id,
            }
            for extra in sheet.extras
        ],
        "as_needed": [
            {
                "medicine": line.medicine.name,
                "amount": str(line.amount),
                "last_taken_at": _iso(line.last_taken_at),
                "taken_today": line.taken_today,
                "taken_amount_today": str(line.taken_amount),
            }
            for line in sheet.as_needed
        ],
        "totals": {
            total.medicine.name: {
                "taken": str(total.taken),
                "planned": None if total.planned is None else str(total.planned),
                **({"amounts_unknown": total.unknown} if total.unknown else {}),
            }
            for total in sheet.totals
        },
        "flags": flags,
    }


def _line(line: Line) -> Json:
    taken = line.dose if isinstance(line.dose, Taken) else None
    return {
        "medicine": line.medicine.name,
        "planned_at": line.slot.at.iso,
        "amount": str(line.slot.amount),
        "state": str(line.state),
        "taken_at": None if taken is None else taken.taken_at.iso,
        "taken_amount": None if taken is None else _written(taken.amount),
        "id": None if line.dose is None else line.dose.id,
    }


def record(
    found: Record,
    names: Mapping[str, str],
    readings: Mapping[str, StoredReading],
    labels: Mapping[str, str] | None = None,
) -> Json:
    """One record of `list`; `names` are the medicines' by id, `readings` by record id, `labels`
    the symptoms' by id.
    """
    common: Json = {"id": found.id, "kind": "", "at": found.at.iso}
    common["recorded_at"] = found.value.recorded_at.iso
    match found.value:
        case Taken() | Skipped() | Missed():
            return common | {"kind": "dose"} | _dose(found.value, names)
        case Observation():
            return common | {"kind": "symptom"} | _symptom_record(found.value, labels or {})
        case SafetyCheck(answers=answers, followups=followups, entered_by=by):
            plain = {name: str(answer) for name, answer in answers.items()}
            own: Json = {"answers": plain, "followups": followups, "by": str(by)}
            return common | {"kind": "check"} | own
        case Note(id=id, text=text, entered_by=by):
            stored = readings.get(id)
            read = [reading(one) for one in stored.readings] if stored else []
            return common | {"kind": "note", "text": text, "readings": read, "by": str(by)}
        case Fall(place=place, hurt=hurt, head=head, note=note, before=before, entered_by=by):
            own = {"where": place, "hurt": hurt, "head": head, "before": before, "note": note}
            return common | {"kind": "fall"} | own | {"by": str(by)}
        case Measurement(measure=measure, value=value, part=part, note=note, entered_by=by):
            own = {"measure": str(measure), "value": value, "part": part or None, "note": note}
            return common | {"kind": "measure"} | own | {"by": str(by)}
        case Event(kind=kind, words=words, until=until, minutes=minutes, entered_by=by):
            last = None if until is None else until.isoformat()
            own = {"event": kind, "words": words, "until": last, "minutes": minutes}
            return common | {"kind": "event"} | own | {"by": str(by)}


def _symptom_record(seen: Observation, labels: Mapping[str, str]) -> Json:
    return {
        "symptom": seen.symptom,
        "label": labels.get(seen.symptom, seen.symptom),
        "value": plain_value(seen.value),
        "unit": seen.unit or None,
        "where": [str(region) for region in seen.regions],
        "from": seen.at.iso if seen.lasting else None,
        "until": _iso(seen.until),
        "goes_on": seen.goes_on,
        "note": seen.note,
        "by": str(seen.entered_by),
    }


def plain_value(value: int | Decimal | None) -> int | float | None:
    """A value as JSON has it: 72.5, and 72 for 72.0."""
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def _dose(dose: Dose, names: Mapping[str, str]) -> Json:
    taken = dose if isinstance(dose, Taken) else None
    outcome = {Taken: "taken", Skipped: "skipped", Missed: "missed"}[type(dose)]
    return {
        "medicine": names.get(dose.medicine_id, ""),
        "outcome": outcome,
        "amount": None if taken is None else _written(taken.amount),
        "taken_at": None if taken is None else taken.taken_at.iso,
        "planned_at": _iso(dose.planned_at),
        "time_known": taken is None or taken.time_known,
        "confirmed": taken is not None and taken.confirmed,
        "reason": dose.reason,
        "note": dose.note,
        "by": str(dose.entered_by),
    }


def flag(found: Flag, bases: Sequence[KnowledgeBase], numbers: Sequence[Number]) -> Json:
    """One flag; `bases` know the names of symptoms and questions, `numbers` fit the advice."""
    answer = found.acknowledged
    return {
        "id": found.id,
        "level": found.level.value,
        "rule": found.rule,
        "label": found.label,
        "at": found.at.iso,
        "evidence": [
            {"record": piece.record, "words": dated_words(piece, bases), "at": piece.at.iso}
            for piece in found.evidence
        ],
        "sources": [source(one) for one in found.sources],
        "advice": found.advice,
        "call": [
            {
                "kind": str(number.kind),
                "number": number.number or None,
                "offered": [offer.number for offer in number.offers],
            }
            for number in numbers
        ],
        "confirm": found.confirm,
        "acknowledged": None
        if answer is None
        else {"kind": str(answer.kind), "at": answer.at.iso, "words": answer.words},
    }


def source(source: Source) -> Json:
    """A source with its edition and where it stands."""
    return {
        "tier": str(source.tier),
        "ref": source.ref,
        "section": source.section or None,
        "title": source.title or None,
        "version": source.version or None,
        "address": source.address or None,
    }


def read(text: str, readings: tuple[Reading, ...]) -> Json:
    """A text and how it is read."""
    return {"text": text, "readings": [reading(one) for one in readings]}


def reading(one: Reading) -> Json:
    """One reading of a text."""
    return {
        "term": one.term,
        "outcome": str(one.outcome),
        "span": list(one.span),
        "because": one.because,
    }


def trail_entry(entry: TrailEntry, label: str) -> Json:
    """One entry of the trail, named `label`; undo and redo say the edit they are about."""
    return {
        "edit": entry.edit,
        "at": entry.at.isoformat(),
        "label": label,
        "kind": entry.kind,
        "target": entry.target,
        "changes": [
            {"table": c.table, "id": c.id, "before": c.before, "after": c.after}
            for c in entry.changes
        ],
    }


def medicine(plan: Plan, substance: str | None, stock: list[Json]) -> Json:
    """One medicine of `medicine list` with its courses."""
    own: Medicine = plan.medicine
    return {
        "id": own.id,
        "name": own.name,
        "form": str(own.form),
        "substance": substance,
        "strengths": [str(strength) for strength in own.strengths],
        "reason": own.reason,
        "refill_on": None if own.refill_on is None else own.refill_on.isoformat(),
        "stock": stock,
        "courses": [_course(course) for course in plan.all_courses()],
        "holds": [
            {
                "from": hold.days.since.isoformat(),
                "until": _last(hold.days),
            }
            for hold in plan.holds
        ],
    }


def _course(course: Course) -> Json:
    given = course.prescription
    most, gap = given.max_per_day, given.min_gap
    return {
        "id": course.id,
        "from": course.since.isoformat(),
        "until": _last(course.days),
        "max_per_day": None if most is None else str(most),
        "min_gap_minutes": None if gap is None else round(gap.total_seconds() / 60),
        "prescriber": given.prescriber,
        "decided_by": None if given.decided_by is None else str(given.decided_by),
        "schedule": schedule(course.schedule),
    }


def _last(days: Days) -> str | None:
    return None if days.last is None else days.last.isoformat()


def _times(doses: tuple[DoseTime, ...]) -> list[Json]:
    return [
        {"time": dose.at.isoformat("minutes"), "amount": str(dose.amount), "part": dose.part}
        for dose in doses
    ]


def schedule(plan: Schedule) -> Json:
    """A schedule with its kind and its facts."""
    plain: Json = {"kind": kind_of(plan)}
    for name, fact in facts_of(plan).items():
        key, value = _fact(name, fact)
        plain[key] = value
    return plain


def _fact(name: str, fact: Fact) -> tuple[str, Any]:
    """The name and the value under which a program reads a fact."""
    match name, fact:
        case "doses", tuple(doses):
            return "times", _times(tuple(dose for dose in doses if isinstance(dose, DoseTime)))
        case "weekdays", tuple(weekdays):
            return name, [WEEKDAYS[day] for day in weekdays if isinstance(day, int)]
        case "rate", Quantity():
            return name, f"{fact}/day"
        case _, timedelta() as span:
            return f"{name}_minutes", round(span.total_seconds() / 60)
        case _, date() as at:
            return name, at.isoformat()
        case _, int():
            return name, fact
        case _:
            return name, str(fact)


def taper(plan: TaperPlan, name: str, steps: tuple[StepShown, ...], needed: list[Json]) -> Json:
    """The plan's steps with their dates and state."""
    return {
        "schema": 1,
        "medicine": name,
        "prescriber": plan.prescriber,
        "steps": [
            {
                "step": shown.stretch.step + 1,
                "from": shown.stretch.days.since.isoformat(),
                "until": _last(shown.stretch.days),
                "state": shown.state,
                "times": _times(shown.doses),
            }
            for shown in steps
        ],
        "tablets_needed": needed,
    }


def stats(found: SpanFigures) -> Json:
    """The figures of a span."""
    return {
        "schema": 1,
        "from": found.days.since.isoformat(),
        "to": _last(found.days),
        "doses": {own.medicine.name: _figures(own) for own in found.doses if _planned_or_used(own)},
        "symptoms": {id: _symptom(own) for id, own in found.symptoms.items()},
    }


def _planned_or_used(own: Figures) -> bool:
    return bool(own.planned or own.held or own.extra or own.as_needed)


def _figures(own: Figures) -> Json:
    window = own.within_window
    return {
        "planned": own.planned,
        "taken": own.taken,
        "partial": own.partial,
        "skipped": own.skipped,
        "missed": own.missed,
        "not_recorded": own.not_recorded,
        "held": own.held,
        "extra": own.extra,
        "taken_of_recorded": own.taken_of_recorded,
        "low": own.low,
        "high": own.high,
        "recorded_share": own.recorded_share,
        "full_dose_days": {"n": own.full_dose_days.n, "of": own.full_dose_days.of},
        "longest_gap_hours": own.longest_gap_hours,
        "longest_gap_possible_hours": own.longest_gap_possible_hours,
        "longest_gap_certain": own.longest_gap.certain if own.longest_gap else None,
        "mg_taken": str(own.mg_taken),
        "mg_extra": str(own.mg_extra),
        "mg_planned": str(own.mg_planned),
        "mg_taken_of_recorded": own.mg_taken_of_recorded,
        "within_window": {"n": window.n, "of": window.of, "minutes": window.minutes},
        "gaps": [
            {"from": gap.since.iso, "to": gap.until.iso, "hours": gap.hours, "certain": gap.certain}
            for gap in own.gaps
        ],
        "as_needed": _needed(own.as_needed),
    }


def _needed(use: AsNeededUse | None) -> Json | None:
    if use is None:
        return None
    return {
        "doses": use.doses,
        "days_used": use.days_used,
        "days": use.days,
        "median_per_day": use.median_per_day,
        "most_per_day": use.most_per_day,
        "most_amount": str(use.most_amount),
        "days_above_maximum": use.days_above_maximum,
    }


def _symptom(own: SymptomFigures) -> Json:
    worst = own.worst
    return {
        "asked": own.asked,
        "present": own.present,
        "median_when_present": own.median_when_present,
        "worst": None if worst is None else {"value": worst.value, "at": worst.at.iso},
        "days_at_3_or_more": own.days_at_3_or_more,
    }
