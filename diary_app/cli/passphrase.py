"""Where the command line gets a passphrase: from the terminal or from a file, never from a word."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from getpass import getpass
from pathlib import Path

from diary_app.errors import BadInput, Told
from diary_app.services import lock
from diary_app.services.lock import Damaged, WrongKey
from diary_app.text import _

FILE, NEW_FILE = "DIARY_PASSPHRASE_FILE", "DIARY_NEW_PASSPHRASE_FILE"
_TRIES = 3
_LONGEST = 100_000  # signs of a passphrase file


def unlock(path: Path) -> None:
    """Unlock the diary at `path`. Raises WrongKey, BadInput, or Told where nobody can be asked."""
    error: WrongKey | BadInput | None = None
    for typed in _told():
        try:
            lock.unlock(path, typed)
            return
        except Damaged:
            return  # the key fits: whoever opens the file says what is damaged, or saves the rest
        except (WrongKey, BadInput) as wrong:
            error = wrong
    if error is not None:
        raise error


def new() -> str:
    """The new passphrase for a diary that has one: from its own file, from the second line of the
    other one, or from the terminal.
    """
    other = os.environ.get(NEW_FILE)
    if other:
        return _lines(other)[0]
    lines = _lines(os.environ[FILE]) if os.environ.get(FILE) else []
    return lines[1] if len(lines) > 1 else _asked_twice()


def first() -> str:
    """The passphrase for a diary that has none yet."""
    return _lines(os.environ[FILE])[0] if os.environ.get(FILE) else _asked_twice()


def _told() -> Iterator[str]:
    """What may be the passphrase or the recovery code, one after the other.

    From a file both lines: a change that was cut short leaves the old passphrase or the new one.
    """
    if os.environ.get(FILE):
        yield from _lines(os.environ[FILE])[:2]
    else:
        for _try in range(_TRIES):
            yield _asked(_("Passphrase or recovery code: "))


def _asked_twice() -> str:
    typed = _asked(_("New passphrase: "))
    if _asked(_("The same again: ")) != typed:
        raise Told(_("The two are not the same."), "", _("Nothing was changed. Try again."))
    return typed


def _asked(prompt: str) -> str:
    if not sys.stdin.isatty():
        raise Told(
            _("This needs the passphrase, and there is no terminal to ask for it."),
            "",
            _("Write it into a file that only you can read, and name that file in {name}.").format(
                name=FILE
            ),
            exit_code=1,
        )
    try:
        return getpass(prompt)
    except EOFError as end:
        raise KeyboardInterrupt from end


def _lines(name: str) -> list[str]:
    """The lines of a passphrase file, without their ends, at least one."""
    try:
        with Path(name).expanduser().open(encoding="utf-8-sig") as file:
            text = file.read(_LONGEST)  # a device may never come to an end
        if len(text) == _LONGEST:
            raise OSError(0, _("It is too long."))
    except (OSError, UnicodeError) as error:
        raise Told(
            _("The passphrase file {path} cannot be read.").format(path=name),
            getattr(error, "strerror", None) or _("It is not text in UTF-8."),
            _("Its first line is the passphrase; its second one, for lock change, the new one."),
            exit_code=1,
        ) from error
    # Not splitlines: a passphrase may hold what else Unicode takes for the end of a line.
    return text.replace("\r\n", "\n").removesuffix("\n").split("\n")
