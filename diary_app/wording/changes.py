"""A change of the dose: the label at its line, and the sentence."""

from __future__ import annotations

from diary_app.domain.amounts import DoseChange
from diary_app.text import _
from diary_app.wording.days import full_day
from diary_app.wording.writing import number_words


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
        f"{number_words(before.value)} → {after}"
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
