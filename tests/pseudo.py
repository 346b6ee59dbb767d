"""A language that nobody speaks: every text with accents and 40 per cent longer, fields kept."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager

from diary_app import text

CODE = "qps"
_ACCENTS = str.maketrans("aeiouAEIOUn", "áéîöüÀÉÎÖÜñ")
_FIELD = re.compile(r"(\{[^}]*\})")


def longer(said: str) -> str:
    """`said` in the language: [Tödáy ~~] for Today."""
    parts = _FIELD.split(said)
    changed = [part if _FIELD.fullmatch(part) else part.translate(_ACCENTS) for part in parts]
    return f"[{''.join(changed)} {'~' * max(1, round(len(said) * 0.4) - 3)}]"


class _Longer(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return longer(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return longer(msgid1 if n == 1 else msgid2)


@contextmanager
def pseudo() -> Iterator[None]:
    """The language is there, and spoken by the program."""
    before, found = text.language(), text._catalogue
    text.LANGUAGES[CODE] = "Pseudo"
    text._catalogue = lambda code: _Longer() if code == CODE else found(code)  # type: ignore[assignment]
    text.use_language(CODE)
    try:
        yield
    finally:
        del text.LANGUAGES[CODE]
        text._catalogue = found
        text.use_language(before)
