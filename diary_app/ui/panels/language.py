"""The card of Settings that says which language the window and the papers speak."""

from __future__ import annotations

from dataclasses import replace

from diary_app.services import settings
from diary_app.text import LANGUAGES, _, within
from diary_app.ui import theme
from diary_app.ui.session import Session
from diary_app.ui.widgets.card import Card, heading
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.fields import Field, field


class LanguageCard(Card):
    """The window begins anew in another language, on the same page."""

    def __init__(self, session: Session) -> None:
        super().__init__(gap=14)
        self._session = session
        own = settings.load(session.diary)
        self.add(heading(_("Language")), self._window(), self._papers(own.paper_language))

    def _window(self) -> Field:
        title = _("Language of this window")
        options: list[tuple[object, str]] = [
            ("system", _("Same as my computer")),
            *LANGUAGES.items(),
        ]
        made = Choice(options, about=within(title), value=theme.current().look.language)
        made.picked.connect(self._speak)
        return field(title, made)

    def _papers(self, chosen: str) -> Field:
        title = _("My doctor reads")
        options: list[tuple[object, str]] = [("same", _("Same as this window")), *LANGUAGES.items()]
        made = Choice(options, about=within(title), value=chosen)
        made.picked.connect(
            lambda code: settings.save(self._session.diary, paper_language=str(code))
        )
        return field(title, made)

    def _speak(self, code: object) -> None:
        look = theme.current()
        look.look = replace(look.look, language=str(code))
        settings.save(self._session.diary, language=str(code))
        path = self._session.diary.file.path
        # Every page, button and title holds words: all of them are made again.
        self._session.reopen(lambda: (path, ""), same_place=True)
