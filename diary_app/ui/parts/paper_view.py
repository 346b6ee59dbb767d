"""A page of the summary as the PDF shows it, on the window and on a printer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QSizePolicy, QWidget

from diary_app.text import _


class PaperView(QWidget):
    """A page, as wide as there is room."""

    def __init__(self, content: bytes, number: int) -> None:
        super().__init__()
        self._image = QImage.fromData(content)
        self.setAccessibleName(_("Preview of page {n}").format(n=number))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * self._image.height() / max(1, self._image.width()))

    def sizeHint(self) -> QSize:
        return self._image.size()

    def minimumSizeHint(self) -> QSize:
        return QSize(1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self.rect()), self._image)


def print_pages(pages: Sequence[bytes], parent: QWidget) -> bool:
    """Ask for a printer and print the pages. False where the patient thought better of it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    if QPrintDialog(printer, parent).exec() != QPrintDialog.DialogCode.Accepted:
        return False
    painter = QPainter(printer)
    for number, content in enumerate(pages):
        if number:
            printer.newPage()
        area = painter.viewport()
        image = QImage.fromData(content)
        share = min(area.width() / image.width(), area.height() / image.height())
        painter.drawImage(QRectF(0, 0, image.width() * share, image.height() * share), image)
    painter.end()
    return True
