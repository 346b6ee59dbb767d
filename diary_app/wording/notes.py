"""What is said of notes in languages that the diary does not read."""

from __future__ import annotations

from collections.abc import Sequence

from diary_app.text import _

# Each in itself: who reads it is looking for it.
LANGUAGE_NAMES = {"en": "English", "de": "Deutsch", "es": "Español", "fr": "Français"}


def unread_words(languages: Sequence[str]) -> str:
    """That notes in these languages are not read, "" for none."""
    if not languages:
        return ""
    names = ", ".join(LANGUAGE_NAMES.get(each, each) for each in languages)
    return _(
        "The diary does not read notes in this language: {languages}. "
        "Please answer the safety check as well."
    ).format(languages=names)
