"""The lock of a diary: what it does, and what it cannot undo."""

from __future__ import annotations

from diary_app.text import _


def forgetting_both_loses_all() -> str:
    """The one sentence that must be read before a passphrase is set."""
    return _(
        "If you forget the passphrase and lose the recovery code, nobody can open this diary "
        "again: everything in it is lost."
    )


def what_a_lock_does() -> str:
    """Why somebody may want one."""
    return _(
        "With a passphrase, nobody who gets hold of this computer or of a backup can read the "
        "diary."
    )


def beside_the_lock() -> str:
    """What a passphrase of the file cannot cover."""
    return _(
        "While the diary is open the system may write parts of its memory to disk (swap, "
        "hibernation): switch on the disk encryption of your system too."
    )
