"""What a start pays for, and that everything but the window lives without Qt."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
HEAVY = {"PySide6", "matplotlib", "typst", "icalendar"}


def fresh(code: str) -> list[str]:
    """What `code` printed as JSON in an interpreter of its own."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_command_line_starts_without_qt_and_without_anything_that_draws():
    loaded = fresh(
        "import json, sys, diary_app.app, diary_app.cli; print(json.dumps([*sys.modules]))"
    )
    assert HEAVY & set(loaded) == set()


def test_everything_but_the_window_imports_with_qt_blocked():
    code = """
import importlib, json, pkgutil, sys
sys.modules["PySide6"] = sys.modules["shiboken6"] = None
import diary_app
names = [m.name for m in pkgutil.walk_packages(diary_app.__path__, "diary_app.",)
         if not m.name.startswith("diary_app.ui")]
for name in names:
    importlib.import_module(name)
print(json.dumps(names))
"""
    assert "diary_app.storage.engine" in fresh(code)
