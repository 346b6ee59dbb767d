"""How the pictures look: five sets of colours, three kinds of line, the type, and the text scale.

Colours, contrast and colour-blind distances: the design's colour table; held by tests/charts.
Nothing here changes matplotlib for anybody else: settings apply inside `drawing_rules()` only.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Literal

import matplotlib as mpl
from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.textpath import TextToPath

from diary_app.frozen import dataclass
from diary_app.resources import folder

Theme = Literal["light", "dark", "hc-light", "hc-dark", "paper"]

TEXT, SMALL = 9.75, 9.0  # points at 100 %: 13 and 12 pixels of a 96 dpi screen
DPI = 96
LONGEST_NAME = 60
_UNSEEN = ("Cc", "Cf", "Cs")
HINTING = 1.03
ELLIPSIS, UNKNOWN = "…", "\N{WHITE SQUARE}"


@dataclass(frozen=True)
class Palette:
    """The colours of one theme. `lines` are for at most three symptoms in one picture."""

    card: str
    text: str
    muted: str
    grid: str
    band: str
    bar: str
    pale: str
    bad: str
    lines: tuple[str, str, str]


@dataclass(frozen=True)
class LineStyle:
    """What tells a line from another without colour: its dash, its marker, filled or open."""

    dash: tuple[float, ...]
    marker: str
    filled: bool


LINE_STYLES = (
    LineStyle((), "o", filled=True),
    LineStyle((3.2, 1.6), "s", filled=False),
    LineStyle((1.0, 1.2), "^", filled=True),
)

_LIGHT_LINES = ("#0072B2", "#C24E00", "#3D3D3D")
PALETTES: dict[Theme, Palette] = {
    "light": Palette(
        card="#FFFFFF",
        text="#15202B",
        muted="#4A5864",
        grid="#D3D9DE",
        band="#EFF2F4",
        bar="#87929C",
        pale="#FFFFFF",
        bad="#A1260D",
        lines=_LIGHT_LINES,
    ),
    "dark": Palette(
        card="#1E252D",
        text="#F2F5F7",
        muted="#B7C2CC",
        grid="#3A4550",
        band="#2A333D",
        bar="#84919D",
        pale="#1E252D",
        bad="#FF9C8A",
        lines=("#56B4E9", "#E69F00", "#F2F5F7"),
    ),
    "hc-light": Palette(
        card="#FFFFFF",
        text="#000000",
        muted="#000000",
        grid="#767676",
        band="#E2E2E2",
        bar="#595959",
        pale="#FFFFFF",
        bad="#6B0000",
        lines=("#0040D0", "#9A3B00", "#000000"),
    ),
    "hc-dark": Palette(
        card="#000000",
        text="#FFFFFF",
        muted="#FFFFFF",
        grid="#8C8C8C",
        band="#2B2B2B",
        bar="#B0B0B0",
        pale="#000000",
        bad="#FF9C8A",
        lines=("#66B2FF", "#FFB000", "#FFFFFF"),
    ),
    "paper": Palette(
        card="#FFFFFF",
        text="#15202B",
        muted="#4A5864",
        grid="#D3D9DE",
        band="#EFF2F4",
        bar="#87929C",
        pale="#FFFFFF",
        bad="#A1260D",
        lines=_LIGHT_LINES,
    ),
}


@dataclass(frozen=True)
class Look:
    """How one picture is to be drawn.

    `width` in points (1/72 inch; a pixel of a 96 dpi screen is 0.75); the height follows from what
    is drawn; where it would be more than `height`, a picture whose panels may be lower makes them
    so (None: never). `text_scale` 1 to 2. `with_words`: a picture that leaves the window carries
    its words.
    """

    theme: Theme = "light"
    text_scale: float = 1.0
    width: float = 660.0
    with_words: bool = False
    height: float | None = None

    @property
    def palette(self) -> Palette:
        """The theme's colours."""
        return PALETTES[self.theme]

    @property
    def text(self) -> float:
        """The size of ordinary text in points."""
        return TEXT * self.text_scale

    @property
    def small(self) -> float:
        """The size of axis marks and notes in points."""
        return SMALL * self.text_scale

    def gap(self, units: float) -> float:
        """A length that grows with the text, in points."""
        return units * self.text_scale

    def lower(self, panel: float, panels: int, whole: float, least: float) -> float:
        """How high each of `panels` may be, `panel` by itself, in a picture that is `whole` then.

        In points; never under `least`.
        """
        over = 0.0 if self.height is None else max(0.0, whole - self.height)
        return max(min(panel, least), panel - over / max(1, panels))


@contextmanager
def drawing_rules() -> Iterator[None]:
    """Inside it matplotlib draws by our rules: user text is never a formula, SVG keeps its text."""
    with mpl.rc_context(
        {"text.parse_math": False, "svg.fonttype": "none", "svg.hashsalt": "dose-diary"}
    ):
        yield


