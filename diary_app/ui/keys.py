"""The keys of the window in words."""

from __future__ import annotations

from diary_app.text import _


def keys_help() -> tuple[str, ...]:
    """One line a key."""
    return (
        _("Alt+1 to Alt+8: the pages in order"),
        _("Enter or Space: press the control with the ring"),
        _("Ctrl+1 to Ctrl+9: rate a symptom, then 0 to 9, X for 10"),
        _("Ctrl+Z: undo. Ctrl+Shift+Z: redo"),
        _("Ctrl+N: write a note. Ctrl+D: go to a date. Ctrl+P: print the summary"),
        _("Ctrl+Left and Ctrl+Right: the day before and after"),
        _("Ctrl and plus, minus or 0: bigger, smaller, usual text"),
        _("F6: from the list of pages to the page to the undo bar. Ctrl+Q: quit"),
    )
