"""A figure drawn in points from its top left corner, and the few marks our pictures are made of.

One axes covers the whole figure and its data are points (1/72 inch), so lines, names and gaps are
laid out in one unit and nothing depends on a layout engine. A picture has the size it was drawn
for; another width or text size is another call of the chart's function.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.textpath import TextPath

from diary_app.charts.style import DPI, LINE_STYLES, LineStyle, Look, font, width_of, wrapped
from diary_app.frozen import dataclass

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Across = Literal["left", "center", "right"]
Down = Literal["top", "center", "bottom", "baseline"]
LINE_HEIGHT = 1.35
NOWHERE: Point = (float("nan"), float("nan"))  # breaks a line


@dataclass(frozen=True)
class Panel:
    """A rectangle of the figure in points, and the values at its edges."""

    left: float
    top: float
    right: float
    bottom: float
    first: float
    end: float
    low: float
    high: float

    def x(self, value: float) -> float:
        """Where `value` of the horizontal scale lies."""
        return self.left + (value - self.first) / (self.end - self.first) * (self.right - self.left)

    def y(self, value: float) -> float:
        """Where `value` of the vertical scale lies."""
        share = (value - self.low) / (self.high - self.low)
        return self.bottom - share * (self.bottom - self.top)


class Drawing:
    """A figure `look.width` points wide and `height` points high, empty at first."""

    def __init__(self, look: Look, height: float) -> None:
        self.look = look
        self.width, self.height = look.width, height
        self.figure = Figure(
            figsize=(look.width / 72, height / 72), dpi=DPI, facecolor=look.palette.card
        )
        self.axes = self.figure.add_axes((0, 0, 1, 1), frameon=False)
        self.axes.set_axis_off()
        self.axes.set_xlim(0, self.width)
        self.axes.set_ylim(self.height, 0)
        self.axes.set_autoscale_on(False)
        self._drawn = 0

    def _next(self) -> int:
        """What is drawn later lies on top; matplotlib alone would put all lines over all boxes."""
        self._drawn += 1
        return self._drawn

    def line(
        self,
        points: Sequence[Point],
        color: str,
        *,
        width: float = 0.8,
        dash: tuple[float, ...] = (),
        alpha: float = 1.0,
    ) -> None:
        """One line through all points; a point of `nan` breaks it."""
        xs, ys = zip(*points, strict=True) if points else ((), ())
        drawn = Line2D(
            xs,
            ys,
            color=color,
            linewidth=width,
            alpha=alpha,
            solid_capstyle="butt",
            zorder=self._next(),
        )
        if dash:
            drawn.set_dashes(dash)
        self.axes.add_line(drawn)

    def dots(
        self,
        points: Sequence[Point],
        color: str,
        style: LineStyle,
        *,
        size: float = 4.2,
        alpha: float = 1.0,
    ) -> None:
        """A marker at each point."""
        if not points:
            return
        xs, ys = zip(*points, strict=True)
        drawn = Line2D(
            xs,
            ys,
            linestyle="none",
            marker=style.marker,
            markersize=size + 1.0 if style.filled else size,
            markeredgewidth=0.0 if style.filled else 1.0,
            markeredgecolor=color,
            markerfacecolor=color if style.filled else self.look.palette.card,
            alpha=alpha,
            zorder=self._next(),
        )
        self.axes.add_line(drawn)

    def counted(self, counts: Mapping[Point, int], color: str) -> None:
        """A pale dot at each point whose area grows with how many values lie there, up to 16."""
        by_size: dict[float, list[Point]] = {}
        for point, n in counts.items():
            size = 3.4 * self.look.text_scale * min(n, 16) ** 0.5
            by_size.setdefault(size, []).append(point)
        for size, points in sorted(by_size.items()):
            self.dots(points, color, LINE_STYLES[0], size=size, alpha=0.5)

    def signs(self, points: Sequence[Point], marker: str, color: str, *, size: float = 5.0) -> None:
        """Filled signs that grow with the text."""
        style = LineStyle((), marker, filled=True)
        self.dots(points, color, style, size=size * self.look.text_scale)

    def glyphs(self, points: Sequence[Point], sign: str, color: str, *, size: float) -> None:
        """One sign at many points, each `size` high: thousands of texts would take seconds."""
        if not (points and sign):
            return
        outline = TextPath((0, 0), sign, size=10, prop=font(sign, 10, bold=True))
        box = outline.get_extents()
        middle = np.array([(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2])
        path = Path((outline.vertices - middle) * [1, 1], outline.codes)
        xs, ys = zip(*points, strict=True)
        self.axes.add_line(
            Line2D(
                xs,
                ys,
                linestyle="none",
                marker=path,
                markersize=size * max(box.width, box.height) / 10,
                markeredgewidth=size * 0.08,  # or a dash would be thinner than a pixel
                markeredgecolor=color,
                markerfacecolor=color,
                zorder=self._next(),
            )
        )

    def strokes(
        self,
        segments: Iterable[tuple[Point, Point]],
        color: str,
        *,
        width: float = 0.8,
        dash: tuple[float, ...] = (),
    ) -> None:
        """Straight lines that have nothing to do with one another."""
        # One broken line is several times quicker than a collection of lines.
        points = [point for one, other in segments for point in (one, other, NOWHERE)]
        if points:
            self.line(points, color, width=width, dash=dash)

    def boxes(
        self, boxes: Iterable[Box], face: str, *, edge: str = "none", width: float = 0.8
    ) -> None:
        """Rectangles (left, top, right, bottom)."""
        corners = [((l, t), (r, t), (r, b), (l, b)) for l, t, r, b in boxes]  # noqa: E741
        if corners:
            path = Path.make_compound_path_from_polys(np.array(corners))
            self.axes.add_artist(
                PathPatch(
                    path, facecolor=face, edgecolor=edge, linewidth=width, zorder=self._next()
                )
            )

    def shape(
        self, points: Sequence[Point], face: str, *, edge: str = "none", width: float = 0.8
    ) -> None:
        """A filled shape with these corners."""
        path = Path([*points, points[0]], closed=True)
        self.axes.add_artist(
            PathPatch(path, facecolor=face, edgecolor=edge, linewidth=width, zorder=self._next())
        )

    def text(
        self,
        at: Point,
        words: str,
        *,
        size: float | None = None,
        color: str | None = None,
        bold: bool = False,
        across: Across = "left",
        down: Down = "center",
    ) -> None:
        """One line of text; what a patient wrote goes through `style.drawable` first."""
        if not words:
            return
        size = size or self.look.text
        # Seen, the middle of a line of text lies a little above half its capitals' height.
        lift = size * 0.07 if down == "center" else 0.0
        drawn = Text(
            at[0],
            at[1] - lift,
            words,
            color=color or self.look.palette.text,
            fontproperties=font(words, size, bold=bold),
            horizontalalignment=across,
            verticalalignment="center_baseline" if down == "center" else down,
            parse_math=False,
            zorder=self._next() + 1000,
        )
        self.axes._add_text(drawn)  # type: ignore[attr-defined]

    def lines(
        self,
        at: Point,
        lines: Sequence[str],
        *,
        size: float | None = None,
        color: str | None = None,
        bold: bool = False,
        across: Across = "left",
    ) -> None:
        """Lines of text below one another, the middle of the first at `at`."""
        size = size or self.look.text
        for number, words in enumerate(lines):
            y = at[1] + number * size * LINE_HEIGHT
            self.text((at[0], y), words, size=size, color=color, bold=bold, across=across)


def lines_height(count: int, size: float) -> float:
    """How much room `count` lines of text take, in points."""
    return count * size * LINE_HEIGHT


def spread(
    wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """The middles nearest to `wanted` at which things of these heights do not overlap.

    Order is kept and all lie within `[low, high]`; where they cannot all fit they go on below.
    """
    order = sorted(range(len(wanted)), key=lambda number: wanted[number])
    groups: list[tuple[list[int], float]] = []  # members in order, top of the group
    for number in order:
        members, top = [number], wanted[number] - heights[number] / 2
        top = _held(top, heights[number], low, high)
        while groups and groups[-1][1] + sum(heights[n] for n in groups[-1][0]) > top + 1e-9:
            members = groups.pop()[0] + members
            top = _group_top(members, wanted, heights)
            top = _held(top, sum(heights[n] for n in members), low, high)
        groups.append((members, top))
    middles = [0.0] * len(wanted)
    for members, top in groups:
        below = top
        for number in members:
            middles[number] = below + heights[number] / 2
            below += heights[number]
    return middles


def _held(top: float, height: float, low: float, high: float) -> float:
    return max(low, min(top, high - height))


def _group_top(members: list[int], wanted: Sequence[float], heights: Sequence[float]) -> float:
    """The top at which the group as a whole is nearest to what its members want."""
    offset, total = 0.0, 0.0
    for number in members:
        total += wanted[number] - (offset + heights[number] / 2)
        offset += heights[number]
    return total / len(members)


def end_label(words: str, size: float, room: float) -> list[str]:
    """A name at a line's end: at most two lines within `room`, the rest elided."""
    lines = wrapped(words, size, room, bold=True)
    if len(lines) <= 2:
        return lines
    second = lines[1]
    while second and width_of(second + "…", size, bold=True) > room:
        second = second[:-1]
    return [lines[0], second + "…"]
