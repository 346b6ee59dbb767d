"""Draws README's pictures anew: the window and the paper of a made-up diary, on no screen.

PYTHONPATH=. python packaging/pictures.py
"""

from __future__ import annotations

import os
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from diary_app.services import demo, histories, papers
from diary_app.services.diary import Diary, open_diary
from diary_app.ui.run import application, make_window

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
NOW = datetime(2026, 11, 22, 13, 5, tzinfo=UTC)
ZONE = "Europe/Berlin"
PAGES = ("today", "check", "charts")
DRAWN_S = 6  # a chart is drawn off the window's thread


def window_pictures(diary: Diary) -> None:
    """A picture of each of `PAGES`."""
    app = application()
    diary.file.set_quietly("demo", "false")  # the line that says so would stand in every picture
    window = make_window(app, diary)
    window.resize(1180, 820)
    window.show()
    for page in PAGES:
        window.open_page(page)
        until = time.monotonic() + DRAWN_S
        while time.monotonic() < until:
            app.processEvents()
        window.grab().save(str(FOLDER / f"{page}.png"))
    window.close()


def paper_picture(diary: Diary) -> None:
    """A picture of the first page of the doctor's summary."""
    from diary_app.reports.pdf import pages

    report = papers.report(papers.material(diary, histories.months_back(diary, 3)))
    (FOLDER / "summary.png").write_bytes(pages(report, ppi=80)[0])


def main() -> None:
    """Draw all of them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        diary = open_diary(Path(folder) / "demo.db", lambda: NOW, ZONE, create=True)
        demo.fill(diary, 1)
        paper_picture(diary)
        window_pictures(diary)
        diary.file.close()


if __name__ == "__main__":
    main()
