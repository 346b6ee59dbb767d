"""Opens a window, waits for its first picture, and ends: run by the start benchmark.

python -m tests.benchmarks.painted              a window of 40 buttons, styled as ours
python -m tests.benchmarks.painted DIARY        the diary's window on Today
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QVBoxLayout, QWidget


class _EndAtFirstPaint(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if event.type() == QEvent.Type.Paint:
            os._exit(0)  # what comes after the first picture is not asked about
        return False


def main(words: list[str]) -> None:
    """Never comes back."""
    app, window, painted = _ours(Path(words[0])) if words else _bare()
    filter_ = _EndAtFirstPaint()
    painted.installEventFilter(filter_)
    window.show()
    app.exec()


def _ours(path: Path) -> tuple[QApplication, QWidget, QWidget]:
    from diary_app import memory

    memory.collect_rarely()  # as the program begins
    from diary_app.services.diary import open_diary
    from diary_app.ui import run

    app = run.application()
    diary = open_diary(path, lambda: datetime.now(UTC), "Europe/Berlin")
    window = run.make_window(app, diary)
    window.open_page("today")
    return app, window, window.page


def _bare() -> tuple[QApplication, QWidget, QWidget]:
    import sqlite_utils  # noqa: F401  what any program that stores would load

    app = QApplication([])
    app.setStyle("Fusion")
    # A style sheet of as many rules as ours, without its file and its colours.
    rules = (
        f'QPushButton[kind="{n}"] {{ border: 1px solid #555; padding: {n % 9}px; }}'
        for n in range(80)
    )
    app.setStyleSheet("\n".join(rules))
    window = QMainWindow()
    inside = QWidget()
    column = QVBoxLayout(inside)
    for number in range(40):
        button = QPushButton(f"Button {number}")
        button.setProperty("kind", str(number % 9))
        column.addWidget(button)
    window.setCentralWidget(inside)
    return app, window, inside  # without a name the window would be gone


if __name__ == "__main__":
    main(sys.argv[1:])
