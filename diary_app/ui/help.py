"""Help (F1): the open page, the keys, what the serious words mean, and what the diary is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QScrollArea, QVBoxLayout, QWidget

from diary_app import __version__
from diary_app.domain.knowledge import Entry
from diary_app.text import _
from diary_app.ui import theme
from diary_app.ui.keys import keys_help
from diary_app.ui.pages.page import Page
from diary_app.ui.panels.first_start import about_words
from diary_app.ui.parts.flag_cards import sources_by_tier
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import way
from diary_app.ui.widgets.card import Card, column, heading, row, stack
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.text import Run, Runs
from diary_app.wording.help import made_of, page_help

_PAGE, _KEYS, _WORDS, _ABOUT = "page", "keys", "words", "about"
_SIZE = 640, 620  # units


class Help(QObject):
    """Opens the help over the window, at the open page or at one serious word."""

    def __init__(self, window: QWidget, session: Session, page: Callable[[], Page]) -> None:
        super().__init__(window)
        self._window, self._session, self._page = window, session, page
        session.meaning_wanted.connect(self.open_word)

    def open(self) -> None:
        """F1: the help of the page that is open."""
        self._show(_PAGE)

    def open_word(self, symptom: str) -> None:
        """What is this: the word first, the others below it."""
        self._show(_WORDS, symptom)

    def _show(self, topic: str, symptom: str = "") -> None:
        HelpWindow(self._window, self._session, self._page().key, topic, symptom).open()


class HelpWindow(QDialog):
    """A sheet over the window with four topics. Esc closes it; it stores nothing."""

    def __init__(
        self, window: QWidget, session: Session, page: str, topic: str, symptom: str
    ) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Help"))
        self._session, self._key, self._symptom = session, page, symptom
        self._topics: dict[object, Callable[[], Sequence[QWidget]]] = {
            _PAGE: self._of_page,
            _KEYS: self._of_keys,
            _WORDS: self._of_words,
            _ABOUT: self._of_diary,
        }
        options: list[tuple[object, str]] = [
            (_PAGE, _("This page")),
            (_KEYS, _("Keys")),
            (_WORDS, _("What the words mean")),
            (_ABOUT, _("About")),
        ]
        topics = Choice(options, about=_("help"), value=topic, guarded=False)
        topics.picked.connect(self._turn)
        close = way(_("Close"), about=_("help"))
        close.chosen.connect(self.close)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # so that the arrows scroll it
        self._scroll.setAccessibleName(_("Help text"))
        look = theme.current()
        layout = QVBoxLayout(self)
        edge = look.px(20)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(look.px(14))
        layout.addWidget(topics)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(row(close))
        self.resize(min(look.px(_SIZE[0]), window.width()), min(look.px(_SIZE[1]), window.height()))
        self._turn(topic)

    def _turn(self, topic: Any) -> None:
        holder = QWidget()
        holder.setObjectName("column")
        body = column(holder, 4, 12)
        for widget in self._topics[topic]():
            body.addWidget(widget)
        body.addStretch(1)
        self._scroll.setWidget(holder)
        self._scroll.verticalScrollBar().setValue(0)

    def _of_page(self) -> list[QWidget]:
        told = page_help(self._key)
        made: list[QWidget] = [heading(told.title), *map(Runs, told.lines)]
        if told.keys:
            made += [Runs(_("Keys of this page"), "strong"), *map(Runs, told.keys)]
        return made

    def _of_keys(self) -> list[QWidget]:
        return [heading(_("Keys everywhere")), *map(Runs, keys_help())]

    def _of_words(self) -> list[QWidget]:
        known = [entry for entry in self._session.diary.vocabulary.entries if entry.meaning]
        asked = [entry for entry in known if entry.id == self._symptom]
        rest = [entry for entry in known if entry.id != self._symptom]
        return [heading(_("What the words mean")), *map(_word, (*asked, *rest))]

    def _of_diary(self) -> list[QWidget]:
        return [
            heading(_("Dose Diary {version}").format(version=__version__)),
            Runs(about_words()),
            Runs(
                _(
                    "Not for emergencies. If someone may be in danger, call your emergency number "
                    "now. It does not replace your doctor."
                )
            ),
            Runs(_("Where it comes from"), "strong"),
            *map(Runs, made_of()),
        ]


def _word(entry: Entry) -> QWidget:
    """What is meant, what to do, and the sources, each kind by itself."""
    card = Card(padding=16, gap=8)
    advice = Runs([Run(_("What to do: "), "strong"), Run(" ".join(entry.advice.split()))])
    card.add(
        Runs(entry.label, "words"),
        Runs(" ".join(entry.meaning.split())),
        advice,
        stack(*(Runs(runs, "small") for runs in sources_by_tier(entry.sources)), gap=4),
    )
    return card
