"""The column of the window that scrolls, and follows the keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from diary_app.ui import theme


class PageScroll(QScrollArea):
    """Scrolls `column`, down only, and to what is given the keys out of sight.

    A screen reader does that; what a mouse presses is seen, and must not move away below it.
    """

    def __init__(self, column: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(column)
        self._column = column
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_keys_moved)

    def _on_keys_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._column.isAncestorOf(now) and not QApplication.mouseButtons():
            # When the page has been laid out: it may just have been built.
            QTimer.singleShot(0, now, lambda: self._show(now))

    def _show(self, control: QWidget) -> None:
        if control.hasFocus():
            self.ensureWidgetVisible(control, 0, theme.current().px(24))
