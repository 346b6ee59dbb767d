"""How much stiffness troubled in each part of the day, as the week's diary of a clinic has it."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from diary_app.charts.chart import Chart, Table, Words
from diary_app.charts.drawing import Drawing, lines_height
from diary_app.charts.heading import empty_chart, heading
from diary_app.charts.series import Span
from diary_app.charts.style import Look, drawing_rules, mixed, readable, width_of
from diary_app.domain.measure import DayDiary, DayPart, Measure
from diary_app.frozen import dataclass
from diary_app.text import _, ngettext, small, within
from diary_app.wording.days import short_day, short_full_day, spelled_span
from diary_app.wording.measures import part_names, value_of_measure
from diary_app.wording.numbers import number

MOST_DAYS = 28  # drawn; the table has all
FEWEST = 4  # answers of a part before its middle is said


@dataclass(frozen=True)
class PartsView:
    """The days that have an answer, of the days of a span."""

    span: Span
    days: tuple[DayDiary, ...]


def parts_chart(view: PartsView, look: Look) -> Chart:
    """A row a day, a column for each part: the number, and a darker field the more it troubled."""
    asked = tuple(day for day in view.days if any(part is not None for part in day.parts))
    if not asked:
        return empty_chart(
            _("How much stiffness troubles you in each part of the day will be here."), look
        )
    words = parts_words(view.span, asked)
    shown = asked[-MOST_DAYS:]
    with drawing_rules():
        head = heading(words, look)
        row = look.gap(20) if len(shown) <= 14 else look.gap(16)
        top = head.height + lines_height(2, look.small) + look.gap(8)
        drawing = Drawing(look, top + row * len(shown) + lines_height(2, look.small))
        head.draw(drawing)
        _draw_grid(drawing, shown, top, row)
    alt = _("Stiffness over the parts of the day. {words}").format(words=words)
    return Chart(drawing.figure, words, parts_table(asked), alt)


def _draw_grid(drawing: Drawing, days: Sequence[DayDiary], top: float, row: float) -> None:
    look, colors = drawing.look, drawing.look.palette
    labels = [short_day(day.day) for day in days]
    left = max(width_of(label, look.small) for label in labels) + look.gap(16)
    wide = (look.width - left - look.gap(8)) / len(DayPart)
    names = part_names()
    room = max(width_of(names[part], look.small) for part in DayPart)
    for number_, part in enumerate(DayPart):
        # Where the names are wider than their columns every second one stands a line higher.
        higher = look.small * 1.3 if room > wide and number_ % 2 else 0.0
        at = (left + (number_ + 0.5) * wide, top - look.gap(10) - higher)
        drawing.text(at, names[part], size=look.small, color=colors.muted, across="center")
    for line, (day, label) in enumerate(zip(days, labels, strict=True)):
        y = top + line * row
        at = (left - look.gap(8), y + row / 2)
        drawing.text(at, label, size=look.small, color=colors.muted, across="right")
        for column, value in enumerate(day.parts):
            box = (left + column * wide + 1, y + 1, left + (column + 1) * wide - 1, y + row - 1)
            if value is None:
                drawing.boxes([box], colors.card, edge=colors.grid)
                continue
            share = (value - 1) / 3
            face = mixed(colors.card, colors.lines[0], share)
            drawing.boxes([box], face, edge=colors.bar)
            middle = ((box[0] + box[2]) / 2, y + row / 2)
            color = readable(face, (colors.card, colors.text))
            drawing.text(middle, str(value), size=look.small, color=color, across="center")


def parts_words(span: Span, days: Sequence[DayDiary]) -> Words:
    """The part that troubled most and least, where enough days say so."""
    middles = _middles(days)
    names = part_names()
    rests = [spelled_span(span.days) + "."]
    rests.append(
        ngettext("Answered on {n} day.", "Answered on {n} days.", len(days)).format(n=len(days))
    )
    one, four = (small(value_of_measure(Measure.TROUBLED, value)) for value in (1, 4))
    rests.append(_("1 is {one}, 4 is {four}.").format(one=one, four=four))
    known = {part: middle for part, middle in middles.items() if middle is not None}
    if len(known) < 2 or len(set(known.values())) < 2:
        return Words(_("There is not enough yet to compare the parts of the day."), " ".join(rests))
    most, least = (pick(known, key=lambda part: known[part]) for pick in (max, min))
    headline = _("Middle value highest: {most} ({high}); lowest: {least} ({low}).").format(
        most=within(names[most]),
        high=number(known[most]),
        least=within(names[least]),
        low=number(known[least]),
    )
    return Words(headline, " ".join(rests))


def _middles(days: Sequence[DayDiary]) -> dict[DayPart, float | None]:
    found: dict[DayPart, float | None] = {}
    for column, part in enumerate(DayPart):
        values = [day.parts[column] for day in days if day.parts[column] is not None]
        answered = [value for value in values if value is not None]
        found[part] = float(median(answered)) if len(answered) >= FEWEST else None
    return found


def parts_table(days: Sequence[DayDiary]) -> Table:
    """Every day with its six answers."""
    header = (_("Day"), *part_names().values())
    rows = tuple(
        (
            short_full_day(day.day),
            *(_("not recorded") if value is None else str(value) for value in day.parts),
        )
        for day in days
    )
    return Table(header, rows)
