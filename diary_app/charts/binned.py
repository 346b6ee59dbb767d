"""Ratings over bins of anything but the calendar: dots sized by how many, a bar at each middle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

from diary_app.charts.axis import Axis
from diary_app.charts.drawing import LINE_HEIGHT, Drawing, Panel
from diary_app.charts.style import Look, width_of
from diary_app.frozen import dataclass

FEWEST = 4  # values a bin needs before its middle is drawn (clinical.md 5.3)


@dataclass(frozen=True)
class Bin:
    """The values of one bin, and its name under the axis."""

    label: str
    values: tuple[float, ...]

    def middle(self, fewest: int = FEWEST) -> float | None:
        """The median, None with fewer than `fewest` values."""
        return float(median(self.values)) if len(self.values) >= fewest else None


def counted_days(bins: Iterable[Bin]) -> tuple[int, int] | None:
    """The fewest and the most values that one dot stands for, None without a value."""
    counts = [n for found in bins for n in Counter(found.values).values()]
    return (min(counts), max(counts)) if counts else None


def axis_room(axis: Axis, look: Look) -> float:
    """The room at the left of a panel for what is named on its scale."""
    widest = max(width_of(words, look.small) for _value, words in axis.marks)
    return max(widest + look.gap(12), look.gap(30))


def draw_bins(
    drawing: Drawing,
    panel: Panel,
    bins: Sequence[Bin],
    number: int,
    marks: Sequence[tuple[float, str]],
    *,
    fewest: int = FEWEST,
) -> None:
    """The bins side by side on the panel's vertical scale with its `marks`; `number` chooses the
    colour.
    """
    look, colors = drawing.look, drawing.look.palette
    color = colors.lines[number]
    width = (panel.right - panel.left) / len(bins)
    ys = [panel.y(value) for value, _words in marks]
    drawing.strokes([((panel.left, y), (panel.right, y)) for y in ys], colors.grid)
    for (_value, words), y in zip(marks, ys, strict=True):
        at = (panel.left - look.gap(6), y)
        drawing.text(at, words, size=look.small, color=colors.muted, across="right")
    bars = []
    for place, found in enumerate(bins):
        x = panel.left + (place + 0.5) * width
        counts = {(x, panel.y(value)): n for value, n in Counter(found.values).items()}
        drawing.counted(counts, color)
        middle = found.middle(fewest)
        if middle is not None:
            half = min(width * 0.4, look.gap(26))
            bars.append(((x - half, panel.y(middle)), (x + half, panel.y(middle))))
    drawing.strokes(bars, color, width=look.gap(2.8))
    _draw_labels(drawing, panel, bins, width)


def _draw_labels(drawing: Drawing, panel: Panel, bins: Sequence[Bin], width: float) -> None:
    """The name of each bin and below it how many values it has; only every n-th where crowded."""
    look, colors = drawing.look, drawing.look.palette
    labels = [(found.label, str(len(found.values))) for found in bins]
    widest = max(width_of(word, look.small) for pair in labels for word in pair)
    every = max(1, -int(-(widest + look.gap(4)) // width))
    for place, (label, n) in enumerate(labels):
        if place % every:
            continue
        x = panel.left + (place + 0.5) * width
        y = panel.bottom + look.gap(6) + look.small * LINE_HEIGHT / 2
        drawing.text((x, y), label, size=look.small, across="center")
        below = (x, y + look.small * LINE_HEIGHT)
        drawing.text(below, n, size=look.small, color=colors.muted, across="center")
