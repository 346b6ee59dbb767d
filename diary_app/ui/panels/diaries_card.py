"""Several diaries: another one opened, a new one begun, the way to those opened last."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from diary_app.services import diaries
from diary_app.text import _
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import way
from diary_app.ui.widgets.card import Card, heading, row
from diary_app.ui.widgets.text import Runs

_DIARIES = "(*.db)"


class DiariesCard(Card):
    """Each diary is a file of its own, with its own passphrase; one is open in a window."""

    def __init__(self, session: Session) -> None:
        super().__init__(gap=14)
        self._session = session
        own = session.diary.file.path
        other, new = way(_("Open another diary")), way(_("Begin a new diary"))
        other.chosen.connect(self._choose)
        new.chosen.connect(self._begin)
        self.add(
            heading(_("Diaries")),
            Runs(_("Open now: {name}").format(name=diaries.name_of(own)), "strong"),
            Runs(
                _(
                    "Each person on this computer can have a diary. Each one is a file of its own, "
                    "with its own passphrase."
                )
            ),
            row(other, new),
        )
        for path in diaries.recent():
            if path != own:
                self._add_recent(path)

    def _add_recent(self, path: Path) -> None:
        """The place is a text of its own, which may wrap: a button as long would not fit."""
        words = _("{name}, in {folder}").format(name=diaries.name_of(path), folder=path.parent)
        again, place = way(_("Open"), about=words), Runs(words)
        again.chosen.connect(partial(self._open, path))
        self.add(row(place, again, grow=place))

    def _choose(self) -> None:
        kinds = _("Diaries {pattern}").format(pattern=_DIARIES)
        chosen, _filter = QFileDialog.getOpenFileName(self, _("Which diary?"), "", kinds)
        if chosen:
            self._open(Path(chosen))

    def _begin(self) -> None:
        kinds = _("Diaries {pattern}").format(pattern=_DIARIES)
        title = _("Where should the new diary lie?")
        chosen, _filter = QFileDialog.getSaveFileName(self, title, "", kinds)
        if not chosen:
            return
        if Path(chosen).exists():  # it is opened: no file is ever written over
            self._open(Path(chosen))
            return
        path = diaries.place_for(Path(chosen))
        if path.exists():
            self._open(path)
        else:
            self._session.reopen(lambda: (path, ""))

    def _open(self, path: Path) -> None:
        if self._session.keep(lambda: diaries.refuse_other_file(path)):
            self._session.reopen(lambda: (path.resolve(), ""))
