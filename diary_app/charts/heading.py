"""The words over a picture that leaves the window, and the picture of nothing yet."""

from __future__ import annotations

from collections.abc import Iterable

from diary_app.charts.chart import Chart, Table, Words
from diary_app.charts.drawing import Drawing, lines_height
from diary_app.charts.style import UNKNOWN, Look, drawable, drawing_rules, undrawable, wrapped
from diary_app.frozen import dataclass
from diary_app.text import _
from diary_app.wording.scripts import no_font_line

LONGEST_SENTENCES = 600


@dataclass(frozen=True)
class Heading:
    """The words in lines, and the height they take: 0 where the window shows them itself."""

    bold: tuple[str, ...]
    plain: tuple[str, ...]
    height: float

    def draw(self, drawing: Drawing) -> None:
        """The words at the top of the drawing."""
        look = drawing.look
        if not self.height:
            return
        size = look.text * 1.1
        at = (look.gap(8), look.gap(6) + size * 0.7)
        drawing.lines(at, self.bold, size=size, bold=True)
        below = at[1] + lines_height(len(self.bold), size)
        drawing.lines((at[0], below), self.plain, color=look.palette.muted)


def heading(words: Words, look: Look, also: Iterable[str] = ()) -> Heading:
    """The words laid out for the picture's width, and of which script no font is here.

    `also` are the names that stand in the picture and not in its words.
    """
    if not look.with_words:
        return Heading((), (), 0.0)
    room = look.width - look.gap(16)
    size = look.text * 1.1
    bold = wrapped(drawable(words.headline, LONGEST_SENTENCES), size, room, bold=True)
    missing = no_font_line(undrawable([str(words), *also]), UNKNOWN)
    plain = wrapped(drawable(words.rests_on, LONGEST_SENTENCES), look.text, room)
    plain += wrapped(missing, look.text, room)
    height = lines_height(len(bold), size) + lines_height(len(plain), look.text) + look.gap(16)
    return Heading(tuple(bold), tuple(plain), height)


def empty_chart(will_show: str, look: Look) -> Chart:
    """The picture before there is anything to draw: what will be here."""
    words = Words(_("Nothing recorded in this time yet."), will_show)
    room = look.width - look.gap(40)
    bold = wrapped(words.headline, look.text * 1.1, room, bold=True)
    plain = wrapped(will_show, look.text, room)
    height = look.gap(80) + lines_height(len(bold) + len(plain), look.text * 1.1)
    with drawing_rules():
        drawing = Drawing(look, height)
        middle = look.width / 2
        top = look.gap(44)
        drawing.lines((middle, top), bold, size=look.text * 1.1, bold=True, across="center")
        top += lines_height(len(bold), look.text * 1.1)
        drawing.lines((middle, top), plain, color=look.palette.muted, across="center")
    return Chart(drawing.figure, words, Table((), ()), str(words))
