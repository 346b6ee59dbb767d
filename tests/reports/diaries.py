"""Made-up diaries, the same every time: from two weeks to ten years, and hardly any entries."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal
from random import Random

from diary_app.charts.series import Span
from diary_app.domain import knowledge_file
from diary_app.domain.course import Course, DecidedBy, Prescription
from diary_app.domain.days import Days
from diary_app.domain.dose import Missed, Skipped, Taken
from diary_app.domain.evidence import SaidFact
from diary_app.domain.flag import Flag, of_entry
from diary_app.domain.history import History
from diary_app.domain.medicine import Form, Medicine, parse_strength
from diary_app.domain.moment import DAY, Moment, at_wall, one_zone
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import Quantity, Unit
from diary_app.domain.schedule import AsNeeded, Daily, DoseTime
from diary_app.domain.symptom import (
    Answer,
    AnswerKind,
    Event,
    FlagAnswer,
    Note,
    Observation,
    SafetyCheck,
)
from diary_app.domain.taper import Step, TaperPlan
from diary_app.reports.build import build
from diary_app.reports.report import Report, ReportOptions
from diary_app.resources import read_text

ZONE = "Europe/Berlin"
ZONES = one_zone(ZONE)
KNOWLEDGE = knowledge_file.parse(read_text("baclofen.toml"))
TODAY = date(2026, 11, 22)
NOW = at_wall(TODAY, time(14, 5), ZONE)
TABLET = parse_strength("10 mg", Form.TABLET)
BACLOFEN = Medicine("baclofen-id", "baclofen", Form.TABLET, (TABLET,), reason="spasticity")


def wall(day: date, clock: str) -> Moment:
    return at_wall(day, time.fromisoformat(clock), ZONE)


def mg(value: int | str) -> Quantity:
    return Quantity(Decimal(value), Unit.MG)


def daily(*doses: str) -> Daily:
    """`08:00=10` ..."""
    parts = (dose.split("=") for dose in doses)
    return Daily(tuple(DoseTime(time.fromisoformat(at), mg(amount)) for at, amount in parts))


def course(schedule, since: date, until: date | None = None, **more) -> Course:
    return Course(
        f"course-{since}", "baclofen-id", Prescription(schedule, Days(since, until), **more)
    )


def doses(plan: Plan, first: date, end: date, random: Random, *, unrecorded=0.09):
    """Most slots taken a little late, some skipped or forgotten, some with no record."""
    for day in Days(first, end):
        running = plan.course_on(day)
        if running is None or not isinstance(running.schedule, Daily):
            continue
        for number, slot in enumerate(running.schedule.doses):
            planned = at_wall(day, slot.at, ZONE)
            id, draw = f"{plan.medicine.id}-{day}-{number}", random.random()
            if planned > NOW or draw < unrecorded:
                continue
            if draw < unrecorded + 0.02:
                yield Skipped(id, plan.medicine.id, planned, planned, reason="too drowsy")
            elif draw < unrecorded + 0.06:
                yield Missed(id, plan.medicine.id, planned, planned)
            else:
                at = min(NOW, planned.shifted(timedelta(minutes=random.randint(-10, 40))))
                amount = mg(5) if draw > 0.995 else slot.amount
                yield Taken(id, plan.medicine.id, amount, at, at, planned)


def observations(first: date, end: date, random: Random, *, share=0.8):
    level = {"spasms": 6.0, "spasticity": 5.0, "pain": 3.0, "sleep": 5.0}
    effects = {"drowsiness": 0.5, "weakness": 0.3, "dizziness": 0.12, "headache": 0.06}
    for day in Days(first, end):
        if random.random() > share:
            continue
        at = wall(day, f"{random.randint(17, 21):02d}:{random.randint(0, 59):02d}")
        for symptom, middle in level.items():
            level[symptom] = min(9.0, max(1.0, middle + random.gauss(0, 0.4)))
            value = min(10, max(0, round(middle + random.gauss(0, 0.8))))
            yield Observation(f"{symptom}-{day}", symptom, value, at, at)
        for symptom, chance in effects.items():
            value = random.choice((1, 1, 2, 2, 3, 4)) if random.random() < chance else 0
            yield Observation(f"{symptom}-{day}", symptom, value, at, at)


def checks(first: date, end: date, random: Random):
    asked = [entry.id for entry in KNOWLEDGE.check_questions()]
    for day in Days(first, end):
        if random.random() < 0.85:
            at = wall(day, "21:40")
            yield SafetyCheck(f"check-{day}", at, at, dict.fromkeys(asked, Answer.NO))


def flag(symptom: str, day: date, record: str, *, words="") -> Flag:
    entry, at = KNOWLEDGE.entry(symptom), wall(day, "21:40")
    said = SaidFact(record, at, entry.id)
    found = of_entry(entry, entry.level, [said], entry.advice)
    if not words:
        return found
    answer = FlagAnswer(
        "answer", symptom, found.rule, (record,), found.level.value, AnswerKind.ACKNOWLEDGED,
        words, at.shifted(timedelta(hours=11)),
    )  # fmt: skip
    return replace(found, acknowledged=answer)


def diary(plan: Plan, first: date, seed: int, *more: Plan, **parts) -> History:
    random = Random(seed)
    end = TODAY + DAY
    return History(
        ZONES,
        (plan, *more),
        tuple(doses(plan, first, end, random)),
        tuple(observations(first, end, random)),
        tuple(checks(first, end, random)),
        **parts,
    )


def two_weeks() -> tuple[History, Span, tuple[Flag, ...]]:
    first = TODAY - 13 * DAY
    plan = Plan(BACLOFEN, (course(daily("08:00=10", "14:00=10", "20:00=10"), first),))
    return diary(plan, first, 1), Span(Days(first, TODAY + DAY)), ()


def three_months() -> tuple[History, Span, tuple[Flag, ...]]:
    """The diary of the target picture: a dose change, one serious event, another medicine."""
    first, change = date(2026, 8, 30), date(2026, 10, 26)
    courses = (
        course(daily("08:00=10", "14:00=5", "20:00=10"), date(2026, 3, 1), change),
        course(
            daily("08:00=10", "14:00=10", "20:00=10"), change, decided_by=DecidedBy.DOCTOR,
            prescriber="Dr Example",
        ),
    )  # fmt: skip
    ibuprofen = Medicine("ibu", "ibuprofen", Form.TABLET, (parse_strength("400 mg", Form.TABLET),))
    needed = Course(
        "needed", "ibu", Prescription(AsNeeded(mg(400)), Days(first), max_per_day=mg(1200))
    )
    event = date(2026, 11, 8)
    history = diary(
        Plan(BACLOFEN, courses), first - 85 * DAY, 3, Plan(ibuprofen, (needed,)),
        notes=(Note("note-1", wall(event, "22:00"), wall(event, "22:00"), "Saw my late aunt."),),
        events=(Event("e", "infection", wall(date(2026, 9, 20), "10:00"), NOW, "bladder"),),
    )  # fmt: skip
    flags = (flag("hallucinations", event, f"check-{event}", words="Called the doctor"),)
    return history, Span(Days(first, TODAY + DAY)), flags


def a_year() -> tuple[History, Span, tuple[Flag, ...]]:
    """With a taper in its last weeks, and more serious events than page 1 holds."""
    first, taper = TODAY - 364 * DAY, date(2026, 9, 14)
    amounts = (25, 20, 15, 10, 5)
    steps = [
        Step(taper + 14 * n * DAY, daily(f"08:00={amount // 2 or 5}", f"20:00={amount}").doses)
        for n, amount in enumerate(amounts)
    ]
    plan = Plan(
        BACLOFEN,
        (course(daily("08:00=20", "14:00=20", "20:00=20"), first, taper),),
        tapers=(TaperPlan("taper", "baclofen-id", (*steps, Step(date(2026, 12, 7), ()))),),
    )
    history = diary(plan, first, 2)
    symptoms = ("confusion", "hallucinations", "irregular_heartbeat", "seizure", "mental_fog")
    flags = tuple(
        flag(
            symptom,
            first + 17 * n * DAY,
            f"check-{first + 17 * n * DAY}",
            words="Called the doctor" if n % 2 else "",
        )
        for n, symptom in enumerate(symptoms * 2, 2)
    )
    return history, Span(Days(first, TODAY + DAY)), flags


def ten_years() -> tuple[History, Span, tuple[Flag, ...]]:
    first = date(2016, 11, 23)
    since = [date(2016 + n, 11, 23) for n in range(10)]
    courses = tuple(
        course(daily("08:00=10", "14:00=10", f"20:00={10 + 5 * (n % 3)}"), day, until)
        for n, (day, until) in enumerate(zip(since, [*since[1:], None], strict=True))
    )
    return diary(Plan(BACLOFEN, courses), first, 4), Span(Days(first, TODAY + DAY)), ()


def almost_empty() -> tuple[History, Span, tuple[Flag, ...]]:
    plan = Plan(BACLOFEN, (course(daily("08:00=10", "20:00=10"), TODAY - 2 * DAY),))
    at = wall(TODAY - DAY, "09:00")
    seen = (Observation("o", "drowsiness", None, at, at),)
    return History(ZONES, (plan,), observations=seen), Span(Days(TODAY - 29 * DAY, TODAY + DAY)), ()


def empty() -> tuple[History, Span, tuple[Flag, ...]]:
    return History(ZONES), Span(Days(TODAY - 89 * DAY, TODAY + DAY)), ()


DIARIES = {
    made.__name__: made
    for made in (two_weeks, three_months, a_year, ten_years, almost_empty, empty)
}
OPTIONS = ReportOptions(
    name="Alex Example",
    born=date(1970, 5, 4),
    questions=(
        "Drowsy after lunch since the increase: could the midday dose change?",
        "Tablets end 14 Dec, before the next visit.",
    ),
    other_medicines="vitamin D",
)


def summary(name: str, options: ReportOptions = OPTIONS) -> Report:
    history, span, flags = DIARIES[name]()
    return build(history, KNOWLEDGE, flags, span, NOW, options)
