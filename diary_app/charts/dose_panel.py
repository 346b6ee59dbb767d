"""One medicine's doses under a time axis: bars for what was taken, a dotted line for the plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from statistics import median

from diary_app.charts.drawing import (
    LINE_HEIGHT,
    NOWHERE,
    Drawing,
    Panel,
    Point,
    end_label,
    lines_height,
    spread,
)
from diary_app.charts.series import DoseDay, DoseLine, Span
from diary_app.charts.timeline import draw_gaps, gaps
from diary_app.domain.days import Days
from diary_app.frozen import dataclass
from diary_app.text import _
from diary_app.wording.numbers import amount


@dataclass(frozen=True)
class DoseBar:
    """One bar over its days: the day's amounts, or the middle ones of a week or month.

    `n`: how many of its days have an amount taken.
    """

    days: Days
    taken: Decimal | None
    planned: Decimal | None
    complete: bool
    n: int = 1


def dose_bars(line: DoseLine, span: Span) -> tuple[DoseBar, ...]:
    """A bar a day, past a year a week, past three a month: the middle of the days recorded."""
    shown = [day for day in line.days if day.day in span.days]
    if not span.is_long:
        return tuple(DoseBar(Days.of(d.day), d.taken, d.planned, d.complete) for d in shown)
    rows: dict[date, list[DoseDay]] = {}
    for day in shown:
        rows.setdefault(span.row_of(day.day), []).append(day)
    return tuple(_row_bar(span, first, days) for first, days in sorted(rows.items()))


def _row_bar(span: Span, first: date, days: Sequence[DoseDay]) -> DoseBar:
    taken = [day.taken for day in days if day.taken is not None]
    planned = [day.planned for day in days if day.planned is not None]
    return DoseBar(
        span.row_days(first).clipped(span.days),
        median(taken) if taken else None,
        median(planned) if planned else None,
        complete=sum(day.complete for day in days) * 2 > len(days),
        n=len(taken),
    )


def top_of(bars: Iterable[DoseBar]) -> Decimal:
    """The largest amount of the panel, planned or taken; 0 where there is none."""
    amounts = [a for bar in bars for a in (bar.taken, bar.planned) if a is not None]
    return max(amounts, default=Decimal(0))


def dose_panel(
    bars: Sequence[DoseBar], span: Span, edges: tuple[float, float], top: float, bottom: float
) -> Panel:
    """The panel from 0 to its largest amount."""
    high = float(top_of(bars)) or 1.0
    return Panel(edges[0], top, edges[1], bottom, 0, span.days.count, 0, high * 1.06)


def draw_doses(
    drawing: Drawing, panel: Panel, line: DoseLine, bars: Sequence[DoseBar], span: Span
) -> None:
    """The bars, the plan, and the axis marks: 0, the largest, and what is planned at the end."""
    colors = drawing.look.palette
    ground = panel.y(0)
    if not line.is_pump:
        known = {d.day for d in line.days if d.taken is not None or not d.awaited}
        draw_gaps(drawing, panel, span, gaps(known, span))
    drawing.strokes([((panel.left, ground), (panel.right, ground))], colors.grid)
    taken, open_boxes = [], []
    for bar in bars:
        left, right = _sides(panel, span, bar)
        if bar.taken is None:
            if not (line.is_pump or bar.complete) and bar.planned:
                open_boxes.append((left, panel.y(float(bar.planned)), right, ground))
            continue
        # A day on which nothing was taken is known: it keeps a foot, unlike a day without a record.
        top = min(panel.y(float(bar.taken)), ground - drawing.look.gap(1.2))
        taken.append((left, top, right, ground))
        if not bar.complete and bar.planned is not None and bar.planned > bar.taken:
            open_boxes.append((left, panel.y(float(bar.planned)), right, top))
    drawing.boxes(open_boxes, colors.pale, edge=colors.bar, width=0.6)
    drawing.boxes(taken, colors.bar)
    drawing.line(_plan_line(panel, span, bars), colors.text, width=1.3, dash=(1.0, 1.3))
    _draw_amounts(drawing, panel, line, bars)


def _sides(panel: Panel, span: Span, bar: DoseBar) -> tuple[float, float]:
    """Left and right of a bar, with a gap between bars where there is room for one."""
    left, right = panel.x(span.x(bar.days.since)), panel.x(span.x(bar.days.end))
    air = (right - left) * 0.14 if right - left > 2.5 else 0.0
    return left + air, right - air


def _plan_line(panel: Panel, span: Span, bars: Sequence[DoseBar]) -> list[Point]:
    """The plan as steps; where nothing is planned the line stops."""
    points: list[Point] = []
    for number, bar in enumerate(bars):
        if number and bars[number - 1].days.end < bar.days.since:
            points.append(NOWHERE)
        if bar.planned is None:
            points.append(NOWHERE)
            continue
        y = panel.y(float(bar.planned))
        points += [(panel.x(span.x(bar.days.since)), y), (panel.x(span.x(bar.days.end)), y)]
    return points


def _draw_amounts(drawing: Drawing, panel: Panel, line: DoseLine, bars: Sequence[DoseBar]) -> None:
    look = drawing.look
    largest = top_of(bars)
    marks = [(panel.y(0), "0")]
    if largest:
        marks.append((panel.y(float(largest)), amount(largest, line.unit)))
    for y, words in marks:
        at = (panel.left - look.gap(6), y)
        drawing.text(at, words, size=look.small, color=look.palette.muted, across="right")


def dose_names(bars: Sequence[DoseBar], colors: tuple[str, str]) -> list[tuple[str, str]]:
    """(name, colour) of what the panel shows: planned, taken, open boxes where there are any."""
    strong, quiet = colors
    names = []
    if any(bar.planned is not None for bar in bars):
        names.append((_("planned"), strong))
    if any(bar.taken is not None for bar in bars):
        names.append((_("taken"), quiet))
    if any(not bar.complete and (bar.taken is not None or bar.planned) for bar in bars):
        names.append((_("□ not recorded"), quiet))
    return names


def draw_dose_names(
    drawing: Drawing, panel: Panel, bars: Sequence[DoseBar], room: float, low: float
) -> None:
    """The names at the end of the panel, nearest to what they name, no lower than `low`."""
    look = drawing.look
    named = dose_names(bars, (look.palette.text, look.palette.muted))
    if not named:
        return
    last = next((bar for bar in reversed(bars) if bar.planned is not None), None)
    top = panel.y(float(last.planned)) if last and last.planned is not None else panel.top
    step = look.small * LINE_HEIGHT
    below = [panel.bottom - step * (len(named) - n - 0.5) for n in range(1, len(named))]
    wanted = [top, *(max(top + 0.01 * n, y) for n, y in enumerate(below, 1))]
    blocks = [end_label(words, look.small, room) for words, _color in named]
    heights = [lines_height(len(block), look.small) for block in blocks]
    middles = spread(wanted[: len(named)], heights, panel.top - look.gap(4), low)
    for (_words, color), block, middle, height in zip(named, blocks, middles, heights, strict=True):
        y = middle - height / 2 + look.small * LINE_HEIGHT / 2
        at = (panel.right + look.gap(6), y)
        drawing.lines(at, block, size=look.small, color=color, bold=True)