@lru_cache(maxsize=1)
def _families() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The families that draw everything we write, and those that may help with a patient's text."""
    for path in sorted(folder("fonts").glob("*.otf")):
        fontManager.addfont(path)
    known = {font.name for font in fontManager.ttflist}
    first = ("Inter", "DejaVu Sans") if "Inter" in known else ("DejaVu Sans",)
    wide = (
        *(
            "Noto Sans",
            "Noto Sans CJK SC",
            "Noto Sans CJK JP",
            "Noto Sans CJK KR",
            "Noto Sans Arabic",
        ),
        *("Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Thai", "Noto Emoji"),
        *("Microsoft YaHei", "Malgun Gothic", "Segoe UI", "Segoe UI Emoji", "Nirmala UI"),
        *("Leelawadee UI", "Hiragino Sans", "Apple SD Gothic Neo"),
    )
    return first, tuple(name for name in (*wide, "Arial Unicode MS") if name in known)


@lru_cache(maxsize=16)
def _characters(family: str) -> frozenset[int]:
    path = fontManager._find_fonts_by_props(FontProperties(family=[family]))[0]
    return frozenset(get_font(path).get_charmap())


@lru_cache(maxsize=2048)
def _family_of(character: str) -> str | None:
    """The family that has a glyph for `character`, None where this machine has none."""
    first, others = _families()
    return next((f for f in (*first, *others) if ord(character) in _characters(f)), None)


@lru_cache(maxsize=512)
def font(text: str, size: float, *, bold: bool = False) -> FontProperties:
    """The font for `text` at `size` points, with fallbacks only where its characters need them."""
    first, _ = _families()
    needed = {family for character in text if (family := _family_of(character))}
    families = [f for f in first if f in needed] or [first[0]]
    others = sorted(needed - {*first})
    # Each family must have the weight, or matplotlib complains: only Inter has a semibold one.
    weight = "normal"
    if bold and not others:
        weight = "semibold" if families == ["Inter"] else "bold"
    return FontProperties(family=[*families, *others], size=size, weight=weight)


@lru_cache(maxsize=4096)
def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide `text` is drawn at `size`, in points, with what a screen's hinting may add."""
    if not text:
        return 0.0
    width, _, _ = _METER.get_text_width_height_descent(text, font(text, size, bold=bold), False)
    return float(width) * HINTING


_METER = TextToPath()


@lru_cache(maxsize=1024)
def drawable(text: str, limit: int = LONGEST_NAME) -> str:
    """`text` as one line of at most `limit` characters that this machine's fonts can draw.

    Line breaks become spaces, control and direction marks go, a character without a glyph becomes
    a white square. The record itself is untouched: table and words carry it in full.
    """
    one_line = " ".join(text.split())
    seen = [c for c in one_line if unicodedata.category(c) not in _UNSEEN]
    kept = [c if _can_draw(c) else UNKNOWN for c in seen]
    return "".join(kept if len(kept) <= limit else [*kept[: limit - 1], ELLIPSIS])


def undrawable(texts: Iterable[str]) -> frozenset[str]:
    """The signs of the texts that no font of this computer has; `drawable` shows a square."""
    signs = {sign for text in texts for sign in text}
    seen = (sign for sign in signs if unicodedata.category(sign) not in _UNSEEN)
    return frozenset(sign for sign in seen if not _can_draw(sign))


def _can_draw(character: str) -> bool:
    """Whether some font here has the glyph; private and unassigned places mean nothing to us."""
    if unicodedata.category(character) in ("Cn", "Co"):
        return False
    return character.isspace() or _family_of(character) is not None


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """`text` in lines no wider than `room` points; a word longer than that is broken."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(joined, size, bold=bold) <= room:
            lines[-1] = joined
            continue
        rest = word
        while width_of(rest, size, bold=bold) > room and len(rest) > 1:
            fits = max(1, _fitting(rest, size, room, bold=bold))
            lines.append(rest[:fits])
            rest = rest[fits:]
        lines.append(rest)
    return lines


def _fitting(word: str, size: float, room: float, *, bold: bool) -> int:
    """How many characters of `word` fit into `room`."""
    return sum(
        1 for end in range(1, len(word) + 1) if width_of(word[:end], size, bold=bold) <= room
    )


def mixed(pale: str, strong: str, share: float) -> str:
    """The colour that is `share` of the way from `pale` to `strong`, both `#RRGGBB`."""
    ends = [tuple(int(color[n : n + 2], 16) for n in (1, 3, 5)) for color in (pale, strong)]
    parts = (round(one + (other - one) * share) for one, other in zip(*ends, strict=True))
    return "#" + "".join(f"{part:02X}" for part in parts)


def readable(face: str, inks: tuple[str, str]) -> str:
    """Which of the two colours is read better on `face`: by WCAG's relative luminance."""
    on = _luminance(face)

    def contrast(ink: str) -> float:
        high, low = sorted((on, _luminance(ink)), reverse=True)
        return (high + 0.05) / (low + 0.05)

    return max(inks, key=contrast)


def _luminance(color: str) -> float:
    parts = (int(color[n : n + 2], 16) / 255 for n in (1, 3, 5))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
