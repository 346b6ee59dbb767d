"""Where the diary lies, its backups, and the way back from one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from diary_app.services import files
from diary_app.text import _
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import Card, heading, row
from diary_app.ui.widgets.fields import field
from diary_app.ui.widgets.text import Runs


class MyDataCard(Card):
    """`asked` is the backup that waits for a yes; `ask` names one, or none again."""

    ask = Signal(object)

    def __init__(self, session: Session, asked: Path | None) -> None:
        super().__init__(gap=14)
        self._session = session
        path = session.diary.file.path
        show = way(_("Show in folder"))
        show.chosen.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))))
        backup = way(_("Back up now…"))
        backup.chosen.connect(self._back_up)
        restore = way(_("Restore a backup…"))
        restore.chosen.connect(self._choose)
        self.add(
            heading(_("My data")),
            Runs(_("Everything is in one file on this computer; nothing is sent anywhere.")),
            field(_("Where it is"), Runs(str(path))),
            row(backup, restore, show),
        )
        if asked is not None:
            self._add_question(asked)

    def _add_question(self, asked: Path) -> None:
        text = _(
            "Open {name} in the place of the present diary? What was recorded since that backup "
            "will not be shown. The present diary is kept beside it as a file."
        )
        yes = Button(_("Restore this backup"))
        yes.chosen.connect(lambda: self._restore(asked))
        no = way(_("Keep the present diary"))
        no.chosen.connect(lambda: self.ask.emit(None))
        self.add(Runs(text.format(name=asked.name), "strong"), row(no, yes))

    def _back_up(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Where to keep the backup"))
        if chosen:
            diary = self._session.diary
            self._session.save(
                lambda: files.backup(diary, Path(chosen)),
                lambda made: _("Backed up to {path}.").format(path=made),
            )

    def _choose(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(
            self, _("Which backup?"), "", _("Backups (*.db);;All files (*)")
        )
        if chosen:
            self.ask.emit(Path(chosen))

    def _restore(self, source: Path) -> None:
        diary = self._session.diary
        path, clock = diary.file.path, diary.clock

        def restored() -> tuple[Path, str]:
            kept = files.restore(source, path, clock)
            said = _("{name} is restored. The diary before it is kept as {kept}.")
            return path, said.format(name=source.name, kept=kept.name if kept else _("nothing"))

        self._session.reopen(restored)
