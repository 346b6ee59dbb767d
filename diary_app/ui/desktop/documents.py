"""Where a paper is put that is made by one press: the documents folder, under a free name."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def documents() -> Path:
    """The patient's documents folder, the home folder where there is none."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(place))
    return folder if folder.is_dir() else Path.home()


def free_pdf(stem: str) -> Path:
    """A PDF there that does not exist yet: no paper is written over another."""
    folder = documents()
    names = (f"{stem}{end}.pdf" for end in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(folder / name for name in names if not (folder / name).exists())
