"""Keeps what is in the program's memory out of files: no core dump after a crash."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

_PR_SET_DUMPABLE = 4


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
