"""Text as a person wrote it, made safe to print."""

from __future__ import annotations

import re

_DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), *map(ord, _DIRECTIONS))
_REMOVED: dict[int, str | None] = dict.fromkeys(_CONTROLS)
_REMOVED |= {ord("\n"): "\n", ord("\t"): " "}


_ESCAPED = {code: f"\\u{code:04x}" for code in _CONTROLS if code not in (0x0A, 0x0D)}


def escaped(json_text: str) -> str:
    """JSON whose strings hold no sign that could turn a terminal around; it says the same."""
    return json_text.translate(_ESCAPED)


def plain(text: str) -> str:
    """The text without control characters and direction marks, which could reorder what stands
    around it. Line breaks stay; the record itself is untouched.
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_REMOVED)


_LETTERS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_LEFTWARDS = re.compile(rf"[{_LETTERS}]+(?:[^\S\n]*[{_LETTERS}]+)*")


def isolated(text: str) -> str:
    """The text with each stretch that runs from right to left kept apart.

    Else the first number behind a Hebrew name would stand before it.
    """
    return _LEFTWARDS.sub(lambda found: f"\u2068{found[0]}\u2069", text)
