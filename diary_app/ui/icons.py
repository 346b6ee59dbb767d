"""Line icons drawn for this project: 24-unit grid, `currentColor` replaced by the palette's."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from diary_app.resources import read_text


def paint(painter: QPainter, name: str, colour: str, where: QRectF) -> None:
    """Draw the icon `name` into `where`. An unknown name raises FileNotFoundError."""
    QSvgRenderer(_svg(name, colour)).render(painter, where)


@lru_cache(maxsize=256)
def icon(name: str, colour: str, side: int, gap: int, ratio: float = 1.0) -> QIcon:
    """The icon `side` pixels square, sharp on a screen of `ratio` device pixels.

    `gap` is empty room to its right: a style sheet cannot set a button's icon off from its words.
    """
    pixmap = QPixmap(QSize(side + gap, side) * ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint(painter, name, colour, QRectF(0, 0, pixmap.height(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return QIcon(pixmap)


@lru_cache(maxsize=256)
def _svg(name: str, colour: str) -> QByteArray:
    # QtSvg draws `currentColor` black, so the colour is put in before it reads the drawing.
    return QByteArray(read_text(f"icons/{name}.svg").replace("currentColor", colour).encode())
