"""What stands behind page 1: timeline, long gaps, what the patient ticked, methods."""

from __future__ import annotations

from diary_app.domain.symptom import Event
from diary_app.reports.given import Given
from diary_app.reports.pictures import shown_on_timeline, timeline
from diary_app.reports.report import Block, Paragraph, Part, Pictures, Section, Table
from diary_app.text import _
from diary_app.wording.days import day_words, moment_words, span
from diary_app.wording.events import event_name
from diary_app.wording.numbers import percent

MOST_GAPS = 5


def dose_and_symptoms(given: Given) -> tuple[Section, ...]:
    """Symptoms above the daily dose, if anything was rated and pictures are wanted."""
    entries = shown_on_timeline(given)
    if not entries or not (given.wants(Part.CHARTS) and given.wants(Part.SYMPTOMS)):
        return ()
    title, shown = _("Dose and symptoms over time"), ", ".join(entry.label for entry in entries)
    return (Section(title, (Pictures((timeline(given, entries),), wide=True),), aside=shown),)


def long_gaps(given: Given) -> tuple[Section, ...]:
    """The times of 24 hours and more that are sure to have been without a planned dose."""
    found = [(plan, gap) for plan, figures in given.figures for gap in figures.long_gaps]
    if not found:
        return ()
    found.sort(key=lambda pair: pair[1].since, reverse=True)
    header = (_("From"), _("Until"), _("Medicine"), _("Without a dose"), _("Planned doses in it"))
    rows = tuple(
        (
            moment_words(gap.since, given.year),
            _("still running") if gap.running else moment_words(gap.until, given.year),
            plan.medicine.name,
            span(gap.length),
            str(gap.slots),
        )
        for plan, gap in found[:MOST_GAPS]
    )
    blocks: list[Block] = [Table(header, rows, strong=3)]
    if len(found) > MOST_GAPS:
        left = _("{n} earlier ones are in the diary.").format(n=len(found) - MOST_GAPS)
        blocks.append(Paragraph(left, quiet=True))
    return (Section(_("24 hours or more without a dose"), tuple(blocks)),)


def noted(given: Given) -> tuple[Section, ...]:
    """What else happened, and the notes the patient ticked: no other free text is printed."""
    events = [
        f"{_days(event, given.year)} {event_name(event.kind)}"
        for event in given.history.events
        if given.inside(event.at)
    ]
    ticked = [
        (moment_words(note.at, given.year), note.text)
        for note in given.history.notes
        if note.id in given.options.notes
    ]
    found = []
    if events:
        found.append(Section(_("Events"), (Paragraph(" · ".join(events)),)))
    if ticked and given.wants(Part.NOTES):
        table = Table((_("When"), _("In the patient's words")), tuple(ticked))
        found.append(Section(_("Notes chosen by the patient"), (table,)))
    return tuple(found)


def _days(event: Event, year: int) -> str:
    if event.until is None:
        return day_words(event.at.day, year)
    return f"{day_words(event.at.day, year)}–{day_words(event.until, year)}"


def methods() -> Section:
    """What the numbers mean and what they cannot say."""
    longest = percent(0.5)
    lines = (
        _(
            "Self-reported. “Not recorded” means that nobody wrote anything down: the dose may or"
            " may not have been taken. It is counted neither as taken nor as left out; the range"
            " gives both. “Skipped” and “missed” were said by the patient. A dose smaller than"
            " planned is not counted as taken."
        ),
        _(
            "No percentage is given with fewer than 10 recorded doses or less than {share} of the"
            " planned ones recorded. “Longest time without a dose” runs between doses taken; times"
            " paused by the doctor are left out."
        ).format(share=longest),
        _(
            "What the medicine is for is rated 0 to 10, side effects 0 none, 1 mild, 2 moderate,"
            " 3 severe, 4 very severe. “Middle” is the median; in brackets the middle half (25 to"
            " 75 of 100). It needs 7 rated days in a period and 4 in a week. Missing days are never"
            " filled in. Days reported are counted out of the days on which the symptom was asked"
            " for or rated."
        ),
        _(
            "The safety check asks for each serious symptom by name. This paper is not a diagnosis"
            " and makes no proposal about the dose; that two things happened together does not"
            " show that one caused the other."
        ),
    )
    return Section(
        _("Methods and limits"), tuple(Paragraph(line, quiet=True) for line in lines), fine=True
    )
