"""What every chart function gives back, and how it is written to a file."""

from __future__ import annotations

import re
from html import escape
from io import BytesIO

from matplotlib.figure import Figure

from diary_app.charts.style import drawing_rules
from diary_app.errors import Told
from diary_app.frozen import dataclass
from diary_app.text import _
from diary_app.wording.plain import plain

_METADATA: dict[str, dict[str, str | None]] = {
    # No date: the same diary gives the same file, byte for byte.
    "png": {"Software": None},
    "svg": {"Date": None},
    "pdf": {"CreationDate": None},
}
_OPENING = re.compile(r"<svg\b[^>]*>")
_DESCRIPTION = {"png": "Description", "svg": "Description", "pdf": "Subject"}


@dataclass(frozen=True)
class Words:
    """The sentence or two over a picture, and what they rest on."""

    headline: str
    rests_on: str

    def __str__(self) -> str:
        return f"{self.headline} {self.rests_on}".strip()


@dataclass(frozen=True)
class Table:
    """The numbers of a picture as text: one header, rows of as many cells."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Chart:
    """A picture, its words, its table, and its description for somebody who cannot see it.

    `stops`: where the reading cursor stands for each row of the table, as a share (0 to 1) of the
    figure's width; empty where the picture has no such axis.
    """

    figure: Figure
    words: Words
    table: Table
    alt: str
    stops: tuple[float, ...] = ()


def picture(chart: Chart, kind: str, *, dpi: int = 192) -> bytes:
    """The picture as a `png`, `svg` or `pdf` file's content. Any other kind raises BadInput."""
    if kind not in _METADATA:
        raise Told(
            _("A picture cannot be written as “{kind}”. Use .png, .svg or .pdf.").format(kind=kind)
        )
    content = _saved(chart, kind, dpi)
    return _described(content.decode(), chart).encode() if kind == "svg" else content


def inner_svg(chart: Chart) -> str:
    """The picture as SVG for a page that says title and description itself."""
    return _saved(chart, "svg", 192).decode()


def _saved(chart: Chart, kind: str, dpi: int) -> bytes:
    content = BytesIO()
    told = _METADATA[kind] | {"Title": chart.words.headline, _DESCRIPTION[kind]: chart.alt}
    with drawing_rules():
        chart.figure.savefig(content, format=kind, dpi=dpi, metadata=told)
    return content.getvalue()


def _described(svg: str, chart: Chart) -> str:
    """The drawing with its title and description where browsers and screen readers look."""
    title, told = escape(plain(chart.words.headline)), escape(plain(chart.alt))
    opening = _OPENING.search(svg)
    assert opening is not None
    tag = f'{opening[0][:-1]} role="img" aria-labelledby="title desc">'
    inside = f'<title id="title">{title}</title>\n <desc id="desc">{told}</desc>'
    return f"{svg[: opening.start()]}{tag}\n {inside}{svg[opening.end() :]}"
