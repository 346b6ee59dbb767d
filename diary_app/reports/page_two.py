"""What stands behind page 1: timeline, dose changes, what the patient ticked, methods."""

from __future__ import annotations

from diary_app.domain.amounts import DoseChange
from diary_app.domain.course import DecidedBy
from diary_app.domain.days import Days
from diary_app.domain.knowledge import Entry
from diary_app.domain.moment import DAY
from diary_app.domain.plan import Plan
from diary_app.domain.symptom import Event
from diary_app.domain.trends import (
    DAYS_AFTER,
    DAYS_BEFORE,
    SKIPPED_AFTER,
    BeforeAfter,
    around_change,
    before_after,
    daily,
)
from diary_app.reports.given import Given
from diary_app.reports.pictures import changes_of, shown_on_timeline, timeline
from diary_app.reports.report import Block, Paragraph, Part, Pictures, Section, Table
from diary_app.text import _, ngettext
from diary_app.wording.changes import change_labels
from diary_app.wording.days import day_words, moment_words, short_full_day, span
from diary_app.wording.events import event_name
from diary_app.wording.numbers import number, percent
from diary_app.wording.schedules import schedule_words

MOST_CHANGES, MOST_COMPARED, MOST_GAPS = 8, 2, 5


def dose_and_symptoms(given: Given) -> tuple[Section, ...]:
    """Symptoms above the daily dose, if anything was rated and pictures are wanted."""
    entries = shown_on_timeline(given)
    if not entries or not (given.wants(Part.CHARTS) and given.wants(Part.SYMPTOMS)):
        return ()
    title, shown = _("Dose and symptoms over time"), ", ".join(entry.label for entry in entries)
    return (Section(title, (Pictures((timeline(given, entries),), wide=True),), aside=shown),)


def changes(given: Given) -> tuple[Section, ...]:
    """Every change of the plan, and the ratings on both sides of it: described, never explained."""
    pairs = [(plan, change) for plan in given.plans for change in changes_of(given, plan)]
    if not pairs:
        return ()
    pairs.sort(key=lambda pair: pair[1].day, reverse=True)
    header = (_("From"), _("Medicine"), _("Plan"), _("Decided by"))
    rows = tuple(_change(plan, change) for plan, change in pairs[:MOST_CHANGES])
    blocks: list[Block] = [Table(header, rows, strong=2)]
    if len(pairs) > MOST_CHANGES:
        blocks.append(_left_out(len(pairs) - MOST_CHANGES))
    sections = [Section(_("Dose changes"), tuple(blocks))]
    first = given.plans[0]
    own = [change for plan, change in pairs if plan is first]
    if given.wants(Part.SYMPTOMS) and own and given.treated:
        sections += _before_after(given, own)
    return tuple(sections)


def _left_out(n: int) -> Paragraph:
    return Paragraph(_("{n} earlier ones are in the diary.").format(n=n), quiet=True)


def _change(plan: Plan, change: DoseChange) -> tuple[str, ...]:
    course = plan.course_on(change.day)
    decided = ""
    if course is not None:
        decided = {
            DecidedBy.DOCTOR: _("doctor"),
            DecidedBy.ME: _("patient"),
            None: course.prescription.prescriber or _("not noted"),
        }[course.prescription.decided_by]
    words = _what_changed(plan, change)
    return (short_full_day(change.day), plan.medicine.name, words, decided or _("not noted"))


def _what_changed(plan: Plan, change: DoseChange) -> str:
    """25 → 30 mg a day; the schedule in words where there is no daily amount on both sides."""
    before, after = plan.course_on(change.day - DAY), plan.course_on(change.day)
    if after is None:
        return _("stopped")
    if change.before is not None and change.after is not None and change.before != change.after:
        return change_labels(change)[0]
    words = schedule_words(after.schedule)
    return _("started: {schedule}").format(schedule=words) if before is None else words


def _before_after(given: Given, own: list[DoseChange]) -> tuple[Section, ...]:
    header = (
        _("Dose change"),
        _("Symptom"),
        ngettext("{n} day before", "{n} days before", DAYS_BEFORE).format(n=DAYS_BEFORE),
        _("Days {first} to {last} after").format(
            first=SKIPPED_AFTER + 1, last=SKIPPED_AFTER + DAYS_AFTER
        ),
        _("Days after, against the middle before"),
    )
    shown = [change for change in own if change.before is not None][:MOST_COMPARED]
    rows = [
        (day_words(change.day, given.year), entry.label, *_sides(given, entry, change))
        for change in shown
        for entry in given.treated[:4]
    ]
    enough = [row for row in rows if row[-1]]
    few = [
        f"{day}, {symptom}: {before}, {after}"
        for day, symptom, before, after, last in rows
        if not last
    ]
    blocks: list[Block] = []
    if enough:
        caution = _(
            "Middle values of daily ratings, n is the number of rated days. Other things may also"
            " have changed; day-to-day ups and downs can be as large."
        )
        blocks += [Table(header, tuple(enough)), Paragraph(caution, quiet=True)]
    if few:
        words = _("Too few ratings to compare: {list}.")
        blocks.append(Paragraph(words.format(list="; ".join(few)), quiet=True))
    if not blocks:
        return ()
    return (Section(_("Before and after each dose change"), tuple(blocks)),)


def _sides(given: Given, entry: Entry, change: DoseChange) -> tuple[str, str, str]:
    """Before, after, and how the days after lie; the last is "" with too few to compare."""
    before, after = around_change(change.day)
    points = daily(given.seen(entry.id), entry.id, Days(before.since, after.until))
    found = before_after(points, change.day)
    if found.median_before is None or found.median_after is None:
        return (
            ngettext("{n} of {of} day before", "{n} of {of} days before", DAYS_BEFORE).format(
                n=found.n_before, of=DAYS_BEFORE
            ),
            _("{n} of {of} after").format(n=found.n_after, of=DAYS_AFTER),
            "",
        )
    rated = _("{middle} (n {n})")
    return (
        rated.format(middle=number(found.median_before), n=found.n_before),
        rated.format(middle=number(found.median_after), n=found.n_after),
        _shares(found),
    )


def _shares(found: BeforeAfter) -> str:
    assert found.share_below is not None
    assert found.share_above is not None
    words = _("lower on {lower}, higher on {higher} of {n}")
    return words.format(
        lower=round(found.share_below * found.n_after),
        higher=round(found.share_above * found.n_after),
        n=found.n_after,
    )


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
        blocks.append(_left_out(len(found) - MOST_GAPS))
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
