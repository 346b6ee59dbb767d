"""Which symptoms stand as tiles on Today and Log."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from diary_app.domain.knowledge import Category, Entry
from diary_app.services import settings
from diary_app.text import _
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import Card, heading
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.text import Runs
from diary_app.wording.symptoms import short_label

MOST = 8
_COMMON = (Category.TREATED, Category.COMMON)


class TilesCard(Card):
    """A chip for each symptom; the chosen ones first, in the order of their tiles."""

    more = Signal()

    def __init__(self, session: Session, *, every: bool) -> None:
        super().__init__(gap=14)
        self._session = session
        self._tiles = settings.load(session.diary).tiles
        known = {e.id: e for e in session.diary.vocabulary.entries if not e.archived}
        shown = {id: known[id] for id in self._tiles if id in known}
        shown |= {id: e for id, e in known.items() if every or e.category in _COMMON}
        chips: list[QWidget] = [self._chip(entry) for entry in shown.values()]
        more = way(_("Fewer…") if every else _("More…"), "chip", about=_("tiles"))
        more.setCheckable(False)
        more.chosen.connect(self.more)
        text = _("Up to {n}. Every other symptom stays behind More symptoms.").format(n=MOST)
        self.add(heading(_("Symptoms on Today")), Runs(text, "muted"), flow(*chips, more, gap=10))

    def _chip(self, entry: Entry) -> Button:
        chosen = entry.id in self._tiles
        chip = Button(short_label(entry), "chip", about=_("tile"))
        chip.setChecked(chosen)
        chip.set_icon("tick" if chosen else "")
        chip.chosen.connect(lambda: self._turn(entry, chip))
        return chip

    def _turn(self, entry: Entry, chip: Button) -> None:
        if entry.id in self._tiles:
            tiles = tuple(id for id in self._tiles if id != entry.id)
        elif len(self._tiles) < MOST:
            tiles = (*self._tiles, entry.id)
        else:
            chip.setChecked(False)
            self._session.problem.emit(
                _("There are {n} tiles. Take one away first.").format(n=MOST)
            )
            return
        self._session.save(
            lambda: settings.save(self._session.diary, tiles=tiles), _("Saved: the tiles.")
        )
