"""The sentences over the symptoms picture: what was rated, and how it compares, with its n."""

from __future__ import annotations

from collections.abc import Sequence

from diary_app.charts.chart import Words
from diary_app.charts.series import Span, SymptomLine
from diary_app.charts.words import may_be_missing, other_things, recorded_days
from diary_app.domain.amounts import DoseChange
from diary_app.domain.trends import (
    DAYS_AFTER,
    BeforeAfter,
    Difference,
    before_after,
    compared,
    period,
)
from diary_app.text import _, ngettext
from diary_app.wording.changes import change_sentence
from diary_app.wording.days import spelled_span
from diary_app.wording.numbers import number


def symptom_words(lines: Sequence[SymptomLine], changes: Sequence[DoseChange], span: Span) -> Words:
    """The last dose change that can be compared, else the period, beside the one before it."""
    change = comparable_change(lines, changes, span)
    rated = {rating.at.day for line in lines for rating in line.ratings}
    rests = [spelled_span(span.days) + ".", recorded_days(len(rated), span.days.count)]
    if change is None:
        headline = " ".join(period_sentence(line, span) for line in lines)
        compares = any(_compared(line, span) for line in lines)
    else:
        found = [(line, before_after(line.points, change.day)) for line in lines]
        headline = f"{change_sentence(change)} {before_after_sentence(found)}"
        compares = True
        rests += [
            entries_sentence(line.label, f) for line, f in found if f.median_after is not None
        ]
    rests += [other_things() if compares else "", may_be_missing(len(rated), span.days.count)]
    return Words(headline, " ".join(filter(None, rests)))


def comparable_change(
    lines: Sequence[SymptomLine], changes: Sequence[DoseChange], span: Span
) -> DoseChange | None:
    """The latest change of the span with entries enough on both sides, else the latest of all."""
    shown = [change for change in changes if span.first < change.day < span.end]
    for change in reversed(shown):
        if any(before_after(line.points, change.day).median_after is not None for line in lines):
            return change
    return shown[-1] if shown else None


def before_after_sentence(found: Sequence[tuple[SymptomLine, BeforeAfter]]) -> str:
    """The middle values around a change, and for which symptoms there is not enough to compare."""
    values = [
        _("{symptom} {before} and {after}{difference}").format(
            symptom=line.label,
            before=number(f.median_before),
            after=number(f.median_after),
            difference=difference_word(line.axis.smallest, f.median_after - f.median_before),
        )
        for line, f in found
        if f.median_before is not None and f.median_after is not None
    ]
    sentences = [not_enough(line.label, f) for line, f in found if f.median_after is None]
    if values:
        words = _("Middle values in the 14 days before and in days 4–17 after: {values}.")
        sentences.insert(0, words.format(values=", ".join(values)))
    return " ".join(sentences)


def difference_word(smallest: float | None, difference: float) -> str:
    """Higher or lower where the difference is worth a word on its scale, else nothing."""
    if smallest is None or abs(difference) < smallest:
        return ""
    return _(" (higher)") if difference > 0 else _(" (lower)")


def entries_sentence(label: str, found: BeforeAfter) -> str:
    """What a comparison rests on: Spasms: 13 days before, 12 after."""
    return _("{symptom}: recorded on {before} days before, {after} after.").format(
        symptom=label, before=found.n_before, after=found.n_after
    )


def not_enough(label: str, found: BeforeAfter) -> str:
    """Not enough entries to compare, with the side that has the fewest."""
    n = min(found.n_before, found.n_after)
    return _("{symptom}: not enough entries to compare ({n} of {of} days).").format(
        symptom=label, n=n, of=DAYS_AFTER
    )


def period_sentence(line: SymptomLine, span: Span) -> str:
    """The period's middle value, or with few entries only how many there are."""
    shown = line.shown(span)
    if not shown:
        return _("{symptom}: nothing recorded.").format(symptom=line.label)
    values = [float(rating.value or 0) for rating in line.ratings]
    if line.top == 1 and not line.is_open:
        yes = len({rating.at.day for rating in line.ratings if rating.value})
        return ngettext(
            "{symptom}: yes on {n} of {of} day recorded.",
            "{symptom}: yes on {n} of {of} days recorded.",
            len(shown),
        ).format(symptom=line.label, n=yes, of=len(shown))
    low, high = _value(line, min(values)), _value(line, max(values))
    figures = period(shown, span.days)
    if figures.median is None:
        return ngettext(
            "{symptom}: recorded on {n} day, lowest {low}, highest {high}.",
            "{symptom}: recorded on {n} days, lowest {low}, highest {high}.",
            figures.n,
        ).format(symptom=line.label, n=figures.n, low=low, high=high)
    sentence = _("{symptom}: middle value {middle}, lowest {low}, highest {high}{compared}.")
    return sentence.format(
        symptom=line.label,
        middle=_value(line, figures.median),
        low=low,
        high=high,
        compared=_compared(line, span),
    )


def _value(line: SymptomLine, value: float) -> str:
    """A value with its unit, where it has one."""
    return f"{number(value)} {line.unit}" if line.unit else number(value)


def _compared(line: SymptomLine, span: Span) -> str:
    """What may be said beside the period before: higher, lower, or nothing."""
    found = compared(line.points, span.days, 0 if line.is_open else line.top)
    if found.before.median is None or found.difference in (Difference.TOO_FEW, Difference.SIMILAR):
        return ""
    if found.difference == Difference.HIGHER:
        words = _("; higher than in the {days} days before ({middle}, {n} days recorded)")
    else:
        words = _("; lower than in the {days} days before ({middle}, {n} days recorded)")
    return words.format(
        days=found.before.days, middle=number(found.before.median), n=found.before.n
    )
