"""Rating symptoms: the tiles and the pad that takes a tile's place, on Today and on Log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from diary_app.domain.knowledge import Category, Entry
from diary_app.domain.moment import Moment
from diary_app.domain.symptom import Observation
from diary_app.services import symptoms
from diary_app.text import _
from diary_app.ui.panels.observation import ObservationForm
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import way
from diary_app.ui.widgets.card import heading, stack
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.pad import RatingPad, SymptomTile
from diary_app.wording.days import clock
from diary_app.wording.symptoms import last_words, short_label, value_words


class SymptomTiles(QObject):
    """The tiles of some symptoms; pressing one opens its pad in place, a value saves at once.

    `at` answers when a rating is for; `last` the last observation of each symptom to show.
    """

    altered = Signal()

    def __init__(self, session: Session, at: Callable[[], Moment]) -> None:
        super().__init__(session)
        self._session, self._at = session, at
        self._open = self._closed = ""
        self._tile: SymptomTile | None = None  # of the pad that has just been closed
        self._all = False
        self._shown: list[str] = []
        self._pad: RatingPad | ObservationForm | None = None
        self._whole = False  # where and how long are asked too
        self._opened_now = False

    @property
    def open(self) -> bool:
        """Whether a pad is open."""
        return bool(self._open)

    def build(
        self, title: str, first: tuple[str, ...], last: dict[str, Observation], today: date
    ) -> QWidget:
        """The tiles of `first` and More…, or the open pad."""
        self._pad = self._tile = None
        if self._open:
            return self._build_pad(last, today)
        entries = self._entries(first)
        if self._all:
            rest = [e for e in self.every() if e.id not in first]
            entries = [*entries, *rest]
        self._shown = [entry.id for entry in entries]
        tiles: list[QWidget] = []
        for entry in entries:
            tile = SymptomTile(short_label(entry), last_words(entry, last.get(entry.id), today))
            tile.chosen.connect(lambda id=entry.id: self.open_pad(id))
            if entry.id == self._closed:
                self._tile = tile
            tiles.append(tile)
        self._closed = ""
        more = way(_("Fewer symptoms") if self._all else _("More symptoms…"))
        more.chosen.connect(self._turn_all)
        return stack(heading(title), flow(*tiles, equal=True), flow(more), gap=12)

    def every(self) -> list[Entry]:
        """What can be recorded: own things, what the medicine treats, the common side effects, then
        the others.
        """
        found = {e.id: e for e in self._session.diary.vocabulary.entries if _offered(e)}
        first = (Category.OWN, Category.TREATED, Category.COMMON)
        return sorted(found.values(), key=lambda e: (*first, e.category).index(e.category))

    def open_number(self, number: int) -> None:
        """Open the pad of the tile `number`, counted from 1; nothing where there is none."""
        if not self._open and 1 <= number <= len(self._shown):
            self.open_pad(self._shown[number - 1])

    def show_fewer(self) -> bool:
        """Show the first tiles only; whether all were shown."""
        were_all = self._all
        if were_all:
            self._turn_all()
        return were_all

    def open_pad(self, id: str) -> None:
        """Open the pad of a symptom."""
        self._open, self._opened_now, self._whole = id, True, False
        self.altered.emit()

    def _open_whole(self) -> None:
        self._whole = self._opened_now = True
        self.altered.emit()

    def close_pad(self) -> None:
        """Go back to the tiles."""
        self._closed, self._open = self._open, ""
        self.altered.emit()

    def take_focus(self) -> QWidget | None:
        """The first value of a pad that has just been opened, the tile of one just closed."""
        if self._pad is None:
            tile, self._tile = self._tile, None
            return tile
        if not self._opened_now:
            return None
        self._opened_now = False
        return self._pad.first()

    def _entries(self, ids: tuple[str, ...]) -> list[Entry]:
        found = {e.id: e for e in self._session.diary.vocabulary.entries}
        return [found[id] for id in ids if id in found and _offered(found[id])]

    def _build_pad(self, last: dict[str, Observation], today: date) -> QWidget:
        (entry,) = self._entries((self._open,))
        if self._whole or entry.scale.is_open:
            form = self._pad = ObservationForm(self._session, entry, self._at, self.close_pad)
            return form
        seen = last.get(entry.id)
        before = ""
        if seen is not None:
            before = _("Last time: {value}.").format(value=last_words(entry, seen, today))
        pad = pad_of(entry, before)
        pad.offer_more(_("Where, how long…") if entry.regions else _("How long…"))
        pad.more.connect(self._open_whole)
        pad.rated.connect(lambda value: self._rate(entry, value))
        pad.left.connect(self.close_pad)
        self._pad = pad
        return pad

    def _rate(self, entry: Entry, value: int) -> None:
        self._closed, self._open = self._open, ""
        done = self._session.save(
            lambda: symptoms.observe(
                self._session.diary,
                entry.id,
                value,
                self._at(),
                entered_by=self._session.entered_by,
            ),
            lambda seen: _("Saved: {symptom} {value}, {time}.").format(
                symptom=entry.label, value=value_words(entry, value), time=clock(seen.at)
            ),
        )
        if not done:
            self.altered.emit()

    def _turn_all(self) -> None:
        self._all = not self._all
        self.altered.emit()


def _offered(entry: Entry) -> bool:
    """Whether it is still offered."""
    return not entry.archived


def pad_of(entry: Entry, before: str) -> RatingPad:
    """The pad of a symptom's own scale; `before` is what it was last, "" for nothing."""
    scale = entry.scale
    worded = len(scale.words) == scale.highest + 1
    values = [(n, scale.word(n) if worded else str(n)) for n in range(scale.highest + 1)]
    ends = "" if worded else f"0 {scale.words[0]} … {scale.highest} {scale.words[-1]}"
    return RatingPad(short_label(entry), ends, values, before)
