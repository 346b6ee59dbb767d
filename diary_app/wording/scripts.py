"""What people call the scripts of letters, and the clear line where a computer has no font."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from diary_app.text import _
from diary_app.wording.numbers import listed


def script_of(sign: str) -> str:
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
    if unicodedata.category(sign) == "So":
        return _("pictures (emoji)")
    first = unicodedata.name(sign, "").partition(" ")[0]
    return known.get(first, first.capitalize() or _("some signs"))


def no_font_line(signs: Iterable[str], shown_as: str) -> str:
    """One clear line, "" where no sign is missing; `shown_as` is what stands in their places."""
    names = sorted({script_of(sign) for sign in signs})
    if not names:
        return ""
    return _("No font for {scripts} on this computer: its letters stand as {sign}.").format(
        scripts=listed(names), sign=shown_as
    )
