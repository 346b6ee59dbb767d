"""A pytest plug-in that makes Qt unimportable: everything but the window must pass without it.

python -m pytest -p no:pytest-qt -p tests.no_qt --ignore=tests/ui --ignore=tests/packages
"""

from __future__ import annotations

import importlib.abc
import os
import sys


class Blocked(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6"}:
            raise ModuleNotFoundError(
                f"{name} is blocked: this part must work without Qt", name=name
            )


def pytest_addoption(parser):
    """Know the settings of pytest-qt, which is switched off along with Qt."""
    parser.addini("qt_api", "unused without Qt")
    parser.addini("qt_log_level_fail", "unused without Qt")
    parser.addini("qt_log_ignore", "unused without Qt", type="linelist")


sys.meta_path.insert(0, Blocked())
os.environ["DIARY_TESTS_WITHOUT_QT"] = "1"
