"""The notes the program keeps of its own faults: what kind and where in the code, never of whom.

A message may quote what was typed ("could not convert string to float: 'lithium 300'"), a local
variable or a parameter may be a dose. So only types, places in the code, SQLite's names of errors
and versions are written; docs/decisions/18-what-a-log-may-hold.md.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import platform
import sys
from collections.abc import Iterator
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import walk_tb

import platformdirs

from diary_app import __version__

_LOG = logging.getLogger("dose_diary")
_SIZE, _OLDER = 256 * 1024, 2  # bytes of a file, and how many older ones are kept beside it
_PACKAGE = Path(__file__).resolve().parent
_FRAMES = 40  # the innermost ones of each error: a recursion has a thousand


def folder() -> Path:
    """Where the notes lie: the user's state folder."""
    return platformdirs.user_state_path("dose-diary", appauthor=False)


def path() -> Path:
    """The newest of the notes."""
    return folder() / "faults.log"


def begin() -> None:
    """Write the notes to their file from now on, and what ends the whole process beside it.

    Where no file can be written the program goes on without notes.
    """
    if any(isinstance(each, _Private | logging.NullHandler) for each in _LOG.handlers):
        return
    try:
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        handler: logging.Handler = _Private(
            path(), maxBytes=_SIZE, backupCount=_OLDER, encoding="utf-8"
        )
        if not faulthandler.is_enabled():
            faulthandler.enable(_open_private(folder() / "crashes.log"), all_threads=True)
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    _LOG.addHandler(handler)


def note(error: BaseException, where: str) -> None:
    """Keep the kind of `error` and its way through the code; `where` is the part of the program."""
    begin()
    versions = f"dose-diary {__version__}, Python {platform.python_version()}, {sys.platform}"
    _LOG.error("%s: %s (%s)", where, " <- ".join(_chain(error)), versions)


def note_event(what: str) -> None:
    """Keep one of the program's own words for what happened, such as the severity of a message."""
    begin()
    _LOG.info(what)


def _chain(error: BaseException) -> Iterator[str]:
    """The error and what it came from, each with its way through the code."""
    seen: set[int] = set()
    step: BaseException | None = error
    while step is not None and id(step) not in seen:
        seen.add(id(step))
        yield _named(step)
        step = step.__cause__ or (None if step.__suppress_context__ else step.__context__)


def _named(error: BaseException) -> str:
    parts = [type(error).__qualname__]
    parts += [
        word
        # `kind` and `sqlite_errorname` are words of our code and of SQLite, not of a person.
        for name in ("kind", "sqlite_errorname")
        if isinstance(word := getattr(error, name, None), str) and word.isidentifier()
    ]
    frames = [
        f"{_place(frame.f_code.co_filename)}:{line}:{frame.f_code.co_name}"
        for frame, line in walk_tb(error.__traceback__)
    ]
    return " ".join([*parts, *frames[-_FRAMES:]])


def _place(file: str) -> str:
    """A file of ours by its place in the package; of others the last two names, no home folder."""
    try:
        return Path(file).resolve().relative_to(_PACKAGE).as_posix()
    except (ValueError, OSError):
        return "/".join(Path(file).parts[-2:])


class _Private(RotatingFileHandler):
    """Files that nobody else can read; a full disk stops the notes, not the program."""

    def _open(self) -> TextIOWrapper:
        return _open_private(Path(self.baseFilename))

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  logging's name
        """Leave this note out."""


def _open_private(file: Path) -> TextIOWrapper:
    handle = os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    return os.fdopen(handle, "a", encoding="utf-8")
