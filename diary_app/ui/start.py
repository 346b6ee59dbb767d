"""Opening the window, or saying exactly what this machine lacks for one.

Qt is imported only after the machine was looked at: without its libraries the import fails with
words no patient can act on, and a missing plug-in library ends the program without any.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from diary_app.errors import Told
from diary_app.text import _

_QT = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
_X11 = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
_WAYLAND = {"libwayland-cursor.so.0": "libwayland-cursor0"}


def run_window(path: Path, clock: Callable[[], datetime], zone: str, page: str | None) -> int:
    """Show the window on the diary at `path` until it is closed; the exit code.

    Raises DiaryError where there is no screen, or a library that Qt needs is missing.
    """
    check_machine()
    try:
        from diary_app.ui.run import run  # Qt, once the machine is known to carry it
    except ImportError as error:
        raise Told(
            _("The window cannot be opened."),
            _("Qt does not load: {error}.").format(error=error),
            _("Install it again: pip install --force-reinstall PySide6-Essentials"),
        ) from error
    return run(path, clock, zone, page)


def check_machine() -> None:
    """Raise DiaryError, with the line that mends it, where no window can be opened."""
    if not sys.platform.startswith("linux"):
        return
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    drawn_nowhere = platform in ("offscreen", "minimal")
    x11, wayland = os.environ.get("DISPLAY"), os.environ.get("WAYLAND_DISPLAY")
    if not drawn_nowhere and not x11 and not wayland:
        raise Told(
            _("The window cannot be opened."),
            _("There is no screen: neither DISPLAY nor WAYLAND_DISPLAY is set."),
            _(
                "Start it on a desktop, or under a virtual screen: xvfb-run dose-diary. "
                "The commands work without a screen: dose-diary --help"
            ),
        )
    needed = dict(_QT)
    if not drawn_nowhere:
        needed |= _WAYLAND if wayland and platform != "xcb" else _X11
    missing = missing_packages(needed.items())
    if missing:
        raise Told(
            _("The window cannot be opened."),
            _("Libraries that Qt needs are missing."),
            _("Install them: {line}").format(
                line="sudo apt-get install --no-install-recommends " + " ".join(missing)
            ),
        )


def missing_for_x11() -> list[str]:
    """The Debian packages that a window on an X screen lacks here."""
    return missing_packages((_QT | _X11).items())


def missing_packages(needed: Iterable[tuple[str, str]]) -> list[str]:
    """The Debian packages whose library does not load, in the order asked for."""
    return [package for library, package in needed if not _loads(library)]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
