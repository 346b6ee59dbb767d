"""The program's memory: kept out of files, and searched for garbage only where there is some."""

from __future__ import annotations

import ctypes
import gc
import sys
from contextlib import suppress

_PR_SET_DUMPABLE = 4


def collect_rarely() -> None:
    """Let Python look for garbage after 100,000 new objects, not after 700.

    What a start makes it keeps, so looking through it a hundred times found nothing, and took a
    tenth of the time until Today was painted. The window collects by itself (`ui/garbage.py`).
    """
    gc.set_threshold(100_000, 20, 20)


def forbid_dumps() -> None:
    """Have the system write no dump of this program. Where it cannot be told, nothing changes."""
    with suppress(ImportError, OSError, ValueError):  # Windows has no such limit
        import resource  # of POSIX only

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def hide() -> None:
    """Keep the memory from other programs of the same user too, while the key of a diary is in it.

    Only then: on Linux a desktop's portal shows no notification of a program that hides itself.
    """
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
