"""What the diary would remind of now: open doses, and the days on which a supply ends."""

from __future__ import annotations

from datetime import timedelta

from diary_app.domain.days import Days
from diary_app.domain.matching import State
from diary_app.domain.medicine import Medicine, PumpRefill
from diary_app.domain.moment import DAY, Moment
from diary_app.domain.reminding import (
    Countdown,
    DosesOpen,
    Ends,
    countdown,
    open_doses,
    pump_countdowns,
)
from diary_app.domain.sheet import day_sheet
from diary_app.services import settings, supplies
from diary_app.services.diary import Diary
from diary_app.services.histories import doses_around
from diary_app.storage import queries


def doses_open(diary: Diary, lead: timedelta) -> tuple[DosesOpen, ...]:
    """The doses to remind of now, from `lead` before their time. See `domain/reminding.py`."""
    now, zones = diary.now(), diary.zones()
    plans = queries.plans(diary.file)
    # Yesterday's last dose may still be open, and tomorrow's first one may be near.
    days = (now.day - DAY, now.day, now.day + DAY)
    doses = doses_around(diary, Days.through(days[0], days[-1]))
    lines = [line for day in days for line in day_sheet(plans, doses, day, now, zones).lines]
    return open_doses(lines, now, lead)


def coming(diary: Diary, days: int = 7) -> tuple[Moment, ...]:
    """When to remind of doses in the coming `days`, as the plan is now: times and nothing else.

    For while the diary is locked. None where the patient wants no reminders.
    """
    own = settings.load(diary)
    if not own.reminders:
        return ()
    now, zones = diary.now(), diary.zones()
    plans = queries.plans(diary.file)
    every = [now.day + n * DAY for n in range(days)]
    doses = doses_around(diary, Days.through(every[0], every[-1]))
    lead = timedelta(minutes=own.remind_before)
    lines = [line for day in every for line in day_sheet(plans, doses, day, now, zones).lines]
    times = {
        line.slot.at.shifted(-lead) for line in lines if line.state in (State.LATER, State.DUE)
    }
    return tuple(sorted(at for at in times if at > now))


def countdowns(diary: Diary) -> tuple[Countdown, ...]:
    """The days on which a pump must be filled or tablets run out before the next refill.

    Only those within one of the lead times, the nearest first.
    """
    today, leads = diary.now().day, settings.load(diary).supply_leads
    found: list[Countdown] = []
    for plan, supply in supplies.plans_with_stock(diary):
        if plan.course_on(today) is not None:
            found += of_pump(diary, plan.medicine, supply.pump)
        out = None if supply.out is None else supply.out.day
        if out is not None and (supply.refill_on is None or out < supply.refill_on):
            found.append(countdown(plan.medicine, Ends.RUN_OUT, out, today, leads))
    return tuple(sorted((one for one in found if one.lead is not None), key=lambda one: one.day))


def of_pump(diary: Diary, medicine: Medicine, filled: PumpRefill | None) -> tuple[Countdown, ...]:
    """The dates of a pump's last filling, the nearest first; none where none is known."""
    if filled is None:
        return ()
    leads = settings.load(diary).supply_leads
    return pump_countdowns(medicine, filled, diary.now().day, leads)
