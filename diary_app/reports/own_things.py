"""What the patient tracks of their own, and where on the body: from page 2 on."""

from __future__ import annotations

from decimal import Decimal

from diary_app.charts.body import BodyView, body_chart
from diary_app.charts.style import Look
from diary_app.domain.knowledge import Entry
from diary_app.domain.trends import number_figures, points_of, ratings
from diary_app.domain.where import region_figures
from diary_app.reports.given import Given
from diary_app.reports.pictures import of_chart, small_picture
from diary_app.reports.report import Block, Paragraph, Part, Pictures, Section, Table
from diary_app.reports.symptoms import first_and_last, scale_words
from diary_app.text import _, ngettext
from diary_app.wording.numbers import number
from diary_app.wording.symptoms import measured

MOST_PICTURES = 6
_WIDTH = 520.0  # points: the page between its margins, so the figure is as large as it is drawn


def own_things(given: Given) -> tuple[Section, ...]:
    """The own things that were rated on these days and may stand on the paper, most rated first."""
    entries = _shown(given)
    if not entries or not given.wants(Part.SYMPTOMS):
        return ()
    drawn, rest = entries[:MOST_PICTURES], entries[MOST_PICTURES:]
    blocks: list[Block] = []
    if given.wants(Part.CHARTS):
        pictures = tuple(small_picture(given, e, _scale(e), _figures(given, e)) for e in drawn)
        blocks.append(Pictures(pictures))
    else:
        rest = entries
    if rest:
        header = (_("What"), _("Scale"), _("Figures"))
        rows = tuple((e.label, _scale(e), _figures(given, e)) for e in rest)
        blocks.append(Table(header, rows))
    aside = _("chosen and named by the patient")
    return (Section(_("What the patient tracks"), tuple(blocks), aside=aside),)


def _shown(given: Given) -> tuple[Entry, ...]:
    wanted = {one.id for one in given.history.tracked if one.on_paper}
    own = [e for e in given.knowledge.entries if e.own and e.id in wanted]
    days = {entry.id: given.rated_days(entry) for entry in own}
    return tuple(e for e in sorted(own, key=lambda e: -days[e.id]) if days[e.id])


def _scale(entry: Entry) -> str:
    if entry.scale.counted:
        return _("how many times")
    if entry.scale.measured:
        return entry.scale.unit
    if entry.scale.highest == 1:
        return ""
    return scale_words(entry)


def _figures(given: Given, entry: Entry) -> str:
    """What the ratings come to, with what that rests on."""
    days = given.span.days
    if entry.scale.is_open:
        own = number_figures(entry.id, given.seen(entry.id), days, entry.scale.unit)
        if own.median is None or own.least is None or own.most is None:
            return _("none in this unit")
        words = ngettext(
            "middle {middle}, {low} to {high}, {n} day",
            "middle {middle}, {low} to {high}, {n} days",
            own.days,
        )
        return words.format(
            middle=_value(own.median, own.unit),
            low=number(own.least),
            high=_value(own.most, own.unit),
            n=own.days,
        )
    if entry.scale.highest == 1:
        rated = ratings(given.seen(entry.id), entry.id, days)
        points, yes = points_of(rated), {one.at.day for one in rated if one.value}
        words = ngettext("yes on {n} of {of} day", "yes on {n} of {of} days", len(points))
        return words.format(n=len(yes), of=len(points))
    return first_and_last(given, entry)


def _value(value: Decimal, unit: str) -> str:
    return measured(round(value, 2), unit)


def where(given: Given) -> tuple[Section, ...]:
    """Where on the body it was, all symptoms together: the picture, and how many days each area."""
    figures = region_figures(given.history.observations, given.span.days)
    if not figures or not given.wants(Part.SYMPTOMS):
        return ()
    view = BodyView(given.span, figures, ())
    chart = body_chart(view, Look("paper", text_scale=0.66, width=_WIDTH))
    blocks: list[Block] = [Paragraph(chart.words.headline)]
    if given.wants(Part.CHARTS):
        blocks.append(Pictures((of_chart(chart),), wide=True))
    blocks.append(Table(chart.table.header, chart.table.rows, strong=1))
    aside = _("left and right are the patient's own")
    return (Section(_("Where on the body"), tuple(blocks), aside=aside),)
