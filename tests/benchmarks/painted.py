"""Opens a window, waits for its first picture, and ends: run by the start benchmark.

python -m tests.benchmarks.painted              an empty window of PySide6
python -m tests.benchmarks.painted DIARY        the diary's window on Today
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow


class _EndAtFirstPaint(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if event.type() == QEvent.Type.Paint:
            os._exit(0)  # what comes after the first picture is not asked about
        return False


def main(words: list[str]) -> None:
    """Never comes back."""
    if words:
        from diary_app.services.diary import open_diary
        from diary_app.ui import run

        app = run.application()
        diary = open_diary(Path(words[0]), lambda: datetime.now(UTC), "Europe/Berlin")
        window: QMainWindow = run.make_window(app, diary)
        window.open_page("today")  # type: ignore[attr-defined]
        painted: QObject = window.page  # type: ignore[attr-defined]
    else:
        app = QApplication([])
        window = QMainWindow()
        painted = window
    filter_ = _EndAtFirstPaint()
    painted.installEventFilter(filter_)
    window.show()
    app.exec()


if __name__ == "__main__":
    main(sys.argv[1:])
