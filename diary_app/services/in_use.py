"""Which window has a diary open, as its lock file beside the diary tells."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from diary_app import disk


def window_of(path: Path) -> int | None:
    """The process number of the window that has the diary at `path` open on this computer.

    None where there is none, or nobody can tell.
    """
    beside = disk.followed(path)
    try:
        text = beside.with_name(beside.name + ".window").read_text(encoding="utf-8")
        first, _program, host, *_rest = [*text.splitlines(), "", "", ""]
        number = int(first)
    except (OSError, ValueError):
        return None
    elsewhere = host not in ("", socket.gethostname())
    return None if elsewhere or number == os.getpid() or not _runs(number) else number


def _runs(number: int) -> bool:
    try:
        os.kill(number, 0)
    except PermissionError:
        return True  # another user's
    except OSError:
        return False
    return True
