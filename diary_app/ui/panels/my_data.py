"""Where the diary lies, its backups, and the way back from one."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from diary_app.services import backups, files, settings
from diary_app.text import _
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import Card, heading, row
from diary_app.ui.widgets.fields import field
from diary_app.ui.widgets.text import Runs
from diary_app.wording.days import moment_words

_SHOWN = 3  # backups that one press goes back to


class MyDataCard(Card):
    """`asked` is the backup that waits for a yes; `ask` names one, or none again."""

    ask = Signal(object)

    def __init__(self, session: Session, asked: Path | None) -> None:
        super().__init__(gap=14)
        self._session = session
        path = session.diary.file.path
        show = way(_("Show in folder"))
        show.chosen.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))))
        backup = way(_("Back up now"))
        backup.chosen.connect(self._back_up)
        restore = way(_("Restore a backup"))
        restore.chosen.connect(self._choose)
        self.add(
            heading(_("My data")),
            Runs(_("Everything is in one file on this computer; nothing is sent anywhere.")),
            field(_("Where it is"), Runs(str(path))),
            field(_("Last backup, made and checked"), Runs(self._last())),
            field(_("Backups are kept"), Runs(self._kept())),
            row(backup, self._second(), restore, show),
            *self._newest(),
        )
        if asked is not None:
            self._add_question(asked)

    def _last(self) -> str:
        at = backups.last(self._session.diary).at
        return _("none yet") if at is None else moment_words(at, self._session.today.year)

    def _kept(self) -> str:
        return "\n".join(str(folder) for folder in backups.folders(self._session.diary))

    def _second(self) -> Button:
        """A second place: a stick, or a folder that a cloud keeps."""
        diary = self._session.diary
        if len(backups.folders(diary)) > 1:
            only = way(_("No second folder"))
            only.chosen.connect(lambda: self._keep_second(""))
            return only
        second = way(_("Keep backups in a second folder too"))
        second.chosen.connect(self._choose_second)
        return second

    def _choose_second(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("A second folder for backups"))
        if chosen:
            self._keep_second(chosen)

    def _keep_second(self, folder: str) -> None:
        self._session.save(
            lambda: settings.save(self._session.diary, backup_folder=folder),
            _("Backups are kept in a second folder too.")
            if folder
            else _("Backups are kept beside the diary only."),
        )

    def _newest(self) -> list[Button]:
        """The way back in one press and a yes."""
        ways = []
        for path, at in backups.beside(self._session.diary, _SHOWN):
            moment = moment_words(at, self._session.today.year)
            back = way(_("Go back to the backup of {moment}").format(moment=moment))
            back.chosen.connect(partial(self.ask.emit, path))
            ways.append(back)
        return ways

    def _add_question(self, asked: Path) -> None:
        text = _(
            "Open {name} in place of the diary you have now? What you recorded after that backup "
            "is not in it. The diary you have now is kept beside it as a file."
        )
        yes = Button(_("Restore this backup"))
        yes.chosen.connect(lambda: self._restore(asked))
        no = way(_("Keep the diary I have now"))
        no.chosen.connect(lambda: self.ask.emit(None))
        self.add(Runs(text.format(name=asked.name), "strong"), row(no, yes))

    def _back_up(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Where to keep the backup"))
        if chosen:
            diary = self._session.diary
            done = self._session.save(
                lambda: backups.copy_to(diary, Path(chosen)),
                lambda made: _("Backed up to {path}.").format(path=made),
            )
            if done:  # noted after it, since Undo is not offered for it
                backups.note(diary, diary.now())

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
