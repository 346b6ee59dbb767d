"""What a spasticity clinic asks, falls, and whether doses helped: from page 2 on."""

from __future__ import annotations

from datetime import timedelta
from statistics import median

from diary_app.charts.parts import PartsView, parts_chart, parts_table
from diary_app.charts.style import Look
from diary_app.domain.days import Days
from diary_app.domain.fall import Fall
from diary_app.domain.helped import figures
from diary_app.domain.measure import Goal, Measure, Measurement, week_of
from diary_app.reports.given import Given
from diary_app.reports.pictures import of_chart
from diary_app.reports.report import Block, Paragraph, Part, Pictures, Section, Table
from diary_app.text import _, ngettext
from diary_app.wording.days import day_words, moment_words
from diary_app.wording.measures import helped_words, measure_names, value_of_measure
from diary_app.wording.numbers import number

MOST_FALLS, WEEK = 12, 7
_WIDTH = 520.0


def clinic(given: Given) -> tuple[Section, ...]:
    """The clinic measures: the week's diary as a clinic hands it out, steps, change and goals."""
    if not given.wants(Part.SYMPTOMS):
        return ()
    found = [one for one in given.history.measurements if given.inside(one.at)]
    blocks = [*_week(given), *_steps(given, found), *_goals(given, found)]
    if not blocks:
        return ()
    aside = _("in the diary's own words, no licensed scale")
    return (Section(_("What the clinic asks"), tuple(blocks), aside=aside),)


def _week(given: Given) -> list[Block]:
    diary = week_of(given.history.measurements, given.span.days)
    asked = [day for day in diary if any(part is not None for part in day.parts)]
    if not asked:
        return []
    named = measure_names()[Measure.TROUBLED]
    blocks: list[Block] = [
        Paragraph(_("{measure}: the last days with an answer.").format(measure=named))
    ]
    table = parts_table(asked[-WEEK:])
    blocks.append(Table(table.header, table.rows))
    if given.wants(Part.CHARTS) and len(asked) >= WEEK:
        chart = parts_chart(
            PartsView(given.span, diary), Look("paper", text_scale=0.7, width=_WIDTH)
        )
        blocks += [Pictures((of_chart(chart),), wide=True), Paragraph(str(chart.words), quiet=True)]
    return blocks


def _steps(given: Given, found: list[Measurement]) -> list[Block]:
    """How often spasms came, and the change since the visit: the latest, and the middle."""
    rows = []
    for measure in (Measure.SPASM_FREQUENCY, Measure.CHANGE):
        own = [one for one in found if one.measure is measure]
        if own:
            # Steps are in order and no more: of two middle ones the lower is said.
            middle = sorted(one.value for one in own)[(len(own) - 1) // 2]
            rows.append(
                (
                    measure_names()[measure],
                    value_of_measure(measure, own[-1].value),
                    day_words(own[-1].at.day, given.year),
                    value_of_measure(measure, middle),
                    str(len(own)),
                )
            )
    header = (_("What was asked"), _("Latest answer"), _("On"), _("Middle answer"), _("Answers"))
    return [Table(header, tuple(rows), strong=1)] if rows else []


def _goals(given: Given, found: list[Measurement]) -> list[Block]:
    rows = [row for goal in given.history.goals if (row := _goal(given, goal, found))]
    if not rows:
        return []
    header = (_("Goal, 0 to 10"), _("First"), _("Latest"), _("Middle value"), _("Answers"))
    return [Table(header, tuple(rows), strong=2)]


def _goal(given: Given, goal: Goal, found: list[Measurement]) -> tuple[str, ...] | None:
    own = [one for one in found if one.part == goal.id]
    over = goal.until is not None and goal.until <= given.span.first
    if over or (not own and goal.since >= given.span.end):
        return None
    words = goal.words if goal.until is None else _("{goal} (ended)").format(goal=goal.words)
    if not own:
        return words, "", _("not rated"), "", "0"
    first, last = own[0], own[-1]
    dated = _("{value} on {day}")
    return (
        words,
        dated.format(value=first.value, day=day_words(first.at.day, given.year)),
        dated.format(value=last.value, day=day_words(last.at.day, given.year)),
        number(float(median(one.value for one in own))),
        str(len(own)),
    )


def falls(given: Given) -> tuple[Section, ...]:
    """Every fall with its date, the latest first, and how many there were."""
    found = [fall for fall in given.history.falls if given.inside(fall.at)]
    if not found:
        return ()
    found.sort(key=lambda fall: fall.at, reverse=True)
    days = given.span.days
    before = Days(days.since - timedelta(days=days.count), days.since)
    earlier = sum(fall.at.day in before for fall in given.history.falls)
    count = ngettext("{n} fall", "{n} falls", len(found)).format(n=len(found))
    aside = _("{count}; in the {days} days before: {n}").format(
        count=count, days=days.count, n=earlier
    )
    header = (_("When"), _("Where"), _("Just before"), _("Hurt"), _("Head"))
    rows = tuple(_fall(fall, given.year) for fall in found[:MOST_FALLS])
    blocks: list[Block] = [Table(header, rows)]
    if len(found) > MOST_FALLS:
        blocks.append(
            Paragraph(
                _("{n} earlier ones are in the diary.").format(n=len(found) - MOST_FALLS),
                quiet=True,
            )
        )
    return (Section(_("Falls"), tuple(blocks), aside=aside),)


def _fall(fall: Fall, year: int) -> tuple[str, ...]:
    head = _("knocked") if fall.head else ""
    return moment_words(fall.at, year), fall.place, fall.before, fall.hurt, head


def helped(given: Given) -> tuple[Section, ...]:
    """What the doses did that were taken when needed, with the days and answers they rest on."""
    if not given.wants(Part.DOSES):
        return ()
    lines = []
    for plan in given.plans:
        doses = given.history.doses_of(plan.medicine.id)
        own = figures(plan, doses, given.history.helped, given.span.days)
        if own.doses:
            lines.append(helped_words(plan.medicine.name, own))
    if not lines:
        return ()
    return (
        Section(_("Did doses help that were taken when needed?"), tuple(map(Paragraph, lines))),
    )
