"""The summary of a stretch of days, from plain values. No clock, no file, no drawing of pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from diary_app import __version__
from diary_app.charts.series import Span
from diary_app.domain.days import Days
from diary_app.domain.flag import Flag
from diary_app.domain.history import History
from diary_app.domain.knowledge import KnowledgeBase
from diary_app.domain.moment import DAY, Moment
from diary_app.reports.about_me import about_me
from diary_app.reports.changed import all_changes, what_changed
from diary_app.reports.clinic import clinic, falls, helped
from diary_app.reports.doses import doses_section
from diary_app.reports.given import Given
from diary_app.reports.medicine_now import medicine_now
from diary_app.reports.own_things import own_things, where
from diary_app.reports.page_two import dose_and_symptoms, long_gaps, methods, noted
from diary_app.reports.report import (
    Block,
    Numbered,
    Paragraph,
    Part,
    Report,
    ReportOptions,
    Section,
)
from diary_app.reports.serious import earlier_events, serious_events
from diary_app.reports.symptoms import benefit, side_effects
from diary_app.text import _, ngettext
from diary_app.wording.days import days_words, moment_words, short_full_day
from diary_app.wording.numbers import listed


def build(
    history: History,
    knowledge: KnowledgeBase,
    flags: Sequence[Flag],
    period: Span,
    now: Moment,
    options: ReportOptions,
    first_entry: date | None = None,
) -> Report:
    """The summary of the days `[period.first, period.end)`; days after today are left out, and so
    are those before `first_entry`, the day of the first record, unless they begin with a visit.

    `history` holds the records of `given.needed(period.days)`. The same values give the same
    report.
    """
    end = max(min(period.end, now.day + DAY), period.first + timedelta(days=1))
    first = period.first
    if first_entry is not None and first < first_entry < end and first != options.visit:
        first = first_entry
    span = Span(Days(first, end))
    given = Given(history, knowledge, tuple(flags), span, now, options)
    effects, more_effects = side_effects(given)
    return Report(
        title=_("Medication diary summary"),
        about=_about(given, since_first_entry=first > period.first),
        origin=_("Recorded by the patient, not verified"),
        made=_("made {at}").format(at=moment_words(now, 0)),
        sections=_first_page(given, effects),
        more=_second_page(given, more_effects),
        footer=_footer(),
        page_words=_("page {n} of {total}"),
        made_at=now,
        paper=options.paper,
        keywords=tuple(plan.medicine.name for plan in given.plans),
    )


def _about(given: Given, *, since_first_entry: bool) -> str:
    options, span = given.options, given.span
    n = span.days.count
    length = ngettext("{n} day", "{n} days", n)
    if since_first_entry:
        length = ngettext("{n} day, since the first entry", "{n} days, since the first entry", n)
    elif options.visit == span.first:
        length = ngettext("{n} day, since the last visit", "{n} days, since the last visit", n)
    length = length.format(n=n)
    born = ""
    if options.born is not None:
        born = _("born {day}").format(day=short_full_day(options.born))
    return listed([options.name.strip(), born, f"{days_words(span.days)} ({length})"])


def _first_page(given: Given, effects: Section) -> tuple[Section, ...]:
    found = [serious_events(given)]
    if given.wants(Part.QUESTIONS):
        found.append(_questions(given))
    if given.wants(Part.MEDICINES):
        found += [medicine_now(given), what_changed(given)]
    if given.wants(Part.DOSES):
        found.append(doses_section(given))
    if given.wants(Part.SYMPTOMS):
        found += [benefit(given), effects]
    return (*found, about_me(given))


def _questions(given: Given) -> Section:
    questions = tuple(words for words in given.options.questions if words.strip())
    said: Block = Numbered(questions) if questions else Paragraph(_("None written down."))
    return Section(_("My questions"), (said,))


def _second_page(given: Given, more_effects: tuple[Section, ...]) -> tuple[Section, ...]:
    found = [*earlier_events(given)]
    if given.wants(Part.SYMPTOMS):
        found += [*dose_and_symptoms(given), *more_effects]
    found += [*own_things(given), *where(given), *clinic(given), *falls(given), *helped(given)]
    if given.wants(Part.MEDICINES):
        found += all_changes(given)
    if given.wants(Part.DOSES):
        found += long_gaps(given)
    return (*found, *noted(given), methods())


def _footer() -> str:
    return _(
        "Associations are not proof of cause. Days without entries are unknown, not symptom-free."
        " Definitions on the last page. Dose Diary {version}"
    ).format(version=__version__)
