"""The folder in which this diary meets its copies on other computers."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from diary_app.services import in_step
from diary_app.text import _
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import way
from diary_app.ui.widgets.card import Card, heading, row
from diary_app.ui.widgets.fields import field
from diary_app.ui.widgets.text import Runs


class StepCard(Card):
    """Names the folder, or none any more, and meets the others now."""

    def __init__(self, session: Session) -> None:
        super().__init__(gap=14)
        self._session = session
        folder = in_step.folder(session.diary)
        self.add(
            heading(_("Keep in step with another computer")),
            Runs(
                _(
                    "Name a folder that both computers see: a USB stick, or a folder that a cloud "
                    "keeps. A copy of this diary is written there, and the copy of the other "
                    "computer is joined at each start. A locked diary stays locked there."
                )
            ),
        )
        choose = way(_("Keep in step with a folder"))
        choose.chosen.connect(self._choose)
        if folder is None:
            self.add(row(choose))
            return
        now = way(_("Join now"))
        now.chosen.connect(session.step_wanted.emit)
        stop = way(_("No longer keep in step"))
        stop.chosen.connect(lambda: self._use(None))
        self.add(
            field(_("The folder"), Runs(str(folder))),
            field(_("This computer's copy"), Runs(in_step.own_name(session.diary.file.path))),
            row(now, choose, stop),
        )

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("A folder that both computers see"))
        if chosen:
            self._use(Path(chosen))

    def _use(self, folder: Path | None) -> None:
        diary = self._session.diary
        said = _("Kept in step there.") if folder else _("No longer kept in step.")
        if not self._session.keep(lambda: in_step.use(diary, folder)):
            return
        self._session.told.emit(said)  # no step of its own: Undo would take back something else
        if folder:
            self._session.step_wanted.emit()
