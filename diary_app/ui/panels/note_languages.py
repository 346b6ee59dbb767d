"""The card of Settings that says in which languages notes are written."""

from __future__ import annotations

from diary_app.services import settings, texts
from diary_app.text import _
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button
from diary_app.ui.widgets.card import Card, heading
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.text import Runs
from diary_app.wording.notes import LANGUAGE_NAMES, unread_words


class NoteLanguagesCard(Card):
    """A chip for each language; none chosen is the language of the program."""

    def __init__(self, session: Session) -> None:
        super().__init__(gap=14)
        self._session = session
        written = texts.languages(session.diary)
        chips = [self._chip(each, written) for each in settings.NOTE_LANGUAGES]
        self.add(
            heading(_("Languages of my notes")),
            Runs(
                _("The diary reads your notes for serious symptoms in the languages you choose."),
                "muted",
            ),
            flow(*chips, gap=10),
        )
        unread = unread_words(texts.unread(written))
        if unread:
            self.add(Runs(unread))

    def _chip(self, language: str, written: tuple[str, ...]) -> Button:
        chip = Button(LANGUAGE_NAMES[language], "chip", about=_("languages of my notes"))
        chip.setChecked(language in written)
        chip.set_icon("tick" if language in written else "")
        chip.chosen.connect(lambda: self._turn(language, written))
        return chip

    def _turn(self, language: str, written: tuple[str, ...]) -> None:
        """Add or take away a language; the last one taken away leaves the program's own."""
        chosen = tuple(
            each for each in settings.NOTE_LANGUAGES if (each in written) != (each == language)
        )
        self._session.save(
            lambda: settings.save(self._session.diary, notes_languages=chosen),
            _("Saved: the languages of your notes."),
        )
