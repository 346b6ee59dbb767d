"""Builds everything once: the only place that knows all parts."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from diary_app import memory, text
from diary_app.cli.main import run


def main(argv: list[str] | None = None) -> int:
    """Run the program with the words of the command line; the exit code."""
    memory.collect_rarely()
    memory.forbid_dumps()
    text.use_language()
    return run(sys.argv[1:] if argv is None else argv, _window)


def _window(path: Path, zone: str, page: str | None) -> int:
    from diary_app.ui.start import run_window  # Qt only when a window is wanted

    return run_window(path, lambda: datetime.now(UTC), zone, page)
