"""A chart on the window: the picture with a reading cursor, or its numbers as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from diary_app.text import _
from diary_app.ui import theme
from diary_app.ui.desktop.announce import announce

if TYPE_CHECKING:
    from diary_app.charts.chart import Chart, Table


class ChartView(QWidget):
    """The picture, drawn elsewhere. Left and Right move a cursor from row to row of its table."""

    read = Signal(str)  # what the cursor stands on

    def __init__(self, chart: Chart, content: bytes, ratio: float) -> None:
        super().__init__()
        self._chart = chart
        self._image = QImage.fromData(content)
        self._image.setDevicePixelRatio(ratio)
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Chart: {words}").format(words=chart.words.headline))
        self.setAccessibleDescription(chart.alt)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        size = self._image.deviceIndependentSize()
        if not size.width():
            return 0
        return round(size.height() * min(1.0, width / size.width()))

    def sizeHint(self) -> QSize:
        return self._image.deviceIndependentSize().toSize()

    def minimumSizeHint(self) -> QSize:
        return QSize(1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._image.deviceIndependentSize()
        share = min(1.0, self.width() / max(1.0, size.width()))
        painter.scale(share, share)
        painter.drawImage(0, 0, self._image)
        tokens = theme.current().tokens
        if 0 <= self._at < len(self._chart.stops):
            x = self._chart.stops[self._at] * size.width()
            painter.setPen(QPen(QColor(tokens.focus), theme.current().px(2)))
            painter.drawLine(round(x), 0, round(x), round(size.height()))
        if self.hasFocus():
            width = theme.current().px(3)
            painter.resetTransform()
            painter.setPen(QPen(QColor(tokens.focus), width))
            half = width // 2 + 1
            painter.drawRect(self.rect().adjusted(half, half, -half, -half))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        rows = self._chart.table.rows
        if event.key() not in moves or not self._chart.stops or not rows:
            super().keyPressEvent(event)
            return
        step = moves[Qt.Key(event.key())]
        start = len(rows) if self._at < 0 and step < 0 else self._at
        self._at = max(0, min(len(rows) - 1, start + step))
        self.update()
        said = ", ".join(
            f"{name} {value}"
            for name, value in zip(self._chart.table.header, rows[self._at], strict=True)
        )
        self.read.emit(said)
        announce(self, said)


class ChartTable(QTableWidget):
    """The numbers of a picture in rows."""

    def __init__(self, table: Table) -> None:
        super().__init__(len(table.rows), len(table.header))
        self.setAccessibleName(_("The numbers of the picture"))
        self.setHorizontalHeaderLabels(list(table.header))
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        for number, cells in enumerate(table.rows):
            for column, text in enumerate(cells):
                self.setItem(number, column, QTableWidgetItem(text))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().setDefaultSectionSize(theme.current().px(44))
        self.setMinimumHeight(theme.current().px(420))
