"""What the window says above every page when it opens: what is odd, and what was left unsaved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from diary_app.errors import DiaryError
from diary_app.services import drafts, lock, settings
from diary_app.services.drafts import Begun
from diary_app.services.places import place_of
from diary_app.text import _, ngettext
from diary_app.ui.main_window import MainWindow
from diary_app.ui.session import Session
from diary_app.ui.widgets.banner import Reading
from diary_app.ui.widgets.button import way
from diary_app.ui.widgets.card import Card, row
from diary_app.ui.widgets.text import Runs
from diary_app.wording.days import near_moment
from diary_app.wording.drafts import draft_words
from diary_app.wording.places import keeper_words, met_words
from diary_app.wording.refusals import in_words
from diary_app.wording.settings import odd_words

_LISTED = 3
_PAGES = {
    "dose": "today",
    "flag": "today",
    "reading": "today",
    "note": "log",
    "symptom": "log",
    "fall": "log",
    "goal": "log",
    "event": "charts",
    "visit": "reports",
    "question": "reports",
    "setting": "settings",
    "part": "settings",
    "tracked": "settings",
}
_FOR_DOCTOR = ("other_medicines", "history", "allergies", "next_of_kin", "pump_model", "pump_place")


def say(window: MainWindow, path: Path, trouble: DiaryError | None) -> None:
    """Put above the pages what is to be known of the diary at `path`. `trouble`: why nothing can be
    written beside it, None where that can be done.
    """
    texts = [
        *_about_place(path),
        _about_plain(window),
        odd_words(settings.odd(window.session.diary)),
    ]
    if trouble is not None:
        looked = _("What is recorded can be looked at.")
        texts.insert(0, f"{in_words(trouble)} {looked}")
    for text in filter(None, texts):
        window.put_on_top(Reading(text))
    begun = drafts.begun(window.session.diary)
    if begun:
        window.put_on_top(LeftCard(window.session, begun))


def _about_place(path: Path) -> list[str]:
    """Where the diary lies in a folder that others write too."""
    place = place_of(path)
    texts = [] if place.keeper is None else [keeper_words(place.keeper)]
    texts += met_words([each.name for each in place.met])
    return [" ".join(texts)] if texts else []


def _about_plain(window: MainWindow) -> str:
    """That files from before the passphrase can be read by anyone, and where they go."""
    n = len(lock.plain_left(window.session.diary))
    if not n:
        return ""
    return ngettext(
        "{n} file from before the passphrase is not locked. Settings, Passphrase deletes it.",
        "{n} files from before the passphrase are not locked. Settings, Passphrase deletes them.",
        n,
    ).format(n=n)


class LeftCard(Card):
    """What was begun and not saved, each with the way to its place, where it is offered again."""

    def __init__(self, session: Session, begun: tuple[Begun, ...]) -> None:
        super().__init__(gap=8)
        self._session, self._left = session, len(begun)
        self.add(Runs(_("You began this and did not save it:"), "strong"))
        for one in begun[:_LISTED]:
            self.add(self._line(one))
        more = len(begun) - _LISTED
        if more > 0:
            self.add(Runs(ngettext("And {n} more.", "And {n} more.", more).format(n=more), "muted"))
        later = way(_("Not now"), "plain", about=_("what was not saved"))
        later.chosen.connect(self.hide)
        self.add(row(later))

    def _line(self, one: Begun) -> QWidget:
        what = draft_words(one.kind, one.name)
        said = f"{what}, {near_moment(one.at, self._session.today)}"
        words = Runs(said)
        go = way(_("Open"), about=said)
        away = way(_("Throw away"), "plain", about=said)
        line = row(words, go, away, grow=words, gap=10)
        go.chosen.connect(lambda: self._gone(line.hide, partial(self._open, one)))
        away.chosen.connect(lambda: self._gone(line.hide, partial(self._throw_away, one)))
        return line

    def _gone(self, hide: Callable[[], None], then: Callable[[], None]) -> None:
        hide()
        self._left -= 1
        if not self._left:
            self.hide()
        then()

    def _open(self, one: Begun) -> None:
        """Go where it is offered again, as far as that place can be told."""
        if one.kind == "record":
            self._session.record_wanted.emit(one.about)
            return
        page = _PAGES.get(one.kind, "medicines")
        if one.kind == "setting" and one.about in _FOR_DOCTOR:
            page = "reports"
        if one.kind == "dose" and one.which.startswith("extra"):
            page = "log"
        elif one.kind == "dose" and "T" not in one.which:  # of a dose that was recorded
            self._session.record_wanted.emit(one.which)
            return
        self._session.wanted.emit(page, None)

    def _throw_away(self, one: Begun) -> None:
        self._session.keep(partial(drafts.throw_away, self._session.diary, one.form))
