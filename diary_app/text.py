"""Translated texts: gettext, so that window, command line and paper share one catalogue.

`_("...")` marks and translates; `ngettext` chooses the plural. Texts live in ui, reports, cli and
resources, never in the domain.
"""

from __future__ import annotations

import gettext

from diary_app.resources import folder

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def use_language(languages: list[str] | None = None) -> None:
    """Choose the catalogue. `None` asks the environment; an unknown language is English."""
    global _catalogue
    _catalogue = gettext.translation(
        "dose-diary", localedir=folder("translations"), languages=languages, fallback=True
    )


def language() -> str:
    """The language that texts are in, as `de`: the catalogue's, English where there is none."""
    return _catalogue.info().get("language", "en")[:2]


def _(message: str) -> str:
    """The text in the chosen language, the text itself where there is no translation."""
    return _catalogue.gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The right plural for `n` in the chosen language."""
    return _catalogue.ngettext(singular, plural, n)
