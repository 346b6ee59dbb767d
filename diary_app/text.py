"""Translated texts: gettext, so that window, command line and paper share one catalogue.

`_("...")` marks and translates; `ngettext` chooses the plural. Texts live in ui, reports, cli and
resources, never in the domain. One language is the program's; a piece of work, a paper for a doctor
who reads another, has its own meanwhile.
"""

from __future__ import annotations

import gettext
import locale
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from diary_app.resources import folder

LANGUAGES = {"en": "English", "de": "Deutsch", "es": "Español", "fr": "Français"}
"""The languages that are complete, by code, each named as its readers name it."""

COMMA = frozenset({"de", "es", "fr"})
"""The languages whose papers write 2,5 unless the person chose the point."""

_NOUNS_ARE_LARGE = frozenset({"de"})
_WINDOWS = {"german": "de", "spanish": "es", "french": "fr"}  # names, not codes

_of_program = ["en"]
_of_work: ContextVar[str | None] = ContextVar("language", default=None)


def use_language(chosen: str = "system") -> None:
    """Speak `chosen` from now on; "system", or a language that is not there: the computer's."""
    _of_program[0] = chosen if chosen in LANGUAGES else of_computer()


def language() -> str:
    """The code of the language in force."""
    return _of_work.get() or _of_program[0]


@contextmanager
def spoken_in(chosen: str) -> Iterator[None]:
    """Speak `chosen` in one piece of work: a paper. The window goes on in its own language."""
    before = _of_work.set(chosen if chosen in LANGUAGES else None)
    try:
        yield
    finally:
        _of_work.reset(before)


def of_computer() -> str:
    """The first of the languages that the computer asks for and that is there, else English."""
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    asked = next((os.environ[name] for name in names if os.environ.get(name)), None)
    return first_known((asked or locale.getlocale()[0] or "").split(":"))


def first_known(asked: list[str]) -> str:
    """The code of the first language in `asked` that is there: de for de_AT.UTF-8 or de-CH."""
    for name in asked:
        code = name.replace("-", "_").partition("_")[0].partition(".")[0].lower()
        if code in LANGUAGES:
            return code
        if code in _WINDOWS and _WINDOWS[code] in LANGUAGES:
            return _WINDOWS[code]
    return "en"


def language_of_program() -> str:
    """The code of the language of window and command line, also while a paper speaks another."""
    return _of_program[0]


def _(message: str) -> str:
    """The text in the chosen language, the text itself where there is no translation."""
    return _catalogue(language()).gettext(message)


translated = _
"""The same for a text that is marked elsewhere: one of the knowledge base."""


def ngettext(singular: str, plural: str, n: int) -> str:
    """The right plural for `n` in the chosen language."""
    return _catalogue(language()).ngettext(singular, plural, n)


def within(words: str) -> str:
    """`words`, a label, as they stand inside a sentence: German keeps its large letters."""
    return words if language() in _NOUNS_ARE_LARGE else words.lower()


def small(words: str) -> str:
    """`words`, an answer or a rating and no noun, as they stand inside a sentence: not sure."""
    return words[:1].lower() + words[1:]


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    if code == "en":
        return gettext.NullTranslations()
    return gettext.translation("dose-diary", folder("translations"), [code], fallback=True)
