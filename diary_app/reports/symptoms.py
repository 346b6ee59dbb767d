"""What the medicine is for as small pictures, and the side effects as a table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from diary_app.domain.days import Days
from diary_app.domain.knowledge import Category, Entry
from diary_app.domain.symptom import Observation
from diary_app.domain.trends import Period, SymptomFigures, period, symptom_figures
from diary_app.frozen import dataclass
from diary_app.reports.given import Given
from diary_app.reports.pictures import small_picture
from diary_app.reports.report import Block, Elsewhere, Paragraph, Part, Pictures, Section, Table
from diary_app.text import _, ngettext
from diary_app.wording.days import day_words, listed_days
from diary_app.wording.numbers import listed, number

MOST_PICTURES, MOST_ROWS = 4, 8
TWO_WEEKS = timedelta(days=14)


def benefit(given: Given) -> Section:
    """The four most rated of what the medicine treats: pictures, and the numbers over them."""
    entries = given.treated[:MOST_PICTURES]
    title = _("What the medicine is for")
    if not entries:
        nothing = _("Nothing was rated: no stiffness, spasms, pain, sleep or the like.")
        return Section(title, (Paragraph(nothing),))
    if not given.wants(Part.CHARTS):
        header = (_("Symptom"), _("Scale"), _("Middle value (middle half)"))
        rows = tuple((e.label, scale_words(e), first_and_last(given, e)) for e in entries)
        return Section(title, (Table(header, rows), Paragraph(_numbers(given), quiet=True)))
    drawn = tuple(
        small_picture(given, e, scale_words(e), first_and_last(given, e)) for e in entries
    )
    dots = _("dots: every rating, thick line: weekly middle value, grey: nothing recorded")
    if given.span.is_long:
        dots = _("dots: weekly middle values of weeks with 4 rated days or more")
    if given.span.by_month:
        dots = _("dots: monthly middle values of months with 7 rated days or more")
    return Section(title, (Pictures(drawn, _numbers(given)),), aside=dots)


def _numbers(given: Given) -> str:
    """What the numbers beside the symptoms are."""
    if given.span.days.count < 2 * TWO_WEEKS.days:
        return _("The numbers: the middle value and, in brackets, the middle half.")
    return _(
        "The numbers: the middle value and, in brackets, the middle half of the first 14 days, then"
        " of the last 14."
    )


def scale_words(entry: Entry) -> str:
    """0–10, and which end is best where it is not the lower one."""
    ends = f"0–{entry.scale.highest}"
    if not entry.scale.best:
        return ends
    return _("{range} ({best} best)").format(range=ends, best=entry.scale.best)


def first_and_last(given: Given, entry: Entry) -> str:
    """6 (5-7), then 4 (3-5): the first and the last 14 days; one value for a short period."""
    span = given.span
    points = given.points(entry.id)
    if span.days.count < 2 * TWO_WEEKS.days:
        return _middle(period(points, span.days))
    first = period(points, Days(span.first, span.first + TWO_WEEKS))
    last = period(points, Days(span.end - TWO_WEEKS, span.end))
    words = _("{first}, then {last}")
    return words.format(first=_middle(first), last=_middle(last))


def _middle(found: Period) -> str:
    if found.median is None or found.low_quartile is None or found.high_quartile is None:
        return ngettext("{n} of {of} day rated", "{n} of {of} days rated", found.days).format(
            n=found.n, of=found.days
        )
    low, high = number(found.low_quartile), number(found.high_quartile)
    return f"{number(found.median)} ({low}–{high})"


@dataclass(frozen=True)
class _Effect:
    """A side effect in the period: its figures, its burden in severity-days, the period before."""

    label: str
    now: SymptomFigures
    burden: int
    before: SymptomFigures


def side_effects(given: Given) -> tuple[Section, tuple[Section, ...]]:
    """The eight that weighed most, days times severity, for page 1; the others for page 2."""
    found = _effects(given)
    if len(found) <= MOST_ROWS:
        return _first_effects(given, found), ()
    more = Section(_others(), (_table(given, found, found[MOST_ROWS:]),))
    return _first_effects(given, found), (more,)


def _others() -> str:
    return _("Other side effects")


def _first_effects(given: Given, found: list[_Effect]) -> Section:
    title, falls = _("Side effects and falls"), Paragraph(_falls(given))
    if not found:
        days = given.entry_days()
        words = ngettext(
            "None recorded; there are entries on {n} day of {of}.",
            "None recorded; there are entries on {n} days of {of}.",
            days,
        )
        none = Paragraph(words.format(n=days, of=given.span.days.count))
        return Section(title, (none, falls))
    blocks: list[Block] = [_table(given, found, found[:MOST_ROWS])]
    rest = len(found) - MOST_ROWS
    if rest > 0:
        paged = ngettext("{n} more on page {page}.", "{n} more on page {page}.", rest)
        below = ngettext("{n} more further down.", "{n} more further down.", rest)
        blocks.append(
            Elsewhere(paged.format(n=rest, page="{page}"), below.format(n=rest), _others())
        )
    return Section(title, (*blocks, falls))


def _falls(given: Given) -> str:
    """How many falls are recorded and when; a knock to the head is said with its day."""
    found = [fall for fall in given.history.falls if given.inside(fall.at)]
    if not found:
        return _("Falls: none recorded.")
    head = {fall.at.day for fall in found if fall.head}
    words = ngettext("{n} fall recorded: {days}", "{n} falls recorded: {days}", len(found))
    said = words.format(n=len(found), days=listed_days({f.at.day for f in found}, given.year))
    if head:
        knocks = _("with a knock to the head: {days}")
        said = listed([said, knocks.format(days=listed_days(head, given.year))])
    return said


def _effects(given: Given) -> list[_Effect]:
    span, checks = given.span, given.history.checks
    before = span.days.preceding()
    found = []
    for entry in given.knowledge.entries:
        if entry.category in (Category.TREATED, Category.OWN) or entry.serious:
            continue
        seen = given.seen(entry.id)
        figures = symptom_figures(entry.id, seen, checks, span.days)
        if figures.present:
            earlier = symptom_figures(entry.id, seen, checks, before)
            found.append(_Effect(entry.label, figures, _burden(given, seen), earlier))
    return sorted(found, key=lambda effect: (-effect.burden, -effect.now.present, effect.label))


def _burden(given: Given, seen: Iterable[Observation]) -> int:
    """Severity-days: the highest severity of each day added up; present without one counts 1."""
    worst: dict[date, int] = {}
    for one in seen:
        if not given.inside(one.at):
            continue
        value = 1 if one.rating is None else one.rating
        worst[one.at.day] = max(value, worst.get(one.at.day, 0))
    return sum(worst.values())


def _table(given: Given, found: list[_Effect], shown: list[_Effect]) -> Table:
    compared = any(effect.before.asked for effect in found)
    header = [
        _("Symptom"),
        _("Days reported"),
        _("Middle severity when present (0–4)"),
        _("Worst"),
        _("Days at 3 or more"),
    ]
    if compared:
        header.append(
            ngettext(
                "Days reported, {n} day before",
                "Days reported, {n} days before",
                given.span.days.count,
            ).format(n=given.span.days.count)
        )
    rows = tuple(_row(given, effect, compared=compared) for effect in shown)
    return Table(tuple(header), rows)


def _row(given: Given, effect: _Effect, *, compared: bool) -> tuple[str, ...]:
    now, before = effect.now, effect.before
    of = _("{n} of {of}")
    worst = now.worst
    middle = now.median_when_present
    row = [
        effect.label,
        of.format(n=now.present, of=now.asked),
        _("not rated") if middle is None else number(middle),
        _("not rated")
        if worst is None
        else listed([str(worst.value), day_words(worst.at.day, given.year)]),
        str(now.days_at_3_or_more),
    ]
    if compared:
        row.append(of.format(n=before.present, of=before.asked) if before.asked else _("no data"))
    return tuple(row)
