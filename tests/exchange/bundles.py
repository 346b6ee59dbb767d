"""FHIR documents of made-up diaries, for every validator."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache

from diary_app.domain.course import Hold
from diary_app.domain.days import Days
from diary_app.domain.dose import EnteredBy, Taken
from diary_app.domain.fall import Fall
from diary_app.domain.helped import Helped, HelpedAnswer
from diary_app.domain.history import History
from diary_app.domain.measure import Goal, Measure, Measurement
from diary_app.domain.medicine import Form, Medicine, parse_strength
from diary_app.domain.moment import DAY
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import parse_quantity
from diary_app.domain.region import Region
from diary_app.domain.schedule import AfterLast, AsNeeded, Cycle, Interval, Pump, Weekly
from diary_app.domain.symptom import Answer, Event, Observation, SafetyCheck
from diary_app.domain.tracked import Tracked, TrackedScale, entry_of
from diary_app.exchange.fhir import Person, document
from diary_app.wording.tracked import tracked_words
from tests.reports.diaries import (
    BACLOFEN,
    DIARIES,
    KNOWLEDGE,
    NOW,
    TODAY,
    ZONES,
    course,
    daily,
    mg,
    wall,
)
from tests.reports.test_pdf import HOSTILE as NAMES

HOSTILE = NAMES
ALEX = Person("Alex Example", date(1970, 5, 4))
FIRST, END = TODAY - 30 * DAY, TODAY + DAY


def of(bundle, kind: str) -> list[dict]:
    found = [entry["resource"] for entry in bundle["entry"]]
    return [resource for resource in found if resource["resourceType"] == kind]


def diary(name: str, person: Person = Person()):  # noqa: B008  frozen
    history, span, flags = DIARIES[name]()
    return document(history, KNOWLEDGE, flags, span.days, NOW, person)


def checked():
    answers = {
        "seizure": Answer.NO,
        "confusion": Answer.YES,
        "irregular_heartbeat": Answer.NOT_SURE,
        "hallucinations": Answer.NOT_ASKED,
    }
    check = SafetyCheck("check", wall(TODAY, "09:00"), wall(TODAY, "09:01"), answers)
    plans = (Plan(BACLOFEN, (course(daily("08:00=10"), FIRST),)),)
    history = History(ZONES, plans, checks=(check,))
    return document(history, KNOWLEDGE, (), Days(FIRST, END), NOW, ALEX)


def fallen(with_words: bool = False):
    at = wall(TODAY, "09:00")
    falls = (Fall("f1", at, at, "bathroom", "left knee", head=True), Fall("f2", at, at))
    history = History(ZONES, falls=falls)
    days = Days(FIRST, END)
    return document(history, KNOWLEDGE, (), days, NOW, ALEX, with_words=with_words)


def own_things(with_words: bool = False):
    """Own things of every scale, places and lengths, events, clinic measures, what a dose did."""
    at, later = wall(TODAY, "09:00"), wall(TODAY, "10:30")
    tracked = tuple(
        Tracked(f"own_{scale}", f"thing {scale}", scale, at, "kg" if scale == "number" else "")
        for scale in TrackedScale
    )
    values = {"0-10": 6, "words": 3, "yes-no": 1, "count": Decimal(3), "number": Decimal("72.5")}
    seen = [
        Observation(f"o{n}", thing.id, values[thing.scale], at, at, "cold", unit=thing.unit)
        for n, thing in enumerate(tracked)
    ]
    both = (Region.LEFT_LEG, Region.RIGHT_FOOT)
    seen += [
        Observation("long", "spasms", 7, at, later, regions=both, lasting=True, until=later),
        Observation("going", "pain", None, at, at, regions=both[:1], lasting=True),
    ]
    goal = Goal("g", "walk to the shop", FIRST)
    measures = (
        Measurement("m1", Measure.TROUBLED, 3, at, at, "morning"),
        Measurement("m2", Measure.GOAL, 4, at, at, "g"),
        Measurement("m3", Measure.CHANGE, 3, at, at),
    )
    dose = Taken("d", "m-baclofen", mg(10), at, at)
    history = History(
        ZONES,
        (Plan(replace(BACLOFEN, id="m-baclofen"), (course(daily("08:00=10"), FIRST),)),),
        (dose,),
        tuple(seen),
        events=(Event("e1", "physio", at, at, "sore", minutes=45), Event("e2", "my own", at, at)),
        falls=(Fall("f", at, at, "bath", before="got up"),),
        measurements=measures,
        goals=(goal,),
        helped={"d": Helped("d", HelpedAnswer.BETTER, later, 40)},
        tracked=tracked,
    )
    own = tuple(entry_of(thing, tracked_words()) for thing in tracked)
    known = replace(KNOWLEDGE, entries=(*KNOWLEDGE.entries, *own))
    return document(history, known, (), Days(FIRST, END), NOW, ALEX, with_words=with_words)


def every_schedule():
    times = daily("08:00=10", "20:00=15").doses
    pump = Medicine("pump", "baclofen", Form.PUMP, (parse_strength("500 mcg/mL", Form.PUMP),))
    liquid = Medicine("liquid", "Ozobax", Form.LIQUID, (parse_strength("5 mg/5 mL", Form.LIQUID),))
    schedules = [
        Weekly((0, 3), times),
        Cycle(21, 7, FIRST, times),
        Interval(timedelta(hours=8), datetime(2026, 11, 1, 6), mg(5)),  # noqa: DTZ001
        Interval(timedelta(minutes=450), datetime(2026, 11, 1, 6), mg("2.5")),  # noqa: DTZ001
        AfterLast(timedelta(hours=6), mg(10)),
        AsNeeded(parse_quantity("½ tablet")),
    ]
    courses = tuple(
        replace(course(schedule, FIRST + n * DAY, FIRST + (n + 1) * DAY), id=f"c{n}")
        for n, schedule in enumerate(schedules)
    )
    rate = Pump(parse_quantity("150 mcg"), pump.strengths[0])
    plans = (
        Plan(BACLOFEN, courses),
        Plan(pump, (course(rate, FIRST),), holds=(Hold("h", "pump", Days(TODAY - DAY)),)),
        Plan(liquid, (course(daily("08:00=2.5"), TODAY),)),
    )
    at = wall(TODAY, "08:00")
    carer = Taken("t", "liquid", mg("2.5"), at, at, time_known=False, entered_by=EnteredBy.CARER)
    history = History(ZONES, plans, (carer,))
    return document(history, KNOWLEDGE, (), Days(FIRST, END), NOW, ALEX)


def hostile(name: str):
    medicine = Medicine("m", name, Form.TABLET, BACLOFEN.strengths, reason=name)
    plan = Plan(medicine, (course(daily("08:00=10"), FIRST),))
    at = wall(TODAY, "08:00")
    doses = (Taken("t", "m", mg(10), at, at, note=name),)
    history = History(ZONES, (plan,), doses)
    person = Person(name)
    return document(history, KNOWLEDGE, (), Days(FIRST, END), NOW, person, with_words=True)


BUNDLES = {
    "two_weeks": lambda: diary("two_weeks"),
    "three_months": lambda: diary("three_months", ALEX),
    "almost_empty": lambda: diary("almost_empty", ALEX),
    "empty": lambda: diary("empty"),
    "checked": checked,
    "fallen": fallen,
    "fallen_with_words": lambda: fallen(with_words=True),
    "own_things": own_things,
    "own_things_with_words": lambda: own_things(with_words=True),
    "every_schedule": every_schedule,
    "hostile": lambda: hostile('<img src="x" onerror="alert(1)"> & $x_{$'),
}


@cache
def made(name: str):
    return BUNDLES[name]()
