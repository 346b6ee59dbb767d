"""Every change of the plan, and the ratings on both sides of it: described, never explained."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from diary_app.domain.amounts import DoseChange
from diary_app.domain.course import DecidedBy, Hold
from diary_app.domain.knowledge import Category, Entry
from diary_app.domain.moment import DAY
from diary_app.domain.plan import Plan
from diary_app.domain.trends import (
    DAYS_AFTER,
    DAYS_BEFORE,
    SKIPPED_AFTER,
    BeforeAfter,
    before_after,
)
from diary_app.frozen import dataclass
from diary_app.reports.ahead import hold_words
from diary_app.reports.given import Given
from diary_app.reports.pictures import changes_of
from diary_app.reports.report import Block, Elsewhere, Paragraph, Part, Section, Table
from diary_app.text import _, ngettext
from diary_app.wording.changes import change_labels
from diary_app.wording.days import day_words, short_full_day
from diary_app.wording.numbers import number
from diary_app.wording.schedules import schedule_words

MOST_ON_PAGE_1, MOST_CHANGES, MOST_COMPARED = 3, 12, 3
MOST_TREATED, MOST_EFFECTS = 4, 4
FEWER_ON_PAGE_1 = 2  # of what is treated, and of the side effects


@dataclass(frozen=True)
class _Change:
    """A line of the table: a new plan from a day on, or a hold."""

    day: date
    plan: Plan
    what: DoseChange | Hold


def what_changed(given: Given) -> Section:
    """For page 1: the newest changes, and the ratings around the latest of them."""
    found = _all(given)
    title = _("What changed")
    if not found:
        return Section(title, (Paragraph(_("No change of the plan in these days.")),))
    blocks: list[Block] = [_table(given, found[:MOST_ON_PAGE_1])]
    rest = len(found) - MOST_ON_PAGE_1
    if rest > 0:
        paged = ngettext("{n} more on page {page}.", "{n} more on page {page}.", rest)
        below = ngettext("{n} more further down.", "{n} more further down.", rest)
        blocks.append(
            Elsewhere(paged.format(n=rest, page="{page}"), below.format(n=rest), _all_title())
        )
    if given.wants(Part.SYMPTOMS):
        blocks += _latest(given, _compared(found))
    return Section(title, tuple(blocks))


def _latest(given: Given, compared: list[_Change]) -> tuple[Block, ...]:
    """The ratings around the latest change, and while those are few around the one before it."""
    symptoms = _symptoms(given, FEWER_ON_PAGE_1, FEWER_ON_PAGE_1)
    if not compared:
        return ()
    rated = [one for one in compared if any(row[-1] for row in _rows(given, [one], symptoms))]
    shown = dict.fromkeys([compared[0], *rated[:1]])
    return _around(given, shown, symptoms)


def all_changes(given: Given) -> tuple[Section, ...]:
    """For the pages behind: every change, and the ratings around the newest ones."""
    found = _all(given)
    if not found:
        return ()
    sections = []
    if len(found) > MOST_ON_PAGE_1:
        blocks: list[Block] = [_table(given, found[:MOST_CHANGES])]
        if len(found) > MOST_CHANGES:
            left = _("{n} earlier ones are in the diary.").format(n=len(found) - MOST_CHANGES)
            blocks.append(Paragraph(left, quiet=True))
        sections.append(Section(_all_title(), tuple(blocks)))
    compared = _compared(found)[:MOST_COMPARED]
    around: tuple[Block, ...] = ()
    if compared and given.wants(Part.SYMPTOMS):
        around = _around(given, compared, _symptoms(given, MOST_TREATED, MOST_EFFECTS))
    if around:
        caution = _(
            "Middle values of daily ratings, n is the number of rated days. Other things may also"
            " have changed; day-to-day ups and downs can be as large."
        )
        blocks = [*around, Paragraph(caution, quiet=True)]
        sections.append(Section(_("Before and after each dose change"), tuple(blocks)))
    return tuple(sections)


def _all_title() -> str:
    return _("All changes of the plan")


def _all(given: Given) -> list[_Change]:
    """Changes and holds of every medicine that begin on these days, the newest first."""
    found = []
    for plan in given.plans:
        found += [_Change(change.day, plan, change) for change in changes_of(given, plan)]
        found += [
            _Change(hold.days.since, plan, hold)
            for hold in plan.holds
            if hold.days.since in given.span.days
        ]
    return sorted(found, key=lambda one: one.day, reverse=True)


def _table(given: Given, found: Iterable[_Change]) -> Table:
    header = (_("From"), _("Medicine"), _("Plan"), _("Decided by"))
    return Table(header, tuple(_row(given, one) for one in found), strong=2)


def _row(given: Given, one: _Change) -> tuple[str, ...]:
    words, decided = _said(given, one)
    return (short_full_day(one.day), one.plan.medicine.name, words, decided)


def _said(given: Given, one: _Change) -> tuple[str, str]:
    """What changed, and who decided."""
    match one.what:
        case Hold() as hold:
            return hold_words(hold, given.year, by=False), _by(hold.decided_by, "")
        case DoseChange() as change:
            course = one.plan.course_on(change.day)
            given_as = None if course is None else course.prescription
            who = None if given_as is None else given_as.decided_by
            prescriber = "" if given_as is None else given_as.prescriber
            return _what_changed(one.plan, change), _by(who, prescriber)


def _by(decided: DecidedBy | None, prescriber: str) -> str:
    words = {
        DecidedBy.DOCTOR: _("doctor"),
        DecidedBy.ME: _("patient"),
        None: prescriber,
    }[decided]
    return words or _("not noted")


def _what_changed(plan: Plan, change: DoseChange) -> str:
    """25 → 30 mg a day; the schedule in words where there is no daily amount on both sides."""
    before, after = plan.course_on(change.day - DAY), plan.course_on(change.day)
    if after is None:
        return _("stopped")
    if change.before is not None and change.after is not None and change.before != change.after:
        return change_labels(change)[0]
    words = schedule_words(after.schedule)
    return _("started: {schedule}").format(schedule=words) if before is None else words


def _compared(found: Iterable[_Change]) -> list[_Change]:
    """The changes that have a plan on both sides: a start has nothing before it."""
    return [
        one for one in found if isinstance(one.what, DoseChange) and one.what.before is not None
    ]


def _symptoms(given: Given, treated: int, effects: int) -> tuple[Entry, ...]:
    """What is compared: what the medicine treats, and the side effects that were rated most."""
    return (*given.treated[:treated], *given.most_rated(Category.COMMON)[:effects])


def _around(
    given: Given, changes: Iterable[_Change], symptoms: tuple[Entry, ...]
) -> tuple[Block, ...]:
    """The ratings before and after each change; those too few to compare are named."""
    header = (
        _("Around the change"),
        _("Symptom"),
        ngettext("{n} day before", "{n} days before", DAYS_BEFORE).format(n=DAYS_BEFORE),
        _("Days {first} to {last} after").format(
            first=SKIPPED_AFTER + 1, last=SKIPPED_AFTER + DAYS_AFTER
        ),
        _("Days after, against the middle before"),
    )
    rows = _rows(given, changes, symptoms)
    enough = tuple(row for row in rows if row[-1])
    few: dict[str, list[str]] = {}
    for change, symptom, before, after, last in rows:
        if not last:
            few.setdefault(f"{change}: {before}, {after}", []).append(symptom)
    blocks: list[Block] = [Table(header, enough, strong=1)] if enough else []
    if few:
        said = "; ".join(f"{days} ({', '.join(names)})" for days, names in few.items())
        words = _("Too few ratings to compare: {list}.").format(list=said)
        blocks.append(Paragraph(words, quiet=True))
    if not rows:
        blocks.append(Paragraph(_("No symptom was rated around it."), quiet=True))
    return tuple(blocks)


def _rows(
    given: Given, changes: Iterable[_Change], symptoms: tuple[Entry, ...]
) -> list[tuple[str, ...]]:
    return [
        (_named(given, one), _with_scale(entry), *_sides(given, entry, one.day))
        for one in changes
        for entry in symptoms
    ]


def _named(given: Given, one: _Change) -> str:
    return f"{one.plan.medicine.name}, {day_words(one.day, given.year)}"


def _with_scale(entry: Entry) -> str:
    return f"{entry.label} 0\N{EN DASH}{entry.scale.highest}"


def _sides(given: Given, entry: Entry, day: date) -> tuple[str, str, str]:
    """Before, after, and how the days after lie; the last is "" with too few to compare."""
    found = before_after(given.points(entry.id), day)
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
