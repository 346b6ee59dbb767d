"""What a paper shows of a script that no font of this computer has, and the line that says so."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from diary_app.text import _
from diary_app.wording.numbers import listed

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
    names = sorted({_script(sign) for sign in signs if in_its_place(sign) == _GAP})
    if not names:
        return ""
    return _("No font for {scripts} on this computer: its letters stand as ?.").format(
        scripts=listed(names)
    )


def _script(sign: str) -> str:
    """What people call the script of a letter."""
    known = {
        "CJK": _("Chinese"),
        "HIRAGANA": _("Japanese"),
        "KATAKANA": _("Japanese"),
        "HANGUL": _("Korean"),
        "ARABIC": _("Arabic"),
        "HEBREW": _("Hebrew"),
        "DEVANAGARI": _("Hindi (Devanagari)"),
        "THAI": _("Thai"),
    }
    first = unicodedata.name(sign, "").partition(" ")[0]
    return known.get(first, first.capitalize() or _("some signs"))
