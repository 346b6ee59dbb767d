"""The passphrase in Settings: set, changed, taken away; when the window locks by itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from diary_app.services import lock, settings
from diary_app.text import _, ngettext
from diary_app.ui import theme
from diary_app.ui.lock_screens import secret_field, show_switch, tell_relocked
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import Card, heading, row
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.fields import LineField, field, read, read_all, refused
from diary_app.ui.widgets.form import InputForm
from diary_app.ui.widgets.text import Runs
from diary_app.wording.lock import (
    beside_the_lock,
    forgetting_both_loses_all,
    what_a_lock_does,
)

CHOICES = (0, 2, 5, 15, 30)  # minutes until it locks by itself; 0: never
Relock = Callable[[Path], lock.Relocked]


class LockCard(Card):
    """`doing` is what is being done: "set", "change", "remove", "" for nothing. `ask` names it."""

    ask = Signal(str)

    def __init__(self, session: Session, doing: str) -> None:
        super().__init__(gap=14)
        self._session = session
        self._path = session.diary.file.path
        self._locked = lock.is_locked(self._path)
        self.add(heading(_("Passphrase")))
        if session.diary.file.read_only:
            self.add(Runs(_("Save what can be read of the damaged diary first.")))
        elif doing == "set" and not self._locked:
            self._add_set()
        elif doing == "change" and self._locked:
            self._add_change()
        elif doing == "remove" and self._locked:
            self._add_remove()
        elif self._locked:
            self._add_locked()
        else:
            set_one = way(_("Set a passphrase…"))
            set_one.chosen.connect(lambda: self.ask.emit("set"))
            self.add(Runs(what_a_lock_does()), row(set_one))

    def first(self) -> QWidget | None:
        """Where the keys go while something is being done."""
        return self.findChild(LineField)

    def _add_locked(self) -> None:
        buttons = []
        for text, doing in (
            (_("Change the passphrase…"), "change"),
            (_("Take the passphrase away…"), "remove"),
        ):
            button = way(text)
            button.chosen.connect(partial(self.ask.emit, doing))
            buttons.append(button)
        now = way(_("Lock now"))
        now.chosen.connect(self._session.lock_wanted)
        minutes: list[tuple[object, str]] = [
            (n, ngettext("{n} minute", "{n} minutes", n).format(n=n) if n else _("Never"))
            for n in CHOICES
        ]
        own = settings.load(self._session.diary)
        wait = Choice(minutes, about=_("lock by itself"), value=own.lock_after)
        wait.picked.connect(self._keep_wait)
        hint = _("What you were typing is kept, and is there again when you unlock it.")
        self.add(
            Runs(_("The diary and its backups are locked with a passphrase.")),
            row(now, *buttons),
            field(_("Lock by itself when nobody uses it for"), wait, hint=hint),
            Runs(beside_the_lock(), "small"),
        )
        plain = lock.plain_left(self._session.diary)
        if plain:
            self.add(*self._left(plain))

    def _left(self, plain: tuple[Path, ...]) -> tuple[QWidget, ...]:
        title = ngettext(
            "{n} file from before is not locked. Anyone can read it.",
            "{n} files from before are not locked. Anyone can read them.",
            len(plain),
        )
        away = Button(_("Delete them"), about=_("unlocked files"))
        away.chosen.connect(lambda: self._delete(plain))
        return (
            Runs(title.format(n=len(plain)), "warn"),
            Runs("\n".join(str(file) for file in plain)),
            row(away),
        )

    def _delete(self, plain: tuple[Path, ...]) -> None:
        said = ngettext("{n} file deleted.", "{n} files deleted.", len(plain))
        done = self._session.save(
            lambda: lock.delete_plain(plain, self._session.diary), said.format(n=len(plain))
        )
        if done:
            self.ask.emit("")

    def _keep_wait(self, minutes: object) -> None:
        self._session.save(
            lambda: settings.save(self._session.diary, lock_after=minutes), _("Saved: settings.")
        )

    def _add_set(self) -> None:
        clock, zone = self._session.diary.clock, self._session.diary.zone
        form = NewPassphrase(
            self._session,
            lambda path, typed: lock.set_passphrase(path, typed, clock, zone),
            _("The diary is locked with your passphrase."),
        )
        self._add_form(form)

    def _add_change(self) -> None:
        clock, zone = self._session.diary.clock, self._session.diary.zone
        form = NewPassphrase(
            self._session,
            lambda path, typed: lock.change_passphrase(path, typed, clock, zone),
            _("The passphrase is changed. Older backups open with the one they were made with."),
            present=True,
        )
        self._add_form(form)

    def _add_remove(self) -> None:
        form = NoPassphrase(self._session)
        self._add_form(form)

    def _add_form(self, form: InputForm) -> None:
        form.left.connect(lambda: self.ask.emit(""))
        self.add(form)


class NewPassphrase(InputForm):
    """The new passphrase, typed twice; of a locked diary the present one first."""

    def __init__(
        self,
        session: Session,
        relock: Callable[[Path, str], lock.Relocked],
        said: str,
        *,
        present: bool = False,
    ) -> None:
        super().__init__(_("passphrase"))
        self._session, self._relock, self._said = session, relock, said
        self._present = secret_field(_("Passphrase you have now")) if present else None
        self._new = secret_field(_("New passphrase"))
        self._again = secret_field(_("The same again"))
        fields = [each for each in (self._present, self._new, self._again) if each is not None]
        self.add(
            Runs(what_a_lock_does()),
            Runs(forgetting_both_loses_all(), "strong"),
            *(field(each.accessibleName(), each) for each in fields),
            row(show_switch(*fields)),
            Runs(
                _("Four or more words that only you would put together are good and easy to type."),
                "small",
            ),
            row(self.back(), self.save(_("Lock the diary"), "main")),
        )

    def store(self) -> bool:
        """Close the diary, lock it, show the recovery code, and open it again."""
        path = self._session.diary.file.path
        read_all(partial(self._read_present, path), self._read_new, self._read_again)
        typed = self._new.text()
        self._session.reopen(
            _relocking(path, lambda path: self._relock(path, typed), self._said), same_place=True
        )
        return True

    def _read_present(self, path: Path) -> None:
        if self._present is not None:
            read(self._present, partial(lock.unlock, path))

    def _read_new(self) -> None:
        if not self._new.text():
            raise refused(self._new, _("Type at least one character."))

    def _read_again(self) -> None:
        if self._again.text() != self._new.text():
            raise refused(self._again, _("The two are not the same."))


class NoPassphrase(InputForm):
    """Takes the passphrase away, once it was typed."""

    def __init__(self, session: Session) -> None:
        super().__init__(_("passphrase"))
        self._session = session
        self._present: LineField = secret_field(_("Passphrase you have now"))
        self.add(
            Runs(_("Then anyone who has the file, or a backup made from now on, can read it.")),
            field(_("Passphrase you have now"), self._present),
            row(show_switch(self._present)),
            row(self.back(), self.save(_("Take the passphrase away"))),
        )

    def store(self) -> bool:
        """Close the diary, unlock its file, and open it again."""
        diary = self._session.diary
        path, clock, zone = diary.file.path, diary.clock, diary.zone
        read(self._present, partial(lock.unlock, path))
        self._session.reopen(
            _relocking(
                path,
                lambda path: lock.remove_passphrase(path, clock, zone),
                _("The passphrase is taken away: the diary opens without it."),
            ),
            same_place=True,
        )
        return True


def _relocking(path: Path, relock: Relock, said: str) -> Callable[[], tuple[Path, str]]:
    """What is done while the diary is closed; what is said afterwards."""
    look = theme.current().look

    def work() -> tuple[Path, str]:
        done = relock(path)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        tell_relocked(app, look, done)
        return path, said

    return work
