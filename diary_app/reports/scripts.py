"""What a paper shows of a script that no font of this computer has, and the line that says so."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from diary_app.wording.scripts import no_font_line

_GAP = "?"  # each font has it
_JOINING = ("Cf", "Mn")  # marks that only join others or turn a line


def in_its_place(sign: str) -> str:
    """A picture by its name, [pill]; a letter as a question mark; nothing for a mark alone."""
    category = unicodedata.category(sign)
    if category in _JOINING:
        return ""
    name = unicodedata.name(sign, "").lower()
    return f"[{name}]" if category == "So" and name else _GAP


def no_font_for(signs: Iterable[str]) -> str:
    """One clear line for a paper, "" where no letter is missing."""
    return no_font_line([sign for sign in signs if in_its_place(sign) == _GAP], _GAP)
