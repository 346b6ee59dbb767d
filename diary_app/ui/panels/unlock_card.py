"""A copy of the diary that is locked: its passphrase is asked for before it is looked at."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from diary_app.frozen import dataclass
from diary_app.services import lock
from diary_app.text import _
from diary_app.ui.lock_screens import secret_field, show_switch
from diary_app.ui.widgets.card import Card, heading, row
from diary_app.ui.widgets.form import LineForm
from diary_app.ui.widgets.text import Runs


@dataclass(frozen=True)
class Locked:
    """A copy that was chosen and cannot be opened yet. `in_step`: one of the folder that this diary
    is kept in step in.
    """

    path: Path
    in_step: bool = False


class UnlockCard(Card):
    """`opened` is the copy whose passphrase fitted; `left` where the person goes back."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, waiting: Locked) -> None:
        super().__init__(gap=14)
        typed = secret_field(_("Passphrase or recovery code of the copy"))
        fits = False

        def store() -> bool:
            nonlocal fits
            lock.unlock(waiting.path, typed.text())
            fits = True
            return True

        def leave() -> None:
            if fits:
                self.opened.emit(waiting)
            else:
                self.left.emit()

        title = _("Passphrase or recovery code of the copy")
        form = LineForm(title, typed, store, save=_("Open the copy"), left=leave)
        self.add(
            heading(_("Another copy of your diary")),
            Runs(_("The file {name} is locked.").format(name=waiting.path.name)),
            Runs(_("It is asked for once; the copy stays locked where it lies.")),
            form,
            row(show_switch(typed)),
        )
