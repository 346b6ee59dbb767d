"""What holds for a medicine now and comes next: a hold, the rest of a taper, a pump's dates."""

from __future__ import annotations

from datetime import date

from diary_app.domain.amounts import DoseChange, dose_changes
from diary_app.domain.course import DecidedBy, Hold
from diary_app.domain.days import Days
from diary_app.domain.medicine import Medicine, PumpRefill
from diary_app.domain.moment import DAY
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import Quantity
from diary_app.domain.refusal import Refused
from diary_app.domain.schedule import Daily, amount_a_day, pump_rate
from diary_app.domain.taper import Pause, PauseKind, Step, TaperPlan, last_day, stretches_of
from diary_app.reports.given import Given
from diary_app.text import _
from diary_app.wording.days import day_words, days_away, short_full_day
from diary_app.wording.numbers import listed
from diary_app.wording.schedules import schedule_words

MOST_STEPS = 6


def lines(given: Given, plan: Plan, today: date) -> tuple[str, ...]:
    """Each in a line of its own, so that none is read over."""
    running = next((t for t in plan.tapers if today in t.days), None)
    waits = None if running is None else _waits(running, today)
    found = [hold_words(hold, given.year) for hold in plan.holds if not hold.days.over_on(today)]
    if running is not None and waits is not None:
        found.append(_waiting(running, waits, plan.medicine, today, given.year))
    coming = _coming(given, plan, today, by_taper=running is not None)
    found.append(coming)
    found += _pump(given, plan, today)
    return tuple(words for words in found if words)


def hold_words(hold: Hold, year: int, *, by: bool = True) -> str:
    """From when to when the medicine is on hold, and `by` whom it was decided."""
    first, last = day_words(hold.days.since, year), hold.days.last
    if last is None:
        words = _("On hold since {first}, no end set").format(first=first)
    elif last == hold.days.since:
        words = _("On hold on {first}").format(first=first)
    else:
        words = _("On hold {first} to {last}").format(first=first, last=day_words(last, year))
    if not by:
        return words
    decided = {
        DecidedBy.DOCTOR: _("decided by the doctor"),
        DecidedBy.ME: _("decided by the patient"),
        None: _("who decided is not noted"),
    }[hold.decided_by]
    return listed([words, decided])


def _waits(taper: TaperPlan, today: date) -> Pause | None:
    """The hold or step back after which the plan has not gone on, None where it runs."""
    done = [pause for pause in taper.pauses if pause.day <= today]
    last = max(done, key=lambda pause: pause.day, default=None)
    return None if last is None or last.kind is PauseKind.RESUME else last


def _waiting(taper: TaperPlan, pause: Pause, medicine: Medicine, today: date, year: int) -> str:
    """A taper that is held: its steps that are left have no days."""
    now = next(one.step for one in stretches_of(taper) if today in one.days)
    left = [_step_words(step, medicine) for step in taper.steps[now + 1 :]]
    words = _("Taper on hold since {day}")
    if pause.kind is PauseKind.BACK:
        words = _("Taper one step back since {day}, and on hold")
    said = words.format(day=day_words(pause.day, year))
    if not left:
        return said
    return _("{held}. Steps left, without dates: {steps}").format(held=said, steps=_short(left))


def _step_words(step: Step, medicine: Medicine) -> str:
    if not step.doses:
        return _("no doses any more")
    amount = _a_day(step, medicine)
    return schedule_words(Daily(step.doses)) if amount is None else _per_day(amount)


def _a_day(step: Step, medicine: Medicine) -> Quantity | None:
    try:
        return amount_a_day(Daily(step.doses), medicine)
    except Refused:  # tablets of several strengths: the sum cannot be known
        return None


def _per_day(amount: Quantity) -> str:
    return _("{amount} a day").format(amount=amount)


def _short(steps: list[str]) -> str:
    """The steps in order; of many the first and the last, and that some lie between."""
    if len(steps) > MOST_STEPS:
        steps = [*steps[: MOST_STEPS - 2], "…", steps[-1]]
    return ", ".join(steps)


def _coming(given: Given, plan: Plan, today: date, *, by_taper: bool) -> str:
    """What is planned from a day to come on, and the last day with a dose where there is one."""
    changes = dose_changes(plan, Days(today + DAY))
    if not changes:
        return ""
    steps = _short([_change_words(plan, change, given.year) for change in changes])
    ends = _end(plan, changes)
    title = _("Rest of the taper: {steps}") if by_taper else _("Planned next: {steps}")
    return listed([title.format(steps=steps), ends])


def _change_words(plan: Plan, change: DoseChange, year: int) -> str:
    day, course = day_words(change.day, year), plan.course_on(change.day)
    if course is None:
        return _("none from {day}").format(day=day)
    if change.after is None or change.before == change.after:
        return _("{schedule} from {day}").format(day=day, schedule=schedule_words(course.schedule))
    return _("{amount} a day from {day}").format(day=day, amount=change.after)


def _end(plan: Plan, changes: tuple[DoseChange, ...]) -> str:
    """The last day with a dose, or that the last step goes on."""
    last = changes[-1].day
    if plan.course_on(last) is None:
        return _("last dose on {day}").format(day=short_full_day(last - DAY))
    ends = [end for t in plan.tapers if (end := last_day(t)) is not None and end >= last]
    if ends:
        return _("last dose on {day}").format(day=short_full_day(max(ends)))
    return _("no end set")


def _pump(given: Given, plan: Plan, today: date) -> list[str]:
    """Until when the pump must be filled: the dates of its last filling."""
    course = plan.course_on(today)
    if course is None or pump_rate(course.schedule) is None:
        return []
    filled = [one for one in given.history.pump_refills if one.medicine_id == plan.medicine.id]
    if not filled:
        return [_("Pump: alarm and refill dates are not in the diary")]
    return [_filled(max(filled, key=lambda one: one.day), today)]


def _filled(one: PumpRefill, today: date) -> str:
    missing = _("not in the diary")

    def said(day: date | None) -> str:
        if day is None:
            return missing
        return f"{short_full_day(day)} ({days_away((day - today).days)})"

    return listed(
        [
            _("Pump: refill by {day}").format(day=said(one.refill_by)),
            _("low-reservoir alarm {day}").format(day=said(one.alarm_date)),
            _("last filled {day}").format(day=short_full_day(one.day)),
        ]
    )
