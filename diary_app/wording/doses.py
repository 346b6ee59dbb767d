"""A dose: its record, its state, what to count out, what a check asks before it is stored."""

from __future__ import annotations

from datetime import date

from diary_app.domain import plausible
from diary_app.domain.dose import Dose, Missed, Skipped, Taken
from diary_app.domain.limits import (
    AboveMaximum,
    BelowMinimumGap,
    MoreThanTwice,
    Question,
    SoonAgain,
)
from diary_app.domain.matching import State
from diary_app.domain.medicine import Form, Medicine, made_of, volume_of
from diary_app.domain.quantity import Quantity
from diary_app.text import _
from diary_app.wording.days import clock, clock_or_moment, span
from diary_app.wording.plausible import plausible_words
from diary_app.wording.writing import amount_words


def dose_words(dose: Dose, name: str, today: date) -> str:
    """What a dose record says: baclofen 10 mg, taken at 08:04. The day is said unless today."""
    match dose:
        case Taken():
            amount = amount_words(dose.amount)
            return _("{name} {amount}, taken at {time}").format(
                name=name, amount=amount, time=clock_or_moment(dose.taken_at, today)
            )
        case Skipped():
            return _("{name}, {time} dose skipped").format(
                name=name, time=clock_or_moment(dose.planned_at, today)
            )
        case Missed():
            return _("{name}, {time} dose missed").format(
                name=name, time=clock_or_moment(dose.planned_at, today)
            )


def question_words(asked: Question | plausible.Question) -> str:
    """One sentence for what a check noticed before a dose is stored."""
    match asked:
        case AboveMaximum(total=total, maximum=maximum):
            return _(
                "With this dose the day's total would be {total}; your prescriber's maximum is "
                "{maximum} a day."
            ).format(total=amount_words(total), maximum=amount_words(maximum))
        case BelowMinimumGap(gap=gap, minimum=minimum):
            return _(
                "Another dose was taken {gap} from this one; your prescriber's minimum gap is "
                "{minimum}."
            ).format(gap=span(gap), minimum=span(minimum))
        case MoreThanTwice(amount=amount, planned=planned):
            return _("{amount} is more than twice the planned {planned}.").format(
                amount=amount_words(amount), planned=amount_words(planned)
            )
        case SoonAgain(amount=amount, gap=gap):
            return _("You recorded {amount} of the same medicine {gap} from this one.").format(
                amount=amount_words(amount), gap=span(gap)
            )
        case _:
            return plausible_words(asked)


def state_word(state: State) -> str:
    """The word of a slot's state, as pill and list show it."""
    return {
        State.LATER: _("Later"),
        State.DUE: _("Due now"),
        State.LATE: _("Not recorded yet"),
        State.NOT_RECORDED: _("Not recorded"),
        State.TAKEN: _("Taken"),
        State.PARTIAL: _("Partly taken"),
        State.SKIPPED: _("Skipped"),
        State.MISSED: _("Missed"),
        State.HELD: _("On hold"),
    }[state]


def answered_state(state: State, dose: Dose | None) -> str:
    """The word of a state, with when and how much was taken."""
    if state in (State.TAKEN, State.PARTIAL):
        return _taken_words(dose, partial=state == State.PARTIAL)
    return state_word(state)


def _taken_words(dose: Dose | None, *, partial: bool) -> str:
    if not isinstance(dose, Taken):
        return state_word(State.TAKEN)
    if partial:
        amount = amount_words(dose.amount)
        return _("{amount} taken at {time}").format(amount=amount, time=clock(dose.taken_at))
    if not dose.time_known:
        return _("Taken, time unknown")
    return _("Taken at {time}").format(time=clock(dose.taken_at))


def counted_out(medicine: Medicine, amount: Quantity) -> str:
    """What to take in the hand: one 10 mg tablet, 2½ mL. Empty where the diary cannot know."""
    volume = volume_of(amount, medicine)
    if volume is not None:
        return amount_words(volume)
    if medicine.form not in (Form.TABLET, Form.CAPSULE):
        return ""
    parts = []
    for strength, number in made_of(amount, medicine):
        count = _("one") if number == 1 else amount_words(Quantity(number, strength.per.unit))
        if number == 1:
            parts.append(f"{count} {amount_words(strength)}")
        else:
            size = amount_words(strength.amount)
            parts.append(_("{count} of {strength}").format(count=count, strength=size))
    return " + ".join(parts)
