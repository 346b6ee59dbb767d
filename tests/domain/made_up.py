"""Made-up medicines, courses and doses for the tests of the domain, short enough for ten lines."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import count

from diary_app.domain.course import Course, Hold, Prescription
from diary_app.domain.days import Days
from diary_app.domain.dose import Missed, Skipped, Taken
from diary_app.domain.medicine import Form, Medicine, parse_strength
from diary_app.domain.moment import Moment, Zones, at_wall, one_zone
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import Quantity, Unit, parse_quantity
from diary_app.domain.schedule import AsNeeded, Daily, DoseTime
from diary_app.domain.symptom import Observation

BERLIN = "Europe/Berlin"
HERE = one_zone(BERLIN)
BACLOFEN = Medicine("m", "baclofen", Form.TABLET, (parse_strength("10 mg", Form.TABLET),))
_numbers = count(1)


def new_id() -> str:
    return f"r{next(_numbers):06d}"


def wall(text: str) -> datetime:
    """`2026-03-01 08:00` on a wall nobody has named."""
    return datetime.fromisoformat(text)


def at(text: str, zone: str = BERLIN) -> Moment:
    """`2026-03-01 08:00` on the wall of `zone`."""
    return at_wall(wall(text).date(), wall(text).time(), zone)


def day(text: str) -> date:
    return date.fromisoformat(text)


def days(since: str, until: str | None = None) -> Days:
    """From `2026-03-01` on; `until` is the first day after them."""
    return Days(day(since), until and day(until))


def amount(text: str | int) -> Quantity:
    return Quantity(Decimal(text), Unit.MG) if isinstance(text, int) else parse_quantity(text)


def times(*clocks: str, each: int = 10) -> tuple[DoseTime, ...]:
    """`08:00`, or `08:00=15` for another amount in mg than `each`."""
    parts = [clock.partition("=") for clock in clocks]
    return tuple(
        DoseTime(time.fromisoformat(at), amount(int(mg) if mg else each)) for at, _, mg in parts
    )


THREE_A_DAY = Daily(times("08:00", "14:00", "20:00"))


def course(since="2026-01-01", schedule=THREE_A_DAY, until=None, **more) -> Course:
    return Course(new_id(), "m", Prescription(schedule, days(since, until), **more))


def plan(*courses: Course, **more) -> Plan:
    return Plan(BACLOFEN, courses or (course(),), **more)


def hold(since: str, until: str | None = None) -> Hold:
    return Hold(new_id(), "m", days(since, until))


def taken(when: str, mg: int = 10, planned: str | None = None, zone=BERLIN, **more) -> Taken:
    moment = at(when, zone)
    recorded = more.pop("recorded", None)
    return Taken(
        more.pop("id", None) or new_id(),
        "m",
        amount(mg),
        moment,
        at(recorded, zone) if recorded else moment,
        at(planned, zone) if planned else None,
        **more,
    )


def skipped(planned: str, zone=BERLIN) -> Skipped:
    return Skipped(new_id(), "m", at(planned, zone), at(planned, zone))


def missed(planned: str, zone=BERLIN) -> Missed:
    return Missed(new_id(), "m", at(planned, zone), at(planned, zone))


def when_needed(mg: int = 10) -> AsNeeded:
    return AsNeeded(amount(mg))


def rated(symptom: str, value: int | None, when: str) -> Observation:
    return Observation(new_id(), symptom, value, at(when), at(when))


def later(moment: Moment, **by: float) -> Moment:
    return moment.shifted(timedelta(**by))


def travelling(*stops: tuple[str, str], today: str) -> Zones:
    """The zones of somebody who was in `zone` from `day` on, for each (day, zone)."""
    trail = tuple((day(since), zone) for since, zone in stops)
    return Zones(day(today), trail[-1][1], trail)


def without_planned(dose: Taken) -> Taken:
    return replace(dose, planned_at=None)
