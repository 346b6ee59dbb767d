"""What the pictures say: names of days, what a line is, the sentences over a picture.

The sentences describe and never explain: no cause, no verdict, no forecast; each number stands
with what it rests on (clinical.md 5.3 and 5.4). They live here because a picture carries its words
wherever it goes: window, file and paper.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from diary_app.charts.series import Span
from diary_app.dates import full_day, long_day
from diary_app.domain.amounts import DoseChange
from diary_app.domain.quantity import Quantity, Unit, plain_number, print_quantity
from diary_app.text import _, ngettext


def spelled_span(span: Span) -> str:
    """24 September to 22 November 2026, last day included."""
    last = date.fromordinal(span.end.toordinal() - 1)
    if span.days == 1:
        return full_day(last)
    first = long_day(span.first) if span.first.year == last.year else full_day(span.first)
    return _("{first} to {last}").format(first=first, last=full_day(last))


def number(value: float | Decimal) -> str:
    """A middle value or a rating: 4, 4.5."""
    return plain_number(Decimal(str(round(value, 2))))


def amount(value: Decimal, unit: Unit) -> str:
    """30 mg, 150 mcg, 1½ tablets."""
    return print_quantity(Quantity(value, unit))


def severity(value: int) -> str:
    """The word of a side effect's 0-4 scale."""
    return (_("None"), _("Mild"), _("Moderate"), _("Severe"), _("Very severe"))[value]


def scale_title(top: int, *, best_is_high: bool) -> str:
    """Which end of a panel's scale is which."""
    if top == 4:
        return _("0 none to 4 very severe")
    return _("0 to 10, 10 is best") if best_is_high else _("0 to 10, 10 is worst")


def change_labels(change: DoseChange) -> tuple[str, ...]:
    """What stands at a dose change, the longest first: whichever has room is drawn."""
    before, after = change.before, change.after
    if before == after:
        return (_("other times"),)
    if before is None and after is not None:
        return (_("from here {after} a day").format(after=after), str(after))
    if before is not None and after is None:
        return (_("no fixed dose from here"), _("no fixed dose"))
    if before is None or after is None:
        return (_("other times"),)
    pair = (
        f"{plain_number(before.value)} → {after}"
        if before.unit == after.unit
        else f"{before} → {after}"
    )
    return (_("dose {change} a day").format(change=pair), pair, str(after))


def change_sentence(change: DoseChange) -> str:
    """Dose changed from 25 mg to 30 mg a day on 26 October."""
    day = full_day(change.day)
    if change.before == change.after:
        return _("Other times from {day} on.").format(day=day)
    if change.before is None:
        return _("From {day} on {after} a day.").format(after=change.after, day=day)
    if change.after is None:
        return _("From {day} on no fixed dose a day; {before} before.").format(
            day=day, before=change.before
        )
    return _("Dose changed from {before} to {after} a day on {day}.").format(
        before=change.before, after=change.after, day=day
    )


def recorded_days(n: int, of: int) -> str:
    """Recorded on 56 of 60 days."""
    return ngettext("Recorded on {n} of {of} day.", "Recorded on {n} of {of} days.", of).format(
        n=n, of=of
    )


def may_be_missing(n: int, of: int) -> str:
    """The caution where many days have no entry; empty where few have none."""
    if n >= 0.7 * of:
        return ""
    return _("Days without entries are unknown; bad days may be among them.")


def dots_note() -> str:
    """What the dots and bars mean where they are counted."""
    return _("The larger a dot, the more days or entries. Thick bar: the middle value.")


def other_things() -> str:
    """The caution under every comparison."""
    return _("Other things may also have changed.")
