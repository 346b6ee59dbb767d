"""A chart on the window: the picture with a reading cursor, or its numbers as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
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

    def __init__(self) -> None:
        super().__init__()
        self._chart: Chart | None = None
        self._image = QImage()
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_chart(self, chart: Chart, content: bytes, ratio: float) -> None:
        """Show another picture; the cursor stays where the picture is only drawn anew."""
        if self._chart is None or self._chart.table != chart.table:
            self._at = -1
        self._chart = chart
        self._image = QImage.fromData(content)
        self._image.setDevicePixelRatio(ratio)
        self.setAccessibleName(_("Chart: {words}").format(words=chart.words.headline))
        self.setAccessibleDescription(chart.alt)
        self.updateGeometry()
        self.update()

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
        stops = () if self._chart is None else self._chart.stops
        if 0 <= self._at < len(stops):
            x = stops[self._at] * size.width()
            painter.setPen(QPen(QColor(tokens.focus), theme.current().px(2)))
            painter.drawLine(round(x), 0, round(x), round(size.height()))
        if self.hasFocus():
            width = theme.current().px(3)
            painter.resetTransform()
            painter.setPen(QPen(QColor(tokens.focus), width))
            half = width // 2 + 1
            painter.drawRect(self.rect().adjusted(half, half, -half, -half))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chart = self._chart
        rows = () if chart is None or not chart.stops else chart.table.rows
        to = _moved(event.key(), self._at, len(rows))
        if chart is None or to is None:
            super().keyPressEvent(event)
            return
        self._at = to
        self.update()
        said = ", ".join(
            f"{name} {value}"
            for name, value in zip(chart.table.header, rows[self._at], strict=True)
        )
        self.read.emit(said)
        announce(self, said)


def _moved(key: int, at: int, rows: int) -> int | None:
    """The row that a key leads to from row `at` (-1: none yet), None for a key that does not."""
    if not rows:
        return None
    match key:
        case Qt.Key.Key_Left:
            return rows - 1 if at < 0 else max(0, at - 1)
        case Qt.Key.Key_Right:
            return min(rows - 1, at + 1)
        case Qt.Key.Key_PageUp:
            return max(0, at - 7)
        case Qt.Key.Key_PageDown:
            return min(rows - 1, max(0, at) + 7)
        case Qt.Key.Key_Home:
            return 0
        case Qt.Key.Key_End:
            return rows - 1
    return None


class ChartTable(QTableWidget):
    """The numbers of a picture in rows, as high as they are: the page scrolls, not the table."""

    def __init__(self, table: Table, most: int) -> None:
        """The last `most` rows: those nearest to today."""
        rows = table.rows[-most:]
        super().__init__(len(rows), len(table.header))
        self.setAccessibleName(_("The numbers of the picture"))
        self.setHorizontalHeaderLabels(list(table.header))
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for number, cells in enumerate(rows):
            for column, text in enumerate(cells):
                self.setItem(number, column, QTableWidgetItem(text))
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        head.setStretchLastSection(True)
        self.verticalHeader().setMinimumSectionSize(theme.current().px(44))
        self.verticalHeader().setDefaultSectionSize(theme.current().px(44))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._width = 0  # that it was last fitted to

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.viewport().width() != self._width:
            self._width = self.viewport().width()
            self._fit()

    def _fit(self) -> None:
        """Share the width among the columns where they need a little more; be as high as the rows.

        Where they need much more, words would break: the columns then move sideways.
        """
        head = self.horizontalHeader()
        wishes = (head.sectionSizeHint(n) for n in range(self.columnCount()))
        cells = (self.sizeHintForColumn(n) for n in range(self.columnCount()))
        needed = sum(max(pair) for pair in zip(wishes, cells, strict=True))
        narrow = self._width < needed < 1.5 * self._width
        modes = QHeaderView.ResizeMode
        head.setSectionResizeMode(modes.Stretch if narrow else modes.ResizeToContents)
        if narrow:
            self.resizeRowsToContents()
        bar = self.horizontalScrollBar().sizeHint().height() if needed > 1.5 * self._width else 0
        rows = head.sizeHint().height() + self.verticalHeader().length()
        self.setFixedHeight(rows + bar + 2 * self.frameWidth())
