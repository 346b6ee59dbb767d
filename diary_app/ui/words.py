"""How the window says times, days, amounts and states."""

from __future__ import annotations

from datetime import date, timedelta

from diary_app import wording
from diary_app.dates import full_day, long_day, short_full_day, weekdays
from diary_app.domain.dose import Dose, Missed, Skipped, Taken
from diary_app.domain.matching import State
from diary_app.domain.medicine import Form, Medicine, made_of, volume_of
from diary_app.domain.moment import Moment
from diary_app.domain.quantity import Quantity, print_quantity
from diary_app.domain.reminding import Countdown, Ends
from diary_app.text import _, ngettext
from diary_app.ui.widgets.text import Pill, Run

_SIGNS = {
    State.LATER: "later",
    State.DUE: "due",
    State.LATE: "unrecorded",
    State.NOT_RECORDED: "unrecorded",
    State.SKIPPED: "skipped",
    State.MISSED: "skipped",
    State.HELD: "held",
}


def clock(at: Moment) -> str:
    """The wall clock: 08:04."""
    return f"{at.local:%H:%M}"


def day_name(day: date) -> str:
    """The day spelled out: Sunday 22 November 2026."""
    return f"{weekdays()[day.weekday()]} {full_day(day)}"


def short_day(day: date) -> str:
    """The day in short, month in letters: 22 Nov 2026."""
    return short_full_day(day)


def near_day(day: date, today: date) -> str:
    """today, yesterday, or the day in short."""
    if day == today:
        return _("today")
    if day == today - timedelta(days=1):
        return _("yesterday")
    return short_day(day)


def countdown(one: Countdown) -> str:
    """What comes near, and when: Refill by 24 December, in 12 days."""
    what = {
        Ends.REFILL_BY: _("Refill by {day}"),
        Ends.ALARM: _("Low-reservoir alarm on {day}"),
        Ends.RUN_OUT: _("First day without: {day}"),
    }[one.ends]
    today = one.day - timedelta(days=one.days_left)
    day = long_day(one.day)
    if one.day.year != today.year:
        day += f" {one.day.year}"
    return f"{what.format(day=day)}, {days_away(one.days_left)}"


def days_away(days: int) -> str:
    """How far a day is from today: in 12 days, tomorrow, today, 3 days ago."""
    if days < 0:
        return ngettext("{n} day ago", "{n} days ago", -days).format(n=-days)
    if days < 2:
        return _("tomorrow") if days else _("today")
    return ngettext("in {n} day", "in {n} days", days).format(n=days)


def when(at: Moment, today: date) -> str:
    """A past moment near `today`: today 08:04, yesterday 21:10, 9 Nov 2026 21:10."""
    return f"{near_day(at.day, today)} {clock(at)}"


def medicine_runs(medicine: Medicine, amount: Quantity, *, aside: bool = False) -> list[Run]:
    """The medicine line of NHS CUI: **baclofen** — DOSE **10 mg**, and what to count out."""
    runs = [
        Run(medicine.name, "strong"),
        Run(" — ", "muted"),
        Run(_("DOSE"), "caps"),
        Run(" "),
        Run(print_quantity(amount).replace(" ", "\N{NO-BREAK SPACE}"), "strong"),
    ]
    counted = counted_out(medicine, amount) if aside else ""
    return [*runs, Run(f" {counted}", "aside")] if counted else runs


def counted_out(medicine: Medicine, amount: Quantity) -> str:
    """What to take in the hand: one 10 mg tablet, 2½ mL. Empty where the diary cannot know."""
    volume = volume_of(amount, medicine)
    if volume is not None:
        return print_quantity(volume)
    if medicine.form not in (Form.TABLET, Form.CAPSULE):
        return ""
    parts = []
    for strength, number in made_of(amount, medicine):
        count = _("one") if number == 1 else print_quantity(Quantity(number, strength.per.unit))
        if number == 1:
            parts.append(f"{count} {strength}")
        else:
            parts.append(_("{count} of {strength}").format(count=count, strength=strength.amount))
    return " + ".join(parts)


def state_pill(state: State, dose: Dose | None) -> Pill:
    """The state of a planned dose: word, sign and colour."""
    word, sign = state_words(state, dose)
    return Pill(str(state), sign, word)


def state_words(state: State, dose: Dose | None) -> tuple[str, str]:
    """The word of a state and the name of its sign."""
    if state in (State.TAKEN, State.PARTIAL):
        return _taken_words(dose, partial=state == State.PARTIAL), "taken"
    return wording.state(state), _SIGNS[state]


def _taken_words(dose: Dose | None, *, partial: bool) -> str:
    if not isinstance(dose, Taken):
        return wording.state(State.TAKEN)
    if partial:
        amount = print_quantity(dose.amount)
        return _("{amount} taken at {time}").format(amount=amount, time=clock(dose.taken_at))
    if not dose.time_known:
        return _("Taken, time unknown")
    return _("Taken at {time}").format(time=clock(dose.taken_at))


def dose_words(dose: Dose, name: str) -> str:
    """What a dose record says: baclofen 10 mg, taken at 08:04."""
    match dose:
        case Taken():
            amount = print_quantity(dose.amount)
            return _("{name} {amount}, taken at {time}").format(
                name=name, amount=amount, time=clock(dose.taken_at)
            )
        case Skipped():
            return _("{name}, {time} dose skipped").format(name=name, time=clock(dose.planned_at))
        case Missed():
            return _("{name}, {time} dose missed").format(name=name, time=clock(dose.planned_at))


def since(gap: timedelta) -> str:
    """How long ago in words: 12 min ago, 4 h 55 min ago, 3 days ago."""
    if gap < timedelta(days=2):
        return _("{span} ago").format(span=wording.span(gap))
    return _("{n} days ago").format(n=gap.days)
