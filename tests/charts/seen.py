"""What a picture looks like to a reader: where each text stands, in pixels."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text


@dataclass(frozen=True)
class Seen:
    words: str
    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other) -> bool:
        # A pixel of touch is the rounding of the font's own box.
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.top, other.top) - max(self.bottom, other.bottom)
        return across > 1 and down > 1.5


def texts(figure) -> list[Seen]:
    """Every text of the figure with its box."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    found = []
    for text in figure.findobj(Text):
        if text.get_visible() and text.get_text():
            box = text.get_window_extent(renderer)
            found.append(Seen(text.get_text(), box.x0, box.y0, box.x1, box.y1))
    return found


def overlapping(seen) -> list[tuple[str, str]]:
    return [
        (one.words, other.words)
        for n, one in enumerate(seen)
        for other in seen[n + 1 :]
        if one.overlaps(other)
    ]


def cut_off(figure, seen) -> list[str]:
    width, height = figure.get_size_inches() * figure.dpi
    return [
        text.words
        for text in seen
        if text.left < -1 or text.bottom < -1 or text.right > width + 1 or text.top > height + 1
    ]
