"""Reads a scenario that a clinician can read: medicines, the log, and the flags expected.

The words of a log line, in order: when, what, and what belongs to it.

    "2026-11-20 08:00 taken"             the planned dose of 08:00, taken on time
    "2026-11-20 09:10 taken 20 mg"       another amount
    "2026-11-20 08:00 missed"            the patient says so; also `skipped`
    "2026-11-20 10:00 rated confusion 2" `rated confusion` without a number: present, not rated
    "2026-11-20 10:00 check yes confusion, seizure; not_sure mental_fog; followup fever"
    "2026-11-20 10:00 read seizure flag_confirm no seizures until last night"
    "2026-11-20 10:00 read mental_fog flag/mild a bit foggy"    with a word of degree
    "2026-11-20 10:00 fall"              also `fall head`

`facts = ["alcohol"]` are answered yes, `not_facts` no. `entered` is when the plan was written down.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from diary_app import resources
from diary_app.domain.course import Course, DecidedBy, Hold, Prescription
from diary_app.domain.days import Days
from diary_app.domain.dose import Missed, Skipped, Taken
from diary_app.domain.fall import Fall
from diary_app.domain.history import History, StoredReading
from diary_app.domain.knowledge import KnowledgeBase
from diary_app.domain.knowledge_file import parse
from diary_app.domain.medicine import Form, Medicine, PumpRefill, StockEntry, parse_strength
from diary_app.domain.moment import Moment, at_wall, one_zone
from diary_app.domain.person import Answered, FactAnswer, PersonFact
from diary_app.domain.plan import Plan, slots_of
from diary_app.domain.quantity import parse_quantity
from diary_app.domain.reading import Reading
from diary_app.domain.reading_context import Degree, Outcome
from diary_app.domain.safety import Flag, RuleInputs, flags
from diary_app.domain.schedule import (
    AfterLast,
    AsNeeded,
    Cycle,
    Daily,
    DoseTime,
    Interval,
    Pump,
    Weekly,
)
from diary_app.domain.substance import substance_of
from diary_app.domain.symptom import Answer, Observation, SafetyCheck
from diary_app.domain.taper import Step, TaperPlan

FOLDER = Path(__file__).parent.parent / "scenarios" / "flags"
ZONE = "Europe/Berlin"
SHIPPED = tuple(parse(resources.read_text(n)) for n in resources.read_text("medicines.txt").split())
KNOWLEDGE = SHIPPED[:1]
LONG_AGO = "2026-01-05"
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class Scenario:
    """A story, the diary it left, when it is looked at, and the flags a careful reader expects."""

    name: str
    history: History
    now: Moment
    settings: RuleInputs
    expected: frozenset[tuple[str, str, str]]

    def found(self) -> frozenset[tuple[str, str, str]]:
        """(id, level, when raised) of each flag; the time only as far as the scenario names it."""
        named = {id: len(at) for id, _, at in self.expected}
        return frozenset(
            (flag.id, flag.level.value, _clock(flag.at)[: named.get(flag.id, 16)])
            for flag in self.flags()
        )

    @property
    def bases(self) -> tuple[KnowledgeBase, ...]:
        """What is known of the medicines of the scenario, as a diary of them has it."""
        taken = {substance_of(plan.medicine, SHIPPED) for plan in self.history.plans}
        return (*KNOWLEDGE, *(base for base in SHIPPED[1:] if base.medicine in taken))

    def flags(self) -> tuple[Flag, ...]:
        """The flags themselves."""
        return flags(self.history, self.bases, self.now, self.settings)


def scenarios() -> list[Scenario]:
    """Every scenario of the folder, by file and then by place in it."""
    return [
        scenario(case, path.stem)
        for path in sorted(FOLDER.glob("*.toml"))
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]


def scenario(case: dict, file: str) -> Scenario:
    """One case of a file."""
    now = _at(case["now"])
    medicines = case.get("medicine", [{"times": "08:00, 14:00, 20:00"}])
    plans = tuple(_plan(medicine, number) for number, medicine in enumerate(medicines))
    history = History(zones=replace(one_zone(ZONE), today=now.day), plans=plans)
    for number, line in enumerate(case.get("usual", [])):
        history = _with_usual(history, line, f"u{number}")
    for number, line in enumerate(case.get("log", [])):
        history = _with_line(history, line, f"l{number}")
    given = {FactAnswer.YES: case.get("facts", ()), FactAnswer.NO: case.get("not_facts", ())}
    answers = [Answered(PersonFact(id), answer, now) for answer, ids in given.items() for id in ids]
    history = replace(history, facts=tuple(answers))
    expected = [line.split(maxsplit=2) for line in case["flags"]]
    return Scenario(
        name=f"{file}: {case['story']}",
        history=_with_extras(history, medicines),
        now=now,
        settings=_settings(plans, medicines, case.get("country", "US")),
        expected=frozenset((id, level, " ".join(at)) for id, level, *at in expected),
    )


def _settings(plans: tuple[Plan, ...], medicines: list[dict], country: str) -> RuleInputs:
    uncovered = {
        plan.medicine.id: tuple(date.fromisoformat(day) for day in medicine.get("uncovered", ()))
        for plan, medicine in zip(plans, medicines, strict=True)
    }
    return RuleInputs(country, uncovered)


def _at(text: str) -> Moment:
    wall = datetime.fromisoformat(text)
    return at_wall(wall.date(), wall.time(), ZONE)


def _clock(at: Moment) -> str:
    return at.local.strftime("%Y-%m-%d %H:%M")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _plan(given: dict, number: int) -> Plan:
    id = f"m{number}"
    form = Form(given.get("form", "tablet"))
    strength = given.get("strength", "500 mcg/mL" if form is Form.PUMP else "10 mg")
    strengths = tuple(parse_strength(one, form) for one in strength.split(", "))
    medicine = Medicine(id, given.get("name", "baclofen"), form, strengths)
    courses = given.get("course", [given])
    holds = given.get("hold", [])
    return Plan(
        medicine=medicine,
        courses=tuple(_course(course, medicine, f"{id}c{n}") for n, course in enumerate(courses)),
        holds=tuple(
            Hold(
                f"{id}h{n}",
                id,
                Days(date.fromisoformat(hold["since"]), _day(hold.get("until"))),
                decided_by=_by(hold),
            )
            for n, hold in enumerate(holds)
        ),
        tapers=tuple(_taper(steps, id, n) for n, steps in enumerate(given.get("taper", []))),
    )


def _course(given: dict, medicine: Medicine, id: str) -> Course:
    since = date.fromisoformat(given.get("since", LONG_AGO))
    minimum, maximum = given.get("min_gap"), given.get("max_per_day")
    return Course(
        id=id,
        medicine_id=medicine.id,
        prescription=Prescription(
            schedule=_schedule(given, medicine, since),
            days=Days(since, _day(given.get("until"))),
            max_per_day=parse_quantity(maximum) if maximum else None,
            min_gap=timedelta(hours=minimum) if minimum else None,
            decided_by=_by(given),
        ),
    )


def _by(given: dict) -> DecidedBy | None:
    return DecidedBy(given["by"]) if "by" in given else None


def _schedule(given: dict, medicine: Medicine, since: date):
    amount = parse_quantity(given.get("dose", "10 mg"))
    times = _times(given.get("times", "08:00, 14:00, 20:00"), given.get("dose", "10 mg"))
    if "rate" in given:
        return Pump(parse_quantity(given["rate"]), medicine.strengths[0])
    if given.get("as_needed"):
        return AsNeeded(amount)
    if "every" in given:
        return Interval(timedelta(hours=given["every"]), _wall(since, times), amount)
    if "after_last" in given:
        return AfterLast(timedelta(hours=given["after_last"]), amount)
    if "weekdays" in given:
        return Weekly(tuple(WEEK.index(day) for day in given["weekdays"]), times)
    if "cycle" in given:
        on, off = (int(part) for part in given["cycle"].split("/"))
        return Cycle(on, off, since, times)
    return Daily(times)


def _wall(since: date, times: tuple[DoseTime, ...]) -> datetime:
    return datetime.combine(since, times[0].at)


def _times(text: str, dose: str) -> tuple[DoseTime, ...]:
    parts = [part.strip().partition("=") for part in text.split(",")] if text else []
    return tuple(
        DoseTime(time.fromisoformat(at), parse_quantity(amount or dose)) for at, _, amount in parts
    )


def _taper(given: dict, medicine_id: str, number: int) -> TaperPlan:
    steps = []
    for line in given["steps"]:
        day, (amount, times) = line.split()[0], _step(line)
        steps.append(Step(date.fromisoformat(day), _times(times, amount) if times else ()))
    id = f"{medicine_id}t{number}"
    prescriber = given.get("prescriber", "")
    return TaperPlan(
        id, medicine_id, tuple(steps), until=_day(given.get("until")), prescriber=prescriber
    )


def _step(line: str) -> tuple[str, str]:
    """`2026-12-01 5 mg 08:00,20:00` or `2026-12-15 none`: the amount and the times."""
    words = line.split()
    return (" ".join(words[1:3]), words[3]) if len(words) > 2 else ("", "")


def _with_usual(history: History, line: str, id: str) -> History:
    """`2026-11-01 to 2026-11-20 taken`: every planned dose of those days, both ends included."""
    first, _, last, what = line.split()
    days = Days.through(date.fromisoformat(first), date.fromisoformat(last))
    doses = []
    for plan in history.plans:
        for slot in slots_of(plan, days, history.zones):
            record = f"{id}-{plan.medicine.id}-{slot.at.utc:%m%dT%H%M}"
            if slot.held:
                continue
            if what == "taken":
                doses.append(
                    Taken(record, plan.medicine.id, slot.amount, slot.at, slot.at, slot.at)
                )
            else:
                kind = {"missed": Missed, "skipped": Skipped}[what]
                doses.append(kind(record, plan.medicine.id, slot.at, slot.at))
    return replace(history, doses=(*history.doses, *doses))


def _with_line(history: History, line: str, id: str) -> History:
    day, clock, what, *rest = line.split(" ", 3)
    at, words = _at(f"{day} {clock}"), rest[0] if rest else ""
    if what in ("taken", "missed", "skipped", "about"):
        return replace(history, doses=(*history.doses, _dose(history, what, at, words, id)))
    if what == "fall":
        return replace(history, falls=(*history.falls, Fall(id, at, at, head=words == "head")))
    if what == "rated":
        symptom, _, value = words.partition(" ")
        seen = Observation(id, symptom, int(value) if value else None, at, at)
        return replace(history, observations=(*history.observations, seen))
    if what == "check":
        return replace(history, checks=(*history.checks, _check(words, at, id)))
    assert what == "read", line
    symptom, outcome, text = words.split(" ", 2)
    outcome, _, degree = outcome.partition("/")
    strength = Degree(degree) if degree else None
    reading = Reading(symptom, Outcome(outcome), (0, len(text)), text, "", strength)
    stored = StoredReading(f"{id}r", "notes", id, at, "1", (reading,))
    return replace(history, readings=(*history.readings, stored))


def _dose(history: History, what: str, at: Moment, words: str, id: str):
    """`of NAME` at the end names the medicine where there are several."""
    words, _, name = words.partition("of ")
    plan = next((p for p in history.plans if p.medicine.name == name), history.plans[0])
    medicine_id = plan.medicine.id
    if what == "missed":
        return Missed(id, medicine_id, at, at)
    if what == "skipped":
        return Skipped(id, medicine_id, at, at)
    given = words.strip() or "10 mg"
    return Taken(id, medicine_id, parse_quantity(given), at, at, time_known=what != "about")


def _check(words: str, at: Moment, id: str) -> SafetyCheck:
    answers = {entry.id: Answer.NO for entry in KNOWLEDGE[0].check_questions()}
    followups = {}
    for part in words.split(";"):
        kind, _, names = part.strip().partition(" ")
        for name in (name.strip() for name in names.split(",") if name.strip()):
            if kind == "followup":
                followups[name] = True
            else:
                assert name in answers, name
                answers[name] = Answer(kind)
    return SafetyCheck(id, at, at, answers, followups)


def _with_extras(history: History, medicines: list[dict]) -> History:
    refills, stock = [], []
    for number, given in enumerate(medicines):
        id = f"m{number}"
        for n, refill in enumerate(given.get("refill", [])):
            dates = _day(refill.get("alarm")), _day(refill.get("by"))
            refills.append(PumpRefill(f"{id}p{n}", id, date.fromisoformat(refill["on"]), *dates))
        if "counted" in given:
            at = _at(given["counted"])
            stock.append(StockEntry(f"{id}s", id, "10 mg tablet", "count", Decimal(20), at))
    return replace(history, pump_refills=tuple(refills), stock=tuple(stock))
