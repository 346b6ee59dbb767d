"""What a spasticity clinic asks, in the diary's own words. Sources: docs/measures.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diary_app.domain.helped import HelpedAnswer, HelpedFigures
from diary_app.domain.measure import SPANS, DayPart, Goal, Measure
from diary_app.text import _, ngettext, small, within


def measure_names() -> Mapping[Measure, str]:
    """What each measure is called."""
    return {
        Measure.SPASM_FREQUENCY: _("How often spasms come"),
        Measure.TROUBLED: _("How much stiffness troubled you"),
        Measure.CHANGE: _("Change since the last visit"),
        Measure.GOAL: _("What I want to be able to do"),
    }


def measure_words(measure: Measure) -> Sequence[str]:
    """The words of its values from the lowest up; none where the values are plain numbers."""
    match measure:
        case Measure.SPASM_FREQUENCY:
            return (
                _("No spasms"),
                _("Only when something sets them off"),
                _("Now and then, not every hour"),
                _("Every hour, up to ten in an hour"),
                _("More than ten in an hour"),
            )
        case Measure.TROUBLED:
            return (_("Not at all"), _("A little"), _("Quite a lot"), _("Very much"))
        case Measure.CHANGE:
            return (
                _("Much better"),
                _("Better"),
                _("A little better"),
                _("No change"),
                _("A little worse"),
                _("Worse"),
                _("Much worse"),
            )
        case Measure.GOAL:
            return ()


def value_of_measure(measure: Measure, value: int) -> str:
    """A value in its words: No spasms; of a goal 6 of 10."""
    words = measure_words(measure)
    low, high = SPANS[measure]
    if words and low <= value <= high:
        return words[value - low]
    return _("{n} of {of}").format(n=value, of=high)


def part_names() -> Mapping[DayPart, str]:
    """The six parts of the day."""
    return {
        DayPart.WAKING: _("On waking"),
        DayPart.MORNING: _("Morning"),
        DayPart.MIDDAY: _("Midday"),
        DayPart.AFTERNOON: _("Afternoon"),
        DayPart.EVENING: _("Evening"),
        DayPart.NIGHT: _("Night"),
    }


def part_words(part: str, goals: Sequence[Goal] = ()) -> str:
    """What a measure is about: a part of the day, a goal's own words; "" for neither."""
    names = {str(each): name for each, name in part_names().items()}
    return {goal.id: goal.words for goal in goals}.get(part, names.get(part, ""))


def measured_words(measure: Measure, value: int, part: str) -> str:
    """A measure in one line: How often spasms come: no spasms."""
    about = part_words(part)
    name = measure_names()[measure]
    said = small(value_of_measure(measure, value))
    if about:
        return _("{measure}, {part}: {value}").format(measure=name, part=within(about), value=said)
    return _("{measure}: {value}").format(measure=name, value=said)


def helped_word(answer: HelpedAnswer) -> str:
    """What a dose did."""
    return {
        HelpedAnswer.BETTER: _("Better"),
        HelpedAnswer.SAME: _("The same"),
        HelpedAnswer.WORSE: _("Worse"),
        HelpedAnswer.NOT_SAID: _("Not said"),
    }[answer]


def helped_words(medicine: str, use: HelpedFigures) -> str:
    """What came of the doses taken when needed, with what the figures rest on."""
    used = ngettext(
        "{medicine}, only when needed: used on {n} of {of} day.",
        "{medicine}, only when needed: used on {n} of {of} days.",
        use.days,
    ).format(medicine=medicine, n=use.days_used, of=use.days)
    if not use.answered:
        return used
    said = ngettext(
        "Of {n} dose answered for: better {better}, the same {same}, worse {worse}.",
        "Of {n} doses answered for: better {better}, the same {same}, worse {worse}.",
        use.answered,
    ).format(n=use.answered, better=use.better, same=use.same, worse=use.worse)
    if use.median_minutes is None:
        return f"{used} {said}"
    time = ngettext(
        "It took {minutes} min until it was better ({n} dose).",
        "The middle time until it was better was {minutes} min ({n} doses).",
        use.n,
    ).format(minutes=round(use.median_minutes), n=use.n)
    return f"{used} {said} {time}"
