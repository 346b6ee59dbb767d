"""The summary of a stretch of days, from plain values. No clock, no file, no drawing of pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from diary_app import __version__
from diary_app.charts.series import Span
from diary_app.domain.days import Days
from diary_app.domain.flag import Flag
from diary_app.domain.history import History
from diary_app.domain.knowledge import KnowledgeBase
from diary_app.domain.moment import DAY, Moment
from diary_app.reports.clinic import clinic, falls, helped
from diary_app.reports.doses import doses_section
from diary_app.reports.given import Given
from diary_app.reports.medicine_now import medicine_now
from diary_app.reports.own_things import own_things, where
from diary_app.reports.page_two import changes, dose_and_symptoms, long_gaps, methods, noted
from diary_app.reports.report import Numbered, Part, Report, ReportOptions, Section
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
) -> Report:
    """The summary of the days `[period.first, period.end)`; days after today are left out.

    `history` holds the records of `given.needed(period.days)`. The same values give the same
    report.
    """
    end = max(min(period.end, now.day + DAY), period.first + timedelta(days=1))
    span = Span(Days(period.first, end))
    given = Given(history, knowledge, tuple(flags), span, now, options)
    effects, more_effects = side_effects(given)
    return Report(
        title=_("Medication diary summary"),
        about=_about(given),
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


def _about(given: Given) -> str:
    options, span = given.options, given.span
    length = ngettext("{n} day", "{n} days", span.days.count).format(n=span.days.count)
    born = ""
    if options.born is not None:
        born = _("born {day}").format(day=short_full_day(options.born))
    return listed([options.name.strip(), born, f"{days_words(span.days)} ({length})"])


def _first_page(given: Given, effects: Section) -> tuple[Section, ...]:
    found = [serious_events(given)]
    questions = tuple(words for words in given.options.questions if words.strip())
    if questions and given.wants(Part.QUESTIONS):
        found.append(Section(_("My questions"), (Numbered(questions),)))
    if given.wants(Part.MEDICINES):
        found.append(medicine_now(given))
    if given.wants(Part.DOSES):
        found.append(doses_section(given))
    if given.wants(Part.SYMPTOMS):
        found += [benefit(given), effects]
    return tuple(found)


def _second_page(given: Given, more_effects: tuple[Section, ...]) -> tuple[Section, ...]:
    found = [*earlier_events(given)]
    if given.wants(Part.SYMPTOMS):
        found += [*dose_and_symptoms(given), *more_effects]
    found += [*own_things(given), *where(given), *clinic(given), *falls(given), *helped(given)]
    if given.wants(Part.MEDICINES):
        found += changes(given)
    if given.wants(Part.DOSES):
        found += long_gaps(given)
    return (*found, *noted(given), methods())


def _footer() -> str:
    return _(
        "Associations are not proof of cause. Days without entries are unknown, not symptom-free."
        " Definitions on the last page. Dose Diary {version}"
    ).format(version=__version__)
