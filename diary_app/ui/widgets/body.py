"""Where on the body: a front and a back to press on, and the same areas as a list of toggles.

The list is what keys and screen readers use; the picture is the quick way for a mouse or a finger.
Left and right are the person's own: in the front view they stand as in a photo, so the words
"your right" and "your left" stand beside each figure.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from diary_app.domain.region import BACK, FRONT, Region
from diary_app.text import _
from diary_app.ui import theme
from diary_app.ui.widgets.button import Button
from diary_app.ui.widgets.card import column, row, stack
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.text import Runs
from diary_app.wording.regions import region_names, regions_words

_WIDE, _HIGH = 100, 204  # the frame of one figure, in its own units
_LARGEST = 2.2  # pixels for each: in a narrow window with large text both figures still fit
_UNIT = 1.5  # units of the theme for each of those
_LABELS = 20  # units above the figures: front, back

# The areas of the middle, and those of the side that is at the left of the picture: the person's
# right from the front, the person's left from behind. x, y, width, height, radius.
_MIDDLE = {
    Region.HEAD: (36, 1, 28, 29, 14),
    Region.FACE: (41, 10, 18, 16, 8),
    Region.NECK: (42, 31, 16, 8, 3),
    Region.CHEST: (34, 40, 32, 27, 7),
    Region.UPPER_BACK: (34, 40, 32, 27, 7),
    Region.BELLY: (34, 68, 32, 24, 7),
    Region.LOWER_BACK: (34, 68, 32, 24, 7),
}
_SIDE = {
    "shoulder": (17, 40, 16, 15, 7),
    "arm": (14, 56, 13, 42, 6),
    "hand": (11, 99, 15, 17, 7),
    "hip": (31, 93, 18, 20, 7),
    "leg": (32, 114, 16, 66, 7),
    "foot": (27, 181, 21, 18, 7),
}


class BodyChoice(QWidget):
    """Any number of areas. `picked` tells that the choice has changed."""

    picked = Signal()

    def __init__(self, about: str, chosen: Iterable[Region] = ()) -> None:
        super().__init__()
        self._chips: dict[Region, Button] = {}
        before = set(chosen)
        for region, name in region_names().items():
            chip = Button(name[:1].upper() + name[1:], "chip", about=about, guarded=False)
            chip.setChecked(region in before)
            chip.chosen.connect(self._on_turned)
            self._chips[region] = chip
        self._picture = BodyPicture(self)
        self._picture.pressed.connect(self._press)
        lists: list[QWidget] = []
        for words, side in (
            (_("Middle"), ""),
            (_("Your left side"), "left"),
            (_("Your right side"), "right"),
        ):
            chips = [chip for region, chip in self._chips.items() if _side(region) == side]
            lists.append(stack(Runs(words, "small"), flow(*chips, gap=8), gap=4))
        beside = stack(*lists, gap=12)
        column(self, 0, 0).addWidget(row(self._picture, beside, grow=beside, gap=24))
        self._on_turned()

    @property
    def value(self) -> tuple[Region, ...]:
        """The chosen areas, in the order of the body."""
        return tuple(region for region, chip in self._chips.items() if chip.isChecked())

    def first(self) -> Button:
        """The first toggle."""
        return next(iter(self._chips.values()))

    def _press(self, region: Region) -> None:
        chip = self._chips[region]
        chip.setChecked(not chip.isChecked())
        self._on_turned()

    def _on_turned(self) -> None:
        for chip in self._chips.values():
            chip.set_icon("tick" if chip.isChecked() else "")
        self._picture.show_chosen(self.value)
        self.picked.emit()


class BodyPicture(QWidget):
    """The two figures. To a screen reader a picture that says which areas are chosen."""

    pressed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen: frozenset[Region] = frozenset()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_chosen(self, chosen: tuple[Region, ...]) -> None:
        """Fill these areas."""
        self._chosen = frozenset(chosen)
        words = regions_words(chosen)
        none = _("Picture of the body, front and back: nothing chosen.")
        some = _("Picture of the body, front and back. Chosen: {names}.")
        self.setAccessibleName(some.format(names=words) if words else none)
        self.update()

    def sizeHint(self) -> QSize:
        wide, high = (2 * _WIDE + 12) * self._scale(), _HIGH * self._scale()
        return QSize(round(wide), round(high) + theme.current().px(_LABELS))

    def region_at(self, at: QPointF) -> Region | None:
        """The area under a point of the picture, None beside the figures."""
        drawn_last = reversed(self._areas())  # the face lies on the head
        return next((region for region, path in drawn_last if path.contains(at)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (region := self.region_at(event.position())) is not None:
            self.pressed.emit(region)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for region, path in self._areas():
            on = region in self._chosen
            colour = look.tokens.accent if on else look.tokens.card
            edge = look.tokens.accent if on else look.tokens.border
            painter.setPen(QPen(QColor(edge), look.px(1.5)))
            painter.setBrush(QColor(colour))
            painter.drawPath(path)
        painter.setPen(QColor(look.tokens.muted))
        for number, words in enumerate((_("Front"), _("Back"))):
            where = QRectF(self._left(number), 0, self._scale() * _WIDE, look.px(_LABELS - 2))
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, words)
        self._draw_sides(painter)

    def _draw_sides(self, painter: QPainter) -> None:
        """R and L at the hands, from the person's own side."""
        right, left = _("R"), _("L")
        for number, (one, other) in enumerate(((right, left), (left, right))):
            scale, at = self._scale(), self._left(number)
            top = theme.current().px(_LABELS) + 118 * scale
            for words, x in ((one, 12), (other, _WIDE - 26)):
                where = QRectF(at + x * scale, top, 14 * scale, 16 * scale)
                painter.drawText(where, Qt.AlignmentFlag.AlignCenter, words)

    def _areas(self) -> list[tuple[Region, QPainterPath]]:
        areas: list[tuple[Region, QPainterPath]] = []
        for number, (seen, side, other) in enumerate(
            ((FRONT, "right", "left"), (BACK, "left", "right"))
        ):
            areas += [(r, self._path(number, *box)) for r, box in _MIDDLE.items() if r in seen]
            for part, (x, y, wide, high, radius) in _SIDE.items():
                mirrored = _WIDE - x - wide
                areas.append(
                    (Region(f"{side}-{part}"), self._path(number, x, y, wide, high, radius))
                )
                areas.append(
                    (Region(f"{other}-{part}"), self._path(number, mirrored, y, wide, high, radius))
                )
        return areas

    def _path(
        self, number: int, x: float, y: float, wide: float, high: float, radius: float
    ) -> QPainterPath:
        scale = self._scale()
        top = theme.current().px(_LABELS)
        where = QRectF(self._left(number) + x * scale, top + y * scale, wide * scale, high * scale)
        path = QPainterPath()
        path.addRoundedRect(where, radius * scale, radius * scale)
        return path

    def _left(self, number: int) -> float:
        return number * (_WIDE + 12) * self._scale()

    def _scale(self) -> float:
        return min(theme.current().px(100 * _UNIT) / 100, _LARGEST)


def _side(region: Region) -> str:
    side = region.value.partition("-")[0]
    return side if side in ("left", "right") else ""
