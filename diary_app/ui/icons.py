"""Line icons drawn for this project: 24-unit grid, `currentColor` replaced by the palette's."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from diary_app import fault_log
from diary_app.resources import read_text


def paint(painter: QPainter, name: str, colour: str, where: QRectF) -> None:
    """Draw the icon `name` into `where`; nothing where its file cannot be read."""
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
    try:
        drawing = read_text(f"icons/{name}.svg")
    except OSError as error:  # words stand beside every icon: the window goes on without it
        fault_log.note(error, "icon")
        drawing = _NOTHING
    # QtSvg draws `currentColor` black, so the colour is put in before it reads the drawing.
    return QByteArray(drawing.replace("currentColor", colour).encode())


_NOTHING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"/>'
